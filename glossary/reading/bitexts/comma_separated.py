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

__all__ = ["READER", "is_header", "pairs_of_rows"]

_HEADINGS = frozenset(
    {"zh", "zh-cn", "en", "source", "target", "chinese", "english", "原文", "译文", "源文", "中文", "英文"}
)


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    first = decoded.text.partition("\n")[0]
    separator = ";" if first.count(";") > first.count(",") else ","
    rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=separator)
    yield pairs_document(source, pairs_of_rows([list(row) for row in rows]), decoded.encoding)


def pairs_of_rows(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    """The rows of a table of two columns as pairs, without a row that names them.

    >>> list(pairs_of_rows([["zh", "en"], ["孵化器", "incubator"]]))
    [('孵化器', 'incubator', 'row 2')]

    Raises:
        InputError: a row has more than two columns, or none has two.
    """
    if any(cell.strip() for row in rows for cell in row[2:]) or all(len(row) < 2 for row in rows):
        raise InputError(_("not a table of two columns"), hint=_("keep source and target, and nothing else"))
    for number, row in enumerate(rows, start=1):
        chinese, translation = [*row, "", ""][:2]
        if chinese.strip() and not (number == 1 and is_header(row)):
            yield chinese, translation, _("row {number}", number=number)


def is_header(row: Sequence[str]) -> bool:
    """Whether a first row names the columns.

    >>> is_header(["原文", "译文"]), is_header(["谢谢", "Thanks"])
    (True, False)
    """
    return any(cell.strip().lower() in _HEADINGS for cell in row)


READER = Reader("CSV", (".csv",), _read)
