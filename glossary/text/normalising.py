"""Traditional to simplified, full width to usual width, annotations and invisible characters out: with the way back.

What changes no length is done on the whole text at once; what is deleted or replaced is a sparse list of edits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from glossary.model import Edit, NormalisedText, SetAside
from glossary.text.characters import character_ranges, common_han, fold_width
from glossary.text.pinyin import find_pinyin_annotations

__all__ = ["Replacement", "apply_replacements", "normalise", "normalise_document", "simplify"]

# Characters without a traditional one after which conversion stops until the next: a call costs about as much.
CONVERTED_STRETCH = 200

# Invisible or forbidden in XML: C0 without tab and line ends, DEL, soft hyphen, zero-width and directional marks,
# variation selectors. A CR before LF is half a line end.
_INVISIBLE = (
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_DELETED = re.compile(f"{_INVISIBLE}+")
_DELETED_WITH_CR = re.compile(f"(?:{_INVISIBLE}|\r(?=\n))+")
# 多重覆盖 holds 重覆, which is another word for 重复.
_COVER = re.compile("覆(?=[盖蓋])")
# One code point for one: other line ends to LF; C1 controls, surrogates and noncharacters to U+FFFD, which is reported.
_ODD = re.compile("[\r\x0b\x0c\x80-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_LINE_ENDS = "\r\x0b\x0c\x85\u2028\u2029"


class Replacement(NamedTuple):
    """A stretch of a text and what takes its place."""

    start: int
    end: int
    text: str


def normalise(text: str) -> str:
    """Give a text as `normalise_document` would, without the way back. Doing it twice changes nothing.

    >>> normalise("項(xiàng)目總投資１０億元，引進（新）企業")
    '项目总投资10亿元，引进（新）企业'
    """
    return normalise_document(text, ()).text


def normalise_document(text: str, set_aside: Sequence[SetAside]) -> NormalisedText:
    """Normalise a document's text and keep the way back to the original.

    Traditional characters become simplified; full-width letters, digits and symbols get their usual width, while the
    marks （），：；！？ stay as written; bracketed pinyin after a character, control and zero-width characters go; a
    stretch that was set aside becomes one line break; lines end with LF. Masks stay.

    >>> normalised = normalise_document("推創(chuàng)新", ())
    >>> normalised.text, normalised.original_span(0, 3)
    ('推创新', (0, 11))
    """
    cuts = [Replacement(*span, "\n") for span in _merged((stretch.start, stretch.end) for stretch in set_aside)]
    cuts = _with_deletions(text, cuts)
    normalised = apply_replacements(NormalisedText(text), cuts)
    plain = fold_width(_ODD.sub(_plain_character, normalised.text))
    normalised = NormalisedText(plain, normalised.edits)
    annotations = [Replacement(start, end, "") for start, end in find_pinyin_annotations(plain)]
    normalised = apply_replacements(normalised, annotations)
    return NormalisedText(simplify(normalised.text), normalised.edits)


def apply_replacements(normalised: NormalisedText, replacements: Sequence[Replacement]) -> NormalisedText:
    """Replace stretches of a normalised text, sorted and apart, and carry its edits along.

    Edits of the text that touch a replaced stretch become part of it.

    >>> once = apply_replacements(NormalisedText("甲乙丙丁"), [Replacement(1, 2, "")])
    >>> apply_replacements(once, [Replacement(1, 2, "")]).edits
    (Edit(start=1, end=1, original_start=1, original_end=3),)
    """
    if not replacements:
        return normalised
    text, earlier = normalised.text, normalised.edits
    pieces: list[str] = []
    edits: list[Edit] = []
    end_of_last = shift = next_edit = 0  # shift: new offset minus offset in `text`
    original_shift = 0  # original offset minus offset in `text`, after the edits that were passed
    for start, end, replacement in replacements:
        while next_edit < len(earlier) and earlier[next_edit].end < start:
            edit = earlier[next_edit]
            edits.append(Edit(edit.start + shift, edit.end + shift, edit.original_start, edit.original_end))
            original_shift = edit.original_end - edit.end
            next_edit += 1
        left = start
        original_start = start + original_shift
        if next_edit < len(earlier) and earlier[next_edit].start <= start:
            left, original_start = earlier[next_edit].start, earlier[next_edit].original_start
        right = end
        while next_edit < len(earlier) and earlier[next_edit].start <= end:
            edit = earlier[next_edit]
            original_shift, right = edit.original_end - edit.end, max(right, edit.end)
            next_edit += 1
        pieces += (text[end_of_last:start], replacement)
        new_start = left + shift
        shift += len(replacement) - (end - start)
        edits.append(Edit(new_start, right + shift, original_start, right + original_shift))
        end_of_last = end
    pieces.append(text[end_of_last:])
    for edit in earlier[next_edit:]:
        edits.append(Edit(edit.start + shift, edit.end + shift, edit.original_start, edit.original_end))
    return NormalisedText("".join(pieces), tuple(edits))


def simplify(text: str) -> str:
    """Convert traditional characters to simplified ones, keeping the length.

    Phrases decide where a character has two forms (乾坤 stays, 乾燥 becomes 干燥); no phrase runs over a line end.

    >>> simplify("乾燥的麵包，乾坤")
    '干燥的面包，乾坤'
    """
    traditional, _singles = _traditional()
    first = traditional.search(text)
    if first is None:
        return text
    pieces: list[str] = []
    position = 0
    while first is not None:
        # From a line with traditional characters to the next stretch of BLOCK characters without any.
        start = text.rfind("\n", 0, first.start()) + 1
        end = first.end()
        while (found := traditional.search(text, end, end + CONVERTED_STRETCH)) is not None:
            end = found.end()
        line_end = text.find("\n", end)
        end = line_end if line_end >= 0 else len(text)
        pieces += (text[position:start], _convert(text[start:end]))
        position = end
        first = traditional.search(text, end)
    pieces.append(text[position:])
    return "".join(pieces)


def _convert(text: str) -> str:
    """Convert until nothing changes: one character in the tables, 薴, needs two steps.

    Common simplified characters stay, for the phrase tables would make 破坏土地 into 破坯土地; but 藉口 becomes 借口, and
    回覆 回复, as in every simplified text.
    """
    convert = _converter().convert
    _pattern, singles = _traditional()
    fixed = common_han() - singles.keys() - {"藉", "覆"}
    for _step in range(3):
        converted: str = convert(text)
        if converted == text:
            break
        if len(converted) != len(text):
            converted = "".join(singles.get(character, character) for character in text)
        kept = [at for at, (old, new) in enumerate(zip(text, converted, strict=True)) if old != new and old in fixed]
        kept += [found.start() for found in _COVER.finditer(text)]
        if kept:
            restored = list(converted)
            for at in kept:
                restored[at] = text[at]
            converted = "".join(restored)
        text = converted
    return text


@cache
def _traditional() -> tuple[re.Pattern[str], dict[str, str]]:
    """What conversion may change: the pattern of the characters, and what each one alone becomes.

    The pattern takes in every rare character: some, such as 瞭, change in phrases only.
    """
    blocks = ((0x3400, 0x9FFF), (0x20000, 0x323AF))  # CJK Unified Ideographs and Extensions A to H
    characters = [chr(code) for first, last in blocks for code in range(first, last + 1)]
    converted: list[str] = _converter().convert("\n".join(characters)).split("\n")
    singles = {old: new for old, new in zip(characters, converted, strict=True) if old != new and len(new) == 1}
    common = {ord(character) for character in common_han() if character not in singles}
    basic = character_ranges(code for code in range(0x3400, 0xA000) if code not in common)
    # The supplementary planes as one range: `re` looks single characters there up one by one.
    return re.compile(f"[{basic}\U00020000-\U000323af]"), singles


@cache
def _converter() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def _plain_character(found: re.Match[str]) -> str:
    return "\n" if found.group() in _LINE_ENDS else "\ufffd"


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join spans that overlap or touch, and sort them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged


def _with_deletions(text: str, cuts: list[Replacement]) -> list[Replacement]:
    """Add the deletion of invisible characters between the cuts."""
    replacements: list[Replacement] = []
    position = 0
    pattern = _DELETED_WITH_CR if "\r\n" in text else _DELETED
    for cut in [*cuts, Replacement(len(text), len(text), "")]:
        for found in pattern.finditer(text, position, cut.start):
            replacements.append(Replacement(found.start(), found.end(), ""))
        replacements.append(cut)
        position = cut.end
    return replacements[:-1]
