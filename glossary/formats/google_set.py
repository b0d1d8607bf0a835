"""Cloud Translation's equivalent term sets: comma-separated, headed by the codes of the languages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.machine_translation import ServiceRules, read_rows_of_service, write_rows
from glossary.model import Glossary

__all__ = ["RULES", "read_google_set", "write_google_set"]

# As for the unidirectional glossary; the heading takes BCP 47 codes.
RULES = ServiceRules(",", header=True, text_bytes=1023, file_bytes=9_999_999, regions=True)


def write_google_set(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Cloud Translation, both ways."""
    write_rows(RULES, glossary, stream, losses)


def read_google_set(path: Path, content: bytes) -> Glossary:
    """The glossary in such a file."""
    return read_rows_of_service(RULES, path, content)
