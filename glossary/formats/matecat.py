"""Matecat's glossary workbook: a column for each locale, and whether a term is forbidden."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.carrying import Capacity
from glossary.formats.lokalise import forbidden_status
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, target_language, term_pairs
from glossary.formats.sheets import read_sheet, sheet_text, write_sheet
from glossary.formats.two_columns import CHINESE_ENGLISH, PairRow, glossary_of_pairs
from glossary.model import Glossary, UsageStatus

__all__ = ["read_matecat", "write_matecat"]

_BEFORE = ("Forbidden", "Domain", "Subdomain", "Definition")
_CLIENT = PairClient(
    Capacity.of(("subject_field", "definition"), ("note",)),
    Capacity.of((), ("usage_status", "note")),
    discouraged=True,
    comment=True,
    text=sheet_text,
    usage_status=forbidden_status,
)


def write_matecat(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    rows = [
        (
            pair.target.usage_status is UsageStatus.DEPRECATED,
            *(pair.entry.subject_field, None, pair.entry.definition, pair.source.text, pair.target.text),
            pair.target.note,
        )
        for pair in term_pairs(glossary, _CLIENT, losses)
    ]
    write_sheet((*_BEFORE, glossary.language, target_language(glossary), "Notes"), rows, stream, losses)


def read_matecat(path: Path, content: bytes) -> Glossary:
    """The glossary in such a workbook: the first two locales are the languages."""
    heading, cells = read_sheet(path, content, "Forbidden")
    locales = [name for name in heading if name not in (*_BEFORE, "Notes")]
    source, target = locales[:2] if len(locales) > 1 else CHINESE_ENGLISH
    rows = [
        PairRow(
            row[source],
            row[target],
            number,
            note=row.get("Notes") or None,
            status=UsageStatus.DEPRECATED if row.get("Forbidden") == "true" else None,
            subject_field=row.get("Domain") or None,
            definition=row.get("Definition") or None,
        )
        for number, row in enumerate(cells, start=2)
    ]
    return glossary_of_pairs(rows, source, target, str(path))
