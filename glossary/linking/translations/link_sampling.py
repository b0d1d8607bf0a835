"""Links between words drawn again and again, each given all others (Gibbs sampling).

R. Östling and J. Tiedemann, "Efficient Word Alignment with Markov Chain Monte Carlo", The Prague Bulletin of
Mathematical Linguistics 106, 2016, pages 125-146, sections 3 and 4: translation probabilities are integrated out, so
that a link is as likely as the links of the same two words elsewhere are many. The order is a hidden Markov model of
S. Vogel, H. Ney and C. Tillmann, "HMM-Based Word Alignment in Statistical Translation", COLING 1996, pages 836-841: how
far a link lies from the last one.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from glossary.extraction.counting.compiling import compiled

__all__ = ["Cells", "sample_links"]

# As in the paper: the Dirichlet parameters of words and of distances. A fifth of the words has no counterpart.
CONCENTRATION = 0.001
DISTANCE_CONCENTRATION = 0.5
NOTHING = 0.2
# Words between two links that are told apart; what is farther counts as this far.
FARTHEST = 100
# Sweeps over all words, of which the second half is averaged. On development data 10, 30 and 60 sweeps find .68,
# .69 and .70 of the best translations, in 3, 7 and 10 seconds for 2,666 paragraphs.
SWEEPS = 30
# A small text has as many more sweeps as it takes to draw so many links: its chain is far from settled after thirty.
LEAST_DRAWN = 100_000
MOST_SWEEPS = 2_000
# Any number: the same one gives the same links.
SEED = 1

Array = Any


class Cells(NamedTuple):
    """All segments in one row: for each word, each given word of its segment and then none, which may be its origin.

    Attributes:
        pairs: the number of the two words of each cell.
        givens: the given word of each pair of words.
        starts: the first cell of each segment.
        first_words: the first word of each segment, among all words.
        rows, columns: words and given words of each segment.
    """

    pairs: NDArray[np.int64]
    givens: NDArray[np.int64]
    starts: NDArray[np.int64]
    first_words: NDArray[np.int64]
    rows: NDArray[np.int64]
    columns: NDArray[np.int64]


def sample_links(cells: Cells, links: NDArray[np.int64], word_size: int) -> NDArray[np.float64]:
    """How likely each cell is a link, as the mean of the last sweeps; a word's cells add up to 1.

    Args:
        cells: the segments.
        links: where to begin: of each word the place of its given word, or the number of these for none.
        word_size: how many different words there are.
    """
    drawn = links.copy()
    lengths = np.repeat(cells.columns + 1, cells.rows)
    linked = cells.pairs[np.cumsum(lengths) - lengths + drawn]
    counts = np.bincount(linked, minlength=len(cells.givens)).astype(np.float64)
    totals = np.bincount(cells.givens[linked], minlength=int(cells.givens.max()) + 1).astype(np.float64)
    likely = np.zeros(len(cells.pairs))
    sweeps = min(max(SWEEPS, LEAST_DRAWN // len(drawn)), MOST_SWEEPS)
    _sweep_all(cells, drawn, counts, totals, CONCENTRATION * word_size, likely, sweeps)
    return likely / (sweeps - sweeps // 2)


@compiled
def _sweep_all(
    cells: Cells, links: Array, counts: Array, totals: Array, smoothing: float, likely: Array, sweeps: int
) -> None:
    np.random.seed(SEED)
    running = np.empty(cells.columns.max() + 1)
    for sweep in range(sweeps):
        distances = _distances(cells, links)
        kept = sweep >= sweeps // 2
        for segment in range(len(cells.rows)):
            _sweep(cells, segment, links, counts, totals, smoothing, distances, running, likely, kept)


@compiled
def _distances(cells: Cells, links: Array) -> Array:
    """How likely a link is to lie so far from the last one; the segment's edges count as links."""
    first_words, rows, columns = cells.first_words, cells.rows, cells.columns
    counts = np.full(2 * FARTHEST + 1, DISTANCE_CONCENTRATION)
    for segment in range(len(rows)):
        last = -1
        for word in range(first_words[segment], first_words[segment] + rows[segment]):
            if links[word] < columns[segment]:
                counts[_distance(last, links[word])] += 1
                last = links[word]
        counts[_distance(last, columns[segment])] += 1
    return counts / counts.sum()


@compiled
def _distance(start: int, end: int) -> int:
    return min(max(end - start, -FARTHEST), FARTHEST) + FARTHEST


@compiled
def _sweep(
    cells: Cells,
    segment: int,
    links: Array,
    counts: Array,
    totals: Array,
    smoothing: float,
    distances: Array,
    running: Array,
    likely: Array,
    kept: bool,
) -> None:
    """Draw each link of a segment given all others; add up how likely its cells were, if that is `kept`."""
    pairs, givens, none = cells.pairs, cells.givens, cells.columns[segment]
    first = cells.first_words[segment]
    end = first + cells.rows[segment]
    last = -1
    for word in range(first, end):
        cell = cells.starts[segment] + (word - first) * (none + 1)
        pair = pairs[cell + links[word]]
        counts[pair] -= 1
        totals[givens[pair]] -= 1
        following = none
        for later in range(word + 1, end):
            if links[later] < none:
                following = links[later]
                break
        total = 0.0
        for place in range(none + 1):
            pair = pairs[cell + place]
            weight = (counts[pair] + CONCENTRATION) / (totals[givens[pair]] + smoothing)
            if place < none:
                weight *= (1 - NOTHING) * distances[_distance(last, place)] * distances[_distance(place, following)]
            else:
                weight *= NOTHING * distances[_distance(last, following)]
            total += weight
            running[place] = total
        drawn = np.random.random() * total
        chosen = 0
        while chosen < none and running[chosen] <= drawn:
            chosen += 1
        if kept:
            likely[cell] += running[0] / total
            for place in range(1, none + 1):
                likely[cell + place] += (running[place] - running[place - 1]) / total
        links[word] = chosen
        pair = pairs[cell + chosen]
        counts[pair] += 1
        totals[givens[pair]] += 1
        if chosen < none:
            last = chosen
