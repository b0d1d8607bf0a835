"""Stretches of text with their boxes on a page, and the rows that they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.reading.pages.joining import is_wide

__all__ = ["DESCENT", "Fragment", "Page", "rows_of"]

# Character heights between two stretches on one row: less is no space, more is another column or cell. A Chinese
# character is one wide, a space between words a quarter, a gutter between columns two.
SPACE = 0.15
SPACE_BESIDE_HAN = 0.4
CELL = 1.0
# How far below its line a character reaches, as a part of its height: 0.12 in most Chinese fonts.
DESCENT = 0.12


class Fragment(NamedTuple):
    """A stretch of text on one line, and its box in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    slanted: bool = False

    @property
    def size(self) -> float:
        """The height of the characters, in points."""
        return self.top - self.bottom

    @property
    def middle(self) -> float:
        """The height of its middle on the page, in points."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Page:
    """A page's number, its height in points, and what is written on it."""

    number: int
    height: float
    fragments: tuple[Fragment, ...]


def rows_of(fragments: Sequence[Fragment], gap: float = CELL, separator: str = "") -> list[Fragment]:
    """Join what stands on one row with less than `gap` character heights between; top to bottom, left to right.

    With a `separator`, what is further apart is joined by it.

    >>> [row.text for row in rows_of([Fragment("甲", 0, 10, 0, 10), Fragment("乙", 10, 20, 0, 10)])]
    ['甲乙']
    """
    joined: list[Fragment] = []
    for row in _rows(fragments):
        last = row[0]
        for fragment in row[1:]:
            distance = (fragment.left - last.right) / max(last.size, 1.0)
            if distance < gap:
                last = _joined(last, fragment, _between(last.text, fragment.text, distance))
            elif separator:
                last = _joined(last, fragment, separator)
            else:
                joined.append(last)
                last = fragment
        joined.append(last)
    return joined


def _rows(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Group the fragments whose middles lie within half a character height, each group from left to right."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.middle, fragment.left)):
        if rows and not fragment.slanted:
            first = rows[-1][0]
            if not first.slanted and first.middle - fragment.middle < 0.5 * max(min(first.size, fragment.size), 1.0):
                rows[-1].append(fragment)
                continue
        rows.append([fragment])
    return [sorted(row, key=lambda fragment: fragment.left) for row in rows]


def _joined(first: Fragment, second: Fragment, between: str) -> Fragment:
    """One fragment of two; the wider one says how high the characters are, so that a superscript does not matter."""
    wider = max(first, second, key=lambda fragment: fragment.right - fragment.left)
    text = f"{first.text.rstrip()}{between}{second.text.lstrip()}" if between else first.text + second.text
    return Fragment(text, first.left, max(first.right, second.right), wider.bottom, wider.top)


def _between(before: str, after: str, distance: float) -> str:
    """A space where words are parted; beside a Han character only a wide gap is one."""
    beside_han = is_wide(before[-1:]) or is_wide(after[:1])
    return " " if distance > (SPACE_BESIDE_HAN if beside_han else SPACE) else ""
