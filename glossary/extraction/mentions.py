"""One occurrence of a candidate, and a document as those see it who look for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from glossary.extraction.phrases import promote_measures
from glossary.extraction.words import Before, WordClass, announced, classify
from glossary.model import AnalysedDocument, BlockKind, Quotation, Token
from glossary.text.characters import fold_punctuation

__all__ = ["NAME_TAGS", "PLACE_ENDS", "DocumentView", "Mention", "Origin", "marked", "phrase"]

# What leaves no doubt that a phrase begins after it, or ends before it.
FREE = frozenset({WordClass.BREAK, WordClass.FORMULAIC, WordClass.FUNCTION, WordClass.LIGHT_VERB, WordClass.CONNECTIVE})


class Origin(StrEnum):
    """How a candidate was found."""

    NOUN_PHRASE = "noun_phrase"
    QUOTATION = "quotation"
    QUOTED_HEAD = "quoted_head"
    TITLE = "title"
    COUNTED = "counted"


# The next item of a list.
_ITEM = re.compile("、([^、，。；：！？和与及等\n]{2,14})")
_OPENING_MARKS = frozenset("“《")


# Parts of speech of the characters that a segmenter leaves of a name, and of words that no dictionary holds.
NAME_TAGS = frozenset(("x", "ns", "nr", "nrt", "nz", "zg", "g", "ng"))
PLACE_ENDS = frozenset("省市县州区镇乡村")


class Mention(NamedTuple):
    """One occurrence of a candidate, in offsets of the normalised text.

    Attributes:
        first, last: its words, as the segmenter cut them, by their indices; -1 where it cut across an edge.
        free_left, free_right: no word on that side could belong to the same phrase: punctuation, a function word or a
            verb that governs the phrase stands there.
        listed: the items of a list (、) stand beside it.
        parallel: one of these ends in the same word: 液压闸门、弧形闸门.
        heading, in_title: it stands in a heading; in a title of the document or of a part of it.
        before: what stands before it, where nothing parts the two.
        torn: a word that no dictionary holds stands at its edge, and another piece of a name beside that.
    """

    start: int
    end: int
    origin: Origin
    first: int
    last: int
    free_left: bool
    free_right: bool
    listed: bool = False
    heading: bool = False
    in_title: bool = False
    before: Before = Before.OTHER
    parallel: bool = False
    torn: bool = False

    def words(self, document: AnalysedDocument) -> tuple[Token, ...]:
        """The words it consists of; where the segmenter cut across its edges, it is a word of its own."""
        if self.first < 0:
            return (Token(self.start, self.end, document.text[self.start : self.end], "x"),)
        return document.tokens[self.first : self.last + 1]


class DocumentView:
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
        promote_measures(self.classes)
        self.before = _words_before(self.tokens)
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
        index = bisect_right(quotations, start, key=_start)
        return index < len(quotations) and quotations[index].start < end

    def is_torn(self, first: int, last: int) -> bool:
        """Does an unknown word at an edge of the phrase touch a further piece of a name: 区住|建局, 湾|南科创?

        The segmenter guesses where such words begin and end, and guesses wrong where two of them meet.
        """
        return (self.tokens[first].tag == "x" and self._meets(first - 1, first)) or (
            self.tokens[last].tag == "x" and self._meets(last + 1, last)
        )

    def _meets(self, index: int, edge: int) -> bool:
        """Is the token at `index`, which touches the one at `edge`, a piece of a name: unknown, or one character?"""
        if not 0 <= index < len(self.tokens) or self.classes[index] is not WordClass.CONTENT:
            return False
        token, other = self.tokens[index], self.tokens[edge]
        short = len(token.text) == 1 or (token.tag == "x" and len(token.text) == 2)
        touches = token.start == other.end or token.end == other.start
        return (
            touches and short and token.tag in NAME_TAGS and token.text not in PLACE_ENDS and not token.text.isascii()
        )

    def first_of_row(self, quotation: Quotation) -> int:
        """Where the first of the quotations starts that stand side by side up to this one: “提质”“扩面”行动."""
        start, index = quotation.start, bisect_right(self.document.quotations, quotation.start, key=_start) - 2
        while index >= 0 and self.document.quotations[index].end + 2 >= start:
            if self.document.quotations[index].end + 2 == start:
                start = self.document.quotations[index].start
            index -= 1
        return start


def _words_before(tokens: Sequence[Token]) -> list[Before]:
    """What stands before each token; one more at the end, for what stands before the end."""
    found = [Before.OTHER]
    starts = [*(token.start for token in tokens[1:]), None]
    for token, next_start in zip(tokens, starts, strict=False):
        if next_start is not None and next_start != token.end:
            found.append(Before.OTHER)
        elif token.text in _OPENING_MARKS:
            found.append(found[-1])
        else:
            found.append(announced(token.text, token.tag))
    return found


def _is_parallel(text: str, start: int, end: int, head: str) -> bool:
    """Does the item before or after the span in its list end in the same word?"""
    if text[start - 1 : start] == "、" and text.endswith(head, 0, start - 1):
        return True
    item = _ITEM.match(text, end)
    return item is not None and item.group(1).endswith(head)


def _start(quotation: Quotation) -> int:
    return quotation.start


def _tokens_in(document: AnalysedDocument, kind: BlockKind) -> set[int]:
    """Indices of the tokens that stand in blocks of that kind."""
    spans = [(block.start, block.end) for block in document.blocks if block.kind is kind]
    inside: set[int] = set()
    position = 0
    for index, token in enumerate(document.tokens if spans else ()):
        while position < len(spans) and spans[position][1] <= token.start:
            position += 1
        if position < len(spans) and spans[position][0] <= token.start:
            inside.add(index)
    return inside


def marked(view: DocumentView, start: int, end: int, origin: Origin) -> Mention:
    """What marks around it set off from the text."""
    first, last = view.starts.get(start), view.ends.get(end)
    before = Before.OTHER if first is None else view.before[first]
    if first is None or last is None:
        first = last = -1
    return Mention(start, end, origin, first, last, True, True, before=before)


def phrase(view: DocumentView, first: int, last: int) -> Mention:
    """The phrase from the token at `first` to that at `last`."""
    tokens, classes = view.tokens, view.classes
    before = classes[first - 1] if first else WordClass.BREAK
    after = classes[last + 1] if last + 1 < len(tokens) else WordClass.BREAK
    start, end = tokens[first].start, tokens[last].end
    listed = view.text[start - 1 : start] == "、" or view.text[end : end + 1] == "、"
    parallel = listed and first < last and _is_parallel(view.text, start, end, tokens[last].text)
    return Mention(
        *(start, end, Origin.NOUN_PHRASE, first, last, before in FREE, after in FREE),
        *(
            listed,
            first in view.headings,
            first in view.titles,
            view.before[first],
            parallel,
            view.is_torn(first, last),
        ),
    )
