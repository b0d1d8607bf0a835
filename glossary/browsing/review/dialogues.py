"""Small windows over the review: a question, a choice, the help."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static

from glossary.messages import _

__all__ = ["Choosing", "Help", "Question"]

_ESCAPE = Binding("escape", "answer(None)", show=False)
_STYLE = """
{name} {{ align: center middle; }}
{name} > * {{
    width: 80%; max-width: 100; height: auto; max-height: 85%;
    padding: 1 2; border: round $primary; background: $surface;
}}
"""


class Dialogue(ModalScreen[str | None]):
    """A window that is answered once, however often Enter is pressed."""

    def action_answer(self, answer: str | None) -> None:
        """Close it with an answer, None for no answer."""
        if self.is_current:
            self.dismiss(answer)


class Question(Dialogue):
    """One line to write; Enter takes it, Escape leaves all as it was."""

    BINDINGS = [_ESCAPE]  # noqa: RUF012 - Textual reads a list here
    CSS = _STYLE.format(name="Question")

    def __init__(self, title: str, value: str, hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        """Title, line, hint."""
        with Vertical():
            yield Static(Text(self._title, style="bold"))
            yield Input(self._value, select_on_focus=False)
            yield Static(
                Text(" · ".join(filter(None, [self._hint, _("Enter takes it, Escape does not")])), style="dim")
            )

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer."""
        self.action_answer(event.value)


class Choosing(Dialogue):
    """One of several; where a search is offered, the choices follow what is typed.

    Args:
        title: what to choose.
        choices: gives what matches a text, each as a name and what to show.
        search: whether there is a line to type into.
    """

    BINDINGS = [_ESCAPE, Binding("down", "into_list", show=False)]  # noqa: RUF012 - Textual reads a list here
    CSS = _STYLE.format(name="Choosing") + "Choosing OptionList { height: auto; max-height: 18; }"

    def __init__(self, title: str, choices: Callable[[str], Sequence[tuple[str, Text]]], *, search: bool) -> None:
        super().__init__()
        self._title, self._choices, self._search = title, choices, search
        self._names: list[str] = []

    def compose(self) -> ComposeResult:
        """Title, line, choices."""
        with Vertical():
            yield Static(Text(self._title, style="bold"))
            if self._search:
                yield Input(placeholder=_("text, or initials of the reading"))
            yield OptionList(markup=False)
            yield Static(Text(_("Enter takes it, Escape does not"), style="dim"))

    def on_mount(self) -> None:
        """Show all choices."""
        self._fill("")
        self.query_one(Input if self._search else OptionList).focus()

    def _fill(self, text: str) -> None:
        choices = self._choices(text)
        self._names = [name for name, _shown in choices]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([shown for _name, shown in choices])
        if choices:
            options.highlighted = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Narrow the choices."""
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        """Take the first one, or the one that is highlighted."""
        highlighted = self.query_one(OptionList).highlighted
        self.action_answer(None if highlighted is None else self._names[highlighted])

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the one that was clicked or entered."""
        self.action_answer(self._names[event.option_index])

    def action_into_list(self) -> None:
        """From the line to the choices."""
        self.query_one(OptionList).focus()


class Help(Dialogue):
    """What the keys do."""

    BINDINGS = [_ESCAPE, Binding("question_mark,q,enter", "answer(None)", show=False)]  # noqa: RUF012 - see above
    CSS = _STYLE.format(name="Help")

    def __init__(self, rows: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._rows = rows

    def compose(self) -> ComposeResult:
        """A line for each key."""
        from rich.table import Table

        table = Table.grid(padding=(0, 2))
        for key, text in self._rows:
            table.add_row(Text(key, style="bold yellow", no_wrap=True), Text(text))
        with VerticalScroll():
            yield Static(Text(_("Keys"), style="bold"))
            yield Static(table)
            yield Static(Text(_("Escape closes this"), style="dim"))
