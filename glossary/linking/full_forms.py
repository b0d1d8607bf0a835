"""Which of many full forms an abbreviation stands for, with a score that can be compared across abbreviations.

A Chinese clipping keeps some characters of its full form in their order, mostly the first character of each word
(北京大学 → 北大), and begins and ends where the full form does. `FullFormIndex` finds the full forms that hold the
characters, reads each against its words at the least cost, and turns the cost into a score.

The costs are natural logarithms of how much less likely a reading becomes: 0.7 halves it. They are round figures,
picked from a coarse grid by what ranked and refused best on public development pairs; moving any one of them by a step
moves the accuracy by about a hundredth or less.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from glossary.lexicons import read_lexicon

__all__ = ["FullFormIndex", "rank_full_forms"]

# What it costs to leave a word out: inside or at the end; at the beginning, where clippings hardly ever do, unless the
# word says where or whose something is (中国, 上海), which often goes without saying.
_DROPPED, _DROPPED_FIRST = 0.5, 1.2
# A character that is no word of two, left out inside. A word of grammar (和, 的) costs nothing.
_DROPPED_CHARACTER = 0.2
# What it costs to keep the last character of a word instead of its first; in the last word that is common (大学 → 学).
_KEPT_LAST, _KEPT_LAST_OF_HEAD = 0.8, 0.3
# Keeping a whole word shortens nothing.
_KEPT_WHOLE = 0.5
# Each character beyond twice the abbreviation's length.
_EXTRA_CHARACTER = 0.05
# What each power of ten of the full form's count in jieba's dictionary is worth: known names are meant more often.
_KNOWN_WORD = 0.2
# A lone character stands for a place more than for anything else: 沪, 法.
_LONE_PLACE = 0.5
# A lexicon states the pair.
_STATED = 2.0
# Readings that bend the rule: characters in another order (社会治安综合治理 → 综治), one character that the full form
# lacks, a class name added to a foreign name (明城 for 明尼阿波利斯), a place written out (上海 for 沪).
_REORDERED, _FOREIGN, _CLASS_ADDED, _SPELT_OUT = 2.0, 3.0, 2.0, 0.5
# Bent readings are looked for only where every straight one costs more than this.
_POOR = 1.0
# Latin words and the like that no rule reads.
_UNREADABLE = 4.0

# How the cost becomes a score. Each power of ten of the matches to be expected by chance counts against all readings of
# an abbreviation, as does each power of ten of its own count in the dictionary: a common word is rarely a clipping. A
# reading loses by its share among all readings: much where rivals read as well, nothing where it is alone.
_CHANCE, _COMMON_WORD, _SHARE = 0.3, 0.2, 0.8
# The cost at which the score is one half: about nine in ten right best answers of the development data cost less, and
# of the best answers given where the right one is not in the pool, about one in five.
_HALF = 1.7

_LONGEST_WORD = 2
_GRAMMAR = frozenset("的之和与及或暨兼第、·—-－ ")
# Beginnings that say whose a body is, beside the places that the dictionary knows.
_OWNERS = frozenset(
    (
        *("中国", "中华", "全国", "国家", "中央", "中共", "人民", "国际", "世界", "国务院", "中国人民", "人民解放军"),
        *("中国共产党", "中华人民共和国", "中国人民解放军"),
    )
)
_LONGEST_OWNER = max(map(len, _OWNERS))
# Class names that a clipping may add to the first character of a foreign name: 明城 for 明尼阿波利斯.
_CLASSES = frozenset("国州洲城市岛山河湖港翁公氏")
# No word of a transliterated name is as frequent as this in jieba's dictionary.
_RARE_WORD = 100
# 第 never joins the numeral after it, which is what a clipping keeps: 第二次 gives 二.
_UNIT = re.compile(r"[A-Za-z]+|\d+|第|[^\x00-\x7f第]+|.")


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

        A score lies between 0 and 1 and can be compared across abbreviations: refuse what lies below 0.5, or set a
        threshold of your own. It falls with what the clipping leaves out, with rivals that read as well, with
        characters that many full forms hold, and where the abbreviation is itself a common word. The abbreviation is
        never its own full form, and a full form that cannot be read at all is left out, so the list may be empty.
        Full forms that score alike stand in the order of their characters.
        """
        costs = self._costs(abbreviation)
        if not costs:
            return []
        least = min(costs.values())
        total = sum(math.exp(least - cost) for cost in costs.values())
        against = self._against(abbreviation)
        scored = []
        for form, cost in costs.items():
            share = math.exp(least - cost) / total
            whole_cost = cost + against - _SHARE * math.log(max(share, 1e-9))
            scored.append((form, 1 / (1 + math.exp(whole_cost - _HALF))))
        scored.sort(key=lambda pair: (-pair[1], pair[0]))
        return scored[:limit]

    def _costs(self, abbreviation: str) -> dict[str, float]:
        """The cost of every full form that can be read, straight readings first, bent ones where those are poor."""
        costs = {form: _cost(abbreviation, form) for form in self._in_order(abbreviation)}
        for form, cost in self._with_places(abbreviation):
            costs[form] = min(cost, costs.get(form, math.inf))
        stated = _stated_pairs().get(abbreviation, frozenset())
        if min(costs.values(), default=math.inf) > _POOR:
            for form, cost in self._bent(abbreviation):
                costs[form] = min(cost, costs.get(form, math.inf))
        return {form: cost - _STATED if form in stated else cost for form, cost in costs.items()}

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
            if len(form) > len(abbreviation) and _is_subsequence(abbreviation, form)
        ]

    def _with_places(self, abbreviation: str) -> Iterable[tuple[str, float]]:
        """Full forms and costs of the readings that spell out a place: 沪 in 沪剧."""
        for place, spelt in _spelt_out(abbreviation):
            for form in self._holding(spelt):
                if _is_subsequence(spelt, form):
                    yield form, _SPELT_OUT + (0.0 if form == place else _cost(spelt, form))

    def _bent(self, abbreviation: str) -> Iterable[tuple[str, float]]:
        """Full forms and costs of the readings that are no subsequences."""
        for form in self._holding(abbreviation):
            if len(form) > len(abbreviation) and not _is_subsequence(abbreviation, form):
                ordered = "".join(sorted(abbreviation, key=form.index))
                if _is_subsequence(ordered, form):
                    yield form, _REORDERED + _cost(ordered, form)
        for position in range(len(abbreviation)) if len(abbreviation) > 2 else ():
            rest = abbreviation[:position] + abbreviation[position + 1 :]
            for form in self._in_order(rest):
                if form != abbreviation:
                    yield form, _FOREIGN + _cost(rest, form)
        if len(abbreviation) == 2 and abbreviation[1] in _CLASSES:
            for form in self._in_order(abbreviation[0]):
                if form[0] == abbreviation[0] and _is_transliterated(form):
                    yield form, _CLASS_ADDED

    def _against(self, abbreviation: str) -> float:
        """What counts against every reading of an abbreviation alike: chance, and being a common word."""
        size = max(len(self._full_forms), 1)
        chance = math.log10(size) + sum(
            math.log10(max(len(self._holders.get(character, ())), 0.5) / size) for character in abbreviation
        )
        return _CHANCE * chance + _COMMON_WORD * math.log10(1 + _count(abbreviation))


