"""Weblate's glossary: TBX, version 2, read through translate-toolkit, with the statuses that Weblate knows.

Weblate takes a term for forbidden only where its status is the word `forbidden` or `obsolete`.
"""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.tbx import read_tbx as read_weblate
from glossary.formats.tbx_writing import STATUS_SUFFIX, TbxStyle, write_tbx_in
from glossary.model import Glossary

__all__ = ["read_weblate", "write_weblate"]

_STATUSES = {f"deprecated{STATUS_SUFFIX}": "forbidden", f"superseded{STATUS_SUFFIX}": "obsolete"}
_STYLE = TbxStyle(2, values={"administrativeStatus": _STATUSES})


def write_weblate(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Weblate."""
    write_tbx_in(_STYLE, glossary, stream, losses)
