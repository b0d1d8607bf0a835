"""Word documents with tables of two columns, source and target, as translation tools export them for revision."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from glossary.model import Document
from glossary.reading.bitexts.comma_separated import pairs_of_rows
from glossary.reading.bitexts.segments import pairs_document
from glossary.reading.reader import Reader, Source
from glossary.reading.readers import word

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    for document in word.READER.read(source):
        if isinstance(document, Document):
            rows = [list(cells.values()) for cells in _rows(document)]
            yield pairs_document(source, pairs_of_rows(rows), document.encoding)


def _rows(document: Document) -> Iterator[dict[str, str]]:
    """The cells of every row of every table, by the label of the cell."""
    ends = [landmark.start for landmark in document.landmarks[1:]] + [len(document.text) + 1]
    cells = [
        (landmark.label, document.text[landmark.start : end - 1])
        for landmark, end in zip(document.landmarks, ends, strict=True)
        if landmark.is_cell
    ]
    for _row, group in groupby(cells, key=lambda cell: cell[0].rpartition(", ")[0]):
        row: dict[str, str] = {}
        for label, text in group:
            row[label] = f"{row[label]} {text}" if label in row else text
        yield row


READER = Reader("Word table", (".docx",), _read)
