"""What quotation marks enclose and numbers count: coinages, their parts, the phrases they head; titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.extraction.mentions import DocumentView, Mention, Origin, marked
from glossary.extraction.phrases import STARTS, continues, may_end
from glossary.extraction.words import WordClass
from glossary.model import Quotation, Token
from glossary.text.numerals import find_numerals, head_end
from glossary.text.segmenters import segment

__all__ = ["counted", "quoted"]

# A quotation longer than this quotes speech, not a coinage; with a list inside it may be longer.
LONGEST_QUOTATION = 16
LONGEST_QUOTED_LIST = 30
LONGEST_TITLE = 40
_SENTENCE_MARKS = re.compile("[。！？!?;；:：]")
_COUNTS_NOTHING = frozenset(("m", "mq", "j", "l", "i"))
_CLAUSE = re.compile("[、,，]")


def quoted(view: DocumentView) -> Iterator[Mention]:
    """Find what stands in quotation and book-title marks."""
    for quotation in view.document.quotations:
        yield from _quoted(view, quotation)


def _quoted(view: DocumentView, quotation: Quotation) -> Iterator[Mention]:
    """A coinage between quotation marks, its parts, and the noun phrase it heads; or a title."""
    start, end = quotation.start, quotation.end
    inner = view.text[start:end]
    if not inner.strip() or "\n" in inner:
        return
    if quotation.opening in "《〈":
        if end - start <= LONGEST_TITLE:
            yield marked(view, start, end, Origin.TITLE)
        return
    folded = view.folded[start:end]
    if _SENTENCE_MARKS.search(folded):
        return
    parts = _CLAUSE.split(folded)
    if len(parts) > 1 and (end - start > LONGEST_QUOTED_LIST or max(map(len, parts)) > 8):
        return
    if len(parts) == 1 and end - start > LONGEST_QUOTATION:
        return
    yield marked(view, start, end, Origin.QUOTATION)
    offset = start
    if view.holds_quotation(start, end):
        return  # its marks would be cut apart from what they enclose
    for part in re.split("[、,，+]", folded):
        if 0 < len(part) < end - start:
            yield marked(view, offset, offset + len(part), Origin.NOUN_PHRASE)
        offset += len(part) + 1
    yield from _headed(view, quotation)


def _headed(view: DocumentView, quotation: Quotation) -> Iterator[Mention]:
    """The quotation with the nouns behind it, “亩均+”综合评价体系, or with a number before it, 三个“一号工程”.

    A single general noun behind it (“三名”工程) says what sort of thing it is and makes no longer term.
    """
    start, after = view.first_of_row(quotation) - 1, quotation.end + 1
    first = view.starts.get(after)
    tokens, classes = view.tokens, view.classes
    if first is not None:
        end = first
        while end < min(first + 5, len(tokens)) and classes[end] in STARTS and _follows(tokens, classes, first, end):
            end += 1
        while end > first and not may_end(tokens[end - 1], classes[end - 1], alone=False):
            end -= 1
        several = start + 1 < quotation.start
        if end - first > 1 or (end > first and (several or classes[first] is WordClass.CONTENT)):
            yield marked(view, start, tokens[end - 1].end, Origin.QUOTED_HEAD)
    number = re.search("[一二两三四五六七八九十](?:个|大|项)?$", view.text[max(0, start - 3) : start])
    if number:
        yield marked(view, start - len(number.group()), quotation.end + 1, Origin.QUOTED_HEAD)


def _follows(tokens: Sequence[Token], classes: Sequence[WordClass], first: int, index: int) -> bool:
    return index == first or continues(tokens, classes, index)


def counted(view: DocumentView) -> Iterator[Mention]:
    """A number with what it counts: 三个方面. Most are no terms; a link or quotation marks say which.

    What counts no thing, such as 四个一批 or 三个年, is a name.
    """
    for numeral in find_numerals(view.text, view.document.quotations):
        end = head_end(view.text, numeral, _tagged)
        if numeral.start < end <= numeral.start + LONGEST_QUOTATION:
            mention = marked(view, numeral.start, end, Origin.COUNTED)
            last = mention.words(view.document)[-1]
            is_name = last.tag in _COUNTS_NOTHING and len(last.text) > 1
            yield mention._replace(origin=Origin.NOUN_PHRASE) if is_name else mention


def _tagged(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.tag) for token in segment(text)]
