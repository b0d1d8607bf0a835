"""Where in a long text characters of interest stand, found for all rules at once: a table look-up for each character.

Patterns of `re` take ten times as long to pass over what they do not match; they are tried only where this points.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONG", "Interest", "Look", "Starts", "code_points", "mapped", "mapping_table"]

# Characters from which on a text is worth it: below, one look at a pattern is quicker than the arrays.
LONG = 300
_CODES = 0x110000
_PIECE = 1 << 14
# Kinds of strings that a table has bits for: 32 bits, for those of one character and for the beginnings of longer ones.
_KINDS = 16
# Looks that are kept: a text, its view and what becomes of both are looked at in turns.
_KEPT = 4


def code_points(text: str) -> NDArray[np.uint32]:
    """The code points of a text as an array."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


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


class Look:
    """Where strings of some kinds may start in a text.

    Attributes:
        offsets: ascending.
        kinds: for each of them a bit for each kind that may start there.
    """

    __slots__ = ("_any", "kinds", "offsets")

    def __init__(self, offsets: NDArray[np.intp], kinds: NDArray[np.uint32]) -> None:
        import numpy as np

        self.offsets, self.kinds = offsets, kinds
        self._any = int(np.bitwise_or.reduce(kinds))

    def holds(self, kind: int = 0) -> bool:
        """Tell whether a string of a kind may start anywhere."""
        return bool(self._any >> kind & 1)

    def places(self, kind: int = 0) -> list[int]:
        """The offsets where one may, in order."""
        if not self.holds(kind):
            return []
        places: list[int] = self.offsets[(self.kinds & (1 << kind)) != 0].tolist()
        return places


class Starts:
    """Where any of many strings may start: at a pair of characters that one of them begins with."""

    def __init__(self, *kinds: Iterable[str]) -> None:
        import numpy as np

        if len(kinds) > _KINDS:
            raise ValueError(f"{len(kinds)} kinds of strings: there is room for {_KINDS}")
        self._characters = np.zeros(_CODES, dtype=np.uint32)
        self._pairs = np.zeros(1 << 16, dtype=np.uint32)
        for kind, strings in enumerate(kinds):
            alone: list[str] = []
            longer: list[str] = []
            for string in strings:
                (alone if len(string) == 1 else longer).append(string)
            self._characters[[*map(ord, alone)]] |= 1 << kind
            self._characters[[ord(string[0]) for string in longer]] |= 1 << (kind + _KINDS)
            self._pairs[[self._hashed(ord(string[0]), ord(string[1])) for string in longer]] |= 1 << kind

    @staticmethod
    def _hashed(first: Any, second: Any) -> Any:
        """Sixteen bits of each pair; other pairs that share them are sorted out by the pattern that is tried there."""
        return (first * 40503 + second) & 0xFFFF

    def look(self, text: str) -> Look:
        """Find where strings of all kinds may start."""
        import numpy as np

        found = [self._in_piece(start, codes) for start, codes in _pieces(text, more=1)]
        if len(found) == 1:
            return Look(*found[0])
        offsets, kinds = zip(*found, strict=True) if found else ((), ())
        none = np.zeros(0, dtype=np.uint32)
        return Look(np.concatenate([none.astype(np.intp), *offsets]), np.concatenate([none, *kinds]))

    def _in_piece(self, start: int, codes: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.uint32]]:
        characters = self._characters.take(codes[:_PIECE])
        (offsets,) = (characters != 0).nonzero()
        characters = characters.take(offsets)
        following = codes.take(offsets + 1, mode="clip")
        kinds = self._pairs.take(self._hashed(codes.take(offsets), following))
        kinds &= characters >> _KINDS
        kinds |= characters & ((1 << _KINDS) - 1)
        (kept,) = (kinds != 0).nonzero()
        return offsets.take(kept) + start, kinds.take(kept)


class Interest:
    """What one rule looks for. A text is looked at once for the interests of all rules that were imported.

    >>> brackets = Interest(lambda: "([")
    >>> brackets.places("术语 (term)"), brackets.is_in("术语")
    ([3], False)
    """

    _known: ClassVar[list[Interest]] = []

    def __init__(self, strings: Callable[[], Iterable[str]]) -> None:
        """Keep the function that gives the strings; it is called when the first text is looked at."""
        self.strings = strings
        self._kind = len(self._known)
        self._known.append(self)

    def places(self, text: str) -> list[int]:
        """The offsets where one of the strings may start, in order."""
        return self._look(text, len(self._known)).places(self._kind)

    def is_in(self, text: str) -> bool:
        """Tell whether one of the strings may be in a text."""
        return self._look(text, len(self._known)).holds(self._kind)

    def matches(self, pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
        """What `pattern.finditer` finds: in a long text it is tried only where one of the strings may start.

        Whatever the pattern matches must begin with one of the strings.

        >>> [found.group() for found in Interest(lambda: "(").matches(re.compile("[(][a-z]+[)]"), "术语 (term)")]
        ['(term)']
        """
        if len(text) < LONG:
            yield from pattern.finditer(text)
            return
        end = 0
        for place in self.places(text):
            found = pattern.match(text, place) if place >= end else None
            if found is not None:
                end = found.end()
                yield found

    @staticmethod
    @lru_cache(maxsize=_KEPT)
    def _look(text: str, known: int) -> Look:
        return Interest._starts(known).look(text)

    @staticmethod
    @cache
    def _starts(known: int) -> Starts:
        return Starts(*(interest.strings() for interest in Interest._known[:known]))
