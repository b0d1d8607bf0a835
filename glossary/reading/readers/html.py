"""Web pages: the main text, without navigation, headers and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)
_ENCODING_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# Characters below which a page is taken whole: trafilatura wants prose to tell the main text from the rest.
SHORT_PAGE = 400
# What is never the author's text, and the readings of ruby annotations.
_DROPPED = (
    "//nav|//header[not(ancestor::article)]|//footer|//aside|//script|//style|//noscript|//template|//form|//rt|//rp"
)
# What starts a new line.
_BLOCK = re.compile(
    "address|article|blockquote|body|br|d[dlt]|div|fieldset|figcaption|figure|h[1-6]|hr|li|main|[ou]l|p|pre|section"
    "|table|t[dhr]"
)


def _read(source: Source) -> Iterator[Document]:
    declared = _DECLARED.search(source.data, 0, 4096)
    decoded = decode(source.data, declared.group(1).decode("ascii", "replace") if declared else None)
    tree = _parse(decoded.text)
    text, title = _main_text(tree)
    if not text.strip():
        raise InputError(_("a web page without text"), hint=_("save the page with its content and try again"))
    yield source.document(text, decoded.encoding, title=title, warnings=decoded.warnings)


def _parse(page: str) -> Any:
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    tree: Any
    try:
        tree = html.document_fromstring(_ENCODING_DECLARATION.sub("", page).encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise InputError(_("not a web page: {reason}", reason=str(error))) from error
    for element in tree.xpath(_DROPPED):
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def _main_text(tree: Any) -> tuple[str, str]:
    """Give the main text and the title; all text where no main text stands out."""
    from copy import deepcopy

    import trafilatura

    title = " ".join((tree.findtext(".//h1") or tree.findtext(".//title") or "").split())
    found: Any = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    text = found.text if found is not None and found.text else ""
    everything = _all_text(tree)
    if len(everything) < SHORT_PAGE or len(text) < SHORT_PAGE // 2:
        text = everything
    text = "\n".join(line.rstrip() for line in text.splitlines())
    return text, title


def _all_text(tree: Any) -> str:
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


READER = Reader("HTML", (".html", ".htm", ".xhtml"), _read)
