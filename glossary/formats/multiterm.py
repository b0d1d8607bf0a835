"""MultiTerm XML: concept, language and term groups with free descriptive fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, ModelError
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import usable_entries
from glossary.formats.xml import parse_xml
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, TermType, UsageStatus

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_multiterm", "write_multiterm"]

_LANGUAGE_NAMES = {"zh": "Chinese", "en": "English", "fr": "French", "de": "German", "ja": "Japanese", "ru": "Russian"}
_ENTRY_FIELDS = {"subject_field": "Subject", "definition": "Definition", "note": "Note"}
_TERM_FIELDS = {
    "term_type": "Type",
    "usage_status": "Status",
    "part_of_speech": "Part of Speech",
    "reading": "Reading",
    "source": "Source",
    "note": "Note",
}


def write_multiterm(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a concept group for each entry that nobody rejected; what MultiTerm has no field for gets one by name."""
    from lxml import etree

    root = etree.Element("mtf")
    losses.add(LossKind.DROPPED, "document", len(glossary.documents))
    losses.add(LossKind.DROPPED, "link", len(glossary.links))
    for number, entry in enumerate(usable_entries(glossary, losses), start=1):
        losses.entries += 1
        losses.dropped_fields(entry, ("score",))
        group = etree.SubElement(root, "conceptGrp")
        etree.SubElement(group, "concept").text = str(number)
        _describe(group, "Identifier", entry.identifier, losses)
        for name, title in _ENTRY_FIELDS.items():
            _describe(group, title, getattr(entry, name), losses)
        languages: dict[str, list[Term]] = {}
        for term in losses.distinct_terms(entry):
            languages.setdefault(term.language, []).append(term)
        for language, terms in languages.items():
            section = etree.SubElement(group, "languageGrp")
            name = _LANGUAGE_NAMES.get(language.split("-")[0], language)
            etree.SubElement(section, "language", type=name, lang=language.upper())
            for term in terms:
                _write_term(section, term, losses)
    etree.indent(root)
    stream.write(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    stream.write(b"\n")


def _write_term(section: Element, term: Term, losses: LossRecorder) -> None:
    from lxml import etree

    losses.terms += 1
    losses.dropped_fields(term, ("frequency", "document_frequency", "evidence"))
    group = etree.SubElement(section, "termGrp")
    etree.SubElement(group, "term").text = losses.printable(term.text)
    for name, title in _TERM_FIELDS.items():
        _describe(group, title, getattr(term, name), losses)
    for context in term.contexts:
        _describe(group, "Context", context.text, losses)


def _describe(group: Element, title: str, value: str | None, losses: LossRecorder) -> None:
    from lxml import etree

    if value:
        etree.SubElement(etree.SubElement(group, "descripGrp"), "descrip", type=title).text = losses.printable(value)


def read_multiterm(path: Path, content: bytes) -> Glossary:
    """The glossary in a MultiTerm file.

    Raises:
        FormatError: not one, or a value that no glossary may hold.
    """
    root = parse_xml(path, content)
    if root.tag != "mtf":
        raise FormatError(_("not a {format} file", format="MultiTerm"), where=str(path), hint=_("look at its kind"))
    try:
        entries = tuple(
            _read_entry(group) for group in root.iter("conceptGrp") if next(group.iter("term"), None) is not None
        )
    except ModelError as error:
        raise FormatError(error.what, where=str(path), hint=error.hint) from error
    languages = [term.language for entry in entries for term in entry.terms]
    chinese = [language for language in languages if language.startswith("zh")]
    return Glossary(language=[*chinese, *languages, "zh-CN"][0], entries=entries)


def _read_entry(group: Element) -> ConceptEntry:
    values = _values(group)
    terms = [
        _read_term(term, next((found.get("lang") or "" for found in section.iter("language")), ""))
        for section in group.iter("languageGrp")
        for term in section.iter("termGrp")
    ]
    return ConceptEntry(
        values.get("Identifier") or mint_identifier(terms[0].text),
        tuple(terms),
        subject_field=values.get("Subject"),
        definition=values.get("Definition"),
        note=values.get("Note"),
    )


def _read_term(group: Element, language: str) -> Term:
    values = _values(group)
    primary, *others = language.split("-")
    regional = [part.title() if len(part) == 4 else part for part in others]
    term_type, status = values.get("Type"), values.get("Status")
    return Term(
        next(("".join(map(str, term.itertext())) for term in group.iter("term")), ""),
        "-".join([primary.lower() or "und", *regional]),
        term_type=TermType(term_type) if term_type in list(TermType) else None,
        usage_status=UsageStatus(status) if status in list(UsageStatus) else None,
        part_of_speech=values.get("Part of Speech"),
        reading=values.get("Reading"),
        source=values.get("Source"),
        note=values.get("Note"),
    )


def _values(group: Element) -> dict[str, str]:
    return {
        descrip.get("type") or "": "".join(map(str, descrip.itertext()))
        for child in group.findall("descripGrp")
        for descrip in child.findall("descrip")
    }
