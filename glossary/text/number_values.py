"""The values of the numbers in Chinese and in English text: 1260万 and 12.6 million are one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

__all__ = ["NumberValue", "chinese_values", "counted_values", "english_values", "spelled_numbers", "spelled_values"]

_CHINESE = re.compile(
    r"(?<![A-Za-z0-9.\-/])(?P<number>[0-9]+(?:[,，][0-9]{3})*(?:\.[0-9]+)?)\s*(?P<scale>[十百千万亿]{0,2})"
    r"(?P<unit>个?百分点|[%％‰]|亩|斤|里|尺|寸|丈|石|华氏度)?(?![A-Za-z0-9.]*[A-Za-z])"
)
_PER_CENT = re.compile("百分之(?P<number>[0-9.]+|[零一二三四五六七八九十百点]+)")
# 三成, 六成五: so many tenths. Not 形成, 二成立.
_TENTHS = re.compile(
    "(?<![〇零一二两三四五六七八九十百千万亿第])(?P<number>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九])?"
    "(?![立为员功果本就都交长人形分品熟千上百倍效绩])"
)
_FRACTION = re.compile("(?P<parts>[二三四五六七八九十])分之(?P<number>[一二三四五六七八九])")
_SCALES = {"": 1, "十": 10, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7}
_SCALES |= {"亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12}
# Units that a translator converts, so that the number changes.
_CONVERTED = frozenset("亩斤里尺寸丈石") | {"华氏度"}

_ENGLISH = re.compile(
    r"(?<![0-9.,])(?<![A-Za-z]-)(?:(?<![A-Za-z])|(?<=RMB)|(?<=CNY)|(?<=USD)|(?<=HKD)|(?<=EUR)|(?<=US))"
    r"(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?:st|nd|rd|th)?"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|bn|mn|k|m)\b)?",
    re.IGNORECASE,
)
_ENGLISH_SCALES = {"thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "m": 10**6}
_ENGLISH_SCALES |= {"billion": 10**9, "bn": 10**9, "trillion": 10**12}
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
)
_UNITS += " eighteen nineteen twenty"
_WORDS = {word: value for value, word in enumerate(_UNITS.split())}
_WORDS |= {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
    "once": 1,
    "twice": 2,
}
_WORDS |= {f"{word}th": value for word, value in list(_WORDS.items()) if value > 3}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "dozen": 12}
_WORDS |= {"hundred": 100, "thousand": 1000, "half": 2, "quarter": 4, "both": 2, "double": 2, "triple": 3}
_MONTHS = "january february march april may june july august september october november december"
_WORDS |= {word: value for value, word in enumerate(_MONTHS.split(), 1)}
_WORDS |= {word[:3]: value for word, value in list(_WORDS.items()) if word in _MONTHS.split()}
_WORD = re.compile("[A-Za-z]+")
_HAN_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_HAN_NUMBER = re.compile("[〇零一二两三四五六七八九十百千万亿]+")


_COUNTED = re.compile(
    "(?:(?P<rank>第)|(?<![〇零一二两三四五六七八九十百千万亿第各每几数这那]))"
    "(?P<number>[二两三四五六七八九十百千万亿][一二三四五六七八九十百千万亿]*|一[百千万亿十][一二三四五六七八九十百千万亿]*"
    "|(?<=第)一(?=[季届期批章卷]))"
    "(?(rank)[届次期批个章条项名位代季卷]|(?:[个项条家名位座处所台件户辆栋类种批层支只套款组轮门张块片场次天周岁]|(?<![百千万亿])年(?!代)|大(?![家人洋学众半])|方面|点(?=[:：]|要求|意见|建议|体会|希望)|元|人(?!大)))"
    "(?![一面心])"
)
_SPELLED = re.compile(
    r"\b(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
    r"|two|three|four|five|six|seven|eight|nine"
    r"|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"(?: (?:thousand|million|billion|trillion))?\b",
    re.IGNORECASE,
)


_ENGLISH_FRACTION = re.compile(
    r"\b(?P<number>an?|one|two|three|four|five|six|seven|eight|nine)[- ]"
    r"(?P<parts>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth)s?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NumberValue:
    """A number in a text and its value."""

    start: int
    end: int
    value: Fraction


def chinese_values(text: str) -> Iterator[NumberValue]:
    """The numbers of a Chinese text that a translation must keep: digits with 万 and 亿, and 百分之.

    Figures in units that translators convert (亩, 斤, 里) are left out.

    >>> [str(number.value) for number in chinese_values("投资1260万元，增长百分之十二，占地30亩")]
    ['12600000', '12']
    """
    for found in _CHINESE.finditer(text):
        if found["unit"] not in _CONVERTED and found["scale"] in _SCALES:
            number = Fraction(re.sub("[,，]", "", found["number"])) * _SCALES[found["scale"]]
            yield NumberValue(found.start(), found.end(), number)
    for found in _PER_CENT.finditer(text):
        value = Fraction(found["number"]) if found["number"][0].isdigit() else _han_value(found["number"])
        if value is not None and not found["number"][0].isdigit():
            yield NumberValue(found.start(), found.end(), value)


def english_values(text: str) -> Iterator[NumberValue]:
    """The numbers that an English text writes in digits.

    >>> [str(number.value) for number in english_values("12.6 million yuan, up 12%")]
    ['12600000', '12']
    """
    for found in _ENGLISH.finditer(text):
        scale = _ENGLISH_SCALES[found["scale"].lower()] if found["scale"] else 1
        yield NumberValue(found.start(), found.end(), Fraction(found["number"].replace(",", "")) * scale)


def spelled_values(text: str) -> frozenset[Fraction]:
    """The values that a text of either language may spell out: small numbers, months, 三项."""
    words = [_WORDS.get(word.lower()) for word in _WORD.findall(text)]
    values = {Fraction(value) for value in words if value is not None}
    for tens, ones in pairwise(words):
        if tens is not None and ones is not None and tens >= 20 and tens % 10 == 0 and 0 < ones < 10:
            values.add(Fraction(tens + ones))
    han = (_han_value(found[0]) for found in _HAN_NUMBER.finditer(text))
    return frozenset(values | {value for value in han if value is not None})


def counted_values(text: str) -> Iterator[NumberValue]:
    """The numbers that a Chinese text writes in characters and counts or ranks with: 四个, 第三届, 三成, 三分之一.

    >>> [str(number.value) for number in counted_values("建成四个园区，第三届大会")]
    ['4', '3']
    """
    for found in _COUNTED.finditer(text):
        value = _han_value(found["number"])
        if value is not None and (value > 1 or found["rank"]):
            yield NumberValue(found.start("number"), found.end("number"), value)
    for found in _TENTHS.finditer(text):
        tenths = 10 * _HAN_DIGITS[found["number"]] + (_HAN_DIGITS[found["half"]] if found["half"] else 0)
        yield NumberValue(found.start(), found.end(), Fraction(tenths))
    for found in _FRACTION.finditer(text):
        parts = _han_value(found["parts"])
        if parts:
            yield NumberValue(found.start(), found.end(), _HAN_DIGITS[found["number"]] / parts)


def spelled_numbers(text: str) -> Iterator[NumberValue]:
    """The numbers that an English text writes in words, but one, half and the like; thirds and quarters as fractions.

    >>> [str(number.value) for number in spelled_numbers("Five parks in twenty-one towns, two million people")]
    ['5', '21', '2000000']
    """
    fractions = list(_ENGLISH_FRACTION.finditer(text))
    for found in fractions:
        number = 1 if found["number"].lower() in ("a", "an") else _WORDS[found["number"].lower()]
        yield NumberValue(found.start(), found.end(), Fraction(number, _WORDS[found["parts"].lower()]))
    for found in _SPELLED.finditer(text):
        if any(fraction.start() <= found.start() < fraction.end() for fraction in fractions):
            continue
        words = [word.lower() for word in _WORD.findall(found[0])]
        value = Fraction(sum(_WORDS[word] for word in words if word not in _ENGLISH_SCALES))
        for word in words:
            value *= _ENGLISH_SCALES.get(word, 1)
        yield NumberValue(found.start(), found.end(), value)


def _han_value(text: str) -> Fraction | None:
    """The value of a Chinese numeral such as 三十六, 一百二十 or 十二点五; None where it is none."""
    whole, _point, decimals = text.partition("点")
    if not all(character in _HAN_DIGITS for character in decimals):
        return None
    if len(whole) > 1 and all(character in _HAN_DIGITS for character in whole):
        return Fraction("".join(str(_HAN_DIGITS[character]) for character in whole))
    total, section, digit = 0, 0, 0
    for character in whole:
        if character in _HAN_DIGITS:
            digit = _HAN_DIGITS[character]
        elif character in "万亿":
            total = (total + section + digit or 1) * _SCALES[character]
            section = digit = 0
        else:
            section += (digit or 1) * _SCALES[character]
            digit = 0
    value = Fraction(total + section + digit)
    return value + Fraction("0." + "".join(str(_HAN_DIGITS[c]) for c in decimals)) if decimals else value
