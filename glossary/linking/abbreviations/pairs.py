"""A short form and its full form, found side by side, as a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.model import LinkKind, Relation

__all__ = ["ACRONYM", "ACRONYM_BEFORE", "propose_pair"]

ACRONYM = r"[A-Z][A-Za-z0-9\-]{0,8}[A-Z0-9](?:\.\d)?s?|[A-Z]{2,10}"
# An acronym that ends right before a bracket or a verb.
ACRONYM_BEFORE = re.compile(rf"(?<![A-Za-z0-9\-+.])(?P<acronym>{ACRONYM})[”’]?$")


def _kind(short: str) -> LinkKind:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9.\-/&]*", short):
        return LinkKind.LATIN_ACRONYM
    return LinkKind.DEFINED_SHORT_FORM


def propose_pair(
    view: DocumentView,
    short: Span,
    full: Span,
    pattern: str,
    confidence: float,
    *,
    kind: LinkKind | None = None,
    relation: Relation = Relation.FULL_FORM,
) -> Iterator[Proposal]:
    """Propose that the span `short` stands for the span `full`, unless the two read alike."""
    surface = plain(view.written[short[0] : short[1]])
    member = plain(view.written[full[0] : full[1]])
    if not surface or not member or surface == member:
        return
    yield Proposal(
        surface=surface,
        start=short[0],
        end=short[1],
        kind=kind or _kind(surface),
        relation=relation,
        members=(member,),
        pattern=pattern,
        confidence=confidence,
        evidence=(min(short[0], full[0]), max(short[1], full[1])),
    )
