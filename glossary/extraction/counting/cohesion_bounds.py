"""Between which values the cohesion of a string lies, by its single characters and pairs of characters alone.

Cohesion needs the frequency of every beginning and every end of a string. In a table that is larger than memory these
lie apart, but no part of a string is more frequent than the rarest pair of characters in it, and none is rarer than the
whole. Of 2.4 million strings that stand out in a gigabyte, 5% are left that may be among the 60,000 best.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CohesionBounds"]

# Bits of a code point.
_CODE_BITS = 21
# Parts of so many characters are in the table.
_KNOWN = 2


class CohesionBounds:
    """Bounds from the frequencies of single characters and pairs.

    >>> import polars as pl
    >>> texts, frequency = pl.Series(["水", "库", "大", "坝", "水库", "库大", "大坝"]), np.array([9, 8, 9, 4, 8, 4, 4])
    >>> least, most = CohesionBounds(texts, frequency, 30).of("水库大坝", np.array([3]))
    >>> least.round(2).tolist(), most.round(2).tolist()
    ([1.32], [1.49])
    """

    def __init__(self, texts: Any, frequency: NDArray[np.int64], characters: int) -> None:
        """Take the table.

        Args:
            texts: a series of strings of one and two characters: all those that strings to come hold.
            frequency: of each.
            characters: counted in all.
        """
        lengths = texts.str.len_chars().to_numpy()
        keys = np.empty(lengths.size, dtype=np.int64)
        for length in (1, _KNOWN):
            points = _code_points("".join(texts.filter(lengths == length)), length)
            keys[lengths == length] = points[:, 0] if length == 1 else _pairs(points)[:, 0]
        order = np.argsort(keys)
        self._keys, self._frequency = keys[order], np.asarray(frequency)[order]
        self._characters = float(characters)

    def of(self, joined: str, frequency: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The least and the greatest value that `counts.StringCounts.minimum_pmi_bits` may have for some strings.

        Up to three characters both are the value.

        Args:
            joined: strings of equal length, at least two characters, one behind the other.
            frequency: of each.
        """
        length = len(joined) // frequency.size
        points = _code_points(joined, length)
        single, pair = self._of(points), self._of(_pairs(points))
        # The rarest pair so far, from the left and from the right.
        heads, tails = np.minimum.accumulate(pair, axis=1), np.minimum.accumulate(pair[:, ::-1], axis=1)
        whole = frequency.astype(np.float64)
        expected_least, expected_most = np.zeros(frequency.size), np.zeros(frequency.size)
        for size in range(1, length):
            rest = length - size
            head = single[:, 0] if size == 1 else heads[:, size - 2]
            tail = single[:, -1] if rest == 1 else tails[:, rest - 2]
            np.maximum(expected_most, head * tail, out=expected_most)
            known = (head if size <= _KNOWN else whole) * (tail if rest <= _KNOWN else whole)
            np.maximum(expected_least, known, out=expected_least)
        observed = self._characters * whole
        return np.log2(observed / expected_most), np.log2(observed / expected_least)

    def _of(self, keys: NDArray[np.int64]) -> NDArray[np.float64]:
        return self._frequency[np.searchsorted(self._keys, keys)].astype(np.float64)


def _code_points(joined: str, length: int) -> NDArray[np.int64]:
    """The code points of strings of equal length, one line a string."""
    return np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").reshape(-1, length).astype(np.int64)


def _pairs(points: NDArray[np.int64]) -> NDArray[np.int64]:
    return (points[:, :-1] << _CODE_BITS) | points[:, 1:]
