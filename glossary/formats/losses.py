"""What a format could not hold: every write gives a report, so that nothing disappears unsaid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from glossary.messages import _
from glossary.model import ConceptEntry, Term

__all__ = ["Loss", "LossKind", "LossRecorder", "LossReport"]

EXAMPLES = 3
EXAMPLE_LENGTH = 30

# Everything outside the production Char of XML 1.0, section 2.2.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class LossKind(StrEnum):
    """What happened to a piece of a glossary on its way into a file."""

    COLLAPSED = "collapsed"
    DROPPED = "dropped"
    CUT = "cut"
    CHANGED = "changed"
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
        what = _names().get(self.what, self.what)
        message = {
            LossKind.COLLAPSED: _("{what}: {count} written once instead of several times", what=what, count=self.count),
            LossKind.DROPPED: _("{what}: {count} left out", what=what, count=self.count),
            LossKind.CUT: _("{what}: {count} shortened", what=what, count=self.count),
            LossKind.CHANGED: _("{what}: {count} written differently", what=what, count=self.count),
            LossKind.WARNING: f"{what}: {self.count}",
        }[self.kind]
        return f"{message} ({', '.join(self.examples)})" if self.examples else message


def _names() -> dict[str, str]:
    """What the fields and limits are called in the reader's language."""
    return {
        "comment sign": _("terms that begin with #, which marks comments"),
        "context": _("contexts"),
        "contexts": _("contexts"),
        "control character": _("control characters"),
        "definition": _("definitions"),
        "deprecated term": _("deprecated terms"),
        "document": _("documents"),
        "document_frequency": _("document counts"),
        "edge space": _("spaces at the edges of terms"),
        "evidence": _("measures behind scores"),
        "formula": _("rows that a spreadsheet may take for a formula"),
        "frequency": _("frequencies"),
        "identifier": _("identifiers"),
        "link": _("links"),
        "long term": _("terms longer than the service takes"),
        "long text": _("texts longer than a cell holds"),
        "note": _("notes"),
        "part_of_speech": _("parts of speech"),
        "reading": _("readings"),
        "rejected entry": _("rejected entries"),
        "repeated source": _("source terms that stood before"),
        "row beyond the size of a file": _("rows beyond the size of a file"),
        "row": _("rows beyond the limit of a sheet"),
        "score": _("scores"),
        "source": _("sources"),
        "subject_field": _("subject fields"),
        "surrogate": _("broken file names"),
        "tab": _("tabs and line breaks"),
        "term": _("terms"),
        "term_type": _("types of terms"),
        "untranslated entry": _("entries without a translation"),
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
        distinct: dict[tuple[str, str], Term] = {}
        for term in entry.terms:
            if distinct.setdefault((term.language, term.text), term) is not term:
                self.add(LossKind.COLLAPSED, "term", example=term.text)
        return tuple(distinct.values())

    def dropped_fields(self, record: ConceptEntry | Term, names: Iterable[str]) -> None:
        """Count those of the named fields that hold something."""
        for name in names:
            if getattr(record, name):
                self.add(LossKind.DROPPED, name)

    def printable(self, text: str) -> str:
        """The text with `�` for each character that XML cannot hold.

        No term has one, but contexts, titles and paths come from files and may hold anything.
        """
        changed = _NOT_IN_XML.sub("\ufffd", text)
        if changed != text:
            self.add(LossKind.CHANGED, "control character", example=changed)
        return changed

    def report(self, path: str, profile: str) -> LossReport:
        """All that was counted."""
        order = list(LossKind)
        losses = tuple(
            Loss(kind, what, count, tuple(self._examples[kind, what]))
            for (kind, what), count in sorted(self._counts.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
        )
        return LossReport(path, profile, self.entries, self.terms, losses)
