"""Traditional to simplified, full width to usual width, annotations and invisible characters out: with the way back.

What changes no length is done on the whole text at once; what is deleted or replaced is a sparse list of edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import Edit, NormalisedText, SetAside
from glossary.settings import Region
from glossary.text.characters import fold_width
from glossary.text.pinyin import find_pinyin_annotations
from glossary.text.regional_words import find_regional_words
from glossary.text.scanning import LONG, Interest, mapped, mapping_table
from glossary.text.simplifying import simplify

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Replacement", "apply_replacements", "normalise", "normalise_document", "normalised_offsets", "plain_view"]


# Invisible or forbidden in XML: C0 without tab and line ends, DEL, soft hyphen, zero-width and directional marks,
# variation selectors. A CR before LF is half a line end.
_INVISIBLE = (
    "[\x00-\x08\x0e-\x1f\x7f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\ufff9-\ufffb\U000e0001-\U000e007f\U000e0100-\U000e01ef]"
)
_DELETED = re.compile(f"{_INVISIBLE}+")
_DELETED_WITH_CR = re.compile(f"(?:{_INVISIBLE}|\r(?=\n))+")
# One code point for one: other line ends to LF; C1 controls, surrogates and noncharacters to U+FFFD, which is reported.
_ODD = re.compile("[\r\x0b\x0c\x80-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# Where anything is that is deleted or changed here: the basic plane, CJK Compatibility Ideographs Supplement, Tags and
# Variation Selectors Supplement.
_PLAIN_CODES = (*range(0x10000), *range(0x2F800, 0x2FA20), *range(0xE0000, 0xE01F0))
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


def normalise_document(
    text: str, set_aside: Sequence[SetAside], regional_words: Region = Region.KEEP
) -> NormalisedText:
    """Normalise a document's text and keep the way back to the original.

    Traditional characters become simplified; full-width letters, digits and symbols get their usual width, while the
    marks （），：；！？ stay as written; bracketed pinyin after a character, control and zero-width characters go; a
    stretch that was set aside becomes one line break; lines end with LF. Masks stay. On demand, words of a region
    become those of the mainland.

    >>> normalised = normalise_document("推創(chuàng)新", ())
    >>> normalised.text, normalised.original_span(0, 3)
    ('推创新', (0, 11))
    """
    if _needs_view_only(text, set_aside, regional_words):
        return plain_view(text)
    cuts = [Replacement(*span, "\n") for span in _merged((stretch.start, stretch.end) for stretch in set_aside)]
    cuts = _with_deletions(text, cuts, _DELETED_WITH_CR if "\r\n" in text else _DELETED)
    normalised = apply_replacements(NormalisedText(text), cuts)
    plain = _folded(normalised.text)
    normalised = NormalisedText(plain, normalised.edits)
    annotations = [Replacement(start, end, "") for start, end in find_pinyin_annotations(plain)]
    normalised = apply_replacements(normalised, annotations)
    words = [Replacement(*found) for found in find_regional_words(normalised.text, regional_words)]
    normalised = apply_replacements(normalised, words)
    return NormalisedText(simplify(normalised.text), normalised.edits)


@lru_cache(maxsize=1)
def plain_view(text: str) -> NormalisedText:
    """Give a text as rules for its words want it: simplified, of one width, without invisible characters.

    The last one is kept: what is set aside in a text is looked for in the view that then is the normalised text.

    >>> plain_view("下\u200b載積分：１５").text
    '下载积分：15'
    """
    view = _folded_view(text)
    return NormalisedText(simplify(view.text), view.edits)


@lru_cache(maxsize=1)
def _folded_view(text: str) -> NormalisedText:
    """The same before it is simplified."""
    if len(text) >= LONG and "\r" not in text:
        # Folding makes and changes none of the other characters that are deleted: so that one look does for all rules.
        folded = _folded(text)
        if not _DELETABLE.is_in(folded):
            return NormalisedText(folded)
    view = apply_replacements(NormalisedText(text), _with_deletions(text, [], _DELETED))
    return NormalisedText(_folded(view.text), view.edits)


def _needs_view_only(text: str, set_aside: Sequence[SetAside], regional_words: Region) -> bool:
    """Tell whether the plain view of a text is its normalised text, as of most texts it is."""
    if set_aside or regional_words is not Region.KEEP or "\r\n" in text:
        return False
    return not find_pinyin_annotations(_folded_view(text).text)


def normalised_offsets(normalised: NormalisedText, originals: Sequence[int]) -> frozenset[int]:
    """Where offsets of the original stand in the normalised text; of what was deleted, where it would stand.

    >>> normalised = normalise_document("推創(chuàng)新", ())
    >>> sorted(normalised_offsets(normalised, [0, 10]))
    [0, 2]
    """
    edits = normalised.edits
    found: set[int] = set()
    for original in originals:
        index = bisect_right(edits, original, key=lambda edit: edit.original_end) - 1
        offset = edits[index].end + original - edits[index].original_end if index >= 0 else original
        if index + 1 < len(edits):
            offset = min(offset, edits[index + 1].start)
        found.add(offset)
    return frozenset(found)


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


def _folded(text: str) -> str:
    """Give every character its plain form, one for one; long texts by one table, which the patterns made."""
    if len(text) < LONG:
        return fold_width(_ODD.sub(_plain_character, text))
    folded = mapped(text, _folding_table())
    return text if folded == text else folded


@cache
def _folding_table() -> NDArray[np.uint32]:
    before = "".join(map(chr, _PLAIN_CODES))
    after = fold_width(_ODD.sub(_plain_character, before))
    return mapping_table({ord(old): ord(new) for old, new in zip(before, after, strict=True) if old != new})


def _deleted() -> Iterator[str]:
    """The characters that may be deleted."""
    yield from re.findall(_INVISIBLE, "".join(map(chr, _PLAIN_CODES)))
    yield "\r"


_DELETABLE = Interest(_deleted)


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


def _with_deletions(text: str, cuts: list[Replacement], pattern: re.Pattern[str]) -> list[Replacement]:
    """Add the deletion of invisible characters between the cuts."""
    if len(text) >= LONG and not _DELETABLE.is_in(text):
        return cuts
    replacements: list[Replacement] = []
    position = 0
    for cut in [*cuts, Replacement(len(text), len(text), "")]:
        for found in pattern.finditer(text, position, cut.start):
            replacements.append(Replacement(found.start(), found.end(), ""))
        replacements.append(cut)
        position = cut.end
    return replacements[:-1]
