"""Where candidate terms stand in a text: noun phrases over words, and what structure marks as a unit.

Every occurrence of a candidate is a `Mention`: a span and how it was found. Statistics come later; a term that occurs
once is found here or nowhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from glossary.extraction.words import WordClass, classify
from glossary.model import AnalysedDocument, BlockKind, Quotation, Token
from glossary.text.characters import fold_punctuation
from glossary.text.numerals import find_numerals, head_end
from glossary.text.segmenters import segment

__all__ = ["LONGEST_PHRASE", "Mention", "Origin", "find_mentions", "is_phrase"]

# Longer terms than this are titles and sentences. 12% of the terms in HKMA's bilingual glossary are longer than 8
# characters, 1% longer than 20.
LONGEST_PHRASE = 24
# Words of a noun phrase: the longest technical names in our sample have 7.
MOST_WORDS = 8
# A quotation longer than this quotes speech, not a coinage; with a list inside it may be longer.
LONGEST_QUOTATION = 16
LONGEST_QUOTED_LIST = 30
LONGEST_TITLE = 40


class Origin(StrEnum):
    """How a candidate was found."""

    NOUN_PHRASE = "noun_phrase"
    QUOTATION = "quotation"
    QUOTED_HEAD = "quoted_head"
    TITLE = "title"
    COUNTED = "counted"


class Mention(NamedTuple):
    """One occurrence of a candidate, in offsets of the normalised text.

    Attributes:
        words: the words it consists of, as the segmenter cut them.
        free_left, free_right: no word on that side could belong to the same phrase: punctuation, a function word or a
            verb that governs the phrase stands there.
        listed: the items of a list (、) stand beside it.
        heading, in_title: it stands in a heading; in a title of the document or of a part of it.
    """

    start: int
    end: int
    origin: Origin
    words: tuple[Token, ...]
    free_left: bool
    free_right: bool
    listed: bool = False
    heading: bool = False
    in_title: bool = False


_BREAKERS = frozenset({WordClass.BREAK, WordClass.FORMULAIC})
_FREE = frozenset(
    {WordClass.BREAK, WordClass.FORMULAIC, WordClass.FUNCTION, WordClass.LIGHT_VERB, WordClass.CONNECTIVE}
)
_STARTS = frozenset({WordClass.CONTENT, WordClass.GENERIC, WordClass.ABSTRACT, WordClass.WEAK_VERB})
# Function words that are part of a term when words stand on both sides: 规模以上工业, 亩均税收.
_INNER_FUNCTION = frozenset(("以上", "以下", "以内", "以外", "之", "均"))
# A number with its measure begins what it counts and is never inside: 特色工艺|四大领域.
_COUNT = re.compile("[一二两双三四五六七八九十]{1,3}(?:大|个|项|种|条|类|位|家|名)?")
# A number that opens a term: 第三代半导体, 二十国集团, 百亿产业.
_OPENING_NUMBER = re.compile("第?[一二两三四五六七八九十百千万亿]+级?")
_ENDS_NOT = frozenset(("m", "mq", "q", "d", "f", "ad", "df"))
_SENTENCE_MARKS = re.compile("[。！？!?;；:：]")
_CLAUSE = re.compile("[、,，]")


def find_mentions(document: AnalysedDocument) -> Iterator[Mention]:
    """Find every occurrence of every candidate in a document, in no particular order.

    A span may come up more than once, with different origins.
    """
    view = _View(document)
    yield from _noun_phrases(view)
    for quotation in document.quotations:
        yield from (mention for mention in _quoted(view, quotation) if not view.is_barred(mention.start, mention.end))
    yield from (mention for mention in _counted(view) if not view.is_barred(mention.start, mention.end))


def is_phrase(tokens: Sequence[Token]) -> bool:
    """Could these words, taken by themselves, be a noun phrase from the first to the last?

    >>> is_phrase(segment("孵化器建设")), is_phrase(segment("推进孵化器"))
    (True, False)
    """
    classes = [classify(token) for token in tokens]
    _promote_measures(classes)
    last = len(tokens) - 1
    return (
        0 <= last < MOST_WORDS
        and _may_start(tokens[0], classes[0])
        and all(_continues(tokens, classes, index) for index in range(1, last + 1))
        and _may_end(tokens[last], classes[last], alone=not last)
    )


class _View:
    """A document as the finders see it: tokens with their classes, and where barriers and headings stand."""

    def __init__(self, document: AnalysedDocument) -> None:
        self.document = document
        self.text = document.text
        self.folded = fold_punctuation(self.text)
        self.tokens = document.tokens
        blocked = {
            offset for barrier in document.barriers for offset in range(barrier.start, barrier.end)
        }  # barriers are few and short
        self.classes = [
            WordClass.BREAK if blocked and not blocked.isdisjoint(range(token.start, token.end)) else classify(token)
            for token in self.tokens
        ]
        _promote_measures(self.classes)
        self.starts = {token.start: index for index, token in enumerate(self.tokens)}
        self.ends = {token.end: index for index, token in enumerate(self.tokens)}
        self.headings = _tokens_in(document, BlockKind.HEADING)
        self.titles = _tokens_in(document, BlockKind.TITLE)

    def is_barred(self, start: int, end: int) -> bool:
        """Does a barrier stand in the span?"""
        barriers = self.document.barriers
        index = bisect_right(barriers, start, key=lambda barrier: barrier.end)
        return index < len(barriers) and barriers[index].start < end

    def holds_quotation(self, start: int, end: int) -> bool:
        """Does a quotation begin inside the span?"""
        quotations = self.document.quotations
        index = bisect_right(quotations, start, key=lambda quotation: quotation.start)
        return index < len(quotations) and quotations[index].start < end

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens of a span; where the segmenter cut across its edges, the span is one token of its own."""
        first, last = self.starts.get(start), self.ends.get(end)
        if first is None or last is None:
            return (Token(start, end, self.text[start:end], "x"),)
        return tuple(self.tokens[first : last + 1])


