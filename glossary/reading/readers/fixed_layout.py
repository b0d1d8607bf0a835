"""OFD, China's fixed-layout format (GB/T 33190-2016): text objects with their places, joined as those of PDF are."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.pages import DESCENT, Fragment, Page, flow_pages
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.zipped_xml import ZippedXml, local_name, open_zipped_xml

__all__ = ["READER"]

# OFD measures in millimetres from the upper left corner.
POINTS_PER_MILLIMETRE = 72 / 25.4
# The height of A4, where a file states none.
A4_HEIGHT = 297.0
# Numbers of one position list: a hostile count must not fill the memory.
STEPS = 10_000


def _read(source: Source) -> Iterator[Document]:
    with open_zipped_xml(source, _("OFD file")) as parts:
        pages, title = _pages(parts, source.settings.maximum_pages)
    if not any(page.fragments for page in pages):
        raise InputError(_("an OFD file without text"), hint=_("a scan needs text recognition first"))
    builder = TextBuilder()
    for paragraph in flow_pages(pages):
        builder.add_pieces([(text, f"page {number}") for text, number in paragraph.pieces], rule=paragraph.rule)
    yield source.document_of(builder, title=title)


def _pages(parts: ZippedXml, limit: int) -> tuple[list[Page], str]:
    root = parts.parse("OFD.xml")
    if root is None:
        raise InputError(_("not a {format}, or a damaged one", format=_("OFD file")))
    title = _text_of(root, "Title")
    pages: list[Page] = []
    for body in _named(root, "DocRoot"):
        part = _path("", body.text)
        document = parts.parse(part)
        if document is None:
            continue
        folder = posixpath.dirname(part)
        templates = {
            each.get("ID", ""): _path(folder, each.get("BaseLoc")) for each in _named(document, "TemplatePage")
        }
        height = _page_height(document, A4_HEIGHT)
        for page in _named(document, "Page"):
            if len(pages) >= limit:
                raise InputError(_("more than {limit} pages", limit=limit), hint=_("split it, or raise maximum_pages"))
            content = parts.parse(_path(folder, page.get("BaseLoc")))
            pages.append(_page(parts, content, len(pages) + 1, height, templates))
    return pages, title


def _page(parts: ZippedXml, content: Any, number: int, height: float, templates: dict[str, str]) -> Page:
    """A page, with what its templates put on it."""
    if content is None:
        return Page(number, 0.0, ())
    height = _page_height(content, height)
    fragments: list[Fragment] = []
    for each in _named(content, "Template"):
        template = parts.parse(templates.get(each.get("TemplateID", ""), ""))
        if template is not None:
            fragments += _fragments(template, height)
    fragments += _fragments(content, height)
    return Page(number, height * POINTS_PER_MILLIMETRE, tuple(fragments))


def _named(element: Any, name: str) -> Iterator[Any]:
    return (each for each in element.iter() if local_name(each.tag) == name)


def _text_of(element: Any, name: str) -> str:
    return next((each.text or "" for each in _named(element, name)), "")


def _path(folder: str, location: str | None) -> str:
    """The part that a location names: from the root where it starts with a slash."""
    location = (location or "").strip()
    return location.lstrip("/") if location.startswith("/") else posixpath.normpath(posixpath.join(folder, location))


def _page_height(element: Any, otherwise: float) -> float:
    numbers = _numbers(_text_of(element, "PhysicalBox"))
    return numbers[3] if len(numbers) == 4 and numbers[3] > 0 else otherwise


def _numbers(written: str) -> list[float]:
    """The numbers of an array; `g 3 5.5` stands for three times 5.5 (GB/T 33190-2016, 11.3)."""
    numbers: list[float] = []
    words = iter(written.split()[:STEPS])
    for word in words:
        try:
            if word == "g":
                count = int(next(words, "0"))
                numbers += [float(next(words, "0"))] * max(0, min(count, STEPS - len(numbers)))
            else:
                numbers.append(float(word))
        except ValueError:
            return []
    return numbers


def _fragments(page: Any, height: float) -> Iterator[Fragment]:
    for text_object in _named(page, "TextObject"):
        boundary = _numbers(text_object.get("Boundary", ""))
        matrix = _numbers(text_object.get("CTM", ""))
        size = (_numbers(text_object.get("Size", "")) or [0.0])[0]
        if len(boundary) != 4 or size <= 0:
            continue
        if len(matrix) != 6:
            matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
        slanted = abs(matrix[1]) > 0.1 * abs(matrix[0]) and abs(matrix[0]) > 0.1 * abs(matrix[1])
        x = y = 0.0
        for code in _named(text_object, "TextCode"):
            x = (_numbers(code.get("X", "")) or [x])[0]
            y = (_numbers(code.get("Y", "")) or [y])[0]
            text = "".join(code.itertext()).strip("\r\n\t")
            if text.strip():
                left = boundary[0] + matrix[0] * x + matrix[4]
                baseline = boundary[1] + matrix[3] * y + matrix[5]
                high = size * abs(matrix[3] or matrix[0])
                width = _width(text, code.get("DeltaX", ""), size) * abs(matrix[0] or 1.0)
                yield _fragment(text, left, width, baseline, high, height, slanted=slanted)


def _width(text: str, steps: str, size: float) -> float:
    """The sum of the steps between the characters, and the last character."""
    last = size if ord(text[-1]) > 0x2000 else size / 2
    distances = _numbers(steps)
    if len(distances) >= len(text) - 1:
        return sum(distances[: len(text) - 1]) + last
    return sum(size if ord(character) > 0x2000 else size / 2 for character in text)


def _fragment(
    text: str, left: float, width: float, baseline: float, size: float, height: float, *, slanted: bool
) -> Fragment:
    bottom = height - baseline - DESCENT * size
    left, right, low, high = (edge * POINTS_PER_MILLIMETRE for edge in (left, left + width, bottom, bottom + size))
    return Fragment(text.strip(), left, right, low, high, slanted)


READER = Reader("OFD", (".ofd",), _read)
