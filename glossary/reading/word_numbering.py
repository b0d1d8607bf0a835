"""The numbers that Word sets before paragraphs by itself: 一、 (一) 1. 第一章, as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from glossary.reading.word_names import attribute, word_name

__all__ = ["Numbering", "read_numbering"]

# Levels of a list: ISO/IEC 29500-1, 17.9.6 allows nine.
LEVELS = 9
# Styles that are based on one another, at the most; a circle of them ends here.
STYLE_DEPTH = 20
# Characters of a number's pattern, and the highest number that is written out.
PATTERN_LENGTH = 30
HIGHEST = 9999

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class _Level:
    number_format: str = "decimal"
    pattern: str = ""
    start: int = 1
    suffix: str = "tab"


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted; walk through the paragraphs in order.

    Attributes:
        lists: for each list, its levels; lists that share an abstract one share its counters.
        styles: for each paragraph style, the list and level that it brings along.
    """

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def number(self, paragraph: Any) -> str:
        """The number of the next paragraph, with what parts it from the text; empty where it has none."""
        place = self._place(paragraph)
        if place is None or place[0] not in self.lists:
            return ""
        identifier, depth = place
        shared, levels = self.lists[identifier]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counts.setdefault(shared, [None] * LEVELS)
        last = counts[depth]
        counts[depth] = level.start if last is None else min(last + 1, HIGHEST)
        counts[depth + 1 :] = [None] * (LEVELS - depth - 1)
        return _written(level, levels, counts)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        style = ""
        for properties in paragraph:
            if word_name(properties.tag) != "pPr":
                continue
            for child in properties:
                name = word_name(child.tag)
                if name == "pStyle":
                    style = attribute(child, "val")
                elif name == "numPr":
                    return _number_properties(child, self.styles.get(style))
            break
        return self.styles.get(style)


def _number_properties(element: Any, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list and level; list 0 takes an inherited number away."""
    values = {word_name(child.tag): attribute(child, "val") for child in element}
    identifier = values.get("numId", inherited[0] if inherited else "")
    depth = _integer(values.get("ilvl", ""), inherited[1] if inherited else 0)
    return (identifier, min(depth, LEVELS - 1)) if identifier not in ("", "0") else None


def _written(level: _Level, levels: dict[int, _Level], counts: list[int | None]) -> str:
    if level.number_format in ("bullet", "none") or not level.pattern:
        return ""
    text = level.pattern[:PATTERN_LENGTH]
    for depth in range(LEVELS):
        if f"%{depth + 1}" in text:
            of_level = levels.get(depth, level)
            count = counts[depth]
            number = of_level.start if count is None else count
            text = text.replace(f"%{depth + 1}", format_number(number, of_level.number_format))
    apart = level.suffix != "nothing" and not text.endswith(("、", "）", ")", "．", " "))
    return f"{text} " if apart else text


def format_number(number: int, number_format: str) -> str:
    """Write a number as Word's number formats do (ISO/IEC 29500-1, 17.18.59).

    >>> [format_number(12, name) for name in ("chineseCounting", "decimal", "upperRoman", "ideographTraditional")]
    ['十二', '12', 'XII', '乙']
    """
    write = _FORMATS.get(number_format, str)
    return write(number) if 0 < number <= HIGHEST else str(number)


def _counting(number: int) -> str:
    """一 to 九千九百九十九, with 十二 and not 一十二."""
    pieces: list[str] = []
    for unit, value in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, value)
        if digit:
            pieces.append(_HAN[digit] + unit)
        elif pieces and number and not pieces[-1].endswith("零"):
            pieces.append("零")
    text = "".join(pieces)
    return text[1:] if text.startswith("一十") else text


def _digits(signs: str) -> Callable[[int], str]:
    return lambda number: "".join(signs[int(digit)] for digit in str(number))


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)]


def _formal(number: int) -> str:
    table = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
    text = _counting(number).translate(table)
    return f"壹{text}" if text.startswith("拾") else text


def _letters(number: int) -> str:
    """A to Z, then AA, BB: each letter as often as the alphabet was gone through."""
    return chr(ord("A") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10)


def _roman(number: int) -> str:
    text = ""
    for value, signs in _ROMAN:
        count, number = divmod(number, value)
        text += signs * count
    return text


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _counting,
    "chineseCountingThousand": _counting,
    "japaneseCounting": _counting,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counting,
    "ideographDigital": _digits(_HAN),
    "japaneseDigitalTenThousand": _digits(_HAN),
    "taiwaneseDigital": _digits(_HAN),
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": lambda number: _roman(number).upper(),
    "lowerRoman": _roman,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number),
}


def read_numbering(numbering: Any, styles: Any) -> Numbering:
    """Read the lists from the parts `numbering.xml` and `styles.xml`; None stands for a part that is not there."""
    found = Numbering()
    abstract: dict[str, dict[int, _Level]] = {}
    for element in _children(numbering, "abstractNum"):
        abstract[attribute(element, "abstractNumId")] = {
            depth: _level(level) for depth, level in _levels(element, "lvl")
        }
    for element in _children(numbering, "num"):
        shared = next((attribute(child, "val") for child in _children(element, "abstractNumId")), "")
        levels = dict(abstract.get(shared, {}))
        identifier = attribute(element, "numId")
        overridden = False
        for depth, override in _levels(element, "lvlOverride"):
            levels[depth] = _overridden(override, levels.get(depth, _Level()))
            overridden = True
        # A list that states its own start counts by itself; the others go on where their abstract list stands.
        found.lists[identifier] = (f"list {identifier}" if overridden else shared, levels)
    found.styles = _style_numbers(styles)
    return found


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in (element if element is not None else ()) if word_name(child.tag) == name)


def _levels(element: Any, name: str) -> Iterator[tuple[int, Any]]:
    for child in _children(element, name):
        depth = _integer(attribute(child, "ilvl"), LEVELS)
        if depth < LEVELS:
            yield depth, child


def _level(element: Any) -> _Level:
    values = {word_name(child.tag): attribute(child, "val") for child in element}
    return _Level(
        values.get("numFmt", "decimal"),
        values.get("lvlText", ""),
        _integer(values.get("start", ""), 1),
        values.get("suff", "tab"),
    )


def _overridden(override: Any, level: _Level) -> _Level:
    for child in _children(override, "lvl"):
        level = _level(child)
    start = next((attribute(child, "val") for child in _children(override, "startOverride")), "")
    return _Level(level.number_format, level.pattern, _integer(start, level.start), level.suffix)


def _integer(written: str, otherwise: int) -> int:
    return int(written) if written.isascii() and written.isdecimal() and len(written) < 5 else otherwise


def _style_numbers(styles: Any) -> dict[str, tuple[str, int]]:
    """The list and level of each paragraph style, its own or that of a style it is based on."""
    own: dict[str, Any] = {}
    bases: dict[str, str] = {}
    for style in _children(styles, "style"):
        name = attribute(style, "styleId")
        for child in style:
            kind = word_name(child.tag)
            if kind == "basedOn":
                bases[name] = attribute(child, "val")
            elif kind == "pPr":
                own[name] = next(_children(child, "numPr"), None)
    numbers: dict[str, tuple[str, int]] = {}
    for style in {*own, *bases}:
        name, properties = style, own.get(style)
        for _step in range(STYLE_DEPTH):
            if properties is not None or name not in bases:
                break
            name = bases[name]
            properties = own.get(name)
        place = _number_properties(properties, None) if properties is not None else None
        if place is not None:
            numbers[style] = place
    return numbers
