"""Which words make up a noun phrase: what it may begin with, what may follow what, and what it may end with."""

from __future__ import annotations

import re
from collections.abc import Sequence

from glossary.extraction.words import WordClass, classify
from glossary.model import Token

__all__ = [
    "MOST_WORDS",
    "STARTS",
    "continues",
    "is_phrase",
    "may_end",
    "may_start",
    "promote_measures",
    "starts_phrase",
]

# Words of a noun phrase: the longest technical names in our sample have 7.
MOST_WORDS = 8
STARTS = frozenset(
    {WordClass.CONTENT, WordClass.GENERIC, WordClass.ABSTRACT, WordClass.WEAK_VERB, WordClass.OBJECT_VERB}
)
_BREAKERS = frozenset({WordClass.BREAK, WordClass.FORMULAIC})
# Function words that are part of a term when words stand on both sides: 规模以上工业, 亩均税收, 健康相关生活质量.
_INNER_FUNCTION = frozenset(("以上", "以下", "以内", "以外", "之", "均", "相关"))
# Characters that form terms as prefixes, though they are verbs, adverbs or prepositions by themselves: 可持续发展,
# 自适应控制, 非定常流.
_PREFIXES = frozenset("可非自超多亚准反抗微半后前无未")
# Those of them that form a term with the noun behind them also inside a longer one: 国际可再生能源机构.
_INNER_PREFIXES = frozenset("可非自无")
# Those of them that are hardly ever words of their own.
_FIRM_PREFIXES = frozenset("非超亚准抗")
_PREFIXED_TAGS = frozenset("nlb")
# An ordinal in the name of an institution of a place: 海州市第一人民医院.
_ORDINAL = re.compile("第[一二三四五六七八九十]+")
_PLACE_ENDS = tuple("省市区县镇乡村州盟旗")
# A number with its measure begins what it counts and is never inside: 特色工艺|四大领域.
_COUNT = re.compile("[一二两双三四五六七八九十]{1,3}(?:大|个|项|种|条|类|位|家|名)?")
# What numbers tell apart, rather than count: 一类机构, 工程2期.
_NUMBERED = frozenset("期号类级型代")
# A number that opens a term: 第三代半导体, 二十国集团, 百亿产业.
_OPENING_NUMBER = re.compile("第?[一二两三四五六七八九十百千万亿]+级?")
# Parts of speech no term ends with; but the dictionary has names of things among its longer numerals, measures and
# locatives: 三维, 美元, 前端.
_ENDS_NOT = frozenset(("m", "mq", "q", "d", "f", "ad", "df"))
_ENDS_IF_LONG = frozenset(("f", "m", "mq", "q"))
# Measure words that name things where no number precedes them: 催化剂层, 数据集, 充电桩.
_NOUN_MEASURES = frozenset("层集片场台架桩箱盒筒杆腔户堂盘册帧粒盾座")


def is_phrase(tokens: Sequence[Token]) -> bool:
    """Could these words, taken by themselves, be a noun phrase from the first to the last?

    >>> from glossary.text.segmenters import segment
    >>> is_phrase(segment("孵化器建设")), is_phrase(segment("推进孵化器"))
    (True, False)
    """
    classes = [classify(token) for token in tokens]
    promote_measures(classes)
    last = len(tokens) - 1
    return (
        0 <= last < MOST_WORDS
        and starts_phrase(tokens, classes, 0)
        and all(continues(tokens, classes, index) for index in range(1, last + 1))
        and may_end(tokens[last], classes[last], alone=not last)
    )


def may_start(token: Token, word: WordClass) -> bool:
    """May a phrase start with this word, whatever follows?"""
    if word in STARTS:
        return token.tag != "k" and (token.tag != "f" or len(token.text) > 1)
    return word is WordClass.NUMBER and _OPENING_NUMBER.fullmatch(token.text) is not None


def starts_phrase(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """May a phrase start with the token at `index`?"""
    if _lacks_prefix(tokens, classes, index):
        return False
    return may_start(tokens[index], classes[index]) or _is_prefix(tokens, classes, index)


def _lacks_prefix(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """Is this the 物质 of 非物质文化遗产?"""
    return index > 0 and tokens[index - 1].text in _FIRM_PREFIXES and _is_prefix(tokens, classes, index - 1)


def _is_prefix(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """Does a word of at least two characters follow a character that forms terms with it?"""
    if tokens[index].text not in _PREFIXES or index + 1 == len(tokens):
        return False
    after = tokens[index + 1]
    formed = classes[index + 1] in STARTS or classes[index + 1] is WordClass.LIGHT_VERB
    return formed and len(after.text) > 1 and after.start == tokens[index].end


def continues(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """May the token at `index` follow the one before it inside a phrase?"""
    latin = tokens[index].text.isascii() and tokens[index - 1].text.isascii()
    if tokens[index].start != tokens[index - 1].end and not latin:
        return False  # white space joins Latin words and parts Chinese ones
    word = classes[index]
    if word in _BREAKERS:
        return False
    if _COUNT.fullmatch(tokens[index].text):
        return False
    if _is_amount(tokens, index):
        return False
    if word is WordClass.FUNCTION:
        return (
            tokens[index].text in _INNER_FUNCTION
            or _is_inner_prefix(tokens, classes, index)
            or _is_ordinal_of_place(tokens, index)
        )
    return not (word is WordClass.CONNECTIVE and classes[index - 1] is WordClass.CONNECTIVE)


def _is_amount(tokens: Sequence[Token], index: int) -> bool:
    """Is this the 部 of 电梯120部, which the dictionary takes for a noun?"""
    word, number = tokens[index].text, tokens[index - 1].text
    if len(word) > 1 or word.isascii() or word in _NUMBERED or not number.isdecimal():
        return False
    return index < 2 or tokens[index - 2].text != "第"


def _is_inner_prefix(tokens: Sequence[Token], classes: Sequence[WordClass], index: int) -> bool:
    """Is this the 可 of 国际可再生能源机构?"""
    return (
        tokens[index].text in _INNER_PREFIXES
        and _is_prefix(tokens, classes, index)
        and tokens[index + 1].tag[:1] in _PREFIXED_TAGS
    )


def _is_ordinal_of_place(tokens: Sequence[Token], index: int) -> bool:
    """Is this the 第一 of 海州市第一人民医院?"""
    return _ORDINAL.fullmatch(tokens[index].text) is not None and tokens[index - 1].text.endswith(_PLACE_ENDS)


def may_end(token: Token, word: WordClass, *, alone: bool) -> bool:
    """May a phrase end with this word, which is `alone` or has others before it?"""
    if word is WordClass.LIGHT_VERB:
        return not alone
    if word not in STARTS or token.tag not in _ENDS_NOT:
        return word in STARTS
    return token.tag in _ENDS_IF_LONG and (len(token.text) > 1 or (not alone and token.text in _NOUN_MEASURES))


def promote_measures(classes: list[WordClass]) -> None:
    """A measure word that no number precedes is none: 亩均税收, 元宇宙."""
    for index, word in enumerate(classes):
        if word is WordClass.MEASURE and (index == 0 or classes[index - 1] is not WordClass.NUMBER):
            classes[index] = WordClass.CONTENT
