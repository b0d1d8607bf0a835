"""How scores are distributed."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["SCORE_BINS", "score_histogram"]

SCORE_BINS = 20
"""Bars between 0 and 1: five hundredths each, finer than a reader tells scores apart."""


def score_histogram(scores: Iterable[float], bins: int = SCORE_BINS) -> list[int]:
    """How many scores lie in each of `bins` equal parts of 0 to 1; the last one holds 1 itself.

    >>> score_histogram([0.1, 0.6, 1.0], bins=2)
    [1, 2]
    """
    counts = [0] * bins
    for score in scores:
        counts[min(int(min(max(score, 0.0), 1.0) * bins), bins - 1)] += 1
    return counts
