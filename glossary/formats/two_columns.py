"""Rows of source and target as a glossary: what the readers of two-column formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from glossary.errors import FormatError, ModelError
from glossary.formats.losses import LossKind, LossRecorder
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

__all__ = ["PairRow", "glossary_of_pairs", "one_cell"]

_BREAKS = re.compile("[\ufeff\t\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row: two terms, its number in the file, and what it says about the pair."""

    source: str
    target: str
    number: int
    note: str | None = None
    status: UsageStatus | None = None
    part_of_speech: str | None = None
    identifier: str = ""


def glossary_of_pairs(rows: Iterable[PairRow], source: str, target: str, path: str) -> Glossary:
    """A glossary with an entry for each source term, or for each identifier where rows have one.

    Raises:
        FormatError: a row without a source, or a value that no glossary may hold.
    """
    entries: dict[str, list[Term]] = {}
    for row in rows:
        if not row.source.strip():
            raise FormatError(
                _("a row without a term"), where=f"{path}:{row.number}", hint=_("fill in a term or delete the row")
            )
        terms = entries.setdefault(row.identifier or mint_identifier(row.source), [])
        try:
            new = [Term(row.source, source, part_of_speech=row.part_of_speech)]
            if row.target.strip():
                new.append(Term(row.target, target, usage_status=row.status, note=row.note))
        except ModelError as error:
            raise FormatError(error.what, where=f"{path}:{row.number}", hint=error.hint) from error
        known = {(term.language, term.text) for term in terms}
        terms += [term for term in new if (term.language, term.text) not in known]
    return Glossary(
        language=source,
        entries=tuple(ConceptEntry(identifier, tuple(terms)) for identifier, terms in entries.items()),
    )


def one_cell(text: str, losses: LossRecorder) -> str:
    """The text as a cell of a table without quotes: a tab, a line break or a byte order mark becomes a space."""
    cell = _BREAKS.sub(" ", text)
    if cell != text:
        losses.add(LossKind.CHANGED, "tab", example=cell)
    return cell
