"""Tables that fit: which columns a terminal has room for, and how wide each of them is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import inert, wrap

__all__ = ["Column", "lay_out", "numbers", "text_cells"]

GAP = 2
"""Cells between two columns."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column and what it needs.

    Attributes:
        cells: for each row, what gives the cell when the column's width is known.
        minimum: cells of width below which it is of no use.
        wanted: cells of width beyond which more is wasted.
        importance: the least important column is dropped first, the most important grows first.
        right: whether its cells are flush right.
        last: whether it grows after all others, whatever its importance.
    """

    title: str
    cells: Sequence[Callable[[int], Text]]
    minimum: int
    wanted: int
    importance: int
    right: bool = False
    last: bool = False

    @property
    def least(self) -> int:
        """The minimum, or the width of the title where that is more."""
        return max(self.minimum, cell_len(self.title))


def lay_out(columns: Sequence[Column], width: int) -> Table:
    """A table at most `width` cells wide. Cells are wrapped or shortened by themselves, never cut by the table.

    Columns that do not fit at their least are dropped, the least important first; the room that is left goes to the
    others, the most important first, until each has what it wants.
    """
    kept = [column for column in columns if column.cells] or list(columns)
    while len(kept) > 1 and sum(column.least for column in kept) + GAP * (len(kept) - 1) > width:
        kept.remove(min(kept, key=lambda column: column.importance))
    widths = {column.importance: min(column.least, width) for column in kept}
    spare = width - sum(widths.values()) - GAP * (len(kept) - 1)
    for column in sorted(kept, key=lambda column: (column.last, -column.importance)):
        more = max(min(column.wanted - widths[column.importance], spare), 0)
        widths[column.importance] += more
        spare -= more
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, GAP - 1, 0, 0), highlight=False)
    for column in kept:
        table.add_column(
            Text(column.title, style="bold"),
            width=widths[column.importance],
            justify="right" if column.right else "left",
            no_wrap=True,
            overflow="ellipsis",
        )
    for row in range(len(kept[0].cells)):
        table.add_row(*(column.cells[row](widths[column.importance]) for column in kept))
    return table


def text_cells(texts: Sequence[str], style: str = "") -> list[Callable[[int], Text]]:
    """Cells that wrap."""
    return [lambda width, text=text: Text("\n".join(wrap(inert(text), width)), style=style) for text in texts]  # type: ignore[misc]


def numbers(title: str, values: Sequence[int | None], importance: int) -> Column:
    """A column of counts, as wide as the longest; None is an empty cell."""
    texts = ["" if value is None else str(value) for value in values]
    width = max(map(len, texts), default=1)
    return Column(title, text_cells(texts), width, width, importance, right=True)
