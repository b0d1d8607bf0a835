"""TBX-Basic, version 2 (MARTIF, ISO 30042:2008): what most tools still read."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.tbx import read_tbx as read_tbx_v2
from glossary.formats.tbx_writing import V2, write_tbx_in
from glossary.model import Glossary

__all__ = ["read_tbx_v2", "write_tbx_v2"]


def write_tbx_v2(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary as TBX-Basic, version 2."""
    write_tbx_in(V2, glossary, stream, losses)
