"""Rows and documents for the tests of abbreviation links: a document is analysed by the steps under glossary.text."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple

from glossary.model import AnalysedDocument, Document
from glossary.text.normalising import normalise_document
from glossary.text.segmenters import segment
from glossary.text.structure import find_blocks, find_quotations, find_sentences

CASES = Path(__file__).parent / "cases" / "abbreviations.tsv"


class Case(NamedTuple):
    """One row: a text, a surface in it, and what it stands for there; no members where the text does not say."""

    text: str
    surface: str
    kind: str
    members: tuple[str, ...]
    note: str


def cases() -> list[Case]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return [
            Case(
                row["text"].replace("\\n", "\n"),
                row["surface"],
                row["kind"],
                tuple(row["members"].split(";")) if row["members"] else (),
                row["note"],
            )
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]


def analysed(text: str, path: str = "a.txt", title: str = "") -> AnalysedDocument:
    """A document as the text steps see it, with nothing set aside."""
    normalised = normalise_document(text, ())
    blocks = find_blocks(normalised.text, title)
    return AnalysedDocument(
        document=Document("d1", path, title, text, "", "utf-8"),
        normalised=normalised,
        blocks=blocks,
        sentences=find_sentences(normalised.text, blocks),
        quotations=find_quotations(normalised.text),
        tokens=segment(normalised.text),
    )
