"""The bundled sample is what its sources say, and holds what it is there to show."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "glossary" / "sample"
BUILD = runpy.run_path(str(ROOT / "scripts" / "build_sample.py"))


@pytest.mark.parametrize("path", sorted(BUILD["sample_files"]()), ids=lambda path: path.name)
def test_built_files_are_current(path: Path) -> None:
    """A file that a script makes equals what the script makes now."""
    assert BUILD["sample_files"]()[path] == path.read_bytes()


def test_at_least_six_documents_in_four_formats() -> None:
    """Two plain texts, one in GB18030, and one or two of each other format."""
    suffixes = sorted(path.suffix for path in (SAMPLE / "documents").iterdir())

    assert [".docx", ".html", ".html", ".md", ".txt", ".txt"] == suffixes


@pytest.mark.parametrize("name", ["speech", "maintenance"])
def test_parallel_text_has_two_columns(name: str) -> None:
    """Fifteen or more pairs of a Chinese and an English sentence, and nothing empty."""
    lines = (SAMPLE / "bitext" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t") for line in lines]

    assert len(pairs) >= 15
    assert all(len(pair) == 2 and all(side.strip() for side in pair) for pair in pairs)
