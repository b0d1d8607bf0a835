"""Quotations and titles of a large corpus, counted in all of it: where words are read in a sample, chance must not
decide whether a term is seen between marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from glossary.extraction.quotations import LONGEST_QUOTATION, LONGEST_TITLE
from glossary.extraction.repeated import words_of
from glossary.extraction.tallies import Occurrence, Tally, is_admissible

__all__ = ["Marked", "add_marked", "find_marked"]

# A quotation without the marks of sentences and lists, or a title; neither holds marks of its own kind. Two patterns
# that begin with a character each are found three times as fast as one that begins with either.
_QUOTATION = re.compile(rf"“([^“”、，。！？；：,!?;:\n]{{2,{LONGEST_QUOTATION}}})”")
_TITLE = re.compile(rf"《([^《》〈〉\n]{{2,{LONGEST_TITLE}}})》")


class Marked:
    """How often a text stands between marks: `quoted` and `titled`, in how many documents, and where first."""

    __slots__ = ("document", "documents", "first", "quoted", "titled")

    def __init__(self) -> None:
        self.quoted = self.titled = self.documents = 0
        self.document = -1
        self.first = (0, 0)


def find_marked(texts: Sequence[str]) -> dict[str, Marked]:
    """What stands between quotation marks or book-title marks in the documents, by its text.

    >>> found = find_marked(["推进“三名”工程，印发《“三名”工程方案》", "“三名”工程"])
    >>> {text: (marked.quoted, marked.titled, marked.documents) for text, marked in found.items()}
    {'三名': (2, 0, 2), '“三名”工程方案': (0, 1, 1)}
    """
    found: dict[str, Marked] = {}
    for document, text in enumerate(texts):
        end = 0
        for match in sorted((*_QUOTATION.finditer(text), *_TITLE.finditer(text)), key=re.Match.start):
            if match.start() < end:
                continue
            end = match.end()
            marked = found.setdefault(match[1], Marked())
            if marked.document < 0:
                marked.first = (document, match.start(1))
            marked.documents += marked.document != document
            marked.document = document
            marked.quoted += match.re is _QUOTATION
            marked.titled += match.re is _TITLE
    return found


def add_marked(tallies: dict[str, Tally], found: Mapping[str, Marked], least: int, segmenter: str) -> None:
    """Tell the candidates how often they stand between marks; what does so at least `least` times is a candidate."""
    frequent = [text for text, marked in found.items() if marked.quoted + marked.titled >= least]
    new = [text for text in frequent if text not in tallies and is_admissible(text)]
    for text, words in zip(new, words_of(new, segmenter), strict=True):
        tallies[text] = Tally(words)
        document, start = found[text].first
        tallies[text].places.append(Occurrence(document, start, start + len(text)))
    for text in found.keys() & tallies.keys():
        tally, marked = tallies[text], found[text]
        tally.quoted, tally.titled = marked.quoted, marked.titled
        tally.frequency, tally.documents = marked.quoted + marked.titled, marked.documents
