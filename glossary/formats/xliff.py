"""XLIFF 1.2 (OASIS, 2008): a unit for each pair of terms, in a group for each concept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError
from glossary.formats.carrying import Capacity
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import PairClient, target_language, term_pairs
from glossary.formats.two_columns import PairRow, glossary_of_pairs
from glossary.formats.xml import clean_text, parse_xml, write_xml
from glossary.messages import _
from glossary.model import Glossary, UsageStatus

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_xliff", "write_xliff"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
# XLIFF 1.2, "state": what a person prefers is final, what she admits is translated, the rest waits for a review.
_STATES = {UsageStatus.PREFERRED: "final", UsageStatus.ADMITTED: "translated", None: "needs-review-translation"}
_READ = {name: status for status, name in _STATES.items()}
_CLIENT = PairClient(
    Capacity.of(("identifier",), ("note",)), Capacity.of((), ("usage_status", "note")), text=clean_text
)


def write_xliff(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a unit for each pair, with the notes of both terms. Terms not to be used stay out."""
    from lxml import etree

    root = etree.Element(f"{{{NAMESPACE}}}xliff", nsmap={None: NAMESPACE}, version="1.2")
    languages = {"source-language": glossary.language, "target-language": target_language(glossary)}
    file = _add(root, "file", **languages, original="glossary", datatype="plaintext")
    body = _add(file, "body")
    groups: dict[str, Element] = {}
    for number, pair in enumerate(term_pairs(glossary, _CLIENT, losses), start=1):
        identifier = pair.entry.identifier
        if identifier not in groups:
            groups[identifier] = _add(body, "group", resname=identifier)
        unit = _add(groups[identifier], "trans-unit", id=str(number))
        _add(unit, "source").text = pair.source.text
        _add(unit, "target", state=_STATES[pair.target.usage_status]).text = pair.target.text
        for side, term in (("source", pair.source), ("target", pair.target)):
            if term.note:
                _add(unit, "note", annotates=side).text = term.note
    write_xml(root, stream)


def _add(parent: Element, tag: str, /, **attributes: str) -> Element:
    from lxml import etree

    names = {name.replace("_", "-"): value for name, value in attributes.items()}
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{tag}", attrib=names)


def read_xliff(path: Path, content: bytes) -> Glossary:
    """The glossary in the units of an XLIFF 1.2 file, a concept for each group that names it, else for each source.

    Raises:
        FormatError: not such a file, or a unit that no glossary may hold.
    """
    root = parse_xml(path, content)
    if not str(root.tag).endswith("}xliff") or next(root.iter("{*}file"), None) is None:
        raise FormatError(_("not a {format} file", format="XLIFF 1.2"), where=str(path), hint=_("look at its kind"))
    first = next(root.iter("{*}file"))
    languages = (first.get("source-language") or "zh-CN", first.get("target-language") or "en")
    rows = [_row(unit, number) for number, unit in enumerate(root.iter("{*}trans-unit"), start=1)]
    return glossary_of_pairs(rows, *languages, str(path))


def _row(unit: Element, number: int) -> PairRow:
    texts = {
        side: "".join(map(str, found.itertext()))
        for side in ("source", "target")
        for found in unit.iterfind(f"{{*}}{side}")
    }
    notes = {note.get("annotates") or "target": note.text for note in unit.iterfind("{*}note")}
    state = next((found.get("state") or "" for found in unit.iterfind("{*}target")), "")
    parent = unit.getparent()
    return PairRow(
        texts.get("source", ""),
        texts.get("target", ""),
        number,
        note=notes.get("target"),
        source_note=notes.get("source"),
        status=_READ.get(state),
        identifier=(parent.get("resname") or "") if parent is not None and str(parent.tag).endswith("}group") else "",
    )
