"""Links abbreviations to what they stand for: numeral coinages, plus patterns, definitions, clippings and codes.

One module for each family of patterns proposes readings with their evidence; `arbitration` chooses between them. A
surface that the texts do not explain gets no link.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain

from glossary.linking.abbreviations.abbreviation_lines import propose_abbreviation_lines
from glossary.linking.abbreviations.arbitration import arbitrate
from glossary.linking.abbreviations.bare_plus import propose_bare_plus
from glossary.linking.abbreviations.clippings import FullFormSites, propose_clippings
from glossary.linking.abbreviations.codes import propose_codes
from glossary.linking.abbreviations.definitions import propose_definitions
from glossary.linking.abbreviations.numeral_families import explain_numerals, find_numeral_lists, propose_numerals
from glossary.linking.abbreviations.plus_patterns import (
    propose_mappings,
    propose_plus_parts,
    propose_quoted_lists,
    propose_slots,
)
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView
from glossary.model import AnalysedDocument, Link
from glossary.sharing import share_each

__all__ = ["explain_numerals", "link_abbreviations"]

# Characters whose links are looked for in one go where there are many: a fifth of a second's work.
_TOGETHER = 50_000


def link_abbreviations(documents: Sequence[AnalysedDocument], candidates: Collection[str] = ()) -> tuple[Link, ...]:
    """Link the abbreviations of each document to what the documents say they stand for.

    Links come in the order of the documents and of the text. `candidates` are the texts of extracted terms; they help
    to tell where a full form begins. What only outside knowledge could explain is left to the lexicon.
    """
    views = [DocumentView(document, index) for index, document in enumerate(documents)]
    sites = FullFormSites(views)
    known = frozenset(candidates)

    def links_of(some: Sequence[DocumentView]) -> list[list[Link]]:
        chosen = ((view, arbitrate(_proposals(view, sites, known))) for view in some)
        return [[_link(view, views, proposal) for proposal in proposals] for view, proposals in chosen]

    found = share_each(links_of, views, _TOGETHER, lambda view: len(view.text))
    return tuple(chain.from_iterable(found))


def _proposals(view: DocumentView, sites: FullFormSites, candidates: Collection[str]) -> Iterator[Proposal]:
    lists = find_numeral_lists(view)
    yield from propose_numerals(view, lists)
    yield from propose_plus_parts(view)
    yield from propose_bare_plus(view)
    yield from propose_quoted_lists(view, lists)
    yield from propose_mappings(view)
    yield from propose_slots(view, lists)
    yield from propose_codes(view)
    yield from propose_definitions(view, candidates)
    yield from propose_abbreviation_lines(view)
    yield from propose_clippings(view, sites)


def _link(view: DocumentView, views: Sequence[DocumentView], proposal: Proposal) -> Link:
    home = view if proposal.evidence_document is None else views[proposal.evidence_document]
    shown_at = proposal.start if home is view else proposal.evidence[0]
    return Link(
        surface=proposal.surface,
        kind=proposal.kind,
        relation=proposal.relation,
        members=proposal.members,
        pattern=proposal.pattern,
        confidence=proposal.confidence,
        document=view.document.document.path,
        evidence=home.evidence(shown_at, shown_at + 1, proposal.evidence),
        slots=proposal.slots,
    )
