"""Two columns with a tab between them, as they are: every offset points into the file."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    if "\t" not in decoded.text:
        raise InputError(_("no line with two columns"), hint=_("write source, tab, target"))
    yield source.document(decoded.text, decoded.encoding, warnings=decoded.warnings)


READER = Reader("TSV", (".tsv",), _read)
