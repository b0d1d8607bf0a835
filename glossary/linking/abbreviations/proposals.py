"""What a family of patterns proposes: a surface in a document, what it may stand for, and where the text says so."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import LinkKind, Relation, Slot

__all__ = ["Proposal", "Span"]

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One reading of one occurrence of a surface. Offsets count code points of the normalised text.

    Attributes:
        start, end: the occurrence of the surface that the pattern explains.
        evidence: the span of the text that explains it, in the document named by `evidence_document`.
        confidence: 0 to 1; how often a pattern of this kind is right, judged on texts written for the tests.
        evidence_document: the position of the document that holds the evidence, or None for the surface's own one.
    """

    surface: str
    start: int
    end: int
    kind: LinkKind
    relation: Relation
    members: tuple[str, ...]
    pattern: str
    confidence: float
    evidence: Span
    slots: tuple[Slot, ...] | None = None
    evidence_document: int | None = None
