"""Spreadsheets: every cell with text is a line; numbers and dates are no text."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.sheets import read_cells

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    builder = TextBuilder()
    for cell in read_cells(source):
        if cell.is_text:
            for line in cell.text.splitlines():
                builder.add(line, f"{cell.sheet}!{cell.place}", cell=True)
    if not builder.text():
        raise InputError(_("a workbook without text"))
    yield source.document_of(builder)


READER = Reader("Excel", (".xlsx", ".xlsm"), _read)
