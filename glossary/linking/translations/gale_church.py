"""Which of two sequences of texts belong together: their lengths, and what stands in both unchanged.

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19 (1),
1993, pages 75-102: dynamic programming over beads of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2 texts whose lengths in characters
are compared. Numbers and words in Latin script that occur on both sides count as anchors, after M. Simard, G. F. Foster
and P. Isabelle, "Using Cognates to Align Sentences in Bilingual Corpora", TMI 1992.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Bead", "align_sequences"]

# Gale and Church, table 5: how often each kind of bead occurred; 1-0 and 0-1 share 0.0099, 2-1 and 1-2 share 0.089.
# Three texts on one side are what splitting a long Chinese sentence gives; they count as two that join twice.
_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.005,
    (0, 1): 0.005,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.0445 * 0.0445,
    (1, 3): 0.0445 * 0.0445,
}
_PENALTIES = {bead: -math.log(prior) for bead, prior in _PRIORS.items()}
# Gale and Church, section 3.2: the variance of a character's translation in characters.
VARIANCE = 6.8
# What one shared anchor is worth in nats: it stands on both sides by chance about once in twenty segments.
ANCHOR = 3.0
# Texts that the path may stray from the diagonal, beyond the difference of the two lengths.
BAND = 60
_LEAST = 1e-30

_ANCHOR = re.compile(r"\d+(?:[.,]\d+)*|[A-Za-z]{2,}(?:[-&][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Bead:
    """Texts that belong together: indices into both sequences, ends exclusive. One side may be empty."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int


def align_sequences(source: Sequence[str], target: Sequence[str], ratio: float | None = None) -> list[Bead]:
    """Cut two sequences of texts into beads, in order, which together cover both.

    Args:
        source: sentences or paragraphs in the order of their document.
        target: those of its translation.
        ratio: characters of target text for one of source text; None takes it from these sequences.

    >>> align_sequences(["水位上涨。", "2021年启用GIS。"], ["The level rose.", "GIS was put to use in 2021."])
    [Bead(source_start=0, source_end=1, target_start=0, target_end=1),
     Bead(source_start=1, source_end=2, target_start=1, target_end=2)]
    """
    table = _Table(source, target, ratio)
    for i in range(len(source) + 1):
        for j in table.columns(i):
            table.extend(i, j)
    return table.best()


class _Table:
    """The costs of the best ways to each pair of positions, within a band around the diagonal."""

    def __init__(self, source: Sequence[str], target: Sequence[str], ratio: float | None) -> None:
        self.rows, self.width = len(source), len(target)
        self.source, self.target = _ends(source), _ends(target)
        self.ratio = ratio or max(self.target[-1], 1) / max(self.source[-1], 1)
        self.source_anchors = [_anchors(text) for text in source]
        self.target_anchors = [_anchors(text) for text in target]
        self.costs: dict[tuple[int, int], float] = {(0, 0): 0.0}
        self.steps: dict[tuple[int, int], tuple[int, int]] = {}

    def columns(self, row: int) -> range:
        middle = row * self.width // max(self.rows, 1)
        reach = BAND + abs(self.rows - self.width)
        return range(max(0, middle - reach), min(self.width, middle + reach) + 1)

    def extend(self, i: int, j: int) -> None:
        so_far = self.costs.get((i, j))
        if so_far is None:
            return
        for bead, penalty in _PENALTIES.items():
            k, m = i + bead[0], j + bead[1]
            if k > self.rows or m > self.width:
                continue
            cost = so_far + penalty + self._length_cost(i, k, j, m) - ANCHOR * self._shared(i, k, j, m)
            if cost < self.costs.get((k, m), math.inf):
                self.costs[k, m], self.steps[k, m] = cost, bead

    def _length_cost(self, i: int, k: int, j: int, m: int) -> float:
        """-log of the probability of a difference in length at least as large (Gale and Church, equation 4)."""
        expected, found = (self.source[k] - self.source[i]) * self.ratio, self.target[m] - self.target[j]
        deviation = (found - expected) / math.sqrt(VARIANCE * max((expected + found) / 2, 1.0))
        return -math.log(max(math.erfc(abs(deviation) / math.sqrt(2)), _LEAST))

    def _shared(self, i: int, k: int, j: int, m: int) -> int:
        if k == i or m == j:
            return 0
        before = sum(self.source_anchors[i:k], Counter[str]())
        after = sum(self.target_anchors[j:m], Counter[str]())
        return (before & after).total()

    def best(self) -> list[Bead]:
        i, j = self.rows, self.width
        beads = []
        while i or j:
            left, right = self.steps[i, j]
            beads.append(Bead(i - left, i, j - right, j))
            i, j = i - left, j - right
        return beads[::-1]


def _ends(texts: Sequence[str]) -> list[int]:
    """Where each text ends, in characters from the start of the sequence."""
    ends = [0]
    for text in texts:
        ends.append(ends[-1] + len(text))
    return ends


def _anchors(text: str) -> Counter[str]:
    return Counter(found.group().lower().replace(",", "") for found in _ANCHOR.finditer(text))
