"""Plain text: a file, or every line of it, is one document."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from glossary.model import Document
from glossary.reading.encodings import Decoded, decode
from glossary.reading.reader import Reader, Source
from glossary.settings import DocumentUnit

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    if source.settings.document_unit is DocumentUnit.FILE:
        yield source.document(decoded.text, decoded.encoding, warnings=decoded.warnings)
        return
    text = decoded.text
    # Line ends of one kind first, which most texts have: a pattern would take four times as long.
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    for number, (line, data) in enumerate(zip(lines, _encoded(lines, source, decoded), strict=True), start=1):
        if line and not line.isspace():
            path = f"{source.path}:{source.lines_before + number}"
            yield source.document(line, decoded.encoding, path=path, data=data)


def _encoded(lines: list[str], source: Source, decoded: Decoded) -> Iterable[bytes]:
    """The lines in UTF-8: where the file is that, cut out of its bytes, which takes a tenth of the time."""
    if decoded.encoding == "utf-8" and not decoded.warnings and b"\r" not in source.data:
        return source.data.removeprefix(codecs.BOM_UTF8).split(b"\n")
    return (line.encode("utf-8", "surrogatepass") for line in lines)


READER = Reader("plain text", (".txt", ".text"), _read, lambda settings: settings.document_unit is DocumentUnit.LINE)
