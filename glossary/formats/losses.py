"""What a format could not hold: every write gives a report, so that nothing disappears unsaid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import Any

from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Provenance, Term

__all__ = ["ENTRY_FIELDS", "TERM_FIELDS", "Loss", "LossKind", "LossRecorder", "LossReport", "name_of", "unique_terms"]

ENTRY_FIELDS = ("identifier", "subject_field", "definition", "note", "score", "status")
"""The fields of an entry that a format may hold, beside its terms and links."""

TERM_FIELDS = (
    *("text", "language", "term_type", "usage_status", "reading", "part_of_speech", "frequency"),
    *("document_frequency", "evidence", "contexts", "source", "note"),
)
"""The fields of a term that a format may hold."""

_values_of_entry = attrgetter(*ENTRY_FIELDS)
_values_of_term = attrgetter(*TERM_FIELDS)
_NO_PROVENANCE = Provenance()

EXAMPLES = 3
EXAMPLE_LENGTH = 30
# Characters; a text that keeps as many and loses others was too long for its cell.
LONG = 1_000


class LossKind(StrEnum):
    """What happened to a piece of a glossary on its way into a file.

    What is `one way` stands in the file for its readers, but does not come back from there.
    """

    COLLAPSED = "collapsed"
    DROPPED = "dropped"
    CUT = "cut"
    CHANGED = "changed"
    ONE_WAY = "one way"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Loss:
    """One kind of loss.

    Attributes:
        what: the field or the limit concerned, one of the names in `_names`.
        count: values concerned.
        examples: the first of the terms concerned, three at the most.
    """

    kind: LossKind
    what: str
    count: int
    examples: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line for a person."""
        what = name_of(self.what)
        message = {
            LossKind.COLLAPSED: _("{what}: {count} written once instead of several times", what=what, count=self.count),
            LossKind.DROPPED: _("{what}: {count} left out", what=what, count=self.count),
            LossKind.CUT: _("{what}: {count} shortened", what=what, count=self.count),
            LossKind.CHANGED: _("{what}: {count} written differently", what=what, count=self.count),
            LossKind.ONE_WAY: _("{what}: {count} to read, not to bring back", what=what, count=self.count),
            LossKind.WARNING: f"{what}: {self.count}",
        }[self.kind]
        return f"{message} ({', '.join(self.examples)})" if self.examples else message


def name_of(what: str) -> str:
    """What a field or limit is called in the reader's language."""
    return _names().get(what, what)


def _names() -> dict[str, str]:
    return {
        "comment sign": _("terms that begin with #, which marks comments"),
        "contexts": _("contexts"),
        "definition": _("definitions"),
        "deprecated term": _("deprecated terms"),
        "document": _("documents"),
        "document_frequency": _("document counts"),
        "evidence": _("measures behind scores"),
        "formula": _("rows that a spreadsheet may take for a formula"),
        "frequency": _("frequencies"),
        "further translation": _("further translations of a term"),
        "identifier": _("identifiers"),
        "language": _("languages"),
        "link": _("links"),
        "long term": _("terms longer than the service takes"),
        "note": _("notes"),
        "part_of_speech": _("parts of speech"),
        "provenance": _("settings of the run"),
        "reading": _("readings"),
        "rejected entry": _("rejected entries"),
        "repeated source": _("source terms that stood before"),
        "row beyond the size of a file": _("rows beyond the size of a file"),
        "row": _("rows beyond the limit of a sheet"),
        "score": _("scores"),
        "source": _("sources"),
        "split entry": _("entries with several source terms"),
        "status": _("stages of review"),
        "subject_field": _("subject fields"),
        "surrogate": _("broken file names"),
        "term": _("terms"),
        "term_type": _("types of terms"),
        "text": _("spaces, tabs or line breaks in terms"),
        "title": _("titles"),
        "untranslated entry": _("entries without a translation to write"),
        "usage_status": _("usage statuses"),
    }


@dataclass(frozen=True, slots=True)
class LossReport:
    """What was written, and what of it the format could not hold.

    Attributes:
        path: of the file.
        profile: the name of the format.
        entries, terms: how many were written.
        losses: in the order of `LossKind`, then by name; empty where the file holds everything.
    """

    path: str
    profile: str
    entries: int
    terms: int
    losses: tuple[Loss, ...] = ()

    def count(self, kind: LossKind, what: str | None = None) -> int:
        """How many values were lost in one way, of one field or of all."""
        return sum(loss.count for loss in self.losses if loss.kind is kind and what in (None, loss.what))


