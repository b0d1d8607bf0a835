"""A glossary as it was decided: what was rejected is out, what was accepted is in, and edits and merges hold."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from glossary.decisions.groups import Groups
from glossary.decisions.records import USAGES, Decision, DecisionKind, Name
from glossary.identifiers import mint_identifier
from glossary.model import ConceptEntry, EntryStatus, Glossary, Link, Term, TermType, UsageStatus

__all__ = ["SOURCE", "decide", "left_out_texts", "pinned_texts"]

SOURCE = "review"
"""The source of a translation that a person wrote."""


def decide(glossary: Glossary, decisions: Iterable[Decision], *, keep_rejected: bool = False) -> Glossary:
    """The glossary with all decisions applied; applying them again changes nothing.

    Each decided entry is found by its identifier, else by its name, and gets its identifier back. Terms that belong to
    another decided entry go there. What was decided about, and not rejected, is there even if no document holds it.

    Args:
        glossary: as it was extracted.
        decisions: of any order.
        keep_rejected: whether rejected entries stay, marked as such; else they are left out.
    """
    decisions = tuple(decisions)
    if not decisions:
        return glossary
    groups = Groups(decisions)
    sorting = _Sorting(glossary, groups)
    for entry in glossary.entries:
        sorting.add(entry)
    wanted = {*groups.pinned, *(groups.members if keep_rejected else ())}
    for root in groups.members:
        if root in wanted and root not in sorting.drafts and groups.decisions(root):
            sorting.drafts[root] = _Draft()
    entries = []
    for root, draft in sorting.drafts.items():
        if root not in groups.members:
            entries += draft.entries
        elif keep_rejected or groups.status(root) is not EntryStatus.REJECTED:
            entries.append(_decided(sorting.joined(root, draft), groups, root))
    entries.sort(key=lambda entry: -(entry.score if entry.score is not None else -1.0))
    return replace(glossary, entries=tuple(entries))


def pinned_texts(decisions: Iterable[Decision], language: str = "zh-CN") -> tuple[str, ...]:
    """The terms in a language that extraction must keep."""
    groups = Groups(decisions)
    names = dict.fromkeys(name for root in groups.pinned for name in groups.names(root))
    return tuple(name.text for name in names if name.language == language)


def left_out_texts(decisions: Iterable[Decision], language: str = "zh-CN") -> frozenset[str]:
    """The terms in a language that were rejected, and no other entry needs."""
    groups = Groups(decisions)
    rejected = {
        name.text
        for root in groups.members
        if groups.status(root) is EntryStatus.REJECTED
        for name in groups.names(root)
        if name.language == language
    }
    return frozenset(rejected - {name.text for root in groups.pinned for name in groups.names(root)})


@dataclass(slots=True)
class _Draft:
    """What a glossary has of one decided entry: whole entries, and terms that stood in others."""

    entries: list[ConceptEntry] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)


class _Sorting:
    """Each term of a glossary to the entry it belongs to."""

    def __init__(self, glossary: Glossary, groups: Groups) -> None:
        self.groups = groups
        self.drafts: dict[str, _Draft] = {}
        self.links: defaultdict[str, list[Link]] = defaultdict(list)
        for link in glossary.links:
            for text in {link.surface, *(link.members if link.source == "text" else ())}:
                self.links[text].append(link)
        # What an entry has already need not be looked for in others: a term of the same form there is another one.
        self.present = {
            (groups.root(entry.identifier), Name(term.language, term.text))
            for entry in glossary.entries
            if entry.identifier in groups.heads
            for term in entry.terms
        }

    def _draft(self, root: str) -> _Draft:
        return self.drafts.setdefault(root, _Draft())

    def add(self, entry: ConceptEntry) -> None:
        home = self._home(entry)
        if home is None:
            self._draft(entry.identifier).entries.append(entry)
            return
        stays: list[Term] = []
        for term in entry.terms:
            name = Name(term.language, term.text)
            owner = self.groups.split_off.get((home, name)) or self._owner(name)
            if owner is None or home in self.groups.owners(name):
                stays.append(term)
            else:
                self._draft(owner).terms.append(term)
        if self.groups.status(home) is EntryStatus.REJECTED:
            stays = self._rescued(entry, home, stays)
        if len(stays) == len(entry.terms):
            self._draft(home).entries.append(entry)
        elif stays:
            self._draft(home).entries.append(self._of_terms(entry, stays))

    def _home(self, entry: ConceptEntry) -> str | None:
        """The decided entry that this one is, by its identifier or by the first of its terms."""
        if entry.identifier in self.groups.heads:
            return self.groups.root(entry.identifier)
        owners = (self._owner(Name(term.language, term.text)) for term in entry.terms)
        return next((owner for owner in owners if owner is not None), None)

    def _owner(self, name: Name) -> str | None:
        """The decided entry that misses this term."""
        owners = (owner for owner in self.groups.owners(name) if (owner, name) not in self.present)
        return next(owners, None)

    def _rescued(self, entry: ConceptEntry, home: str, terms: Sequence[Term]) -> list[Term]:
        """What of a rejected entry was rejected; its other names, which nobody has seen there, become an entry."""
        rejected = set(self.groups.names(home))
        language = self.groups.heads[home].language
        unseen = [
            term
            for term in terms
            if term.language == language and term.contexts and Name(term.language, term.text) not in rejected
        ]
        unseen = [term for term in unseen if term.term_type is not TermType.VARIANT]
        if unseen:
            identifier = mint_identifier(unseen[0].text)
            self._draft(identifier).entries.append(replace(self._of_terms(entry, unseen), identifier=identifier))
        return [term for term in terms if term not in unseen]

    def _of_terms(self, entry: ConceptEntry, terms: Sequence[Term]) -> ConceptEntry:
        """The entry with some of its terms only."""
        score = entry.score if terms[0] is entry.terms[0] else _score(terms[0])
        return replace(entry, terms=tuple(terms), score=score, links=self._links_of(terms))

    def _links_of(self, terms: Iterable[Term]) -> tuple[str, ...]:
        found = (link.identifier for term in terms for link in self.links.get(term.text, ()))
        return tuple(dict.fromkeys(found))

    def joined(self, root: str, draft: _Draft) -> ConceptEntry:
        """One entry of all that belongs together, named as it was decided."""
        if len(draft.entries) == 1 and not draft.terms:
            return replace(draft.entries[0], identifier=root)
        parts = sorted(draft.entries, key=lambda entry: entry.identifier != root)
        terms = [term for entry in parts for term in entry.terms] + draft.terms
        unique = tuple({(term.language, term.text): term for term in reversed(terms)}.values())[::-1]
        scores = [entry.score for entry in parts if entry.score is not None]
        scores += [score for term in draft.terms if (score := _score(term)) is not None]
        head = self.groups.heads[root]
        if not unique:
            unique = (Term(head.text, head.language),)
        first = parts[0] if parts else ConceptEntry(root, unique)
        return replace(
            first,
            identifier=root,
            terms=unique,
            score=max(scores, default=None),
            definition=next((entry.definition for entry in parts if entry.definition), None),
            note=next((entry.note for entry in parts if entry.note), None),
            links=self._links_of(unique),
        )


def _score(term: Term) -> float | None:
    """The score of a term by itself: the logistic function of the sum of its evidence, as in the ranking."""
    total = sum(evidence.value * evidence.weight for evidence in term.evidence)
    return round(1.0 / (1.0 + math.exp(-total)), 4) if term.evidence else None


# ------------------------------------------------------------------ what was decided about one entry


def _decided(entry: ConceptEntry, groups: Groups, root: str) -> ConceptEntry:
    terms = _with_names(entry.terms, groups.names(root))
    values: dict[str, str | None] = {}
    for decision in groups.decisions(root):
        match decision.kind:
            case DecisionKind.TRANSLATION:
                terms = _translated(terms, decision)
            case DecisionKind.READING:
                terms = [_at(term, decision, reading=decision.text or None) for term in terms]
            case kind if kind in USAGES:
                terms = [_at(term, decision, usage_status=USAGES[kind]) for term in terms]
            case DecisionKind.NOTE:
                values["note"] = decision.text or None
            case DecisionKind.DEFINITION:
                values["definition"] = decision.text or None
            case DecisionKind.SUBJECT:
                values["subject_field"] = decision.text or None
    status = groups.status(root) or entry.status
    return replace(entry, terms=tuple(terms), status=status, **values)  # type: ignore[arg-type]


def _with_names(terms: Sequence[Term], names: Sequence[Name]) -> list[Term]:
    """The terms, the decided name first; then what a person saw among them, made again where it is missing."""
    known = {Name(term.language, term.text): term for term in terms}
    wanted = [known.get(name) or Term(name.text, name.language) for name in names]
    first, rest = wanted[:1], wanted[1:]
    missing = [term for term in rest if Name(term.language, term.text) not in known]
    others = [term for term in terms if term not in first]
    languages = {term.language for term in missing}
    before = [term for term in others if term.language not in languages or term.language == first[0].language]
    return [*first, *before, *missing, *(term for term in others if term not in before)]


def _translated(terms: Sequence[Term], decision: Decision) -> list[Term]:
    """The terms with the translations that a person wrote instead of others in that language."""
    known = {term.text: term for term in terms if term.language == decision.language}
    written = [known.get(text) or Term(text, decision.language, source=SOURCE) for text in decision.texts]
    return [*(term for term in terms if term.language != decision.language), *written]


def _at(term: Term, decision: Decision, **values: str | UsageStatus | None) -> Term:
    """The term with these values, if it is the one that was decided about."""
    named = decision.name == Name(term.language, term.text)
    return replace(term, **values) if named else term  # type: ignore[arg-type]
