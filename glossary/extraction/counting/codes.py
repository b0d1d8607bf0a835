"""Text → numbers: each distinct character gets a small number, so that counting can index tables with it.

Layout of the numbers: index 0 is a barrier; then each document's characters, each document followed by a barrier; then
barriers enough for reading `maximum_length` characters past any place. A barrier is 0. The highest bit of a number
says that a word boundary lies before that character.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["BARRIERS", "CODE_POINTS", "CodedText", "code_texts", "find_alphabet", "lay_out", "mark_boundaries"]

BARRIERS = "\n\x00"
CODE_POINTS = 0x110000
# With the highest bit taken, 16 bits hold this many distinct characters; a text with more gets 32 bits each.
_NARROW = (1 << 15) - 1
_SURROGATES = slice(0xD800, 0xE000)


@dataclass(frozen=True, slots=True, eq=False)
class CodedText:
    """Documents as numbers.

    Attributes:
        ids: uint16, or uint32 where there are too many distinct characters; see the module for their layout.
        alphabet: code point of each number; `alphabet[0]` is 0.
        starts: index in `ids` of each document's first character, and past the last document's barrier.
    """

    ids: NDArray[np.uint16] | NDArray[np.uint32]
    alphabet: NDArray[np.uint32]
    starts: NDArray[np.int64]

    @property
    def boundary_bit(self) -> int:
        """The bit of a number that marks a word boundary."""
        return 1 << (8 * self.ids.itemsize - 1)

    @property
    def letters(self) -> NDArray[np.uint16] | NDArray[np.uint32]:
        """The numbers without their boundary bits."""
        return self.ids & self.ids.dtype.type(self.boundary_bit - 1)


def lay_out(texts: Sequence[str]) -> NDArray[np.int64]:
    """The index of each document's first character, and past the last document's barrier."""
    starts = np.ones(len(texts) + 1, dtype=np.int64)
    starts[1:] += np.cumsum(np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts)))
    return starts


def find_alphabet(
    seen: NDArray[np.bool_], inside: Callable[[str], bool] | None = None
) -> tuple[NDArray[np.uint32], NDArray[np.uint16] | NDArray[np.uint32]]:
    """The alphabet of a text, and the number of each code point, from a mask over all code points.

    Barriers get the number 0; so do surrogates, which are no characters, and what is not `inside` a term.
    """
    seen[[ord(barrier) for barrier in BARRIERS]] = False
    seen[_SURROGATES] = False
    codes = np.flatnonzero(seen)
    if inside is not None:
        codes = codes[[inside(chr(code)) for code in codes.tolist()]]
    alphabet = codes.astype(np.uint32)
    alphabet = np.concatenate([np.zeros(1, dtype=np.uint32), alphabet])
    if alphabet.size <= _NARROW + 1:
        narrow = np.zeros(CODE_POINTS, dtype=np.uint16)
        narrow[alphabet] = np.arange(alphabet.size)
        return alphabet, narrow
    wide = np.zeros(CODE_POINTS, dtype=np.uint32)
    wide[alphabet] = np.arange(alphabet.size)
    return alphabet, wide


def code_texts(
    texts: Sequence[str],
    maximum_length: int,
    boundaries: Sequence[bytes | NDArray[np.generic]] | None = None,
    inside: Callable[[str], bool] | None = None,
) -> CodedText:
    """Turn documents into numbers. Simple and, for a few megabytes, quick; takes 8 bytes a character on the way."""
    starts = lay_out(texts)
    joined = "\n".join(["", *texts, "\n" * maximum_length])
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    seen = np.zeros(CODE_POINTS, dtype=np.bool_)
    seen[points] = True
    alphabet, number = find_alphabet(seen, inside)
    coded = CodedText(number[points], alphabet, starts)
    if boundaries is not None:
        mark_boundaries(coded, boundaries)
    return coded


def mark_boundaries(coded: CodedText, boundaries: Sequence[bytes | NDArray[np.generic]]) -> None:
    """Set the boundary bits, in place.

    Args:
        coded: the documents.
        boundaries: one bitmap a document, one byte a character: not 0 where a word begins. A further byte for the end
            of the text may follow. Barriers and edges of documents are boundaries whatever the bitmap says.

    Raises:
        ValueError: there is not one bitmap a document, or one is too short or too long.
    """
    if len(boundaries) != coded.starts.size - 1:
        raise ValueError(f"{len(boundaries)} boundary bitmaps for {coded.starts.size - 1} documents")
    # Shifted into place, not chosen by a mask: that would take five times as long.
    narrow, bits = coded.ids.dtype.type, 8 * coded.ids.itemsize - 1
    for index, (start, end) in enumerate(zip(coded.starts[:-1].tolist(), (coded.starts[1:] - 1).tolist(), strict=True)):
        given = boundaries[index]
        bitmap = np.frombuffer(given, dtype=np.uint8) if isinstance(given, bytes | bytearray) else np.asarray(given)
        if bitmap.size not in (end - start, end - start + 1):
            raise ValueError(f"document {index}: {bitmap.size} boundary flags for {end - start} characters")
        coded.ids[start:end] |= (bitmap[: end - start] != 0).astype(narrow) << bits
    barrier = coded.letters == 0
    barrier[1:] |= barrier[:-1]
    np.bitwise_or(coded.ids, barrier.astype(narrow) << bits, out=coded.ids)
