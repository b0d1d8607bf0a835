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
from glossary.reading.pages import DESCENT, Fragment, Page, flow_pages
from glossary.reading.pdf_fonts import count_lost_characters
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
    lost: dict[int, int] = {}
    pages = [_page(file, number, lost) for number in range(len(file))]
    silent = [page.number for page in pages if not page.fragments]
    if len(silent) == len(pages):
        if lost:
            raise InputError(
                _("a PDF whose fonts are neither in it nor on this machine"),
                hint=_("install a font for Chinese, such as Noto CJK, and read it again"),
            )
        raise InputError(_("a PDF without text"), hint=_("a scan needs text recognition first"))
    builder = TextBuilder()
    for paragraph in flow_pages(pages):
        pieces = [(text, f"page {number}") for text, number in paragraph.pieces]
        builder.add_pieces(pieces, rule=paragraph.rule)
    warnings: list[str] = []
    if silent:
        warnings.append(_("pages without text: {numbers}", numbers=_abridged(silent)))
    if lost:
        warnings.append(
            _(
                "about {count} characters are missing, their font is neither in the file nor on this machine (pages "
                "{numbers}): install a font for Chinese, such as Noto CJK, and read it again",
                count=sum(lost.values()),
                numbers=_abridged(list(lost)),
            )
        )
    title = (file.get_metadata_value("Title") or "").strip()
    if title.startswith("Microsoft Word") or title.lower() in ("untitled", "anonymous"):
        title = ""
    return source.document_of(builder, title=title, warnings=tuple(warnings))


def _abridged(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")


def _page(file: Any, index: int, lost: dict[int, int]) -> Page:
    """The fragments of a page; a page that pdfium cannot load has none. What it lost is counted by page number."""
    import pypdfium2

    try:
        page = file[index]
        try:
            text_page = page.get_textpage()
            try:
                text = _text(text_page)
                count = count_lost_characters(page, text_page, text)
                if count:
                    lost[index + 1] = count
                return Page(index + 1, page.get_height(), tuple(_fragments(text_page, text)))
            finally:
                text_page.close()
        finally:
            page.close()
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, ())


def _text(text_page: Any) -> str:
    count = text_page.count_chars()
    text: str = text_page.get_text_range() if count else ""
    return text if len(text) == count else _characters(text_page.raw, count)


def _fragments(text_page: Any, text: str) -> Iterator[Fragment]:
    boxes = _Boxes(text_page.raw)
    for line in _LINE.finditer(text):
        for found in _STRETCH.finditer(text, *line.span()):
            yield boxes.fragment(found.group(), *found.span())


def _characters(text_page: Any, count: int) -> str:
    """The text with one character for each that pdfium counts, whatever it leaves out of the whole."""
    import pypdfium2.raw as pdfium

    codes = (pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else " " for code in codes)


class _Boxes:
    """Asks pdfium where characters stand.

    Upright ones are as high as their font size says, from a little below their line: so 一 and 龍 are the same, and a
    file without its fonts looks the same on every machine, whichever fonts that has in their place.
    """

    def __init__(self, text_page: Any) -> None:
        import pypdfium2.raw as pdfium

        self._text_page = text_page
        self._box, self._matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._pdfium = pdfium

    def fragment(self, text: str, start: int, end: int) -> Fragment:
        page, box, ask = self._text_page, self._box, self._pdfium
        ask.FPDFText_GetLooseCharBox(page, start, box)
        left, bottom, top, right = box.left, box.bottom, box.top, box.right
        if end - start > 1:
            ask.FPDFText_GetLooseCharBox(page, end - 1, box)
            right = max(right, box.right)
        angle = ask.FPDFText_GetCharAngle(page, start)
        off = angle % (math.pi / 2)
        slanted = min(off, math.pi / 2 - off) > SLANT
        size = self._size(start) if angle < SLANT else 0.0
        if size > 0 and ask.FPDFText_GetCharOrigin(page, start, self._x, self._y):
            bottom = self._y.value - DESCENT * size
            top = bottom + size
        return Fragment(text, left, right, min(bottom, top), max(bottom, top), slanted)

    def _size(self, index: int) -> float:
        """The font size of a character as the page shows it, in points; 0 where pdfium cannot tell."""
        if not self._pdfium.FPDFText_GetMatrix(self._text_page, index, self._matrix):
            return 0.0
        scale = math.hypot(self._matrix.c, self._matrix.d)
        return float(self._pdfium.FPDFText_GetFontSize(self._text_page, index)) * scale


READER = Reader("PDF", (".pdf",), _read)
