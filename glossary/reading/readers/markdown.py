"""Markdown: read as it is written, so that every offset points into the file; the title is its first heading."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t#]*$|^(.+)\r?\n=+[ \t]*$", re.MULTILINE)
# Front matter as Jekyll and Pandoc write it, and the title in it.
_FRONT_TITLE = re.compile(r"\A---\r?\n(?:.*\r?\n){0,40}?title:[ \t]*[\"']?(.+?)[\"']?[ \t]*\r?\n")


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    found = _FRONT_TITLE.search(decoded.text) or _TITLE.search(decoded.text)
    title = next((group for group in found.groups() if group), "") if found else ""
    yield source.document(decoded.text, decoded.encoding, title=title, warnings=decoded.warnings)


READER = Reader("Markdown", (".md", ".markdown"), _read)
