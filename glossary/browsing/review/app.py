"""The screen of a review: the list, the details, and what the keys and the mouse do."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual.app import App, ComposeResult
from textual.containers import Container
from textual.css.query import NoMatches
from textual.timer import Timer
from textual.widgets import Footer, Input, Static

from glossary.browsing.display import inert
from glossary.browsing.explanation import explain_row
from glossary.browsing.labels import label
from glossary.browsing.review.columns import GLYPHS, columns_for
from glossary.browsing.review.details import Details
from glossary.browsing.review.dialogues import Choosing, Help, Question
from glossary.browsing.review.keys import keys, moving_keys
from glossary.browsing.review.listing import EntryList, Headings, Listing
from glossary.browsing.review.session import Session
from glossary.browsing.selection import Row, Sort
from glossary.decisions import DecisionKind
from glossary.errors import GlossaryError
from glossary.messages import _
from glossary.model import EntryStatus, Term, UsageStatus

__all__ = ["ReviewApp"]

# Candidates of a merge that are listed; what is typed narrows them.
_CHOICES = 50
# Seconds after the last move of the cursor before its details are drawn: a key that is held down must not wait.
_REST = 0.04
_SHOWN = (None, *EntryStatus)


class ReviewApp(App[None]):
    """A review of one glossary."""

    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual reads a list here
    CSS = """
    #state { height: 1; background: $primary; color: $text; padding: 0 1; }
    #filter { height: 1; border: none; padding: 0 1; background: $surface; }
    #filter:focus { background: $boost; }
    #body { layout: vertical; height: 1fr; }
    Listing { height: 1fr; }
    #details { height: 1fr; border-top: solid $primary; }
    #details:focus { border-top: solid $accent; }
    .-wide #body { layout: horizontal; }
    .-wide Listing { width: 5fr; height: 100%; }
    .-wide #details { width: 6fr; height: 100%; border-top: none; border-left: solid $primary; }
    .-wide #details:focus { border-top: none; border-left: solid $accent; }
    """

    def __init__(self, session: Session, target_language: str = "en") -> None:
        super().__init__()
        self.session, self.target_language = session, target_language
        self.showing: EntryStatus | None = None
        self.order, self.turned = Sort.RANK, False
        self._message = ""
        self._resting: Timer | None = None
        for key in keys():
            self.bind(key.key, key.action, description=key.name, show=bool(key.name), key_display=key.shown)

    def compose(self) -> ComposeResult:
        """What is on the screen, from the top."""
        yield Static(id="state")
        yield Input(placeholder=_("/ filter: text, or initials of the reading"), id="filter")
        with Container(id="body"):
            yield Listing()
            yield Details()
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show everything, the best entry first."""
        self.title = "glossary review"
        self._list.focus()
        self._refill(0)

    # -------------------------------------------------------------- what is shown

    @property
    def _list(self) -> EntryList:
        return self.query_one(EntryList)

    def _refill(self, cursor: int | None = None, identifier: str | None = None) -> None:
        """Show what is to be shown now; the cursor goes to an entry, else to a line, else stays where it is."""
        wanted = self.query_one("#filter", Input).value
        rows = self.session.select(wanted, self.showing, self.order, reverse=self.turned)
        if identifier is not None:
            places = (place for place, row in enumerate(rows) if row.entry.identifier == identifier)
            cursor = next(places, self._list.cursor if cursor is None else cursor)
        self._list.marked &= set(self.session.rows)
        self._list.show(rows, self._list.cursor if cursor is None else cursor)
        self.query_one(Headings).show(self.order, reverse=self.turned)
        self._show_state()

    def _show_state(self) -> None:
        counts = self.session.counts()
        facts = [f"{GLYPHS[status]} {label(status)} {counts[status]}" for status in EntryStatus]
        shown = label(self.showing) if self.showing else _("all")
        facts.append(_("shown: {what}, {count}", what=shown, count=len(self._list.rows)))
        if self._list.marked:
            facts.append(_("marked: {count}", count=len(self._list.marked)))
        state = Text("   ".join(facts), no_wrap=True, overflow="ellipsis")
        if self._message:
            state.append(f"   {inert(self._message)}", style="bold")
        self.query_one("#state", Static).update(state)

    def _say(self, message: str) -> None:
        self._message = message
        self._show_state()

    def on_entry_list_moved(self) -> None:
        """Draw the details when the cursor rests."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self._show_details)

    def _show_details(self) -> None:
        try:
            details = self.screen_stack[0].query_one(Details)
        except NoMatches:
            return
        row = self.screen_stack[0].query_one(EntryList).current
        if row is None:
            details.show(Text(self._nothing(), style="dim"))
        else:
            details.show(explain_row(row, row.term, self.session.naming(row), self.session.paths))

    def _nothing(self) -> str:
        return _("no entry matches") if self.session.rows else _("this glossary has no entries")

    # -------------------------------------------------------------- decisions

    def _decide(self, action: Callable[[], object], message: str, *, identifier: str | None = None) -> None:
        """Do it, and say so only when it is on the disk."""
        try:
            action()
        except GlossaryError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._message = message
        self._refill(identifier=identifier)

    def _current(self) -> Row | None:
        if self._list.current is None:
            self.notify(self._nothing(), markup=False)
        return self._list.current

    def action_status(self, value: str) -> None:
        """Accept, reject or reopen the marked entries, or the current one and go on to the next."""
        row = self._current()
        if row is None:
            return
        status = EntryStatus(value)
        marked = sorted(self._list.marked) or [row.entry.identifier]
        said = row.term.text if len(marked) == 1 else _("{count} entries", count=len(marked))
        following = None
        if not self._list.marked:
            rows, place = self._list.rows, self._list.cursor + 1
            following = rows[place].entry.identifier if place < len(rows) else row.entry.identifier
        self._list.marked = set()
        self._decide(
            lambda: self.session.set_status(marked, status),
            f"{GLYPHS[status]} {label(status)}: {said}",
            identifier=following,
        )

    def action_mark(self) -> None:
        """Mark the current entry."""
        self._list.toggle_mark()
        self._show_state()

    def action_undo(self) -> None:
        """Take the last step back."""
        row = self._list.current
        try:
            undone = self.session.undo()
        except GlossaryError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self._message = _("undone: {step}", step=undone) if undone else _("nothing to undo")
        self._refill(identifier=row.entry.identifier if row else None)

    def action_prefer(self) -> None:
        """Prefer a term; where there are several, ask which."""
        self._with_term(_("Which term is preferred?"), lambda row, term: self._use(row, term, UsageStatus.PREFERRED))

    def action_usage(self) -> None:
        """Ask for a term, then for its usage."""

        def ask(row: Row, term: Term) -> None:
            usages = [*((usage.value, Text(label(usage))) for usage in UsageStatus), ("", Text(_("none")))]
            self.push_screen(
                Choosing(_("How is {term} to be used?", term=inert(term.text)), lambda _text: usages, search=False),
                lambda usage: None if usage is None else self._use(row, term, UsageStatus(usage) if usage else None),
            )

        self._with_term(_("Which term?"), ask)

    def _use(self, row: Row, term: Term, usage: UsageStatus | None) -> None:
        identifier = row.entry.identifier
        said = f"{label(usage) if usage else _('none')}: {term.text}"
        self._decide(lambda: self.session.set_usage(identifier, term, usage), said, identifier=identifier)

    def action_split(self) -> None:
        """Ask which term is to go."""
        row = self._current()
        if row is None:
            return
        terms = [term for term in row.entry.terms if term.language == row.term.language and term is not row.term]
        if not terms:
            self.notify(_("this entry has one term only"), markup=False)
            return

        def split(term: Term) -> None:
            said = _("split off: {term}", term=term.text)
            self._decide(lambda: self.session.split(row.entry.identifier, term), said, identifier=row.entry.identifier)

        self._ask_for_term(_("Which term gets an entry of its own?"), terms, split)

    def action_merge(self) -> None:
        """Merge the marked entries into the current one; without marks, ask what the current one goes into."""
        row = self._current()
        if row is None:
            return
        if self._list.marked - {row.entry.identifier}:
            self._merge(sorted(self._list.marked), row.entry.identifier)
            return

        def matching(text: str) -> list[tuple[str, Text]]:
            found = self.session.select(text, None, Sort.RANK, reverse=False)
            others = [other for other in found if other.entry.identifier != row.entry.identifier]
            return [(other.entry.identifier, _described(other.term, other.entry.score)) for other in others[:_CHOICES]]

        self.push_screen(
            Choosing(_("Merge {term} into which entry?", term=inert(row.term.text)), matching, search=True),
            lambda target: None if target is None else self._merge([row.entry.identifier], target),
        )

    def _merge(self, identifiers: list[str], target: str) -> None:
        said = _("merged into {term}", term=self.session.rows[target].term.text)
        self._list.marked = set()
        self._decide(lambda: self.session.merge(identifiers, target), said, identifier=target)

    def action_translate(self) -> None:
        """Edit the translations."""
        row = self._current()
        if row is None:
            return
        language = self.target_language
        texts = [term.text for term in row.entry.terms if term.language == language]
        self._ask(
            _("Translations of {term} ({language})", term=inert(row.term.text), language=language),
            "; ".join(texts),
            lambda text: self.session.set_translations(row.entry.identifier, language, text.split(";")),
            row,
            hint=_("several are separated by semicolons, the best first"),
        )

    def action_reading(self) -> None:
        """Edit the reading of the main term."""
        row = self._current()
        if row is not None:
            self._ask(
                _("Reading of {term}", term=inert(row.term.text)),
                row.term.reading or "",
                lambda text: self.session.set_reading(row.entry.identifier, row.term, text),
                row,
                hint=_("syllables are separated by spaces"),
            )

    def action_note(self) -> None:
        """Edit the note."""
        self.action_text(DecisionKind.NOTE.value)

    def action_text(self, kind: str) -> None:
        """Edit the note, the definition or the subject field."""
        row = self._current()
        if row is None:
            return
        entry, verb = row.entry, DecisionKind(kind)
        value, title = {
            DecisionKind.NOTE: (entry.note, _("Note")),
            DecisionKind.DEFINITION: (entry.definition, _("Definition")),
            DecisionKind.SUBJECT: (entry.subject_field, _("Subject field")),
        }[verb]
        self._ask(
            f"{title}: {inert(row.term.text)}",
            " ".join((value or "").split("\n")),
            lambda text: self.session.set_text(entry.identifier, verb, text),
            row,
        )

    def _ask(self, title: str, value: str, action: Callable[[str], None], row: Row, hint: str = "") -> None:
        def answered(text: str | None) -> None:
            if text is not None and text != value:
                said = _("saved: {term}", term=row.term.text)
                self._decide(lambda: action(text), said, identifier=row.entry.identifier)

        self.push_screen(Question(title, value, hint), answered)

    def _with_term(self, title: str, action: Callable[[Row, Term], None]) -> None:
        """Do something with the current entry's only term, or with the one that is chosen."""
        row = self._current()
        if row is None:
            return
        if len(row.entry.terms) == 1:
            action(row, row.term)
            return
        self._ask_for_term(title, list(row.entry.terms), lambda term: action(row, term))

    def _ask_for_term(self, title: str, terms: list[Term], action: Callable[[Term], None]) -> None:
        choices = [(str(place), _described(term)) for place, term in enumerate(terms)]
        self.push_screen(
            Choosing(title, lambda _text: choices, search=False),
            lambda place: None if place is None else action(terms[int(place)]),
        )

    # -------------------------------------------------------------- what is to be shown

    def action_search(self) -> None:
        """Go to the line of the filter."""
        self.query_one("#filter", Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show what matches so far."""
        if event.input.id == "filter":
            self._message = ""
            self._refill(0)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go from the filter to what it found."""
        if event.input.id == "filter":
            self._list.focus()

    def key_escape(self) -> None:
        """Leave the filter, and show everything again."""
        row = self._list.current
        self.query_one("#filter", Input).value = ""
        self._list.focus()
        self.call_after_refresh(self._refill, None, row.entry.identifier if row else None)

    def action_show(self) -> None:
        """Show the next state."""
        self.showing = _SHOWN[(_SHOWN.index(self.showing) + 1) % len(_SHOWN)]
        self._message = ""
        self._refill(0)

    def action_sort(self, steps: int) -> None:
        """Sort by the next column of those that are seen; no step turns the order round."""
        orders = [column.sort for column in columns_for(self._list.size.width - 2)]
        if steps:
            place = orders.index(self.order) if self.order in orders else -1
            self.order, self.turned = orders[(place + steps) % len(orders)], False
        else:
            self.turned = not self.turned
        self._refill(0)

    def on_headings_clicked(self, event: Headings.Clicked) -> None:
        """Sort by a column; a second click turns the order round."""
        self.turned = not self.turned if event.sort is self.order else False
        self.order = event.sort
        self._refill(0)

    def action_other_pane(self) -> None:
        """From the list to the details, and back."""
        details = self.query_one(Details)
        (details if self._list.has_focus else self._list).focus()

    def action_help(self) -> None:
        """Show what the keys do."""
        rows = [*moving_keys(), *((key.shown, key.meaning) for key in keys())]
        self.push_screen(Help(rows))

    def action_help_quit(self) -> None:
        """Say how to leave, to who pressed Control-C."""
        self._say(_("q leaves; every decision is saved already"))


def _described(term: Term, score: float | None = None) -> Text:
    """A term in a list of choices."""
    facts = [fact for fact in (term.language, term.term_type, term.usage_status) if fact]
    text = Text.assemble((inert(term.text), "bold"), ("  " + inert(" · ".join(map(label, facts))), "dim"))
    return text if score is None else text.append(f"  {score:.2f}", style="magenta")
