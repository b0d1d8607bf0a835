"""Phrases that hold what parts others: a year at the end, a bracket, ordinals with a comma, a name cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.extraction.mentions import DocumentView, Mention, phrase
from glossary.extraction.phrases import MOST_WORDS, STARTS, continues, is_phrase, may_end, may_start
from glossary.extraction.words import WordClass, classify

__all__ = ["unusual_phrases"]

_Span = tuple[int, int]  # indices of the first and the last token

_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A dated name has as many characters before its year at the least: 中国2030 is one, and shorter ones are amounts.
SHORTEST_DATED = 4
_ORDINAL = re.compile("第[一二三四五六七八九十]+[代产类期级]?|[一二三四五]")
_ITEM = re.compile(r"(?<![^、,，。;；:：\n])[^\W\d_]{3,6}(?![^、,，。;；\n])")


def unusual_phrases(view: DocumentView) -> Iterator[Mention]:
    """Find them all."""
    for first, last in (*_dated(view), *_bracketed(view), *_ordinals(view), *_unknown_names(view)):
        yield phrase(view, first, last)


def _dated(view: DocumentView) -> Iterator[_Span]:
    """Names that end in a year: 健康中国2030. They may begin with any word that a phrase may begin with."""
    tokens = view.tokens
    for index in range(1, len(tokens)):
        if not _YEAR.fullmatch(tokens[index].text) or tokens[index].start != tokens[index - 1].end:
            continue
        if view.text[tokens[index].end : tokens[index].end + 1] in tuple("年-—–~至.%"):
            continue
        for first in _starts_before(view, index - 1):
            if tokens[index].start - tokens[first].start >= SHORTEST_DATED:
                yield first, index


def _starts_before(view: DocumentView, last: int) -> Iterator[int]:
    """The words that phrases which end with the word at `last` may begin with, from the end on."""
    tokens, classes = view.tokens, view.classes
    if not may_end(tokens[last], classes[last], alone=False):
        return
    for first in range(last, max(-1, last - MOST_WORDS), -1):
        if may_start(tokens[first], classes[first]):
            yield first
        if not first or not continues(tokens, classes, first):
            return


def _bracketed(view: DocumentView) -> Iterator[_Span]:
    """A phrase with an alternative to one of its words in brackets: 特色(专业)园区."""
    tokens, classes = view.tokens, view.classes
    for index in range(1, len(tokens) - 3):
        if view.folded[tokens[index].start : tokens[index].end] != "(":
            continue
        inside, closing, after = tokens[index + 1 : index + 4]
        if (
            view.folded[closing.start : closing.end] == ")"
            and tokens[index - 1].end == tokens[index].start
            and inside.end - inside.start == tokens[index - 1].end - tokens[index - 1].start
            and after.start == closing.end
            and all(classes[place] in STARTS for place in (index - 1, index + 1, index + 3))
            and not inside.text.isascii()
            and after.tag.startswith("n")
        ):
            yield index - 1, index + 3


def _ordinals(view: DocumentView) -> Iterator[_Span]:
    """Two kinds of one thing: 第一、第二产业."""
    tokens, classes = view.tokens, view.classes
    for index in range(len(tokens) - 3):
        if tokens[index + 1].text != "、" or not all(_ORDINAL.fullmatch(tokens[at].text) for at in (index, index + 2)):
            continue
        for last in range(index + 3, min(index + 3 + MOST_WORDS, len(tokens))):
            if not continues(tokens, classes, last):
                break
            if may_end(tokens[last], classes[last], alone=False):
                yield index, last


def _unknown_names(view: DocumentView) -> Iterator[_Span]:
    """Items of a list that end in a word of one character behind one the segmenter does not know: names cut in two."""
    for found in _ITEM.finditer(view.folded):
        start, end = found.span()
        first, last = view.starts.get(start), view.ends.get(end)
        if first is None or last is None or last == first or "、" not in view.text[start - 1 : end + 1]:
            continue
        words = view.tokens[first : last + 1]
        cut = len(words[-1].text) == 1 and words[-2].tag == "x" and not is_phrase(words)
        if cut and all(classify(word) is WordClass.CONTENT for word in words[:-1]):
            yield first, last
