"""Counting a part of the alphabet at a time, for texts that are too large to be counted at once.

The characters are divided into ranges: sets of first characters. What a range needs of a text are the windows around
the occurrences of its characters; wherever these lie, in memory, on disk or on other machines, they are collected, put
one after the other, and counted as any text is. Every string has one first character, so the rows of all ranges
together are those of `count_strings`, to the bit.

Pruning each shard at its share of the minimum frequency, as two-pass counting of frequent sets does (Savasere,
Omiecinski and Navathe 1995, "An efficient algorithm for mining association rules in large databases"), prunes nothing
once there are as many shards as the minimum frequency; ranges do not depend on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from glossary.extraction.counting import codes, kernels, range_kernels, refinement

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "Range",
    "Windows",
    "beginnings_of",
    "collect_windows",
    "count_range",
    "grown_ranges",
    "heavy_letters",
    "joined_windows",
    "occurrences_of",
    "plan_ranges",
    "windows_around",
]

_MARGIN = 4


@dataclass(frozen=True, slots=True, eq=False)
class Windows:
    """What a range needs of some documents.

    Attributes:
        ids: coded text behind one barrier: the windows, those of a document together and a barrier behind them.
        stretches: for each stretch of overlapping windows, its index in `ids` and its offset in its document.
        documents: for each document that holds any, its number among all documents and its index in `ids`.
    """

    ids: NDArray[np.uint16] | NDArray[np.uint32]
    stretches: NDArray[np.int64]
    documents: NDArray[np.int64]

    def coded(self, alphabet: int) -> codes.CodedText:
        """The windows as a text of its own with so many characters; only for what `joined_windows` gives."""
        return codes.CodedText(self.ids, np.zeros(alphabet, dtype=np.uint32), self.documents[:, 1])

    def restore_places(self, nodes: NDArray[np.int32]) -> None:
        """Put numbers of documents and offsets in these in the place of those in the windows."""
        place = nodes[:, kernels.FIRST]
        stretch = np.searchsorted(self.stretches[:, 0], place, side="right") - 1
        nodes[:, kernels.FIRST] = self.stretches[stretch, 1] + place - self.stretches[stretch, 0]
        nodes[:, kernels.DOCUMENT] = self.documents[nodes[:, kernels.DOCUMENT], 0]


@dataclass(frozen=True, slots=True)
class Range:
    """The strings that are counted together.

    Attributes:
        letters: numbers of the characters that they begin with.
        second: where a single character is too frequent, those that follow it; the character by itself is then no
            part of the range. None where all do.
        occurrences: of the strings' beginnings.
    """

    letters: tuple[int, ...]
    second: tuple[int, ...] | None
    occurrences: int


def plan_ranges(
    counts: NDArray[np.int64],
    minimum_frequency: int,
    most: int,
    followers: Callable[[int], NDArray[np.int64]],
) -> list[Range]:
    """Divide the strings into ranges of at most `most` occurrences, as few as can be.

    Args:
        counts: occurrences of each character by its number; that of barriers, 0, is not looked at.
        minimum_frequency: rarer characters begin no frequent string.
        most: occurrences of a range; two characters that stand together more often than that are a range of their own.
        followers: how often each character follows the given one; asked for those that are too frequent.

    >>> counts = np.array([9, 5, 4, 3, 1])
    >>> [(part.letters, part.second) for part in plan_ranges(counts, 2, 7, lambda letter: counts)]
    [((1,), None), ((2, 3), None)]
    >>> [(part.letters, part.second) for part in plan_ranges(counts, 2, 4, lambda letter: np.array([0, 3, 2, 0, 0]))]
    [((1,), (1,)), ((1,), (2,)), ((2,), None), ((3,), None)]
    """
    heavy = [letter for letter in range(1, counts.size) if counts[letter] > most]
    ranges = []
    for letter in heavy:
        behind = followers(letter)
        # Those that follow it rarely too: they may do so more often once there are more documents.
        for second, occurrences in _bundles(behind, np.flatnonzero(behind), most):
            ranges.append(Range((letter,), second, occurrences))
    light = np.flatnonzero((counts >= minimum_frequency) & (counts <= most))
    return ranges + [Range(letters, None, occurrences) for letters, occurrences in _bundles(counts, light, most)]


def grown_ranges(
    ranges: Sequence[Range],
    counts: NDArray[np.int64],
    minimum_frequency: int,
    followers: Callable[[int], NDArray[np.int64]],
) -> list[Range]:
    """The ranges for more documents: with the characters that are frequent only now, and what new ones follow others.

    Args:
        ranges: those for fewer documents, as `plan_ranges` or this function gave them.
        counts: occurrences of each character by its number, in all documents.
        minimum_frequency: the same as then.
        followers: how often each character follows the given one; asked for those that are divided.

    >>> before = plan_ranges(np.array([9, 5, 2, 3, 1]), 2, 4, lambda letter: np.array([0, 3, 0, 2, 0]))
    >>> [(part.letters, part.second) for part in before]
    [((1,), (1,)), ((1,), (3,)), ((3,), None), ((2,), None)]
    >>> after = grown_ranges(before, np.array([9, 7, 3, 3, 2]), 2, lambda letter: np.array([0, 4, 1, 2, 0]))
    >>> [(part.letters, part.second, part.occurrences) for part in after]
    [((1,), (1,), 4), ((1,), (3, 2), 3), ((3,), None, 3), ((2, 4), None, 5)]
    """
    grown = list(ranges)
    light = [number for number, part in enumerate(ranges) if part.second is None]
    divided = {part.letters[0]: number for number, part in enumerate(ranges) if part.second is not None}
    known = {0}.union(divided, *(ranges[number].letters for number in light))
    new = tuple(letter for letter in np.flatnonzero(counts >= minimum_frequency).tolist() if letter not in known)
    if new and light:
        grown[light[-1]] = replace(ranges[light[-1]], letters=ranges[light[-1]].letters + new)
    elif new:
        grown.append(Range(new, None, 0))
    for letter, last in divided.items():
        known = {0}.union(*(part.second or () for part in ranges if part.letters == (letter,)))
        others = tuple(other for other in np.flatnonzero(followers(letter)).tolist() if other not in known)
        grown[last] = replace(ranges[last], second=(ranges[last].second or ()) + others)
    return [replace(part, occurrences=_occurrences(part, counts, followers)) for part in grown]


def _occurrences(part: Range, counts: NDArray[np.int64], followers: Callable[[int], NDArray[np.int64]]) -> int:
    beginnings = counts[list(part.letters)] if part.second is None else followers(part.letters[0])[list(part.second)]
    return int(beginnings.sum())


def heavy_letters(counts: NDArray[np.int64], most: int) -> NDArray[np.int64]:
    """The characters that are divided by what follows them."""
    return np.flatnonzero(counts[1:] > most) + 1


def _bundles(counts: NDArray[np.int64], letters: NDArray[np.int64], most: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """The characters, the most frequent first, in bundles of at most `most` occurrences; barriers are left out."""
    gathered: list[int] = []
    size = 0
    letters = letters[letters > 0]
    for letter in letters[np.argsort(-counts[letters], kind="stable")].tolist():
        if gathered and size + int(counts[letter]) > most:
            yield tuple(gathered), size
            gathered, size = [], 0
        gathered.append(letter)
        size += int(counts[letter])
    if gathered:
        yield tuple(gathered), size


def collect_windows(coded: codes.CodedText, part: Range, reach: int, first_document: int = 0) -> Windows:
    """Keep of some documents what counting a range needs.

    Args:
        coded: the documents; boundaries included, where there are any.
        part: the range.
        reach: characters of the longest strings.
        first_document: the number of the first of these documents among all.
    """
    return windows_around(coded, beginnings_of(coded, part), reach, first_document)


def beginnings_of(coded: codes.CodedText, part: Range) -> NDArray[np.int32]:
    """Where the strings of a range begin in some documents, ascending."""
    wanted = np.zeros(coded.alphabet.size, dtype=np.uint8)
    wanted[list(part.letters)] = 1
    # Room that is not written to takes no memory: counting how much is needed would cost another pass.
    places = np.empty(coded.ids.size, dtype=np.int32)
    size = range_kernels.find_beginnings(
        coded.ids, coded.boundary_bit - 1, wanted, _second(part, coded.alphabet.size), places
    )
    return places[:size]


def windows_around(coded: codes.CodedText, places: NDArray[np.int32], reach: int, first_document: int = 0) -> Windows:
    """Keep of some documents what stands around some places, which ascend; see `collect_windows`."""
    kept = np.empty(coded.ids.size + coded.starts.size + 1, dtype=coded.ids.dtype)
    stretches = np.empty((places.size, 2), dtype=np.int64)
    documents = np.empty((coded.starts.size - 1, 2), dtype=np.int64)
    size, stretch, document = range_kernels.keep_windows(
        coded.ids, coded.boundary_bit - 1, coded.starts, places, reach, kept, stretches, documents
    )
    documents[:, 0] += first_document
    return Windows(kept[:size].copy(), stretches[:stretch].copy(), documents[:document].copy())


def _second(part: Range, alphabet: int) -> NDArray[np.uint8]:
    if part.second is None:
        return np.ones(alphabet, dtype=np.uint8)
    second = np.zeros(alphabet, dtype=np.uint8)
    second[list(part.second)] = 1
    return second


def count_range(
    windows: list[Windows],
    part: Range,
    alphabet: int,
    minimum_frequency: int,
    maximum_length: int,
    noting: bool = False,
) -> refinement.Found:
    """Count the strings of a range. In the columns of places stand numbers of documents and offsets in these.

    Where the single character of a range is divided, the first node stands for that character in this range.

    Args:
        windows: of all documents, in their order. Emptied, so that they are not twice in memory.
        part: the range.
        alphabet: characters that have a number, barriers included.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings, at most the reach of the windows.
        noting: whether neighbours are noted, so that the counts can grow.
    """
    joined = joined_windows(windows, maximum_length)
    coded = joined.coded(alphabet)
    letters, counts, own = occurrences_of(coded, part)
    found = refinement.refined(coded, letters, counts, own, minimum_frequency, maximum_length, noting=noting)
    joined.restore_places(found.nodes)
    return refinement.in_order_of_notes(found) if noting else found


def occurrences_of(
    coded: codes.CodedText, part: Range
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """The characters that the strings of a range begin with, how often each occurs, and where."""
    width = 8 * coded.ids.itemsize
    letters = np.array(part.letters)
    if part.second is None:
        tally = np.zeros(coded.alphabet.size, dtype=np.int64)
        kernels.tally_characters(coded.ids[: coded.starts[-1]], coded.boundary_bit - 1, tally)
        counts = tally[letters]
        own = np.empty((1 + int(counts.sum()), 2), dtype=np.int64)
        free, step = np.zeros_like(tally), np.zeros_like(tally)
        free[letters] = 1 + np.cumsum(counts) - counts
        step[letters] = 1
        kernels.place_occurrences(coded.ids, width, coded.starts, 0, 1, int(coded.starts[-1]), free, step, own)
        return letters, counts, own[1:]
    own = np.empty((coded.ids.size, 2), dtype=np.int64)
    second = _second(part, coded.alphabet.size)
    count = range_kernels.place_pairs(coded.ids, width, coded.starts, part.letters[0], second, own)
    return letters, np.array([count]), own[:count]


def joined_windows(windows: list[Windows], reach: int) -> Windows:
    """All windows behind one barrier, with barriers enough at the end for reading so many characters past any place.

    The last row of documents points to these. The list is emptied.
    """
    dtype = np.result_type(np.uint16, *(each.ids for each in windows))
    total = sum(each.ids.size - 1 for each in windows) + 1
    ids = np.zeros(total + reach + _MARGIN, dtype=dtype)
    stretches, documents = [np.zeros((0, 2), dtype=np.int64)], []
    end = 1
    for each in windows:
        ids[end : end + each.ids.size - 1] = each.ids[1:]
        stretches.append(each.stretches + np.array([[end - 1, 0]]))
        documents.append(each.documents + np.array([[0, end - 1]]))
        end += each.ids.size - 1
    windows.clear()
    documents.append(np.array([[-1, end]]))
    return Windows(ids, np.concatenate(stretches), np.concatenate(documents))
