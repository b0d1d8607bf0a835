"""Whole documents, written for these tests with their right answers first: what is linked in them, and what is not."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from abbreviation_cases import analysed

from glossary.linking.abbreviations import link_abbreviations
from glossary.linking.abbreviations.view import plain

DOCUMENTS = Path(__file__).parent / "cases" / "documents"


class Row(NamedTuple):
    """A surface of a document and what it stands for there: nothing where status is none.

    Members are divided by ;, and by | where the surface means different things at different places.
    Readers may differ on an ambiguous one, which is not tested. A known failure says why it fails.
    """

    file: str
    surface: str
    kind: str
    members: str
    status: str
    known_failure: str


def rows() -> list[Row]:
    with (DOCUMENTS / "links.tsv").open(encoding="utf-8", newline="") as stream:
        return [Row(**row) for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)]


@cache
def linked() -> dict[tuple[str, str], list[list[str]]]:
    """The members of all links, by file and surface; the documents are linked together."""
    paths = sorted(DOCUMENTS.glob("*.txt"))
    found: dict[tuple[str, str], list[list[str]]] = {}
    for link in link_abbreviations([analysed(path.read_text(encoding="utf-8"), path.name) for path in paths]):
        found.setdefault((link.document or "", plain(link.surface)), []).append(sorted(link.members))
    return found


def parameters() -> list[object]:
    return [
        pytest.param(row, marks=pytest.mark.xfail(strict=True, reason=row.known_failure)) if row.known_failure else row
        for row in rows()
        if row.status != "ambiguous"
    ]


@pytest.mark.parametrize("row", parameters(), ids=lambda row: f"{row.file}-{row.surface}")
def test_a_surface_stands_for_what_its_document_says_or_for_nothing(row: Row) -> None:
    readings = row.members.split("|") if row.members else []
    expected = sorted(sorted(plain(member) for member in reading.split(";")) for reading in readings)

    assert expected == sorted(linked().get((row.file, plain(row.surface)), []))


def test_every_document_has_rows_of_both_sorts() -> None:
    files = {path.name for path in DOCUMENTS.glob("*.txt")}

    assert files == {row.file for row in rows() if row.status == "given"}
    assert files == {row.file for row in rows() if row.status == "none"}
