"""Amazon Translate's custom terminology: comma-separated, headed by the codes of the languages."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.formats.losses import LossRecorder
from glossary.formats.machine_translation import ServiceRules, read_rows_of_service, write_rows
from glossary.model import Glossary

__all__ = ["RULES", "read_aws", "write_aws"]

# Amazon Translate, "Creating a custom terminology" and API reference "TerminologyData": 10,485,760 bytes a file, a
# source only once, case-sensitive. 200 bytes a term are the service's published quota.
RULES = ServiceRules(",", header=True, text_bytes=200, file_bytes=10_485_760)


def write_aws(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary for Amazon Translate."""
    write_rows(RULES, glossary, stream, losses)


def read_aws(path: Path, content: bytes) -> Glossary:
    """The glossary in such a file."""
    return read_rows_of_service(RULES, path, content)
