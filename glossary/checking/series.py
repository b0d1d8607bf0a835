"""Numbered series in running text and headings: 一是…二是…, (一)…(二)…, 1.…2.…, and how far each one counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checking.numeral_heads import NumeralHead
from glossary.text.numerals import number_value

__all__ = ["Series", "is_announcing", "series_after", "series_before"]

_HAN_NUMBER = "(?P<number>[一二三四五六七八九十]{1,3})"
_AFTER_STOP = r"(?:^|(?<=[\n。;:,!?\s—”]))"

# From the innermost style to the outermost; a series ends where a marker of a style further out begins a line.
_STYLES = {
    "circled": re.compile("(?P<number>[①-⑳])"),
    "is": re.compile(_AFTER_STOP + _HAN_NUMBER + "(?:是|要|则)(?!否)", re.MULTILINE),
    "bracketed digits": re.compile(_AFTER_STOP + r"\((?P<number>[0-9]{1,2})\)(?=[ \t]*[\u4e00-\u9fff“])", re.MULTILINE),
    "digits": re.compile(
        r"^[ \t]*(?P<number>[0-9]{1,2})[.、]|(?<=[。;:] )(?P<inner>[0-9]{1,2})(?:[.](?![0-9])|、)", re.MULTILINE
    ),
    "stage": re.compile(
        _AFTER_STOP + "第" + _HAN_NUMBER + "(?:步|个?(?:阶段|方面|环节|层次|层面)|[类种轮批关])(?![。;,、])",
        re.MULTILINE,
    ),
    "ordinal": re.compile(_AFTER_STOP + "第" + _HAN_NUMBER + "[,、是:]", re.MULTILINE),
    "bracketed": re.compile(_AFTER_STOP + r"\(" + _HAN_NUMBER + r"\)", re.MULTILINE),
    "comma": re.compile(_AFTER_STOP + _HAN_NUMBER + "、(?![一二三四五六七八九十]{1,2}[、是要季月])", re.MULTILINE),
}
_ORDER = tuple(_STYLES)
_CHAPTER = re.compile("^[ \t]*(?:第[一二三四五六七八九十0-9]{1,3}[章节篇编]|#{1,3} |附件)", re.MULTILINE)

# Nouns that announce what comes next; after a full stop only these make the series the list of the head.
_ANNOUNCING = re.compile(
    "(?:方面|工作|任务|措施|举措|问题|意见|要求|建议|原因|特点|特征|体会|启示|关系|环节|重点|原则|阶段|步骤|做法|不足|短板|优势|变化|"
    "内容|部分|层面|维度|角度|层次|事|文章|抓手|关键|希望|看法|想法|打算|情况|目标|感受|认识|转变|结合|坚持|突破|提升)$"
)
_DONE_WITH_IT = re.compile("(?:汇报|报告|展开|推进|入手|发力|着手|阐述|说明)$")
_OPINION = re.compile("^(?:意见|要求|建议|希望|看法|体会|想法|打算|情况|工作|感受|认识|方面)")
_GAP = re.compile(r"[^,。;:!?\n、()“”]{0,12}(?P<stop>[ \t]*[:。;,—]+[ \t]*\n*[ \t]*|[ \t]*\n+[ \t]*)")
_POLITE = re.compile(r"[^,。;:!?\n、()]{0,8}[,:](?:[^,。;:!?\n、]{2,12}[。:])\s*")

# A member of a series is rarely longer than a page; farther away the number belongs to something else.
_LONGEST_MEMBER = 2500
_LONGEST_MEMBER_IN_TEXT = 700
_LONGEST_SERIES = 20 * _LONGEST_MEMBER


@dataclass(frozen=True, slots=True)
class Series:
    """A numbered series: how many members it has, where its last marker stands, and how sure the count is.

    `heads_apart` is true where its markers stand at the starts of lines, as headings do.
    """

    count: int
    last: int
    heads_apart: bool


# What points back to a series that has just ended, and how far back its last member may begin.
_POINTING_BACK = re.compile(r"(?:^|[。;,:\n]\s*)(?:以上|上述|这|这些|前面|前述)(?:所[讲说提述]的?)?$")
_LONGEST_LAST_MEMBER = 300
_STEPS = re.compile(
    "(?:^|(?<=[\\n。;:,]))(?P<first>首先|第一)[,，]|(?<=[\\n。;:,])(?:其次|再次|再者|第三|第四|最后)[,，]"
)


def is_announcing(noun: str) -> bool:
    """Whether a noun announces things to be listed: 方面, 任务, 问题.

    >>> is_announcing("重点任务"), is_announcing("乡镇")
    (True, False)
    """
    return _ANNOUNCING.search(noun) is not None


def series_before(text: str, head: NumeralHead) -> Series | None:
    """The series that has just ended where the head points back to it: 一是…；二是…。以上两点.

    Args:
        text: the normalised text with folded punctuation.
        head: the numeral head.
    """
    if not _POINTING_BACK.search(text, max(0, head.outer_start - 8), head.outer_start):
        return None
    if head.measure != "点" and not (is_announcing(head.noun) or is_announcing(head.noun[:2])):
        return None
    start = max(0, head.outer_start - _LONGEST_MEMBER)
    nearest: Series | None = None
    for style in _STYLES:
        found = _ended_series(list(_markers(text, start, head.outer_start, style)))
        if found is not None and (nearest is None or found.last > nearest.last):
            nearest = found
    steps = [(step.start(), bool(step["first"])) for step in _STEPS.finditer(text, start, head.outer_start)]
    first = max((index for index, (_position, is_first) in enumerate(steps) if is_first), default=None)
    if (
        first is not None
        and text.startswith("首先", steps[first][0])
        and (nearest is None or steps[-1][0] > nearest.last)
    ):
        nearest = Series(len(steps) - first, steps[-1][0], False)
    if nearest is None or nearest.count < 2 or head.outer_start - nearest.last > _LONGEST_LAST_MEMBER:
        return None
    return nearest


def _ended_series(markers: list[tuple[int, int]]) -> Series | None:
    """The series that the last of the markers closes, or None where it does not count from 1."""
    if not markers:
        return None
    last, highest = markers[-1]
    for value, marker in zip(range(highest, 0, -1), reversed(markers), strict=False):
        if marker[1] != value:
            return None
    return Series(highest, last, False) if len(markers) >= highest else None


def series_after(text: str, head: NumeralHead) -> Series | None:
    """The series that the head announces, or None where none follows at once or where its end is not clear.

    Args:
        text: the normalised text with folded punctuation.
        head: the numeral head.
    """
    gap = _GAP.match(text, head.outer_end)
    if gap is None:
        return None
    at, stop = gap.end(), gap["stop"].strip()
    if text.startswith("首先", at) and is_announcing(head.noun):
        return _count_steps(text, at)
    style = _style_at(text, at)
    if style is None and _OPINION.match(head.noun):
        polite = _POLITE.match(text, head.outer_end)
        if polite is not None:
            at, stop = polite.end(), "。"
            style = _style_at(text, at)
    if style is None:
        return _one_by_one(text, at, head.measure)
    # 三个部分汇报: the noun announces, whatever is then done with it.
    rest = text[head.end : gap.start("stop")].rstrip("”’")
    nouns = rest, _DONE_WITH_IT.sub("", head.noun)
    announcing = any(map(_ANNOUNCING.search, nouns)) or head.measure in ("方面", "个方面", "大方面", "步")
    if stop != ":" and not announcing:
        return None
    return _count(text, at, style)


def _one_by_one(text: str, at: int, measure: str) -> Series | None:
    """两件实事,一件是修路,一件是通水: every member is one of the measure; None where none or one follows."""
    member = re.compile(f"(?:另外?)?一{re.escape(measure)}(?:是|为|叫|在)[^,。;:\\n]+[,。;]")
    count, last = 0, at
    while measure and (found := member.match(text, at)):
        count, last, at = count + 1, at, found.end()
    return Series(count, last, False) if count > 1 else None


def _count_steps(text: str, at: int) -> Series | None:
    """首先…其次…再次…最后…: None where nothing says which is the last."""
    steps: list[re.Match[str]] = []
    for step in _STEPS.finditer(text, at, at + _LONGEST_SERIES):
        if (steps and step["first"]) or (steps and step.start() - steps[-1].start() > _LONGEST_MEMBER_IN_TEXT):
            break
        steps.append(step)
        if step[0].startswith("最后"):
            return Series(len(steps), step.start(), _before(text, step.start()) == "\n")
    return None


def _style_at(text: str, at: int) -> str | None:
    """The style of a marker that states 1 at this offset."""
    for name, pattern in _STYLES.items():
        found = pattern.match(text, at)
        if found is not None and _value(found) == 1:
            return name
    return None


def _count(text: str, at: int, style: str) -> Series | None:
    last, count, end = at, 0, _end(text, at, style)
    reach = _LONGEST_MEMBER_IN_TEXT if style in {"is", "circled", "ordinal"} else _LONGEST_MEMBER
    apart = True
    for position, value in _markers(text, at, end, style):
        if position - last > reach:
            if value == count + 1:
                return None
            break
        if value == 1 and count:
            # A series inside the last member, or the next one: only a line of its own tells them apart.
            if "\n" not in text[last:position]:
                return None
            break
        if value != count + 1:
            return None
        apart = apart and _before(text, position) in ("", "\n")
        last, count = position, value
    return Series(count, last, apart) if count > 1 else None


def _markers(text: str, start: int, end: int, style: str) -> Iterator[tuple[int, int]]:
    for found in _STYLES[style].finditer(text, start, end):
        yield found.start(), _value(found)


def _end(text: str, at: int, style: str) -> int:
    """Where a marker of an outer style, or a chapter, ends the series."""
    end = min(len(text), at + _LONGEST_SERIES)
    for outer in _ORDER[_ORDER.index(style) + 1 :]:
        for found in _STYLES[outer].finditer(text, at + 1, end):
            if _before(text, found.start()) in ("\n", "。") and outer in {"comma", "bracketed", "ordinal"}:
                end = found.start()
                break
    chapter = _CHAPTER.search(text, at + 1, end)
    return chapter.start() if chapter else end


def _before(text: str, position: int) -> str:
    """The character before an offset, blanks passed over; empty at the beginning of the text."""
    while position > 0 and text[position - 1] in " \t":
        position -= 1
    return text[max(0, position - 1) : position]


def _value(found: re.Match[str]) -> int:
    written = found["number"] or found["inner"]
    return ord(written) - ord("①") + 1 if "①" <= written <= "⑳" else number_value(written) or 0
