"""Lines in columns to paragraphs, over the edges of columns and pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.reading.pages.columns import Column, find_columns
from glossary.reading.pages.fragments import Fragment, Page, rows_of
from glossary.reading.pages.furniture import find_furniture
from glossary.reading.pages.joining import (
    SOFT_HYPHENS,
    closes_sentence,
    first_unit_width,
    join_lines,
    starts_with_marker,
    without_digit_spacing,
)

__all__ = ["Paragraph", "flow_pages"]

# A paragraph starts more than this many character heights right of its column's edge; two are usual.
INDENT = 1.2
# Lines of one paragraph differ in height by less: a heading is at least one point larger (16 to 15, 12 to 10.5).
SAME_SIZE = 0.06
# A gap this many times the usual one parts paragraphs.
PARAGRAPH_GAP = 1.5
# Lines at the foot of a column that are smaller than the body by this are notes; 9 points to 10.5 or 12 are usual.
NOTE_SIZE = 0.93
# A line may lack this many character heights more than the next word needs, and still be full.
SLACK = 0.6
# A wrapped title is centred to within this many character heights, and its first line fills this part of the column.
CENTRED = 1.5
TITLE_WIDTH = 0.5
# Its lines follow one another within this many character heights.
TITLE_GAP = 2.2


# A column of fewer lines does not show its edges by itself.
FEW_LINES = 5


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as (text, page number) pieces: more than one where it goes on on another page.

    `rule` says why it is no text of the author's: `page-header`, `page-number`, `watermark`; None if it is.
    """

    pieces: tuple[tuple[str, int], ...]
    rule: str | None = None


class _Line(NamedTuple):
    row: Fragment
    page: int
    column: Column
    gap: float  # points up to the line above in the same column; 0 for a column's first line
    usual_gap: float


def flow_pages(pages: Sequence[Page]) -> list[Paragraph]:
    """Give the paragraphs of all pages in the order of reading; what interrupts a paragraph comes after it."""
    rows = [rows_of(page.fragments) for page in pages]
    furniture = find_furniture(pages, rows)
    bodies = [[row for row in rows[index] if (page.number, row) not in furniture] for index, page in enumerate(pages)]
    body_size = _median([row.size for body in bodies for row in body for _character in row.text[:40:8]])
    lines: list[_Line] = []
    aside: defaultdict[int, list[Paragraph]] = defaultdict(list)  # by the number of lines that come before
    columns = [find_columns(body) for body in bodies]
    single = _single_edges(columns)
    for index, page in enumerate(pages):
        for column in columns[index]:
            column_lines = _lines(_widened(column, single), page.number)
            notes = _count_notes(column_lines, body_size)
            lines += column_lines[: len(column_lines) - notes]
            for note in _paragraphs(column_lines[len(column_lines) - notes :], {}):
                aside[len(lines)].append(note)
        for row in rows[index]:
            rule = furniture.get((page.number, row))
            if rule is not None:
                aside[len(lines)].append(Paragraph(((row.text, page.number),), rule))
    return list(_paragraphs(lines, aside))


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def _single_edges(columns: Sequence[Sequence[Column]]) -> list[tuple[float, float]]:
    """The edges of the pages with one column: the last page of a document may have too few lines to show them."""
    return [(page[0].left, page[0].right) for page in columns if len(page) == 1 and len(page[0].lines) >= FEW_LINES]


def _widened(column: Column, single: Sequence[tuple[float, float]]) -> Column:
    """A column of few lines with the edges of a page like it."""
    if len(column.lines) >= FEW_LINES:
        return column
    size = _median([row.size for row in column.lines])
    for left, right in single[:20]:
        if column.left >= left - size and column.right <= right + size:
            return Column(column.lines, min(left, column.left), max(right, column.right))
    return column


def _lines(column: Column, page: int) -> list[_Line]:
    gaps = [above.middle - below.middle for above, below in zip(column.lines, column.lines[1:], strict=False)]
    usual = _median([gap for gap in gaps if gap > 0])
    return [_Line(row, page, column, gap, usual) for row, gap in zip(column.lines, [0.0, *gaps], strict=True)]


def _count_notes(lines: Sequence[_Line], body_size: float) -> int:
    """How many lines at the foot of a column are notes: smaller ones below others that are not."""
    count = 0
    for line in reversed(lines):
        if line.row.size >= NOTE_SIZE * body_size:
            break
        count += 1
    return count if count < len(lines) else 0


def _paragraphs(lines: Sequence[_Line], aside: dict[int, list[Paragraph]]) -> Iterator[Paragraph]:
    """Join the lines; what is aside comes after the paragraph that is open where it stands."""
    pieces: list[tuple[str, int]] = []
    waiting: list[Paragraph] = []
    for index, line in enumerate(lines):
        if pieces and not _continues(lines[index - 1], line):
            yield _closed(pieces)
            pieces = []
        waiting += aside.get(index, ())
        if not pieces:
            yield from waiting
            waiting = []
        text = line.row.text.strip()
        if pieces:
            last, page = pieces[-1]
            pieces[-1] = (join_lines(last, text), page)
            if page == line.page:
                pieces[-1] = (pieces[-1][0] + text, page)
                continue
        pieces.append((text, line.page))
    if pieces:
        yield _closed(pieces)
    yield from waiting
    yield from aside.get(len(lines), ())


def _closed(pieces: list[tuple[str, int]]) -> Paragraph:
    return Paragraph(tuple((without_digit_spacing(text), page) for text, page in pieces))


def _continues(above: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with the paragraph of the one before it."""
    size = above.row.size
    if abs(line.row.size - size) > SAME_SIZE * size:
        return False
    if above.row.text.endswith(SOFT_HYPHENS):
        return True
    if "\t" in line.row.text or "\t" in above.row.text:
        return False
    same_column = above.column is line.column
    if same_column and _is_wrapped_title(above, line):
        return True
    if same_column and line.gap > PARAGRAPH_GAP * line.usual_gap > 0:
        return False
    text, before = line.row.text.strip(), above.row.text.strip()
    missing = above.column.right - above.row.right
    if missing > (first_unit_width(text) + SLACK) * size:
        return False
    indent = line.row.left - line.column.left
    indent_above = above.row.left - above.column.left
    if indent > INDENT * size and (indent_above < indent - 0.5 * size or closes_sentence(before)):
        return False
    return not (starts_with_marker(text) and closes_sentence(before))


def _is_wrapped_title(above: _Line, line: _Line) -> bool:
    column, size = above.column, above.row.size
    middle = (column.left + column.right) / 2
    return (
        line.gap < TITLE_GAP * size
        and all(abs((row.left + row.right) / 2 - middle) < CENTRED * size for row in (above.row, line.row))
        and above.row.left - column.left > INDENT * size
        and line.row.left - column.left > INDENT * size
        and above.row.right - above.row.left > TITLE_WIDTH * (column.right - column.left)
        and not closes_sentence(above.row.text)
    )
