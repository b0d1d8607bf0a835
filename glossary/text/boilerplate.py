"""What document-sharing sites put around an author's text: found by the named rules of `lexicons/boilerplate.tsv`."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial

from glossary.lexicons import read_lexicon
from glossary.model import SetAside
from glossary.text.normalising import plain_view
from glossary.text.scanning import LONG, Interest

__all__ = ["BoilerplateRule", "Scope", "boilerplate_rules", "find_set_aside"]

# A sentence is set aside whole only up to this many characters beyond what the rule matched: a page pasted on one line
# may lack full stops, and then the author's words must not go with the site's.
SENTENCE_REACH = 60
# Lines from another hit at the most, for what is boilerplate only in the company of boilerplate.
NEAR_LINES = 2
# Characters of a line at the most that the rules for whole lines are tried on: longer ones are prose.
LINE_LENGTH = 400
# A list of links ends at a line longer than a title, or with a full stop.
LINK_LENGTH = 50

# How far a match may reach before and after its trigger; the longest pattern describes about 120 characters.
REACH = (80, 160)

_LINE = re.compile(r"[^\r\n]+")
_SENTENCE_EDGE = re.compile(r"[。！？!?\r\n]|(?<![,，、:：;；\s])[ \t\u3000]+")
_SENTENCE_CLOSERS = "。！？!?”’』」）)】 \t"


class Scope(StrEnum):
    """How much is set aside where a rule's pattern matches."""

    LINE = "line"  # the line; the pattern describes all of it
    PHRASE = "phrase"  # the match
    SENTENCE = "sentence"  # the sentence around the match
    LIST = "list"  # the line and the short lines after it
    NEAR = "near"  # the line, if another hit is at most NEAR_LINES lines away


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One row of the lexicon. Any match of `pattern` holds one of `triggers`; a `near` rule has none."""

    name: str
    scope: Scope
    triggers: tuple[str, ...]
    pattern: str

    def matcher(self) -> re.Pattern[str]:
        """The compiled pattern. Most documents need few of them."""
        return _compiled(self.pattern)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def boilerplate_rules() -> tuple[BoilerplateRule, ...]:
    """The rules, in the order of the lexicon."""
    return tuple(
        BoilerplateRule(
            name=row["rule"],
            scope=Scope(row["scope"]),
            triggers=tuple(trigger for trigger in row["trigger"].split("|") if trigger),
            pattern=row["pattern"],
        )
        for row in read_lexicon("boilerplate")
    )


def find_set_aside(text: str, known: Iterable[SetAside] = ()) -> tuple[SetAside, ...]:
    r"""Find the stretches of an original text that a web page, not the author, wrote: sorted and apart.

    `known` are stretches that were set aside before, as by the reader of a file with pages; they are kept.

    >>> text = "一、总体要求\n下载积分：15金币\n坚持稳中求进。"
    >>> [(text[found.start : found.end], found.rule) for found in find_set_aside(text)]
    [('下载积分：15金币', 'download-price')]
    """
    view = plain_view(text)
    hits = {*_inline_hits(view.text), *_line_hits(view.text)}
    near = _near_hits(view.text, hits) if hits else ()
    found = (SetAside(*view.original_span(hit.start, hit.end), hit.rule) for hit in (*hits, *near))
    return tuple(_apart([*known, *found]))


@cache
def _index(of_lines: bool) -> tuple[re.Pattern[str], dict[str, tuple[BoilerplateRule, ...]]]:
    """Build the pattern of all triggers of the line rules, or of the others, and the rules to try at each trigger."""
    scopes = (Scope.LINE, Scope.LIST) if of_lines else (Scope.PHRASE, Scope.SENTENCE)
    rules = [rule for rule in boilerplate_rules() if rule.scope in scopes]
    triggers = sorted({trigger for rule in rules for trigger in rule.triggers})
    beginnings: dict[str, set[str]] = {}
    for trigger in triggers:
        for length in range(1, len(trigger) + 1):
            beginnings.setdefault(trigger[:length], set()).add(trigger)
    by_trigger = {}
    for found in triggers:
        hidden = _hidden(found, beginnings)
        by_trigger[found] = tuple(rule for rule in rules if not hidden.isdisjoint(rule.triggers))
    return re.compile(_alternatives(triggers)), by_trigger


def _trigger_strings(of_lines: bool) -> Iterable[str]:
    return _index(of_lines)[1]


_STARTS = {of_lines: Interest(partial(_trigger_strings, of_lines)) for of_lines in (False, True)}


def _triggers(text: str, *, of_lines: bool) -> Iterator[re.Match[str]]:
    """Find the triggers in a text, from left to right and apart; those of the line rules not in lines too long."""
    pattern, _rules = _index(of_lines)
    if len(text) < LONG:
        yield from pattern.finditer(text)
        return
    if of_lines and "\n" not in text and "\r" not in text:
        return
    places = _STARTS[of_lines].places(text)
    index = end = line_end = 0
    while index < len(places):
        place = places[index]
        index += 1
        if of_lines and place >= line_end:
            line_start, line_end = _line_around(text, place, place, LINE_LENGTH + 1, LINE_LENGTH + 1)
            if line_end - line_start > LINE_LENGTH:
                line_end = _end_of_line(text, place, len(text))
                index = bisect_left(places, line_end, index)
                continue
        if place >= end:
            found = pattern.match(text, place)
            if found is not None:
                end = found.end()
                yield found


def _hidden(found: str, beginnings: Mapping[str, set[str]]) -> set[str]:
    """The triggers that one can hide which was found, itself included: parts of it, or such as start in it.

    Thus 写作网 hides 网： and 写作. `beginnings` has the triggers by what they begin with.
    """
    hidden = {found}.union(*(beginnings.get(found[start:], ()) for start in range(1, len(found))))
    for start in range(len(found)):
        parts = (found[start:end] for end in range(start + 1, len(found) + 1))
        hidden.update(part for part in parts if part in beginnings.get(part, ()))
    return hidden


def _alternatives(triggers: Iterable[str]) -> str:
    """Write triggers as a pattern, grouped by first character, which `re` finds twice as fast; longer ones first."""
    rests: dict[str, list[str]] = {}
    for trigger in sorted(triggers, key=lambda trigger: (-len(trigger), trigger)):
        rests.setdefault(trigger[0], []).append(re.escape(trigger[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(group)})" for first, group in sorted(rests.items()))


def _inline_hits(text: str) -> Iterator[SetAside]:
    """Apply the rules for phrases and sentences around each of their triggers, within the line."""
    _pattern, by_trigger = _index(of_lines=False)
    windows: dict[str, tuple[BoilerplateRule, int, int]] = {}
    for trigger in _triggers(text, of_lines=False):
        left, right = _line_around(text, *trigger.span(), *REACH)
        for rule in by_trigger[trigger.group()]:
            _rule, begin, end = windows.get(rule.name, (rule, left, left))
            if left > end:
                yield from _matches(rule, text, begin, end)
                begin = left
            windows[rule.name] = (rule, begin, right)
    for rule, begin, end in windows.values():
        yield from _matches(rule, text, begin, end)


def _matches(rule: BoilerplateRule, text: str, start: int, end: int) -> Iterator[SetAside]:
    for found in rule.matcher().finditer(text, start, end):
        if found.end() > found.start():
            yield _set_aside(rule, text, *found.span())


def _set_aside(rule: BoilerplateRule, text: str, start: int, end: int) -> SetAside:
    if rule.scope is Scope.SENTENCE:
        start, end = _sentence_around(text, start, end)
    start, end = _trim(text, start, end)
    return SetAside(start, end, rule.name)


def _line_hits(text: str) -> Iterator[SetAside]:
    """Apply the rules for whole lines to the lines that are short enough."""
    _pattern, by_trigger = _index(of_lines=True)
    in_line: list[str] = []
    line_start = line_end = -1
    for trigger in _triggers(text, of_lines=True):
        if trigger.start() >= line_end:
            yield from _of_line(text, line_start, line_end, in_line, by_trigger)
            in_line = []
            line_start, line_end = _line_around(text, *trigger.span(), LINE_LENGTH, LINE_LENGTH)
        in_line.append(trigger.group())
    yield from _of_line(text, line_start, line_end, in_line, by_trigger)


def _of_line(
    text: str, start: int, end: int, triggers: list[str], by_trigger: dict[str, tuple[BoilerplateRule, ...]]
) -> Iterator[SetAside]:
    """Apply the rules of the triggers in a line; `_line_around` gives more than LINE_LENGTH of one that is too long."""
    if not triggers or end - start > LINE_LENGTH:
        return
    start, end = _trim(text, start, end)
    stripped = text[start:end]
    for rule in dict.fromkeys(rule for trigger in triggers for rule in by_trigger[trigger]):
        if rule.matcher().search(stripped):
            yield SetAside(start, _end_of_list(text, end) if rule.scope is Scope.LIST else end, rule.name)


def _line_around(text: str, start: int, end: int, reach_before: int, reach_after: int) -> tuple[int, int]:
    """The part of the line that is within reach of a stretch."""
    left, right = max(0, start - reach_before), min(len(text), end + reach_after)
    left = max(left, text.rfind("\n", left, start) + 1, text.rfind("\r", left, start) + 1)
    return left, _end_of_line(text, end, right)


def _end_of_line(text: str, start: int, limit: int) -> int:
    """Where the line that goes on at `start` ends, at the limit at the latest."""
    for mark in "\n\r":
        end = text.find(mark, start, limit)
        limit = end if end >= 0 else limit
    return limit


def _sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend a match to its sentence, where the sentence's edges are within reach."""
    left, right = _line_around(text, start, end, SENTENCE_REACH, SENTENCE_REACH)
    edges = [found.end() for found in _SENTENCE_EDGE.finditer(text, left, start)]
    if edges:
        start = edges[-1]
    elif start - left < SENTENCE_REACH:
        start = left
    if text[end - 1] not in "。！？!?":
        edge = _SENTENCE_EDGE.search(text, end, right)
        if edge:
            end = edge.start() if edge.group().isspace() else edge.end()
        elif right - end < SENTENCE_REACH:
            end = right
    while end < right and text[end] in _SENTENCE_CLOSERS and text[end - 1] in _SENTENCE_CLOSERS:
        end += 1
    return start, end


