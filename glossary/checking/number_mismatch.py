"""number-mismatch: a number in the target differs in value from the source, or is missing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.segments import SegmentPair, segment_pairs
from glossary.checking.untranslated import is_untranslated, kept_in_chinese
from glossary.messages import _
from glossary.model import Severity
from glossary.text.number_values import (
    NumberValue,
    chinese_values,
    counted_values,
    english_values,
    spelled_numbers,
    spelled_values,
)
from glossary.text.numerals import number_value

__all__ = ["CHECK"]

# A rounded translation (about 1.3 million for 1,260,000) is a mistake, a last digit lost in conversion is not. Small
# numbers are not converted: 2022 is no 2023.
_TOLERANCE = Fraction(1, 1000)
_CONVERTED = 10_000
_SMALL = 10
# 21世纪20年代 is one number in English: the 2020s.
_DECADE = re.compile("世纪([0-9]0)年代")
_SPOKEN_DECADE = re.compile("(?P<century>十[一二三四五六七八九]|二十一?)世纪(?P<decade>[二三四五六七八九]十)年代")
_ENGLISH_DECADE = re.compile("(?<![0-9])([12][0-9]{2}0)['’]?s(?![a-z])")


def _find(drafts: Drafts) -> Iterator[Mark]:
    kept = kept_in_chinese(drafts.glossary)
    for pair in segment_pairs(drafts):
        if not is_untranslated(pair, kept):
            yield from _compare(pair)
            yield from _compare_decades(pair)


def _compare(pair: SegmentPair) -> Iterator[Mark]:
    """Mark the numbers of the target that stand in place of those of the source that it lacks."""
    wanted = list(chinese_values(pair.source))
    written = list(english_values(pair.target))
    spelled = spelled_values(pair.target)
    missing = _unmatched([number for number in wanted if not _readings(pair.source, number) & spelled], written)
    read = {number.value for number in written}
    missing = [number for number in missing if not _readings(pair.source, number) & read]
    if not missing:
        yield from _compare_words(pair)
        return
    known = spelled_values(pair.source)
    odd = [number for number in _unmatched(written, wanted) if number.value not in known]
    source = "、".join(pair.source[number.start : number.end].strip() for number in missing)
    message = _("the source says {number}", number=source)
    # 2024年 is often “the year”: a year that nothing replaces is no loss.
    if not odd and not all(_is_year(pair.source, number) for number in missing):
        yield Mark(pair.document, pair.target_start, pair.target_end, message)
    for number in odd[: len(missing)]:
        yield Mark(pair.document, pair.target_start + number.start, pair.target_start + number.end, message)


def _compare_decades(pair: SegmentPair) -> Iterator[Mark]:
    """Mark a decade that the source gives in characters and the target otherwise: 二十世纪八十年代, the 1990s."""
    meant: dict[int, str] = {}
    for found in _SPOKEN_DECADE.finditer(pair.source):
        century, decade = (number_value(found[name]) or 0 for name in ("century", "decade"))
        meant[100 * (century - 1) + decade] = found[0]
    given = list(_ENGLISH_DECADE.finditer(pair.target))
    missing = [written for year, written in meant.items() if year not in {int(found[1]) for found in given}]
    odd = [found for found in given if int(found[1]) not in meant]
    for written, found in zip(missing, odd, strict=False):
        start, end = found.span()
        message = _("the source says {number}", number=written)
        yield Mark(pair.document, pair.target_start + start, pair.target_start + end, message)


def _compare_words(pair: SegmentPair) -> Iterator[Mark]:
    """Mark a number in words where the source counts or ranks in words too and every other number has its match.

    A small or round count that is missing is no loss: 一方面, 三心二意, 上百个 and names are not translated number by
    number. One such as 二十六座 is.
    """
    counted = list(counted_values(pair.source))
    written = [*english_values(pair.target), *spelled_numbers(pair.target)]
    spoken = frozenset(spelled_values(pair.target) | {number.value for number in written})
    missing = [number for number in counted if not _is_spoken(number.value, spoken)]
    # The 一 of 一成 is no one.
    rest = list(pair.source)
    for number in counted:
        rest[number.start : number.end] = " " * (number.end - number.start)
    known = spelled_values("".join(rest)) | {number.value for number in (*chinese_values(pair.source), *counted)}
    odd = sorted((number for number in written if number.value not in known), key=lambda number: number.start)
    exact = [number for number in missing if number.value > _SMALL and number.value % 10]
    if len(missing) == 1 and exact and not odd:
        number = exact[0]
        message = _("the source says {number}", number=pair.source[number.start : number.end])
        yield Mark(pair.document, pair.target_start, pair.target_end, message)
    if len(missing) != 1 or len(odd) != 1:
        return
    number = missing[0]
    message = _("the source says {number}", number=pair.source[number.start : number.end])
    yield Mark(pair.document, pair.target_start + odd[0].start, pair.target_start + odd[0].end, message)


def _is_spoken(value: Fraction, spoken: frozenset[Fraction]) -> bool:
    """Whether the target has a number; a fraction may be a percentage there: 四分之三 is 75%."""
    return value in spoken or (value < 1 and any(abs(other - 100 * value) < 1 for other in spoken))


def _unmatched(numbers: list[NumberValue], others: list[NumberValue]) -> list[NumberValue]:
    """Those numbers whose value none of the others has, each of the others used once."""
    left = Counter(other.value for other in others)
    unmatched: list[NumberValue] = []
    for number in numbers:
        same = next((value for value in left if left[value] and _close(value, number.value)), None)
        if same is None:
            unmatched.append(number)
        else:
            left[same] -= 1
    # The source may say a number twice where the target says it once.
    values = {other.value for other in others}
    return [number for number in unmatched if not any(_close(value, number.value) for value in values)]


def _readings(source: str, number: NumberValue) -> set[Fraction]:
    """The values that a number may have in English: 80年代 is 1980s, 下午3点 15:00, 12个月 a year."""
    readings = {number.value}
    if source.startswith("年代", number.end):
        readings |= {number.value + 1800, number.value + 1900, number.value + 2000}
    decade = _DECADE.match(source, number.end)
    if decade is not None:
        readings.add(100 * (number.value - 1) + int(decade[1]))
    if source.startswith(("点", "时", "：", ":"), number.end) and number.value < 12:
        readings.add(number.value + 12)
    if number.value == 12 and source.startswith("个月", number.end):
        readings.add(Fraction(1))
    return readings


def _is_year(source: str, number: NumberValue) -> bool:
    return source.startswith("年", number.end) and 1900 <= number.value <= 2100


def _close(one: Fraction, other: Fraction) -> bool:
    return one == other or (min(one, other) >= _CONVERTED and abs(one - other) <= _TOLERANCE * abs(other))


def _title() -> str:
    return _("a number that the translation changes or drops")


def _explanation() -> str:
    return _(
        "A number of the source is missing in the target or has another value there. 万 and 亿, million and billion, "
        "percentages and ordinals are compared by value; numbers in words count. Figures in units that are converted "
        "are left alone. Correct the number."
    )


CHECK = Check(
    code="number-mismatch",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("总投资1260万元。\tThe investment is 126 million yuan.", ("126 million",), path="draft.tsv"),
        Example("增长12.5%。\tIt grew.", ("It grew.",), path="draft.tsv"),
        Example("总投资1260万元。\tThe investment is 12.6 million yuan.", path="draft.tsv"),
        Example("3月10日开始，共3天。\tIt begins on 10 March and takes three days.", path="draft.tsv"),
        Example("建成四个园区。\tFive parks were built.", ("Five",), path="draft.tsv"),
        Example("第三届大会\tThe Second Congress", ("Second",), path="draft.tsv"),
        Example("一方面要放，两手都要硬。\tThere are four sides to it.", path="draft.tsv"),
        Example("降低三成。\tIt fell by 13%.", ("13",), path="draft.tsv"),
        Example("占四分之三。\tIt is three quarters.\n约三分之一。\tAbout 33%.", path="draft.tsv"),
        Example("占地30亩，三心二意不行。\tIt covers two hectares.", path="draft.tsv"),
    ),
)
