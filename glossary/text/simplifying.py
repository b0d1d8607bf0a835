"""Traditional characters to simplified ones, one for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Any

from glossary.text.characters import HAN, character_ranges, common_han
from glossary.text.scanning import LONG, Interest

__all__ = ["simplify"]

# Characters between two traditional ones that are converted along, and traditional characters converted at once: calls
# cost more than characters.
CONVERTED_GAP = 50
CONVERTED_LENGTH = 2000
# Characters before and after a traditional one that can decide its form: the longest phrases of the tables are shorter.
PHRASE_LENGTH = 12
_NOT_HAN = re.compile(f"[^{HAN}]")
# 多重覆盖 holds 重覆, which is another word for 重复.
_COVER = re.compile("覆(?=[盖蓋])")


def simplify(text: str) -> str:
    """Convert traditional characters to simplified ones, keeping the length.

    Phrases decide where a character has two forms (乾坤 stays, 乾燥 becomes 干燥); no phrase runs over a mark.

    >>> simplify("乾燥的麵包，乾坤")
    '干燥的面包，乾坤'
    """
    pieces: list[str] = []
    position = 0
    changed = False
    for start, end in _stretches(text):
        start = max(start, position)  # the phrase around the stretch before may reach into this one, or over it
        if start >= end:
            continue
        start -= len(_NOT_HAN.split(text[max(position, start - PHRASE_LENGTH) : start])[-1])
        end += len(_NOT_HAN.split(text[end : end + PHRASE_LENGTH])[0])
        converted = _convert(text[start:end])
        changed = changed or converted != text[start:end]
        pieces += (text[position:start], converted)
        position = end
    pieces.append(text[position:])
    return "".join(pieces) if changed else text


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where what may change stands, with the gaps inside."""
    start, last, count = -1, -1, 0
    for place in _CHANGING.places(text) if len(text) >= LONG else _places(text):
        if start >= 0 and (place - last > CONVERTED_GAP + 1 or count > CONVERTED_LENGTH):
            yield start, last + 1
            start = -1
        if start < 0:
            start, count = place, 0
        last, count = place, count + 1
    if start >= 0:
        yield start, last + 1


def _basic() -> set[str]:
    """The characters of the basic plane that a stretch starts and ends with: those that may change.

    These take in every rare character: some, such as 瞭, change in phrases only.
    """
    return set(map(chr, range(0x3400, 0xA000))) - (common_han() - _singles().keys())


def _places(text: str) -> Iterator[int]:
    return (found.start() for found in _pattern().finditer(text))


_CHANGING = Interest(lambda: chain(_basic(), map(chr, range(0x20000, 0x323B0))))


def _convert(text: str) -> str:
    """Convert until nothing changes: one character in the tables, 薴, needs two steps.

    Common simplified characters stay: the phrase tables would make 破坏土地 into 破坯土地. But 藉口 becomes 借口 and
    回覆 becomes 回复, as in every simplified text.
    """
    convert, fixed = _converter().convert, _fixed()
    for _step in range(3):
        converted: str = convert(text)
        if converted == text:
            break
        if len(converted) != len(text):
            singles = _singles()
            converted = "".join(singles.get(character, character) for character in text)
        kept = [at for at, (old, new) in enumerate(zip(text, converted, strict=True)) if old != new and old in fixed]
        kept += [found.start() for found in _COVER.finditer(text)]
        if kept:
            restored = list(converted)
            for at in kept:
                restored[at] = text[at]
            converted = "".join(restored)
        text = converted
    return text


@cache
def _fixed() -> frozenset[str]:
    """The common simplified characters, without those that are traditional ones too."""
    return common_han() - _singles().keys() - {"藉", "覆"}


@cache
def _pattern() -> re.Pattern[str]:
    # CJK Unified Ideographs Extensions A to H as one range: `re` looks single characters there up one by one.
    return re.compile(f"[{character_ranges(map(ord, _basic()))}\U00020000-\U000323af]")


@cache
def _singles() -> dict[str, str]:
    """What each character alone becomes that conversion changes."""
    blocks = ((0x3400, 0x9FFF), (0x20000, 0x323AF))  # CJK Unified Ideographs and Extensions A to H
    characters = [chr(code) for first, last in blocks for code in range(first, last + 1)]
    converted: list[str] = _converter().convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")
