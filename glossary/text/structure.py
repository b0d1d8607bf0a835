"""What the lines of a text are: headings, list items, paragraphs; its sentences, and what it quotes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from glossary.model import Block, BlockKind
from glossary.text.characters import CLOSING_MARKS, SENTENCE_MARKS
from glossary.text.numbering import Marker, read_marker
from glossary.text.quotations import find_quotations

__all__ = ["find_blocks", "find_quotations", "find_sentences"]

# Longer lines are no headings. GB/T 9704-2012 sets headings on a line or two of 28 characters at the most.
HEADING_LENGTH = 50
TITLE_LENGTH = 60
# A heading run into its paragraph ends at its first full stop or space, and is shorter: one line of 28 characters.
RUN_IN_LENGTH = 28

_LINE = re.compile(r"[^\n]+")
_ENDS_SENTENCE = re.compile(f"[{SENTENCE_MARKS}；;，,、][{CLOSING_MARKS}]*$")
_NO_TITLE = re.compile(f"[{SENTENCE_MARKS}；;，,、：:][{CLOSING_MARKS}]*$|[。；]")
_INSIDE_SENTENCE = re.compile(r"[。！？；]")
# Inside a long line a heading starts after the end of a sentence, at a Chinese numeral marker.
_NUMERAL = "[一二三四五六七八九十]{1,3}"
_INNER_MARKER = re.compile(
    f"(?:(?<=[。！？!?：:”])|(?<=[。！？!?：:”][ \t]))(?={_NUMERAL}、(?!{_NUMERAL}[、等])|[(（]{_NUMERAL}[)）])"
)
# A Markdown table: its rows, its cells, and the line below its header.
_TABLE_ROW = re.compile(r"\|.*\|")
_TABLE_CELL = re.compile(r"[^|]+")
_RULE = re.compile(r"[\s|:=*_#\-]+")
# Below the second level a numbered line with a comma is a sentence of a list.
_COMMA = re.compile("[，,]")
_PASTED_TITLE = re.compile(
    rf"(?<=[{SENTENCE_MARKS}.])[{CLOSING_MARKS}]*[ \t]+"
    rf"(?P<title>[^{SENTENCE_MARKS}；;\n]{{5,}}[^{SENTENCE_MARKS}；;：:，,、.\s])$"
)
_RUN_IN_END = re.compile(r"[。！？：:]|[ \t](?=\S)")
_SENTENCE = re.compile(f"[^{SENTENCE_MARKS}\n]*(?:[{SENTENCE_MARKS}]+[{CLOSING_MARKS}]*|$|(?=\n))", re.MULTILINE)


def find_blocks(text: str, title: str = "", cells: Collection[int] = ()) -> tuple[Block, ...]:
    r"""Cut a normalised text into headings, list items and paragraphs, sorted and apart. Blank lines belong to none.

    A long line, as web pages paste a whole speech, is cut at the headings inside it. Lines that start at one of
    `cells` are cells of a table.

    >>> [(block.kind.value, block.level, block.number) for block in find_blocks("一、总体要求\n坚持稳中求进。")]
    [('heading', 1, 1), ('paragraph', 0, None)]
    """
    blocks: list[Block] = []
    for start, end in _stripped_lines(text):
        if _RULE.fullmatch(text, start, end):
            continue
        if cells and text.rfind("\n", 0, start) + 1 in cells:
            blocks.append(Block(BlockKind.CELL, start, end, start))
        elif _TABLE_ROW.fullmatch(text, start, end):
            blocks += _cells(text, start, end)
        elif not blocks and _is_title(text[start:end], title):
            blocks.append(Block(BlockKind.TITLE, start, end, end - len(text[start:end].lstrip("# "))))
        elif end - start <= HEADING_LENGTH:
            blocks += _short_blocks(text, start, end)
        else:
            blocks += _long_blocks(text, start, end)
    return tuple(blocks)


def find_sentences(text: str, blocks: Sequence[Block]) -> tuple[tuple[int, int], ...]:
    """Find the sentences of each block as (start, end), final mark and closing quotes included, white space around not.

    >>> text = "坚持创新。“真的吗？”他问。"
    >>> [text[start:end] for start, end in find_sentences(text, find_blocks(text, ""))]
    ['坚持创新。', '“真的吗？”', '他问。']
    """
    sentences: list[tuple[int, int]] = []
    for block in blocks:
        for found in _SENTENCE.finditer(text, block.start, block.end):
            stripped = _strip(text, *found.span())
            if stripped:
                sentences.append(stripped)
    return tuple(sentences)


def _strip(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if left < right else None


def _stripped_lines(text: str) -> Iterator[tuple[int, int]]:
    for found in _LINE.finditer(text):
        stripped = _strip(text, *found.span())
        if stripped:
            yield stripped


def _is_title(line: str, title: str) -> bool:
    if len(line) > TITLE_LENGTH:
        return False
    plain = line.lstrip("# ")
    if line.startswith("# ") or plain == title.strip():
        return True
    return read_marker(line, 0, len(line)) is None and not _NO_TITLE.search(line)


def _cells(text: str, start: int, end: int) -> Iterator[Block]:
    for found in _TABLE_CELL.finditer(text, start, end):
        stripped = _strip(text, *found.span())
        if stripped:
            yield Block(BlockKind.CELL, *stripped, stripped[0])


def _short_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    marker = read_marker(text, start, end)
    if marker is None:
        yield Block(BlockKind.PARAGRAPH, start, end, start)
        return
    content = text[marker.content_start : end]
    if marker.can_head and not _ENDS_SENTENCE.search(content) and not _INSIDE_SENTENCE.search(content):
        yield Block(BlockKind.HEADING, start, end, marker.content_start, marker.level, marker.number)
    else:
        yield from _run_in_blocks(text, start, end, marker)


def _long_blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Cut a long line at the headings inside it."""
    starts = [start, *(found.start() for found in _INNER_MARKER.finditer(text, start, end) if found.start() > start)]
    for left, right in zip(starts, [*starts[1:], end], strict=True):
        stripped = _strip(text, left, right)
        if stripped is None:
            continue
        left, right = stripped
        marker = read_marker(text, left, right)
        if marker is None:
            yield from _paragraph_and_title(text, left, right)
            continue
        yield from _run_in_blocks(text, left, right, marker)


