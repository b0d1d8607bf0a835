"""What a decision is, and which decisions answer the same question."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from glossary.model import ConceptEntry, EntryStatus, UsageStatus

__all__ = ["STATUSES", "USAGES", "Decision", "DecisionKind", "Name", "main_term_names"]


class DecisionKind(StrEnum):
    """The verbs of a decision."""

    ACCEPT = "accept"
    REJECT = "reject"
    REOPEN = "reopen"
    PREFER = "prefer"
    ADMIT = "admit"
    DEPRECATE = "deprecate"
    SUPERSEDE = "supersede"
    UNMARK = "unmark"
    MERGE = "merge"
    SPLIT = "split"
    TRANSLATION = "translation"
    READING = "reading"
    NOTE = "note"
    DEFINITION = "definition"
    SUBJECT = "subject"


STATUSES = {
    DecisionKind.ACCEPT: EntryStatus.ACCEPTED,
    DecisionKind.REJECT: EntryStatus.REJECTED,
    DecisionKind.REOPEN: EntryStatus.CANDIDATE,
}
"""What the review of an entry came to."""

USAGES: dict[DecisionKind, UsageStatus | None] = {
    DecisionKind.PREFER: UsageStatus.PREFERRED,
    DecisionKind.ADMIT: UsageStatus.ADMITTED,
    DecisionKind.DEPRECATE: UsageStatus.DEPRECATED,
    DecisionKind.SUPERSEDE: UsageStatus.SUPERSEDED,
    DecisionKind.UNMARK: None,
}
"""What was decided about the use of a term."""


class Name(NamedTuple):
    """A term of an entry, as far as it is needed to make the term again."""

    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that a person decided about one entry.

    Attributes:
        entry: the identifier of the entry; it stays this entry's whatever later documents hold.
        head: the term that the entry is found by, and made from where no document holds it.
        kind: what was decided.
        names: for accept, reject and reopen: the entry's other terms, as the person saw them.
        name: for the usage of a term and for its reading: that term.
        other, other_head: for merge, the entry that this one goes into; for split, the one it was a term of.
        language, texts: for translation: the language, and the translations in it, best first; none for no translation.
        text: for reading, note, definition and subject; empty for none.
    """

    entry: str
    head: Name
    kind: DecisionKind
    names: tuple[Name, ...] = ()
    name: Name | None = None
    other: str = ""
    other_head: Name | None = None
    language: str = ""
    texts: tuple[str, ...] = ()
    text: str = ""

    @property
    def question(self) -> tuple[str, ...]:
        """What the decision answers: of two decisions with one question, only one can hold."""
        match self.kind:
            case kind if kind in STATUSES:
                rest: tuple[str, ...] = ("status",)
            case kind if kind in USAGES and self.name:
                rest = ("usage", self.name.language, self.name.text)
            case DecisionKind.MERGE | DecisionKind.SPLIT:
                rest = ("concept",)
            case DecisionKind.TRANSLATION:
                rest = ("translation", self.language)
            case DecisionKind.READING if self.name:
                rest = ("reading", self.name.language, self.name.text)
            case kind:
                rest = (kind.value,)
        return (self.entry, *rest)


def main_term_names(entry: ConceptEntry, language: str) -> tuple[Name, tuple[Name, ...]]:
    """The name that an entry is found by, its first term in the glossary's language, and those of its other terms."""
    names = [Name(term.language, term.text) for term in entry.terms]
    head = next((name for name in names if name.language == language), names[0])
    return head, tuple(name for name in names if name != head)
