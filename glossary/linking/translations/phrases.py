"""The phrases of the target side that may be terms: where they stand, how often, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.linking.translations.words import Word, WordPair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["LONGEST_PHRASE", "PhraseSpans", "Phrases", "find_phrases"]

LONGEST_PHRASE = 10
"""Words of the longest phrase that is looked at."""

# Marks that may stand inside a name; all others end a phrase.
_INNER_MARKS = frozenset("&$%#@+-'’‘·")


@dataclass(frozen=True, slots=True, eq=False)
class PhraseSpans:
    """The phrases of one segment: spans of its target words, ends exclusive, and the numbers of the phrases."""

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    numbers: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """All phrases of all segments.

    Attributes:
        spans: one record for each segment.
        texts: of the phrases by number, in the case that most occurrences have.
        counts: occurrences by number.
        lengths: words by number.
    """

    spans: list[PhraseSpans]
    texts: list[str]
    counts: NDArray[np.float64]
    lengths: NDArray[np.int64]


def find_phrases(pairs: Sequence[WordPair]) -> Phrases:
    """Number every run of words that neither begins nor ends with a function word and holds no mark.

    Upper and lower case are one phrase. At the start of a segment a capital says nothing, so such an occurrence
    decides the case only where there is no other.
    """
    import numpy as np

    numbers: dict[str, int] = {}
    written: list[dict[str, int]] = []
    lengths: list[int] = []
    spans = []
    for pair in pairs:
        text, folded = pair.pair.target, pair.pair.target.lower()
        rows = []
        for start, end in _spans(pair.target):
            left, right = pair.target[start].start, pair.target[end - 1].end
            # Some capital letters are longer in lower case; then the offsets do not hold.
            key = folded[left:right] if len(folded) == len(text) else text[left:right].lower()
            number = numbers.setdefault(key, len(numbers))
            if number == len(written):
                written.append({})
                lengths.append(end - start)
            surface = text[left:right]
            written[number][surface] = written[number].get(surface, 0) + (1000 if start else 1)
            rows.append((start, end, number))
        table = np.array(rows, dtype=np.int64).reshape(-1, 3)
        spans.append(PhraseSpans(table[:, 0], table[:, 1], table[:, 2]))
    texts = [max(surfaces, key=lambda surface: (surfaces[surface], surface)) for surfaces in written]
    every = np.concatenate([span.numbers for span in spans]) if spans else np.zeros(0, dtype=np.int64)
    counts = np.bincount(every, minlength=len(texts)).astype(np.float64)
    return Phrases(spans, texts, counts, np.array(lengths, dtype=np.int64))


def _spans(words: Sequence[Word]) -> list[tuple[int, int]]:
    spans = []
    for start, first in enumerate(words):
        if not first.content:
            continue
        for end in range(start, min(len(words), start + LONGEST_PHRASE)):
            word = words[end]
            if word.mark and word.folded not in _INNER_MARKS:
                break
            if word.content:
                spans.append((start, end + 1))
    return spans
