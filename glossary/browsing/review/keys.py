"""What each key does, in the reader's language: the one table behind bindings, footer and help."""

from __future__ import annotations

from typing import NamedTuple

from glossary.messages import _

__all__ = ["Key", "keys", "moving_keys"]


class Key(NamedTuple):
    """A key, the action it calls, its short name for the footer (empty: not shown there), and what it does."""

    key: str
    action: str
    shown: str
    name: str
    meaning: str


def keys() -> tuple[Key, ...]:
    """Every key of the review but those that move."""
    return (
        Key("question_mark,f1", "help", "?", _("help"), _("show this help")),
        Key("a", "status('accepted')", "a", _("accept"), _("accept the marked entries, or the one under the cursor")),
        Key("r", "status('rejected')", "r", _("reject"), _("reject them: they stay out of later extractions")),
        Key("c", "status('candidate')", "c", "", _("reopen them: candidates again")),
        Key("space", "mark", "␣", _("mark"), _("mark the entry, or take the mark away")),
        Key("p", "prefer", "p", _("prefer"), _("prefer a term of the entry; others of its language are admitted")),
        Key("u", "usage", "u", "", _("usage of a term: preferred, admitted, deprecated, superseded or none")),
        Key("m", "merge", "m", _("merge"), _("merge the marked entries into the one under the cursor, or this one")),
        Key("x", "split", "x", _("split"), _("split a term off: it gets an entry of its own")),
        Key("t", "translate", "t", _("translate"), _("edit the translations")),
        Key("n", "note", "n", _("annotate"), _("edit the note")),
        Key("d", "text('definition')", "d", "", _("edit the definition")),
        Key("s", "text('subject')", "s", "", _("edit the subject field")),
        Key("y", "reading", "y", "", _("edit the reading")),
        Key("z,ctrl+z", "undo", "z", _("undo"), _("undo the last step of this session, and so on")),
        Key("slash", "search", "/", _("filter"), _("filter by text or by initials of the reading, while you type")),
        Key("f", "show", "f", _("show"), _("show all, candidates, accepted, rejected entries in turn")),
        Key("o", "sort(1)", "o", _("order"), _("sort by the next column; a click on a heading does it too")),
        Key("O", "sort(0)", "O", "", _("turn the order round")),
        Key("tab", "other_pane", "⇥", "", _("from the list to the details and back")),
        Key("q,ctrl+q", "quit", "q", _("quit"), _("leave; every decision is saved already")),
    )


def moving_keys() -> tuple[tuple[str, str], ...]:
    """The keys that move, for the help."""
    return (
        ("↑ ↓ j k", _("one entry up or down")),
        ("PgUp PgDn", _("one page up or down")),
        ("Home End g G", _("the first and the last entry")),
    )
