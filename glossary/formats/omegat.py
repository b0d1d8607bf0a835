"""OmegaT's glossary: source, target, comment, tab-separated UTF-8; lines that begin with # are comments."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, term_pairs
from glossary.formats.two_columns import (
    CHINESE_ENGLISH,
    PairRow,
    chinese_or_english,
    glossary_of_pairs,
    one_cell,
    refuse_comments,
)
from glossary.model import Glossary

__all__ = ["read_omegat", "write_omegat"]

# OmegaT would offer a term that is not to be used as a translation, so these stay out.
_CLIENT = PairClient(
    Capacity.of((), ("note",)),
    Capacity.of((), ("note",)),
    comment=True,
    text=one_cell,
    refuses=refuse_comments,
    language=chinese_or_english,
)


def write_omegat(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a line for each pair."""
    for pair in term_pairs(glossary, _CLIENT, losses):
        line = f"{pair.source.text}\t{pair.target.text}"
        stream.write((f"{line}\t{pair.target.note}\n" if pair.target.note else f"{line}\n").encode())


def read_omegat(path: Path, content: bytes) -> Glossary:
    """The glossary in an OmegaT file; languages are not in it, so they are Chinese and English."""
    rows = []
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            source, target, note = [*line.rstrip("\r").split("\t"), "", ""][:3]
            rows.append(PairRow(source, target, number, note=note or None))
    return glossary_of_pairs(rows, *CHINESE_ENGLISH, str(path))
