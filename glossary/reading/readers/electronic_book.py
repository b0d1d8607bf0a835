"""EPUB books: the chapters in the order of the spine, without the table of contents."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.web_pages import all_text, parse_page
from glossary.reading.zipped_xml import ZippedXml, local_name, open_zipped_xml

__all__ = ["READER"]

_PAGES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def _read(source: Source) -> Iterator[Document]:
    builder = TextBuilder()
    with open_zipped_xml(source, _("EPUB book")) as parts:
        package = _package(parts)
        root = parts.parse(package)
        if root is None:
            raise InputError(_("not a {format}, or a damaged one", format=_("EPUB book")))
        encrypted = _encrypted(parts)
        for number, part in enumerate(_spine(root, posixpath.dirname(package)), start=1):
            if part in encrypted:
                raise InputError(_("encrypted"), hint=_("save it without a password and try again"))
            if part in parts.names:
                page = parse_page(decode(parts.read(part)).text)
                for line in all_text(page).split("\n"):
                    builder.add(line, f"chapter {number}")
        title = next((each.text or "" for each in root.iter() if local_name(each.tag) == "title"), "")
    if not builder.text():
        raise InputError(_("a book without text"), hint=_("pictures need text recognition first"))
    yield source.document_of(builder, title=title)


def _package(parts: ZippedXml) -> str:
    root = parts.parse("META-INF/container.xml")
    for element in root.iter() if root is not None else ():
        if local_name(element.tag) == "rootfile":
            return str(element.get("full-path", ""))
    raise InputError(_("not a {format}, or a damaged one", format=_("EPUB book")))


def _spine(root: Any, folder: str) -> Iterator[str]:
    """The parts with text, each once, in the order of reading."""
    manifest = {
        element.get("id", ""): posixpath.normpath(posixpath.join(folder, unquote(element.get("href", ""))))
        for element in root.iter()
        if local_name(element.tag) == "item"
        and element.get("media-type", "") in _PAGES
        and "nav" not in element.get("properties", "").split()
    }
    seen: set[str] = set()
    for element in root.iter():
        if local_name(element.tag) == "itemref":
            part = manifest.get(element.get("idref", ""))
            if part is not None and part not in seen:
                seen.add(part)
                yield part


def _encrypted(parts: ZippedXml) -> set[str]:
    """The parts that only a reading device can open; fonts may be scrambled in any book."""
    root = parts.parse("META-INF/encryption.xml")
    elements = root.iter() if root is not None else ()
    return {unquote(each.get("URI", "")) for each in elements if local_name(each.tag) == "CipherReference"}


READER = Reader("EPUB", (".epub",), _read)