def _promote_measures(classes: list[WordClass]) -> None:
    """A measure word that no number precedes is none: 亩均税收, 元宇宙."""
    for index, word in enumerate(classes):
        if word is WordClass.MEASURE and (index == 0 or classes[index - 1] is not WordClass.NUMBER):
            classes[index] = WordClass.CONTENT


def _tokens_in(document: AnalysedDocument, kind: BlockKind) -> set[int]:
    """Indices of the tokens that stand in blocks of that kind."""
    spans = [(block.start, block.end) for block in document.blocks if block.kind is kind]
    inside: set[int] = set()
    position = 0
    for index, token in enumerate(document.tokens):
        while position < len(spans) and spans[position][1] <= token.start:
            position += 1
        if position < len(spans) and spans[position][0] <= token.start:
            inside.add(index)
    return inside


# ------------------------------------------------------------------ noun phrases


def _noun_phrases(view: _View) -> Iterator[Mention]:
    """All runs of words that have the shape of a noun phrase, the longest ones and those inside them."""
    tokens, classes = view.tokens, view.classes
    for first in range(len(tokens)):
        if not _may_start(tokens[first], classes[first]):
            continue
        for last in range(first, min(first + MOST_WORDS, len(tokens))):
            if last > first and not _continues(tokens, classes, last):
                if _ends_in_meeting(view, last):
                    yield _phrase(view, first, last)
                break
            if tokens[last].end - tokens[first].start > LONGEST_PHRASE:
                break
            if _may_end(tokens[last], classes[last], alone=first == last):
                yield _phrase(view, first, last)


def _may_start(token: Token, word: WordClass) -> bool:
    if word in _STARTS:
        return token.tag != "k" and (token.tag != "f" or len(token.text) > 1)
    return word is WordClass.NUMBER and _OPENING_NUMBER.fullmatch(token.text) is not None


