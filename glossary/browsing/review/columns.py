"""The columns of the list of entries: which of them a width has room for, and what each shows of a row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rich.cells import cell_len

from glossary.browsing.display import BAR_WIDTH, bar, cut, inert, pad, pad_left
from glossary.browsing.labels import label, type_of
from glossary.browsing.selection import Row, Sort
from glossary.expansions import describe_expansions
from glossary.messages import _
from glossary.model import EntryStatus

__all__ = ["GLYPHS", "Column", "columns_for"]

GLYPHS = {EntryStatus.CANDIDATE: "·", EntryStatus.ACCEPTED: "✓", EntryStatus.REJECTED: "✗"}
"""The state of an entry, told apart without colour."""

GAP = 1
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list.

    Attributes:
        title: its heading.
        sort: the order that a click on the heading asks for.
        width: in cells.
        text: what it shows of a row, of any length.
        style: of its cells.
        right: whether they are flush right.
    """

    title: str
    sort: Sort
    width: int
    text: Callable[[Row], str]
    style: str = ""
    right: bool = False

    def cell(self, row: Row) -> str:
        """What it shows of a row, exactly as wide as the column."""
        text = cut(self.text(row), self.width)
        return pad_left(text, self.width) if self.right else pad(text, self.width)

    def heading(self, arrow: str) -> str:
        """Its title, with an arrow if the list is in its order, exactly as wide as the column."""
        text = cut(self.title + arrow, self.width)
        return pad_left(text, self.width) if self.right else pad(text, self.width)


# Cells that terms need at least, beside other columns and alone; and what they stand for.
_LEAST_TERM, _LEAST_ALONE, _LEAST_MEANING = 20, 12, 19


def columns_for(width: int) -> list[Column]:
    """The columns for a list of `width` cells, left to right; terms and their meanings share what the others leave."""
    first = [
        _column("", Sort.STATUS, 1, lambda row: GLYPHS[row.entry.status]),
        _column(_("#"), Sort.RANK, 5, lambda row: str(row.rank), "dim", right=True),
    ]
    optional = [
        _column(_("Score"), Sort.SCORE, BAR_WIDTH, _score, "magenta"),
        _column(_("Freq"), Sort.FREQUENCY, 5, lambda row: str(row.term.frequency), right=True),
        _column(_("Type"), Sort.TYPE, 10, lambda row: label(type_of(row.term, row.links)), "cyan"),
        _column(_("Docs"), Sort.DOCUMENTS, 5, lambda row: str(row.term.document_frequency), right=True),
        _column(_("Reading"), Sort.READING, 18, lambda row: inert(row.term.reading or ""), "dim"),
    ]
    left = width - sum(column.width + GAP for column in first) - GAP
    last: list[Column] = []
    for place, column in enumerate(optional):
        least = _LEAST_ALONE if place == 0 else _LEAST_TERM + GAP + _LEAST_MEANING
        if left - column.width - GAP < least:
            break
        last.append(column)
        left -= column.width + GAP
    meaning = max(left * 3 // 5, _LEAST_MEANING) if left >= _LEAST_TERM + GAP + _LEAST_MEANING else 0
    term = max(left - meaning - GAP, _LEAST_TERM) if meaning else max(left, 2)
    middle = [_column(_("Term"), Sort.TERM, term, lambda row: inert(row.term.text), "bold")]
    if meaning:
        room = left - term - GAP
        middle.append(_column(_("Stands for, translation"), Sort.EXPANSION, room, _meaning, "green"))
    return [*first, *middle, *last]


def _column(
    title: str, sort: Sort, width: int, text: Callable[[Row], str], style: str = "", *, right: bool = False
) -> Column:
    """A column that is wide enough for its title and an arrow; the two that share the rest are as wide as they are."""
    flexible = sort in (Sort.TERM, Sort.EXPANSION)
    return Column(title, sort, width if flexible or not title else max(width, cell_len(title) + 1), text, style, right)


def _score(row: Row) -> str:
    return "" if row.entry.score is None else bar(row.entry.score)


def _meaning(row: Row) -> str:
    """What the term stands for, then its translations."""
    translations = [term.text for term in row.entry.terms if term.language != row.term.language]
    return inert(" | ".join(filter(None, [describe_expansions(row.term, row.links), *translations])))
