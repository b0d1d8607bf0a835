"""Word documents: body, tables and text boxes in reading order, then headers, footers, footnotes and endnotes.

Paragraphs are lines. Tracked insertions are text, deletions are not; of a ruby annotation only the characters are.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.zipped_xml import ZippedXml, open_zipped_xml

__all__ = ["READER"]

# ISO/IEC 29500 transitional and strict, and what surrounds them.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"
_MAIN_PART = "word/document.xml"
# Relationship types end with these words; the label that a person would use.
_SIDE_PARTS = (("header", "header"), ("footer", "footer"), ("footnotes", "footnote"), ("endnotes", "endnote"))

_SKIPPED = frozenset({"del", "moveFrom", "rt", "instrText", "delText", "delInstrText", "pPr", "rPr", "sectPr", "tblPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _read(source: Source) -> Iterator[Document]:
    with open_zipped_xml(source.data, "Word document") as parts:
        main = _main_part(parts)
        root = parts.parse(main)
        if root is None:
            raise InputError(_("not a {format}, or a damaged one", format="Word document"))
        walk = _Walk()
        walk.body(root)
        for label, part in _side_parts(parts, main):
            walk.side(parts.parse(part), label)
        title = walk.title or _stated_title(parts)
    text = walk.builder.text()
    if not text:
        raise InputError(_("a Word document without text"), hint=_("a scan needs text recognition first"))
    yield source.document(text, "utf-8", title=title, landmarks=walk.builder.landmarks())


def _main_part(parts: ZippedXml) -> str:
    for kind, target in _relations(parts, "_rels/.rels", ""):
        if kind == "officeDocument":
            return target
    return _MAIN_PART


def _side_parts(parts: ZippedXml, main: str) -> list[tuple[str, str]]:
    """The labels and names of headers, footers and notes."""
    folder, name = posixpath.split(main)
    relations = list(_relations(parts, f"{folder}/_rels/{name}.rels", folder))
    return [(label, target) for kind, label in _SIDE_PARTS for found, target in relations if found == kind]


def _relations(parts: ZippedXml, name: str, folder: str) -> Iterator[tuple[str, str]]:
    """The relationships stated in a part, as the last word of their type and the part they point to."""
    root = parts.parse(name)
    for relation in root if root is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        yield relation.get("Type", "").rsplit("/", 1)[-1], path


def _stated_title(parts: ZippedXml) -> str:
    root = parts.parse("docProps/core.xml")
    title = (root.findtext(_TITLE) or "").strip() if root is not None else ""
    return "" if title.startswith("Microsoft Word") else title


def _name(element: Any) -> str:
    """The local name of an element of Word's, else an empty string."""
    namespace, _brace, name = str(element.tag).rpartition("}")
    return name if namespace[1:] in _WORD else ""


class _Walk:
    """One walk over the XML that collects the text of the paragraphs and where they stand."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self._paragraphs = self._tables = 0

    def body(self, root: Any) -> None:
        """Collect the main text."""
        for element in root:
            self._block(element, None)

    def side(self, root: Any, label: str) -> None:
        """Collect a header, a footer, or the notes; a note is an element of its own, a header is the whole part."""
        if root is None:
            return
        notes = [child for child in root if _name(child) in ("footnote", "endnote")]
        if not notes:
            for element in root:
                self._block(element, label)
        number = 0
        for note in notes:
            if any(name.endswith("}type") and value != "normal" for name, value in note.attrib.items()):
                continue
            number += 1
            for element in note:
                self._block(element, f"{label} {number}")

    def _block(self, element: Any, label: str | None) -> None:
        name = _name(element)
        if name == "p":
            self._paragraph(element, label)
        elif name == "tbl":
            self._table(element)
        elif name not in _SKIPPED and element.tag != _FALLBACK:
            for child in element:
                self._block(child, label)

    def _paragraph(self, element: Any, label: str | None) -> None:
        pieces: list[str] = []
        boxes: list[Any] = []
        _collect(element, pieces, boxes)
        text = "".join(pieces)
        if label is None:
            self._paragraphs += 1
            label = f"paragraph {self._paragraphs}"
        self.builder.add(text, label)
        if not self.title and _style(element) == "Title":
            self.title = text
        for box in boxes:
            for child in box:
                self._block(child, "text box")

    def _table(self, element: Any) -> None:
        self._tables += 1
        table = self._tables
        rows = _children(element, "tr")
        for row_number, row in enumerate(rows, start=1):
            for cell_number, cell in enumerate(_children(row, "tc"), start=1):
                for child in cell:
                    self._block(child, f"table {table}, row {row_number}, cell {cell_number}")


def _children(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, also those inside content controls and tracked insertions."""
    for child in element:
        name = _name(child)
        if name == wanted:
            yield child
        elif name in ("sdt", "sdtContent", "ins", "customXml", "moveTo"):
            yield from _children(child, wanted)


def _collect(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    """Collect the text of a paragraph, and the text boxes anchored in it."""
    for child in element:
        name = _name(child)
        if name == "t" or child.tag == _MATH_TEXT:
            pieces.append(child.text or "")
        elif name in _SIGNS:
            pieces.append(_SIGNS[name])
        elif name == "txbxContent":
            boxes.append(child)
        elif name not in _SKIPPED and child.tag != _FALLBACK:
            _collect(child, pieces, boxes)


def _style(paragraph: Any) -> str:
    for properties in paragraph:
        if _name(properties) == "pPr":
            for style in properties:
                if _name(style) == "pStyle":
                    return next((str(value) for name, value in style.attrib.items() if name.endswith("}val")), "")
    return ""


READER = Reader("Word", (".docx", ".docm"), _read)
