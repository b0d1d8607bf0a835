"""Zipped XML, the shape of office formats: opened with limits, parsed without entities, network or DTD."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.reading.reader import Source

__all__ = ["ZippedXml", "local_name", "open_zipped_xml", "parse_xml"]


class ZippedXml:
    """The parts of an office file; all that is unpacked counts against one limit."""

    def __init__(self, archive: zipfile.ZipFile, limit: int) -> None:
        self._archive = archive
        self._limit = self._left = limit
        self.names = frozenset(archive.namelist())

    def parse(self, name: str) -> Any:
        """Parse a part and give its root element, or None where the file has no such part.

        Raises:
            InputError: the part is damaged, too large, or declares a document type.
        """
        return parse_xml(self.read(name), name) if name in self.names else None

    def read(self, name: str) -> bytes:
        """Unpack a part.

        Raises:
            InputError: with it, the file is too large.
        """
        with self._archive.open(name) as stream:
            data = stream.read(self._left + 1)
        if len(data) > self._left:
            raise InputError(
                _("refused: it unpacks to more than {limit} bytes", limit=self._limit),
                hint=_("split the document or save it as text"),
            )
        self._left -= len(data)
        return data


def parse_xml(data: bytes, name: str) -> Any:
    """Parse XML without network, entities or DTD, and give the root element; `name` is what messages call it.

    Raises:
        InputError: it is not well-formed, nested too deeply, or declares a document type.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root: Any
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise InputError(_("damaged: {part}: {reason}", part=name, reason=str(error))) from error
    if root.getroottree().docinfo.doctype:
        raise InputError(_("refused: {part} declares a document type", part=name), hint=_("save the file again"))
    return root


@lru_cache(maxsize=4096)
def local_name(tag: object) -> str:
    """The name of an element without its namespace; empty for what is no element.

    >>> local_name("{urn:x}p")
    'p'
    """
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


@contextmanager
def open_zipped_xml(source: Source, name: str) -> Iterator[ZippedXml]:
    """Open a zipped office file of a kind called `name`, e.g. `"Word document"`.

    Raises:
        InputError: it is no such file, or it is damaged or encrypted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            yield ZippedXml(archive, source.settings.maximum_unpacked_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError(
            _("not a {format}, or a damaged one", format=name), hint=_("open it in its program and save it again")
        ) from error
