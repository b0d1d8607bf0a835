"""What the words of a candidate say of its shape: which of them heads it, which of them governs another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from glossary.extraction.words import Before, announced
from glossary.lexicons import read_lexicon
from glossary.linking.names import body_acts, kind_of_name

__all__ = [
    "begins_with_cut_name",
    "describes",
    "ends_in_activity",
    "governed_words",
    "governs_in_short",
    "heads_terms",
    "holds_cut_word",
    "holds_governing_verb",
    "is_adverb",
    "is_clause",
    "is_general_phrase",
    "is_general_word",
    "is_guess",
    "modifies",
]

# What a text does rather than what it is about: as a last word it closes the titles of papers and reports.
_ACTIVITIES = frozenset(
    re.findall(
        "..",
        "研究分析探讨探析探究观察初探综述应用进展评述思考启示展望比较讨论报告实践浅析调查设计影响作用关系特征特点状况情况",
    )
)
# What names of places end in. By itself before other words it is the end of a name that was cut, or stands for the
# place that is spoken of: 市|重点项目.
_PLACE_ENDS = frozenset("省市区县镇乡村州盟旗湾")
# With one of these, a verb names a kind: 介入类器械, 移动式泵站.
_KIND_SUFFIXES = frozenset("类型式性级化用")
# Somebody who acts: 债务人, 投标人, 施工方.
_AGENT = re.compile(".+[人员者方]")
_GENERAL = frozenset(("generic", "abstract"))
_GOVERNING = frozenset(("light_verb", "object_verb"))
_VERBS = frozenset(("light_verb", "object_verb", "weak_verb"))


@cache
def _heads() -> frozenset[str]:
    return frozenset(row["word"] for row in read_lexicon("term_heads"))


@cache
def heads_terms(word: str) -> bool:
    """Does the word head many terms, by itself or by how it ends?

    >>> heads_terms("制度"), heads_terms("分中心"), heads_terms("变电站"), heads_terms("内容")
    (True, True, True, False)
    """
    heads = _heads()
    return word in heads or (len(word) > 2 and (word[-1] in heads or word[-2:] in heads))


@cache
def _describing_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_lexicon("describing_words"))


@cache
def _general_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_lexicon("general_words"))


def is_general_word(text: str) -> bool:
    """Does it name a whole sector, a level, a quantity or a part of a document, and no concept: 金融, 含量, 附录?"""
    return text in _general_words()


def is_general_phrase(words: Sequence[str], classes: Sequence[str]) -> bool:
    """Is it more than one word, and each of them a general one: 经济环境, 方法研究?"""
    return len(words) > 1 and all(
        word in _general_words() or word in _ACTIVITIES or word_class in _GENERAL
        for word, word_class in zip(words, classes, strict=True)
    )


def governs_in_short(words: Sequence[str], tags: Sequence[str]) -> bool:
    """Is it a verb of one character with one word behind it: 搭平台, 稳就业?"""
    return len(words) == 2 and len(words[0]) == 1 and tags[0] == "v"


def describes(words: Sequence[str]) -> bool:
    """Does it begin with a word that describes a thing and names no kind of it: 现有企业, 首批项目?"""
    return len(words) > 1 and words[0] in _describing_words()


def begins_with_cut_name(text: str, words: Sequence[str], tags: Sequence[str]) -> bool:
    """Does it begin with the end of a place's name, and is no name of a body of such a place?

    >>> begins_with_cut_name("市重点项目", ("市", "重点项目"), ("n", "n"))
    True
    >>> begins_with_cut_name("市水务局", ("市", "水务局"), ("n", "n"))
    False
    """
    return len(words) > 1 and words[0] in _PLACE_ENDS and kind_of_name(text, words, tags) is None


def holds_cut_word(words: Sequence[str]) -> bool:
    """Does it begin or end with a word of one character that heads no terms?"""
    return len(words[0]) == 1 or (len(words[-1]) == 1 and not heads_terms(words[-1]))


def modifies(words: Sequence[str]) -> bool:
    """Does a suffix make the first word one that modifies, as in 介入类器械?"""
    return len(words) > 1 and words[1] in _KIND_SUFFIXES


def governed_words(words: Sequence[str], classes: Sequence[str], governing: Collection[str]) -> int:
    """How many words of the classes `governing` have an object behind them rather than a head.

    >>> governed_words(("企业", "提升", "质量"), ("generic", "light_verb", "abstract"), ["light_verb"])
    1
    >>> governed_words(("素质", "提升", "行动"), ("content", "light_verb", "generic"), ["light_verb"])
    0
    """
    inner = range(1, len(words) - 1)
    return sum(classes[index] in governing and not heads_terms(words[index + 1]) for index in inner)


def holds_governing_verb(words: Sequence[str], classes: Sequence[str]) -> bool:
    """Does a light verb stand anywhere but before the head of the whole, as in 素质提升行动?"""
    return any(
        word == "light_verb" and not (0 < index < len(words) - 1 and heads_terms(words[index + 1]))
        for index, word in enumerate(classes)
    )


def is_adverb(word: str, tag: str) -> bool:
    """Does the word say that a verb follows: 进一步, 科学?"""
    return announced(word, tag) is Before.ADVERB


def is_clause(words: Sequence[str], tags: Sequence[str], classes: Sequence[str]) -> bool:
    """Does a verb inside govern two words or more, or an adverb or somebody who acts stand before one that governs?

    >>> is_clause(("县", "疏浚", "灌区", "河道"), ("n", "v", "n", "n"), ("content", "light_verb", "content", "content"))
    True
    >>> is_clause(("科学", "编制", "灌区", "图"), ("d", "v", "n", "n"), ("content", "light_verb", "content", "content"))
    True
    >>> is_clause(("水务局", "负责", "监督"), ("n", "v", "vn"), ("content", "light_verb", "weak_verb"))
    True
    >>> is_clause(("素质", "提升", "行动"), ("n", "v", "n"), ("content", "light_verb", "generic"))
    False
    """
    if body_acts("".join(words)):
        return True
    if len(words) > 2 and not (len(words) == 3 and heads_terms(words[2])):  # 动态治理制度, 投标人管理制度
        if classes[1] in _GOVERNING and is_adverb(words[0], tags[0]):
            return True
        if classes[1] in _VERBS and _AGENT.fullmatch(words[0]):
            return True
    inner = range(1, len(words) - 1)
    return any(
        (index < len(words) - 2 and classes[index] in _GOVERNING)
        or (classes[index + 1] in _VERBS and is_adverb(words[index], tags[index]))
        for index in inner
    )


def ends_in_activity(words: Sequence[str]) -> bool:
    """Is this a phrase such as 应用研究 or 疗效观察?"""
    return len(words) > 1 and words[-1] in _ACTIVITIES


def is_guess(words: Sequence[str], tags: Sequence[str]) -> bool:
    """Are these two characters that no dictionary holds and the segmenter took for a word?"""
    return len(words) == 1 and tags[0] == "x" and len(words[0]) == 2
