"""DeepL's glossary: tab-separated pairs without a heading or a byte order mark, which DeepL would take for terms."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.machine_translation import ServiceRules, read_rows_of_service, write_rows
from glossary.model import Glossary

__all__ = ["RULES", "read_deepl", "write_deepl"]

# DeepL API reference, "Glossaries": 10 MB a file, 1,024 UTF-8 bytes a phrase, no source twice, no control characters.
RULES = ServiceRules("\t", header=False, text_bytes=1024, file_bytes=10_000_000)


def write_deepl(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for DeepL."""
    write_rows(RULES, glossary, stream, losses)


def read_deepl(path: Path, content: bytes) -> Glossary:
    """The glossary in such a file."""
    return read_rows_of_service(RULES, path, content)
