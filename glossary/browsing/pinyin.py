"""Readings as people type and sort them: by initials, by letters without tones, by syllables as dictionaries do."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from glossary.model import Term

__all__ = ["initials_and_letters", "reading_key"]


def initials_and_letters(term: Term) -> tuple[str, str]:
    """The first letters of a term's syllables, and all their letters, without tones.

    >>> initials_and_letters(Term("一台两器", reading="yī tái liǎng qì"))
    ('ytlq', 'yitailiangqi')
    """
    syllables = [_plain(syllable) for syllable in _syllables(term)]
    return "".join(syllable[0] for syllable in syllables if syllable), "".join(syllables)


def reading_key(term: Term) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """By syllables, then by tones, then by characters: as dictionaries sort."""
    syllables = _syllables(term)
    tones = tuple(unicodedata.normalize("NFD", syllable) for syllable in syllables)
    return tuple(map(_plain, syllables)), tones, term.text


def _syllables(term: Term) -> Sequence[str]:
    """The syllables of the term's reading; what pypinyin reads where the glossary has none."""
    if term.reading:
        return term.reading.split()
    if not term.language.startswith("zh") or term.text.isascii():
        return term.text.split()
    from pypinyin import Style, lazy_pinyin

    return [syllable for syllable in lazy_pinyin(term.text, style=Style.TONE) if syllable.strip()]


@lru_cache(maxsize=1 << 12)
def _plain(syllable: str) -> str:
    """A syllable without its tone: `tái` gives `tai`, `lǜ` gives `lu`."""
    return "".join(
        mark for mark in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(mark)
    ).casefold()
