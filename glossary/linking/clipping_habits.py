"""What clippings keep of the words of a full form, and how likely a full form is to give a clipping.

北京大学 gives 北大: two words, each kept as its first character. What becomes of a word depends on where it stands and
on its length. The shares are counted, not chosen: `lexicons/clipping_habits.tsv` holds them, and
`scripts/build_clipping_habits.py` counts them in the clippings of our own lexicons.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from glossary.lexicons import read_lexicon

__all__ = [
    "Shares",
    "cut_words",
    "habits",
    "in_order",
    "is_place",
    "keepings",
    "likelihood",
    "occurrences",
    "places_of_words",
]

# What may become of a word, and how often that happens: kept as its first or last character or whole, or dropped. A
# word of one character is kept `whole` or dropped.
Shares = dict[str, float]

_LONGEST_WORD = 2
_GRAMMAR = frozenset("的之和与及或暨兼第、·—-－ ")
# Words of the grammar go: all but one in a hundred, since nothing forbids to keep one.
_GRAMMAR_SHARES: Shares = {"whole": 0.01, "dropped": 0.99}
# First words that say whose a body is, beside the places that the dictionary knows.
_OWNERS = frozenset(("中国", "中华", "全国", "国家", "中央", "中共", "人民", "国际", "世界"))
# 第 never joins the numeral after it, which is what a clipping keeps: 第二次 gives 二.
_UNIT = re.compile(r"[A-Za-z]+|\d+|第|[^\x00-\x7f第]+|.")


def likelihood(abbreviation: str, form: str, shares: dict[str, Shares] | None = None) -> float:
    """How likely a clipping of `form` is to be `abbreviation`: from 0, where it cannot be, to 1.

    Each word is kept or dropped by itself, with the probability of its place; all ways to get the abbreviation add up.
    Since all abbreviations of a full form share its probability, a long form gives each of its many clippings rarely.

    >>> likelihood("农机", "农业机械") > likelihood("农机", "农业科技机构") > 0
    True
    """
    shares = habits() if shares is None else shares
    words = cut_words(form)
    reached = {0: 1.0}
    for word, place in zip(words, places_of_words(words), strict=True):
        ahead: dict[int, float] = {}
        share = shares[place] if place else _GRAMMAR_SHARES
        for kept, probability in reached.items():
            for habit, characters in keepings(word, place):
                if abbreviation.startswith(characters, kept):
                    to = kept + len(characters)
                    ahead[to] = ahead.get(to, 0.0) + probability * share[habit]
        reached = ahead
    return reached.get(len(abbreviation), 0.0)


@cache
def habits() -> dict[str, Shares]:
    """The shares by place: see `places_of_words`."""
    table: dict[str, Shares] = {}
    for row in read_lexicon("clipping_habits"):
        table.setdefault(row["place"], {})[row["habit"]] = float(row["share"])
    return table


@lru_cache(maxsize=65_536)
def keepings(word: str, place: str) -> tuple[tuple[str, str], ...]:
    """What may become of a word, as (habit, characters kept).

    >>> keepings("大学", "last-2")
    (('first', '大'), ('last', '学'), ('whole', '大学'), ('dropped', ''))
    """
    if len(word) == 1 or not place:
        return (("whole", word), ("dropped", ""))
    return (("first", word[0]), ("last", word[-1]), ("whole", word), ("dropped", ""))


@lru_cache(maxsize=65_536)
def places_of_words(words: tuple[str, ...]) -> tuple[str, ...]:
    """Where each word stands, and whether it has one character or more; words of the grammar stand nowhere.

    The first word of several is an owner where it says whose or where the rest is: that often goes without saying.

    >>> places_of_words(("上海", "自主", "创新", "示范", "区"))
    ('owner-2', 'inner-2', 'inner-2', 'inner-2', 'last-1')
    """
    content = [number for number, word in enumerate(words) if word not in _GRAMMAR]
    places = [""] * len(words)
    for number in content:
        word = words[number]
        if number == content[-1]:
            place = "last"
        elif number == content[0]:
            place = "owner" if word in _OWNERS or (len(word) > 1 and is_place(word)) else "first"
        else:
            place = "inner"
        places[number] = f"{place}-{min(len(word), 2)}"
    return tuple(places)


@lru_cache(maxsize=65_536)
def cut_words(form: str) -> tuple[str, ...]:
    """Cut a full form into words of at most two characters; a run of Latin letters or of digits is one word.

    Two, because that is what clippings are made from: 委员会 gives 委 or 会. The most probable words under jieba's
    dictionary counts win (a unigram model).

    >>> cut_words("国家自主创新示范区")
    ('国家', '自主', '创新', '示范', '区')
    """
    words: list[str] = []
    for unit in _UNIT.findall(form):
        words += [unit] if unit.isascii() else _cut(unit)
    return tuple(words)


def _cut(text: str) -> Sequence[str]:
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
    """The natural logarithm of a word's probability; an unknown character counts as rarer than any word, an unknown
    word of two as impossible.
    """
    count = occurrences(word)
    if count:
        return math.log(count) - _log_total()
    return -1.0 - _log_total() if len(word) == 1 else -math.inf


@cache
def _log_total() -> float:
    return math.log(sum(_counts()))


def _counts() -> Iterator[int]:
    from glossary.text.segmenters.dictionary import dictionary

    return (count for count, _tag in dictionary().values())


def in_order(characters: str, text: str) -> bool:
    """Whether the characters stand in the text in the same order, with or without others between them.

    >>> in_order("北大", "北京大学"), in_order("大北", "北京大学")
    (True, False)
    """
    position = 0
    for character in characters:
        position = text.find(character, position) + 1
        if not position:
            return False
    return True


def occurrences(word: str) -> int:
    """How often a word stands in the texts that jieba's dictionary was counted in, about 60 million words."""
    from glossary.text.segmenters.dictionary import dictionary

    return dictionary().get(word, (0, ""))[0]


def is_place(word: str) -> bool:
    """Whether jieba's dictionary knows the word as the name of a place.

    >>> is_place("上海"), is_place("海上")
    (True, False)
    """
    from glossary.text.segmenters.dictionary import dictionary

    return dictionary().get(word, (0, ""))[1].startswith("ns")