def rank_full_forms(abbreviation: str, full_forms: Iterable[str]) -> list[tuple[str, float]]:
    """Rank `full_forms` for one abbreviation; for more than one, make a `FullFormIndex`.

    >>> [full_form for full_form, score in rank_full_forms("环评", ["环境影响评价", "环球时报"])]
    ['环境影响评价']
    """
    return FullFormIndex(full_forms).rank(abbreviation)


def _is_subsequence(characters: str, text: str) -> bool:
    position = 0
    for character in characters:
        position = text.find(character, position) + 1
        if not position:
            return False
    return True


def _cost(abbreviation: str, form: str) -> float:
    """The cost of the cheapest reading of `abbreviation`, a subsequence of `form`, as a clipping of it."""
    cost = _clipping_cost(abbreviation, form)
    owner = _owner(form)
    if owner and _is_subsequence(abbreviation, form[len(owner) :]):
        cost = min(cost, _DROPPED + _clipping_cost(abbreviation, form[len(owner) :]))
    cost += _EXTRA_CHARACTER * max(0, len(form) - 2 * len(abbreviation))
    cost -= _KNOWN_WORD * math.log10(1 + _count(form))
    return cost - (_LONE_PLACE if len(abbreviation) == 1 and _is_place(form) else 0.0)


