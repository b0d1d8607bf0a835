"""What the readers of web pages and books share: parsing without scripts and navigation, and the text in its lines."""

from __future__ import annotations

import re
from typing import Any

from glossary.errors import InputError
from glossary.messages import _

__all__ = ["all_text", "parse_page"]

_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# libxml2 takes the end of a document type with definitions of its own for text.
_DOCUMENT_TYPE = re.compile(r"\A(\s*)<!DOCTYPE[^>\[]{0,500}\[[^\]]{0,20000}\]\s*>", re.IGNORECASE)
# What is never the author's text, and the readings of ruby annotations.
_DROPPED = (
    "//nav|//header[not(ancestor::article)]|//footer|//aside|//script|//style|//noscript|//template|//form|//rt|//rp"
)
# What starts a new line.
_BLOCK = re.compile(
    "address|article|blockquote|body|br|d[dlt]|div|fieldset|figcaption|figure|h[1-6]|hr|li|main|[ou]l|p|pre|section"
    "|table|t[dhr]"
)


def parse_page(page: str) -> Any:
    """Parse a page and take out what is never text of the author's.

    Raises:
        InputError: it is no page.
    """
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    tree: Any
    try:
        tree = html.document_fromstring(_without_declarations(page).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(_("not a web page: {reason}", reason=str(error))) from error
    for element in tree.xpath(_DROPPED):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _without_declarations(page: str) -> str:
    return _DOCUMENT_TYPE.sub("", _ENCODING_DECLARATION.sub("", page))


def all_text(tree: Any) -> str:
    """The text of a page, one line a block."""
    body = tree.find(".//body")
    pieces: list[str] = []
    from lxml import etree

    for event, element in etree.iterwalk(body if body is not None else tree, events=("start", "end")):
        is_block = _BLOCK.fullmatch(str(element.tag)) is not None
        if event == "start":
            pieces += ("\n" if is_block else "", element.text or "")
        else:
            pieces += ("\n" if is_block else "", element.tail or "")
    lines = ("".join(pieces)).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
