"""How scores are distributed."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

__all__ = ["SCORE_BINS", "ScoreHistogram", "score_histogram"]

SCORE_BINS = 20
"""Bars of a histogram: as many as a chart of 400 pixels shows well."""


class ScoreHistogram(NamedTuple):
    """How many scores lie in each of equal parts between the least and the greatest."""

    least: float
    greatest: float
    counts: tuple[int, ...]


def score_histogram(scores: Collection[float], bins: int = SCORE_BINS) -> ScoreHistogram:
    """Count scores in `bins` equal parts; the last part holds the greatest score itself.

    The parts run from the least score to the greatest, because the scores of a glossary crowd near 1.

    >>> score_histogram([0.25, 0.5, 0.75, 1.0], bins=2)
    ScoreHistogram(least=0.25, greatest=1.0, counts=(2, 2))

    Raises:
        ValueError: there are no scores.
    """
    least, greatest = min(scores), max(scores)
    counts = [0] * bins
    for score in scores:
        share = (score - least) / (greatest - least) if greatest > least else 0.0
        counts[min(int(share * bins), bins - 1)] += 1
    return ScoreHistogram(least, greatest, tuple(counts))
