"""Two people's versions of a glossary in one, and what differs between two versions.

Entries are the same where their identifiers are. A merge is three-way: what only one side changed since the common
version is taken, whoever it was; what both changed differently is a conflict. A person's edit is never overwritten by a
machine's proposal: a value beats no value, a decision beats `candidate`, and in a conflict ours stays and theirs is
listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term

__all__ = ["Change", "Conflict", "Merged", "compare", "merge"]

_Key = tuple[str, str]

_ENTRY_FIELDS = ("subject_field", "definition", "note", "status")
_TERM_FIELDS = ("term_type", "usage_status", "reading", "part_of_speech", "source", "note")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both sides changed, each in its own way; ours was kept.

    Attributes:
        identifier: of the entry.
        field: its name, with the term's text where it is a term's.
        base, ours, theirs: the three values as text; empty for none.
    """

    identifier: str
    field: str
    base: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged glossary and what a person has to look at."""

    glossary: Glossary
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    Attributes:
        kind: `added`, `removed` or `changed`.
        identifier: of the entry.
        field: `entry`, or the name of the field, with the term's text where it is a term's.
        old, new: the values as text; empty for none.
    """

    kind: str
    identifier: str
    field: str
    old: str
    new: str


def merge(base: Glossary | None, ours: Glossary, theirs: Glossary) -> Merged:
    """Bring their changes since `base` into ours.

    Without a common version nothing is taken for deleted: both sides' entries and terms are united. What one side
    deleted and the other changed since stays, and is a conflict.
    """
    before, mine, yours = (
        {entry.identifier: entry for entry in (side.entries if side else ())} for side in (base, ours, theirs)
    )
    conflicts: list[Conflict] = []
    entries = []
    for identifier in dict.fromkeys([*mine, *yours]):
        found = _merged_entry(before.get(identifier), mine.get(identifier), yours.get(identifier), conflicts)
        if found is not None:
            entries.append(found)
    kept = {identifier for entry in entries for identifier in entry.links}
    links = {link.identifier: link for link in (*theirs.links, *ours.links)}
    documents = {record.identifier: record for record in (*theirs.documents, *ours.documents)}
    glossary = replace(
        ours,
        entries=tuple(entries),
        links=(*ours.links, *(link for name, link in links.items() if name in kept and link not in ours.links)),
        documents=(*ours.documents, *(record for record in documents.values() if record not in ours.documents)),
    )
    return Merged(glossary, tuple(conflicts))


def _merged_entry(
    base: ConceptEntry | None, ours: ConceptEntry | None, theirs: ConceptEntry | None, conflicts: list[Conflict]
) -> ConceptEntry | None:
    if ours is None or theirs is None:
        present = ours or theirs
        if base is None or present is None or present == base:
            return present if base is None else None
        sides = (_("kept"), _("deleted")) if ours else (_("deleted"), _("kept"))
        conflicts.append(Conflict(present.identifier, "entry", present.terms[0].text, *sides))
        return present
    values = {name: _merged_value(name, base, ours, theirs, ours.identifier, "", conflicts) for name in _ENTRY_FIELDS}
    return replace(ours, terms=_merged_terms(base, ours, theirs, conflicts), **values)  # type: ignore[arg-type]


def _merged_terms(
    base: ConceptEntry | None, ours: ConceptEntry, theirs: ConceptEntry, conflicts: list[Conflict]
) -> tuple[Term, ...]:
    before, mine, yours = (_terms(side) for side in (base, ours, theirs))
    contested = _contested(before, mine, yours, ours.identifier, conflicts)
    terms = []
    for key in dict.fromkeys([*mine, *(key for key in yours if key not in contested)]):
        old, own, other = before.get(key), mine.get(key), yours.get(key)
        if own is not None and other is not None:
            values = {
                name: _merged_value(name, old, own, other, ours.identifier, own.text, conflicts)
                for name in _TERM_FIELDS
            }
            terms.append(replace(own, **values))  # type: ignore[arg-type]
        elif old is None or not _same(old, own or other):
            present = own or other
            if present is not None:
                terms.append(present)
    return tuple(terms) or ours.terms


