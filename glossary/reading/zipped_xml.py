"""Zipped XML, the shape of office formats: opened with limits, parsed without entities, network or DTD."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from glossary.errors import InputError
from glossary.messages import _

__all__ = ["PART_LIMIT", "ZippedXml", "open_zipped_xml"]

# Bytes of all XML parts of one file after unpacking. The parsed tree takes about ten times as much memory; a text of
# 256 MB of XML has tens of thousands of pages, and a zip bomb has more.
PART_LIMIT = 256 * 1024 * 1024


class ZippedXml:
    """The parts of an office file."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = PART_LIMIT
        self.names = frozenset(archive.namelist())

    def parse(self, name: str) -> Any:
        """Parse a part and give its root element, or None where the file has no such part.

        Raises:
            InputError: the part is damaged, too large, or declares entities.
        """
        from lxml import etree

        if name not in self.names:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        root: Any
        try:
            root = etree.fromstring(self._unpack(name), parser)
        except etree.LxmlError as error:
            raise InputError(_("damaged: {part}: {reason}", part=name, reason=str(error))) from error
        if root.getroottree().docinfo.doctype:
            raise InputError(_("refused: {part} declares a document type", part=name), hint=_("save the file again"))
        return root

    def _unpack(self, name: str) -> bytes:
        with self._archive.open(name) as stream:
            data = stream.read(self._left + 1)
        if len(data) > self._left:
            raise InputError(
                _("refused: it unpacks to more than {limit} MB", limit=PART_LIMIT >> 20),
                hint=_("split the document or save it as text"),
            )
        self._left -= len(data)
        return data


@contextmanager
def open_zipped_xml(data: bytes, name: str) -> Iterator[ZippedXml]:
    """Open a zipped office file called `name`, e.g. `"Word document"`.

    Raises:
        InputError: it is no such file, or it is damaged or encrypted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield ZippedXml(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise InputError(
            _("not a {format}, or a damaged one", format=name), hint=_("open it in its program and save it again")
        ) from error
