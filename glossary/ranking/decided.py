"""Terms that a person wants kept: found in the documents, whatever their score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from glossary.extraction.statistics import Candidates, Occurrence
from glossary.identifiers import mint_identifier
from glossary.model import AnalysedDocument, ConceptEntry, Link, Term
from glossary.ranking.contexts import ContextFinder
from glossary.ranking.entries import pinyin
from glossary.settings import Settings
from glossary.text.scanning import Starts

__all__ = ["pinned_entries", "pinned_rows"]


def pinned_rows(rows: Sequence[int], candidates: Candidates, pinned: Collection[str]) -> list[int]:
    """The chosen rows, then those of pinned terms that were counted and not chosen."""
    chosen, wanted = set(rows), set(pinned)
    texts = enumerate(candidates.table["text"].to_list())
    return [*rows, *(row for row, text in texts if text in wanted and row not in chosen)]


def pinned_entries(
    entries: Sequence[ConceptEntry],
    pinned: Iterable[str],
    links: Iterable[Link],
    documents: Sequence[AnalysedDocument],
    settings: Settings,
) -> tuple[ConceptEntry, ...]:
    """An entry of its own for each pinned term that stands in the documents, but was no candidate.

    It has contexts and counts, and no score: nothing was measured.
    """
    known = {term.text for entry in entries for term in entry.terms}
    missing = [text for text in dict.fromkeys(pinned) if text not in known]
    if not missing:
        return ()
    links_of: defaultdict[str, list[str]] = defaultdict(list)
    for link in links:
        links_of[link.surface].append(link.identifier)
    finder = ContextFinder(documents, settings)
    return tuple(
        ConceptEntry(
            mint_identifier(text), (_term(text, occurrences, finder),), links=tuple(dict.fromkeys(links_of[text]))
        )
        for text, occurrences in _occurrences(missing, documents).items()
    )


def _term(text: str, occurrences: Sequence[Occurrence], finder: ContextFinder) -> Term:
    term = Term(text, reading=pinyin(text), contexts=finder.find(text, occurrences))
    documents = len({occurrence.document for occurrence in occurrences})
    return replace(term, frequency=len(occurrences), document_frequency=documents)


def _occurrences(texts: Iterable[str], documents: Sequence[AnalysedDocument]) -> dict[str, list[Occurrence]]:
    """Where each text stands by itself, by text; texts that stand nowhere are not in it."""
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        by_start[text[:2]].append(text)
    starts = Starts(by_start)
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for index, document in enumerate(documents):
        for place in starts.places(document.text):
            beginnings = dict.fromkeys((document.text[place], document.text[place : place + 2]))
            for text in (text for beginning in beginnings for text in by_start.get(beginning, ())):
                occurrence = Occurrence(index, place, place + len(text))
                if document.text.startswith(text, place) and _stands_alone(occurrence, document):
                    found[text].append(occurrence)
    return dict(sorted(found.items()))


def _stands_alone(occurrence: Occurrence, document: AnalysedDocument) -> bool:
    """Whether no mask or garbled run covers it, and no Latin letter or digit runs on at its edges."""
    _index, start, end = occurrence
    if any(barrier.start < end and start < barrier.end for barrier in document.barriers):
        return False
    text = document.text
    return not (_runs_on(text[start - 1 : start + 1]) if start else False) and not _runs_on(text[end - 1 : end + 1])


def _runs_on(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()
