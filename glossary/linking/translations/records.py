"""What goes into the alignment of terms, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["SegmentPair", "Translation"]


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A stretch of text and its translation.

    Attributes:
        source, target: as they were written.
        document: the path of the file they come from; empty where there is none.
        line: the line of the pair in that file, from 1; 0 where that is not known.
        target_start: where the target starts in that file's text, in code points.
        target_column: the column of that place, from 1.
    """

    source: str
    target: str
    document: str = ""
    line: int = 0
    target_start: int = 0
    target_column: int = 1


@dataclass(frozen=True, slots=True)
class Translation:
    """A phrase of the target language that stands for a term.

    Attributes:
        term: as it was asked for.
        text: the phrase, in the case that most of its occurrences have.
        score: 0 to 1; how well the phrase fits the term where both stand, times how seldom one stands without the
            other.
        count: segments that hold both and speak for it.
        evidence: those of them that speak for it most, best first.
    """

    term: str
    text: str
    score: float
    count: int
    evidence: tuple[SegmentPair, ...] = ()