def _continues(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """May the token at `index` follow the one before it inside a phrase?"""
    latin = tokens[index].text.isascii() and tokens[index - 1].text.isascii()
    if tokens[index].start != tokens[index - 1].end and not latin:
        return False  # white space joins Latin words and parts Chinese ones
    word = classes[index]
    if word in _BREAKERS:
        return False
    if _COUNT.fullmatch(tokens[index].text):
        return False
    if word is WordClass.FUNCTION:
        return tokens[index].text in _INNER_FUNCTION
    return not (word is WordClass.CONNECTIVE and classes[index - 1] is WordClass.CONNECTIVE)


def _may_end(token: Token, word: WordClass, *, alone: bool) -> bool:
    if word is WordClass.LIGHT_VERB:
        return not alone
    return word in _STARTS and (token.tag not in _ENDS_NOT or (token.tag == "f" and len(token.text) > 1))


def _ends_in_meeting(view: _View, last: int) -> bool:
    """Is this the 会 of 座谈会, not the verb? Only where nothing follows that it could govern."""
    if view.tokens[last].text != "会":
        return False
    after = view.classes[last + 1] if last + 1 < len(view.tokens) else WordClass.BREAK
    return after in (WordClass.BREAK, WordClass.CONNECTIVE) or view.tokens[last + 1].text in "的上"


def _phrase(view: _View, first: int, last: int) -> Mention:
    tokens, classes = view.tokens, view.classes
    before = classes[first - 1] if first else WordClass.BREAK
    after = classes[last + 1] if last + 1 < len(tokens) else WordClass.BREAK
    start, end = tokens[first].start, tokens[last].end
    return Mention(
        start,
        end,
        Origin.NOUN_PHRASE,
        tuple(tokens[first : last + 1]),
        free_left=before in _FREE,
        free_right=after in _FREE,
        listed=view.text[start - 1 : start] == "、" or view.text[end : end + 1] == "、",
        heading=first in view.headings,
        in_title=first in view.titles,
    )


# ------------------------------------------------------------------ quotations and titles


def _quoted(view: _View, quotation: Quotation) -> Iterator[Mention]:
    """A coinage between quotation marks, its parts, and the noun phrase it heads; or a title."""
    start, end = quotation.start, quotation.end
    inner = view.text[start:end]
    if not inner.strip() or "\n" in inner:
        return
    if quotation.opening in "《〈":
        if end - start <= LONGEST_TITLE:
            yield _marked(view, start, end, Origin.TITLE)
        return
    folded = view.folded[start:end]
    if _SENTENCE_MARKS.search(folded):
        return
    parts = _CLAUSE.split(folded)
    if len(parts) > 1 and (end - start > LONGEST_QUOTED_LIST or max(map(len, parts)) > 8):
        return
    if len(parts) == 1 and end - start > LONGEST_QUOTATION:
        return
    yield _marked(view, start, end, Origin.QUOTATION)
    offset = start
    if view.holds_quotation(start, end):
        return  # its marks would be cut apart from what they enclose
    for part in re.split("[、,，+]", folded):
        if 0 < len(part) < end - start:
            yield _marked(view, offset, offset + len(part), Origin.NOUN_PHRASE)
        offset += len(part) + 1
    yield from _headed(view, quotation)


def _marked(view: _View, start: int, end: int, origin: Origin) -> Mention:
    return Mention(start, end, origin, view.tokens_between(start, end), free_left=True, free_right=True)


def _counted(view: _View) -> Iterator[Mention]:
    """A number with what it counts: 四个一批, 三个方面. Most are no terms; a link or quotation marks say which."""
    for numeral in find_numerals(view.text, view.document.quotations):
        end = head_end(view.text, numeral, _tagged)
        if numeral.start < end <= numeral.start + LONGEST_QUOTATION:
            yield _marked(view, numeral.start, end, Origin.COUNTED)


def _tagged(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.tag) for token in segment(text)]


def _headed(view: _View, quotation: Quotation) -> Iterator[Mention]:
    """The quotation with the nouns behind it, “亩均+”综合评价体系, or with a number before it, 三个“一号工程”.

    A single general noun behind it (“三名”工程) says what sort of thing it is and makes no longer term.
    """
    start, after = quotation.start - 1, quotation.end + 1
    first = view.starts.get(after)
    tokens, classes = view.tokens, view.classes
    if first is not None:
        end = first
        while end < min(first + 5, len(tokens)) and classes[end] in _STARTS and _follows(tokens, classes, first, end):
            end += 1
        while end > first and not _may_end(tokens[end - 1], classes[end - 1], alone=False):
            end -= 1
        if end - first > 1 or (end > first and classes[first] is WordClass.CONTENT):
            yield _marked(view, start, tokens[end - 1].end, Origin.QUOTED_HEAD)
    number = re.search("[一二两三四五六七八九十](?:个|大|项)?$", view.text[max(0, start - 3) : start])
    if number:
        yield _marked(view, start - len(number.group()), quotation.end + 1, Origin.QUOTED_HEAD)


def _follows(tokens: Sequence[Token], classes: Sequence[WordClass], first: int, index: int) -> bool:
    return index == first or _continues(tokens, classes, index)