def _is_empty(value: object) -> bool:
    """Whether a field says nothing; a score of 0.0 does."""
    if not value:
        return not isinstance(value, float)
    return value is EntryStatus.CANDIDATE or (isinstance(value, Provenance) and value == _NO_PROVENANCE)


def unique_terms(entry: ConceptEntry) -> tuple[Term, ...]:
    """The terms of an entry, of those with one text in one language the first."""
    distinct: dict[tuple[str, str], Term] = {}
    for term in entry.terms:
        distinct.setdefault((term.language, term.text), term)
    return tuple(distinct.values())


class LossRecorder:
    """Counts losses while a file is being written."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[LossKind, str]] = Counter()
        self._examples: dict[tuple[LossKind, str], list[str]] = {}
        self.entries = 0
        self.terms = 0

    def add(self, kind: LossKind, what: str, count: int = 1, example: str | None = None) -> None:
        """Count a loss; a count of 0 is none."""
        if not count:
            return
        self._counts[kind, what] += count
        examples = self._examples.setdefault((kind, what), [])
        if example is not None and len(examples) < EXAMPLES and example[:EXAMPLE_LENGTH] not in examples:
            examples.append(example[:EXAMPLE_LENGTH])

    def distinct_terms(self, entry: ConceptEntry) -> tuple[Term, ...]:
        """The terms of an entry, a text only once in a language; the first one stays, the others are counted."""
        distinct = unique_terms(entry)
        self.add(LossKind.COLLAPSED, "term", len(entry.terms) - len(distinct), example=entry.terms[0].text)
        return distinct

    def head(self, glossary: Glossary, carried: Glossary, *, one_way: Collection[str] = ()) -> None:
        """Count what a file does not say about the glossary as a whole, `carried` being what comes back from it."""
        for name in ("title", "language", "provenance"):
            self._differ(name, getattr(glossary, name), getattr(carried, name), one_way)
        for name, records in (("document", glossary.documents), ("link", glossary.links)):
            self.add(LossKind.ONE_WAY if name in one_way else LossKind.DROPPED, name, len(records))

    def entry(self, entry: ConceptEntry, carried: ConceptEntry, *, one_way: Collection[str] = ()) -> None:
        """Count an entry, and in which of its fields what comes back differs; its terms are counted by `term`."""
        self.entries += 1
        fields = zip(ENTRY_FIELDS, _values_of_entry(entry), _values_of_entry(carried), strict=True)
        self._compare_all(fields, one_way, entry.terms[0].text)

    def term(self, term: Term, carried: Term, *, one_way: Collection[str] = (), shown_contexts: int = 0) -> None:
        """Count a term, and in which of its fields what comes back differs.

        So many of its contexts, the first ones, stand in the file for its readers.
        """
        self.terms += 1
        values = dict(zip(TERM_FIELDS, _values_of_term(term), strict=True))
        values["contexts"] = values["contexts"][shown_contexts:]
        self.add(LossKind.ONE_WAY, "contexts", len(term.contexts) - len(values["contexts"]))
        self._compare_all(zip(TERM_FIELDS, values.values(), _values_of_term(carried), strict=True), one_way, term.text)

    def _compare_all(self, fields: Iterable[tuple[str, Any, Any]], one_way: Collection[str], example: str) -> None:
        for name, value, carried in fields:
            if value != carried:
                self._differ(name, value, carried, one_way, example)

    def _differ(
        self, name: str, value: object, carried: object, one_way: Collection[str], example: str | None = None
    ) -> None:
        was_empty, is_empty = _is_empty(value), _is_empty(carried)
        if value == carried or (was_empty and is_empty):
            return
        # What a format must fill in, such as a part of speech, is no loss but a change.
        changed = was_empty or not is_empty
        kind = LossKind.CHANGED if changed else LossKind.ONE_WAY if name in one_way else LossKind.DROPPED
        if isinstance(value, str) and isinstance(carried, str) and len(value) > len(carried) >= LONG:
            kind = LossKind.CUT
        count = len(value) if name == "contexts" and isinstance(value, tuple) else 1
        self.add(kind, name, count, example if kind is LossKind.CHANGED else None)

    def report(self, path: str, profile: str) -> LossReport:
        """All that was counted."""
        order = list(LossKind)
        losses = tuple(
            Loss(kind, what, count, tuple(self._examples[kind, what]))
            for (kind, what), count in sorted(self._counts.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
        )
        return LossReport(path, profile, self.entries, self.terms, losses)
