"""CSV with two columns, source and target, with or without a header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.bitexts.segments import pairs_document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER", "pairs_of_rows"]


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    first = decoded.text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator)
    yield pairs_document(source, pairs_of_rows([list(row) for row in rows]), decoded.encoding)


def pairs_of_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """The rows of a table of two columns as pairs; a first row without Chinese in the source is a header.

    >>> list(pairs_of_rows([["zh", "en"], ["孵化器", "incubator"]]))
    [('孵化器', 'incubator', 'row 2')]

    Raises:
        InputError: a row has more than two columns, or none has two.
    """
    widths = {len([cell for cell in row[2:] if cell.strip()]) for row in rows}
    if widths - {0} or all(len(row) < 2 for row in rows):
        raise InputError(_("not a table of two columns"), hint=_("keep source and target, and nothing else"))
    names = {"zh", "zh-cn", "en", "source", "target", "原文", "译文", "中文", "英文", "源文", "chinese", "english"}
    for number, row in enumerate(rows, start=1):
        cells = [*row, "", ""][:2]
        if number == 1 and any(cell.strip().lower() in names for cell in cells):
            continue
        if cells[0].strip():
            yield cells[0], cells[1], _("row {number}", number=number)


READER = Reader("CSV", (".csv",), _read)
