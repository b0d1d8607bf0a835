"""Runs that a wrong decoding garbled: reported as barriers, never repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator

__all__ = ["find_garbled"]

_PLAIN = re.compile(
    "\ufffd+(?:[^\\s\ufffd]{0,2}\ufffd+)*"  # what a decoder writes for what it cannot read
    "|(?:锟斤拷|锟斤|斤拷锟|烫烫烫|屯屯屯)[锟斤拷烫屯]*"  # U+FFFD in UTF-8 read as GBK; uninitialised memory
    # UTF-8 read as Latin-1 or cp1252: a lead byte â–ï and two continuation bytes, at least twice.
    "|(?:[\u00e2-\u00ef][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ\ufffd]{1,2}){2,}"
)


def find_garbled(text: str) -> Iterator[tuple[int, int]]:
    """Find garbled runs as (start, end), sorted.

    >>> [text[start:end] for text in ["会议锟斤拷要求"] for start, end in find_garbled(text)]
    ['锟斤拷']
    """
    for found in _PLAIN.finditer(text):
        yield found.span()
