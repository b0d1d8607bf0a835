"""How well each phrase stands for each term: the fit of the two in a segment, and their association over all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.linking.translations.phrases import Phrases, PhraseSpans
from glossary.linking.translations.words import WordPair

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Occurrence", "Scores", "find_occurrences", "score_phrases"]

NESTED_WEIGHT = 0.25
"""What an occurrence inside a longer term counts: there the longer term's translation stands."""

# Fits below this are nothing but the spread of the word alignment over a segment.
LEAST_FIT = 0.05


class Occurrence(NamedTuple):
    """A term in a segment: offsets into its normalised source, and whether a longer term holds it."""

    term: int
    start: int
    end: int
    nested: bool


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Pairs of a term and a phrase that stand together, sorted by term.

    Attributes:
        terms, phrases: their numbers.
        scores: 0 to 1.
        segments: those that hold both.
        best_segment: the one where the two fit best.
    """

    terms: NDArray[np.int64]
    phrases: NDArray[np.int64]
    scores: NDArray[np.float64]
    segments: NDArray[np.int64]
    best_segment: NDArray[np.int64]


def find_occurrences(pairs: Iterable[WordPair], terms: Sequence[str]) -> list[list[Occurrence]]:
    """Where the terms stand in each segment, sorted by term."""
    by_start: defaultdict[str, list[int]] = defaultdict(list)
    for number, term in enumerate(terms):
        by_start[term[:2]].append(number)
    found = []
    for pair in pairs:
        spans = [
            (start, start + len(terms[number]), number)
            for start in range(len(pair.source))
            for key in {pair.source[start], pair.source[start : start + 2]}
            for number in by_start.get(key, ())
            if pair.source.startswith(terms[number], start)
        ]
        found.append(
            sorted(Occurrence(number, start, end, _is_nested(start, end, spans)) for start, end, number in spans)
        )
    return found


def _is_nested(start: int, end: int, spans: Sequence[tuple[int, int, int]]) -> bool:
    return any(left <= start and end <= right and right - left > end - start for left, right, _number in spans)


def score_phrases(
    pairs: Sequence[WordPair],
    links: Sequence[NDArray[np.float64]],
    phrases: Phrases,
    occurrences: Sequence[Sequence[Occurrence]],
    count: int,
) -> Scores:
    """Score each phrase that stands in a segment with a term.

    In a segment, the fit of an occurrence and a span is the geometric mean of four shares, each 0 to 1: of the span's
    content words that the term accounts for, of all that the term accounts for that lies in the span, of the term's
    words that the span accounts for, and of what the span accounts for that is the term's. Over all segments, with F
    the sum of the fits, n the occurrences of the term and c those of the phrase, the score is (F/n) times 2F/(n+c): a
    mean fit, times Dice's coefficient (L. R. Dice, Ecology 26 (3), 1945, page 298) in which a pair counts as far as it
    fits. Both were chosen by measurement among those in the manual; neither has a coefficient.

    Args:
        pairs: the segments.
        links: their word alignments.
        phrases: of their target sides.
        occurrences: of the terms, in each segment.
        count: how many terms there are.
    """
    import numpy as np

    rows = [
        _segment_rows(pair, link, spans, found, number)
        for number, (pair, link, spans, found) in enumerate(zip(pairs, links, phrases.spans, occurrences, strict=True))
        if found and len(spans.starts)
    ]
    table = np.concatenate(rows) if rows else np.zeros((0, 5))
    terms, numbers, weights, fits, segments = table.T
    weight_of_term = np.zeros(count)
    for found in occurrences:
        for occurrence in found:
            weight_of_term[occurrence.term] += NESTED_WEIGHT if occurrence.nested else 1.0
    size = max(len(phrases.texts), 1)
    keys, inverse = np.unique((terms * size + numbers).astype(np.int64), return_inverse=True)
    sums = np.bincount(inverse, fits * weights, len(keys))
    order = np.lexsort((-fits, inverse))
    first = np.flatnonzero(np.diff(inverse[order], prepend=-1))
    term_of_key, phrase_of_key = keys // size, keys % size
    n = np.maximum(weight_of_term[term_of_key], 1e-9)
    scores = sums / n * 2 * sums / (n + phrases.counts[phrase_of_key])
    return Scores(
        term_of_key,
        phrase_of_key,
        scores,
        np.bincount(inverse, minlength=len(keys)),
        segments[order[first]].astype(np.int64),
    )


def _segment_rows(
    pair: WordPair, link: NDArray[np.float64], spans: PhraseSpans, found: Sequence[Occurrence], number: int
) -> NDArray[np.float64]:
    """Rows of term, phrase, how often both stand together, their best fit, and the segment."""
    import numpy as np

    fits = _fits(pair, link, spans, found)
    by_phrase = np.argsort(spans.numbers, kind="stable")
    phrase_starts = np.flatnonzero(np.diff(spans.numbers[by_phrase], prepend=-1))
    terms = np.array([occurrence.term for occurrence in found])
    term_starts = np.flatnonzero(np.diff(terms, prepend=-1))
    best = np.maximum.reduceat(np.maximum.reduceat(fits[by_phrase], phrase_starts, axis=0), term_starts, axis=1)
    in_segment = np.diff(phrase_starts, append=len(by_phrase))
    of_term = np.diff(term_starts, append=len(terms))
    weights = np.array([NESTED_WEIGHT if occurrence.nested else 1.0 for occurrence in found])
    mean_weight = np.add.reduceat(weights, term_starts) / of_term
    together = np.minimum(in_segment[:, None], of_term[None, :]) * mean_weight[None, :]
    row, column = np.nonzero(best > LEAST_FIT)
    phrase_numbers = spans.numbers[by_phrase][phrase_starts]
    return np.stack(
        [
            terms[term_starts][column],
            phrase_numbers[row],
            together[row, column],
            best[row, column],
            np.full(len(row), number),
        ],
        axis=1,
    )


def _fits(
    pair: WordPair, link: NDArray[np.float64], spans: PhraseSpans, found: Sequence[Occurrence]
) -> NDArray[np.float64]:
    """The fit of each span (row) with each occurrence (column)."""
    import numpy as np

    starts = np.array([occurrence.start for occurrence in found])[:, None]
    ends = np.array([occurrence.end for occurrence in found])[:, None]
    # Where the segmenter cuts otherwise than the term, a word belongs to it by the share of its characters.
    shared = np.clip(np.minimum(ends, pair.ends) - np.maximum(starts, pair.starts), 0, None)
    shares = shared / (pair.ends - pair.starts)
    content = np.array([word.content for word in pair.target], dtype=np.float64)
    owned = link @ shares.T
    content_owned = owned * content[:, None]

    def inside(values: NDArray[np.float64]) -> NDArray[np.float64]:
        sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
        difference: NDArray[np.float64] = sums[spans.ends] - sums[spans.starts]
        return difference

    tiny = 1e-9
    mass, content_mass = inside(owned), inside(content_owned)
    filled = content_mass / inside(content[:, None])
    kept = content_mass / (content_owned.sum(axis=0) + tiny)
    covered = mass / (shares.sum(axis=1) + tiny)
    own = mass / (inside(link.sum(axis=1)[:, None]) + tiny)
    product: NDArray[np.float64] = np.clip(filled * kept * covered * own, 0, 1) ** 0.25
    return product
