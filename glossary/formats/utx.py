"""UTX 1.11 (AAMT): a tab-separated dictionary with parts of speech and term statuses; UTF-8 without a mark, CRLF."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, target_language, term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs, one_cell, refuse_comments
from glossary.messages import _
from glossary.model import Glossary, UsageStatus

__all__ = ["read_utx", "write_utx"]

# UTX 1.11, "term status"; what nobody has decided is provisional.
_STATUSES = {
    UsageStatus.PREFERRED: "approved",
    UsageStatus.ADMITTED: "non-standard",
    UsageStatus.DEPRECATED: "forbidden",
    None: "provisional",
}
_READ = {name: status for status, name in _STATUSES.items()}
_PARTS = ("noun", "properNoun", "verb", "adjective", "adverb", "sentence")


def _part_of_speech(part: str | None) -> str:
    # The column must not be empty, and nearly every term is a noun.
    return part if part in _PARTS else "noun"


def _usage_status(status: UsageStatus | None) -> UsageStatus | None:
    return UsageStatus.DEPRECATED if status is UsageStatus.SUPERSEDED else status


_CLIENT = PairClient(
    Capacity.of((), ("part_of_speech", "note")),
    Capacity.of((), ("usage_status", "note")),
    discouraged=True,
    comment=True,
    text=one_cell,
    refuses=refuse_comments,
    part_of_speech=_part_of_speech,
    usage_status=_usage_status,
)


def write_utx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the dictionary. The date in the heading is fixed, so that equal glossaries give equal bytes."""
    languages = f"{glossary.language}/{target_language(glossary)}"
    lines = [
        f"#UTX 1.11; {languages}; 2000-01-01T00:00:00Z; creator: shuyu",
        "#src\ttgt\tsrc:pos\tterm status\tcomment",
    ]
    for pair in term_pairs(glossary, _CLIENT, losses):
        status = _STATUSES[pair.target.usage_status]
        cells = (pair.source.text, pair.target.text, pair.source.part_of_speech or "", status, pair.target.note or "")
        lines.append("\t".join(cells))
    stream.write(("\r\n".join(lines) + "\r\n").encode())


def read_utx(path: Path, content: bytes) -> Glossary:
    """The glossary in a UTX dictionary.

    Raises:
        FormatError: no UTX heading, or a row without a term.
    """
    lines = content.decode("utf-8-sig", errors="replace").splitlines()
    if not lines or not lines[0].startswith("#UTX"):
        raise FormatError(_("not a {format} file", format="UTX"), where=str(path), hint=_("its first line is #UTX ..."))
    source, _slash, target = [*lines[0].split(";"), ""][1].strip().partition("/")
    columns = next((line[1:].split("\t") for line in lines[1:] if line.startswith("#src")), ["src", "tgt"])
    rows = []
    for number, line in enumerate(lines, start=1):
        if line.strip() and not line.startswith("#"):
            cells = dict(zip(columns, line.split("\t"), strict=False))
            rows.append(
                PairRow(
                    cells.get("src", ""),
                    cells.get("tgt", ""),
                    number,
                    note=cells.get("comment") or None,
                    status=_READ.get(cells.get("term status", "")),
                    part_of_speech=cells.get("src:pos") or None,
                )
            )
    return glossary_of_pairs(rows, source or "zh-CN", target or "en", str(path))
