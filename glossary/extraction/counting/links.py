"""What follows from the prefix and suffix links of the rows: cohesion and nesting. Pure functions over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["count_nesting", "minimum_pmi"]

# Rows whose substrings are listed at a time: 64 Ki rows of 12 characters take 40 MB.
_ROWS_AT_A_TIME = 1 << 16


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
    containers = np.zeros(length.size, dtype=np.int64)
    total = np.zeros(length.size, dtype=np.int64)
    candidates = np.flatnonzero(chosen & (length > 1))
    for size in np.unique(length[candidates]).tolist():
        rows = candidates[length[candidates] == size]
        for start in range(0, rows.size, _ROWS_AT_A_TIME):
            outer = rows[start : start + _ROWS_AT_A_TIME]
            inner = _proper_substrings(outer, size, prefix, suffix)
            inner.sort(axis=1)
            counted = chosen[inner]
            counted[:, 1:] &= inner[:, 1:] != inner[:, :-1]
            holder, _ = np.nonzero(counted)
            held = inner[counted]
            containers += np.bincount(held, minlength=length.size)
            # Sums of frequencies stay far below 2**53, so the detour through floats is exact.
            total += np.bincount(held, weights=frequency[outer][holder], minlength=length.size).astype(np.int64)
    return containers, total


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
