"""Numeral heads: 四大工程, “三个聚焦”, 5项任务, and how many things each one announces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from glossary.checking.matching import tokens_touching
from glossary.lexicons import read_lexicon
from glossary.model import AnalysedDocument
from glossary.text.numerals import number_value

__all__ = ["NumeralHead", "find_numeral_heads"]

_MEASURES = (
    "个方面|大方面|方面|个|大|种|项|条|点|类|级|支|所(?![示有谓在以用需])|座|名|位|部|门|道|件|家"
    "|地|市|县|区|省|镇|村|国|校|方|人|者|组(?![成织合建])|对(?=关系|矛盾)|句(?=话)|把(?=尺|利剑|钥匙)|块(?=短板|板块|牌)"
    "|张(?=名片|清单|网|表|图|牌|卡)|本(?=账|台账)|步(?![行伐道以])|处(?![于理置罚分方])|套(?![现利取路])|场(?![所地景馆])"
    "|批(?![准复示评次发])|层(?![次面级])|样(?![本品式板])|则|轮(?![换流])|幅(?!度)|股(?![份东权票市])"
)
# An ordinal, a decimal, a larger number or a vague one before the numeral makes it no count of a list.
_HEAD = re.compile(
    r"(?<![第0-9.%〇零一二两三四五六七八九十百千万亿数几双半每各近约超达增降逾满首末])(?<!(?<![事课售术产])[前后])"
    r"(?P<count>[二三四五六七八九]?十[一二三四五六七八九]?|[二两三四五六七八九]|[12][0-9](?![0-9.])|[2-9](?![0-9.]))"
    f"(?P<measure>{_MEASURES})(?![0-9])"
)
# Right after a quotation a numeral needs no measure: “甲、乙、丙”三员联动.
_BARE = re.compile(
    "(?<=[”’」』])(?P<count>[二两三四五六七八九十])"
    f"(?!{_MEASURES}|[一二三四五六七八九十百千万亿年月日天周次期届季代倍成分元米吨亩岁多余几])(?P<noun>[\u4e00-\u9fff])"
)
_COINAGE = re.compile(r"[“‘「『\"](?P<count>[三四五六七八九十])(?P<noun>[\u4e00-\u9fff]{1,3})[”’」』\"]")
_NUMERAL = "[一二两三四五六七八九十]"
_COMPOUND = re.compile(
    f'[“‘「『"](?P<head>{_NUMERAL}[张个条项份本支套]?[\u4e00-\u9fff]{{1,3}}?'
    f'(?:{_NUMERAL}[张个条项份本支套]?[\u4e00-\u9fff]{{1,3}}?){{1,2}})[”’」』"]'
)
# “六个一”, “三个一批”: one of each of so many things; “三个第一” names as many firsts.
_ONE_OF_EACH = re.compile('第?一[\u4e00-\u9fff]{0,2}[”’」』"]')
# What says of which level or kind the counted things are: 五家三级医院, 四个百亿级集群.
_LEVEL = re.compile("(?:[一二三四五]|[十百千万亿]{1,3})级|一流|一体化|第三方|百年|千年|万吨|万亩")
# 四统一:统一规划、统一标准: what is counted is in every member.
_REPEATED = re.compile(
    "(?<![第0-9.%〇零一二两三四五六七八九十百千万亿数几])(?P<head>(?P<count>[三四五六七八九十])(?P<noun>[\u4e00-\u9fff]{2}))"
    "(?=(?::|——|,?即:?)[^。\\n;:]{0,6}(?P=noun)[^。\\n;:]{0,16}(?P=noun))"
)
_COUNTED = re.compile(f"[二两三四五六七八九十](?:个一|(?:{_MEASURES})$)")
# What follows a measure where a quantity, a time or a share is meant.
_QUANTITY = re.compile(
    r"个?(?:多?(?:月|百分点|小时|工作日|星期|季度|交易日|半月|世纪|基点)|(?![十百千万亿]+级)[多亿万百千半余]|以上|以下|以内|左右)|大半|位数|点[一二三四五六七八九0-9半多整]|"
    r"级(?:以上|地震|风|甲等|乙等|保护|动物|伤残)|级[^\u4e00-\u9fff]*$"
)
_ORDINAL_NOUN = re.compile("[次期届季年月日号代岁周天时分秒元角分吨米亩人]")

_NOUN_TAGS = ("n", "vn", "an", "j", "l", "i", "eng", "nz", "x", "s", "m")
_INSIDE_TAGS = (*_NOUN_TAGS, "v", "a", "b", "g", "k", "zg", "ng", "q")
_NUMERALS = re.compile("[〇零一二两三四五六七八九十百千万亿第]")
# Words that end a noun phrase, though a segmenter may take them for a part of it.
_COPULAS = frozenset({"是", "为", "即", "要", "需", "须", "应", "可", "供", "作", "做", "均", "都", "已", "将", "能"})
_LONGEST_NOUN = 8


@dataclass(frozen=True, slots=True)
class NumeralHead:
    """A numeral with the noun it counts, in offsets of the normalised text.

    Attributes:
        start, end: from the numeral to the end of the noun, quotation marks outside.
        outer_start, outer_end: the same with the quotation marks around it.
        measure: 个, 大, 项 and the like; empty in a coinage such as “三制”.
        noun: what stands between the measure and `end`.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    count: int
    measure: str
    noun: str

    @property
    def is_compound(self) -> bool:
        """Whether the head is a coinage of several numerals: 一核两带."""
        return not self.measure and self.end - self.start == len(self.noun)

    @property
    def quoted(self) -> bool:
        """Whether the head stands alone in quotation marks."""
        return self.outer_start < self.start and self.end < self.outer_end


