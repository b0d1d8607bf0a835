"""Web archives: a page with its pictures in one file, as browsers and Word save it (MHTML, RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading.reader import Reader, Source
from glossary.reading.readers import html

__all__ = ["READER", "is_web_archive"]

_HEADERS = re.compile(rb"\s*(?:[A-Za-z-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*?MIME-Version:", re.IGNORECASE)


def is_web_archive(head: bytes) -> bool:
    r"""Tell whether a file that starts like this is one.

    >>> is_web_archive(b"From: <Saved>\r\nMIME-Version: 1.0\r\n"), is_web_archive(b"<html>")
    (True, False)
    """
    return _HEADERS.match(head) is not None


def _read(source: Source) -> Iterator[Document | Skipped]:
    """The first page of the file is the one that was saved; frames and advertisements come after it."""
    from email import message_from_bytes

    for part in message_from_bytes(source.data.lstrip()).walk():
        page = (
            part.get_payload(decode=True) if part.get_content_type() in ("text/html", "application/xhtml+xml") else None
        )
        if isinstance(page, bytes) and page.strip():
            digest = source.document("", "").sha256
            for document in html.READER.read(replace(source, data=page)):
                yield replace(document, sha256=digest) if isinstance(document, Document) else document
            return
    raise InputError(_("a web archive without a page"), hint=_("save the page with its content and try again"))


READER = Reader("web archive", (".mht", ".mhtml"), _read)
