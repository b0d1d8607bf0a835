"""leftover-pinyin: a bracketed reading left behind a character, as pages for learners write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.messages import _
from glossary.model import AnalysedDocument, Severity
from glossary.text.characters import is_common_han
from glossary.text.normalising import normalise
from glossary.text.pinyin import find_pinyin_annotations

__all__ = ["CHECK"]

# An author explains a reading here and there; a page for learners annotates everywhere.
_MANY = 3
# Characters that one bracket reads.
_LONGEST_WORD = 8


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        text = document.document.text
        spans = [span for span in find_pinyin_annotations(text) if not _is_set_aside(document, span[0])]
        excused = _on_purpose(text, spans)
        for start, end in spans:
            if start not in excused:
                yield Mark(
                    document,
                    start,
                    end,
                    _("the reading “{reading}” was left behind", reading=text[start:end]),
                    suggestion="",
                )


def _on_purpose(text: str, spans: list[tuple[int, int]]) -> frozenset[int]:
    """Where the readings stand that a careful author gives: once, at the first use of a rare or ambiguous word.

    Where readings of plain characters abound, none is on purpose.
    """
    seen: set[str] = set()
    excused: set[int] = set()
    for start, end in spans:
        character = text[start - 1]
        if character not in seen and _is_first_use(text, start) and _needs(text[:start], text[start + 1 : end - 1]):
            excused.add(start)
        seen.add(character)
    plain = len(spans) - len(excused)
    return frozenset() if plain >= _MANY and plain >= len(excused) else frozenset(excused)


def _is_first_use(text: str, start: int) -> bool:
    """Whether the character before the bracket, or the word that it ends, has not been there before."""
    word = text[max(0, start - 2) : start]
    return text.find(text[start - 1]) == start - 1 or (len(word) == 2 and text.find(word) == start - 2)


def _needs(before: str, reading: str) -> bool:
    """Whether a reader may need this reading: a character of the word is rare, or is usually read otherwise."""
    from pypinyin import Style, pinyin

    style = Style.TONE if not reading.isascii() else Style.NORMAL
    letters = re.sub("[ '’\\-]", "", reading.lower())
    for length in range(1, _LONGEST_WORD + 1):
        word = normalise(before[-length:])
        if not all(map(is_common_han, word)):
            # As many characters as vowels at most; then the rare one belongs to the word.
            return length <= len(re.findall("[^bcdfghjklmnpqrstwxyz]+", letters)) or length == 1
        # Readings one by one as well: a dictionary of words gives the neutral tone, too.
        readings = ("".join(syllable[0] for syllable in pinyin(part, style=style)) for part in (word, [*word]))
        if letters in readings:
            return False
    return True


def _is_set_aside(document: AnalysedDocument, start: int) -> bool:
    return any(part.start <= start < part.end for part in document.set_aside)


def _title() -> str:
    return _("a reading in brackets that was left behind a character")


def _explanation() -> str:
    return _(
        "Text copied from a page for learners keeps readings in brackets: 項(xiàng)目. A reading given once, right "
        "after the first use of a rare or ambiguous character, is left alone. Delete the bracket."
    )


CHECK = Check(
    code="leftover-pinyin",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    sure=True,
    examples=(
        Example("今年谋划项(xiàng)目二十个，推进(jìn)有力。", ("(xiàng)", "(jìn)")),
        Example("電(diàn)商園區(qū)今年開(kāi)放。", ("(diàn)", "(qū)", "(kāi)")),
        Example("犇（bēn）牛广场今日开放，犇（bēn）牛雕塑落成。", ("（bēn）",)),
        Example("亳（bó）州的药材市场历史悠久，亳州人善于经营。"),
        Example("新闻网(CNN)报道，长度单位为千米(km)。"),
    ),
)
