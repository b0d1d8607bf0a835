"""What of a document is counted: its text with barriers where no term may stand."""

from __future__ import annotations

import re

from glossary.model import AnalysedDocument

__all__ = ["countable", "is_inside"]

# What stands inside a term: letters, digits, ideographs, and the marks inside codes and foreign names.
_INSIDE = re.compile(r"[^\W_]|[+·.&/-]")


def is_inside(character: str) -> bool:
    """Whether the character may stand inside a term.

    >>> [is_inside(character) for character in "术5+，"]
    [True, True, True, False]
    """
    return _INSIDE.match(character) is not None


def countable(document: AnalysedDocument) -> str:
    """The text with line feeds in the place of masks and garbled runs."""
    pieces: list[str] = []
    position = 0
    for barrier in document.barriers:
        if barrier.end > position:
            start = max(position, barrier.start)
            pieces += (document.text[position:start], "\n" * (barrier.end - start))
            position = barrier.end
    if not pieces:
        return document.text
    pieces.append(document.text[position:])
    return "".join(pieces)
