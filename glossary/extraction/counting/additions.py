"""Counts that grow: what new documents add to the strings of a range, without counting the old ones again.

Beside its frequency each string keeps what stands beside it, characters included that are too rare there to make a
frequent string. So how often any string occurs that is one character longer than a frequent one is known, and with it
which strings are frequent only now. Nothing else is looked up in the old documents, and these strings are rare there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np

from glossary.extraction.counting import addition_kernels, codes, kernels, matching_kernels, refinement
from glossary.extraction.counting.ranges import (
    Range,
    Windows,
    beginnings_of,
    joined_windows,
    occurrences_of,
    windows_around,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Shards", "grow_range"]

Shards = Callable[[], Iterable[tuple[int, codes.CodedText]]]
"""All documents, old and new: the number of the first document of each shard, and its characters."""

# Marks for each character of the strings that are looked up: one position in twenty or so passes by chance.
_MARKS = 8
_LEAST_BITS, _MOST_BITS = 12, 24


def grow_range(
    tree: refinement.Found,
    part: Range,
    windows: list[Windows],
    shards: Shards,
    alphabet: int,
    minimum_frequency: int,
    maximum_length: int,
) -> refinement.Found:
    """Count the strings of a range in old and new documents: as `ranges.count_range` does, in another order.

    Args:
        tree: the strings of the old documents with their neighbours, counted with the same numbers. It is used up.
        part: the range; single characters may be new in it, which are then looked up too.
        windows: of the new documents. Emptied.
        shards: gives all documents, for looking strings up.
        alphabet: characters that have a number by now, barriers included.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
    """
    nodes = tree.nodes
    top = np.flatnonzero(nodes[:, kernels.PARENT] < 0)
    node_of = np.full(alphabet, -1, dtype=np.int32)
    node_of[nodes[top, kernels.LETTER]] = top
    changes, notes = _changes(nodes, node_of, part, windows, alphabet, maximum_length)
    left, right, risen = addition_kernels.add_changes(
        *(nodes, tree.entropies, tree.left, tree.right, changes, notes),
        *(alphabet, minimum_frequency, maximum_length, refinement.logarithms()),
    )
    grown = refinement.Found(nodes, tree.entropies, left, right)
    new = np.array([(-1, letter) for letter in part.letters if node_of[letter] < 0], dtype=np.int32)
    risen = np.concatenate([new.reshape(-1, 2), risen])
    if not risen.size:
        return grown
    return _joined(
        grown, _look_up(nodes, risen, part, shards, alphabet, minimum_frequency, maximum_length), risen[:, 0]
    )


def _changes(
    nodes: NDArray[np.int32],
    node_of: NDArray[np.int32],
    part: Range,
    windows: list[Windows],
    alphabet: int,
    maximum_length: int,
) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """What the new documents add to each of the strings; `node_of` gives the node of each single character, or -1."""
    coded = joined_windows(windows, maximum_length).coded(alphabet)
    letters, counts, own = occurrences_of(coded, part)
    first = np.zeros(nodes.shape[0] + 2, dtype=np.int64)
    children = np.empty(nodes.shape[0], dtype=np.int32)
    addition_kernels.children_of(nodes, first, children)
    other = np.empty((int(counts.max(initial=0)), 2), dtype=np.int64)
    changes, notes = addition_kernels.tally_changes(
        *(coded.ids, 8 * coded.ids.itemsize, alphabet, nodes, first, children),
        *(np.stack([node_of[letters], counts], axis=1), own, other),
    )
    return changes, notes


def _look_up(
    nodes: NDArray[np.int32],
    strings: NDArray[np.int32],
    part: Range,
    shards: Shards,
    alphabet: int,
    minimum_frequency: int,
    maximum_length: int,
) -> refinement.Found:
    """Count some strings, and those that begin with them, in all documents."""
    sought = _Sought(nodes, strings, part)
    windows = [windows_around(coded, sought.matches(coded)[0], maximum_length, first) for first, coded in shards()]
    joined = joined_windows(windows, maximum_length)
    coded = joined.coded(alphabet)
    # What stands in no window of its own stands in none: these are the same occurrences.
    places, numbers = sought.matches(coded)
    counts = np.bincount(numbers, minlength=strings.shape[0])
    own = np.empty((places.size, 2), dtype=np.int64)
    free = np.cumsum(counts) - counts
    width = 8 * coded.ids.itemsize
    matching_kernels.place_matches(coded.ids, width, coded.starts, places, numbers, sought.lengths, free, own)
    found = refinement.refined(
        *(coded, strings[:, 1].astype(np.int64), counts, own, minimum_frequency, maximum_length),
        lengths=sought.lengths,
        noting=True,
    )
    joined.restore_places(found.nodes)
    return refinement.in_order_of_notes(found)


class _Sought:
    """Strings that are looked for, none of which begins another one.

    Attributes:
        lengths: characters of each.
    """

    def __init__(self, nodes: NDArray[np.int32], strings: NDArray[np.int32], part: Range) -> None:
        self._part = part
        prefix = strings[:, 0]
        self.lengths = np.where(prefix < 0, 0, nodes[prefix, kernels.LENGTH]).astype(np.int64) + 1
        self._ends = np.cumsum(self.lengths)
        self._points = np.empty(int(self._ends[-1]), dtype=np.int32)
        matching_kernels.spell(nodes, strings, self._ends, self._points)
        bits = min(max((_MARKS * self._points.size).bit_length(), _LEAST_BITS), _MOST_BITS)
        self._prefixes, self._wholes = (np.zeros((1 << bits) // 8, dtype=np.uint8) for _ in range(2))
        self._slots = np.full(1 << (2 * self.lengths.size).bit_length(), -1, dtype=np.int32)
        matching_kernels.enter_strings(self._points, self._ends, self._prefixes, self._wholes, self._slots)

    def matches(self, coded: codes.CodedText) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Where the strings begin in some documents, ascending, and which they are."""
        beginnings = beginnings_of(coded, self._part)
        places, numbers = np.empty_like(beginnings), np.empty_like(beginnings)
        size = matching_kernels.find_matches(
            *(coded.ids, coded.boundary_bit - 1, beginnings, self._points, self._ends),
            *(self._prefixes, self._wholes, self._slots, places, numbers),
        )
        return places[:size], numbers[:size]


def _joined(grown: refinement.Found, found: refinement.Found, prefixes: NDArray[np.int32]) -> refinement.Found:
    """The strings of a tree and those that were looked up, these behind them."""
    nodes = found.nodes
    top = nodes[:, kernels.PARENT] < 0
    nodes[~top, kernels.PARENT] += grown.nodes.shape[0]
    nodes[top, kernels.PARENT] = prefixes
    return refinement.Found(
        nodes=np.concatenate([grown.nodes, nodes]),
        entropies=np.concatenate([grown.entropies, found.entropies]),
        left=np.concatenate([grown.left, found.left]),
        right=np.concatenate([grown.right, found.right]),
    )
