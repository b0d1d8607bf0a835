"""Counting with numpy alone, length by length: for inputs that are done before a compiler would have started.

The occurrences of the strings of one length, grouped by string, are sorted by the character that follows. That one
sort gives both the right neighbours of these strings and the strings that are one character longer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.extraction.counting.counts import StringCounts
from glossary.extraction.counting.links import minimum_pmi

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.extraction.counting.codes import CodedText

__all__ = ["branching_entropy", "count_small", "fits"]

Integers = Any  # an integer array of whichever width numpy chose


@dataclass(frozen=True, slots=True, eq=False)
class _Runs:
    """Occurrences sorted by group, then by character, then by place; one entry for each group and character."""

    group: Integers
    letter: Integers
    count: Integers
    positions: Integers


@dataclass(frozen=True, slots=True)
class _Widths:
    """Bits that a place and a character take in a sort key; the group gets the rest."""

    place: int
    letter: int


def fits(coded: CodedText) -> bool:
    """Whether group, character and place fit in one 64-bit sort key."""
    place = coded.ids.size.bit_length()
    return 2 * place + int(coded.alphabet.size).bit_length() <= 64


def count_small(coded: CodedText, minimum_frequency: int, maximum_length: int) -> StringCounts:
    """Count every string of up to `maximum_length` characters that occurs at least `minimum_frequency` times."""
    letters = coded.letters.astype(np.uint64)
    boundary = (coded.ids & coded.ids.dtype.type(coded.boundary_bit)) != 0
    widths = _Widths(coded.ids.size.bit_length(), int(coded.alphabet.size).bit_length())
    document = np.repeat(np.arange(coded.starts.size - 1, dtype=np.int32), np.diff(coded.starts))
    places = np.flatnonzero(letters).astype(np.uint64)
    runs = _split(np.zeros(places.size, dtype=np.uint64), letters[places], places, widths)
    row_at = np.zeros(letters.size, dtype=np.int32)
    levels: list[dict[str, Any]] = []
    offset = 0
    for length in range(1, maximum_length + 1):
        kept = (runs.count >= minimum_frequency) & (runs.letter != 0)
        rows = int(kept.sum())
        if not rows:
            break
        positions = runs.positions[np.repeat(kept, runs.count)]
        frequency = runs.count[kept]
        begin = np.cumsum(frequency) - frequency
        order = np.argsort(positions[begin])
        rank = np.empty(rows, dtype=np.uint64)
        rank[order] = np.arange(rows, dtype=np.uint64)
        group = np.repeat(rank, frequency)
        first = positions[begin[order]]
        frequency = frequency[order]
        level: dict[str, Any] = {
            "length": np.full(rows, length, dtype=np.int32),
            "frequency": frequency,
            "document_frequency": _document_frequency(document, positions, group, rows),
            "aligned": _tally(group[boundary[positions] & boundary[positions + np.uint64(length)]], rows),
            "first": first.astype(np.int64),
            "prefix": np.full(rows, -1, dtype=np.int64),
            "suffix": np.full(rows, -1, dtype=np.int64),
            "last_character": coded.alphabet[runs.letter[kept][order].astype(np.int64)],
        }
        if length > 1:
            level["prefix"] = runs.group[kept][order].astype(np.int64) + (offset - levels[-1]["length"].size)
            level["suffix"] = row_at[first + np.uint64(1)].astype(np.int64) + (offset - levels[-1]["length"].size)
        row_at[positions] = group
        left = _neighbours(group, letters[positions - np.uint64(1)], widths)
        runs = _split(group, letters[positions + np.uint64(length)], positions, widths)
        for side, (owner, letter, count) in (("left", left), ("right", (runs.group, runs.letter, runs.count))):
            level.update(_branching(side, owner, letter, count, frequency))
        levels.append(level)
        offset += rows
    return _assemble(coded, int(places.size), levels)


def branching_entropy(
    frequency: NDArray[np.int64], neighbours: NDArray[np.int64], weighted: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Entropy in bits of the characters on one side of each string.

    The branching entropy of Jin and Tanaka-Ishii 2006, "Unsupervised segmentation of Chinese text by use of branching
    entropy" (COLING/ACL posters), written so that a barrier, another neighbour each time, adds nothing to the sum.

    Args:
        frequency: occurrences f of each string.
        neighbours: its distinct neighbours, barriers included.
        weighted: the sum of n · log2(n) over its neighbours that occur n times each.
    """
    entropy = np.log2(frequency) - weighted / frequency
    # One neighbour means no choice: exactly 0, not what rounding leaves of it.
    return np.where(neighbours == 1, 0.0, np.maximum(entropy, 0.0))


