"""Findings as Checkstyle XML, which build servers and review tools read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby

from glossary.model import Finding, Severity

__all__ = ["checkstyle"]

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}
# What XML 1.0 (section 2.2) forbids.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def checkstyle(findings: Sequence[Finding], _texts: Mapping[str, str] | None = None) -> str:
    """Give the findings as Checkstyle's XML, one `file` element a draft; `source` is the code of the check."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="10.0">']
    for path, found in groupby(findings, key=lambda finding: finding.path):
        lines.append(f"  <file name={_attribute(path)}>")
        lines += [_error(finding) for finding in found]
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>", ""])


def _error(finding: Finding) -> str:
    return (
        f'    <error line="{finding.line}" column="{finding.column}" severity="{_SEVERITIES[finding.severity]}"'
        f" message={_attribute(finding.message)} source={_attribute(f'glossary.{finding.code}')}/>"
    )


def _attribute(text: str) -> str:
    """Quote a value, tabs and line breaks included; what XML cannot hold becomes U+FFFD."""
    from xml.sax.saxutils import quoteattr

    return quoteattr(_FORBIDDEN.sub("\ufffd", text))
