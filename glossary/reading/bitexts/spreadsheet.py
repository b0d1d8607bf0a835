"""Spreadsheets with two columns, source and target, with or without a header."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.bitexts.comma_separated import is_header
from glossary.reading.bitexts.segments import pairs_document
from glossary.reading.reader import Reader, Source
from glossary.reading.sheets import read_cells

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    """Read the first sheet; the others may be notes."""
    rows: dict[int, list[str]] = {}
    sheet = ""
    for cell in read_cells(source):
        sheet = sheet or cell.sheet
        if cell.sheet != sheet or not cell.text.strip():
            continue
        if cell.column > 2:
            raise InputError(_("not a table of two columns"), hint=_("keep source and target, and nothing else"))
        rows.setdefault(cell.row, ["", ""])[cell.column - 1] = cell.text
    if not any(translation for _source, translation in rows.values()):
        raise InputError(_("not a table of two columns"), hint=_("keep source and target, and nothing else"))
    yield pairs_document(
        source,
        (
            (row[0], row[1], _("row {number}", number=number))
            for place, (number, row) in enumerate(rows.items())
            if place or not is_header(row)
        ),
    )


READER = Reader("Excel", (".xlsx",), _read)
