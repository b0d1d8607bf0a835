"""The data of the page: entries, links and sentences as short lists, each sentence and name only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from glossary.browsing.distributions import score_histogram
from glossary.browsing.labels import document_paths, place, type_of
from glossary.browsing.occurrences import Occurrences
from glossary.browsing.selection import Row, select_rows
from glossary.expansions import describe_expansions, describe_members, links_by_identifier, links_naming
from glossary.locations import describe_location
from glossary.model import Context, Glossary, Link, Term

__all__ = ["page_record"]

_BINS = 60
_TOGETHER = 200


class _Numbered:
    """Texts, each with the number of its first appearance."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._numbers = {text: number for number, text in enumerate(texts)}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def texts(self) -> list[str]:
        return list(self._numbers)


def page_record(
    glossary: Glossary, rows: Sequence[Row], occurrences: Occurrences | None, most_contexts: int
) -> dict[str, Any]:
    """All that the script of the page shows, ready for JSON; `page.js` reads the lists back by place."""
    names, sentences = _Numbered(), _Numbered()
    documents = {record.identifier: number for number, record in enumerate(glossary.documents)}
    links = {link.identifier: number for number, link in enumerate(glossary.links)}
    known = links_by_identifier(glossary)
    places = {row.entry.identifier: place for place, row in enumerate(select_rows(glossary, sort="reading"))}

    def term_record(term: Term, row: Row) -> list[Any]:
        evidence = [
            [names.number(each.measure), float(f"{each.value:.4g}"), names.number(each.unit), each.weight]
            for each in term.evidence
        ]
        contexts = [_context(each, documents, sentences) for each in term.contexts[:most_contexts]]
        return [
            *(term.text, term.language, term.term_type, type_of(term, row.links), term.usage_status, term.reading),
            *(term.part_of_speech, term.frequency, term.document_frequency, evidence, contexts),
            *(term.source, term.note, describe_expansions(term, row.links)),
            occurrences.bins(term.text, _BINS) if occurrences else None,
        ]

    def entry_record(row: Row) -> list[Any]:
        entry = row.entry
        ordered = [row.term, *(term for term in entry.terms if term is not row.term)]
        naming = links_naming(entry, known)
        return [
            *(entry.identifier, entry.score, entry.status, entry.subject_field, entry.definition, entry.note),
            [term_record(term, row) for term in ordered],
            [links[link.identifier] for link in row.links],
            [links[link.identifier] for link in naming],
            places[entry.identifier],
        ]

    entries = [entry_record(row) for row in rows]
    link_records = [_link(link) for link in glossary.links]
    for link in glossary.links:
        names.number(link.pattern)
    return {
        "language": glossary.language,
        "documents": list(document_paths(glossary.documents).values()),
        "entries": entries,
        "links": link_records,
        "sentences": sentences.texts(),
        "names": names.texts(),
        "overview": _overview(rows, occurrences),
    }


def _context(context: Context, documents: dict[str, int], sentences: _Numbered) -> list[Any]:
    """Document, place, and where in its sentence the term stands, in the UTF-16 units that the script counts in."""
    where = f"{context.line}:{context.column}" + (
        f" ({describe_location(context.location)})" if context.location else ""
    )
    before = max(context.text.find(context.surface), 0)
    start, length = (_utf16_units(text) for text in (context.text[:before], context.surface))
    return [documents.get(context.document, -1), where, start, length, sentences.number(context.text)]


def _utf16_units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _link(link: Link) -> list[Any]:
    return [
        *(link.surface, link.kind, link.relation, list(link.members)),
        [[slot.label, list(slot.members)] for slot in link.slots] if link.slots else None,
        *(link.pattern, link.confidence, None if link.source == "text" else link.source),
        *(place(link), link.evidence.text if link.evidence else None, describe_members(link)),
    ]


def _overview(rows: Sequence[Row], occurrences: Occurrences | None) -> dict[str, Any]:
    scores = [row.entry.score for row in rows if row.entry.score is not None]
    overview: dict[str, Any] = {"scores": score_histogram(scores) if scores else None}
    if occurrences is None:
        return overview
    texts, pairs = occurrences.together([row.term.text for row in rows[:_TOGETHER]])
    return overview | {
        "bins": _BINS,
        "growth": occurrences.growth(),
        "together": {"terms": texts, "pairs": pairs} if pairs else None,
    }
