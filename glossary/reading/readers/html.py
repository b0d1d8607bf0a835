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
from glossary.reading.web_pages import all_text, parse_page

__all__ = ["READER"]

_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)
# Characters below which a page is taken whole: trafilatura wants prose to tell the main text from the rest.
SHORT_PAGE = 400


def _read(source: Source) -> Iterator[Document]:
    declared = _DECLARED.search(source.data, 0, 4096)
    decoded = decode(source.data, declared.group(1).decode("ascii", "replace") if declared else None)
    tree = parse_page(decoded.text)
    text, title = _main_text(tree)
    if not text.strip():
        raise InputError(_("a web page without text"), hint=_("save the page with its content and try again"))
    yield source.document(text, decoded.encoding, title=title, warnings=decoded.warnings)


def _main_text(tree: Any) -> tuple[str, str]:
    """Give the main text and the title; all text where no main text stands out."""
    from copy import deepcopy

    import trafilatura

    stated = " ".join((tree.findtext(".//title") or "").split())
    headings = [" ".join("".join(each.itertext()).split()) for each in tree.iterfind(".//h1")]
    found: Any = trafilatura.bare_extraction(
        deepcopy(tree), include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    text = found.text if found is not None and found.text else ""
    everything = all_text(tree)
    if len(everything) < SHORT_PAGE or len(text) < SHORT_PAGE // 2:
        text = everything
    # The name of the site stands at the end of the stated title, the heading of the text at its start.
    heading = next((each for each in headings if each and stated.startswith(each)), "")
    if "".join(heading.split()) not in "".join(text.split()):
        text = f"{heading}\n{text}"
    text = "\n".join(line.rstrip() for line in text.splitlines())
    return text, heading or next(filter(None, headings), stated)


READER = Reader("HTML", (".html", ".htm", ".xhtml"), _read)
