"""number-unit-inconsistency: the same figure for the same thing with another unit or magnitude."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.matching import tokens_touching
from glossary.messages import _
from glossary.model import AnalysedDocument, Severity
from glossary.text.characters import fold_punctuation

__all__ = ["CHECK"]

_UNITS = (
    "平方公里|平方千米|平方厘米|平方毫米|平方米|立方米|公顷|公里|千米|厘米|毫米|微米|纳米|海里|千瓦时|千瓦|兆瓦|吉瓦|瓦"
    "|千伏|毫伏|伏|毫安|安培|公斤|千克|毫克|微克|毫升|升|兆帕|千帕|帕|兆赫|千赫|赫兹|个百分点|美元|欧元|港元|人民币|人次"
    "|个工作日|个月|小时|分钟|秒|天|周"
    "|元|米|亩|吨|克|户|人|家|个|件|台|套|辆|座|栋|处|份|篇|度|斤|名|所|条|项|册|株|头|只|方|%"
)
_FIGURE = re.compile(
    rf"(?<![0-9.A-Za-z\-/第])(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?) ?"
    rf"(?P<magnitude>[万亿千百]{{0,2}})(?P<unit>{_UNITS})"
)
_CLAUSE = re.compile(r"[,。;:!?\n()、]")
_TIME = re.compile(
    "[0-9]{4}年|[0-9]{1,2}月|[一二三四]季度|上半年|下半年|今年|去年|上年|明年|同期|[前本上]季|每年|年均|月均|每月|每天|日均|近[0-9一二三四五]年|“?十[一二三四五]五”?"
)
_PART = re.compile("其中|分别|平均|人均|户均|亩均|每|占|新增|净增|增加|减少|比上|较|剩余|余下|首期|一期|二期|三期")
_LABEL_TAGS = ("n", "vn", "v", "j", "l", "i", "b", "a", "x", "eng", "s")
_FILLER = re.compile(
    "[按以由至到在]|按照|设为|不低于|不高于|不超过|达到?|为|约为?|近|超过?|共计?|累计|合计|完成|实现|突破|总|有|是|了|已|将|可|仅|不足|逾|建成|建设"
)
# Characters that two labels share from the figure backwards; round numbers meet by chance.
_SAME_THING, _SAME_ROUND_THING = 2, 5
_LONGEST_LABEL = 4
_MAGNITUDES = {
    "": 1,
    "百": 100,
    "千": 1_000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "十亿": 1_000_000_000,
    "百亿": 10_000_000_000,
    "千亿": 100_000_000_000,
    "万亿": 1_000_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and the words before it that say what it measures."""

    start: int
    end: int
    digits: str
    written: str
    magnitude: str
    unit: str
    label: tuple[str, ...]
    times: frozenset[str]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        seen: list[Figure] = []
        for figure in _figures(document):
            earlier = next((other for other in seen if _clash(other, figure)), None)
            if earlier is None:
                seen.append(figure)
                continue
            yield mark(
                document,
                figure.start,
                figure.end,
                _("“{first}” stood here before for the same thing", first=earlier.written),
                suggestion=None,
            )


def _clash(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same thing with the same number and disagree in unit or magnitude."""
    if one.digits != other.digits or (one.magnitude, one.unit) == (other.magnitude, other.unit):
        return False
    if not other.times <= one.times:
        return False
    shared = 0
    for left, right in zip(reversed(one.label), reversed(other.label), strict=False):
        if left != right:
            break
        shared += len(left)
    return shared >= (_SAME_ROUND_THING if _is_round(one.digits) else _SAME_THING)


def _is_round(digits: str) -> bool:
    """Whether a number has one figure other than nothing, as estimates and limits often do."""
    return len(digits.replace(".", "").strip("0")) < 2


def _figures(document: AnalysedDocument) -> Iterator[Figure]:
    """The figures of two digits or more whose clause says what they measure, parts and averages left out."""
    text = fold_punctuation(document.text)
    for found in _FIGURE.finditer(text):
        if found["magnitude"] not in _MAGNITUDES:
            continue
        start = max(
            (stop.end() for stop in _CLAUSE.finditer(text, max(0, found.start() - 60), found.start())), default=0
        )
        start = max(start, found.start() - 60)
        digits = found["number"].replace(",", "")
        if (_is_round(digits) and len(digits) < 2) or _PART.search(text, start, found.start()):
            continue
        label = _label(document, start, found.start())
        if label:
            sentence = max(text.rfind("。", 0, found.start()), text.rfind("\n", 0, found.start())) + 1
            times = frozenset(_TIME.findall(text[sentence : found.start()]))
            yield Figure(found.start(), found.end(), digits, found[0], found["magnitude"], found["unit"], label, times)


def _label(document: AnalysedDocument, start: int, end: int) -> tuple[str, ...]:
    """The words right before a figure, fillers such as 达到 left out: what it measures."""
    words: list[str] = []
    for token in reversed(list(tokens_touching(document, start, end))):
        if token.start < start or token.end > end:
            break
        if _FILLER.fullmatch(token.text):
            continue
        if not token.tag.startswith(_LABEL_TAGS):
            break
        words.insert(0, token.text)
        if len(words) == _LONGEST_LABEL:
            break
    return tuple(words)


def _title() -> str:
    return _("one figure for one thing in two units or magnitudes")


def _explanation() -> str:
    return _(
        "The draft gives the same number for the same thing twice, with another unit or magnitude: 12.6亿元 and later "
        "12.6万元. The later one is marked. Other years, parts, averages and totals are left alone. Correct one."
    )


CHECK = Check(
    code="number-unit-inconsistency",
    severity=Severity.WARNING,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("全年完成技改投资12.6亿元。会上通报，技改投资12.6万元的目标如期实现。", ("12.6万元",)),
        Example("绿道全长38公里。验收结果显示，绿道全长38米。", ("38米",)),
        Example("全年完成技改投资12.6亿元，其中设备投资3.2亿元。2021年完成技改投资12.6万元。", ()),
        Example("镇区共有商户126家，从业人员126人。"),
    ),
)
