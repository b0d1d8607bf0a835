"""TMX 1.4b, the exchange format of translation memories (LISA, 2005): one unit, one pair."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document
from glossary.reading.bitexts.segments import inner_text, is_chinese, local_name, pairs_document, parse_xml
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Elements that hold codes of the original format; `hi` marks text, `sub` is text inside a code.
_CODES = frozenset({"bpt", "ept", "ph", "it", "ut"})


def _read(source: Source) -> Iterator[Document]:
    root = parse_xml(source.data)
    if local_name(root) != "tmx":
        raise InputError(_("not a {format} file", format="TMX"))
    units = (unit for unit in root.iter() if local_name(unit) == "tu")
    yield pairs_document(source, _pairs(units))


def _pairs(units: Iterator[Any]) -> Iterator[tuple[str, str, str]]:
    """Chinese is the source, whatever the header says; of several targets English, else the first."""
    for number, unit in enumerate(units, start=1):
        chinese: str | None = None
        targets: list[tuple[str, str]] = []
        for variant in unit:
            if local_name(variant) != "tuv":
                continue
            language = variant.get(_LANGUAGE) or variant.get("lang") or ""
            text = inner_text(next((part for part in variant if local_name(part) == "seg"), None), _CODES)
            if is_chinese(language):
                chinese = chinese if chinese is not None else text
            else:
                targets.append((language.lower(), text))
        if chinese is not None:
            english = [text for language, text in targets if language.startswith("en")]
            target = english[0] if english else targets[0][1] if targets else ""
            yield chinese, target, _("unit {number}", number=unit.get("tuid") or number)


READER = Reader("TMX", (".tmx",), _read)
