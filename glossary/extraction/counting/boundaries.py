"""Word boundaries: a bitmap for each text, one byte a character, 1 where a word begins.

For a few documents take the tokens that a segmenter gave. For a corpus `dictionary_boundaries` cuts by jieba's
dictionary alone, at many times the speed of jieba and with the same result as `jieba.cut(text, HMM=False)`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Dictionary", "dictionary_boundaries", "load_dictionary", "token_boundaries"]

# What jieba looks up together: CJK Unified Ideographs up to U+9FD5, ASCII letters and digits, and these.
_HAN = slice(0x4E00, 0x9FD6)
_JOINED_SIGNS = "+#&._%-"
_ALONE, _JOINED, _ALPHANUMERIC = 0, 1, 2


@dataclass(frozen=True, slots=True, eq=False)
class Dictionary:
    """A word list as a trie in one hash table: a node is a place in it.

    Attributes:
        keys: of each place (node above + 1, code point). Single characters have no node above.
        tags: a byte of the hash of each key; 0 where the place is free.
        scores: natural logarithm of each node's probability; minus infinity for a prefix that is no word. In memory
            beside its key: whoever has fetched the one has the other.
        first: the node of each code point by itself; -1 where no word begins with it.
        unknown: the score of a character which begins no word: as if it had been seen once.
    """

    keys: NDArray[np.int64]
    tags: NDArray[np.uint8]
    scores: NDArray[np.float64]
    first: NDArray[np.int32]
    unknown: float


def token_boundaries(length: int, spans: Iterable[tuple[int, int]]) -> bytes:
    """The bitmap of a text of `length` characters from the (start, end) offsets of its tokens.

    >>> token_boundaries(5, [(0, 2), (2, 5)]).hex()
    '010001000001'
    """
    bitmap = bytearray(length + 1)
    for start, end in spans:
        bitmap[start] = bitmap[end] = 1
    return bytes(bitmap)


_loading = Lock()


def load_dictionary() -> Dictionary:
    """Read the dictionary that is installed with jieba. Leaves jieba itself, and its cache files, alone.

    A thread that comes while another one reads waits for it.
    """
    with _loading:
        return _installed()


@cache
def _installed() -> Dictionary:
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return read_dictionary(Path(package.origin).with_name("dict.txt"))


def read_dictionary(path: Path) -> Dictionary:
    """Read a dictionary in jieba's format: lines of word, frequency and an optional tag, UTF-8."""
    import numpy as np

    from glossary.extraction.counting import codes
    from glossary.extraction.counting import dictionary_kernels as kernels

    text = path.read_text(encoding="utf-8")
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    # Words share most of their prefixes: jieba's have half as many prefixes more as there are words.
    size = 1 << (2 * max(text.count("\n"), 1)).bit_length()
    total = -1
    while total < 0:
        keys, frequencies = np.zeros((size, 2), dtype=np.int64).T
        tags = np.zeros(size, dtype=np.uint8)
        first = np.full(codes.CODE_POINTS, -1, dtype=np.int32)
        total = kernels.grow_trie(points, keys, tags, frequencies, first)
        size *= 2
    # By Python's logarithm, as jieba does it: a difference in the last bit could decide between equal paths.
    words = np.flatnonzero(frequencies)
    distinct, index = np.unique(frequencies[words], return_inverse=True)
    whole = math.log(total)
    scores = frequencies.view(np.float64)
    scores[:] = -math.inf
    scores[words] = np.array([math.log(count) - whole for count in distinct.tolist()])[index]
    return Dictionary(keys, tags, scores, first, -whole)


def dictionary_boundaries(
    texts: Sequence[str], dictionary: Dictionary | None = None, threads: int = 1
) -> list[NDArray[np.uint8]]:
    """The word boundaries of the most probable segmentation of each text by the dictionary.

    The product of the words' probabilities is maximal; of equal segmentations, each word taken from the left is the
    longest. Words do not cross characters other than Chinese ones up to U+9FD5, ASCII letters, digits and `+#&._%-`.

    Args:
        texts: any texts; barriers are as good as punctuation.
        dictionary: None takes jieba's.
        threads: threads to work with.

    >>> words = dictionary_boundaries(["数据中心建设"])[0]  # data centre construction: 数据中心, 建设
    >>> words.tolist()
    [1, 0, 0, 0, 1, 0]
    """
    import numpy as np

    from glossary.extraction.counting import codes, dictionary_kernels

    known = load_dictionary() if dictionary is None else dictionary
    starts = codes.lay_out(texts) - 1
    joined = "\n".join([*texts, ""])
    points: Any = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if points.size != len(joined):
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    del joined
    kinds = _kinds()
    bitmap = np.zeros(points.size, dtype=np.uint8)

    def segment(begin: int, end: int) -> None:
        dictionary_kernels.segment(
            *(points[begin:end], kinds, known.keys, known.tags, known.scores, known.first, known.unknown),
            bitmap[begin:end],
        )

    cuts = starts[np.searchsorted(starts, np.linspace(0, points.size, 4 * threads + 1))].tolist()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda cut: segment(*cut), pairwise(cuts)))
    return [bitmap[begin : end - 1] for begin, end in pairwise(starts.tolist())]


def _kinds() -> NDArray[np.uint8]:
    """What each code point is to the dictionary."""
    import numpy as np

    from glossary.extraction.counting.codes import CODE_POINTS

    kinds = np.full(CODE_POINTS, _ALONE, dtype=np.uint8)
    kinds[_HAN] = _JOINED
    kinds[[ord(sign) for sign in _JOINED_SIGNS]] = _JOINED
    for first, last in ("09", "AZ", "az"):
        kinds[ord(first) : ord(last) + 1] = _ALPHANUMERIC
    return kinds
