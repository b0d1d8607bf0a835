"""A short form and its full form, found side by side, as a proposal."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.clipping_habits import in_order
from glossary.model import LinkKind, Relation

__all__ = ["ACRONYM", "ACRONYM_BEFORE", "initials_fit", "propose_pair"]

# CNN, mAP, ToF, IPv6s; two in a row are one: OPC UA.
ACRONYM = r"(?:[A-Z]{2,6} )?(?:[a-z]?[A-Z][A-Za-z0-9\-]{0,8}[A-Z0-9](?:\.\d)?s?|[A-Z]{2,10})"
# An acronym that ends right before a bracket or a verb.
ACRONYM_BEFORE = re.compile(rf"(?<![A-Za-z0-9\-+.])(?P<acronym>{ACRONYM})[”’]?$")


def _kind(short: str) -> LinkKind:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9.\-/& ]*", short):
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


def initials_fit(acronym: str, english: str) -> bool:
    """Whether the letters of the acronym stand in the English name in order, beginning with its first letter.

    After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text".

    >>> initials_fit("LLM", "Large Language Model"), initials_fit("GAN", "Neural Network")
    (True, False)
    """
    letters = "".join(letter.lower() for letter in acronym if letter.isalpha())
    english = english.strip().lower()
    return bool(letters) and english.startswith(letters[0]) and in_order(letters, english)
