"""Characters that a PDF shows and pdfium cannot give: alone in a text object, in a font that is nowhere to be found.

Without a font pdfium takes such an object for empty. Older Chinese files rely on the reader's fonts; a server has none.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

__all__ = ["count_lost_characters"]

_HAN = re.compile("[\u3400-\u9fff]")  # CJK Unified Ideographs and their Extension A
# Fonts for Latin that readers have of their own (ISO 32000-1, 9.6.2.2): what is empty in them is a space.
_LATIN_FONT = re.compile("(?:Times|Helvetica|Courier|Arial|Symbol|ZapfDingbats)")
# Text objects inside forms inside forms that are looked at.
DEPTH = 3
# Points that a character with a shape is high at the least; one without is a rounding error high.
LEAST_HEIGHT = 0.1


def count_lost_characters(page: Any, text_page: Any, text: str) -> int:
    """How many characters of a page are lost, about: text objects without text, in a font that is neither embedded nor
    has shown a Han character.
    """
    found = _HAN.search(text)
    if found is not None and _height(text_page.get_charbox(found.start())) > LEAST_HEIGHT:
        return 0
    import pypdfium2.raw as pdfium

    return sum(
        1
        for item in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_TEXT,), max_depth=DEPTH)
        if _height(item.get_bounds()) < LEAST_HEIGHT
        and pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0) <= 2  # bytes of UTF-16, with a NUL at the end
        and _is_missing(pdfium.FPDFTextObj_GetFont(item.raw))
    )


def _height(box: tuple[float, float, float, float]) -> float:
    return box[3] - box[1]


def _is_missing(font: Any) -> bool:
    """Tell whether a font is not in the file, nor one of those that every reader has."""
    import pypdfium2.raw as pdfium

    if not font or pdfium.FPDFFont_GetIsEmbedded(font) != 0:
        return False
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(length + 1)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return _LATIN_FONT.match(name.value.decode("utf-8", "replace").rpartition("+")[2]) is None
