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

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.extraction.counting import codes, kernels, range_kernels, refinement

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Range", "Windows", "collect_windows", "count_range", "heavy_letters", "plan_ranges"]

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
        for second, occurrences in _bundles(behind, np.flatnonzero(behind >= minimum_frequency), most):
            ranges.append(Range((letter,), second, occurrences))
    light = np.flatnonzero((counts >= minimum_frequency) & (counts <= most))
    return ranges + [Range(letters, None, occurrences) for letters, occurrences in _bundles(counts, light, most)]


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
    wanted = np.zeros(coded.alphabet.size, dtype=np.uint8)
    wanted[list(part.letters)] = 1
    second = _second(part, coded.alphabet.size)
    kept = np.empty(coded.ids.size + coded.starts.size + 1, dtype=coded.ids.dtype)
    # Room that is not written to takes no memory: counting how much is needed would cost another pass.
    stretches = np.empty((min(coded.ids.size, part.occurrences), 2), dtype=np.int64)
    documents = np.empty((coded.starts.size - 1, 2), dtype=np.int64)
    mask = coded.boundary_bit - 1
    size, stretch, document = range_kernels.keep_windows(
        coded.ids, mask, coded.starts, wanted, second, reach, kept, stretches, documents
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
    windows: list[Windows], part: Range, alphabet: int, minimum_frequency: int, maximum_length: int, threads: int = 1
) -> refinement.Found:
    """Count the strings of a range. In the columns of places stand numbers of documents and offsets in these.

    Args:
        windows: of all documents, in their order. Emptied, so that they are not twice in memory.
        part: the range.
        alphabet: characters that have a number, barriers included.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings, at most the reach of the windows.
        threads: threads to work with; the result is the same for any number.
    """
    joined = _joined(windows, maximum_length + _MARGIN)
    coded = codes.CodedText(joined.ids, np.zeros(alphabet, dtype=np.uint32), joined.documents[:, 1])
    if part.second is None:
        found = refinement.find_strings(coded, np.array(part.letters), minimum_frequency, maximum_length, threads)
    else:
        found = _find_after(coded, part, minimum_frequency, maximum_length)
    place = found.nodes[:, kernels.FIRST]
    stretch = np.searchsorted(joined.stretches[:, 0], place, side="right") - 1
    found.nodes[:, kernels.FIRST] = joined.stretches[stretch, 1] + place - joined.stretches[stretch, 0]
    found.nodes[:, kernels.DOCUMENT] = joined.documents[found.nodes[:, kernels.DOCUMENT], 0]
    return found


def _find_after(coded: codes.CodedText, part: Range, minimum_frequency: int, maximum_length: int) -> refinement.Found:
    """The strings of a range whose single character is divided. The first node stands for that character in it."""
    width = 8 * coded.ids.itemsize
    letter = part.letters[0]
    own = np.empty((part.occurrences, 2), dtype=np.int64)
    second = _second(part, coded.alphabet.size)
    range_kernels.place_pairs(coded.ids, width, coded.starts, letter, second, own)
    counts = np.zeros(coded.alphabet.size, dtype=np.int64)
    counts[letter] = part.occurrences
    return refinement.Found(
        *kernels.refine(
            *(coded.ids, width, np.array([letter]), counts, own, np.empty_like(own)),
            *(minimum_frequency, maximum_length, refinement.logarithms()),
        )
    )


def _joined(windows: list[Windows], margin: int) -> Windows:
    """All windows behind one barrier, with so many barriers at the end, which the last row of documents points to."""
    dtype = np.result_type(*(each.ids for each in windows))
    total = sum(each.ids.size - 1 for each in windows) + 1
    ids = np.zeros(total + margin, dtype=dtype)
    stretches, documents = [], []
    end = 1
    for each in windows:
        ids[end : end + each.ids.size - 1] = each.ids[1:]
        stretches.append(each.stretches + np.array([[end - 1, 0]]))
        documents.append(each.documents + np.array([[0, end - 1]]))
        end += each.ids.size - 1
    windows.clear()
    documents.append(np.array([[-1, end]]))
    return Windows(ids, np.concatenate(stretches), np.concatenate(documents))
