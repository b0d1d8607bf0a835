"""Pattern 5, across sentences: a numeral head, then 一是…二是… or 一、…二、…, as sentences, headings or list items.

Series nest: a 一是–三是 may stand inside the 三是 of a longer one. A series ends when it has as many parts as its head
announces, so that a 四是 after an inner 三是 goes to the outer series.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView
from glossary.text.numerals import number_value

__all__ = ["Series", "find_series", "match_series"]

_NUMBER = "[一二三四五六七八九十]{1,2}"
_MARKER = re.compile(
    rf"(?P<say>(?<![第之\d])(?P<say_number>{_NUMBER})(?:则|个)?(?:是|要|为|靠|抓|看)(?=\S))"
    rf"|(?P<heading>(?:^|(?<=[\s。:;!?]))(?P<heading_number>{_NUMBER})、\s*(?=\S))"
    rf"|(?P<bracket>\((?P<bracket_number>{_NUMBER})\)[、.]?\s*(?=\S))"
    rf"|(?P<ordinal>第(?P<ordinal_number>{_NUMBER})"
    r"(?:(?:个(?:方面)?是|点|条)?(?:,|、|:|是(?=\S))|[个张项件招步场道关][\u4e00-\u9fff]{0,3}?(?:就是|是|:)(?=\S)))"
    rf"|(?P<steps>(?:^|(?<=[\s。:;!?,]))(?P<steps_number>首先|其次|再次|然后|接着|最后)(?:是|要|,|、|:)*(?=\S))"
    rf"|(?P<those>其(?P<those_number>{_NUMBER})(?:,|、|:|是)?)"
    r"|(?P<digits>(?:^|(?<=[\s。:;!?]))(?P<digits_number>\d{1,2})(?:[.、](?!\d)|\)|\s(?=[^\d\s]))\s*(?=\S))"
    r"|(?P<bracket_digits>\((?P<bracket_digits_number>\d{1,2})\)\s*(?=\S))"
    r"|(?P<circled>(?P<circled_number>[①-⑳])\s*(?=\S))"
    r"|(?P<bullet>^[ \t]*(?P<bullet_number>[-*•●■◆▪–—])[ \t]+(?=\S))"
    r"|(?P<hashes>^#{1,6}\s+(?:[一二三四五六七八九十]+、)?(?=\S))",
    re.MULTILINE,
)
# Outer numberings close inner ones.
_DEPTH = {
    "heading": 1,
    "bracket": 2,
    "digits": 3,
    "bracket_digits": 4,
    "circled": 5,
    "bullet": 5,
    "ordinal": 6,
    "those": 6,
    "steps": 6,
    "say": 6,
}
# When a stage is, behind its name: 动员部署阶段(4月), 总结阶段(2024年12月底前).
_DATED = re.compile("\\s*\\((?:20\\d\\d年)?\\d{1,2}(?:月|日|年|-|—|至)[^()\n]*\\)$")
# When or where something is done: the clause behind it would be the member.
_SETTING = re.compile("(?:在|当|随着)[^,。;]+(?:下|中|上|时|后|前)")
_LONG_HEADING = 40
_REACH_SENTENCE = 90
_REACH_HEADING = 160
_CLAUSE_END = re.compile(r"[,。;:!?\n]|——")
_HEADING_END = re.compile(r"[。:;!?\n]|——|\s{1,}(?=\S)")


# 通过这“三招”, 这四个办法, 上述两项举措.
_LOOKING_BACK = re.compile("(?:^|[\\s。,;:!?])[^\\s。,;:!?、]{0,4}(?:这|上述|以上)[“‘]?$")


@dataclass(slots=True)
class Series:
    """A run of markers of one kind, 1 to n, and where the member behind each begins and ends."""

    kind: str
    start: int
    declared: int | None = None
    head: NumeralHead | None = None
    numbers: list[int] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)


def match_series(view: DocumentView, heads: Sequence[NumeralHead]) -> list[NumeralList]:
    """Give, for each head that announces a series or looks back on it, the head with the members of the series."""
    found = find_series(view, heads)
    return [*_announced(found), *_looking_back(view, heads, found)]


def _announced(found: Iterable[Series]) -> list[NumeralList]:
    return [
        NumeralList(
            series.head,
            tuple(series.members),
            "series-after" if _DEPTH[series.kind] >= 6 else "headings-after",
            True,
            0.9,
        )
        for series in found
        if series.head is not None and len(series.members) > 1
    ]


def _looking_back(view: DocumentView, heads: Sequence[NumeralHead], found: Iterable[Series]) -> Iterator[NumeralList]:
    """Give the heads that look back on a series, in its sentence or the next: 一是…，二是…。通过这“两招”."""
    unannounced = [series for series in found if series.head is None and len(series.members) > 1]
    for head in heads:
        if not _LOOKING_BACK.search(view.text, max(0, head.outer_start - 10), head.outer_start):
            continue
        line_start, _ = view.line(head.start)
        before = [series for series in unannounced if line_start <= series.start and series.members[-1][1] < head.start]
        if not before or _DEPTH[before[-1].kind] < 6:
            continue
        series = before[-1]
        between = view.text[series.members[-1][1] : head.outer_start]
        near = len(between) <= _REACH_SENTENCE and len(re.findall("[。!?]", between)) <= 1
        if near and len(series.members) in head.counts:
            yield NumeralList(head, tuple(series.members), "series-before", False, 0.88)


def find_series(view: DocumentView, heads: Sequence[NumeralHead]) -> list[Series]:
    """Find all numbered series of a text, nested ones too, each with the head that announces it, if any."""
    finished: list[Series] = []
    stack: list[Series] = []
    starts = [head.start for head in heads]
    for found in _MARKER.finditer(view.text):
        kind = found.lastgroup or ""
        kind = kind.removesuffix("_number")
        if kind == "hashes":
            finished += stack
            stack.clear()
            continue
        number = _number_of(view.text, stack, found, kind)
        if number is None:
            continue
        member = _member(view.text, found, kind)
        if member is None:
            continue
        if number == 1:
            while stack and _DEPTH[stack[-1].kind] > _DEPTH[kind]:
                finished.append(stack.pop())
            series = Series(kind, found.start(), numbers=[1], members=[member])
            series.head = _announcing(view, heads, starts, found.start(), kind)
            series.declared = series.head.count if series.head else None
            stack.append(series)
            continue
        index = _continues(stack, kind, number)
        if index is None:
            continue
        finished += stack[index + 1 :]
        del stack[index + 1 :]
        stack[index].numbers.append(number)
        stack[index].members.append(member)
    return sorted([*finished, *stack], key=lambda series: series.start)


def _number_of(text: str, stack: Sequence[Series], found: re.Match[str], kind: str) -> int | None:
    if kind == "bullet":
        return _bullet_number(text, stack, found)
    written = found.group(f"{kind}_number")
    if kind == "steps":
        return 1 if written == "首先" else _next_step(stack)
    return _number(written)


def _next_step(stack: Sequence[Series]) -> int | None:
    """The number of 其次 or 最后: one more than the step before it, of the innermost series of steps."""
    return next((series.numbers[-1] + 1 for series in reversed(stack) if series.kind == "steps"), None)


def _number(written: str) -> int | None:
    if "①" <= written <= "⑳":
        return ord(written) - ord("①") + 1
    return number_value(written)


def _bullet_number(text: str, stack: Sequence[Series], found: re.Match[str]) -> int:
    """Bullets state no number: one that follows another on the line before goes on, others begin anew."""
    if not stack or stack[-1].kind != "bullet":
        return 1
    between = text[stack[-1].members[-1][1] : found.start()]
    return stack[-1].numbers[-1] + 1 if between.count("\n") <= 2 else 1


def _continues(stack: Sequence[Series], kind: str, number: int) -> int | None:
    """The innermost open series of the kind that lacks just this number and is not yet complete."""
    for index in range(len(stack) - 1, -1, -1):
        series = stack[index]
        if series.kind != kind or series.numbers[-1] != number - 1:
            continue
        complete = series.declared is not None and len(series.members) >= series.declared
        outer = any(s.kind == kind and s.numbers[-1] == number - 1 for s in stack[:index])
        if not (complete and outer):
            return index
    return None


def _member(text: str, found: re.Match[str], kind: str) -> Span | None:
    """The first clause behind a marker, or the whole heading."""
    start = found.end()
    line_end = text.find("\n", start)
    line_end = len(text) if line_end < 0 else line_end
    if _DEPTH[kind] <= 3:
        ending = _HEADING_END.search(text, start, line_end)
        end = ending.start() if ending else line_end
        if end - start > _LONG_HEADING:
            clause = _CLAUSE_END.search(text, start, end)
            end = clause.start() if clause else end
    else:
        clause = _CLAUSE_END.search(text, start, line_end)
        end = clause.start() if clause else line_end
        end = _outside_quotation(text, start, end, line_end)
    while start < end and text[start] in " \t,、:":
        start += 1
    dated = _DATED.search(text, start, end)
    if dated is not None and dated.start() > start:
        end = dated.start()
    if _SETTING.fullmatch(text, start, end):
        return None
    return (start, end) if 0 < end - start <= 80 else None


def _outside_quotation(text: str, start: int, end: int, limit: int) -> int:
    """Move an end that falls between quotation marks behind them."""
    if text.count("“", start, end) > text.count("”", start, end):
        closing = text.find("”", end, limit)
        if closing > 0:
            after = _CLAUSE_END.search(text, closing, limit)
            return after.start() if after else limit
    return end


def _announcing(
    view: DocumentView, heads: Sequence[NumeralHead], starts: Sequence[int], position: int, kind: str
) -> NumeralHead | None:
    """The nearest head before the first marker, if little stands between them."""
    reach = _REACH_SENTENCE if _DEPTH[kind] >= 4 else _REACH_HEADING
    index = bisect_left(starts, position) - 1
    while index >= 0 and position - heads[index].outer_end <= reach:
        head = heads[index]
        if head.outer_end <= position and not head.is_bare and _may_announce(view, head, position):
            return head
        index -= 1
    return None


_SPEECH = re.compile(
    r"(?:意见|要求|方面|问题|建议|体会|任务|工作|事情|事|看法|想法|希望|原则|举措|措施|重点|关系|结合|提升|突破|文章|转变)$"
)


def _may_announce(view: DocumentView, head: NumeralHead, position: int) -> bool:
    between = view.text[head.outer_end : position]
    stops = len(re.findall(r"[。!?;]", between))
    lines = len(re.findall(r"\n+", between))
    if head.follows_mark or between.startswith("、"):
        return False
    if stops == 0 and lines <= 1:
        return True
    if lines <= 2 and stops <= 1:
        return len(between) <= 60 or bool(_SPEECH.search(head.surface))
    return False
