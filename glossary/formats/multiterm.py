"""MultiTerm XML: concept, language and term groups with free descriptive fields."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, ModelError
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import usable_entries
from glossary.formats.xml import clean_text, parse_xml, write_xml
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, TermType, UsageStatus

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_multiterm", "write_multiterm"]

_LANGUAGE_NAMES = {"zh": "Chinese", "en": "English", "fr": "French", "de": "German", "ja": "Japanese", "ru": "Russian"}
_ENTRY_FIELDS = {
    "identifier": "Identifier",
    "subject_field": "Subject",
    "definition": "Definition",
    "note": "Note",
    "status": "Workflow",
}
_TERM_FIELDS = {
    "term_type": "Type",
    "usage_status": "Status",
    "part_of_speech": "Part of Speech",
    "reading": "Reading",
    "source": "Source",
    "note": "Note",
}


_CAPACITY = Capacity.of(_ENTRY_FIELDS, _TERM_FIELDS, ("contexts",))


def write_multiterm(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a concept group for each entry that nobody rejected; what MultiTerm has no field for gets one by name."""
    from lxml import etree

    root = etree.Element("mtf")
    entries = list(usable_entries(glossary, losses))
    used = [_returning(term.language) for entry in entries for term in entry.terms]
    losses.head(glossary, carried_head(glossary, language=_main_language(used)))
    for number, entry in enumerate(entries, start=1):
        losses.entry(entry, _CAPACITY.entry_of(entry, clean_text))
        group = etree.SubElement(root, "conceptGrp")
        etree.SubElement(group, "concept").text = str(number)
        for name, title in _ENTRY_FIELDS.items():
            _describe(group, title, getattr(entry, name))
        languages: dict[str, list[Term]] = {}
        for term in losses.distinct_terms(entry):
            languages.setdefault(term.language, []).append(term)
        for language, terms in languages.items():
            section = etree.SubElement(group, "languageGrp")
            name = _LANGUAGE_NAMES.get(language.split("-")[0], language)
            etree.SubElement(section, "language", type=name, lang=language.upper())
            for term in terms:
                carried = _CAPACITY.term_of(term, clean_text, language=_returning(language))
                losses.term(term, carried, one_way=_CAPACITY.one_way)
                _write_term(section, term)
    write_xml(root, stream)


def _write_term(section: Element, term: Term) -> None:
    from lxml import etree

    group = etree.SubElement(section, "termGrp")
    etree.SubElement(group, "term").text = clean_text(term.text)
    for name, title in _TERM_FIELDS.items():
        _describe(group, title, getattr(term, name))
    for context in term.contexts:
        _describe(group, "Context", context.text)


def _describe(group: Element, title: str, value: str | None) -> None:
    from lxml import etree

    if value:
        etree.SubElement(etree.SubElement(group, "descripGrp"), "descrip", type=title).text = clean_text(value)


def _returning(language: str) -> str:
    """The language tag as it comes back from capital letters.

    >>> _returning("ZH-HANS-CN")
    'zh-Hans-CN'
    """
    primary, *others = language.split("-")
    return "-".join([primary.lower(), *(part.title() if len(part) == 4 else part.upper() for part in others)])


def _main_language(languages: list[str]) -> str:
    return [*(language for language in languages if language.startswith("zh")), *languages, "zh-CN"][0]


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
    return Glossary(language=_main_language(languages), entries=entries)


def _read_entry(group: Element) -> ConceptEntry:
    values = _values(group)
    workflow = values.get("Workflow")
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
        status=EntryStatus(workflow) if workflow in list(EntryStatus) else EntryStatus.CANDIDATE,
    )


def _read_term(group: Element, language: str) -> Term:
    values = _values(group)
    term_type, status = values.get("Type"), values.get("Status")
    return Term(
        next(("".join(map(str, term.itertext())) for term in group.iter("term")), ""),
        _returning(language) or "und",
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
