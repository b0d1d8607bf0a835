"""All about the entry under the cursor: drawn once for each entry, and scrolled line by line."""

from __future__ import annotations

from rich.console import RenderableType
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

__all__ = ["TO_OTHER_PANE", "Details"]

TO_OTHER_PANE = Binding("tab", "app.other_pane", show=False)
"""The screen would take this key for itself, and go through the filter too."""


class Details(ScrollView, can_focus=True):
    """What rich draws, in lines as wide as there is room; no other part of the screen is laid out anew for it."""

    BINDINGS = [TO_OTHER_PANE]  # noqa: RUF012 - Textual reads a list here

    def __init__(self) -> None:
        super().__init__(id="details")
        self._shown: RenderableType = ""
        self._lines: list[Strip] = []

    def show(self, renderable: RenderableType) -> None:
        """Show this from its beginning."""
        self._shown = renderable
        self._draw()
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._draw()

    def _draw(self) -> None:
        width = max(self.scrollable_content_region.width - 2, 10)
        console = self.app.console
        lines = console.render_lines(self._shown, console.options.update(width=width, height=None), pad=False)
        self._lines = [Strip(line) for line in lines]
        self.virtual_size = Size(width, len(self._lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """One line of those that are seen, with a margin of a cell."""
        index = y + round(self.scroll_offset.y)
        width = self.size.width
        if index >= len(self._lines):
            return Strip.blank(width, self.rich_style)
        line = Strip.join([Strip.blank(1), self._lines[index]])
        return line.apply_style(self.rich_style).adjust_cell_length(width, self.rich_style)