def find_numeral_heads(document: AnalysedDocument, text: str) -> Iterator[NumeralHead]:
    """The numeral heads of a document, in order.

    Args:
        document: its tokens tell where the counted noun ends.
        text: its normalised text with folded punctuation.
    """
    for found in _HEAD.finditer(text):
        # 三省一市 is a name of several numerals.
        if _QUANTITY.match(text, found.start("measure")):
            continue
        excused = _ONE_OF_EACH.match(text, found.end()) or _LEVEL.match(text, found.end())
        if _NUMERALS.match(text, found.end()) and not excused:
            continue
        head = _complete(document, text, found)
        if head is not None:
            yield head
    for found in _REPEATED.finditer(text):
        yield NumeralHead(
            *found.span("head"), *found.span("head"), number_value(found["count"]) or 0, "", found["noun"]
        )
    for found in _BARE.finditer(text):
        yield NumeralHead(*found.span(), *found.span(), number_value(found["count"]) or 0, "", found["noun"])
    for found in _COINAGE.finditer(text):
        noun = found["noun"]
        if re.search("[一二两三四五六七八九十百千万]", noun) or _ORDINAL_NOUN.match(noun) or re.match(_MEASURES, noun):
            continue
        count = number_value(found["count"]) or 0
        if found["count"] + noun not in _arity_exceptions():
            yield NumeralHead(found.start() + 1, found.end() - 1, found.start(), found.end(), count, "", noun)
    for found in _COMPOUND.finditer(text):
        count = _compound_count(found["head"])
        if count and found["head"] not in _all_coinages():
            yield NumeralHead(found.start() + 1, found.end() - 1, *found.span(), count, "", found["head"])


def _compound_count(head: str) -> int:
    """How many things 两图一表 or 四张清单一张网 announces; 0 where it is no such head.

    One thing each (一户一档, 一事一议) and 一…多… announce nothing that could be counted.
    """
    parts = re.findall(f"({_NUMERAL})[张个条项份本支套]?([\u4e00-\u9fff]+?)(?={_NUMERAL}|$)", head)
    counts = [number_value(numeral) or 0 for numeral, _noun in parts]
    if len(counts) < 2 or not all(counts) or max(counts) == 1:
        return 0
    return sum(counts)


def _complete(document: AnalysedDocument, text: str, found: re.Match[str]) -> NumeralHead | None:
    """Add the noun and the quotation marks to a numeral and its measure."""
    start, after = found.span()
    opened = start > 0 and text[start - 1] in '“‘「『"'
    level = _LEVEL.match(text, after)
    end = _noun_end(document, text, level.end() if level else after)
    if opened:
        closed = re.compile('[”’」』"]').search(text, after, after + _LONGEST_NOUN + 2)
        if closed is not None:
            end = closed.start()
    named = opened and re.match("[\u4e00-\u9fff]", text[end + 1 : end + 2])
    if text[start:end] in _arity_exceptions() and not (named and end == after):
        return None
    closes = opened and end < len(text) and text[end] in '”’」』"'
    outer = (start - 1, end + 1) if closes else (start, end)
    return NumeralHead(start, end, *outer, number_value(found["count"]) or 0, found["measure"], text[after:end])


def _noun_end(document: AnalysedDocument, text: str, after: int) -> int:
    """The end of the noun phrase that follows the measure; `after` itself where there is none."""
    end = reached = after
    for token in tokens_touching(document, after, min(len(text), after + _LONGEST_NOUN + 4)):
        inside = token.tag.startswith(_INSIDE_TAGS) or (token.text == "不" and token.start == after)
        if token.end - after > _LONGEST_NOUN or not inside or not _is_han(token.text):
            break
        if (_NUMERALS.match(token.text) or token.text in _COPULAS) and token.start >= after:
            break
        reached = token.end
        if token.tag.startswith(_NOUN_TAGS) or text[after:end] in ("", "不"):
            end = reached
    return end


def _is_han(text: str) -> bool:
    return all("\u4e00" <= character <= "\u9fff" for character in text)


@cache
def _all_coinages() -> frozenset[str]:
    """Well-known coinages of several numerals, which everybody reads as one word: 三重一大, 一国两制."""
    names = ("arity_exceptions", "policy_abbreviations")
    return frozenset(row["surface"] for name in names for row in read_lexicon(name))


@cache
def _arity_exceptions() -> frozenset[str]:
    """Well-known coinages whose first numeral does not count the members of a list, unlike 四个一批 and 四类."""
    listed = (row["surface"] for row in read_lexicon("arity_exceptions"))
    return frozenset(surface for surface in listed if not _COUNTED.match(surface))
