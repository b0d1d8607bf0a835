"""Spreadsheets with two columns, source and target, with or without a header: the first sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from glossary.model import Document
from glossary.reading.bitexts.comma_separated import pairs_of_rows
from glossary.reading.bitexts.segments import pairs_document
from glossary.reading.reader import Reader, Source
from glossary.reading.sheets import Cell, read_cells

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    _sheet, cells = next(groupby(read_cells(source), key=lambda cell: cell.sheet), ("", iter(())))
    yield pairs_document(
        source, pairs_of_rows([_row(row) for _number, row in groupby(cells, key=lambda cell: cell.row)])
    )


def _row(cells: Iterator[Cell]) -> list[str]:
    row: list[str] = []
    for cell in cells:
        # What stands beyond a third column shows only that there are more than two.
        row += [""] * (min(cell.column, 3) - 1 - len(row))
        row.append(cell.text)
    return row


READER = Reader("Excel", (".xlsx", ".xlsm"), _read)
