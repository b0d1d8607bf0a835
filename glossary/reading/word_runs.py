"""Word documents read once more, with the XML elements that every stretch of their text comes from."""

from __future__ import annotations

from typing import Any

from glossary.reading.word_numbering import read_numbering
from glossary.reading.word_walk import TextPiece, WordWalk

__all__ = ["TextPiece", "body_pieces"]


def body_pieces(root: Any, numbering: Any = None, styles: Any = None) -> tuple[str, list[TextPiece]]:
    """The text of the main part of a Word document, and the pieces that it is made of, in order.

    The text is what the reader of Word documents gives, without headers, footers and notes, which come after it.

    Args:
        root: the parsed main part.
        numbering: the parsed part with the lists, if there is one.
        styles: the parsed part with the styles, if there is one.
    """
    walk = WordWalk(read_numbering(numbering, styles), keep_pieces=True)
    walk.body(root)
    return walk.builder.text(), walk.pieces