def _paragraph_and_title(text: str, start: int, end: int) -> Iterator[Block]:
    """Give a paragraph, and the title pasted behind it: a last clause, after a space, that ends with no mark."""
    found = _PASTED_TITLE.search(text, max(start, end - TITLE_LENGTH - 4), end)
    if found is None:
        yield Block(BlockKind.PARAGRAPH, start, end, start)
        return
    yield Block(BlockKind.PARAGRAPH, start, found.start(), start)
    yield Block(BlockKind.TITLE, found.start("title"), end, found.start("title"))


def _run_in_blocks(text: str, start: int, end: int, marker: Marker) -> Iterator[Block]:
    """Give a heading that runs into its paragraph, and the paragraph; or one list item."""
    limit = min(end, marker.content_start + RUN_IN_LENGTH)
    found = _RUN_IN_END.search(text, marker.content_start, limit) if marker.can_head else None
    if found is None or found.end() >= end or (marker.level > 2 and _COMMA.search(text, marker.content_start, limit)):
        yield Block(BlockKind.LIST_ITEM, start, end, marker.content_start, marker.level, marker.number)
        return
    heading_end = found.start() if found.group().isspace() else found.end()
    yield Block(BlockKind.HEADING, start, heading_end, marker.content_start, marker.level, marker.number)
    rest = _strip(text, heading_end, end)
    if rest:
        yield Block(BlockKind.PARAGRAPH, *rest, rest[0])
