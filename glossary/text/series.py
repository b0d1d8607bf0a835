"""Series in running text, 一是…二是…, 第一，…第二，…, (1)…(2)…, also one inside a part of another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from glossary.model import Block, BlockKind
from glossary.text.numbering import chinese_number

__all__ = ["Series", "SeriesItem", "find_series"]

_HAN = "[一二三四五六七八九十]{1,3}"
# A part starts after a mark or a line end: 统一是 and 唯一是 are none.
_MARKER = re.compile(
    "(?:^|(?<=[。；：，！？、,;:!?\n \t—”）]))(?:"
    f"(?P<states>{_HAN})(?:是|要|则|靠)(?!否)"
    f"|第(?P<ranks>{_HAN})(?=[，,、：:是])"
    f"|其(?P<counts>[一二三四五六])(?=[，,、：:是])"
    "|(?P<orders>首先|其次|再次|再者|最后)(?=[，,])"
    "|[(（](?P<brackets>[1-9][0-9]?)[)）](?=[ \t]*[\u4e00-\u9fff“《])"
    "|(?P<circles>[①-⑳]))[，,、：: \t]*",
    re.MULTILINE,
)
# Words that open a series of their kind; the others go on with it.
_FIRST_WORD = "首先"


@dataclass(frozen=True, slots=True)
class SeriesItem:
    """A part: from its marker up to the next part, and the number that the marker states."""

    start: int
    content_start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Series:
    """Two parts or more that count from 1. `level` is 1, or one more than that of the series it stands in."""

    items: tuple[SeriesItem, ...]
    level: int

    @property
    def start(self) -> int:
        """Where its first part starts."""
        return self.items[0].start

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return self.items[-1].end


@dataclass(slots=True)
class _Open:
    """A series that may go on."""

    kind: str
    starts_line: bool
    markers: list[tuple[int, int, int]] = field(default_factory=list)  # start, start of the content, number
    end: int = 0

    @property
    def last(self) -> int:
        return self.markers[-1][2]


def find_series(text: str, blocks: Sequence[Block], sentences: Sequence[tuple[int, int]]) -> tuple[Series, ...]:
    """Find the series of a normalised text, sorted by start, outer ones first.

    Args:
        text: the normalised text.
        blocks: its blocks; a heading ends every series.
        sentences: its sentences, as `find_sentences` gives them.

    >>> from glossary.text.structure import find_blocks, find_sentences
    >>> text = "一是抓管网：一要快，二要好。二是抓调度。"
    >>> blocks = find_blocks(text)
    >>> found = find_series(text, blocks, find_sentences(text, blocks))
    >>> [(series.level, [text[item.content_start : item.end] for item in series.items]) for series in found]
    [(1, ['抓管网：一要快，二要好。', '抓调度。']), (2, ['快，', '好。'])]
    """
    closed: list[_Open] = []
    stack: list[_Open] = []
    last_end = 0
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.TITLE):
            _close(stack, 0, last_end, closed)
            continue
        for found in _MARKER.finditer(text, block.start, block.end):
            starts_line = found.start() == block.start and _starts_line(text, block.start)
            _take(found, starts_line, stack, closed, last_end)
        # A series within a line ends with the line; one whose parts are lines may go on.
        kept = max((index + 1 for index, each in enumerate(stack) if each.starts_line), default=0)
        _close(stack, kept, block.end, closed)
        last_end = block.end
    _close(stack, 0, last_end, closed)
    return _nested([each for each in closed if len(each.markers) > 1], sentences)


def _starts_line(text: str, position: int) -> bool:
    """Tell whether only an indent stands before a block; a paragraph may also follow a heading on its line."""
    before = text[max(0, position - 10) : position].rstrip(" \t")
    return not before or before.endswith("\n")


def _take(found: re.Match[str], starts_line: bool, stack: list[_Open], closed: list[_Open], last_end: int) -> None:
    """Let a marker go on with an open series, the innermost first, or open one."""
    kind = found.lastgroup or ""
    written = found[kind]
    number = _number(kind, written)
    end = last_end if starts_line else found.start()
    for index in range(len(stack) - 1, -1, -1):
        each = stack[index]
        if each.kind == kind and (number == each.last + 1 or (number is None and not starts_line)):
            _close(stack, index + 1, found.start(), closed)
            each.markers.append((found.start(), found.end(), each.last + 1))
            return
    if number != 1:
        return
    if starts_line:  # a part of an open series cannot be told from what comes after it
        _close(stack, 0, end, closed)
    stack.append(_Open(kind, starts_line, [(found.start(), found.end(), 1)]))


def _number(kind: str, written: str) -> int | None:
    """The number of a marker; None for words that only say that the series goes on."""
    if kind == "orders":
        return 1 if written == _FIRST_WORD else None
    if kind == "circles":
        return ord(written) - ord("①") + 1
    return int(written) if written.isdecimal() else chinese_number(written)


def _close(stack: list[_Open], index: int, end: int, closed: list[_Open]) -> None:
    """Close the series from an index of the stack on: they reach up to `end`."""
    for each in stack[index:]:
        each.end = max(end, each.markers[-1][1])
    closed += stack[index:]
    del stack[index:]


def _nested(found: list[_Open], sentences: Sequence[tuple[int, int]]) -> tuple[Series, ...]:
    found.sort(key=lambda each: (each.markers[0][0], -each.end))
    series: list[Series] = []
    around: list[Series] = []
    for each in found:
        while around and around[-1].end <= each.markers[0][0]:
            around.pop()
        items = tuple(_items(each, sentences))
        series.append(Series(items, len(around) + 1))
        around.append(series[-1])
    return tuple(series)


def _items(each: _Open, sentences: Sequence[tuple[int, int]]) -> Iterator[SeriesItem]:
    """The parts; the last one of a series within one sentence ends with that."""
    end = each.end
    first, last = each.markers[0][0], each.markers[-1][0]
    index = bisect_right(sentences, first, key=lambda sentence: sentence[0]) - 1
    if index >= 0 and last < sentences[index][1] <= end:
        end = sentences[index][1]
    ends = [start for start, _content_start, _number in each.markers[1:]]
    for (start, content_start, number), stop in zip(each.markers, [*ends, end], strict=True):
        yield SeriesItem(start, content_start, stop, number)
