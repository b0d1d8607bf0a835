"""Phrase TMS's term base as a workbook, with real truth values."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import DISCOURAGED, PairClient, target_language, term_pairs
from glossary.formats.sheets import read_sheet, sheet_text, write_sheet
from glossary.formats.two_columns import CHINESE_ENGLISH, PairRow, glossary_of_pairs
from glossary.model import Glossary, UsageStatus

__all__ = ["read_phrase_xlsx", "write_phrase_xlsx"]


def _usage_status(status: UsageStatus | None) -> UsageStatus | None:
    return UsageStatus.DEPRECATED if status is UsageStatus.SUPERSEDED else status


_CLIENT = PairClient(
    Capacity.of(("identifier",), ("note",)),
    Capacity.of((), ("usage_status", "note")),
    discouraged=True,
    comment=True,
    text=sheet_text,
    usage_status=_usage_status,
)


def write_phrase_xlsx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    target = target_language(glossary)
    heading = ("conceptId", glossary.language, target, "preferred", "forbidden", "status", "note")
    rows = [
        (
            *(pair.entry.identifier, pair.source.text, pair.target.text),
            pair.target.usage_status is UsageStatus.PREFERRED,
            pair.target.usage_status in DISCOURAGED,
            "Approved" if pair.target.usage_status else "New",
            pair.target.note,
        )
        for pair in term_pairs(glossary, _CLIENT, losses)
    ]
    write_sheet(heading, rows, stream, losses)


def read_phrase_xlsx(path: Path, content: bytes) -> Glossary:
    """The glossary in such a workbook: the two columns after the first one are the languages."""
    heading, cells = read_sheet(path, content, "conceptId")
    source, target = [*heading, *CHINESE_ENGLISH][1:3]
    rows = [
        PairRow(
            row[source],
            row[target],
            number,
            note=row.get("note") or None,
            status=_read_status(row),
            identifier=row["conceptId"],
        )
        for number, row in enumerate(cells, start=2)
    ]
    return glossary_of_pairs(rows, source.replace("_", "-"), target.replace("_", "-"), str(path))


def _read_status(row: dict[str, str]) -> UsageStatus | None:
    if row.get("forbidden") == "true":
        return UsageStatus.DEPRECATED
    if row.get("preferred") == "true":
        return UsageStatus.PREFERRED
    return UsageStatus.ADMITTED if row.get("status") == "Approved" else None
