"""`glossary.tsv`: the long form, one row a term, separated by tabs; UTF-8 without a mark, for scripts."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.csv import CAPACITY, write_table
from glossary.formats.csv import read_csv as read_tsv
from glossary.formats.losses import LossRecorder
from glossary.model import Glossary

__all__ = ["CAPACITY", "read_tsv", "write_tsv"]


def write_tsv(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the long form; cells with tabs, line breaks or quotes stand in quotes."""
    write_table(glossary, stream, losses, "\t", "utf-8")
