"""Where candidate terms stand in a text: noun phrases over words, and what structure marks as a unit.

Every occurrence of a candidate is a `Mention`: a span and how it was found. Statistics come later; a term that occurs
once is found here or nowhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.extraction.mentions import NAME_TAGS, PLACE_ENDS, DocumentView, Mention, phrase
from glossary.extraction.phrases import MOST_WORDS, continues, may_end, starts_phrase
from glossary.extraction.quotations import counted, quoted
from glossary.extraction.unusual_phrases import unusual_phrases
from glossary.extraction.words import WordClass
from glossary.model import AnalysedDocument

__all__ = ["LONGEST_PHRASE", "find_mentions"]

# Longer terms than this are titles and sentences. 12% of the terms in HKMA's bilingual glossary are longer than 8
# characters, 1% longer than 20.
LONGEST_PHRASE = 24
# What acts rather than meets: 水务局会.
_OFFICES = ("局", "署", "厅", "部门", "公司", "政府")
# A place's name whose first character was cut off is shorter than this.
_LONGEST_CUT = 4
# A number with what it counts at the end of a list.
_COUNT = re.compile("[二两三四五六七八九十](?:级|方|类|维|重|型|化|种|位|支|道|张|对)?")


def find_mentions(document: AnalysedDocument) -> Iterator[Mention]:
    """Find every occurrence of every candidate in a document, in no particular order.

    A span may come up more than once, with different origins. None holds a barrier.
    """
    view = DocumentView(document)
    yield from _noun_phrases(view)
    for mention in (*unusual_phrases(view), *quoted(view), *counted(view)):
        if not view.is_barred(mention.start, mention.end):
            yield mention


def _noun_phrases(view: DocumentView) -> Iterator[Mention]:
    """All runs of words that have the shape of a noun phrase, the longest ones and those inside them."""
    tokens, classes = view.tokens, view.classes
    for first in range(len(tokens)):
        if not starts_phrase(tokens, classes, first) or _cuts_name(view, first):
            continue
        for last in range(first, min(first + MOST_WORDS, len(tokens))):
            if last > first and _counts_list(view, first, last):
                break
            if last > first and not continues(tokens, classes, last):
                if _ends_in_meeting(view, last):
                    yield phrase(view, first, last)
                break
            if tokens[last].end - tokens[first].start > LONGEST_PHRASE:
                break
            if may_end(tokens[last], classes[last], alone=first == last):
                yield phrase(view, first, last)


def _cuts_name(view: DocumentView, first: int) -> bool:
    """Is this the end of a place's name that the segmenter does not know: the 州 of 澜|州, the 岚县 of 青|岚县?"""
    token, before = view.tokens[first], view.tokens[first - 1] if first else None
    if before is None or before.end != token.start or view.classes[first - 1] is not WordClass.CONTENT:
        return False
    if token.text in PLACE_ENDS:
        return before.tag in ("x", "ns", "nr")
    cut = len(before.text) == 1 and before.tag in NAME_TAGS
    return cut and len(token.text) < _LONGEST_CUT and token.text[-1] in PLACE_ENDS


def _counts_list(view: DocumentView, first: int, last: int) -> bool:
    """Does this number count the list whose last part the phrase begins with, as in 省、市、县三级网络?"""
    start = view.tokens[first].start
    return view.text[start - 1 : start] == "、" and _COUNT.fullmatch(view.tokens[last].text) is not None


def _ends_in_meeting(view: DocumentView, last: int) -> bool:
    """Is this the 会 of 座谈会, not the verb? Only where nothing follows that it could govern."""
    if view.tokens[last].text != "会" or view.tokens[last - 1].text.endswith(_OFFICES):
        return False
    after = view.classes[last + 1] if last + 1 < len(view.tokens) else WordClass.BREAK
    return after in (WordClass.BREAK, WordClass.CONNECTIVE) or view.tokens[last + 1].text in "的上"
