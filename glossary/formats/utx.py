"""UTX 1.11 (AAMT): a tab-separated dictionary with parts of speech and term statuses; UTF-8 without a mark, CRLF."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs, one_cell
from glossary.messages import _
from glossary.model import Glossary, UsageStatus

__all__ = ["read_utx", "write_utx"]

# UTX 1.11, "term status"; what nobody has decided is provisional.
_STATUSES = {
    UsageStatus.PREFERRED: "approved",
    UsageStatus.ADMITTED: "non-standard",
    UsageStatus.DEPRECATED: "forbidden",
    UsageStatus.SUPERSEDED: "forbidden",
    None: "provisional",
}
_READ = {"approved": UsageStatus.PREFERRED, "non-standard": UsageStatus.ADMITTED, "forbidden": UsageStatus.DEPRECATED}
_PARTS = ("noun", "properNoun", "verb", "adjective", "adverb", "sentence")


def write_utx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the dictionary. The date in the heading is fixed, so that equal glossaries give equal bytes."""
    languages = f"{glossary.language}/{target_language(glossary)}"
    lines = [
        f"#UTX 1.11; {languages}; 2000-01-01T00:00:00Z; creator: shuyu",
        "#src\ttgt\tsrc:pos\tterm status\tcomment",
    ]
    for pair in term_pairs(glossary, losses, kept=("usage_status", "part_of_speech", "note"), discouraged=True):
        part = pair.source.part_of_speech or ""
        if part not in _PARTS:
            losses.add(LossKind.DROPPED, "part_of_speech", int(bool(part)), example=part)
            part = "noun" if not part else "other"
        if pair.source.text.startswith("#"):
            losses.add(LossKind.DROPPED, "comment sign", example=pair.source.text)
            continue
        status = pair.target.usage_status or pair.source.usage_status
        cells = (
            pair.source.text,
            pair.target.text,
            part,
            _STATUSES[status],
            pair.target.note or pair.source.note or "",
        )
        lines.append("\t".join(one_cell(cell, losses) for cell in cells))
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