def _split(group: Integers, letter: Integers, positions: Integers, widths: _Widths) -> _Runs:
    key = (((group << np.uint64(widths.letter)) | letter) << np.uint64(widths.place)) | positions
    key.sort()
    owner, letters, count = _run_lengths(key >> np.uint64(widths.place), widths)
    return _Runs(owner, letters, count, key & np.uint64((1 << widths.place) - 1))


def _neighbours(group: Integers, letter: Integers, widths: _Widths) -> tuple[Integers, Integers, Integers]:
    key = (group << np.uint64(widths.letter)) | letter
    key.sort()
    return _run_lengths(key, widths)


def _run_lengths(key: Integers, widths: _Widths) -> tuple[Integers, Integers, Integers]:
    """Group, character and count of each run of equal keys."""
    begin = np.flatnonzero(np.concatenate([np.ones(min(key.size, 1), dtype=np.bool_), key[1:] != key[:-1]]))
    count = np.diff(np.append(begin, key.size))
    pair = key[begin]
    return pair >> np.uint64(widths.letter), pair & np.uint64((1 << widths.letter) - 1), count


def _tally(group: Integers, rows: int, weights: Integers | None = None) -> Integers:
    return np.bincount(group.astype(np.int64), weights=weights, minlength=rows)


def _document_frequency(document: Integers, positions: Integers, group: Integers, rows: int) -> Integers:
    """Within a group the places ascend, so each change of document is a further document."""
    owner = document[positions.astype(np.int64) - 1]
    change = np.ones(positions.size, dtype=np.bool_)
    change[1:] = (owner[1:] != owner[:-1]) | (group[1:] != group[:-1])
    return _tally(group[change], rows)


def _branching(side: str, owner: Integers, letter: Integers, count: Integers, frequency: Integers) -> dict[str, Any]:
    rows = frequency.size
    inner = letter != 0
    owner, count = owner[inner], count[inner]
    barriers = frequency - _tally(owner, rows, count).astype(np.int64)
    neighbours = _tally(owner, rows) + barriers
    weighted = _tally(owner, rows, count * np.log2(count))
    return {
        f"{side}_neighbours": neighbours,
        f"{side}_barriers": barriers,
        f"{side}_entropy_bits": branching_entropy(frequency, neighbours, weighted),
    }


def _assemble(coded: CodedText, characters: int, levels: list[dict[str, Any]]) -> StringCounts:
    def column(name: str, dtype: type[np.generic]) -> Any:
        return np.concatenate([np.zeros(0, dtype), *(level[name].astype(dtype) for level in levels)])

    first = column("first", np.int64)
    document = np.searchsorted(coded.starts, first, side="right") - 1
    length, frequency = column("length", np.int32), column("frequency", np.int64)
    prefix, suffix = column("prefix", np.int32), column("suffix", np.int32)
    return StringCounts(
        characters=characters,
        documents=int(coded.starts.size) - 1,
        length=length,
        frequency=frequency,
        document_frequency=column("document_frequency", np.int64),
        aligned=column("aligned", np.int64),
        left_neighbours=column("left_neighbours", np.int32),
        right_neighbours=column("right_neighbours", np.int32),
        left_barriers=column("left_barriers", np.int32),
        right_barriers=column("right_barriers", np.int32),
        left_entropy_bits=column("left_entropy_bits", np.float64),
        right_entropy_bits=column("right_entropy_bits", np.float64),
        minimum_pmi_bits=minimum_pmi(characters, length, frequency, prefix, suffix),
        first_document=document.astype(np.int32),
        first_offset=(first - coded.starts[document]).astype(np.int32),
        prefix=prefix,
        suffix=suffix,
        last_character=column("last_character", np.uint32),
    )
