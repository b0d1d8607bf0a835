"""XML files: those from elsewhere parsed without network, entities or DTD, ours written in one way."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError
from glossary.messages import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["LANGUAGE", "clean_text", "parse_xml", "write_xml"]

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

# Everything outside the production Char of XML 1.0, section 2.2.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean_text(text: str) -> str:
    r"""The text with `�` for each character that XML cannot hold.

    >>> clean_text("水\x00网")
    '水�网'
    """
    # What Unicode calls printable is among what XML can hold, and nearly every text is that.
    return text if text.isprintable() else _NOT_IN_XML.sub("\ufffd", text)


def parse_xml(path: Path, content: bytes) -> Element:
    """The root of an XML file.

    A document type may be named, since version 2 of TBX does so, but nothing that it defines or points to is read.

    Raises:
        FormatError: it is not well-formed, or refers to an entity that it defines itself.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            _("not whole XML: {reason}", reason=error.msg), where=str(path), hint=_("make it again, or take a backup")
        ) from error
    entity = next(root.iter(etree.Entity), None)
    if entity is not None:
        raise FormatError(
            _("it refers to an entity: {name}", name=entity.text),
            where=f"{path}:{entity.sourceline}",
            hint=_("write the text itself"),
        )
    return root


def write_xml(root: Element, stream: BinaryIO, doctype: str | None = None) -> None:
    """Write a whole file: UTF-8, indented; texts stay as they are."""
    from lxml import etree

    etree.indent(root)
    stream.write(b'<?xml version="1.0" encoding="UTF-8"?>\n')
    if doctype:
        stream.write(f"<!DOCTYPE {doctype}>\n".encode())
    stream.write(etree.tostring(root, encoding="UTF-8", xml_declaration=False) + b"\n")
