"""Markdown: read as it is written, so that every offset points into the file; the title is its first heading.

Front matter is set aside, for it is about the page; a title that it states is the document's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import Document, SetAside
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t#]*$|^(.+)\r?\n=+[ \t]*$", re.MULTILINE)
# Front matter as Jekyll, Hugo and Pandoc write it (YAML or TOML, of some dozen lines), and the title in it.
_FRONT_MATTER = re.compile(
    r"\A(?P<rule>---|\+\+\+)[ \t]*\r?\n(?=[ \t]*[\w\-]+[ \t]*[:=])(?:.*\r?\n){0,60}?(?P=rule)[ \t]*(?=\r?\n|\Z)"
)
_FRONT_TITLE = re.compile(r"^title[ \t]*[:=][ \t]*[\"']?(.+?)[\"']?[ \t]*\r?$", re.MULTILINE)


def _read(source: Source) -> Iterator[Document]:
    decoded = decode(source.data)
    front = _FRONT_MATTER.match(decoded.text)
    found = _FRONT_TITLE.search(front.group()) if front else None
    found = found or _TITLE.search(decoded.text, front.end() if front else 0)
    title = next((group for group in found.groups() if group), "") if found else ""
    set_aside = (SetAside(0, front.end(), "front-matter"),) if front else ()
    yield source.document(decoded.text, decoded.encoding, title=title, warnings=decoded.warnings, set_aside=set_aside)


READER = Reader("Markdown", (".md", ".markdown"), _read)
