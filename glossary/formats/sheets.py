"""Workbooks for clients that take a sheet of terms, each with its own headings."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from glossary.formats.losses import LossKind, LossRecorder

__all__ = ["Cell", "write_sheet"]

Cell = str | bool | int | None

# Excel's own limits ("Excel specifications and limits", support.microsoft.com).
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576


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
                    text = losses.printable(value)
                    losses.add(LossKind.CUT, "long text", int(len(text) > CELL_LIMIT), text)
                    sheet.write_string(number, column, text[:CELL_LIMIT])
                elif value is not None and not isinstance(value, str):
                    writers[type(value)](number, column, value)
    stream.write(content.getbuffer())
