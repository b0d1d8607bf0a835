"""What adds up over the mentions of each candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from glossary.extraction.mentions import Mention, Origin
from glossary.extraction.sampling import Passage
from glossary.extraction.words import Before
from glossary.lexicons import read_lexicon
from glossary.model import Token

__all__ = ["Occurrence", "Tally", "is_admissible", "tally_mentions"]


class Occurrence(NamedTuple):
    """Where a candidate stands: index of the document, span in its normalised text."""

    document: int
    start: int
    end: int


class Tally:
    """The mentions of one candidate, added up.

    Attributes:
        words: where it was first found as more than one word.
        spans: its occurrences, by document and start: a span may be mentioned more than once.
        frequency, documents: occurrences that are known by number alone, and the documents that hold them.
    """

    __slots__ = (
        "after_adverb",
        "after_naming_verb",
        "counted",
        "documents",
        "free",
        "free_left",
        "free_right",
        "frequency",
        "heading",
        "in_title",
        "listed",
        "mentions",
        "parallel",
        "quoted",
        "quoted_head",
        "spans",
        "titled",
        "words",
    )

    def __init__(self, words: tuple[Token, ...]) -> None:
        self.words = words
        self.spans: dict[tuple[int, int], Occurrence] = {}
        self.mentions = self.free = self.free_left = self.free_right = 0
        self.listed = self.parallel = self.heading = self.in_title = self.titled = self.counted = 0
        self.quoted = self.quoted_head = 0
        self.after_adverb = self.after_naming_verb = 0
        self.frequency = self.documents = 0

    def add(self, document: int, offset: int, mention: Mention) -> None:
        """Add a mention in a passage of the document that starts at `offset`."""
        if len(mention.words) > len(self.words) and len(self.words) == 1:
            self.words = mention.words
        self.stand(document, offset + mention.start, offset + mention.end)
        self.mentions += 1
        self.free += mention.free_left and mention.free_right
        self.free_left += mention.free_left
        self.free_right += mention.free_right
        self.listed += mention.listed
        self.parallel += mention.parallel
        self.heading += mention.heading
        self.in_title += mention.in_title
        self.quoted += mention.origin is Origin.QUOTATION
        self.quoted_head += mention.origin is Origin.QUOTED_HEAD
        self.titled += mention.origin is Origin.TITLE
        self.counted += mention.origin is Origin.COUNTED
        self.after_adverb += mention.before is Before.ADVERB
        self.after_naming_verb += mention.before is Before.NAMING_VERB

    def stand(self, document: int, start: int, end: int) -> None:
        """Note an occurrence, if it is not known yet."""
        if (document, start) not in self.spans:
            self.spans[document, start] = Occurrence(document, start, end)


def tally_mentions(passages: Iterable[Passage]) -> dict[str, Tally]:
    """Find the candidates of the passages, by their texts."""
    tallies: dict[str, Tally] = {}
    for document, offset, analysed, mentions in passages:
        text = analysed.text
        for mention in mentions:
            surface = text[mention.start : mention.end]
            tally = tallies.get(surface)
            if tally is None:
                if not is_admissible(surface):
                    continue
                tally = tallies[surface] = Tally(mention.words)
            tally.add(document, offset, mention)
    return tallies


# A word of letters that names a thing in a Chinese text: two capitals, a Greek letter or a digit is among them (PPP, α,
# 5G). One capital starts any English sentence.
_NAMED = re.compile(r"[0-9\u0370-\u03ff]|[A-Z].*[A-Z]")


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in read_lexicon("units") if row["unit"].isascii())


def is_admissible(surface: str) -> bool:
    """Can this be a term at all? One character, ordinary Latin words and the symbol of a unit cannot."""
    if len(surface) < 2 or surface in _units() or "\n" in surface:
        return False
    return not surface.isascii() or (not surface.islower() and all(map(_NAMED.search, surface.split())))
