"""What follows from the prefix and suffix links of the rows: cohesion and nesting. Pure functions over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["count_nesting", "find_rows", "minimum_pmi"]

# Substrings that are listed at a time; they take 4 bytes each, and about as much again for each step over them.
_SUBSTRINGS_AT_A_TIME = 1 << 22
# Bits of a code point.
_CODE_BITS = 21


def minimum_pmi(
    characters: int,
    length: NDArray[np.int32],
    frequency: NDArray[np.int64],
    prefix: NDArray[np.int32],
    suffix: NDArray[np.int32],
) -> NDArray[np.float64]:
    """The smallest log2(N · f(xy) / (f(x) · f(y))) over all splits of each row, in bits; NaN for single characters.

    PMI as in Church and Hanks 1990, "Word association norms, mutual information, and lexicography", Computational
    Linguistics 16(1), with N the number of characters; a string coheres as much as its weakest split.
    Rows must be sorted by length.
    """
    import numpy as np

    result = np.full(length.size, np.nan)
    for size in np.unique(length).tolist():
        if size == 1:
            continue
        rows = slice(*np.searchsorted(length, (size, size + 1)).tolist())
        heads, tails = [prefix[rows]], [suffix[rows]]
        for _ in range(size - 2):
            heads.append(prefix[heads[-1]])
            tails.append(suffix[tails[-1]])
        expected = np.zeros(heads[0].size)
        for head, tail in zip(heads, reversed(tails), strict=True):
            np.maximum(expected, frequency[head] * frequency[tail].astype(np.float64), out=expected)
        result[rows] = np.log2(float(characters) * frequency[rows] / expected)
    return result


def count_nesting(
    length: NDArray[np.int32],
    frequency: NDArray[np.int64],
    prefix: NDArray[np.int32],
    suffix: NDArray[np.int32],
    selected: NDArray[np.bool_] | None,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Count, for each selected row, the longer selected rows that contain it, and sum their frequencies.

    A container counts once, however often it contains the string.
    """
    import numpy as np

    chosen = np.ones(length.size, dtype=np.bool_) if selected is None else selected
    # Counted by the number of the selected row among them: they are few, and of each length all are counted again.
    among = np.cumsum(chosen) - 1
    several = int(among[-1]) + 1 if among.size else 0
    containers = np.zeros(several, dtype=np.int64)
    total = np.zeros(several, dtype=np.int64)
    candidates = np.flatnonzero(chosen & (length > 1))
    for size in np.unique(length[candidates]).tolist():
        rows = candidates[length[candidates] == size]
        at_a_time = max(1, 2 * _SUBSTRINGS_AT_A_TIME // (size * (size + 1)))
        for start in range(0, rows.size, at_a_time):
            outer = rows[start : start + at_a_time]
            inner = _proper_substrings(outer, size, prefix, suffix)
            inner.sort(axis=1)
            counted = chosen[inner]
            counted[:, 1:] &= inner[:, 1:] != inner[:, :-1]
            holder, _ = np.nonzero(counted)
            held = among[inner[counted]]
            containers += np.bincount(held, minlength=several)
            # Sums of frequencies stay far below 2**53, so the detour through floats is exact.
            total += np.bincount(held, weights=frequency[outer][holder], minlength=several).astype(np.int64)
    every = np.zeros((2, length.size), dtype=np.int64)
    every[:, chosen] = containers, total
    return every[0], every[1]


def find_rows(
    texts: Sequence[str], length: NDArray[np.int32], prefix: NDArray[np.int32], last_character: NDArray[np.uint32]
) -> NDArray[np.int64]:
    """The row of each of the texts, or -1: down the tree of prefixes, one character of all texts at a time.

    Rows must be sorted by length.
    """
    import numpy as np

    found = np.full(len(texts), -1, dtype=np.int64)
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
    starts = np.cumsum(sizes) - sizes
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    order = np.argsort(sizes, kind="stable")
    longest = min(int(sizes.max(initial=0)), int(length.max(initial=0)))
    above = np.full(len(texts), -1, dtype=np.int64)
    # Whether the string of a row begins one of the texts: few do, and only those that follow them need sorting. One
    # more, for -1, the prefix of single characters.
    begins = np.zeros(length.size + 1, dtype=np.bool_)
    begins[-1] = True
    for size in range(1, longest + 1):
        first, last = np.searchsorted(length, (size, size + 1)).tolist()
        rows = first + np.flatnonzero(begins[prefix[first:last]])
        # prefix is -1 for single characters: one more, so that keys are positive.
        keys = ((prefix[rows].astype(np.int64) + 1) << _CODE_BITS) | last_character[rows]
        sorter = np.argsort(keys)
        keys, rows = keys[sorter], rows[sorter]
        if not rows.size:
            break
        order = order[sizes[order] >= size]
        wanted = ((above[order] + 1) << _CODE_BITS) | codes[starts[order] + size - 1]
        place = np.minimum(np.searchsorted(keys, wanted), keys.size - 1)
        order, place = (values[keys[place] == wanted] for values in (order, place))
        above[order] = rows[place]
        begins[above[order]] = True
        ends = order[sizes[order] == size]
        found[ends] = above[ends]
    return found


def _proper_substrings(
    rows: NDArray[np.int64], size: int, prefix: NDArray[np.int32], suffix: NDArray[np.int32]
) -> NDArray[np.int32]:
    """The rows of all substrings but the string itself, one line a string, repeated ones repeated."""
    import numpy as np

    columns = []
    tail = rows.astype(np.int32)
    for start in range(size):
        substring = tail
        if start:
            columns.append(substring)
        for _ in range(size - start - 1):
            substring = prefix[substring]
            columns.append(substring)
        tail = suffix[tail]
    return np.stack(columns, axis=1)
