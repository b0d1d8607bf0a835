"""Words and their parts of speech, cut only where a pattern needs them, and the words that introduce a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from glossary.lexicons import read_lexicon
from glossary.text.segmenters import segment
from glossary.text.segmenters.dictionary import dictionary

# Verbs with their result, which official prose coins freely: 抓实, 筑牢, 盘活.
_RESULTATIVE = re.compile(
    "[抓做办开管建用打守筑夯压扛盯走跑补拉扎织唱讲练选育聚盘理找摸拓绘拧写][好实细牢紧严强优大深精准足活住稳响通赢破齐长密快满清顺宽]"
)

__all__ = ["introduces", "is_known_word", "tag"]


@lru_cache(maxsize=20_000)
def tag(text: str) -> Sequence[tuple[str, str]]:
    """Cut a short text into words with ICTCLAS tags, by jieba.

    Patterns look at a few characters around a list or a numeral, so that they cut those and not the whole document.

    >>> tag("四大平台")[-1]
    ('平台', 'n')
    """
    return tuple((token.text, token.tag) for token in segment(text))


def is_known_word(word: str) -> bool:
    """Whether jieba's dictionary lists the word: a short form that it lists is a word of its own.

    >>> is_known_word("园区"), is_known_word("晶盛")
    (True, False)
    """
    return word in dictionary()


@cache
def _openers() -> dict[str, str]:
    return {row["text"]: row["class"] for row in read_lexicon("list_openers")}


def introduces(word: str) -> str | None:
    """The class of a word that may stand before a list and is no part of it: verb, manner or frame; else None.

    >>> introduces("推进"), introduces("园区")
    ('verb', None)
    """
    known = _openers().get(word)
    return known or ("verb" if _RESULTATIVE.fullmatch(word) else None)
