"""Strings that stand out by their numbers alone: repeated, independent on both sides, and cut by no word boundary.

They make up for what mentions miss: in a large corpus everything outside the sample, and in any text terms that the
segmenter cuts in the wrong place because its dictionary does not hold them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from glossary.extraction.counting import StringCounts
from glossary.extraction.phrases import is_phrase
from glossary.extraction.sampling import likely_frequency
from glossary.extraction.tallies import Tally, is_admissible
from glossary.model import Token
from glossary.text.segmenters import segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["add_repeated", "words_of"]

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


def add_repeated(tallies: dict[str, Tally], counts: StringCounts, segmenter: str, longest: int) -> None:
    """Add the candidates that the counts alone give, each with its first occurrence.

    Args:
        tallies: the candidates that mentions gave, by their texts; added to.
        counts: of all documents.
        segmenter: the name of the segmenter that cuts the strings into words.
        longest: characters of a candidate at the most.
    """
    rows = _independent(counts, longest)
    texts = counts.texts(rows)
    new = [place for place, text in enumerate(texts) if text not in tallies and is_admissible(text)]
    words = words_of([texts[place] for place in new], segmenter)
    for place, cut in zip(new, words, strict=True):
        if is_phrase(cut):
            text, row = texts[place], rows[place]
            tally = tallies[text] = Tally(cut)
            start = int(counts.first_offset[row])
            tally.stand(int(counts.first_document[row]), start, start + len(text))


def _independent(counts: StringCounts, longest: int) -> NDArray[np.intp]:
    """The rows of the strings that may be units, ascending: as frequent as is likely, and free on both sides."""
    import numpy as np

    rows = np.flatnonzero(
        (counts.length > 1)
        & (counts.length <= longest)
        & (counts.frequency >= likely_frequency(counts.characters))
        & (counts.aligned >= LEAST_ALIGNED * counts.frequency)
        & (np.minimum(counts.left_neighbours, counts.right_neighbours) >= LEAST_VARIETY)
    )
    if rows.size > MOST_STRINGS:
        entropy = np.minimum(counts.left_entropy_bits[rows], counts.right_entropy_bits[rows])
        worth = entropy + COHESION_WORTH * counts.minimum_pmi_bits[rows] + LENGTH_WORTH * counts.length[rows]
        rows = np.sort(rows[np.argsort(-np.round(worth, 9), kind="stable")[:MOST_STRINGS]])
    return rows


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
    tokens = segment("\n".join(lines), segmenter)
    index = offset = 0
    for line in lines:
        end = offset + len(line)
        first = index
        while index < len(tokens) and tokens[index].start < end:
            index += 1
        yield tokens[first:index]
        offset = end + 1
