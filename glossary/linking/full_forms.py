"""Which of many full forms an abbreviation stands for, with a score that can be compared across abbreviations.

`FullFormIndex` finds the full forms that hold the characters of an abbreviation and asks of each how likely a clipping
of it is to look like that (`glossary.linking.clipping_habits`). By Bayes' theorem the score is the probability that the
abbreviation stands for the full form, against all other full forms and against something that is not among them,
times what the abbreviation accounts for.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from glossary.lexicons import read_lexicon
from glossary.linking.clipping_habits import cut_words, in_order, is_place, likelihood, occurrences, places_of_words

__all__ = ["FullFormIndex", "rank_full_forms"]

# A lexicon states the pair, or a lone character stands for a place (沪, 法), as all lone characters in our lexicons do:
# 20 to 1, "as good as certain" without shutting out the rest.
_CERTAIN = 20.0
# A clipping that is no subsequence of its full form: with a place written out (上海 for 沪), 14 of the 569 in our
# lexicons; with its words in another order, a character that the full form lacks, or a class name added to a foreign
# name (明城 for 明尼阿波利斯), hardly one in a hundred.
_SPELT_OUT, _BENT = 0.03, 0.01
# Bent readings are looked for only where no straight one is likelier than the worst that a bent one could beat.
_POOR = 0.02
# The characters of a name are not drawn one by one: those of one subject keep company. Where they were drawn so, this
# exponent would be 1; where they always came together, 0.
_COMPANY = 0.75

# Full forms whose words are counted: more would not move the shares of characters.
_SAMPLE = 20_000

# Class names that a clipping may add to the first character of a foreign name.
_CLASSES = frozenset("国州洲城市岛山河湖港翁公氏")
# No word of a transliterated name is as frequent as this in the counts of jieba's dictionary.
_RARE_WORD = 100
# Words in the texts that jieba's dictionary was counted in.
_WORDS_COUNTED = 6e7


class FullFormIndex:
    """Full forms, indexed by their characters, to be ranked for one abbreviation after another.

    >>> index = FullFormIndex(["北京大学", "北方工业大学", "大连理工大学"])
    >>> [full_form for full_form, score in index.rank("北大")]
    ['北京大学', '北方工业大学']
    """

    def __init__(self, full_forms: Iterable[str]) -> None:
        self._full_forms = tuple(dict.fromkeys(form for form in full_forms if form))
        self._holders: dict[str, list[int]] = {}
        for number, form in enumerate(self._full_forms):
            for character in set(form):
                self._holders.setdefault(character, []).append(number)

    def rank(self, abbreviation: str, *, limit: int = 10) -> list[tuple[str, float]]:
        """Give the full forms that the abbreviation may stand for and their scores, best first.

        A score is the probability that the abbreviation stands for this full form, from 0 to 1, times the share of
        the words of the best full form that the abbreviation accounts for: in each that it leaves out, the one that
        is meant may be another. Scores can be compared across abbreviations: refuse what lies below 0.2, or set a
        threshold of your own. The abbreviation is never its own full form, and a full form that cannot be read at all
        is left out, so the list may be empty. Full forms that score alike stand in the order of their characters.
        """
        weights = {form: weight * self._prior(form) for form, weight in self._weights(abbreviation).items()}
        total = math.fsum(weights.values()) + self._by_chance(abbreviation)
        ranked = sorted(weights, key=lambda form: (-weights[form], form))[:limit]
        accounted_for = _accounted_for(abbreviation, ranked[0]) if ranked else 1.0
        return [(form, accounted_for * weights[form] / total) for form in ranked]

    def _weights(self, abbreviation: str) -> dict[str, float]:
        """The likelihood of every full form that can be read, straight readings first, bent ones where those are poor;
        multiplied by what is known beforehand.
        """
        weights = {form: likelihood(abbreviation, form) for form in self._in_order(abbreviation)}
        if len(abbreviation) == 1:
            weights = {form: weight * (_CERTAIN if is_place(form) else 1.0) for form, weight in weights.items()}
        for form, weight in self._with_places(abbreviation):
            weights[form] = max(weight, weights.get(form, 0.0))
        if max(weights.values(), default=0.0) < _POOR:
            for form, weight in self._bent(abbreviation):
                weights[form] = max(weight, weights.get(form, 0.0))
        stated = _stated_pairs().get(abbreviation, frozenset())
        return {form: weight * (_CERTAIN if form in stated else 1.0) for form, weight in weights.items() if weight > 0}

    def _prior(self, form: str) -> float:
        """How much more often a full form is meant than the average one of the pool: known names are meant more often,
        by a step for each power of ten of their count in jieba's dictionary.
        """
        return _renown(form) / self._mean_renown

    @cached_property
    def _mean_renown(self) -> float:
        return math.fsum(map(_renown, self._full_forms)) / max(len(self._full_forms), 1)

    @cached_property
    def _first_characters(self) -> tuple[Counter[str], int]:
        """How many words begin with a character, and how many there are; of a large pool, in a sample."""
        step = len(self._full_forms) // _SAMPLE + 1
        counts = Counter(word[0] for form in sorted(self._full_forms)[::step] for word in cut_words(form))
        return counts, counts.total()

    def _by_chance(self, abbreviation: str) -> float:
        """The weight of there being no full form in the pool: that its characters meet by chance in as many full forms,
        or that the abbreviation is a word of its own.
        """
        counts, total = self._first_characters
        size = len(self._full_forms)
        chance = size * math.prod(max(counts[character], 0.5) / max(total, 1) for character in sorted(abbreviation))
        return math.pow(chance, _COMPANY) + size * occurrences(abbreviation) / _WORDS_COUNTED

    def _holding(self, characters: str) -> list[str]:
        """The full forms that hold all of the characters, in whatever order."""
        holders = [self._holders.get(character, []) for character in set(characters)]
        if not holders:
            return []
        holders.sort(key=len)
        numbers = set(holders[0]).intersection(*holders[1:])
        return [self._full_forms[number] for number in sorted(numbers)]

    def _in_order(self, abbreviation: str) -> list[str]:
        """The full forms, longer than the abbreviation, that hold its characters in its order."""
        return [
            form
            for form in self._holding(abbreviation)
            if len(form) > len(abbreviation) and in_order(abbreviation, form)
        ]

    def _with_places(self, abbreviation: str) -> Iterator[tuple[str, float]]:
        """Full forms and weights of the readings that spell out a place: 沪 in 沪剧."""
        for place, spelt in _spelt_out(abbreviation):
            for form in self._holding(spelt):
                if in_order(spelt, form):
                    yield form, _SPELT_OUT * (_CERTAIN if form == place else likelihood(spelt, form))

    def _bent(self, abbreviation: str) -> Iterator[tuple[str, float]]:
        """Full forms and weights of the readings that are no subsequences."""
        for form in self._holding(abbreviation):
            if len(form) > len(abbreviation) and not in_order(abbreviation, form):
                ordered = "".join(sorted(abbreviation, key=form.index))
                if in_order(ordered, form):
                    yield form, _BENT * likelihood(ordered, form)
        for position in range(len(abbreviation)) if len(abbreviation) > 2 else ():
            rest = abbreviation[:position] + abbreviation[position + 1 :]
            counts, total = self._first_characters
            lacking = max(counts[abbreviation[position]], 0.5) / max(total, 1)
            for form in self._in_order(rest):
                if form != abbreviation:
                    yield form, _BENT * lacking * likelihood(rest, form)
        if len(abbreviation) == 2 and abbreviation[1] in _CLASSES:
            for form in self._in_order(abbreviation[0]):
                if form[0] == abbreviation[0] and _is_transliterated(form):
                    yield form, _BENT


def rank_full_forms(abbreviation: str, full_forms: Iterable[str]) -> list[tuple[str, float]]:
    """Rank `full_forms` for one abbreviation; for more than one, make a `FullFormIndex`.

    >>> [full_form for full_form, score in rank_full_forms("环评", ["环境影响评价", "环球时报"])]
    ['环境影响评价']
    """
    return FullFormIndex(full_forms).rank(abbreviation)


def _renown(form: str) -> float:
    """One, and a step for each power of ten of the count in jieba's dictionary.

    >>> _renown("北京大学") > _renown("北京某大学") == 1.0
    True
    """
    return 1 + math.log10(1 + occurrences(form))


def _accounted_for(abbreviation: str, form: str) -> float:
    """The share of the words of a full form that each have a character in the abbreviation.

    >>> _accounted_for("水建", "水利工程建设"), _accounted_for("水工建", "水利工程建设")
    (0.6666666666666666, 1.0)
    """
    words = sum(1 for place in places_of_words(cut_words(form)) if place)
    return min(1.0, len(abbreviation) / max(words, 1))


def _is_transliterated(form: str) -> bool:
    """Whether a full form of four characters or more sounds out a foreign name: it has no common words.

    >>> _is_transliterated("明尼阿波利斯"), _is_transliterated("明确规定")
    (True, False)
    """
    return len(form) > 3 and all(occurrences(word) < _RARE_WORD for word in cut_words(form) if len(word) > 1)


@cache
def _stated_pairs() -> dict[str, frozenset[str]]:
    """Abbreviation to the full forms that the lexicons state for it."""
    pairs: dict[str, set[str]] = {}
    for row in read_lexicon("clipping_pairs"):
        pairs.setdefault(row["short"], set()).add(row["full"])
    for name in ("policy_abbreviations", "organisation_clippings", "regions"):
        for row in read_lexicon(name):
            pairs.setdefault(row["surface"], set()).add(row["members"].replace(";", ""))
    return {abbreviation: frozenset(forms) for abbreviation, forms in pairs.items()}


@cache
def _places() -> dict[str, tuple[str, ...]]:
    """A character to the provinces and cities it stands for."""
    places: dict[str, tuple[str, ...]] = {}
    for row in read_lexicon("regions"):
        if len(row["surface"]) == 1:
            places[row["surface"]] = (*places.get(row["surface"], ()), row["members"])
    return places


def _spelt_out(abbreviation: str) -> Iterator[tuple[str, str]]:
    """The abbreviation with one character spelt out as the place it stands for, each with that place."""
    for position, character in enumerate(abbreviation):
        for place in _places().get(character, ()):
            yield place, abbreviation[:position] + place + abbreviation[position + 1 :]
