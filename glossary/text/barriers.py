"""Masks that stand where a name or a number was: ××, XX, **, ○○, __."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.text.characters import CHINESE_NUMERALS, HAN, LATIN

__all__ = ["find_masks"]

# What a masked name or number stands before.
_UNITS = (
    "省市县区镇乡村州旗盟街路号院校局厅委办部处科室司厂店班组队队组级届次期批名个位元万亿年月日时分度吨米亩项家户人"
)
_NUMERALS = CHINESE_NUMERALS + "\\d"
_CODE = f"{LATIN}0-9"

_MASK = re.compile(
    # ×: not between figures or dimensions; one × between Han characters, punctuation and units is a mask.
    "(?P<cross>[×✕╳]+)"
    # XX, XXX, xx: not inside codes and words.
    f"|(?<![{LATIN}])(?P<letters>X{{2,}}|x{{2,}})(?![{_CODE}])"
    # X before a unit: X市, X月X日.
    f"|(?<![{_CODE}+\\-/.])(?P<letter>[Xx])(?=[{_UNITS}])"
    "|(?P<stars>\\*+)"
    "|(?P<circles>[○◯〇]{2,})"
    "|(?P<squares>[□■△▲●]{2,})"
    f"|(?<![{_CODE}_])(?P<lines>_{{2,}})(?![{_CODE}_])"
)
_DIMENSION = re.compile("[长宽高厚深径边底]")
_CHROMOSOME = re.compile(r"染色体|核型|[/]?XY|性染色")
_RULE_LINE = re.compile(r"[ \t]*([*_○●■□])(?:[ \t]*\1)*[ \t]*")
# Bold and italics: marks hug a short stretch without a sentence end, which does not start like what follows a mask.
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
    for found in _MASK.finditer(text):
        start, end = found.span()
        match found.lastgroup:
            case "cross":
                is_mask = _is_masking_cross(text, start, end)
            case "letters":
                is_mask = _is_masking_letters(text, start, end)
            case "letter":
                is_mask = not text.startswith("光", end)
            case "stars":
                if marked_up is None:
                    marked_up = _marked_up(text)
                is_mask = start not in marked_up and _are_masking_stars(text, start, end)
            case "circles":
                is_mask = not _is_numeral(text, start, end)
            case _:
                is_mask = True
        if is_mask and not _is_rule_line(text, start, end):
            yield start, end


def _is_masking_cross(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" ")[-1:] if start < 2 else text[start - 2 : start].rstrip()[-1:], ""
    after = text[end : end + 2].lstrip()[:1]
    if end - start > 1:
        return True
    if not before and not after:
        return False
    if (before.isdigit() or (before.isascii() and before.isalpha())) and (
        after.isdigit() or (after.isascii() and after.isalpha())
    ):
        return False
    if before in "）)%％" and before and (after.isdigit() or after in "（("):
        return False
    if before and after and _DIMENSION.match(before) and _DIMENSION.match(after):
        return False
    return not (after.isdigit() and before and not before.isalnum())


def _is_masking_letters(text: str, start: int, end: int) -> bool:
    if _CHROMOSOME.match(text, end) or text[max(0, start - 1) : start] == "/":
        return False
    before = text[max(0, start - 3) : start]
    if re.search(r"[A-Za-z] $|\d[,，]$", before):
        return False
    touches_han = re.compile(f"[{HAN}]")
    return bool(
        touches_han.match(text, end)
        or (start and touches_han.match(text, start - 1))
        or not re.search(r"[A-Za-z]", text[max(0, start - 2) : start] + text[end : end + 2])
    )


def _are_masking_stars(text: str, start: int, end: int) -> bool:
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if end - start == 1:
        return (
            bool(after) and after in _UNITS and not (before.isascii() and before.isalnum()) and before not in ("", "\n")
        )
    if before.isascii() and before.isalnum() and after.isascii() and after.isalnum():
        return False
    return not (before.isascii() and before.isalpha() and not after)


def _marked_up(text: str) -> set[int]:
    """The offsets of the stars that mark bold or italics."""
    offsets: set[int] = set()
    for found in _MARKED_UP.finditer(text):
        offsets.add(found.start())
        offsets.add(found.end() - len(found.group(1)))
    return offsets


def _is_numeral(text: str, start: int, end: int) -> bool:
    """Tell whether circles are zeros: 二〇〇九年."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return bool(before and before in CHINESE_NUMERALS) or bool(after and after in CHINESE_NUMERALS + "后")


def _is_rule_line(text: str, start: int, end: int) -> bool:
    """Tell whether the marks are a line of their own, as a Markdown rule."""
    if end - start < 3:
        return False
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    line = text[line_start : line_end if line_end >= 0 else len(text)]
    return _RULE_LINE.fullmatch(line) is not None
