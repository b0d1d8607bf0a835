"""Matecat's glossary workbook: a column for each locale, and whether a term is forbidden."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.formats.sheets import write_sheet
from glossary.model import Glossary, UsageStatus

__all__ = ["write_matecat"]


def write_matecat(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    kept = ("usage_status", "note", "entry subject_field", "entry definition")
    heading = ("Forbidden", "Domain", "Subdomain", "Definition", glossary.language, target_language(glossary), "Notes")
    rows = [
        (
            pair.target.usage_status in (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED),
            *(pair.entry.subject_field, None, pair.entry.definition, pair.source.text, pair.target.text),
            pair.target.note or pair.source.note,
        )
        for pair in term_pairs(glossary, losses, kept=kept, discouraged=True)
    ]
    write_sheet(heading, rows, stream, losses)
