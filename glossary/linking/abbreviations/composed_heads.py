"""Pattern 4, spelt out part by part: “一核两带”……一核，即A；两带，即B和C; “三化三制”……“三化”是A、B、C，“三制”是……."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.lists import divide
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView

__all__ = ["find_composed_heads"]

# How far behind the head its parts may be explained; the longest explanation of a planning text.
_REACH = 400
_NUMBERS = {1: "一1", 2: "两二双2", 3: "三3", 4: "四4", 5: "五5", 6: "六6", 7: "七7", 8: "八8", 9: "九9", 10: "十"}
_NAMELY = re.compile(
    r"[”’]?\s*(?:[,:]\s*)?(?:即为|即是|即|就是指|就是|是指|指的是|为|是|指|:)\s*:?\s*"
    r"(?P<single>[^,;。、!?\n]{2,30})"
)


def find_composed_heads(
    view: DocumentView, heads: Sequence[NumeralHead], lists: Sequence[NumeralList]
) -> Iterator[NumeralList]:
    """Give the heads of several parts whose parts are explained one by one behind them, with all members in order.

    `lists` are those found for the heads of the document, the parts among them.
    """
    by_start = {found.head.start: found for found in reversed(lists) if found.agrees}
    for head in heads:
        if not head.numeral.segments:
            continue
        members: list[Span] = []
        position = head.outer_end
        limit = min(len(view.text), position + _REACH)
        for segment in head.numeral.segments:
            part = _part(view, segment.count, segment.head, position, limit, by_start)
            if not part:
                break
            members += part
            position = part[-1][1]
        else:
            yield NumeralList(head, tuple(members), "part-by-part", True, 0.96)


def _part(
    view: DocumentView, count: int, noun: str, position: int, limit: int, by_start: dict[int, NumeralList]
) -> list[Span]:
    """The members of the first mention of a part that explains it."""
    pattern = re.compile(f"[{_NUMBERS.get(count, '-')}][个大项条]?{re.escape(noun)}")
    for found in pattern.finditer(view.text, position, limit):
        if count == 1:
            explained = _NAMELY.match(view.text, found.end())
            if explained is not None:
                return [explained.span("single")]
        elif found.start() in by_start:
            return list(by_start[found.start()].members)
    return _declared(view, count, noun, position, limit)


def _declared(view: DocumentView, count: int, noun: str, position: int, limit: int) -> list[Span]:
    """The members of a clause that says what they are: 以A为主、B和C为副; A、B为两纵，C、D为三横."""
    number = f"(?:[{_NUMBERS.get(count, '-')}][个大条]?)?"
    pattern = re.compile(
        rf"[,。;:、\n]\s*(?:即|也就是)?(?:以|将|把)?(?P<list>[^,;。:!?\n]{{2,60}}?)(?:作为|为){number}{re.escape(noun)}(?=[,;、。\n]|$)"
    )
    found = pattern.search(view.text, position, limit)
    if found is None:
        return []
    if count == 1:
        return [found.span("list")]
    return divide(view.text, *found.span("list"), count) or []
