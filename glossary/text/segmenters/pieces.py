"""Long texts in short pieces, cut where no word can be."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["pieces"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
# Where a long line is cut: after the end of a sentence, else of a clause, else after anything that is no letter, digit
# or ideograph.
_CUTS = tuple(re.compile(pattern) for pattern in ("[。！？!?；;…]", "[，,、：:]", r"\W"))


def pieces(text: str, longest: int) -> Iterator[tuple[int, int]]:
    r"""Give the lines of a text as (start, end), cut so that none is longer than so many characters.

    Blank lines are left out. A cut falls into a word only where a line has no mark at all for half the length.

    >>> [text[start:end] for text in ["一台两器。三区三线，都要建\n好"] for start, end in pieces(text, 8)]
    ['一台两器。', '三区三线，都要建', '好']
    """
    for line in _LINE.finditer(text):
        start, end = line.span()
        while end - start > longest:
            cut = _last_cut(text, start + longest // 2, start + longest)
            if text[start:cut].strip():
                yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _last_cut(text: str, start: int, end: int) -> int:
    """The best place for a cut after `start` and at `end` at the latest."""
    for pattern in _CUTS:
        found = [mark.end() for mark in pattern.finditer(text, start, end)]
        if found:
            return found[-1]
    return end
