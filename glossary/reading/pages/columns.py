"""Which columns a page has, and what stands in them, in the order of reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.reading.pages.fragments import Fragment, rows_of

__all__ = ["Column", "find_columns"]

# Lines on each side of a gutter at the least: fewer are a table or a pair of signatures.
LINES = 4
# A left column of as many lines may have a right one that has just begun.
MANY_LINES = 8
# Where a second column may start, as parts of the text's width; for three columns, the right part is looked at again.
GUTTER = (0.25, 0.75)
# Width of a column in character heights at the least, and the share of its lines that fill it: cells of tables are
# shorter.
WIDTH = 8.0
FULL_LINES = 0.5
# Character heights by which lines of one column may start or end apart.
RAGGED = 2.0
# Columns side by side at the most, as a power of two.
DEPTH = 2


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under one another, from top to bottom, with the edges that they keep to, in points."""

    lines: tuple[Fragment, ...]
    left: float
    right: float


def find_columns(fragments: Sequence[Fragment], depth: int = DEPTH) -> list[Column]:
    """Cut what stands on a page into columns; a line across all of them parts those above it from those below."""
    if not fragments:
        return []
    gutter = _find_gutter(fragments) if depth else None
    if gutter is None:
        return [_column(fragments)]
    columns: list[Column] = []
    across: list[Fragment] = []
    beside: list[Fragment] = []
    left = [fragment for fragment in fragments if fragment.right <= gutter]
    right = [fragment for fragment in fragments if fragment.left >= gutter]
    edges = (min(fragment.left for fragment in left), max(fragment.right for fragment in right))
    for fragment in sorted(fragments, key=lambda fragment: (-fragment.middle, fragment.left)):
        if fragment.right > gutter > fragment.left:
            columns += _beside(beside, gutter, (left, right), depth)
            beside = []
            across.append(fragment)
        else:
            if across:
                columns.append(_column(across, edges))
                across = []
            beside.append(fragment)
    columns += _beside(beside, gutter, (left, right), depth)
    return [*columns, _column(across, edges)] if across else columns


def _beside(
    fragments: Sequence[Fragment], gutter: float, sides: tuple[Sequence[Fragment], Sequence[Fragment]], depth: int
) -> list[Column]:
    """The columns left and right of a gutter, with the edges that each side has on the whole page."""
    columns: list[Column] = []
    for side, whole in zip(("left", "right"), sides, strict=True):
        part = [fragment for fragment in fragments if (fragment.right <= gutter) == (side == "left")]
        if part:
            inner = find_columns(part, depth - 1)
            columns += inner if len(inner) > 1 else [_column(part, _edges(whole))]
    return columns


def _column(fragments: Sequence[Fragment], edges: tuple[float, float] | None = None) -> Column:
    left, right = edges or _edges(fragments)
    return Column(tuple(rows_of(fragments, separator="\t")), left, right)


def _edges(fragments: Sequence[Fragment]) -> tuple[float, float]:
    """The left and right edge that several lines keep to: one long line alone, such as a formula, makes no edge."""
    size = sorted(fragment.size for fragment in fragments)[len(fragments) // 2]
    rights = sorted(fragment.right for fragment in fragments)
    needed = max(2, len(fragments) // 20)
    right = rights[-1]
    for candidate in reversed(rights):
        if bisect_right(rights, candidate + 0.8 * size) - bisect_left(rights, candidate - 0.8 * size) >= needed:
            right = candidate
            break
    return min(fragment.left for fragment in fragments), right


def _find_gutter(fragments: Sequence[Fragment]) -> float | None:
    """Find the left edge of a second column, less half a point; None where there is one column only."""
    size = sorted(fragment.size for fragment in fragments)[len(fragments) // 2]
    left = min(fragment.left for fragment in fragments)
    width = max(fragment.right for fragment in fragments) - left
    starts = sorted(
        fragment.left for fragment in fragments if GUTTER[0] * width < fragment.left - left < GUTTER[1] * width
    )
    counts = {
        start: bisect_right(starts, start + 0.5 * size) - bisect_left(starts, start - 0.5)
        for start in dict.fromkeys(starts)
    }
    if not counts:
        return None
    start = max(counts, key=lambda start: (counts[start], -start))
    gutter = start - 0.5
    sides = (
        [fragment for fragment in fragments if fragment.right <= gutter],
        [fragment for fragment in fragments if fragment.left >= gutter],
    )
    if counts[start] >= LINES // 2 and _is_column(sides[0], size):
        if _is_column(sides[1], size):
            return gutter
        if len(sides[0]) >= MANY_LINES and _edges(sides[1])[1] - start >= WIDTH * size:
            return gutter
    return None


def _is_column(lines: Sequence[Fragment], size: float) -> bool:
    if len(lines) < LINES:
        return False
    left, right = _edges(lines)
    full = sum(fragment.right >= right - RAGGED * size for fragment in lines)
    return right - left >= WIDTH * size and full >= FULL_LINES * len(lines)
