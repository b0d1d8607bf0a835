"""Which of two sequences of texts belong together: their lengths, and what a translator leaves unchanged.

W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora", Computational Linguistics 19 (1),
1993, pages 75-102: dynamic programming over beads of 1-1, 1-0, 0-1, 2-1, 1-2 and 2-2 texts whose lengths in characters
are compared. Numbers and words in Latin script serve as anchors, after M. Simard, G. F. Foster and P. Isabelle, "Using
Cognates to Align Sentences in Bilingual Corpora", TMI 1992. As in R. C. Moore, "Fast and Accurate Sentence Alignment of
Bilingual Corpora", AMTA 2002, a bead is held against its two sides standing there by chance, so that a text without a
counterpart competes fairly with a wrong one.
"""

from __future__ import annotations

import math
import re
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from glossary.text.number_values import chinese_values, english_values, spelled_values

__all__ = ["Bead", "align_sequences"]

# Gale and Church, table 5: how often each kind of bead occurred; 2-1 and 1-2 share 0.089. Three texts on one side are
# two that join twice. Theirs were sentences, of which next to none is left out (1-0 and 0-1 share 0.0099); for
# paragraphs, a share of 0.1, half of it for either side, was best among 0.01, 0.1 and 0.2 on documents of which a tenth
# had been taken out. Only the ratios of these weights matter: they are not made to sum to 1.
_PRIORS = {
    (1, 1): 0.89,
    (1, 0): 0.05,
    (0, 1): 0.05,
    (2, 1): 0.0445,
    (1, 2): 0.0445,
    (2, 2): 0.011,
    (3, 1): 0.0445 * 0.0445,
    (1, 3): 0.0445 * 0.0445,
}
_PENALTIES = {bead: -math.log(prior) for bead, prior in _PRIORS.items()}
# Gale and Church, section 3.2: the variance of a character's translation in characters.
VARIANCE = 6.8
# The share of lengths and anchors that follow no rule, so that one surprise never decides alone.
FREE_LENGTHS = 0.05
FREE_ANCHORS = 0.5
# The spread of log lengths that is assumed at the least: some documents have paragraphs of one length.
LEAST_SPREAD = 0.3
# Texts that the path may stray from the diagonal, beyond the difference of the two lengths.
BAND = 60

_LATIN = re.compile(r"[A-Za-z]{2,}(?:[-&][A-Za-z]+)*")


@dataclass(frozen=True, slots=True)
class Bead:
    """Texts that belong together: indices into both sequences, ends exclusive. One side may be empty."""

    source_start: int
    source_end: int
    target_start: int
    target_end: int

    @property
    def paired(self) -> bool:
        """Whether both sides have a text."""
        return self.source_start < self.source_end and self.target_start < self.target_end


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
    """The costs, in nats, of the best ways to each pair of positions within a band around the diagonal."""

    def __init__(self, source: Sequence[str], target: Sequence[str], ratio: float | None) -> None:
        self.rows, self.width = len(source), len(target)
        self.source, self.target = _ends(source), _ends(target)
        self.ratio = ratio or max(self.target[-1], 1) / max(self.source[-1], 1)
        logs = [math.log(max(len(text), 1)) for text in target] or [0.0]
        self.middle, self.spread = statistics.fmean(logs), max(statistics.pstdev(logs), LEAST_SPREAD)
        self.source_anchors = [Counter(_chinese_anchors(text)) for text in source]
        known = set().union(*self.source_anchors)
        self.target_anchors = [[anchor for anchor in _english_anchors(text) if anchor in known] for text in target]
        self.anchor_counts = Counter(anchor for anchors in self.target_anchors for anchor in anchors)
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
            cost = so_far + penalty
            if k > i and m > j:
                cost -= self._length_gain(i, k, j, m) + self._anchor_gain(i, k, j, m)
            if cost < self.costs.get((k, m), math.inf):
                self.costs[k, m], self.steps[k, m] = cost, bead

    def _length_gain(self, i: int, k: int, j: int, m: int) -> float:
        """How much likelier the target's length is as the source's translation than as any text of its document.

        The first is Gale and Church's normal distribution, the second a log-normal one.
        """
        expected, length = (self.source[k] - self.source[i]) * self.ratio, max(self.target[m] - self.target[j], 1)
        deviation = math.sqrt(VARIANCE * max((expected + length) / 2, 1.0))
        translated = math.exp(-0.5 * ((length - expected) / deviation) ** 2) / deviation
        any_text = math.exp(-0.5 * ((math.log(length) - self.middle) / self.spread) ** 2) / (self.spread * length)
        return math.log((1 - FREE_LENGTHS) * translated / max(any_text, 1e-300) + FREE_LENGTHS)

    def _anchor_gain(self, i: int, k: int, j: int, m: int) -> float:
        """How much likelier the target's anchors are as copies of the source's than as any of its document."""
        if not any(self.target_anchors[j:m]):
            return 0.0
        anchors = sum(self.source_anchors[i + 1 : k], self.source_anchors[i])
        size, total = max(anchors.total(), 1), self.anchor_counts.total() + 1
        return sum(
            math.log(FREE_ANCHORS + (1 - FREE_ANCHORS) * anchors[anchor] / size * total / self.anchor_counts[anchor])
            for target in self.target_anchors[j:m]
            for anchor in target
        )

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


def _chinese_anchors(text: str) -> list[str]:
    return [str(number.value) for number in chinese_values(text)] + _both_anchors(text)


def _english_anchors(text: str) -> list[str]:
    return [str(number.value) for number in english_values(text)] + _both_anchors(text)


def _both_anchors(text: str) -> list[str]:
    """Words in Latin script, and numbers in words; one and two are everywhere."""
    spelled = [str(value) for value in sorted(spelled_values(text)) if value > 2]
    return [found.group().lower() for found in _LATIN.finditer(text)] + spelled
