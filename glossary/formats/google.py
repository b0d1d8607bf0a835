"""Cloud Translation's unidirectional glossary: comma-separated pairs without a heading."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.machine_translation import ServiceRules, read_rows_of_service, write_rows
from glossary.model import Glossary

__all__ = ["RULES", "read_google", "write_google"]

# Cloud Translation, "Glossaries": 10,485,760 bytes and 10 million code points a file; 1,024 bytes a term.
RULES = ServiceRules(",", header=False, text_bytes=1023, file_bytes=9_999_999)


def write_google(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Cloud Translation, one way."""
    write_rows(RULES, glossary, stream, losses)


def read_google(path: Path, content: bytes) -> Glossary:
    """The glossary in such a file."""
    return read_rows_of_service(RULES, path, content)
