"""Where candidate terms stand in a text: noun phrases over words, and what structure marks as a unit.

Every occurrence of a candidate is a `Mention`: a span and how it was found. Statistics come later; a term that occurs
once is found here or nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.extraction.mentions import DocumentView, Mention, phrase
from glossary.extraction.phrases import MOST_WORDS, continues, may_end, starts_phrase
from glossary.extraction.quotations import counted, quoted
from glossary.extraction.unusual_phrases import unusual_phrases
from glossary.extraction.words import WordClass
from glossary.model import AnalysedDocument

__all__ = ["LONGEST_PHRASE", "find_mentions"]

# Longer terms than this are titles and sentences. 12% of the terms in HKMA's bilingual glossary are longer than 8
# characters, 1% longer than 20.
LONGEST_PHRASE = 24


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
        if not starts_phrase(tokens, classes, first):
            continue
        for last in range(first, min(first + MOST_WORDS, len(tokens))):
            if last > first and not continues(tokens, classes, last):
                if _ends_in_meeting(view, last):
                    yield phrase(view, first, last)
                break
            if tokens[last].end - tokens[first].start > LONGEST_PHRASE:
                break
            if may_end(tokens[last], classes[last], alone=first == last):
                yield phrase(view, first, last)


def _ends_in_meeting(view: DocumentView, last: int) -> bool:
    """Is this the 会 of 座谈会, not the verb? Only where nothing follows that it could govern."""
    if view.tokens[last].text != "会":
        return False
    after = view.classes[last + 1] if last + 1 < len(view.tokens) else WordClass.BREAK
    return after in (WordClass.BREAK, WordClass.CONNECTIVE) or view.tokens[last + 1].text in "的上"
