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
    table[np.fromiter(codes, dtype=np.uint32)] = True
    return table


def holds_any(text: str, table: NDArray[np.bool_]) -> bool:
    """Tell whether any character of a text is in a table."""
    return any(table[codes].any() for _start, codes in _pieces(text))


def places_of_any(text: str, table: NDArray[np.bool_]) -> list[int]:
    """The offsets of the characters that a table holds, in order."""
    import numpy as np

    places: list[int] = []
    for start, codes in _pieces(text):
        places += (np.flatnonzero(table[codes]) + start).tolist()
    return places


def mapped(text: str, table: NDArray[np.uint32]) -> str:
    """The text with every character as the table has it, one for one."""
    pieces = (table[codes].tobytes().decode("utf-32-le", "surrogatepass") for _start, codes in _pieces(text))
    return "".join(pieces)


def _pieces(text: str) -> Iterator[tuple[int, NDArray[np.uint32]]]:
    """A text in pieces that stay in the processor's cache, each with its offset."""
    for start in range(0, len(text), _PIECE):
        yield start, code_points(text[start : start + _PIECE])


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

        self._pairs = np.zeros(1 << 16, dtype=np.bool_)
        self._alone = np.zeros(1 << 16, dtype=np.bool_)
        self._has_alone = False
        for string in strings:
            codes = code_points(string).astype(np.uint16)
            if len(string) == 1:
                self._alone[codes[0]] = self._has_alone = True
            else:
                self._pairs[self._hashed(codes)[0]] = True

    @staticmethod
    def _hashed(codes: Any) -> Any:
        """Sixteen bits of each pair; other pairs that share them are sorted out by the pattern that is tried there."""
        return codes[:-1] * 40503 + codes[1:]

    def places(self, text: str) -> list[int]:
        """The offsets, in order."""
        import numpy as np

        places: list[int] = []
        for start in range(0, len(text), _PIECE):
            codes = code_points(text[start : start + _PIECE + 1]).astype(np.uint16)
            found = self._pairs[self._hashed(codes)]
            if self._has_alone:
                found |= self._alone[codes[:-1]]
            places += (np.flatnonzero(found) + start).tolist()
        if text and self._has_alone and self._alone[ord(text[-1]) & 0xFFFF]:
            places.append(len(text) - 1)
        return places
