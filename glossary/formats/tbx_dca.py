"""TBX-Basic, version 3, in the style that bears data categories as types (DCA)."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.tbx import read_tbx as read_tbx_dca
from glossary.formats.tbx_writing import DCA, write_tbx_in
from glossary.model import Glossary

__all__ = ["read_tbx_dca", "write_tbx_dca"]


def write_tbx_dca(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary as TBX-Basic, version 3, DCA."""
    write_tbx_in(DCA, glossary, stream, losses)
