"""Findings as one JSON array, for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from json import dumps

from glossary.model import Finding

__all__ = ["json"]


def json(findings: Sequence[Finding], _texts: Mapping[str, str] | None = None) -> str:
    """Give the findings as a JSON array with one object a line; an empty array where there are none."""
    rows = ",\n".join(" " + dumps(asdict(finding), ensure_ascii=False) for finding in findings)
    return f"[\n{rows}\n]\n" if rows else "[]\n"
