"""Presentations: every slide's text from top to bottom of its tree, tables by cell, then its notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.relations import main_part, relations_of
from glossary.reading.zipped_xml import ZippedXml, local_name, open_zipped_xml

__all__ = ["READER"]

# Placeholders that repeat on every slide, and why they are no text of the author's.
_FURNITURE = {"sldNum": "page-number", "dt": "page-header", "ftr": "page-header", "hdr": "page-header"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TITLES = frozenset({"title", "ctrTitle"})


def _read(source: Source) -> Iterator[Document]:
    builder = TextBuilder()
    title = ""
    with open_zipped_xml(source, _("PowerPoint presentation")) as parts:
        slides = _slides(parts)
        for number, slide in enumerate(slides, start=1):
            walk = _Walk(builder, f"slide {number}")
            walk.shapes(parts.parse(slide))
            title = title or walk.title
            for kind, target in relations_of(parts, slide).values():
                if kind == "diagramData":
                    walk.diagram(parts.parse(target))
                elif kind == "notesSlide":
                    _Walk(builder, f"slide {number}, notes").shapes(parts.parse(target))
    if not builder.text():
        raise InputError(_("a presentation without text"), hint=_("pictures need text recognition first"))
    yield source.document_of(builder, title=title)


def _slides(parts: ZippedXml) -> list[str]:
    """The parts of the slides, in the order of the presentation."""
    main = main_part(parts, "ppt/presentation.xml")
    root = parts.parse(main)
    if root is None or local_name(root.tag) != "presentation":
        raise InputError(_("not a {format}, or a damaged one", format=_("PowerPoint presentation")))
    relations = relations_of(parts, main)
    slides: list[str] = []
    for element in root.iter():
        if local_name(element.tag) == "sldId":
            identifiers = (value for name, value in element.attrib.items() if name.endswith("}id"))
            relation = relations.get(next(identifiers, ""))
            if relation is not None and relation.kind == "slide" and relation.target not in slides:
                slides.append(relation.target)
    return slides


class _Walk:
    """One walk over a slide or its notes."""

    def __init__(self, builder: TextBuilder, label: str) -> None:
        self._builder = builder
        self._label = label
        self._tables = 0
        self.title = ""

    def shapes(self, element: Any) -> None:
        """Collect the text of everything in the tree, the titles first as they stand there."""
        if element is None:
            return
        for child in element:
            name = local_name(child.tag)
            if name == "sp":
                self._shape(child)
            elif name == "tbl":
                self._table(child)
            elif child.tag != _FALLBACK:
                self.shapes(child)

    def diagram(self, root: Any) -> None:
        """Collect the text of a SmartArt diagram."""
        for element in root.iter() if root is not None else ():
            if local_name(element.tag) == "t" and any(local_name(child.tag) == "p" for child in element):
                self._paragraphs(element, self._label)

    def _shape(self, shape: Any) -> None:
        kind = next((each.get("type", "") for each in shape.iter() if local_name(each.tag) == "ph"), "")
        text = self._paragraphs(shape, self._label, _FURNITURE.get(kind))
        if kind in _TITLES and not self.title:
            self.title = text

    def _table(self, table: Any) -> None:
        self._tables += 1
        rows = (child for child in table if local_name(child.tag) == "tr")
        for row_number, row in enumerate(rows, start=1):
            cells = (child for child in row if local_name(child.tag) == "tc")
            for cell_number, cell in enumerate(cells, start=1):
                label = f"{self._label}, table {self._tables}, row {row_number}, cell {cell_number}"
                self._paragraphs(cell, label, cell=True)

    def _paragraphs(self, element: Any, label: str, rule: str | None = None, *, cell: bool = False) -> str:
        """Add every paragraph below the element as a line, and give them joined by spaces."""
        lines: list[str] = []
        for paragraph in element.iter():
            if local_name(paragraph.tag) == "p":
                for line in _paragraph_text(paragraph).split("\n"):
                    self._builder.add(line, label, rule=rule, cell=cell)
                    lines.append(line)
        return " ".join(lines)


def _paragraph_text(paragraph: Any) -> str:
    pieces: list[str] = []
    for element in paragraph.iter():
        name = local_name(element.tag)
        if name == "t" and not _is_field_set_again(element.getparent()):
            pieces.append(element.text or "")
        elif name == "br":
            pieces.append("\n")
    return "".join(pieces)


def _is_field_set_again(element: Any) -> bool:
    """Tell whether this is the number of the slide or the date of the day, which every showing sets anew."""
    return local_name(element.tag) == "fld" and str(element.get("type", "")).startswith(("slidenum", "datetime"))


READER = Reader("PowerPoint", (".pptx", ".pptm", ".ppsx"), _read)
