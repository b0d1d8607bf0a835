"""What the readers of bilingual files share: pairs become lines, XML is parsed without network, entities or DTD."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Source, TextBuilder

__all__ = ["inner_text", "is_chinese", "local_name", "pairs_document", "parse_xml"]


def pairs_document(source: Source, pairs: Iterable[tuple[str, str, str]], encoding: str = "utf-8") -> Document:
    """Make a document of (source, target, label) triples, one a line, white space within a segment as one space.

    Raises:
        InputError: there is no pair.
    """
    builder = TextBuilder()
    for chinese, translation, label in pairs:
        if chinese.strip():
            builder.add(f"{' '.join(chinese.split())}\t{' '.join(translation.split())}", label)
    if not builder.text():
        raise InputError(_("no segment with a Chinese source"), hint=_("drafts are translated from Chinese"))
    return source.document(builder.text(), encoding, landmarks=builder.landmarks())


def is_chinese(tag: str) -> bool:
    """Whether a language tag says Chinese.

    >>> is_chinese("ZH-CN"), is_chinese("zh_Hans"), is_chinese("en")
    (True, True, False)
    """
    return tag.lower().replace("_", "-").split("-")[0] in {"zh", "zho", "chi", "cmn", "yue"}


def parse_xml(data: bytes) -> Any:
    """Parse a file and give its root; nothing outside the file is looked at, no entity is expanded.

    Raises:
        InputError: it is not well-formed, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root: Any
    try:
        root = etree.fromstring(data, parser)
    except etree.LxmlError as error:
        raise InputError(_("not well-formed XML: {reason}", reason=str(error))) from error
    internal = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _entity in internal.iterentities()):
        raise InputError(_("refused: it declares entities"), hint=_("export the file again"))
    return root


def local_name(element: Any) -> str:
    """The name of an element without its namespace; empty for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def inner_text(element: Any, skipped: frozenset[str]) -> str:
    """The text of a segment without the inline elements that hold formatting codes."""
    if element is None:
        return ""
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "cp":  # XLIFF 2: a character that XML cannot hold
            pieces.append(" ")
        elif name and name not in skipped:
            pieces.append(inner_text(child, skipped))
        pieces.append(child.tail or "")
    return "".join(pieces)
