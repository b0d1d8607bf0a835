"""The list of entries: only the lines that are seen are drawn, so that its length costs nothing."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from glossary.browsing.review.columns import GAP, Column, columns_for
from glossary.browsing.review.details import TO_OTHER_PANE
from glossary.browsing.selection import Row, Sort
from glossary.model import EntryStatus

__all__ = ["EntryList", "Headings", "Listing"]

MARK = "●"
_STYLES = {
    EntryStatus.CANDIDATE: Style(),
    EntryStatus.ACCEPTED: Style(color="green"),
    EntryStatus.REJECTED: Style(color="red", dim=True),
}
_CURSOR = Style(reverse=True)


class Headings(Widget):
    """The headings of the columns; a click on one sorts the list by it."""

    DEFAULT_CSS = "Headings { height: 1; text-style: bold; }"

    class Clicked(Message):
        """Somebody wants the list in this order."""

        def __init__(self, sort: Sort) -> None:
            super().__init__()
            self.sort = sort

    def __init__(self) -> None:
        super().__init__()
        self.sort, self.reverse = Sort.RANK, False

    def show(self, sort: Sort, *, reverse: bool) -> None:
        """Put the arrow on the column that the list is sorted by."""
        self.sort, self.reverse = sort, reverse
        self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one line
        """The headings."""
        text = " " * 2
        for column in columns_for(self.size.width - 3):
            text += column.heading(("▲" if self.reverse else "▼") if column.sort is self.sort else "") + " " * GAP
        return Strip([Segment(text, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)

    def on_click(self, event: events.Click) -> None:
        """Find the column under the pointer."""
        position = 2
        for column in columns_for(self.size.width - 3):
            position += column.width + GAP
            if event.x < position:
                self.post_message(self.Clicked(column.sort))
                return


class EntryList(ScrollView, can_focus=True):
    """Rows, one of them under the cursor, some of them marked."""

    BINDINGS = [  # noqa: RUF012 - Textual reads a list here
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        TO_OTHER_PANE,
    ]

    class Moved(Message):
        """The cursor stands on another row."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self.marked: set[str] = set()
        self.cursor = 0
        self._columns: list[Column] = []

    @property
    def current(self) -> Row | None:
        """The row under the cursor, if there is any row."""
        return self.rows[self.cursor] if self.cursor < len(self.rows) else None

    def show(self, rows: Sequence[Row], cursor: int) -> None:
        """Show these rows with the cursor on that one, or on the last."""
        self.rows = rows
        self.cursor = max(0, min(cursor, len(rows) - 1))
        self._fit()
        self._reveal()
        self.refresh()
        self.post_message(self.Moved())

    def move_to(self, cursor: int) -> None:
        """Put the cursor on a row, as near as there is one."""
        cursor = max(0, min(cursor, len(self.rows) - 1))
        if cursor != self.cursor:
            self._refresh_line(self.cursor)
            self.cursor = cursor
            self._refresh_line(cursor)
            self._reveal()
            self.post_message(self.Moved())

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on to the next."""
        if self.current is not None:
            self.marked ^= {self.current.entry.identifier}
            self._refresh_line(self.cursor)
            self.move_to(self.cursor + 1)

    def action_move(self, rows: int) -> None:
        """Move the cursor up or down."""
        self.move_to(self.cursor + rows)

    def action_page(self, direction: int) -> None:
        """Move it by what is seen."""
        self.move_to(self.cursor + direction * max(self.size.height - 1, 1))

    def action_edge(self, direction: int) -> None:
        """Move it to the first or the last row."""
        self.move_to(len(self.rows) if direction > 0 else 0)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor under the pointer."""
        row = event.y + round(self.scroll_offset.y)
        if row < len(self.rows):
            self.move_to(row)

    def on_resize(self) -> None:
        """Lay the columns out anew."""
        self._fit()
        self._reveal()

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        self._columns = columns_for(max(width - 2, 10))
        self.virtual_size = Size(width, len(self.rows))

    def _reveal(self) -> None:
        self.scroll_to_region(Region(0, self.cursor, 1, 1), animate=False, force=True)

    def _refresh_line(self, row: int) -> None:
        self.refresh(Region(0, row - round(self.scroll_offset.y), self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One line of those that are seen."""
        index = y + round(self.scroll_offset.y)
        width = self.size.width
        if index >= len(self.rows):
            return Strip.blank(width, self.rich_style)
        row = self.rows[index]
        style = self.rich_style + _STYLES[row.entry.status]
        if index == self.cursor:
            style += _CURSOR if self.has_focus else Style(underline=True)
        mark = MARK if row.entry.identifier in self.marked else " "
        segments = [Segment(f"{mark} ", style + Style(color="yellow"))]
        for column in self._columns:
            own = Style.parse(column.style) if index != self.cursor else Style()
            segments.append(Segment(column.cell(row) + " " * GAP, style + own if column.style else style))
        return Strip(segments).adjust_cell_length(width, style)


class Listing(Vertical):
    """The list under its headings."""

    def compose(self) -> ComposeResult:
        """Both."""
        yield Headings()
        yield EntryList()
