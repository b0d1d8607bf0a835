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

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.extraction.counting import codes, kernels, range_kernels, refinement

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["OCCURRENCE_BYTES", "Windows", "collect_windows", "count_range", "plan_ranges"]

OCCURRENCE_BYTES = 16
"""What one occurrence takes while its range is counted, besides the windows themselves."""

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


def plan_ranges(counts: NDArray[np.int64], minimum_frequency: int, most: int) -> list[NDArray[np.int64]]:
    """Divide the characters that are frequent enough into ranges of at most `most` occurrences.

    Args:
        counts: occurrences of each character by its number; that of barriers is not looked at.
        minimum_frequency: rarer characters begin no frequent string.
        most: occurrences of a range; a character that alone has more is a range of its own.

    >>> [part.tolist() for part in plan_ranges(np.array([9, 5, 4, 3, 1]), 2, 7)]
    [[1], [2, 3]]
    """
    ranges: list[NDArray[np.int64]] = []
    gathered: list[int] = []
    size = 0
    letters = np.flatnonzero(counts[1:] >= minimum_frequency) + 1
    for letter in letters[np.argsort(-counts[letters], kind="stable")].tolist():
        if gathered and size + int(counts[letter]) > most:
            ranges.append(np.array(gathered))
            gathered, size = [], 0
        gathered.append(letter)
        size += int(counts[letter])
    if gathered:
        ranges.append(np.array(gathered))
    return ranges


def collect_windows(coded: codes.CodedText, letters: NDArray[np.int64], reach: int, first_document: int = 0) -> Windows:
    """Keep of some documents what counting the strings that begin with `letters` needs.

    Args:
        coded: the documents; boundaries included, where there are any.
        letters: numbers of characters.
        reach: characters of the longest strings.
        first_document: the number of the first of these documents among all.
    """
    wanted = np.zeros(coded.alphabet.size, dtype=np.uint8)
    wanted[letters] = 1
    kept = np.empty(coded.ids.size + coded.starts.size + 1, dtype=coded.ids.dtype)
    occurrences = int(np.count_nonzero(wanted[coded.letters]))
    stretches = np.empty((occurrences, 2), dtype=np.int64)
    documents = np.empty((coded.starts.size - 1, 2), dtype=np.int64)
    mask = coded.boundary_bit - 1
    size, stretch, document = range_kernels.keep_windows(
        coded.ids, mask, coded.starts, wanted, reach, kept, stretches, documents
    )
    documents[:, 0] += first_document
    return Windows(kept[:size].copy(), stretches[:stretch].copy(), documents[:document].copy())


def count_range(
    parts: Sequence[Windows],
    letters: NDArray[np.int64],
    alphabet: NDArray[np.uint32],
    minimum_frequency: int,
    maximum_length: int,
    threads: int = 1,
) -> refinement.Found:
    """Count the strings of a range. In the columns of places stand numbers of documents and offsets in these.

    Args:
        parts: the windows of all documents, in their order.
        letters: the first characters.
        alphabet: code point of each number.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings, at most the reach of the windows.
        threads: threads to work with; the result is the same for any number.
    """
    joined = _joined(parts)
    starts = np.append(joined.documents[:, 1], joined.ids.size)
    margin = np.zeros(maximum_length + _MARGIN, dtype=joined.ids.dtype)
    coded = codes.CodedText(np.concatenate([joined.ids, margin]), alphabet, starts)
    found = refinement.find_strings(coded, letters, minimum_frequency, maximum_length, threads)
    place = found.nodes[:, kernels.FIRST]
    stretch = np.searchsorted(joined.stretches[:, 0], place, side="right") - 1
    found.nodes[:, kernels.FIRST] = joined.stretches[stretch, 1] + place - joined.stretches[stretch, 0]
    found.nodes[:, kernels.DOCUMENT] = joined.documents[found.nodes[:, kernels.DOCUMENT], 0]
    return found


def _joined(parts: Sequence[Windows]) -> Windows:
    """The windows of all parts behind one barrier, in place of one for each."""
    bases = np.cumsum([0, *(part.ids.size - 1 for part in parts[:-1])])
    ids = np.concatenate([np.zeros(1, dtype=parts[0].ids.dtype), *(part.ids[1:] for part in parts)])
    shift = [np.array([[base, 0]]) for base in bases.tolist()]
    stretches = np.concatenate([part.stretches + base for part, base in zip(parts, shift, strict=True)])
    documents = np.concatenate([part.documents + base[:, ::-1] for part, base in zip(parts, shift, strict=True)])
    return Windows(ids, stretches, documents)
