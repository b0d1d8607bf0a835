"""OpenDocument files (ISO/IEC 26300): texts, presentations and spreadsheets, by one walk over their content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.reader import Reader, Source, TextBuilder
from glossary.reading.zipped_xml import ZippedXml, local_name, open_zipped_xml

__all__ = ["READER"]

# Deleted text, comments, ruby readings, forms, and the texts of fields that are set again on every page.
_SKIPPED = frozenset({"tracked-changes", "annotation", "annotation-end", "ruby-text", "forms", "sequence-decls"})
# Spaces that one element may stand for: a hostile count must not fill the memory.
SPACES = 200


def _read(source: Source) -> Iterator[Document]:
    with open_zipped_xml(source, _("OpenDocument file")) as parts:
        if _is_encrypted(parts):
            raise InputError(_("encrypted"), hint=_("save it without a password and try again"))
        root = parts.parse("content.xml")
        if root is None:
            raise InputError(_("not a {format}, or a damaged one", format=_("OpenDocument file")))
        walk = _Walk()
        for body in root:
            if local_name(body.tag) == "body":
                walk.blocks(body, None)
        walk.headers(parts.parse("styles.xml"))
        meta = parts.parse("meta.xml")
        elements = meta.iter() if meta is not None else ()
        stated = next((each.text or "" for each in elements if local_name(each.tag) == "title"), "")
    if not walk.builder.text():
        raise InputError(_("a document without text"), hint=_("a scan needs text recognition first"))
    yield source.document_of(walk.builder, title=walk.title or stated)


def _is_encrypted(parts: ZippedXml) -> bool:
    manifest = parts.parse("META-INF/manifest.xml")
    return manifest is not None and any(local_name(each.tag) == "encryption-data" for each in manifest.iter())


class _Walk:
    """One walk over the content that collects paragraphs and where they stand."""

    def __init__(self) -> None:
        self.builder = TextBuilder()
        self.title = ""
        self._counts = {"paragraph": 0, "table": 0, "slide": 0, "note": 0}

    def blocks(self, element: Any, label: str | None, *, cell: bool = False) -> None:
        """Collect what stands below an element."""
        for child in element:
            name = local_name(child.tag)
            if name in ("p", "h"):
                self._paragraph(child, label, cell=cell)
            elif name == "table":
                self._table(child, label)
            elif name == "page":
                self.blocks(child, f"slide {self._next('slide')}")
            elif name == "notes" and label is not None:
                self.blocks(child, f"{label}, notes")
            elif name not in _SKIPPED:
                self.blocks(child, label, cell=cell)

    def headers(self, root: Any) -> None:
        """Collect the headers and footers of the page styles."""
        for element in root.iter() if root is not None else ():
            name = local_name(element.tag)
            if name in ("header", "footer"):
                self.blocks(element, name)

    def _next(self, kind: str) -> int:
        self._counts[kind] += 1
        return self._counts[kind]

    def _paragraph(self, element: Any, label: str | None, *, cell: bool) -> None:
        pieces: list[str] = [element.text or ""]
        inner: list[Any] = []
        _collect(element, pieces, inner)
        text = "".join(pieces)
        if label is None:
            label = f"paragraph {self._next('paragraph')}"
        self.builder.add(text, label, cell=cell)
        if not self.title and _style(element) == "Title":
            self.title = text
        for each in inner:
            name = local_name(each.tag)
            self.blocks(each, f"note {self._next('note')}" if name == "note-body" else "text box")

    def _table(self, element: Any, label: str | None) -> None:
        """A table in a text, or a sheet: cells that are repeated stand for one, for they are empty or the same."""
        sheet = next((value for name, value in element.attrib.items() if local_name(name) == "name"), "")
        table = f"{label}, table" if label else "table"
        table = f"{table} {self._next('table')}" if not sheet or label else sheet
        rows = (row for row in element.iter() if local_name(row.tag) == "table-row")
        for row_number, row in enumerate(rows, start=1):
            for cell_number, each in enumerate(row, start=1):
                if local_name(each.tag) == "table-cell":
                    self.blocks(each, f"{table}, row {row_number}, cell {cell_number}", cell=True)


def _collect(element: Any, pieces: list[str], inner: list[Any]) -> None:
    """Collect the text of a paragraph, and the notes and text boxes in it."""
    for child in element:
        name = local_name(child.tag)
        if name == "s":
            count = next((value for key, value in child.attrib.items() if local_name(key) == "c"), "1")
            pieces.append(" " * (min(int(count), SPACES) if count.isdecimal() and len(count) < 6 else 1))
        elif name == "tab":
            pieces.append("\t")
        elif name == "line-break":
            pieces.append("\n")
        elif name == "note":
            inner += (body for body in child if local_name(body.tag) == "note-body")
        elif name in ("text-box", "table"):
            inner.append(child)
        elif name not in _SKIPPED:
            pieces.append(child.text or "")
            _collect(child, pieces, inner)
        pieces.append(child.tail or "")


def _style(element: Any) -> str:
    return next((str(value) for name, value in element.attrib.items() if local_name(name) == "style-name"), "")


READER = Reader("OpenDocument", (".odt", ".ott", ".odp", ".ods"), _read)
