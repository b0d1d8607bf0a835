"""Help texts in lines that fit: click counts characters, and breaks nowhere in Chinese, which has no spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import click

__all__ = ["DisplayWidthFormatter", "wrapped"]

_OPENING, _CLOSING = "“‘（《「『【", "”’）》」』】，。；：、！？…"
# CJK Radicals Supplement to CJK Unified Ideographs, CJK Compatibility Ideographs, and full-width forms of
# Halfwidth and Fullwidth Forms: a line may end behind each of these characters.
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"
# What no line break divides: click's brackets such as [默认：1], or one wide character or a word, with the marks that
# cannot be parted from it.
_PIECE = re.compile(rf"\s+|\[[^\[\]]*\]|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}{_OPENING}{_CLOSING}]+)?[{_CLOSING}]*")


class DisplayWidthFormatter(click.HelpFormatter):
    """Writes help as click does, texts with wide characters in lines of as many cells as others have characters."""

    def write_text(self, text: str) -> None:
        """A paragraph, indented."""
        super().write_text(_broken(text, self.width - self.current_indent))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Names, such as options, and beside them what they mean; two cells at the right stay free, as in click."""
        rows = list(rows)
        names = min(max((len(name) for name, _meaning in rows), default=0), col_max) + col_spacing
        width = max(self.width - names - 2, 10)
        super().write_dl([(name, _broken(meaning, width)) for name, meaning in rows], col_max, col_spacing)


def wrapped(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, more only where one piece is wider; no closing mark begins one.

    >>> wrapped("术语至少要出现几次。", 8)
    ['术语至少', '要出现几', '次。']
    """
    lines, line = [], ""
    for piece in filter(None, _PIECE.findall(text)):
        if line.strip() and _cells(line + piece.rstrip()) > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()]


def _broken(text: str, width: int) -> str:
    """A text with wide characters as a paragraph that click leaves as it is; other texts are click's to break."""
    if _cells(text) == len(text):
        return text
    return "\b\n" + "\n".join(wrapped(text, width))


def _cells(text: str) -> int:
    """How many cells a terminal takes for it: two for a wide character."""
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)
