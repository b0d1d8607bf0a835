"""Terms that were no candidates, but a person or a link names them: where they stand in the documents."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from glossary.extraction.candidates import LONGEST_PHRASE
from glossary.extraction.mentions import FREE
from glossary.extraction.statistics import Occurrence
from glossary.extraction.words import classify
from glossary.model import AnalysedDocument, Term
from glossary.ranking.contexts import ContextFinder
from glossary.text.characters import HAN
from glossary.text.scanning import Starts

__all__ = ["full_form_places", "pinyin", "places_of", "unmeasured_term"]

_HAN = re.compile(f"[{HAN}]")
_CONNECTIVE = re.compile("[和与及、]")


def unmeasured_term(text: str, occurrences: Sequence[Occurrence], finder: ContextFinder) -> Term:
    """A term with its contexts and counts; it has no evidence, because nothing was measured."""
    term = Term(text, reading=pinyin(text), contexts=finder.find(text, occurrences))
    documents = len({occurrence.document for occurrence in occurrences})
    return replace(term, frequency=len(occurrences), document_frequency=documents)


def full_form_places(texts: Iterable[str], documents: Sequence[AnalysedDocument]) -> dict[str, list[Occurrence]]:
    """Where those of the full forms stand that may be shown as terms though no phrase of words has their shape.

    How far a full form reaches to the left is a guess. It may be shown where it is Chinese, holds no connective, and
    begins once where no doubt is left: after punctuation, a function word or a verb that governs it. Where documents
    are not cut into words, there is always doubt.
    """
    if not _are_cut(documents):
        return {}
    likely = [text for text in texts if len(text) <= LONGEST_PHRASE and _HAN.search(text)]
    alone = [text for text in likely if not _CONNECTIVE.search(text)]
    places = places_of(alone, documents) if alone else {}
    return {text: found for text, found in places.items() if any(_begins_phrase(place, documents) for place in found)}


def _are_cut(documents: Iterable[AnalysedDocument]) -> bool:
    """Whether documents are cut into words: all are or none, and none is read but the first that has a text."""
    return next((bool(document.tokens) for document in documents if document.text.strip()), False)


def _begins_phrase(place: Occurrence, documents: Sequence[AnalysedDocument]) -> bool:
    tokens = documents[place.document].tokens
    index = bisect_left(tokens, place.start, key=lambda token: token.start)
    if index == len(tokens) or tokens[index].start != place.start:
        return False
    return not index or tokens[index - 1].end < place.start or classify(tokens[index - 1]) in FREE


def places_of(texts: Iterable[str], documents: Sequence[AnalysedDocument]) -> dict[str, list[Occurrence]]:
    """Where each text stands by itself, by text; texts that stand nowhere are not in it."""
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for text in texts:
        by_start[text[:2]].append(text)
    starts = Starts(by_start)
    found: defaultdict[str, list[Occurrence]] = defaultdict(list)
    for index, document in enumerate(documents):
        for place in starts.look(document.text).places():
            beginnings = dict.fromkeys((document.text[place], document.text[place : place + 2]))
            for text in (text for beginning in beginnings for text in by_start.get(beginning, ())):
                occurrence = Occurrence(index, place, place + len(text))
                if document.text.startswith(text, place) and _stands_alone(occurrence, document):
                    found[text].append(occurrence)
    return dict(sorted(found.items()))


def _stands_alone(occurrence: Occurrence, document: AnalysedDocument) -> bool:
    """Whether no mask or garbled run covers it, and no Latin letter or digit runs on at its edges."""
    _index, start, end = occurrence
    if any(barrier.start < end and start < barrier.end for barrier in document.barriers):
        return False
    text = document.text
    return not (_runs_on(text[start - 1 : start + 1]) if start else False) and not _runs_on(text[end - 1 : end + 1])


def _runs_on(pair: str) -> bool:
    return len(pair) == 2 and pair.isascii() and pair.isalnum()


def pinyin(text: str) -> str | None:
    """Pinyin with tone marks, a space between syllables; what is no Chinese character stays as it is."""
    from pypinyin.seg.simpleseg import seg

    if text.isascii():
        return None
    return " ".join(part for word in seg(text) for part in _syllables(word))


@cache
def _syllables(word: str) -> tuple[str, ...]:
    """The readings of a word as pypinyin cuts words, or what is no Chinese word as it is; most come many times."""
    from pypinyin import Style
    from pypinyin.converter import DefaultConverter

    found = DefaultConverter().convert(word, Style.TONE, heteronym=False, errors="default", strict=True)
    return tuple(part.strip() for readings in found for part in readings if part.strip())
