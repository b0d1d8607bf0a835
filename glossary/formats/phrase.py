"""Phrase TMS's term base: TBX, version 2, with Phrase's picklists in capital letters and its own term notes."""

from __future__ import annotations

from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.tbx import read_tbx as read_phrase
from glossary.formats.tbx_writing import PARTS_OF_SPEECH, TbxStyle, write_tbx_in
from glossary.model import Glossary, TermType

__all__ = ["read_phrase", "write_phrase"]

_TYPES = {
    TermType.FULL_FORM: "FULL_FORM",
    TermType.ACRONYM: "ACRONYM",
    TermType.ABBREVIATION: "ABBREVIATION",
    TermType.SHORT_FORM: "SHORT_FORM",
    TermType.VARIANT: "VARIANT",
    TermType.PHRASE: "PHRASE",
}
_STYLE = TbxStyle(
    2,
    values={
        "partOfSpeech": {name: name.upper() for name in PARTS_OF_SPEECH},
        "termType": {str(kind): name for kind, name in _TYPES.items()},
    },
    statuses={
        "": {"status": "New"},
        "preferred": {"status": "Approved", "preferred": "true"},
        "admitted": {"status": "Approved", "preferred": "false"},
        "deprecated": {"status": "Approved", "forbidden": "true"},
        "superseded": {"status": "Approved", "forbidden": "true"},
    },
)


def write_phrase(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Phrase TMS."""
    write_tbx_in(_STYLE, glossary, stream, losses)
