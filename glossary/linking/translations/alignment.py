"""Terms and their translations from segment pairs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from glossary.linking.translations.eflomal import align_words_with_eflomal
from glossary.linking.translations.phrases import Phrases, find_phrases
from glossary.linking.translations.records import SegmentPair, Translation
from glossary.linking.translations.scoring import Scores, find_occurrences, score_phrases
from glossary.linking.translations.segments import sentence_pairs
from glossary.linking.translations.word_alignment import align_words
from glossary.linking.translations.words import WordPairs, number_words
from glossary.settings import Aligner
from glossary.text.normalising import normalise

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["align"]


def align(
    pairs: Iterable[SegmentPair | tuple[str, str]],
    terms: Sequence[str],
    *,
    top: int = 5,
    aligner: Aligner = Aligner.BUILT_IN,
) -> list[Translation]:
    """Find the translations of `terms` in segment pairs: for each term that occurs, `top` phrases at the most.

    Args:
        pairs: Chinese and its translation into a language that puts spaces between words.
        terms: in the order in which their translations are wanted.
        top: translations of one term at the most.
        aligner: what aligns the words.

    Returns:
        Translations in the order of the terms, best first.

    Raises:
        MissingExtraError: the aligner is not installed.

    >>> lines = [("雨量增加。", "Rainfall rises."), ("测雨量。", "Measure rainfall."), ("水位下降。", "It falls.")]
    >>> [found.text for found in align(lines, ["雨量"], top=1)]
    ['rainfall']
    """
    records = [pair if isinstance(pair, SegmentPair) else SegmentPair(*pair) for pair in pairs]
    wanted = list(dict.fromkeys(normalised for term in terms if (normalised := normalise(term).strip())))
    words = number_words(sentence_pairs(records))
    phrases = find_phrases(words.pairs)
    occurrences = find_occurrences(words.pairs, wanted)
    links = align_words(words) if aligner is Aligner.BUILT_IN else align_words_with_eflomal(words)
    scores = score_phrases(words.pairs, links, phrases, occurrences, len(wanted))
    rows = _best_rows(scores, phrases, top)
    numbers = {term: number for number, term in enumerate(wanted)}
    return [
        _translation(term, row, scores, phrases, words)
        for term in dict.fromkeys(terms)
        for row in rows.get(numbers.get(normalise(term).strip(), -1), ())
    ]


def _best_rows(scores: Scores, phrases: Phrases, top: int) -> dict[int, NDArray[np.int64]]:
    """The rows of each term's best phrases; of equal ones the longer, then the one that sorts first."""
    import numpy as np

    if not len(scores.terms):
        return {}
    order = np.lexsort((scores.phrases, -phrases.lengths[scores.phrases], -scores.scores, scores.terms))
    terms = scores.terms[order]
    starts = np.flatnonzero(np.diff(terms, prepend=-1))
    ends = np.append(starts[1:], len(terms))
    return {int(terms[start]): order[start : min(end, start + top)] for start, end in zip(starts, ends, strict=True)}


def _translation(term: str, row: int, scores: Scores, phrases: Phrases, words: WordPairs) -> Translation:
    return Translation(
        term=term,
        text=phrases.texts[scores.phrases[row]],
        score=round(float(scores.scores[row]), 4),
        count=int(scores.segments[row]),
        evidence=(words.pairs[scores.best_segment[row]].pair,),
    )
