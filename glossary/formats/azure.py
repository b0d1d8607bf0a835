"""Azure's document translation glossary: tab-separated pairs without a heading, matched exactly, case included."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.machine_translation import ServiceRules, read_rows_of_service, write_rows
from glossary.model import Glossary

__all__ = ["RULES", "read_azure", "write_azure"]

# No published limit for a term; a file takes 10 MB, as any document does.
RULES = ServiceRules("\t", header=False, text_bytes=1024, file_bytes=10_000_000)


def write_azure(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Azure."""
    write_rows(RULES, glossary, stream, losses)


def read_azure(path: Path, content: bytes) -> Glossary:
    """The glossary in such a file."""
    return read_rows_of_service(RULES, path, content)
