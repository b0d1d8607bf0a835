"""The order of entries in a file: by score, by reading or by strokes, as in printed dictionaries."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Any

from glossary.errors import MissingExtraError
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term

__all__ = ["Order", "in_order"]


# The marks of the four tones, decomposed: macron, acute, caron, grave.
_TONES = "\u0304\u0301\u030c\u0300"


class Order(StrEnum):
    """What entries are sorted by."""

    SCORE = "score"
    READING = "reading"
    STROKES = "strokes"


def in_order(glossary: Glossary, order: Order) -> Glossary:
    """The glossary with its entries in an order; the order by score is the one they are in.

    Raises:
        MissingExtraError: strokes are wanted, and PyICU is not installed.

    >>> entries = [ConceptEntry(t, (Term(t, reading=r),)) for t, r in [("重量", "zhòng liàng"), ("重庆", "chóng qìng")]]
    >>> [entry.identifier for entry in in_order(Glossary(entries=tuple(entries)), Order.READING).entries]
    ['重庆', '重量']
    """
    if order is Order.SCORE:
        return glossary
    key = _reading_key if order is Order.READING else _stroke_key()
    return replace(glossary, entries=tuple(sorted(glossary.entries, key=key)))


def _main_term(entry: ConceptEntry) -> Term:
    return next((term for term in entry.terms if term.language.startswith("zh")), entry.terms[0])


def _reading_key(entry: ConceptEntry) -> tuple[list[str], list[int], str]:
    """Syllable by syllable, first without tones; the reading that a person corrected is the one that counts."""
    term = _main_term(entry)
    syllables = (term.reading or _reading(term.text)).lower().split()
    return [_toneless(syllable) for syllable in syllables], [_tone(syllable) for syllable in syllables], term.text


def _reading(text: str) -> str:
    """The reading of a text, whole words looked up before characters."""
    from pypinyin import lazy_pinyin
    from pypinyin.constants import Style

    return " ".join(lazy_pinyin(text, style=Style.TONE))


def _tone(syllable: str) -> int:
    """The tone of a syllable, 1 to 4; 5 where none is marked."""
    letters = unicodedata.normalize("NFD", syllable)
    return next((number for number, mark in enumerate(_TONES, start=1) if mark in letters), 5)


def _toneless(syllable: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(letter))


def _stroke_key() -> Callable[[ConceptEntry], Any]:
    """ICU's order by strokes (Unicode CLDR, `zh`, collation `stroke`): their number, then the radical."""
    try:
        import icu
    except ImportError as error:
        raise MissingExtraError(
            _("PyICU is not installed"), hint=_("run {command}", command="pip install pyicu")
        ) from error
    collator = icu.Collator.createInstance(icu.Locale("zh@collation=stroke"))
    return lambda entry: (collator.getSortKey(_main_term(entry).text), _main_term(entry).text)
