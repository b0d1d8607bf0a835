"""How many better candidates hold or cut a candidate: a reader who has one of them needs the others less.

A long phrase brings its parts with it: 亩产效益综合评价制度 holds 综合评价制度, 效益综合评价 and many more. A part
that is used by itself has an occurrence that no better candidate touches; the others are but cuts of the same phrase.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.extraction.statistics import Candidates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["better_neighbours"]


def better_neighbours(candidates: Candidates, sums: NDArray[np.float64], least: float) -> NDArray[np.float64]:
    """For each candidate, the better ones that hold it or cut across its edge, at the occurrence where they are fewest.

    Better ones that lie inside it do not count: “1+N”考核方案 stands beside 1+N, not in its place. Those that cut it
    count twice, because only one of the two can be a unit there; so do those it begins, because it lacks their head.

    Args:
        candidates: with the occurrences that are known by place.
        sums: their scores so far; equal ones leave each other alone.
        least: candidates below this score neither count nor are looked at.
    """
    import numpy as np

    fewest = np.zeros(len(sums))
    rows = np.flatnonzero(sums >= least)
    places = [(row, *occurrence) for row in rows.tolist() for occurrence in candidates.occurrences[row]]
    if not places:
        return fewest
    row, document, start, end = np.array(places, dtype=np.int64).T
    order = np.lexsort((-end, start, document))
    row, document, start, end = row[order], document[order], start[order], end[order]
    score = sums[row]
    better = np.zeros(len(row))
    first = np.arange(len(row))
    distance = 0
    while len(first):
        distance += 1
        first = first[first + distance < len(row)]
        second = first + distance
        # Sorted by start: what ends before the one so far ahead ends before all that follow it.
        touching = (document[first] == document[second]) & (start[second] < end[first])
        first, second = first[touching], second[touching]
        cut = end[second] > end[first]
        beheaded = start[first] == start[second]
        better[second] += (score[first] > score[second]) * (1 + (cut | beheaded))
        better[first] += 2 * (cut & (score[second] > score[first]))
    fewest[rows] = np.inf
    np.minimum.at(fewest, row, better)
    return fewest
