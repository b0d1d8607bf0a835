"""Word documents: body, tables and text boxes in reading order, then headers, footers, footnotes and endnotes."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Reader, Source
from glossary.reading.relations import Relation, main_part, relations_of
from glossary.reading.word_numbering import read_numbering
from glossary.reading.word_walk import WordWalk
from glossary.reading.zipped_xml import ZippedXml, open_zipped_xml

__all__ = ["READER"]

_TITLE = ".//{http://purl.org/dc/elements/1.1/}title"
# Relationship types end with these words; the label that a person would use.
_SIDE_PARTS = (("header", "header"), ("footer", "footer"), ("footnotes", "footnote"), ("endnotes", "endnote"))


def _read(source: Source) -> Iterator[Document]:
    with open_zipped_xml(source, _("Word document")) as parts:
        main = main_part(parts, "word/document.xml")
        root = parts.parse(main)
        if root is None:
            raise InputError(_("not a {format}, or a damaged one", format=_("Word document")))
        relations = list(relations_of(parts, main).values())
        lists, styles = (parts.parse(_target(relations, kind)) for kind in ("numbering", "styles"))
        walk = WordWalk(read_numbering(lists, styles))
        walk.body(root)
        for kind, label in _SIDE_PARTS:
            for target in dict.fromkeys(relation.target for relation in relations if relation.kind == kind):
                walk.side(parts.parse(target), label)
        title = walk.title or _stated_title(parts)
    if not walk.builder.text():
        raise InputError(_("a Word document without text"), hint=_("a scan needs text recognition first"))
    yield source.document_of(walk.builder, title=title)


def _target(relations: list[Relation], kind: str) -> str:
    return next((relation.target for relation in relations if relation.kind == kind), "")


def _stated_title(parts: ZippedXml) -> str:
    root = parts.parse("docProps/core.xml")
    title = (root.findtext(_TITLE) or "").strip() if root is not None else ""
    return "" if title.startswith("Microsoft Word") else title


READER = Reader("Word", (".docx", ".docm"), _read)
