"""OmegaT's glossary: source, target, comment, tab-separated UTF-8; lines that begin with # are comments."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs, one_cell
from glossary.model import Glossary

__all__ = ["read_omegat", "write_omegat"]


def write_omegat(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a line for each pair. Terms not to be used stay out, since OmegaT would offer them as translations."""
    for pair in term_pairs(glossary, losses, kept=("note",)):
        if pair.source.text.startswith("#"):
            losses.add(LossKind.DROPPED, "comment sign", example=pair.source.text)
            continue
        cells = (pair.source.text, pair.target.text, pair.target.note or pair.source.note or "")
        stream.write(("\t".join(one_cell(cell, losses) for cell in cells).rstrip("\t") + "\n").encode())


def read_omegat(path: Path, content: bytes) -> Glossary:
    """The glossary in an OmegaT file; languages are not in it, so they are Chinese and English."""
    rows = []
    for number, line in enumerate(content.decode("utf-8-sig", errors="replace").split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            source, target, note = [*line.rstrip("\r").split("\t"), "", ""][:3]
            rows.append(PairRow(source, target, number, note=note or None))
    return glossary_of_pairs(rows, "zh-CN", "en", str(path))
