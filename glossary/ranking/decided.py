"""Terms that a person wants kept: found in the documents, whatever their score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from glossary.extraction.statistics import Candidates
from glossary.identifiers import mint_identifier
from glossary.model import AnalysedDocument, ConceptEntry, Link
from glossary.ranking.contexts import ContextFinder
from glossary.ranking.unmeasured import places_of, unmeasured_term
from glossary.settings import Settings

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
            mint_identifier(text),
            (unmeasured_term(text, occurrences, finder),),
            links=tuple(dict.fromkeys(links_of[text])),
        )
        for text, occurrences in places_of(missing, documents).items()
    )
