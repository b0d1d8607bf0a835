"""What a layout program puts on every page: headers, footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from glossary.reading.pages.fragments import Fragment, Page

__all__ = ["find_furniture"]

# The part of a page, at its top and its bottom, where headers, footers and page numbers stand: GB/T 9704-2012 leaves 37
# of 297 mm at the top and puts page numbers 7 mm below the text, whose own margin is 35 mm.
MARGIN = 0.14
# Rows of each margin that may be furniture.
MARGIN_ROWS = 3
# Points by which the place of a header may differ from page to page.
SAME_PLACE = 6.0
# Pages on which a header stands at the least, and their share of all pages: headers differ on left and right pages and
# from chapter to chapter.
HEADER_PAGES = 2
HEADER_SHARE = 0.15

_HAN_NUMBER = "[\\d一二三四五六七八九十百]{1,4}"
_PAGE_NUMBER = re.compile(
    rf"[-—–·•~\s]*(?:\d{{1,4}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}}|第?\s*{_HAN_NUMBER}\s*页(?:\s*[,，/|]?\s*共?\s*{_HAN_NUMBER}\s*页?)?"
    r"|\d{1,4}\s*/\s*\d{1,4}|(?:[Pp]age|PAGE|[Pp]\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?)[-—–·•~\s]*"
)
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十百]+(?=页)")


def find_furniture(pages: Sequence[Page], rows: Sequence[Sequence[Fragment]]) -> Mapping[tuple[int, Fragment], str]:
    """Find, by page number and row, what is no text: page numbers by form and place, headers by repetition and place.

    The rules are `page-number`, `page-header` (footers too) and `watermark` (slanted text).
    """
    found: dict[tuple[int, Fragment], str] = {}
    edges: list[tuple[int, Fragment]] = []
    for page, fragments in zip(pages, rows, strict=True):
        found |= {(page.number, fragment): "watermark" for fragment in fragments if fragment.slanted}
        edges += ((page.number, fragment) for fragment in _edge_rows(page, fragments))
    places: defaultdict[str, list[tuple[float, int]]] = defaultdict(list)
    for number, fragment in edges:
        places[_masked(fragment)].append((fragment.middle, number))
    needed = max(HEADER_PAGES, HEADER_SHARE * min(len(pages), 40))
    for number, fragment in edges:
        if _PAGE_NUMBER.fullmatch(fragment.text.strip()):
            found[number, fragment] = "page-number"
            continue
        near = {page for middle, page in places[_masked(fragment)] if abs(middle - fragment.middle) <= SAME_PLACE}
        if len(near) >= needed:
            found[number, fragment] = "page-header"
    return found


def _edge_rows(page: Page, fragments: Sequence[Fragment]) -> Iterator[Fragment]:
    """The outermost rows in the margins of a page."""
    upright = [fragment for fragment in fragments if not fragment.slanted]
    heights = sorted({round(fragment.middle) for fragment in upright})
    top = [height for height in heights[-MARGIN_ROWS:] if height > (1 - MARGIN) * page.height]
    bottom = [height for height in heights[:MARGIN_ROWS] if height < MARGIN * page.height]
    for fragment in upright:
        if round(fragment.middle) in top or round(fragment.middle) in bottom:
            yield fragment


def _masked(fragment: Fragment) -> str:
    return _DIGITS.sub("#", "".join(fragment.text.split()))
