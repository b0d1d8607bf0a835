"""Lokalise's glossary workbook: the term, how it is to be treated, and a column for each locale."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, target_language, term_pairs
from glossary.formats.sheets import read_sheet, sheet_text, write_sheet
from glossary.formats.two_columns import CHINESE_ENGLISH, PairRow, glossary_of_pairs
from glossary.model import Glossary, UsageStatus

__all__ = ["forbidden_status", "read_lokalise", "write_lokalise"]

_COLUMNS = ("Term", "Description", "Case sensitive", "Translatable", "Forbidden")


def forbidden_status(status: UsageStatus | None) -> UsageStatus | None:
    """What comes back of a usage status where a client knows `forbidden` alone."""
    return UsageStatus.DEPRECATED if status in (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED) else None


def _language(language: str, is_source: bool) -> str:
    return CHINESE_ENGLISH[0] if is_source else language


_CLIENT = PairClient(
    Capacity.of(("definition",), ()),
    Capacity.of((), ("usage_status",)),
    discouraged=True,
    text=sheet_text,
    language=_language,
    usage_status=forbidden_status,
)


def write_lokalise(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each pair of terms."""
    rows = [
        (
            *(pair.source.text, pair.entry.definition, False, True),
            pair.target.usage_status is UsageStatus.DEPRECATED,
            pair.target.text,
        )
        for pair in term_pairs(glossary, _CLIENT, losses)
    ]
    write_sheet((*_COLUMNS, target_language(glossary).replace("-", "_")), rows, stream, losses)


def read_lokalise(path: Path, content: bytes) -> Glossary:
    """The glossary in such a workbook. It does not name the language of its terms, so that is Chinese."""
    heading, cells = read_sheet(path, content, "Term")
    locale = next((name for name in heading if name not in _COLUMNS), CHINESE_ENGLISH[1])
    rows = [
        PairRow(
            row["Term"],
            row[locale],
            number,
            status=UsageStatus.DEPRECATED if row.get("Forbidden") == "true" else None,
            definition=row.get("Description") or None,
        )
        for number, row in enumerate(cells, start=2)
    ]
    return glossary_of_pairs(rows, CHINESE_ENGLISH[0], locale.replace("_", "-"), str(path))
