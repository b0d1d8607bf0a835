"""XLIFF 1.2 (OASIS 2008) and 2.0/2.1 (2014, 2018): one segment or translation unit, one pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.bitexts.segments import inner_text, is_chinese, local_name, pairs_document, parse_xml
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

# What holds codes of the original format, in 1.2; in 2 such elements are empty.
_CODES = frozenset({"bpt", "ept", "ph", "it", "x", "bx", "ex", "sc", "ec", "sm", "em"})


def _read(source: Source) -> Iterator[Document]:
    root = parse_xml(source.data)
    if local_name(root) != "xliff":
        raise InputError(_("not a {format} file", format="XLIFF"))
    second = root.get("version", "").startswith("2")
    yield pairs_document(source, _second(root) if second else _first(root))


def _first(root: Any) -> Iterator[tuple[str, str, str]]:
    """Version 1: every `trans-unit` of the files with a Chinese source; alternatives and units left alone are not."""
    for file in _named(root, "file"):
        if not is_chinese(file.get("source-language", "")):
            continue
        for unit in _named(file, "trans-unit"):
            if unit.get("translate") == "no":
                continue
            label = _("unit {number}", number=unit.get("id") or "?")
            yield _child_text(unit, "source"), _child_text(unit, "target"), label


def _second(root: Any) -> Iterator[tuple[str, str, str]]:
    """Version 2: every segment of every unit; what is between segments is no text."""
    if not is_chinese(root.get("srcLang", "")):
        return
    for unit in _named(root, "unit"):
        if unit.get("translate") == "no":
            continue
        for number, segment in enumerate(_named(unit, "segment"), start=1):
            label = _("unit {number}", number=unit.get("id") or "?") + (f".{number}" if number > 1 else "")
            yield _child_text(segment, "source"), _child_text(segment, "target"), label


def _named(element: Any, name: str) -> Iterator[Any]:
    return (found for found in element.iter() if local_name(found) == name)


def _child_text(element: Any, name: str) -> str:
    return inner_text(next((child for child in element if local_name(child) == name), None), _CODES)


READER = Reader("XLIFF", (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff"), _read)
