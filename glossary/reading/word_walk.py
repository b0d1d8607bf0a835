"""One walk over a Word document that knows, for every paragraph, its text and the XML elements which that comes from.

Tracked insertions are text, deletions are not; of a ruby annotation only the characters are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from glossary.reading.reader import TextBuilder
from glossary.reading.word_names import FALLBACK, MATH_TEXT, attribute, word_name
from glossary.reading.word_numbering import Numbering

__all__ = ["TextPiece", "WordWalk"]

_SKIPPED = frozenset({"del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "customXml", "moveTo"})


@dataclass(frozen=True, slots=True)
class TextPiece:
    """An element that holds text, and where that text stands in the document: in offsets of its text."""

    start: int
    end: int
    element: Any


class WordWalk:
    """Collects the text of the paragraphs and where they stand.

    Attributes:
        builder: what was collected.
        title: the text of the first paragraph in the style for titles.
        pieces: the elements behind the text, in order; numbers that Word sets by itself have none. Kept on demand.
    """

    def __init__(self, numbering: Numbering | None = None, *, keep_pieces: bool = False) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self.pieces: list[TextPiece] = []
        self._keep_pieces = keep_pieces
        self._numbering = numbering or Numbering()
        self._paragraphs = self._tables = 0

    def body(self, root: Any) -> None:
        """Collect the main text."""
        for element in root:
            self._block(element, None)

    def side(self, root: Any, label: str) -> None:
        """Collect a header, a footer, or the notes; a note is an element of its own, a header is the whole part."""
        if root is None:
            return
        notes = [child for child in root if word_name(child.tag) in ("footnote", "endnote")]
        if not notes:
            for element in root:
                self._block(element, label)
        number = 0
        for note in notes:
            if attribute(note, "type") not in ("", "normal"):
                continue
            number += 1
            for element in note:
                self._block(element, f"{label} {number}")

    def _block(self, element: Any, label: str | None, *, cell: bool = False) -> None:
        name = word_name(element.tag)
        if name == "p":
            self._paragraph(element, label, cell=cell)
        elif name == "tbl":
            self._table(element)
        elif name not in _SKIPPED and element.tag != FALLBACK:
            for child in element:
                self._block(child, label, cell=cell)

    def _paragraph(self, element: Any, label: str | None, *, cell: bool) -> None:
        leaves: list[tuple[str, Any]] = []
        boxes: list[Any] = []
        _collect(element, leaves, boxes)
        text = "".join(piece for piece, _leaf in leaves)
        if label is None:
            self._paragraphs += 1
            label = f"paragraph {self._paragraphs}"
        if text.strip():
            number = self._numbering.number(element) if self._numbering.lists else ""
            if self._keep_pieces:
                self._keep(leaves, self.builder.length + len(number))
            self.builder.add(number + text, label, cell=cell)
        if not self.title and text and _style(element) == "Title":
            self.title = text
        for box in boxes:
            for child in box:
                self._block(child, "text box")

    def _keep(self, leaves: list[tuple[str, Any]], position: int) -> None:
        for text, leaf in leaves:
            self.pieces.append(TextPiece(position, position + len(text), leaf))
            position += len(text)

    def _table(self, element: Any) -> None:
        self._tables += 1
        table = self._tables
        for row_number, row in enumerate(_children(element, "tr"), start=1):
            for cell_number, cell in enumerate(_children(row, "tc"), start=1):
                for child in cell:
                    self._block(child, f"table {table}, row {row_number}, cell {cell_number}", cell=True)


def _children(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for child in element:
        name = word_name(child.tag)
        if name == wanted:
            yield child
        elif name in _WRAPPERS:
            yield from _children(child, wanted)


def _collect(element: Any, leaves: list[tuple[str, Any]], boxes: list[Any]) -> None:
    """Collect the texts of a paragraph with their elements, and the text boxes anchored in it."""
    for child in element:
        tag = child.tag
        name = word_name(tag)
        if name == "t":
            leaves.append((child.text or "", child))
        elif name == "r":
            _collect(child, leaves, boxes)
        elif name in _SIGNS:
            leaves.append((_SIGNS[name], child))
        elif name == "txbxContent":
            boxes.append(child)
        elif tag == MATH_TEXT:
            leaves.append((child.text or "", child))
        elif name not in _SKIPPED and tag != FALLBACK:
            _collect(child, leaves, boxes)


def _style(paragraph: Any) -> str:
    for properties in paragraph:
        if word_name(properties.tag) == "pPr":
            return next((attribute(style, "val") for style in properties if word_name(style.tag) == "pStyle"), "")
    return ""
