"""PDF: paragraphs in the order of reading, joined from the lines that pdfium finds; page numbers in locations."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.pages import Fragment, Page, flow_pages
from glossary.reading.reader import Reader, Source, TextBuilder

__all__ = ["READER"]

# Text that slants by more than this many radians from upright and from a right angle is a watermark.
SLANT = 0.1
_LINE = re.compile(r"[^\r\n]+")
# What stands between two spaces; a box is asked for its first and last character only. For a hyphen at a line end
# pdfium writes one character, and the next line right after it.
_STRETCH = re.compile("[^ \r\n\t\u3000\u00a0\ufffe\x02]+[\ufffe\x02]?")


def _read(source: Source) -> Iterator[Document]:
    import pypdfium2

    try:
        file = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(_("encrypted"), hint=_("save it without a password and try again")) from error
        raise InputError(
            _("not a {format}, or a damaged one", format="PDF"), hint=_("open and save it again")
        ) from error
    try:
        yield _document(source, file)
    finally:
        file.close()


def _document(source: Source, file: Any) -> Document:
    limit = source.settings.maximum_pages
    if len(file) > limit:
        raise InputError(_("more than {limit} pages", limit=limit), hint=_("split it, or raise maximum_pages"))
    pages = [_page(file, number) for number in range(len(file))]
    silent = [page.number for page in pages if not page.fragments]
    if len(silent) == len(pages):
        raise InputError(_("a PDF without text"), hint=_("a scan needs text recognition first"))
    builder = TextBuilder()
    for paragraph in flow_pages(pages):
        pieces = [(text, f"page {number}") for text, number in paragraph.pieces]
        builder.add_pieces(pieces, rule=paragraph.rule)
    warnings = (_("pages without text: {numbers}", numbers=_abridged(silent)),) if silent else ()
    title = (file.get_metadata_value("Title") or "").strip()
    if title.startswith("Microsoft Word") or title.lower() in ("untitled", "anonymous"):
        title = ""
    return source.document_of(builder, title=title, warnings=warnings)


def _abridged(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")


def _page(file: Any, index: int) -> Page:
    """The fragments of a page; a page that pdfium cannot load has none."""
    import pypdfium2

    try:
        page = file[index]
        try:
            return Page(index + 1, page.get_height(), tuple(_fragments(page)))
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, ())


def _fragments(page: Any) -> Iterator[Fragment]:
    text_page = page.get_textpage()
    try:
        count = text_page.count_chars()
        text = text_page.get_text_range() if count else ""
        if len(text) != count:
            text = _characters(text_page.raw, count)
        boxes = _Boxes(text_page.raw)
        for line in _LINE.finditer(text):
            for found in _STRETCH.finditer(text, *line.span()):
                yield boxes.fragment(found.group(), *found.span())
    finally:
        text_page.close()


def _characters(text_page: Any, count: int) -> str:
    """The text with one character for each that pdfium counts, whatever it leaves out of the whole."""
    import pypdfium2.raw as pdfium

    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


class _Boxes:
    """Asks pdfium for the boxes of characters: as high as the font is, so that 一 and 龍 are the same."""

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._text_page = text_page
        self._box = pdfium.FS_RECTF()
        self._reference = ctypes.byref(self._box)
        self._ask = pdfium.FPDFText_GetLooseCharBox
        self._ask_angle = pdfium.FPDFText_GetCharAngle

    def fragment(self, text: str, start: int, end: int) -> Fragment:
        self._ask(self._text_page, start, self._reference)
        left, bottom, top, right = self._box.left, self._box.bottom, self._box.top, self._box.right
        if end - start > 1:
            self._ask(self._text_page, end - 1, self._reference)
            right = max(right, self._box.right)
        off = self._ask_angle(self._text_page, start) % (math.pi / 2)
        slanted = min(off, math.pi / 2 - off) > SLANT
        return Fragment(text, left, right, min(bottom, top), max(bottom, top), slanted)


READER = Reader("PDF", (".pdf",), _read)
