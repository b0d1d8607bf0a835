"""What a person did to a glossary in another program, brought back into the glossary it came from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from glossary.model import ConceptEntry, EntryStatus, Glossary, Term

__all__ = ["bring_back"]


def bring_back(glossary: Glossary, returned: Glossary) -> Glossary:
    """The glossary with the terms, decisions and notes of the returned one.

    An entry is the same where its identifier is, else where a term of it is the first term of the returned entry. For
    each language that a returned entry has terms in, its terms replace the old ones, each with all that was known of
    it; a language without terms stays as it was, and so do entries that did not come back: a column that nobody filled
    deletes nothing. `candidate`, which many files cannot say otherwise, never takes a decision back. Unknown entries
    are added at the end.
    """
    entries = {entry.identifier: entry for entry in glossary.entries}
    by_term = {
        (term.language, term.text): entry.identifier for entry in reversed(glossary.entries) for term in entry.terms
    }
    for entry in returned.entries:
        first = entry.terms[0]
        identifier = entry.identifier
        if identifier not in entries:
            identifier = by_term.get((first.language, first.text), identifier)
        entries[identifier] = _update(entries[identifier], entry) if identifier in entries else entry
    return replace(glossary, entries=tuple(entries.values()))


def _update(old: ConceptEntry, new: ConceptEntry) -> ConceptEntry:
    notes = {term.note for term in old.terms}
    languages = dict.fromkeys(term.language for term in (*old.terms, *new.terms))
    terms: list[Term] = []
    for language in languages:
        before = [term for term in old.terms if term.language == language]
        after = [term for term in new.terms if term.language == language]
        known = {term.text: term for term in before}
        terms += [
            _update_term(known[term.text], term, notes) if term.text in known else _without_evidence(term, before)
            for term in after
        ] or before
    return replace(
        old,
        terms=tuple(terms),
        status=old.status if new.status is EntryStatus.CANDIDATE else new.status,
        subject_field=new.subject_field or old.subject_field,
        definition=new.definition or old.definition,
        note=new.note or old.note,
    )


def _update_term(old: Term, new: Term, notes: Collection[str | None]) -> Term:
    return replace(
        old,
        term_type=new.term_type or old.term_type,
        usage_status=new.usage_status or old.usage_status,
        reading=new.reading or old.reading,
        part_of_speech=new.part_of_speech or old.part_of_speech,
        source=new.source or old.source,
        # Files with one comment for a pair of terms bring the note of one back with the other.
        note=old.note if new.note in notes else new.note or old.note,
    )


def _without_evidence(new: Term, before: Collection[Term]) -> Term:
    """A term that a person typed over another one in a table: what the table says beside it is about that other."""
    sources, notes = ({getattr(term, name) for term in before} for name in ("source", "note"))
    return replace(
        new, source=None if new.source in sources else new.source, note=None if new.note in notes else new.note
    )