def _end_of_list(text: str, position: int) -> int:
    """Where the short lines after `position` end."""
    end = position
    for found in _LINE.finditer(text, position):
        left, right = _trim(text, *found.span())
        if left == right:
            continue
        if right - left > LINK_LENGTH or text[right - 1] in "。；":
            break
        end = right
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _near_hits(text: str, hits: Iterable[SetAside]) -> Iterator[SetAside]:
    """Find the lines that are boilerplate in the company of others, spreading from hit to hit."""
    rules = [rule for rule in boilerplate_rules() if rule.scope is Scope.NEAR]
    spans = _apart(hits)
    seen: set[int] = set()
    queue = [(hit.start, hit.end) for hit in spans]
    while queue:
        start, end = queue.pop()
        for left, right in _lines_beside(text, start, end):
            if left in seen:
                continue
            for rule in rules:
                if rule.matcher().search(text[left:right]):
                    seen.add(left)
                    queue.append((left, right))
                    yield SetAside(left, right, rule.name)
                    break


def _lines_beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The non-blank lines near a hit, before and after it."""
    before = text[max(0, start - 500) : start].splitlines(keepends=True)
    position, count = start, 0
    for line in reversed(before):
        position -= len(line)
        if line.strip() and count < NEAR_LINES:
            count += 1
            yield _trim(text, position, position + len(line))
    position, count = end, 0
    for line in text[end : end + 500].splitlines(keepends=True):
        if line.strip() and count < NEAR_LINES:
            count += 1
            yield _trim(text, position, position + len(line))
        position += len(line)


def _apart(hits: Iterable[SetAside]) -> list[SetAside]:
    """Sort hits and drop or cut those that overlap an earlier one; the longer of two that start together wins."""
    apart: list[SetAside] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.rule)):
        start = max(hit.start, apart[-1].end) if apart else hit.start
        if start < hit.end:
            apart.append(SetAside(start, hit.end, hit.rule))
    return apart