def _owner(form: str) -> str:
    """The longest beginning of a full form that says whose or where it is, and often goes without saying.

    >>> _owner("国务院港澳事务办公室"), _owner("上海电器厂"), _owner("技术改造")
    ('国务院', '上海', '')
    """
    for length in range(min(_LONGEST_OWNER, len(form) - 1), 1, -1):
        if form[:length] in _OWNERS or _is_place(form[:length]):
            return form[:length] + _owner(form[length:])
    return ""


def _clipping_cost(abbreviation: str, form: str) -> float:
    """The cost of the cheapest way to keep `abbreviation` of the words of `form`."""
    words = _words(form)
    costs = {0: 0.0}
    for number, word in enumerate(words):
        is_last = number == len(words) - 1
        dropped = _dropping_cost(word, is_first=number == 0, is_last=is_last)
        reached: dict[int, float] = {}
        for kept, cost in costs.items():
            _reach(reached, kept, cost + dropped)
            for characters, price in _keepings(word, is_last):
                if characters and abbreviation.startswith(characters, kept):
                    _reach(reached, kept + len(characters), cost + price)
        costs = reached
    return costs.get(len(abbreviation), _UNREADABLE)


def _reach(costs: dict[int, float], kept: int, cost: float) -> None:
    if cost < costs.get(kept, math.inf):
        costs[kept] = cost


@lru_cache(maxsize=65_536)
def _keepings(word: str, is_last: bool) -> tuple[tuple[str, float], ...]:
    """What a clipping may keep of a word, and at what cost."""
    if len(word) == 1:
        return ((word, 0.0),)
    last = _KEPT_LAST_OF_HEAD if is_last else _KEPT_LAST
    return ((word, _KEPT_WHOLE), (word[0], 0.0), (word[-1], last))


def _dropping_cost(word: str, *, is_first: bool, is_last: bool) -> float:
    if word in _GRAMMAR:
        return 0.0
    if is_first:
        return _DROPPED_FIRST
    if len(word) == 1 and not is_last:
        return _DROPPED_CHARACTER
    return _DROPPED


@lru_cache(maxsize=65_536)
def _words(form: str) -> tuple[str, ...]:
    """Cut a full form into words of at most two characters; a run of Latin letters or of digits is one word.

    Two, because that is what clippings are made from: 委员会 gives 委 or 会. The most probable words under jieba's
    dictionary counts win (a unigram model); a full form is never one word by itself unless it is that short.

    >>> _words("国家自主创新示范区")
    ('国家', '自主', '创新', '示范', '区')
    """
    words: list[str] = []
    for unit in _UNIT.findall(form):
        words += [unit] if unit.isascii() else _cut(unit)
    return tuple(words)


def _cut(text: str) -> Sequence[str]:
    """The most probable words of at most two characters."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        best.append(
            max(
                (best[start][0] + _log_probability(text[start:end]), start)
                for start in range(max(0, end - _LONGEST_WORD), end)
            )
        )
    words: list[str] = []
    end = len(text)
    while end:
        start = best[end][1]
        words.append(text[start:end])
        end = start
    return words[::-1]


@lru_cache(maxsize=262_144)
def _log_probability(word: str) -> float:
    """The natural logarithm of a word's probability; an unknown character counts as one of probability below one in all
    words, an unknown word of two as impossible.
    """
    count = _count(word)
    if count:
        return math.log(count) - _log_total()
    return -1.0 - _log_total() if len(word) == 1 else -math.inf


@cache
def _log_total() -> float:
    return math.log(sum(count for count, _ in _dictionary().values()))


def _dictionary() -> dict[str, tuple[int, str]]:
    """The dictionary of jieba: word to count and part of speech."""
    from glossary.text.segmenters.jieba import dictionary

    return dictionary()


def _count(word: str) -> int:
    known = _dictionary().get(word)
    return known[0] if known else 0


def _is_transliterated(form: str) -> bool:
    """Whether a full form of four characters or more sounds out a foreign name: it has no common words.

    >>> _is_transliterated("明尼阿波利斯"), _is_transliterated("明确规定")
    (True, False)
    """
    return len(form) > 3 and all(_count(word) < _RARE_WORD for word in _words(form) if len(word) > 1)


def _is_place(word: str) -> bool:
    known = _dictionary().get(word)
    return known is not None and known[1].startswith("ns")


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


def _spelt_out(abbreviation: str) -> Iterable[tuple[str, str]]:
    """The abbreviation with one character spelt out as the place it stands for, each with that place."""
    for position, character in enumerate(abbreviation):
        for place in _places().get(character, ()):
            yield place, abbreviation[:position] + place + abbreviation[position + 1 :]
