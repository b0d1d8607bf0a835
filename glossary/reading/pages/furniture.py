"""What a layout program puts on every page: headers, footers, page numbers, watermarks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from glossary.reading.pages.fragments import Fragment, Page

__all__ = ["find_furniture"]

# The part of a page, at its top and its bottom, where headers, footers and page numbers stand: GB/T 9704-2012 leaves 37
# of 297 mm at the top and puts page numbers 7 mm below the text, whose own margin is 35 mm.
MARGIN = 0.14
# Rows of each margin that may be furniture.
MARGIN_ROWS = 3
# A gap of this many usual ones parts them from the text; without one, a row in the margin is a line of the text.
APART = 1.3
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
    gaps = sorted(high - low for low, high in pairwise(heights))
    apart = APART * gaps[len(gaps) // 2] if len(gaps) >= MARGIN_ROWS else 0.0
    top = _parted(heights[::-1], (1 - MARGIN) * page.height, page.height, apart)
    bottom = _parted(heights, 0, MARGIN * page.height, apart)
    for fragment in upright:
        if round(fragment.middle) in top or round(fragment.middle) in bottom:
            yield fragment


def _parted(heights: Sequence[int], lowest: float, highest: float, apart: float) -> list[int]:
    """The outermost rows between two heights, up to the last one that a gap parts from the rest of the page."""
    count = 0
    for index, height in enumerate(heights[:MARGIN_ROWS]):
        if not lowest <= height <= highest:
            break
        if index + 1 == len(heights) or abs(heights[index + 1] - height) > apart:
            count = index + 1
    return list(heights[:count])


def _masked(fragment: Fragment) -> str:
    return _DIGITS.sub("#", "".join(fragment.text.split()))
