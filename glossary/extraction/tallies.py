"""What adds up over the mentions of each candidate."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.extraction.mentions import Mention, Origin
from glossary.extraction.sampling import Passage
from glossary.extraction.words import Before
from glossary.lexicons import read_lexicon
from glossary.model import Token

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Manner", "Occurrence", "Tally", "add_up", "is_admissible", "tally_mentions"]


class Occurrence(NamedTuple):
    """Where a candidate stands: index of the document, span in its normalised text."""

    document: int
    start: int
    end: int


class Manner(NamedTuple):
    """How a candidate is mentioned: 0 or 1 for each thing that is counted over all mentions; see `COLUMNS`."""

    free: int
    free_left: int
    free_right: int
    listed: int
    parallel: int
    heading: int
    in_title: int
    quoted: int
    quoted_head: int
    titled: int
    counted: int
    after_adverb: int
    after_naming_verb: int
    torn: int


class Tally:
    """The mentions of one candidate.

    Attributes:
        words: where it was first found as more than one word.
        manners: how it is mentioned, once for each mention.
        places: its occurrences; a span may be mentioned more than once.
        quoted, titled: occurrences between quotation marks and in title marks, where these are known by number alone.
        frequency, documents: occurrences that are known by number alone, and the documents that hold them.
    """

    __slots__ = ("documents", "frequency", "manners", "places", "quoted", "titled", "words")

    def __init__(self, words: tuple[Token, ...]) -> None:
        self.words = words
        self.manners: list[Manner] = []
        self.places: list[Occurrence] = []
        self.quoted = self.titled = self.frequency = self.documents = 0

    def occurrences(self) -> tuple[Occurrence, ...]:
        """Its occurrences by document and start: of several spans, the first one that was found."""
        if len(self.places) == 1:
            return tuple(self.places)
        distinct: dict[tuple[int, int], Occurrence] = {}
        for place in self.places:
            distinct.setdefault((place.document, place.start), place)
        return tuple(distinct.values())


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
                tally = tallies[surface] = Tally(mention.words(analysed))
            elif mention.first < mention.last and len(tally.words) == 1:
                tally.words = mention.words(analysed)
            tally.manners.append(
                _manner(mention.origin, mention.before, *mention[_FREE_LEFT:_BEFORE], *mention[_BEFORE + 1 :])
            )
            tally.places.append(Occurrence(document, offset + mention.start, offset + mention.end))
    return tallies


_FREE_LEFT, _BEFORE = map(Mention._fields.index, ("free_left", "before"))


@cache
def _manner(
    origin: Origin,
    before: Before,
    free_left: bool,
    free_right: bool,
    listed: bool,
    heading: bool,
    in_title: bool,
    parallel: bool,
    torn: bool,
) -> Manner:
    """One for all mentions of a kind: of millions, there are some dozens of kinds."""
    return Manner(
        free=free_left and free_right,
        free_left=free_left,
        free_right=free_right,
        listed=listed,
        parallel=parallel,
        heading=heading,
        in_title=in_title,
        quoted=origin is Origin.QUOTATION,
        quoted_head=origin is Origin.QUOTED_HEAD,
        titled=origin is Origin.TITLE,
        counted=origin is Origin.COUNTED,
        after_adverb=before is Before.ADVERB,
        after_naming_verb=before is Before.NAMING_VERB,
        torn=torn,
    )


def add_up(tallies: Sequence[Tally]) -> tuple[NDArray[np.int64], dict[str, NDArray[np.int64]]]:
    """The mentions of each candidate, and how many of them are of each manner, by the names of `Manner`."""
    import numpy as np

    mentions = np.array([len(tally.manners) for tally in tallies], dtype=np.int64)
    manners = np.array([manner for tally in tallies for manner in tally.manners], dtype=np.bool_)
    owners = np.repeat(np.arange(mentions.size), mentions)
    columns = manners.reshape(-1, len(Manner._fields)).T
    sums = {
        name: np.bincount(owners[column], minlength=mentions.size)
        for name, column in zip(Manner._fields, columns, strict=True)
    }
    for name in ("quoted", "titled"):
        by_number = np.array([getattr(tally, name) for tally in tallies], dtype=np.int64)
        sums[name] = np.maximum(sums[name], by_number)
    return mentions, sums


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
