"""The cells of an xlsx workbook that hold text, walked sparsely: a cell in the last corner costs no more than one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from glossary.errors import InputError
from glossary.messages import _
from glossary.reading.reader import Source
from glossary.reading.relations import main_part, relations_of
from glossary.reading.zipped_xml import ZippedXml, local_name, open_zipped_xml

__all__ = ["Cell", "read_cells"]

_PLACE = re.compile("([A-Z]{1,3})([0-9]{1,7})")


class Cell(NamedTuple):
    """A cell with something in it. Rows and columns start at 1; `is_text` tells text from numbers and dates."""

    sheet: str
    row: int
    column: int
    text: str
    is_text: bool

    @property
    def place(self) -> str:
        """What a person would call it, such as `B3`.

        >>> Cell("表1", 3, 28, "河长制", True).place
        'AB3'
        """
        letters, rest = "", self.column
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return f"{letters}{self.row}"


def read_cells(source: Source) -> Iterator[Cell]:
    """Give the cells of all sheets, by sheet and row.

    Raises:
        InputError: the bytes are no workbook.
    """
    with open_zipped_xml(source, _("Excel workbook")) as parts:
        main = main_part(parts, "xl/workbook.xml")
        root = parts.parse(main)
        if root is None or local_name(root.tag) != "workbook":
            raise InputError(_("not a {format}, or a damaged one", format=_("Excel workbook")))
        relations = relations_of(parts, main)
        strings = next((target for kind, target in relations.values() if kind == "sharedStrings"), "")
        shared = _shared_strings(parts.parse(strings))
        seen: set[str] = set()
        for element in root.iter():
            if local_name(element.tag) == "sheet":
                identifiers = (value for name, value in element.attrib.items() if name.endswith("}id"))
                relation = relations.get(next(identifiers, ""))
                if relation is not None and relation.kind == "worksheet" and relation.target not in seen:
                    seen.add(relation.target)
                    yield from _cells(parts, relation.target, element.get("name", ""), shared)


def _shared_strings(root: Any) -> list[str]:
    return [_rich_text(element) for element in root if local_name(element.tag) == "si"] if root is not None else []


def _rich_text(element: Any) -> str:
    """The text of a string without its phonetic guide."""
    pieces: list[str] = []
    for child in element:
        name = local_name(child.tag)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "r":
            pieces.append(_rich_text(child))
    return "".join(pieces)


def _cells(parts: ZippedXml, part: str, sheet: str, shared: list[str]) -> Iterator[Cell]:
    root = parts.parse(part)
    row = column = 0
    for element in root.iter() if root is not None else ():
        name = local_name(element.tag)
        if name == "row":
            row, column = _number(element.get("r"), row + 1), 0
        elif name == "c":
            found = _PLACE.fullmatch(element.get("r", ""))
            column = _column_number(found.group(1)) if found else column + 1
            text, is_text = _content(element, shared)
            if text.strip():
                yield Cell(sheet, row, column, text, is_text)


def _number(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 8 else otherwise


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _content(element: Any, shared: list[str]) -> tuple[str, bool]:
    kind = element.get("t", "n")
    for child in element:
        name = local_name(child.tag)
        if name == "is":
            return _rich_text(child), True
        if name == "v":
            value = child.text or ""
            if kind == "s":
                index = _number(value, len(shared))
                return (shared[index] if index < len(shared) else ""), True
            return value, kind == "str"
    return "", False
