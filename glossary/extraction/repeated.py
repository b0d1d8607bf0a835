"""Strings that stand out by their numbers alone: repeated, independent on both sides, and cut by no word boundary.

They make up for what mentions miss: in a large corpus everything outside the sample, and in any text terms that the
segmenter cuts in the wrong place because its dictionary does not hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from glossary.extraction.counting import StringCounts
from glossary.extraction.phrases import is_phrase
from glossary.extraction.sampling import likely_frequency
from glossary.extraction.tallies import Occurrence, Tally, is_admissible
from glossary.keeping import Keeping
from glossary.model import Token
from glossary.sharing import share_each
from glossary.text.segmenters import DEFAULT, segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "MOST_STRINGS",
    "add_repeated",
    "independence",
    "independent_strings",
    "known_boundaries",
    "may_be_unit",
    "words_of",
]

# Occurrences whose both ends are word boundaries, as a share of all, at the least.
LEAST_ALIGNED = 0.5
# Distinct neighbours on either side at the least, sentence edges counted each: with fewer, it is part of a longer one.
LEAST_VARIETY = 3
# Strings that are cut into words at the most, the most independent and coherent ones: six for each entry of the largest
# glossary, for two in three are no phrases. Of the 10,000 entries that 36 million characters gave without this bound,
# 3% were then missing, most of them from the end of the list.
MOST_STRINGS = 60_000
# What a bit of cohesion and a character of length are worth in bits of entropy, when these are chosen.
COHESION_WORTH, LENGTH_WORTH = 1 / 6, 1 / 5
# Characters that are segmented together.
_BATCH = 4_000
# Strings that are cut in one go where there are many: a tenth of a second's work.
_TOGETHER = 4_000


def add_repeated(
    tallies: dict[str, Tally], strings: Iterable[tuple[str, Occurrence]], segmenter: str, keeping: Keeping
) -> None:
    """Add the candidates that the counts alone give, each with its first occurrence.

    Args:
        tallies: the candidates that mentions gave, by their texts; added to.
        strings: from `independent_strings`.
        segmenter: the name of the segmenter that cuts the strings into words.
        keeping: where these words are kept.
    """
    new = [(text, place) for text, place in strings if text not in tallies and is_admissible(text)]
    texts = [text for text, _place in new]
    phrases = keeping.results(
        "phrases", texts, lambda some: _phrases([texts[index] for index in some], segmenter), tuple[Token, ...]
    )
    for (text, place), words in zip(new, phrases, strict=True):
        if words:
            tally = tallies[text] = Tally(words)
            tally.places.append(place)


def _phrases(texts: list[str], segmenter: str) -> Sequence[tuple[Token, ...]]:
    """The words of each text that is a phrase; of others none."""

    def seen(some: Sequence[str]) -> list[tuple[Token, ...]]:
        return [words if is_phrase(words) else () for words in words_of(some, segmenter)]

    # Segmenters with models work in threads of their own, which a copy of the process would not have.
    return share_each(seen, texts, _TOGETHER, form=tuple[Token, ...]) if segmenter == DEFAULT else seen(texts)


def independent_strings(counts: StringCounts, longest: int, most: int = MOST_STRINGS) -> list[tuple[str, Occurrence]]:
    """The strings that may be units, with their first occurrences: in the order of rows, and no more than so many.

    Args:
        counts: of all documents, with word boundaries.
        longest: characters of a string at the most.
        most: strings.
    """
    import numpy as np

    rows = np.flatnonzero(may_be_unit(counts, counts.characters, longest))
    if rows.size > most:
        entropy = np.minimum(counts.left_entropy_bits[rows], counts.right_entropy_bits[rows])
        worth = independence(entropy, counts.minimum_pmi_bits[rows], counts.length[rows])
        rows = np.sort(rows[np.argsort(-worth, kind="stable")[:most]])
    firsts = zip(counts.first_document[rows].tolist(), counts.first_offset[rows].tolist(), strict=True)
    texts = zip(counts.texts(rows), firsts, strict=True)
    return [(text, Occurrence(document, start, start + len(text))) for text, (document, start) in texts]


class Numbers(Protocol):
    """Columns of counts: arrays, or expressions over a table."""

    @property
    def length(self) -> Any: ...
    @property
    def frequency(self) -> Any: ...
    @property
    def aligned(self) -> Any: ...
    @property
    def left_neighbours(self) -> Any: ...
    @property
    def right_neighbours(self) -> Any: ...


def may_be_unit(counts: Numbers, characters: int, longest: int) -> Any:
    """Whether each string may be a unit: as frequent as is likely in so many characters, and free on both sides."""
    return (
        (counts.length > 1)
        & (counts.length <= longest)
        & (counts.frequency >= likely_frequency(characters))
        & (counts.aligned >= LEAST_ALIGNED * counts.frequency)
        & (counts.left_neighbours >= LEAST_VARIETY)
        & (counts.right_neighbours >= LEAST_VARIETY)
    )


def independence(
    entropy_bits: NDArray[np.float64], cohesion_bits: NDArray[np.float64], length: NDArray[np.integer]
) -> NDArray[np.float64]:
    """How independent and coherent strings are: what chooses between too many.

    Args:
        entropy_bits: the smaller one of their two entropies.
        cohesion_bits: their cohesion, or a bound of it, which gives a bound.
        length: characters.
    """
    import numpy as np

    return np.asarray(np.round(entropy_bits + COHESION_WORTH * cohesion_bits + LENGTH_WORTH * length, 9))


def known_boundaries(texts: Sequence[str], segmenter: str) -> list[bytes | None]:
    """Where words begin in each text, of a corpus that is counted: what finds it there is loaded then.

    Only the default segmenter cuts by the dictionary that is counted by; of others, nothing is known.
    """
    from glossary.extraction.counting.boundaries import dictionary_boundaries

    if segmenter != DEFAULT:
        return [None] * len(texts)
    return [boundaries.tobytes() for boundaries in dictionary_boundaries(texts)]


def words_of(texts: Sequence[str], segmenter: str) -> Iterator[tuple[Token, ...]]:
    """The words of each text by itself: many are segmented at a time, with line ends between them."""
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield from _words_of_lines(batch, segmenter)
            batch, size = [], 0
    yield from _words_of_lines(batch, segmenter)


def _words_of_lines(lines: Sequence[str], segmenter: str) -> Iterator[tuple[Token, ...]]:
    text = "\n".join(lines)
    (boundaries,) = known_boundaries([text], segmenter)
    tokens = segment(text, segmenter, boundaries=boundaries)
    index = offset = 0
    for line in lines:
        end = offset + len(line)
        first = index
        while index < len(tokens) and tokens[index].start < end:
            index += 1
        yield tokens[first:index]
        offset = end + 1
