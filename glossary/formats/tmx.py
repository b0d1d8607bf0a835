"""TMX 1.4b (LISA, 2005): a unit for each pair of terms, for translation memories and for services that take TMX."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError
from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, TermPair, target_language, term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs
from glossary.formats.xml import LANGUAGE, clean_text, parse_xml, write_xml
from glossary.messages import _
from glossary.model import Glossary

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_tmx", "write_tmx"]

_CLIENT = PairClient(Capacity.of(("identifier",), ("note",)), Capacity.of((), ("note",)), text=clean_text)


def write_tmx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a unit for each pair; its identifier is the concept's, and each language has its term's note."""
    from lxml import etree

    root = etree.Element("tmx", version="1.4")
    target = target_language(glossary)
    etree.SubElement(
        root,
        "header",
        attrib={
            "creationtool": "shuyu",
            "creationtoolversion": glossary.provenance.version or "0",
            "datatype": "plaintext",
            "segtype": "phrase",
            "adminlang": "en",
            "srclang": glossary.language,
            "o-tmf": "glossary",
        },
    )
    body = etree.SubElement(root, "body")
    for pair in term_pairs(glossary, _CLIENT, losses):
        _add_unit(body, pair, (glossary.language, target))
    write_xml(root, stream)


def _add_unit(body: Element, pair: TermPair, languages: tuple[str, str]) -> None:
    from lxml import etree

    unit = etree.SubElement(body, "tu")
    etree.SubElement(unit, "prop", type="concept").text = pair.entry.identifier
    for language, term in zip(languages, (pair.source, pair.target), strict=True):
        variant = etree.SubElement(unit, "tuv")
        variant.set(LANGUAGE, language)
        if term.note:
            etree.SubElement(variant, "note").text = term.note
        etree.SubElement(variant, "seg").text = term.text


def read_tmx(path: Path, content: bytes) -> Glossary:
    """The glossary in a translation memory of terms: Chinese first, then the unit's first other language.

    Raises:
        FormatError: not a TMX file, or a unit without two languages.
    """
    root = parse_xml(path, content)
    if root.tag != "tmx":
        raise FormatError(_("not a {format} file", format="TMX"), where=str(path), hint=_("look at its kind"))
    rows = []
    languages: tuple[str, str] | None = None
    for number, unit in enumerate(root.iter("tu"), start=1):
        variants = {variant.get(LANGUAGE) or variant.get("lang") or "": variant for variant in unit.iter("tuv")}
        ordered = sorted(variants, key=lambda language: not language.lower().startswith("zh"))
        if len(ordered) < 2:
            raise FormatError(
                _("a unit without two languages"), where=f"{path}:{unit.sourceline}", hint=_("complete it")
            )
        languages = languages or (ordered[0], ordered[1])
        rows.append(_row(unit, variants[ordered[0]], variants[ordered[1]], number))
    header = root.find("header")
    source, target = languages or ((header.get("srclang") if header is not None else None) or "zh-CN", "en")
    return glossary_of_pairs(rows, source, target, str(path))


def _row(unit: Element, source: Element, target: Element, number: int) -> PairRow:
    return PairRow(
        "".join("".join(map(str, segment.itertext())) for segment in source.iter("seg")),
        "".join("".join(map(str, segment.itertext())) for segment in target.iter("seg")),
        number,
        note=target.findtext("note") or unit.findtext("note"),
        source_note=source.findtext("note"),
        identifier=next((prop.text or "" for prop in unit.iter("prop") if prop.get("type") == "concept"), ""),
    )
