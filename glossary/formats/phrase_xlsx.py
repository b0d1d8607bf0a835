"""Phrase TMS's term base as a workbook, with real truth values."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.formats.sheets import write_sheet
from glossary.model import Glossary, UsageStatus

__all__ = ["write_phrase_xlsx"]

_DISCOURAGED = (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED)


def write_phrase_xlsx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    target = target_language(glossary)
    heading = ("conceptId", glossary.language, target, "preferred", "forbidden", "status", "note")
    rows = [
        (
            *(pair.entry.identifier, pair.source.text, pair.target.text),
            pair.target.usage_status is UsageStatus.PREFERRED,
            pair.target.usage_status in _DISCOURAGED,
            "Approved" if pair.target.usage_status else "New",
            pair.target.note or pair.source.note,
        )
        for pair in term_pairs(glossary, losses, kept=("usage_status", "note"), discouraged=True)
    ]
    write_sheet(heading, rows, stream, losses)
