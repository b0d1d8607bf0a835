"""Rows of source and target as a glossary: what the readers of two-column formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.errors import FormatError, ModelError
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

__all__ = ["CHINESE_ENGLISH", "PairRow", "chinese_or_english", "glossary_of_pairs", "one_cell", "refuse_comments"]

CHINESE_ENGLISH = ("zh-CN", "en")
"""The languages of a file that does not name any."""

_BREAKS = re.compile("[\ufeff\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: two terms, its number in the file, and what it says about the pair."""

    source: str
    target: str
    number: int
    note: str | None = None
    source_note: str | None = None
    status: UsageStatus | None = None
    part_of_speech: str | None = None
    identifier: str = ""
    subject_field: str | None = None
    definition: str | None = None


def glossary_of_pairs(rows: Iterable[PairRow], source: str, target: str, path: str) -> Glossary:
    """A glossary with an entry for each source term, or for each identifier where rows have one.

    Raises:
        FormatError: a row without a source, or a value that no glossary may hold.
    """
    entries: dict[str, list[Term]] = {}
    first_rows: dict[str, PairRow] = {}
    for row in rows:
        if not row.source.strip():
            raise FormatError(
                _("a row without a term"), where=f"{path}:{row.number}", hint=_("fill in a term or delete the row")
            )
        identifier = row.identifier or mint_identifier(row.source)
        first_rows.setdefault(identifier, row)
        terms = entries.setdefault(identifier, [])
        try:
            new = [Term(row.source, source, part_of_speech=row.part_of_speech, note=row.source_note)]
            if row.target.strip():
                new.append(Term(row.target, target, usage_status=row.status, note=row.note))
        except ModelError as error:
            raise FormatError(error.what, where=f"{path}:{row.number}", hint=error.hint) from error
        known = {(term.language, term.text) for term in terms}
        terms += [term for term in new if (term.language, term.text) not in known]
    return Glossary(
        language=source,
        entries=tuple(
            ConceptEntry(
                identifier,
                tuple(terms),
                subject_field=first_rows[identifier].subject_field,
                definition=first_rows[identifier].definition,
            )
            for identifier, terms in entries.items()
        ),
    )


def one_cell(text: str) -> str:
    """The text as a cell of a table without quotes: a tab, a line break or a byte order mark becomes a space."""
    return _BREAKS.sub(" ", text)


def refuse_comments(text: str, is_source: bool) -> str | None:
    """The reason why a text cannot stand at the start (true) or later (false) in a line: # marks comments."""
    if not text.strip():
        return "term"
    return "comment sign" if is_source and text.startswith("#") else None


def chinese_or_english(_language: str, is_source: bool) -> str:
    """What the language of a column comes back as, where a file does not name it."""
    return CHINESE_ENGLISH[0 if is_source else 1]
