"""Pattern 11: codes whose digits are counts that the text spells out nearby: 415X, 1234, 1+3+N."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.lists import pieces, trim_first
from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.model import LinkKind, Relation, Slot
from glossary.text.numerals import number_value

__all__ = ["propose_codes"]

_CODE = re.compile(
    r"(?<![0-9A-Za-z.+\-])(?:\d{1,2}(?:\+(?:\d{1,2}|[NnXx]))+|\d{2,6}[XNxn]?|\d{1,2}[XNxn])(?![0-9A-Za-z+.%\-])"
)
_NUMBER = "(?:[一二两三四五六七八九十]{1,3}|\\d{1,3}|[NnXx])"
_MEASURE = "(?:个|大|项|条|类|种|家|套|张|支|座|级|款|方面|批|核|轴|带|区|链|园|次|场|所|处|户|份|件|道|站|网|库|港|城)"
_COUNTED = re.compile(
    rf"(?:(?P<number>{_NUMBER})(?={_MEASURE})|(?P<some>若干|一批|一系列|多个|N))[^,、;。:!?\n()]{{2,40}}?"
    rf"(?=$|[,、;。:!?\n()]|(?:以及|和|与|及)(?:若干|一批|一系列|{_NUMBER}{_MEASURE}))"
)
_REACH = 220
_NOT_A_CODE_AFTER = re.compile(
    r"\s*(?:年|月|日|元|亿|万|个|家|项|人|名|%|％|米|公里|吨|亩|平方|立方|号|期|届|次|岁|天|小时|分|千|百|倍|时|℃|°)"
)


def propose_codes(view: DocumentView) -> Iterator[Proposal]:
    """Propose for a code the counted things nearby whose numbers, in their order, spell the code."""
    for found in _CODE.finditer(view.text):
        code = found.group()
        quoted = found.start() in view.quotation_by_start
        if not quoted and (code.isdigit() or _NOT_A_CODE_AFTER.match(view.text, found.end())):
            continue
        line_start, line_end = view.line(found.start())
        after = found.end(), min(line_end, found.end() + _REACH)
        before = max(line_start, found.start() - _REACH), found.start()
        for stretch in (after, before):
            chosen = _spelled(view.text, stretch, code) or _counted_behind(view.text, stretch, code)
            if chosen is not None:
                yield _proposal(view, found, code, chosen)
                break


def _spelled(text: str, stretch: Span, code: str) -> list[Span] | None:
    """Consecutive counted things whose numbers spell the code, the nearest to it."""
    counted = [(match.span(), _written(match)) for match in _COUNTED.finditer(text, *stretch)]
    target = code.replace("+", "").upper().replace("N", "X")
    parts = code.count("+") + 1
    for first in range(len(counted)):
        spelled = ""
        for last in range(first, len(counted)):
            spelled += counted[last][1]
            if spelled == target and last > first and parts in (1, last - first + 1):
                return [span for span, _ in counted[first : last + 1]]
            if not target.startswith(spelled):
                break
    return None


_COUNT_BEHIND = re.compile(rf"(?P<thing>[^\d,、;。:!?\n()]{{2,24}}?)(?P<number>{_NUMBER}){_MEASURE}$")


def _counted_behind(text: str, stretch: Span, code: str) -> list[Span] | None:
    """The things of a list whose counts stand behind them and are the parts of the code: 分中心3个、服务驿站12个."""
    labels = code.split("+")
    if len(labels) < 2:
        return None
    for clause in re.finditer("[^,;。:!?\n]+", text[slice(*stretch)]):
        listed = pieces(text, stretch[0] + clause.start(), stretch[0] + clause.end(), "、")
        things = [_COUNT_BEHIND.fullmatch(text, *piece) for piece in listed]
        counted = [thing for thing in things if thing is not None]
        if len(counted) == len(listed) and [_written(thing) for thing in counted] == labels:
            spans = [thing.span("thing") for thing in counted]
            first = trim_first(text, spans[0], spans[1:])
            return [first, *spans[1:]] if first else None
    return None


def _written(match: re.Match[str]) -> str:
    if match.groupdict().get("some"):
        return "X"
    number = match.group("number")
    if number.upper() in ("N", "X"):
        return "X"
    value = number_value(number)
    return str(value) if value is not None else number


def _proposal(view: DocumentView, found: re.Match[str], code: str, chosen: Sequence[Span]) -> Proposal:
    members = tuple(_without_tail(plain(view.written[left:right])) for left, right in chosen)
    labels = code.split("+") if "+" in code else ()
    return Proposal(
        surface=view.written[found.start() : found.end()],
        start=found.start(),
        end=found.end(),
        kind=LinkKind.PLUS if labels else LinkKind.ALPHANUMERIC,
        relation=Relation.SLOTS if labels else Relation.MEMBERS,
        members=members,
        pattern="counts",
        confidence=0.91,
        evidence=(min(found.start(), chosen[0][0]), max(found.end(), chosen[-1][1])),
        slots=tuple(Slot(label, (member,)) for label, member in zip(labels, members, strict=True)) if labels else None,
    )


def _without_tail(member: str) -> str:
    return re.sub(r"(?:的|等)$", "", member)
