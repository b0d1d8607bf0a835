"""Plain text: a file, or every line of it, is one document."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import Document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source
from glossary.settings import DocumentUnit

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    if source.settings.document_unit is DocumentUnit.FILE:
        yield source.document(decoded.text, decoded.encoding, warnings=decoded.warnings)
        return
    # Line ends of one kind first, which most texts have: a pattern would take four times as long.
    lines = decoded.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, start=source.lines_before + 1):
        if line.strip():
            path = f"{source.path}:{number}"
            yield source.document(line, decoded.encoding, path=path, data=line.encode("utf-8", "surrogatepass"))


READER = Reader("plain text", (".txt", ".text"), _read, lambda settings: settings.document_unit is DocumentUnit.LINE)