def _contested(
    before: Mapping[_Key, Term],
    mine: Mapping[_Key, Term],
    yours: Mapping[_Key, Term],
    identifier: str,
    conflicts: list[Conflict],
) -> set[_Key]:
    """Their terms that stand for one that both sides replaced, each with another: these are conflicts."""
    contested: set[_Key] = set()
    for language in dict.fromkeys(language for language, _text in before):
        replaced, ours, theirs = (
            [key[1] for key in keys if key[0] == language]
            for keys in (
                [key for key in before if key not in mine and key not in yours],
                [key for key in mine if key not in before],
                [key for key in yours if key not in before],
            )
        )
        if replaced and ours and theirs and set(ours) != set(theirs):
            sides = (" | ".join(texts) for texts in (replaced, ours, theirs))
            conflicts.append(Conflict(identifier, f"term {language}", *sides))
            contested |= {(language, text) for text in theirs if text not in ours}
    return contested


def _terms(entry: ConceptEntry | None) -> dict[tuple[str, str], Term]:
    return {(term.language, term.text): term for term in (entry.terms if entry else ())}


def _same(one: Term, other: Term | None) -> bool:
    return other is not None and all(getattr(one, name) == getattr(other, name) for name in _TERM_FIELDS)


def _merged_value(
    name: str,
    base: ConceptEntry | Term | None,
    ours: ConceptEntry | Term,
    theirs: ConceptEntry | Term,
    identifier: str,
    term: str,
    conflicts: list[Conflict],
) -> object:
    """Ours, unless only they changed it."""
    undecided = (None, "", EntryStatus.CANDIDATE)
    old = getattr(base, name) if base is not None else None
    own, other = getattr(ours, name), getattr(theirs, name)
    if own == other or other in undecided or (base is not None and other == old):
        return own
    if own == old if base is not None else own in undecided:
        return other
    field = f"{term}: {name}" if term else name
    conflicts.append(Conflict(identifier, field, str(old or ""), str(own or ""), str(other)))
    return own


def compare(old: Glossary, new: Glossary) -> tuple[Change, ...]:
    """What changed from one version to another: entries, then terms and fields, in the order of the newer one."""
    before = {entry.identifier: entry for entry in old.entries}
    after = {entry.identifier: entry for entry in new.entries}
    changes: list[Change] = []
    for identifier, entry in after.items():
        if identifier not in before:
            changes.append(Change("added", identifier, "entry", "", _describe(entry)))
        else:
            changes += _entry_changes(before[identifier], entry)
    changes += [
        Change("removed", identifier, "entry", _describe(entry), "")
        for identifier, entry in before.items()
        if identifier not in after
    ]
    return tuple(changes)


def _describe(entry: ConceptEntry) -> str:
    return " | ".join(term.text for term in entry.terms)


def _entry_changes(old: ConceptEntry, new: ConceptEntry) -> Iterable[Change]:
    yield from _field_changes(old, new, _ENTRY_FIELDS, new.identifier, "")
    before, after = _terms(old), _terms(new)
    for key, term in after.items():
        if key not in before:
            yield Change("added", new.identifier, f"term {key[0]}", "", term.text)
        else:
            yield from _field_changes(before[key], term, _TERM_FIELDS, new.identifier, f"{term.text}: ")
    for key, term in before.items():
        if key not in after:
            yield Change("removed", new.identifier, f"term {key[0]}", term.text, "")


def _field_changes(
    old: ConceptEntry | Term, new: ConceptEntry | Term, names: Iterable[str], identifier: str, prefix: str
) -> Iterable[Change]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Change("changed", identifier, f"{prefix}{name}", str(before or ""), str(after or ""))
