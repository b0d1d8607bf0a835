"""Text on a terminal: made harmless, cut and wrapped by display width, where a Chinese character takes two cells."""

from __future__ import annotations

import re

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

__all__ = ["BAR_WIDTH", "Prose", "bar", "cut", "cut_left", "highlighted", "inert", "pad", "pad_left", "wrap"]

ELLIPSIS = "…"

BAR_WIDTH = 6
"""Cells of a score bar: with eighths of a block, 48 steps."""

# Control characters become their Unicode pictures (U+2400 ff.) or, above U+007F, the replacement character. So do the
# characters that turn the direction of writing, which can make one term look like another.
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421", 0x09: " ", 0x0A: " ", 0x0D: " "}
_REPLACED = (
    *range(0x80, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
    *range(0xD800, 0xE000),
)
_INERT = _PICTURES | dict.fromkeys(_REPLACED, "\ufffd")

# Where a line may end: in a list after an enumeration mark; in prose after a Latin word or any other character, but not
# between an opening mark and what follows it, nor before a closing mark.
# Items of a list; syllables of a reading, which are lower-case letters with tone marks.
_LISTED = re.compile(r"[^、；| ]*(?:[、；|]+\s*|\s+|$)")
_PROSE = re.compile(
    r"[（〈《「『【“‘(\[]*(?:[A-Za-z0-9.:%\u0300-\u036f]+[-_/]?|.)[，。、；：！？）〉》」』】”’…,.;:!?)\]]*\s*",
    re.DOTALL,
)


def inert(text: str) -> str:
    r"""The text on one line, with every control sequence made visible instead of obeyed.

    >>> inert("a\x1b[31mb\tc")
    'a␛[31mb c'
    """
    return text.translate(_INERT)


def cut(text: str, cells: int) -> str:
    """The beginning of a text in at most `cells` cells, with an ellipsis where something is missing.

    >>> cut("创新平台", 5), cut("创新平台", 8)
    ('创新…', '创新平台')
    """
    if cell_len(text) <= cells:
        return text
    return _take(text, cells - 1) + ELLIPSIS if cells > 0 else ""


def cut_left(text: str, cells: int) -> str:
    """The end of a text in at most `cells` cells.

    >>> cut_left("创新平台", 5)
    '…平台'
    """
    if cell_len(text) <= cells:
        return text
    return ELLIPSIS + _take(text[::-1], cells - 1)[::-1] if cells > 0 else ""


def _take(text: str, cells: int) -> str:
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > cells:
            return text[:index]
    return text


def pad(text: str, cells: int) -> str:
    """The text with spaces after it up to `cells` cells."""
    return text + " " * (cells - cell_len(text))


def pad_left(text: str, cells: int) -> str:
    """The text with spaces before it up to `cells` cells."""
    return " " * (cells - cell_len(text)) + text


def wrap(text: str, cells: int) -> list[str]:
    """A text in lines of at most `cells` cells, broken after enumeration marks where it can be.

    >>> wrap("创新平台、孵化器、加速器", 10)
    ['创新平台、', '孵化器、', '加速器']
    """
    ends = _line_ends(text, cells, _LISTED)
    return [text[start:end].rstrip() for start, end in zip([0, *ends], [*ends, len(text)], strict=True)]


class Prose:
    """Sentences that a console wraps as wide as it is, by the rules of Chinese lines."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The lines one by one."""
        for paragraph in self.text.split("\n"):
            for line in paragraph.divide(_line_ends(paragraph.plain, options.max_width, _PROSE)):
                line.rstrip()
                yield line


def _line_ends(text: str, cells: int, pieces: re.Pattern[str]) -> list[int]:
    """Where all lines but the last end, for lines of `cells` cells, two at the least."""
    cells = max(cells, 2)
    ends: list[int] = []
    start = 0
    for match in pieces.finditer(text):
        if cell_len(text[start : match.end()].rstrip()) <= cells:
            continue
        if match.start() > start:
            ends.append(start := match.start())
        while cell_len(text[start : match.end()].rstrip()) > cells:
            inner = _line_ends(match.group()[start - match.start() :], cells, _PROSE) if pieces is not _PROSE else []
            taken = inner[0] if inner else len(_take(text[start : match.end()], cells))
            ends.append(start := start + taken)
    return ends


def highlighted(text: str, surface: str, cells: int, style: str = "bold yellow") -> Text:
    """A text on one line around its first `surface`, which stands out; cut where it does not fit, never inside it.

    >>> highlighted("先建一站，再修两廊，最后验收", "两廊", 12).plain
    '…修两廊，最…'
    """
    text, surface = inert(text), inert(surface)
    start = text.find(surface)
    if start < 0:
        return Text(cut(text, cells))
    before, after = text[:start], text[start + len(surface) :]
    surface = cut(surface, cells)
    room = cells - cell_len(surface)
    left = max(room // 2, room - cell_len(after))
    before = cut_left(before, left)
    after = cut(after, room - cell_len(before))
    return Text.assemble(before, (surface, style), after)


def bar(score: float, cells: int = BAR_WIDTH) -> str:
    """A score from 0 to 1 as a bar of blocks; what lies outside is taken for the nearer end.

    >>> bar(0.5, 4), bar(1, 4), bar(0.03125, 4)
    ('██  ', '████', '▏   ')
    """
    eighths = round(min(max(score, 0), 1) * cells * 8)
    whole, rest = divmod(eighths, 8)
    return ("█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")).ljust(cells)
