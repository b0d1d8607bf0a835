"""Masks that stand where a name or a number was: ××, XX, **, ○○, __."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from glossary.text.characters import CHINESE_NUMERALS, GREEK, HAN, LATIN
from glossary.text.scanning import Interest

__all__ = ["find_masks"]

# What a masked name or number stands before: X市, X月, *局.
_UNITS = "省市县区镇乡村州旗盟街路局厅委办部处科院校厂店届月日年万亿"
# What may be a mask alone, and what only two or more of.
_SINGLE = "×✕╳X*"
_DOUBLED = "x○◯〇□■△▲●_"
_RUN = re.compile(rf"([{_SINGLE}])\1*|([{_DOUBLED}])\2+")
_STARTS = Interest(lambda: [*_SINGLE, *(mark * 2 for mark in _DOUBLED)])
_HAN = re.compile(f"[{HAN}]")
_CODE = re.compile(f"[{LATIN}{GREEK}0-9]")
_LATIN = re.compile(f"[{LATIN}]")
# Marks that belong to Chinese prose; a mask stands beside one of these, or beside a Han character.
_PROSE_MARKS = tuple("，。、；：！？“”‘’《》（）…—,;:%％")
_DIMENSIONS = tuple("长宽高厚深径边底")
# Characters around a × in which an equals sign shows a formula.
_FORMULA_REACH = 20
# After XX or X these are chromosomes, rays, axes.
_NO_NAME = re.compile("染色体|核型|性染色|射线|光|轴|[/]?XY")
# Before XX a code (STi55XX), a Latin word (Louis XX) or a karyotype (46,XX).
_CODE_BEFORE = re.compile(r"[A-Za-z](?:\d+| )\Z|\d[,，]\Z")
# Before XXX the part of a telephone or document number that is not masked.
_NUMBER_BEFORE = re.compile(r"\d-\Z")
_RULE_LINE = re.compile(r"[ \t]*([*_○●■□△▲])(?:[ \t]*\1)*[ \t]*")
# Bold and italics hug a short stretch without a sentence end; it does not start as what follows a mask does.
_MARKED_UP = re.compile(
    rf"(?<!\*)(\*{{1,3}})(?![\s*，。、；：,.;:”’）)]|[{_UNITS}])([^*\n。！？]{{1,60}}?)(?<![\s（(“‘])\1(?!\*)"
)


def find_masks(text: str) -> Iterator[tuple[int, int]]:
    """Find masks as (start, end), sorted: not dimensions, chromosomes, Roman numerals, Markdown bold or codes.

    >>> texts = ["××市XX区**同志", "3×5厘米的XXL码", "这是**重点**。"]
    >>> [text[start:end] for text in texts for start, end in find_masks(text)]
    ['××', 'XX', '**']
    """
    marked_up: set[int] | None = None
    for start, end in (found.span() for found in _STARTS.matches(_RUN, text)):
        if text[start] == "*":
            if marked_up is None:
                marked_up = _marked_up(text)
            if start in marked_up:
                continue
        if _TESTS[text[start]](text, start, end):
            yield start, end


def _is_masking_cross(text: str, start: int, end: int) -> bool:
    """One × is a mask unless it multiplies; ×× is one unless it ticks a table off."""
    before, after = text[max(0, start - 2) : start].rstrip(" ")[-1:], text[end : end + 2].lstrip(" ")[:1]
    if end - start > 1:
        return "√" not in (before, after)
    if before + after in ("“”", "）（", ")(", "‘’"):
        return False
    if after.isdigit() or (before in _DIMENSIONS and after in _DIMENSIONS):
        return False
    if not (_is_prose(before) or _is_prose(after)):
        return False
    around = text[max(0, start - _FORMULA_REACH) : end + _FORMULA_REACH]
    return "=" not in around and not (_CODE.match(before) and _CODE.match(after))


def _are_masking_letters(text: str, start: int, end: int) -> bool:
    """XX, XXX, xx are masks beside Han characters or alone; X is one before a unit: X市, X月X日."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start > 2 and _NUMBER_BEFORE.search(text, max(0, start - 8), start):
        return True
    if _NO_NAME.match(text, end) or _LATIN.match(before) or _CODE.match(after) or before in tuple("/-+.&%=∈"):
        return False
    if end - start == 1:
        return text[start] == "X" and after in tuple(_UNITS) and not _CODE.match(before)
    if _CODE_BEFORE.search(text, max(0, start - 8), start):
        return False
    return _is_prose(after) or _is_prose(before)


def _are_masking_stars(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1:
        return (after in tuple(_UNITS) and bool(_HAN.match(before))) or (
            before in _PROSE_MARKS and after in tuple(_UNITS)
        )
    if _CODE.match(before) and not _is_prose(after):
        return False
    return _is_prose(before) or _is_prose(after)


def _is_prose(character: str) -> bool:
    return bool(_HAN.match(character)) or character in _PROSE_MARKS


def _are_masking_circles(text: str, start: int, end: int) -> bool:
    """Circles are zeros beside a Chinese numeral: 二〇〇九年."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start < 2 or before in tuple(CHINESE_NUMERALS) or after in tuple(CHINESE_NUMERALS + "后"):
        return False
    return not _is_rule_line(text, start, end)


def _are_masking_lines(text: str, start: int, end: int) -> bool:
    """Two underscores or more are a blank to fill in, unless they are part of a name in a program, or a rule."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return end - start > 1 and not (_LATIN.match(before) or _LATIN.match(after)) and not _is_rule_line(text, start, end)


_TESTS: dict[str, Callable[[str, int, int], bool]] = {
    **dict.fromkeys("×✕╳", _is_masking_cross),
    **dict.fromkeys("Xx", _are_masking_letters),
    **dict.fromkeys("*", _are_masking_stars),
    **dict.fromkeys("○◯〇□■△▲●", _are_masking_circles),
    **dict.fromkeys("_", _are_masking_lines),
}


def _marked_up(text: str) -> set[int]:
    """The offsets of the stars that mark bold or italics."""
    offsets: set[int] = set()
    position = 0
    while (position := text.find("*", position)) >= 0:
        found = _MARKED_UP.match(text, position)
        if found is None:
            position += 1
            continue
        marks, content = found.groups()
        position = found.end()
        if any(content.count(opening) != content.count(closing) for opening, closing in ("“”", "（）", "()", "《》")):
            position = found.start() + len(marks)  # two masks, and a quotation that ends between them
            continue
        offsets |= {found.start(), found.end() - len(marks)}
    return offsets


def _is_rule_line(text: str, start: int, end: int) -> bool:
    """Tell whether the marks are a line of their own, as a Markdown rule is."""
    line_end = text.find("\n", end, end + 200)
    line = text[text.rfind("\n", max(0, start - 200), start) + 1 : line_end if line_end >= 0 else end + 200]
    return end - start > 2 and _RULE_LINE.fullmatch(line) is not None
