"""Crowdin's glossary: TBX, version 2, with Crowdin's names for statuses."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.tbx import read_tbx as read_crowdin
from glossary.formats.tbx_writing import STATUS_SUFFIX, TbxStyle, write_tbx_in
from glossary.model import Glossary

__all__ = ["read_crowdin", "write_crowdin"]

_NAMES = {"preferred": "preferred", "admitted": "admitted", "deprecated": "not recommended", "superseded": "obsolete"}
_STYLE = TbxStyle(2, values={"administrativeStatus": {status + STATUS_SUFFIX: name for status, name in _NAMES.items()}})


def write_crowdin(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Crowdin."""
    write_tbx_in(_STYLE, glossary, stream, losses)
