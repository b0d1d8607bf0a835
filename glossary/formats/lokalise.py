"""Lokalise's glossary workbook: the term, how it is to be treated, and a column for each locale."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.formats.sheets import write_sheet
from glossary.model import Glossary, UsageStatus

__all__ = ["write_lokalise"]


def write_lokalise(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    target = target_language(glossary).replace("-", "_")
    heading = ("Term", "Description", "Case sensitive", "Translatable", "Forbidden", target)
    rows = [
        (
            *(pair.source.text, pair.entry.definition, False, True),
            pair.target.usage_status in (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED),
            pair.target.text,
        )
        for pair in term_pairs(glossary, losses, kept=("usage_status", "entry definition"), discouraged=True)
    ]
    write_sheet(heading, rows, stream, losses)
