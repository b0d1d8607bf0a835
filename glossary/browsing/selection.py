"""Which entries of a glossary to show, and in what order."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from glossary.errors import SettingsError
from glossary.expansions import links_by_identifier, links_of
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Link, LinkKind, Term, TermType

__all__ = ["KINDS", "Row", "Sort", "find_row", "select_rows"]

KINDS: tuple[str, ...] = tuple(dict.fromkeys(map(str, (*LinkKind, *TermType))))
"""What `kind` may be: the kinds of links and the types of terms; a variant is both."""


class Sort(StrEnum):
    """The orders of a table. Numbers and lengths run from the greatest, readings and terms from the first."""

    SCORE = "score"
    FREQUENCY = "frequency"
    DOCUMENTS = "documents"
    READING = "reading"
    TERM = "term"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as a table shows it.

    Attributes:
        rank: its place in the glossary, from 1; it stays the same however a table is sorted.
        term: the first of the entry's terms in the glossary's language, else its first.
        links: what its terms stand for.
    """

    rank: int
    entry: ConceptEntry
    term: Term
    links: tuple[Link, ...]


def select_rows(
    glossary: Glossary,
    *,
    top: int | None = None,
    sort: Sort | str = Sort.SCORE,
    filter_text: str = "",
    kind: str | None = None,
) -> tuple[Row, ...]:
    """The rows of a table: those that match, in order, `top` at the most.

    Args:
        glossary: the glossary.
        top: rows at the most; None for all.
        sort: see `Sort`; rows that are equal stay in the order of the glossary.
        filter_text: what a term of the entry or what it stands for must contain; Latin letters are looked for in the
            pinyin too, as initials (`ytlq`) or in full (`yitai`).
        kind: one of `KINDS`.

    Raises:
        SettingsError: unknown order or kind.
    """
    for name, value, known in (("sort", str(sort), tuple(Sort)), ("kind", kind, KINDS)):
        if value is not None and value not in known:
            raise SettingsError(
                _("unknown {name} {value!r}", name=name, value=value), hint=_("one of {names}", names=", ".join(known))
            )
    rows = [row for row in _rows(glossary) if _is_of_kind(row, kind) and _matches(row, filter_text)]
    rows.sort(key=_SORT_KEYS[Sort(sort)])
    return tuple(rows[:top])


def find_row(glossary: Glossary, wanted: str) -> Row:
    """The best entry that has this term, in any language, or this identifier.

    Raises:
        SettingsError: there is none; the error names the terms most like it.
    """
    rows = _rows(glossary)
    for same in (str, str.casefold):
        for row in rows:
            if same(wanted) in (row.entry.identifier, *(same(term.text) for term in row.entry.terms)):
                return row
    texts = list(dict.fromkeys(term.text for row in rows for term in row.entry.terms))
    alike = [text for text in texts if wanted in text or text in wanted][:3]
    alike = alike or get_close_matches(wanted, texts, n=3, cutoff=0.5)
    hint = _("did you mean {terms}?", terms=", ".join(alike)) if alike else _("list the terms with glossary browse")
    raise SettingsError(_("no term {term!r} in this glossary", term=wanted), hint=hint)


def _rows(glossary: Glossary) -> list[Row]:
    links = links_by_identifier(glossary)
    return [
        Row(rank, entry, _main_term(entry, glossary.language), links_of(entry, links))
        for rank, entry in enumerate(glossary.entries, 1)
        if entry.terms
    ]


def _main_term(entry: ConceptEntry, language: str) -> Term:
    return next((term for term in entry.terms if term.language == language), entry.terms[0])


def _is_of_kind(row: Row, kind: str | None) -> bool:
    types = {term.term_type for term in row.entry.terms} | {link.kind for link in row.links}
    return kind is None or kind in types


def _matches(row: Row, filter_text: str) -> bool:
    wanted = filter_text.casefold().strip()
    texts = [term.text for term in row.entry.terms] + [member for link in row.links for member in link.members]
    if any(wanted in text.casefold() for text in texts):
        return True
    if not wanted.isascii() or not any(map(str.isalpha, wanted)):
        return False
    syllables = [_plain(syllable) for syllable in _syllables(row.term)]
    return wanted in "".join(syllable[0] for syllable in syllables) or wanted.replace(" ", "") in "".join(syllables)


def _syllables(term: Term) -> Sequence[str]:
    """The syllables of the term's reading; what pypinyin reads where the glossary has none."""
    if term.reading:
        return term.reading.split()
    if not term.language.startswith("zh"):
        return term.text.split()
    from pypinyin import Style, lazy_pinyin

    return [syllable for syllable in lazy_pinyin(term.text, style=Style.TONE) if syllable.strip()]


def _plain(syllable: str) -> str:
    """A syllable without its tone: `tái` gives `tai`, `lǜ` gives `lu`."""
    return "".join(
        mark for mark in unicodedata.normalize("NFD", syllable) if not unicodedata.combining(mark)
    ).casefold()


def _reading_key(row: Row) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    """By syllables, then by tones, then by characters: as dictionaries do."""
    syllables = _syllables(row.term)
    tones = tuple(unicodedata.normalize("NFD", syllable) for syllable in syllables)
    return tuple(map(_plain, syllables)), tones, row.term.text


_SORT_KEYS: dict[Sort, Callable[[Row], Any]] = {
    Sort.SCORE: lambda row: (-(row.entry.score if row.entry.score is not None else -1.0), row.rank),
    Sort.FREQUENCY: lambda row: (-row.term.frequency, row.rank),
    Sort.DOCUMENTS: lambda row: (-row.term.document_frequency, row.rank),
    Sort.READING: _reading_key,
    Sort.TERM: lambda row: row.term.text,
    Sort.LENGTH: lambda row: (-len(row.term.text), row.rank),
}
