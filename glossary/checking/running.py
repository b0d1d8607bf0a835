"""Running the checks over drafts: from analysed documents to findings with lines and columns."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from glossary.checking.contract import Check, Drafts, Mark
from glossary.checking.places import Places
from glossary.checking.segments import is_bilingual
from glossary.checking.table import BILINGUAL, CHECKS
from glossary.errors import SettingsError
from glossary.messages import _
from glossary.model import AnalysedDocument, Finding, Glossary, Link

__all__ = ["check_documents"]


def check_documents(
    documents: Sequence[AnalysedDocument],
    glossary: Glossary | None = None,
    links: Sequence[Link] = (),
    *,
    codes: Collection[str] | None = None,
) -> list[Finding]:
    """Find what an attentive editor would mark, by document and place.

    A stretch is reported once: of two checks that mark exactly the same one, the first in the table.

    Args:
        documents: the drafts of one run, which are also held against each other.
        glossary: the terms to hold them against; without one the drafts only have to agree with themselves.
        links: what the drafts' short forms stand for, where that is known already.
        codes: the checks to run; None for all.

    Raises:
        SettingsError: there is no check with one of the codes.
    """
    drafts = Drafts(tuple(documents), glossary or Glossary(), tuple(links))
    marks: list[tuple[Check, Mark]] = []
    prose = replace(drafts, documents=tuple(document for document in documents if not is_bilingual(document)))
    for check in _chosen(codes):
        marks += [(check, found) for found in check.find(drafts if check.code in BILINGUAL else prose)]
    return _findings(drafts.documents, marks)


def _chosen(codes: Collection[str] | None) -> tuple[Check, ...]:
    if codes is None:
        return CHECKS
    known = {check.code for check in CHECKS}
    for code in codes:
        if code not in known:
            raise SettingsError(
                _("no check named {code}", code=code), hint=_("known: {codes}", codes=", ".join(sorted(known)))
            )
    return tuple(check for check in CHECKS if check.code in codes)


def _findings(documents: Sequence[AnalysedDocument], marks: list[tuple[Check, Mark]]) -> list[Finding]:
    findings: list[Finding] = []
    by_document: dict[int, list[tuple[Check, Mark]]] = {}
    for check, found in marks:
        by_document.setdefault(id(found.document), []).append((check, found))
    for document in documents:
        own = by_document.get(id(document), [])
        places = Places(document.document.text)
        seen: set[tuple[int, int]] = set()
        # Sorting is stable: marks of one stretch stay in the order of the table.
        for check, found in sorted(own, key=lambda pair: (pair[1].start, pair[1].end)):
            if (found.start, found.end) not in seen:
                seen.add((found.start, found.end))
                findings.append(_finding(check, found, places))
    return findings


def _finding(check: Check, found: Mark, places: Places) -> Finding:
    document = found.document.document
    line, column = places.place(found.start)
    end_line, end_column = places.place(found.end)
    return Finding(
        code=check.code,
        severity=found.severity or check.severity,
        message=found.message,
        path=document.path,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        location=document.location(found.start),
        text=document.text[found.start : found.end],
        suggestion=found.suggestion,
        entry=found.entry,
    )
