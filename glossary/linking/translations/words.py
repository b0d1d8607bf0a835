"""Both sides of segment pairs as numbered words, which is what the alignment counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.linking.translations.records import SegmentPair
from glossary.text.normalising import normalise
from glossary.text.segmenters import segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FUNCTION_WORDS", "LONGEST_SEGMENT", "Word", "WordPair", "WordPairs", "number_words", "target_words"]

_CLOSED_CLASSES = (
    "a about after all also an and any are as at be been before being between both but by can could during each "
    "for from had has have he her him his i if in including into is it its may more no not of on or other our "
    "over per shall should so she such than that the their there these they this those through to under was we "
    "were when where which while who whose will with within without would you your"
)
FUNCTION_WORDS = frozenset(_CLOSED_CLASSES.split())
"""English words of the closed classes: no term begins or ends with one, and they say nothing about its content."""

LONGEST_SEGMENT = 400
"""Words on one side at the most; what is longer than a page was not aligned and is passed over."""

_WORD = re.compile(r"\w+(?:[’'&/.,-]\w+)*(?:(?<=s)[’'](?!\w))?|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the target side and where it stands; `mark` says that it is punctuation."""

    start: int
    end: int
    folded: str
    mark: bool

    @property
    def content(self) -> bool:
        """Whether it says something about the content of a phrase."""
        return not self.mark and self.folded not in FUNCTION_WORDS


@dataclass(frozen=True, slots=True, eq=False)
class WordPair:
    """A segment pair in words.

    Attributes:
        pair: as it was written.
        source: the normalised source text.
        starts, ends: of the words in it.
        source_ids, target_ids: numbers of the words of both sides.
        target: the words of the target side.
    """

    pair: SegmentPair
    source: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    source_ids: NDArray[np.int64]
    target_ids: NDArray[np.int64]
    target: tuple[Word, ...]


@dataclass(frozen=True, slots=True, eq=False)
class WordPairs:
    """All segment pairs in words, and how many different words each side has."""

    pairs: list[WordPair]
    source_size: int
    target_size: int


def number_words(pairs: Sequence[SegmentPair]) -> WordPairs:
    """Cut both sides into words and number them; inflected English words share a number with their stem."""
    import numpy as np

    source_numbers: dict[str, int] = {}
    target_numbers: dict[str, int] = {}
    numbered = []
    for pair in pairs:
        source = normalise(pair.source)
        tokens = [token for token in segment(source) if any(map(str.isalnum, token.text))]
        target = target_words(pair.target)
        if not tokens or not target or max(len(tokens), len(target)) > LONGEST_SEGMENT:
            continue
        ids = [source_numbers.setdefault(token.text.lower(), len(source_numbers)) for token in tokens]
        target_ids = [target_numbers.setdefault(_stem(word.folded), len(target_numbers)) for word in target]
        numbered.append(
            WordPair(
                pair,
                source,
                np.array([token.start for token in tokens]),
                np.array([token.end for token in tokens]),
                np.array(ids),
                np.array(target_ids),
                target,
            )
        )
    return WordPairs(numbered, len(source_numbers), len(target_numbers))


def target_words(text: str) -> tuple[Word, ...]:
    """The words and marks of a text in a language that puts spaces between words.

    >>> [word.folded for word in target_words("The river chief's GIS, 3.5 km")]
    ['the', 'river', "chief's", 'gis', ',', '3.5', 'km']
    """
    return tuple(
        Word(found.start(), found.end(), found.group().lower(), not found.group()[0].isalnum())
        for found in _WORD.finditer(text)
    )


def _stem(word: str) -> str:
    """The word without the ending of an English plural, so that `banks` counts with `bank`."""
    word = word.rstrip("’'")
    if len(word) > 5 and word.endswith(("ies", "sses")):
        return word[:-3] + "y" if word.endswith("ies") else word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
