"""TMX 1.4b (LISA, 2005): a unit for each pair of terms, for translation memories and for services that take TMX."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs
from glossary.formats.xml import parse_xml
from glossary.messages import _
from glossary.model import Glossary

__all__ = ["read_tmx", "write_tmx"]

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def write_tmx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a unit for each pair; its identifier is the concept's, its note the target's."""
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
    for pair in term_pairs(glossary, losses, kept=("note",)):
        unit = etree.SubElement(body, "tu")
        note = pair.target.note or pair.source.note
        if note:
            etree.SubElement(unit, "note").text = losses.printable(note)
        etree.SubElement(unit, "prop", type="concept").text = losses.printable(pair.entry.identifier)
        for language, term in ((glossary.language, pair.source), (target, pair.target)):
            variant = etree.SubElement(unit, "tuv")
            variant.set(_LANGUAGE, language)
            etree.SubElement(variant, "seg").text = losses.printable(term.text)
    etree.indent(root)
    stream.write(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    stream.write(b"\n")


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
        texts = {
            variant.get(_LANGUAGE) or variant.get("lang") or "": "".join(map(str, segment.itertext()))
            for variant in unit.iter("tuv")
            for segment in variant.iter("seg")
        }
        ordered = sorted(texts, key=lambda language: not language.lower().startswith("zh"))
        if len(ordered) < 2:
            raise FormatError(
                _("a unit without two languages"), where=f"{path}:{unit.sourceline}", hint=_("complete it")
            )
        languages = languages or (ordered[0], ordered[1])
        identifier = next((prop.text or "" for prop in unit.iter("prop") if prop.get("type") == "concept"), "")
        rows.append(
            PairRow(
                texts[ordered[0]],
                texts[ordered[1]],
                number,
                note=unit.findtext("note"),
                identifier=identifier,
            )
        )
    source, target = languages or ("zh-CN", "en")
    return glossary_of_pairs(rows, source, target, str(path))
