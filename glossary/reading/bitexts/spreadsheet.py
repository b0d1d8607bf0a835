"""Spreadsheets with two columns, source and target, with or without a header."""

from __future__ import annotations

import io
from collections.abc import Iterator

from glossary.model import Document
from glossary.reading.bitexts.comma_separated import pairs_of_rows
from glossary.reading.bitexts.segments import pairs_document
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(source.data)).get_sheet_by_index(0)
    rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    yield pairs_document(source, pairs_of_rows(rows))


READER = Reader("Excel", (".xlsx",), _read)
