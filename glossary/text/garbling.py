"""Runs that a wrong decoding garbled: reported as barriers, never repaired."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from glossary.text.characters import HAN, character_ranges, common_han, is_common_han, is_common_traditional
from glossary.text.scanning import LONG, Interest
from glossary.text.segmenters.dictionary import dictionary
from glossary.text.simplifying import simplify

__all__ = ["find_garbled", "shift_back"]

# What a decoder writes for what it cannot read.
_REPLACED = "\ufffd+(?:[^\\s\ufffd]{0,2}\ufffd+)*"
# U+FFFD in UTF-8 read as GBK; memory that a Chinese Windows program never filled.
_KNOWN = "(?:锟斤拷?|斤拷锟|拷锟斤|烫烫烫|屯屯屯)[锟斤拷烫屯]*"
# UTF-8 read as Latin-1 or cp1252: a lead byte of a Han character (ä to é) or Chinese mark (â ã ï), and two others.
_LEAD = "âãäåæçèéï"
_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\ufffd"
_MARKED = re.compile(f"{_REPLACED}|{_KNOWN}|(?:[{_LEAD}][{_CONTINUATION}]{{1,2}}){{2,}}")
_FIRST = f"\ufffd锟斤拷烫屯{_LEAD}"

# The byte shift. Where a byte of GBK text is lost, the second byte of each character pairs with the first of the next,
# until a second byte in the ASCII range comes. What shows is a short run of Han characters, some of them rare, whose
# bytes moved by one give common characters and words; before it an ASCII mark (the lost half of a full-width one),
# after it an ASCII letter or sign where none belongs. A run needs the more of the other signs, the fewer edges it has.
# With these needs 65 MB of papers and statutes gave five runs, all garbled (names such as 佘焱 and terms such as 嘧啶
# stay), and a traditional page with lost bytes gave all four of its runs.
_RUN_LENGTH = 60
# With signs of GB 2312 that pairs of bytes also make: numbers, kana, bopomofo, Cyrillic, lines, degrees Celsius.
_GBK_RUN = re.compile(
    f"[{HAN}\u2160-\u216b\u2460-\u249b\u3220-\u3229\u3041-\u30f6\u3105-\u3129\u0401-\u0451\u2500-\u254b\u2103]+"
)
_RIGHT_EDGE = re.compile(r"[@-~](?![A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class _Need:
    """What a run needs: rare characters, their share, characters after shifting back and the share of common ones."""

    rare: int
    rare_share: float
    restored: int
    common_share: float
    more_words: int


_NEEDS = {
    2: _Need(rare=1, rare_share=0.1, restored=2, common_share=0.6, more_words=0),
    1: _Need(rare=2, rare_share=0.25, restored=3, common_share=0.75, more_words=1),
    0: _Need(rare=3, rare_share=0.4, restored=4, common_share=0.8, more_words=1),
}
# UTF-8 read as GBK: three bytes a character become one and a half. Fewer than this many could be chance.
_UTF8_RESTORED = 3
# A common character in UTF-8: whatever is decoded around it, it begins at its first byte.
_UTF8_COMMON = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")


def find_garbled(text: str) -> Iterator[tuple[int, int]]:
    """Find garbled runs as (start, end), sorted and apart.

    >>> text = "会议锟斤拷锟要求"
    >>> [text[start:end] for start, end in find_garbled(text)]
    ['锟斤拷锟']
    """
    spans = [*(found.span() for found in _FIRST_ONES.matches(_MARKED, text)), *_misread_runs(text)]
    last = 0
    for start, end in sorted(spans):
        if start >= last:
            yield start, end
            last = end


def shift_back(run: str) -> str:
    """Decode the GBK bytes of a run without the first one: what stood there before a byte was lost, or an empty string.

    >>> shift_back("敝魅握f")
    '主任說'
    """
    return run.encode("gbk", errors="ignore")[1:].decode("gbk", errors="ignore")


def _misread_runs(text: str) -> Iterator[tuple[int, int]]:
    """Find the runs around rare characters that are shifted GBK, or UTF-8 read as GBK."""
    places = _RARE_ONES.places(text) if len(text) >= LONG else [found.start() for found in _rare().finditer(text)]
    end_of_last = 0
    for place in places:
        if place < end_of_last or _stands_apart(text, place):
            continue
        start, end = _run_around(text, place, end_of_last)
        span = _utf8_as_gbk(text, start, end) if _misread_lead().search(text, start, end) else None
        # With a single rare character, only a run that follows an ASCII mark can be shifted.
        if span is None and (text[start - 1 : start] in ("!", "?") or _rare().search(text, place + 1, end)):
            span = _shifted(text, start, end)
        if span is not None:
            yield span
        end_of_last = end


def _stands_apart(text: str, position: int) -> bool:
    """Tell whether a rare character is too far from others, and from marks, for a run with either.

    As the others in prose are: the run around it, which takes longer to look at, is then none, nor touches another.
    """
    start, end = max(0, position - _RUN_LENGTH - 1), position + 2 * _RUN_LENGTH
    return (
        text.find("!", start, position) < 0
        and text.find("?", start, position) < 0
        and _rare().search(text, position + 1, end + 1) is None
        and _misread_lead().match(text, position) is None
    )


def _rare_ones() -> set[str]:
    """The CJK Unified Ideographs outside level 1 of GB 2312."""
    return set(map(chr, range(0x3400, 0xA000))) - common_han()


@cache
def _rare() -> re.Pattern[str]:
    return re.compile(f"[{character_ranges(map(ord, _rare_ones()))}]")


_FIRST_ONES = Interest(lambda: _FIRST)
_RARE_ONES = Interest(_rare_ones)


@cache
def _misread_lead() -> re.Pattern[str]:
    """The pattern of what the first byte of a common Han character in UTF-8, E4 to E9, begins in GBK.

    Of two characters in a row one shows it: there are none without it where three or more were misread.
    """
    pairs = (bytes((high, low)) for high in range(0xE4, 0xEA) for low in range(0x40, 0xFF))
    characters = (pair.decode("gbk", errors="ignore") for pair in pairs)
    return re.compile(f"[{character_ranges(ord(character) for character in characters if len(character) == 1)}]")


def _run_around(text: str, position: int, least: int) -> tuple[int, int]:
    """The run of Han characters around a position, up to the length that a shift reaches."""
    before = _GBK_RUN.match(text[max(least, position - _RUN_LENGTH) : position][::-1])
    start = position - (before.end() if before else 0)
    end = position
    found = _GBK_RUN.match(text, position)
    if found is not None:
        end = min(found.end(), position + _RUN_LENGTH)
    return start, end


def _utf8_as_gbk(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Tell whether the bytes of a run are UTF-8, wherever in the run that begins."""
    rare = _rare().search(text, start, end)
    first = rare.start() if rare else end
    least = max(start, first - 2)
    if len(_UTF8_COMMON.findall(text[least:end].encode("gb18030"))) < _UTF8_RESTORED:
        return None
    counts = {position: _count_utf8(text[position:end]) for position in range(least, first + 1)}
    position = max(counts, key=lambda position: (counts[position], position), default=end)
    encoded_length = len(text[position:end].encode("gb18030"))
    if counts.get(position, 0) >= _UTF8_RESTORED and 3 * counts[position] >= encoded_length - 4:
        return position, end
    return None


