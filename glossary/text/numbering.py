"""The markers that number headings and list items: 一、 (一) 1. 第一章 # - and their depth."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Marker", "chinese_number", "read_marker"]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}

# Depths as in official documents, GB/T 9704-2012, 7.3.3: first 一、 then （一） then 1. then （1）.
_MARKER = re.compile(
    r"(?P<hashes>#{1,6})[ \t]+"
    r"|第(?P<division>[一二三四五六七八九十百零〇两\d]{1,5})(?P<unit>[编篇章节条部])(?:分)?(?:[ \t、:：]+|(?=\S))"
    r"|(?P<han>[一二三四五六七八九十百]{1,4})(?:、(?![一二三四五六七八九十]+[、等])|[.．][ \t]?|[ \t]+)"
    r"|[(（](?P<bracketed_han>[一二三四五六七八九十百]{1,4})[)）][、.]?[ \t]*"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.、]?[ \t]+"
    r"|(?P<digits>\d{1,3})(?:、|[.．](?!\d)|[)）])[ \t]*"
    r"|(?P<section>\d{1,2})[ \t]{1,2}(?=[\u4e00-\u9fff])"
    r"|[(（](?P<bracketed_digits>\d{1,3})[)）][、.]?[ \t]*"
    r"|(?P<circled>[①-⑳])[、.]?[ \t]*"
    r"|(?P<bullet>[-*+•·●■◆▪–—])[ \t]+"
)
_UNIT_LEVELS = {"编": 1, "篇": 1, "部": 1, "章": 1, "节": 2, "条": 3}


class Marker(NamedTuple):
    """A numbering marker: where the text after it starts, its depth from 1, the number it states if any."""

    content_start: int
    level: int
    number: int | None
    can_head: bool


def read_marker(text: str, start: int, end: int) -> Marker | None:
    """Read the marker at `start`, or give None where the line has none or nothing but one.

    >>> read_marker("（二）抓好“六大要素”", 0, 11)
    Marker(content_start=3, level=2, number=2, can_head=True)
    """
    found = _MARKER.match(text, start, end)
    if found is None or found.end() >= end:
        return None
    kind = found.lastgroup if found.lastgroup != "unit" else "division"
    written = found[kind] if kind else ""
    content_start = found.end()
    match kind:
        case "hashes":
            inner = read_marker(text, content_start, end)
            after, number = (inner.content_start, inner.number) if inner else (content_start, None)
            return Marker(after, len(written), number, True)
        case "division":
            return Marker(content_start, _UNIT_LEVELS[found["unit"]], _number(written), found["unit"] != "条")
        case "han":
            return Marker(content_start, 1, chinese_number(written), True)
        case "bracketed_han":
            return Marker(content_start, 2, chinese_number(written), True)
        case "decimal":
            return Marker(content_start, written.count(".") + 1, int(written.rsplit(".", 1)[1]), True)
        case "digits":
            return Marker(content_start, 3, int(written), True)
        case "section":
            return Marker(content_start, 1, int(written), True)
        case "bracketed_digits":
            return Marker(content_start, 4, int(written), True)
        case "circled":
            return Marker(content_start, 5, ord(written) - ord("①") + 1, False)
        case _:
            return Marker(content_start, 1, None, False)


def chinese_number(written: str) -> int | None:
    """Read a Chinese numeral below ten thousand, or give None where it is none.

    >>> chinese_number("十五"), chinese_number("二十"), chinese_number("一百零三"), chinese_number("十十")
    (15, 20, 103, None)
    """
    total, digit, last_unit = 0, None, 10_000
    for character in written:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _UNITS and _UNITS[character] < last_unit:
            last_unit = _UNITS[character]
            total += (digit if digit is not None else 1) * last_unit
            digit = None
        else:
            return None
    return total + (digit or 0) if written else None


def _number(written: str) -> int | None:
    return int(written) if written.isdecimal() else chinese_number(written)
