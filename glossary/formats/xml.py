"""XML files from elsewhere, parsed without network, entities or DTD."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import FormatError
from glossary.messages import _

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["parse_xml"]


def parse_xml(path: Path, content: bytes) -> Element:
    """The root of an XML file.

    Raises:
        FormatError: it is not well-formed.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            _("not whole XML: {reason}", reason=error), where=str(path), hint=_("make it again, or take a backup")
        ) from error