def _count_utf8(run: str) -> int:
    """Count the common characters that the bytes of a run give as UTF-8; two bytes may belong to one before it."""
    encoded = run.encode("gb18030")
    restored = (encoded[skipped:].decode("utf-8", errors="ignore") for skipped in range(3))
    return max(sum(map(_is_common, text)) for text in restored)


def _shifted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Tell whether a run is shifted as a whole, or from a little before its first rare character."""
    found = _RIGHT_EDGE.match(text, end)
    stop = found.end() if found else end
    if (
        1 < end - start <= _RUN_LENGTH
        and start
        and text[start - 1] in "!?"
        and not text[start - 2 : start - 1].isascii()
    ):
        return (start, stop) if _is_shifted(text[start:end], text[end:stop], 1 + bool(found)) else None
    rare = _rare().search(text, start, end)
    first = rare.start() if rare else start
    for position in dict.fromkeys((max(start, first - 1), first)):
        if _is_shifted(text[position:end], text[end:stop], int(bool(found))):
            return position, stop
    return None


def _is_shifted(run: str, right_edge: str, edges: int) -> bool:
    need = _NEEDS[edges]
    common = common_han()
    rare = sum(character not in common for character in run)
    if rare < need.rare or rare < need.rare_share * len(run):
        return False
    restored = shift_back(run + right_edge)
    if len(restored) < need.restored or sum(map(_is_common, restored)) < need.common_share * len(restored):
        return False
    return _count_words(restored) - _count_words(run) >= need.more_words


def _is_common(character: str) -> bool:
    return is_common_han(character) or is_common_traditional(character)


def _count_words(run: str) -> int:
    """Count the neighbouring pairs that are words of general Chinese."""
    simplified = simplify(run)
    return sum(simplified[index : index + 2] in dictionary() for index in range(len(simplified) - 1))
