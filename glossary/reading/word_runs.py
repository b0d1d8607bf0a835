"""Word documents read once more, with the XML elements that every stretch of their text comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from glossary.reading.readers import word

__all__ = ["TextPiece", "body_pieces"]


@dataclass(frozen=True, slots=True)
class TextPiece:
    """An element that holds text, and where that text stands in the document: in offsets of its text."""

    start: int
    end: int
    element: Any


def body_pieces(root: Any) -> tuple[str, list[TextPiece]]:
    """The text of the main part of a Word document, and the pieces that it is made of, in order.

    The text is what the reader of Word documents gives, without headers, footers and notes, which come after it.

    Args:
        root: the parsed main part.
    """
    walk = _PieceWalk()
    walk.body(root)
    return walk.builder.text(), walk.pieces


class _PieceWalk(word._Walk):
    """The reader's walk, which notes the elements of each paragraph that it adds."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[TextPiece] = []
        self._reached = 0

    def _paragraph(self, element: Any, label: str | None) -> None:
        leaves = _Leaves()
        leaves.collect(element)
        if "".join(leaves.texts).strip():
            position = self._reached
            for text, leaf in zip(leaves.texts, leaves.elements, strict=True):
                self.pieces.append(TextPiece(position, position + len(text), leaf))
                position += len(text)
            self._reached = position + 1
        # Adds the paragraph, and walks through the text boxes in it.
        super()._paragraph(element, label)


class _Leaves:
    """The texts of a paragraph and the element of each."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.elements: list[Any] = []

    def collect(self, element: Any) -> None:
        """Let the reader collect the text of each element that has no others inside, in its order."""
        for child in element:
            if len(child):
                if word._name(child) not in (*word._SKIPPED, "txbxContent") and child.tag != word._FALLBACK:
                    self.collect(child)
                continue
            pieces: list[str] = []
            word._collect([child], pieces, [])
            self.texts += pieces
            self.elements += [child] * len(pieces)
