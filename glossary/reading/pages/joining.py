"""Lines back to running text: no space inside Chinese, one between Latin words, hyphens of line ends taken out."""

from __future__ import annotations

import re

__all__ = [
    "SOFT_HYPHENS",
    "closes_sentence",
    "first_unit_width",
    "is_wide",
    "join_lines",
    "starts_with_marker",
    "without_digit_spacing",
]

# Han characters, kana and full-width marks: CJK Symbols and Punctuation up to CJK Unified Ideographs, CJK Compatibility
# Ideographs, Halfwidth and Fullwidth Forms, quotation marks and dashes as Chinese fonts have them.
_WIDE = "\u2014\u2018-\u201d\u2026\u3000-\u9fff\uf900-\ufaff\uff00-\uff65\U00020000-\U000323af"
_IS_WIDE = re.compile(f"[{_WIDE}]")
# What a line must hold at least: a word in letters and digits, or one wide character, with the marks that may not
# stand at the start of a line.
_UNIT = re.compile("(?:[A-Za-z0-9.+\\-/%&'’]+|.)[，。、；：！？”’）》」』】%,.;:!?)]{0,2}")
_CLOSES = re.compile("[。！？；：!?;:…][”’」』》）)\"']*$")
_MARKER = re.compile(
    "[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十\\d]{1,3}[)）]|第[一二三四五六七八九十百\\d]{1,4}[章节条编篇]"
    "|\\d{1,2}(?:[.．、](?!\\d)|(?:\\.\\d{1,2}){1,3}[ \u3000])|[①-⑳]|[-•●■◆▪–][ \u3000]"
)
_HYPHENATED = re.compile(r"[A-Za-z]{2}[-\u00ad\u2010\ufffe\x02]$")
# A hyphen that the program itself added at the line end.
SOFT_HYPHENS = ("\u00ad", "\ufffe", "\x02")
_NUMBER_BEFORE = re.compile(r"\s*[\d.]+")
_BEFORE_DIGIT = re.compile(f"(?<=[{_WIDE}]) (?=[0-9])")
_AFTER_DIGIT = re.compile(f"(?<=[0-9%]) (?=[{_WIDE}])")


def is_wide(character: str) -> bool:
    """Tell whether a character is as wide as it is high, so that no space parts it from the next word."""
    return _IS_WIDE.match(character) is not None


def join_lines(before: str, after: str) -> str:
    """Give the first line as it is to stand before the second one: with a space, with nothing, without its hyphen.

    >>> join_lines("隐马尔可", "夫模型"), join_lines("hidden Markov", "model"), join_lines("termi-", "nology")
    ('隐马尔可', 'hidden Markov ', 'termi')
    """
    before = before.rstrip()
    if before.endswith(SOFT_HYPHENS):
        return before[:-1]
    if _HYPHENATED.search(before) and after[:1].islower():
        return before[:-1]
    if not before or not after or is_wide(before[-1]) or is_wide(after[0]):
        return before
    return before if before[-1] in "-/" or (before[-1].isdigit() and after[0].isdigit()) else f"{before} "


def first_unit_width(line: str) -> float:
    """How wide the first word of a line is, in character heights, about: what must fit to stand on the line before.

    >>> first_unit_width("模型，"), first_unit_width("BERT模型")
    (1.0, 2.0)
    """
    found = _UNIT.match(line)
    return (
        sum(1.0 if is_wide(character) else 0.5 for character in found.group()[:12].rstrip("，。、；：！？"))
        if found
        else 0.0
    )


def closes_sentence(line: str) -> bool:
    """Tell whether a line ends as a paragraph may."""
    return _CLOSES.search(line.rstrip()) is not None


def starts_with_marker(line: str) -> bool:
    """Tell whether a line starts as headings and list items do."""
    return _MARKER.match(line) is not None


def without_digit_spacing(text: str) -> str:
    """Take out the spaces that layout programs put between Han characters and digits; a section number keeps its own.

    >>> without_digit_spacing("在 2024 年投资 10 亿元"), without_digit_spacing("2 实验结果")
    ('在2024年投资10亿元', '2 实验结果')
    """
    text = _BEFORE_DIGIT.sub("", text)
    numbered = _NUMBER_BEFORE.match(text)
    return _AFTER_DIGIT.sub(lambda found: " " if numbered and found.start() == numbered.end() else "", text)
