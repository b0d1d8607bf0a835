"""Words that Taiwan or Hong Kong has and the mainland calls otherwise: 軟體 is 软件, 計程車 is 出租车.

An editing of its own that is done on demand only: the other word is what the author wrote. The phrase tables are those
of OpenCC, the longest phrase first; only traditional text is looked at, for 资讯 on a mainland page is 资讯.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from glossary.settings import Region
from glossary.text.characters import HAN

__all__ = ["find_regional_words"]

# Characters that two halves of one changed word may share: 滑鼠 becomes 鼠标.
WORD_GAP = 2
_RUN = re.compile(f"[{HAN}]+")


def find_regional_words(text: str, region: Region) -> Iterator[tuple[int, int, str]]:
    """Find what the mainland writes otherwise: (start, end, simplified characters in its place), sorted and apart.

    >>> list(find_regional_words("這套軟體和滑鼠", Region.TAIWAN))
    [(3, 4, '件'), (5, 7, '鼠标')]
    """
    if region is Region.KEEP:
        return
    characters, words = _converters(region)
    alone: list[str] = _RUN.findall(characters.convert(text))
    in_words: list[str] = _RUN.findall(words.convert(text))
    runs = list(_RUN.finditer(text))
    if not len(runs) == len(alone) == len(in_words):  # a run that grew out of a sign or into one
        return
    for run, before, after in zip(runs, alone, in_words, strict=True):
        if before == after or len(before) != len(run.group()):
            continue
        for left, right, first, last in _changed(before, after):
            yield run.start() + left, run.start() + right, after[first:last]


def _changed(before: str, after: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts differ; what was put in and what was taken out beside each other are one change."""
    change: tuple[int, int, int, int] | None = None
    for kind, left, right, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if change is not None:
            start, end, new_start, new_end = change
            if end - start != new_end - new_start and left - end <= WORD_GAP:
                change = start, right, new_start, last
                continue
            yield change
        change = left, right, first, last
    if change is not None:
        yield change


@cache
def _converters(region: Region) -> tuple[Any, Any]:
    """What converts characters, and what also converts words."""
    from opencc import OpenCC

    return OpenCC(f"{region.value}2s"), OpenCC(f"{region.value}2sp")
