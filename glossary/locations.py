"""Places in a document: where its lines start, and labels as a reader is told them: paragraph 2 is 第2段 in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from glossary.messages import _

__all__ = ["describe_location", "line_starts"]

_NUMBERED: dict[str, Callable[[str], str]] = {
    "paragraph": lambda number: _("paragraph {number}", number=number),
    "page": lambda number: _("page {number}", number=number),
    "slide": lambda number: _("slide {number}", number=number),
    "chapter": lambda number: _("chapter {number}", number=number),
    "table": lambda number: _("table {number}", number=number),
    "row": lambda number: _("row {number}", number=number),
    "cell": lambda number: _("cell {number}", number=number),
    "footnote": lambda number: _("footnote {number}", number=number),
    "endnote": lambda number: _("endnote {number}", number=number),
    "note": lambda number: _("note {number}", number=number),
}
_NAMED: dict[str, Callable[[], str]] = {
    "header": lambda: _("header"),
    "footer": lambda: _("footer"),
    "text box": lambda: _("text box"),
    "notes": lambda: _("notes"),
}
_PART = re.compile(r"(?P<kind>[a-z]+) (?P<number>[0-9]+)")
_LINE_END = re.compile("\r\n|[\n\r]")


def line_starts(text: str) -> Iterator[int]:
    r"""Where the lines of a text start; they end with LF, CRLF or CR.

    >>> list(line_starts("术语\n表\r\n"))
    [0, 3, 6]
    """
    yield 0
    if "\r" in text:
        yield from (found.end() for found in _LINE_END.finditer(text))
        return
    end = text.find("\n")
    while end >= 0:
        yield end + 1
        end = text.find("\n", end + 1)


def describe_location(label: str) -> str:
    """Give the label of a landmark in the reader's language; the name of a sheet and what else is unknown stay.

    Labels are data that files keep, in English; only what a person reads goes through here.

    >>> describe_location("table 1, row 2, cell 3"), describe_location("预算, row 2")
    ('table 1, row 2, cell 3', '预算, row 2')
    """
    described, *inner = map(_describe, label.split(", "))
    for part in inner:
        described = _("{outer}, {inner}", outer=described, inner=part)
    return described


def _describe(part: str) -> str:
    found = _PART.fullmatch(part)
    if found is not None and found["kind"] in _NUMBERED:
        return _NUMBERED[found["kind"]](found["number"])
    return _NAMED[part]() if part in _NAMED else part
