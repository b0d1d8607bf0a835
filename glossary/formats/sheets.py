"""Workbooks for clients that take a sheet of terms, each with its own headings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.xml import clean_text
from glossary.messages import _

__all__ = ["CELL_LIMIT", "ROW_LIMIT", "Cell", "cell_text", "read_sheet", "sheet_text", "sheets_of", "write_sheet"]

Cell = str | bool | int | None

# Excel's own limits ("Excel specifications and limits", support.microsoft.com).
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576


def sheet_text(text: str) -> str:
    """The text as a cell holds it: what XML cannot hold replaced, cut to the limit, lines ended by a line feed."""
    if not text.isprintable():
        text = clean_text(text).replace("\r\n", "\n").replace("\r", "\n")
    return text[:CELL_LIMIT]


def write_sheet(heading: Sequence[str], rows: Iterable[Sequence[Cell]], stream: BinaryIO, losses: LossRecorder) -> None:
    """Write one sheet. Text is never a formula, truth values are real ones, equal rows give equal bytes."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as workbook:
        workbook.set_properties({"created": datetime(2000, 1, 1)})
        sheet = workbook.add_worksheet("Terms")
        writers: dict[type, Callable[..., object]] = {bool: sheet.write_boolean, int: sheet.write_number}
        for number, row in enumerate([heading, *rows]):
            if number >= ROW_LIMIT:
                losses.add(LossKind.DROPPED, "row")
                continue
            for column, value in enumerate(row):
                if isinstance(value, str) and value:
                    sheet.write_string(number, column, sheet_text(value))
                elif value is not None and not isinstance(value, str):
                    writers[type(value)](number, column, value)
    stream.write(content.getbuffer())


def read_sheet(path: Path, content: bytes, wanted: str) -> tuple[list[str], list[dict[str, str]]]:
    """The heading of the first sheet that has the column `wanted`, and its rows by heading; true is `true`.

    Raises:
        FormatError: not a whole workbook, or no such sheet.
    """
    for _name, rows in sheets_of(path, content):
        heading = [cell_text(cell) for cell in rows[0]] if rows else []
        if wanted in heading:
            return heading, [dict(zip(heading, map(cell_text, row), strict=False)) for row in rows[1:]]
    raise FormatError(
        _("no sheet with a column {name!r}", name=wanted), where=str(path), hint=_("look at the name of the format")
    )


def sheets_of(path: Path, content: bytes) -> list[tuple[str, Sequence[Sequence[object]]]]:
    """The name of each sheet of a workbook, and its rows of cells.

    Raises:
        FormatError: not a whole workbook.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return [
            (name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in workbook.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        raise FormatError(
            _("not a whole Excel workbook: {reason}", reason=error),
            where=str(path),
            hint=_("open it in Excel and save it again as .xlsx"),
        ) from error


def cell_text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a decimal point."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
