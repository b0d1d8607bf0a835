"""A review without its screen: the glossary as it is decided, and every action that changes a decision.

An action is on the disk when its method returns, and one step for undo, however many decisions it changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from glossary.browsing.labels import document_paths
from glossary.browsing.selection import Row, SearchText, Sort, main_term, select_rows, sorted_rows
from glossary.decisions import Decision, DecisionKind, DecisionStore, Name, decide
from glossary.decisions.records import STATUSES, USAGES, main_term_names
from glossary.errors import ModelError
from glossary.expansions import links_by_identifier, links_naming, links_of
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Link, Term, UsageStatus

__all__ = ["Session"]

Changes = dict[tuple[str, ...], Decision | None]

_STATUS_VERBS = {status: kind for kind, status in STATUSES.items()}
_USAGE_VERBS = {usage: kind for kind, usage in USAGES.items()}


# Beyond so many entries, going through all of them once is quicker.
_SEVERAL = 20


@dataclass(frozen=True, slots=True)
class _Step:
    """One action: what it is called, and the decisions before and after it."""

    name: str
    before: Changes
    after: Changes


class Session:
    """One person at work on one glossary.

    Attributes:
        language: that of the glossary.
        paths: of its documents, by identifier.
        store: the file of decisions.
        rows: the entries by identifier as they are decided, rejected ones too.
    """

    def __init__(self, glossary: Glossary, decisions_path: Path) -> None:
        self._extracted = glossary
        self._candidates = frozenset(
            entry.identifier for entry in glossary.entries if entry.status is EntryStatus.CANDIDATE
        )
        self.language, self.paths = glossary.language, document_paths(glossary.documents)
        self._places: defaultdict[Name, list[int]] = defaultdict(list)
        for place, entry in enumerate(glossary.entries):
            for term in entry.terms:
                self._places[Name(term.language, term.text)].append(place)
        self._links_by_text: defaultdict[str, list[Link]] = defaultdict(list)
        for link in glossary.links:
            for text in {link.surface, *link.members}:
                self._links_by_text[text].append(link)
        self.store = DecisionStore(decisions_path)
        self._steps: list[_Step] = []
        self._apply()

    # -------------------------------------------------------------- what there is

    def _apply(self) -> None:
        decided = decide(self._extracted, self.store.decisions, keep_rejected=True)
        self._links = links_by_identifier(decided)
        self.rows: dict[str, Row] = {row.entry.identifier: row for row in select_rows(decided, sort=Sort.RANK)}
        self._search: dict[str, SearchText] = {}

    def select(self, filter_text: str, status: EntryStatus | None, sort: Sort, *, reverse: bool) -> list[Row]:
        """The rows to show, in order."""
        rows = [row for row in self.rows.values() if status is None or row.entry.status is status]
        if filter_text.strip():
            rows = [row for row in rows if self._search_text(row).has(filter_text)]
        return sorted_rows(rows, sort, reverse=reverse)

    def _search_text(self, row: Row) -> SearchText:
        identifier = row.entry.identifier
        if identifier not in self._search:
            self._search[identifier] = SearchText(row)
        return self._search[identifier]

    def naming(self, row: Row) -> tuple[Link, ...]:
        """The links that name the entry of a row as a member."""
        return links_naming(row.entry, self._links)

    def counts(self) -> dict[EntryStatus, int]:
        """How many entries are in each state."""
        counts = dict.fromkeys(EntryStatus, 0)
        for row in self.rows.values():
            counts[row.entry.status] += 1
        return counts

    # -------------------------------------------------------------- actions

    def set_status(self, identifiers: Iterable[str], status: EntryStatus) -> None:
        """Accept, reject or reopen entries."""
        changes: Changes = {}
        for entry in map(self._entry, identifiers):
            head, names = main_term_names(entry, self.language)
            decision = Decision(entry.identifier, head, _STATUS_VERBS[status], names=tuple(sorted(names)))
            needless = status is EntryStatus.CANDIDATE and entry.identifier in self._candidates
            changes[decision.question] = None if needless else decision
        self._take(_STATUS_STEPS[status](), changes)

    def set_usage(self, identifier: str, term: Term, usage: UsageStatus | None) -> None:
        """Say how a term of an entry is to be used. A term preferred before it is only admitted from then on."""
        entry = self._entry(identifier)
        decision = self._about_term(entry, term, _USAGE_VERBS[usage])
        changes: Changes = {decision.question: decision}
        if usage is UsageStatus.PREFERRED:
            for other in entry.terms:
                rival = other.usage_status is UsageStatus.PREFERRED and other.language == term.language
                if rival and other is not term:
                    admitted = self._about_term(entry, other, DecisionKind.ADMIT)
                    changes[admitted.question] = admitted
        self._take(_("usage of {term}", term=term.text), changes)

    def set_reading(self, identifier: str, term: Term, reading: str) -> None:
        """Correct the reading of a term."""
        entry = self._entry(identifier)
        decision = replace(self._about_term(entry, term, DecisionKind.READING), text=" ".join(reading.split()))
        self._take(_("reading"), {decision.question: decision})

    def set_translations(self, identifier: str, language: str, texts: Iterable[str]) -> None:
        """Write the translations of an entry in a language, best first; none deletes them.

        Raises:
            ModelError: one of them is no text for a term.
        """
        entry = self._entry(identifier)
        written = tuple(dict.fromkeys(Term(text.strip(), language).text for text in texts if text.strip()))
        decision = Decision(
            entry.identifier, self._head(entry), DecisionKind.TRANSLATION, language=language, texts=written
        )
        self._take(_("translation"), {decision.question: decision})

    def set_text(self, identifier: str, kind: DecisionKind, text: str) -> None:
        """Write the note, the definition or the subject field of an entry; empty deletes it.

        Raises:
            ModelError: it holds control characters.
        """
        entry = self._entry(identifier)
        ConceptEntry(identifier, entry.terms, note=text)
        decision = Decision(entry.identifier, self._head(entry), kind, text=text.strip())
        self._take(_TEXT_STEPS[kind](), {decision.question: decision})

    def merge(self, identifiers: Iterable[str], target: str) -> None:
        """Make entries part of another one, which keeps its identifier.

        Raises:
            ModelError: there is nothing to merge.
        """
        into = self._entry(target)
        changes: Changes = {}
        for entry in map(self._entry, identifiers):
            if entry.identifier != target:
                decision = Decision(
                    *(entry.identifier, self._head(entry), DecisionKind.MERGE),
                    other=target,
                    other_head=self._head(into),
                )
                changes[decision.question] = decision
        if not changes:
            raise ModelError(_("nothing to merge"), hint=_("mark other entries with the space bar first"))
        self._take(_("merge into {term}", term=self._head(into).text), changes)

    def split(self, identifier: str, term: Term) -> str:
        """Give a term of an entry an entry of its own, and give that entry's identifier.

        A term that came by a merge gets the entry back that it had before.

        Raises:
            ModelError: the entry is known by this term.
        """
        entry = self._entry(identifier)
        name = Name(term.language, term.text)
        if name == self._head(entry) or term.language != self.language:
            raise ModelError(
                _("the entry is known by {term}", term=term.text), hint=_("split its other terms off instead")
            )
        came_by = next((one for one in self.store.decisions if self._brought(one, identifier, name)), None)
        new = came_by.entry if came_by else mint_identifier(term.text)
        if new in self.rows:
            new = mint_identifier(term.text, identifier)
        decision = Decision(new, name, DecisionKind.SPLIT, other=identifier, other_head=self._head(entry))
        self._take(_("split {term} off", term=term.text), {decision.question: decision})
        return new

    def undo(self) -> str | None:
        """Take the last step back, and give its name; None where there is none.

        What somebody else decided about the same thing meanwhile stays.
        """
        if not self._steps:
            return None
        step = self._steps.pop()
        reread = self.store.refresh()
        own = [question for question, decision in step.after.items() if self.store.answer(question) == decision]
        self.store.change({question: step.before[question] for question in own})
        self._see(step.after, all_anew=reread)
        return step.name

    # -------------------------------------------------------------- how they are done

    def _take(self, name: str, changes: Changes) -> None:
        """Write decisions down, remember how to undo them, and see what the glossary is like now."""
        reread = self.store.refresh()
        before: Changes = {question: self.store.answer(question) for question in changes}
        self.store.change(changes)
        self._steps.append(_Step(name, before, changes))
        self._see(changes, all_anew=reread)

    def _see(self, questions: Iterable[tuple[str, ...]], *, all_anew: bool) -> None:
        """See what the glossary is like now: only the entries concerned, where nothing moves between entries."""
        entries = {question[0] for question in questions}
        moving = any(question[1] == "concept" for question in questions)
        if all_anew or moving or len(entries) > _SEVERAL or not all(entry in self.rows for entry in entries):
            self._apply()
            return
        for identifier in sorted(entries):
            row = self.rows[identifier]
            entry = self._decided_alone(row.entry)
            if entry is None:
                self._apply()
                return
            term = main_term(entry, self.language)
            self.rows[identifier] = Row(row.rank, entry, term, links_of(entry, self._links))
            self._search.pop(identifier, None)

    def _decided_alone(self, entry: ConceptEntry) -> ConceptEntry | None:
        """An entry as it is decided now, from those entries and decisions only that have a part in it."""
        names = {Name(term.language, term.text) for term in entry.terms}
        places = {place for name in names for place in self._places.get(name, ())}
        parts = [self._extracted.entries[place] for place in sorted(places)]
        names |= {Name(term.language, term.text) for part in parts for term in part.terms}
        identifiers = {entry.identifier, *(part.identifier for part in parts)}
        decisions = [
            decision
            for decision in self.store.decisions
            if decision.entry in identifiers
            or decision.other in identifiers
            or decision.head in names
            or not names.isdisjoint(decision.names)
        ]
        links = {link.identifier: link for name in names for link in self._links_by_text.get(name.text, ())}
        alone = replace(self._extracted, entries=tuple(parts), links=tuple(links.values()))
        found = decide(alone, decisions, keep_rejected=True).entries
        return next((one for one in found if one.identifier == entry.identifier), None)

    @staticmethod
    def _brought(decision: Decision, target: str, name: Name) -> bool:
        return decision.kind is DecisionKind.MERGE and decision.other == target and decision.head == name

    def _entry(self, identifier: str) -> ConceptEntry:
        return self.rows[identifier].entry

    def _head(self, entry: ConceptEntry) -> Name:
        return main_term_names(entry, self.language)[0]

    def _about_term(self, entry: ConceptEntry, term: Term, kind: DecisionKind) -> Decision:
        return Decision(entry.identifier, self._head(entry), kind, name=Name(term.language, term.text))


_STATUS_STEPS: dict[EntryStatus, Callable[[], str]] = {
    EntryStatus.ACCEPTED: lambda: _("accept"),
    EntryStatus.REJECTED: lambda: _("reject"),
    EntryStatus.CANDIDATE: lambda: _("reopen"),
}
_TEXT_STEPS: dict[DecisionKind, Callable[[], str]] = {
    DecisionKind.NOTE: lambda: _("annotate"),
    DecisionKind.DEFINITION: lambda: _("definition"),
    DecisionKind.SUBJECT: lambda: _("subject field"),
}
