"""Which entries of a glossary to show, and in what order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypedDict, Unpack

from glossary.browsing.labels import type_of
from glossary.browsing.pinyin import initials_and_letters, reading_key
from glossary.errors import SettingsError
from glossary.expansions import describe_expansions, links_by_identifier, links_of
from glossary.linking.concepts import KINDS
from glossary.linking.names import name_kind
from glossary.messages import _
from glossary.model import ConceptEntry, DocumentRecord, EntryStatus, Glossary, Link, Term

__all__ = ["Row", "SearchText", "Selection", "Sort", "find_row", "main_term", "select_rows", "sorted_rows"]


class Sort(StrEnum):
    """The orders of a table. Numbers and lengths run from the greatest, the rest from the first; empty cells last."""

    SCORE = "score"
    FREQUENCY = "frequency"
    DOCUMENTS = "documents"
    READING = "reading"
    TERM = "term"
    LENGTH = "length"
    RANK = "rank"
    TYPE = "type"
    EXPANSION = "expansion"
    STATUS = "status"
    CONTEXT = "context"


class Selection(TypedDict, total=False):
    """What to show of a glossary.

    Attributes:
        top: rows at the most; None for all.
        sort: one of `Sort`; rows that are equal stay in the order of the glossary.
        reverse: the other way round.
        filter_text: what a term of the entry or what it stands for must contain; Latin letters are looked for in the
            pinyin too, as initials (`ytlq`) or in full (`yitai`).
        kind: one of `linking.concepts.KINDS`.
        status: candidate, accepted or rejected.
        least_score: 0 to 1; entries without a score have less.
        document: the path of a document that must hold the entry, or a part of that path.
    """

    top: int | None
    sort: Sort | str
    reverse: bool
    filter_text: str
    kind: str | None
    status: str | None
    least_score: float | None
    document: str | None


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


def select_rows(glossary: Glossary, **selection: Unpack[Selection]) -> tuple[Row, ...]:
    """The rows of a table: those that match the selection, in order.

    Raises:
        SettingsError: unknown order, kind, status or document.
    """
    sort, kind, status = selection.get("sort", Sort.SCORE), selection.get("kind"), selection.get("status")
    for name, value, known in (("sort", str(sort), Sort), ("kind", kind, KINDS), ("status", status, EntryStatus)):
        if value is not None and value not in tuple(known):
            raise SettingsError(
                _("unknown {name} {value!r}", name=name, value=value), hint=_("one of {names}", names=", ".join(known))
            )
    documents = _documents(glossary.documents, selection.get("document"))
    wanted, least = selection.get("filter_text", ""), selection.get("least_score")
    rows = [
        row
        for row in _rows(glossary)
        if _is_of_kind(row, kind)
        and (status is None or row.entry.status == status)
        and (least is None or (row.entry.score is not None and row.entry.score >= least))
        and (documents is None or _stands_in(row, documents))
        and (not wanted.strip() or SearchText(row).has(wanted))
    ]
    return tuple(sorted_rows(rows, Sort(sort), reverse=selection.get("reverse", False))[: selection.get("top")])


def sorted_rows(rows: list[Row], sort: Sort, *, reverse: bool = False) -> list[Row]:
    """Rows in an order, or in the opposite one; what has nothing in that column comes last either way."""
    key = _SORT_KEYS[sort]
    keys = {row.rank: key(row) for row in rows}
    filled = [row for row in rows if keys[row.rank] is not None]
    filled.sort(key=lambda row: (keys[row.rank], row.rank), reverse=reverse)
    return filled + [row for row in rows if keys[row.rank] is None]


def _documents(records: tuple[DocumentRecord, ...], wanted: str | None) -> frozenset[str] | None:
    """The identifiers and paths of the documents that a path or a part of it names."""
    if wanted is None:
        return None
    found = [record for record in records if wanted in (record.path, record.identifier)]
    found = found or [record for record in records if wanted.casefold() in record.path.casefold()]
    if not found:
        paths = [record.path for record in records]
        alike = get_close_matches(wanted, paths, n=3, cutoff=0.3) or paths[:3]
        raise SettingsError(
            _("no document {name!r} in this glossary", name=wanted),
            hint=_("did you mean {terms}?", terms=", ".join(alike)) if alike else "",
        )
    return frozenset(name for record in found for name in (record.identifier, record.path))


def _stands_in(row: Row, documents: frozenset[str]) -> bool:
    """Whether one of the documents holds the entry, as far as its contexts and links tell."""
    contexts = {context.document for term in row.entry.terms for context in term.contexts}
    return not documents.isdisjoint(contexts | {link.document for link in row.links if link.document})


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
        Row(rank, entry, main_term(entry, glossary.language), links_of(entry, links))
        for rank, entry in enumerate(glossary.entries, 1)
        if entry.terms
    ]


def main_term(entry: ConceptEntry, language: str) -> Term:
    """The first of an entry's terms in a language, else its first."""
    return next((term for term in entry.terms if term.language == language), entry.terms[0])


def _is_of_kind(row: Row, kind: str | None) -> bool:
    if kind is None:
        return True
    types = {term.term_type for term in row.entry.terms} | {link.kind for link in row.links}
    return kind in types or any(name_kind(term) == kind for term in row.entry.terms)


class SearchText:
    """What a search looks at in a row, prepared once for many searches."""

    __slots__ = ("initials", "letters", "texts")

    def __init__(self, row: Row) -> None:
        texts = [term.text for term in row.entry.terms] + [member for link in row.links for member in link.members]
        self.texts = "\n".join(texts).casefold()
        self.initials, self.letters = initials_and_letters(row.term)

    def has(self, wanted: str) -> bool:
        """Whether the row has this text, or a reading with these initials or letters."""
        wanted = wanted.casefold().strip()
        if wanted in self.texts:
            return True
        if not wanted.isascii() or not any(map(str.isalpha, wanted)):
            return False
        return wanted in self.initials or wanted.replace(" ", "") in self.letters


_SORT_KEYS: dict[Sort, Callable[[Row], Any]] = {
    Sort.SCORE: lambda row: None if row.entry.score is None else -row.entry.score,
    Sort.FREQUENCY: lambda row: -row.term.frequency,
    Sort.DOCUMENTS: lambda row: -row.term.document_frequency,
    Sort.READING: lambda row: reading_key(row.term),
    Sort.TERM: lambda row: row.term.text,
    Sort.LENGTH: lambda row: -len(row.term.text),
    Sort.RANK: lambda row: row.rank,
    Sort.TYPE: lambda row: KINDS.index(kind) if (kind := type_of(row.term, row.links)) in KINDS else None,
    Sort.EXPANSION: lambda row: describe_expansions(row.term, row.links) or None,
    Sort.STATUS: lambda row: tuple(EntryStatus).index(row.entry.status),
    Sort.CONTEXT: lambda row: _first_place(row),
}


def _first_place(row: Row) -> tuple[int, str, int] | None:
    """Where the term stands first; `d9` comes before `d10`."""
    if not row.term.contexts:
        return None
    first = row.term.contexts[0]
    return len(first.document), first.document, first.start
