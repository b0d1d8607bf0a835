"""What document-sharing sites put around an author's text: found by the named rules of `lexicons/boilerplate.tsv`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.model import SetAside

__all__ = ["BoilerplateRule", "Scope", "boilerplate_rules", "find_set_aside"]

# A sentence is set aside whole only up to this many characters beyond what the rule matched: a page pasted on one line
# may lack full stops, and then the author's words must not go with the site's.
SENTENCE_REACH = 60
# Lines from another hit at the most, for what is boilerplate only in the company of boilerplate.
NEAR_LINES = 2
# A list of links ends at a line longer than a title, or with a full stop.
LINK_LENGTH = 50

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
    pattern: re.Pattern[str]


@cache
def boilerplate_rules() -> tuple[BoilerplateRule, ...]:
    """The rules, in the order of the lexicon."""
    return tuple(
        BoilerplateRule(
            name=row["rule"],
            scope=Scope(row["scope"]),
            triggers=tuple(trigger for trigger in row["trigger"].split("|") if trigger),
            pattern=re.compile(row["pattern"]),
        )
        for row in read_lexicon("boilerplate")
    )


def find_set_aside(text: str) -> tuple[SetAside, ...]:
    r"""Find the stretches of an original text that a web page, not the author, wrote: sorted and apart.

    >>> text = "一、总体要求\\n下载积分：15金币\\n坚持稳中求进。"
    >>> [(text[found.start : found.end], found.rule) for found in find_set_aside(text)]
    [('下载积分：15金币', 'download-price')]
    """
    hits: list[SetAside] = []
    for start, end, triggers in _triggered_lines(text):
        for rule in _rules_of(triggers):
            hits += _apply(rule, text, start, end)
    if not hits:
        return ()
    return tuple(_apart([*hits, *_near_hits(text, hits)]))


@cache
def _trigger_pattern() -> re.Pattern[str]:
    triggers = {trigger for rule in boilerplate_rules() for trigger in rule.triggers}
    return re.compile("|".join(re.escape(trigger) for trigger in sorted(triggers, key=lambda t: (-len(t), t))))


@cache
def _rules_by_trigger() -> dict[str, tuple[BoilerplateRule, ...]]:
    """Which rules to try where a trigger was found: also those whose own trigger is part of the longer one."""
    rules = [rule for rule in boilerplate_rules() if rule.triggers]
    triggers = {trigger for rule in rules for trigger in rule.triggers}
    return {
        found: tuple(rule for rule in rules if any(trigger in found for trigger in rule.triggers)) for found in triggers
    }


def _rules_of(triggers: Iterable[str]) -> tuple[BoilerplateRule, ...]:
    by_trigger = _rules_by_trigger()
    names = {rule.name for trigger in triggers for rule in by_trigger[trigger]}
    return tuple(rule for rule in boilerplate_rules() if rule.name in names)


def _triggered_lines(text: str) -> Iterator[tuple[int, int, set[str]]]:
    """The lines that hold a trigger, with their triggers."""
    start = end = -1
    triggers: set[str] = set()
    for found in _trigger_pattern().finditer(text):
        position = found.start()
        if position >= end:
            if triggers:
                yield start, end, triggers
            start, end = _line_around(text, position)
            triggers = set()
        triggers.add(found.group())
    if triggers:
        yield start, end, triggers


def _line_around(text: str, position: int) -> tuple[int, int]:
    start = max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1
    found = _LINE.match(text, start)
    return start, found.end() if found else start


def _apply(rule: BoilerplateRule, text: str, start: int, end: int) -> Iterator[SetAside]:
    """Apply a rule to the line from `start` to `end`."""
    if rule.scope in (Scope.PHRASE, Scope.SENTENCE):
        line = text[start:end]
        for found in rule.pattern.finditer(line):
            left, right = found.span()
            if left == right:
                continue
            if rule.scope is Scope.SENTENCE:
                left, right = _sentence_around(line, left, right)
            yield SetAside(start + left, start + right, rule.name)
        return
    left, right = _trim(text, start, end)
    if right - left > 400 or not rule.pattern.search(text[left:right]):
        return
    if rule.scope is Scope.LIST:
        right = _end_of_list(text, right)
    yield SetAside(left, right, rule.name)


def _sentence_around(line: str, left: int, right: int) -> tuple[int, int]:
    """Extend a match to its sentence, where the sentence's edges are within reach."""
    edges = [found.end() for found in _SENTENCE_EDGE.finditer(line, max(0, left - SENTENCE_REACH), left)]
    if edges:
        left = edges[-1]
    elif left <= SENTENCE_REACH:
        left = 0
    if line[right - 1] not in "。！？!?":
        edge = _SENTENCE_EDGE.search(line, right, min(len(line), right + SENTENCE_REACH))
        if edge:
            right = edge.end() if not edge.group().isspace() else edge.start()
        elif len(line) - right <= SENTENCE_REACH:
            right = len(line)
    while right < len(line) and line[right] in _SENTENCE_CLOSERS and line[right - 1] in _SENTENCE_CLOSERS:
        right += 1
    return left, right


def _end_of_list(text: str, position: int) -> int:
    """Where the short lines after `position` end."""
    end = position
    for found in _LINE.finditer(text, position):
        left, right = _trim(text, *found.span())
        if left == right:
            continue
        if right - left > LINK_LENGTH or text[right - 1] in "。；！？":
            break
        end = right
    return end


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _near_hits(text: str, hits: list[SetAside]) -> Iterator[SetAside]:
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
                if rule.pattern.search(text[left:right]):
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
