"""Where in a long text characters of interest stand, found for all of it at once: a table look-up for each character.

Patterns of `re` take ten times as long to pass over what they do not match; they are tried only where this points.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONG", "Starts", "code_points", "holds_any", "mapped", "mapping_table", "member_table", "places_of_any"]

# Characters from which on a text is worth it: below, one look at a pattern is quicker than the arrays.
LONG = 2000
_CODES = 0x110000
_PIECE = 1 << 14


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text as an array."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def member_table(codes: Iterable[int]) -> NDArray[np.bool_]:
    """For every code point, whether it is one of these."""
    import numpy as np

    table = np.zeros(_CODES, dtype=np.bool_)
    table[np.fromiter(codes, dtype=np.intp)] = True
    return table


def holds_any(text: str, table: NDArray[np.bool_]) -> bool:
    """Tell whether any character of a text is in a table."""
    return any(table.take(codes).any() for _start, codes in _pieces(text))


def places_of_any(text: str, table: NDArray[np.bool_]) -> list[int]:
    """The offsets of the characters that a table holds, in order."""
    import numpy as np

    places: list[int] = []
    for start, codes in _pieces(text):
        places += (np.flatnonzero(table.take(codes)) + start).tolist()
    return places


def mapped(text: str, table: NDArray[np.uint32]) -> str:
    """The text with every character as the table has it, one for one."""
    pieces = (table.take(codes).tobytes().decode("utf-32-le", "surrogatepass") for _start, codes in _pieces(text))
    return "".join(pieces)


def _pieces(text: str, more: int = 0) -> Iterator[tuple[int, NDArray[np.intp]]]:
    """A text in pieces that stay in the processor's cache, each with its offset; `more` characters of the next along.

    As numbers of the machine's width: numpy looks those up in a table twice as fast.
    """
    import numpy as np

    for start in range(0, len(text), _PIECE):
        yield start, code_points(text[start : start + _PIECE + more]).astype(np.intp)


def mapping_table(changes: Mapping[int, int]) -> NDArray[np.uint32]:
    """For every code point, itself or what it changes to."""
    import numpy as np

    table = np.arange(_CODES, dtype=np.uint32)
    table[np.fromiter(changes.keys(), dtype=np.uint32)] = np.fromiter(changes.values(), dtype=np.uint32)
    return table


class Starts:
    """Where any of many strings may start: at a pair of characters that one of them begins with."""

    def __init__(self, strings: Iterable[str]) -> None:
        import numpy as np

        strings = tuple(strings)
        self._first = member_table(ord(string[0]) for string in strings)
        self._alone = member_table(ord(string) for string in strings if len(string) == 1)
        self._pairs = np.zeros(1 << 16, dtype=np.bool_)
        for string in strings:
            if len(string) > 1:
                self._pairs[self._hashed(ord(string[0]), ord(string[1]))] = True

    @staticmethod
    def _hashed(first: Any, second: Any) -> Any:
        """Sixteen bits of each pair; other pairs that share them are sorted out by the pattern that is tried there."""
        return (first * 40503 + second) & 0xFFFF

    def places(self, text: str) -> list[int]:
        """The offsets, in order."""
        import numpy as np

        places: list[int] = []
        for start, codes in _pieces(text, more=1):
            candidates = np.flatnonzero(self._first.take(codes[:_PIECE]))
            first, second = codes.take(candidates), codes.take(candidates + 1, mode="clip")
            found = self._pairs.take(self._hashed(first, second)) | self._alone.take(first)
            places += (candidates[found] + start).tolist()
        return places
