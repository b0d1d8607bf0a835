"""`glossary.tbx`: TBX-Basic, version 3 (ISO 30042:2019), in the style that names elements after data categories (DCT).

Written for translation tools: rejected entries stay out. Reads version 3 in both styles and version 2 (MARTIF).
Elements and picklists: LTAC Global, TBX-Basic dialect, modules Core, Min and Basic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from glossary.errors import FormatError, ModelError
from glossary.expansions import describe_members, links_by_identifier, links_of
from glossary.formats.losses import LossKind, LossRecorder
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Link, Term, TermType, UsageStatus

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_tbx", "write_tbx"]

TBX = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"

PARTS_OF_SPEECH = ("adjective", "noun", "other", "verb", "adverb")
STATUS_SUFFIX = "Term-admn-sts"

# NCName, section 3 of "Namespaces in XML 1.0", without the rare characters above U+FFFF.
_NAME = re.compile(r"[^\W\d][\w.\-·]*")


def write_tbx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary as TBX-Basic. Links become definitions of the language, with their source."""
    from lxml import etree

    # The stubs of lxml do not know that None names the default namespace.
    namespaces = cast("dict[str, str]", {None: TBX, "min": MIN, "basic": BASIC})
    root = etree.Element(f"{{{TBX}}}tbx", nsmap=namespaces)
    for name, value in (("type", "TBX-Basic"), ("style", "dct"), (LANGUAGE, glossary.language)):
        root.set(name, value)
    writer = _Writer(losses)
    writer.header(root, glossary)
    text = writer.add(root, "text")
    entries = [entry for entry in glossary.entries if entry.status is not EntryStatus.REJECTED]
    losses.add(LossKind.DROPPED, "rejected entry", len(glossary.entries) - len(entries))
    # A body without an entry would not be valid, a text without a body is.
    body = writer.add(text, "body") if entries else text
    links = links_by_identifier(glossary)
    paths = {record.identifier: record.path for record in glossary.documents}
    for entry in entries:
        writer.entry(body, entry, links_of(entry, links), paths)
    etree.indent(root)
    stream.write(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    stream.write(b"\n")


class _Writer:
    """Adds elements to a TBX tree and counts what has no place in it."""

    def __init__(self, losses: LossRecorder) -> None:
        self.losses = losses
        self.identifiers: set[str] = set()

    def add(self, parent: Element, name: str, text: str | None = None, namespace: str = TBX) -> Element:
        from lxml import etree

        element = etree.SubElement(parent, f"{{{namespace}}}{name}")
        if text is not None:
            element.text = self.losses.printable(text)
        return element

    def header(self, root: Element, glossary: Glossary) -> None:
        description = self.add(self.add(root, "tbxHeader"), "fileDesc")
        self.add(self.add(description, "titleStmt"), "title", glossary.title)
        source = self.add(description, "sourceDesc")
        provenance = glossary.provenance
        settings = ", ".join(f"{name}={value}" for name, value in sorted(provenance.settings.items()))
        lexicons = ", ".join(f"{name} {digest}" for name, digest in sorted(provenance.lexicons.items()))
        signature = {"shuyu": provenance.version, "settings": settings, "lexicons": lexicons}
        signature["input"] = provenance.input_digest
        self.add(source, "p", "; ".join(f"{name} {value}" for name, value in signature.items() if value))

    def entry(self, body: Element, entry: ConceptEntry, links: Iterable[Link], paths: dict[str, str]) -> None:
        self.losses.entries += 1
        self.losses.dropped_fields(entry, ("score",))
        element = self.add(body, "conceptEntry")
        element.set("id", self.identifier(entry.identifier))
        if entry.subject_field:
            self.add(element, "subjectField", entry.subject_field, MIN)
        if entry.definition:
            self.add(element, "definition", entry.definition, BASIC)
        if entry.note:
            self.add(element, "note", entry.note)
        languages: dict[str, list[Term]] = {}
        for term in self.losses.distinct_terms(entry):
            languages.setdefault(term.language, []).append(term)
        for number, (language, terms) in enumerate(languages.items()):
            section = self.add(element, "langSec")
            section.set(LANGUAGE, language)
            for link in links if number == 0 else ():
                self.link(section, link)
            for term in terms:
                self.term(section, term, paths)

    def identifier(self, wanted: str) -> str:
        """The entry's own identifier, or a minted one where XML cannot hold it or it is taken."""
        identifier = wanted
        if not _NAME.fullmatch(wanted) or wanted in self.identifiers:
            self.losses.add(LossKind.CHANGED, "identifier", example=wanted)
            sense = 0
            while (identifier := mint_identifier(wanted, str(sense))) in self.identifiers:
                sense += 1
        self.identifiers.add(identifier)
        return identifier

    def link(self, section: Element, link: Link) -> None:
        group = self.add(section, "descripGrp")
        self.add(group, "definition", f"{link.surface}：{describe_members(link)}", BASIC)
        evidence = link.evidence
        source = f"{evidence.document}:{evidence.line}:{evidence.column}" if evidence else link.source
        self.add(group, "source", source, BASIC)

    def term(self, section: Element, term: Term, paths: dict[str, str]) -> None:
        self.losses.terms += 1
        self.losses.dropped_fields(term, ("reading", "frequency", "document_frequency", "evidence"))
        element = self.add(section, "termSec")
        self.add(element, "term", term.text)
        if term.part_of_speech in PARTS_OF_SPEECH:
            self.add(element, "partOfSpeech", term.part_of_speech, MIN)
        elif term.part_of_speech:
            self.losses.add(LossKind.DROPPED, "part_of_speech", example=term.part_of_speech)
        if term.usage_status:
            self.add(element, "administrativeStatus", term.usage_status + STATUS_SUFFIX, MIN)
        if term.term_type:
            self.add(element, "termType", term.term_type, BASIC)
        if term.source:
            self.add(element, "source", term.source, BASIC)
        if term.note:
            self.add(element, "note", term.note)
        for context in term.contexts:
            group = self.add(element, "descripGrp")
            self.add(group, "context", context.text, BASIC)
            place = f"{paths.get(context.document, context.document)}:{context.line}:{context.column}"
            self.add(group, "source", place, BASIC)


# ------------------------------------------------------------------ reading

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
_TERMS = ("termSec", "tig", "ntig")


def read_tbx(path: Path, content: bytes) -> Glossary:
    """The glossary in a TBX file. Contexts stay behind: their documents are not in it.

    Raises:
        FormatError: not XML, not TBX, or a value that no glossary may hold, with its line.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormatError(
            _("not whole XML: {reason}", reason=error.msg), where=str(path), hint=_("make it again, or take a backup")
        ) from error
    if _name(root) not in ("tbx", "martif"):
        raise FormatError(
            _("not TBX: its outermost element is <{name}>", name=_name(root)),
            where=str(path),
            hint=_("export it as TBX-Basic"),
        )
    language = root.get(LANGUAGE) or "zh-CN"
    titles = [element for element in root.iter() if _name(element) == "title"]
    return Glossary(
        title=(titles[0].text or "") if titles else "",
        language=language,
        entries=tuple(_read_entry(element, path) for element in root.iter() if _name(element) in _ENTRIES),
    )


def _name(element: Element) -> str:
    """The element's name without its namespace; empty for a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _category(element: Element) -> str:
    """The data category: the element's name in one style, its `type` in the other."""
    return element.get("type") or _name(element)


def _text(element: Element) -> str:
    """The text of an element; where it was broken into lines for the eye, one space stands for each break."""
    text = "".join(map(str, element.itertext()))
    return text if "\n" not in text else " ".join(text.split())


def _values(parent: Element) -> Iterator[tuple[str, str]]:
    """Data category and text of everything that is said about a section itself, groups opened."""
    for child in parent:
        if _name(child) in (*_LANGUAGES, *_TERMS, "term"):
            continue
        if _name(child).endswith("Grp"):
            # What stands beside the first element of a group is about that element, e.g. the source of a context.
            yield from list(_values(child))[:1]
        elif _name(child):
            yield _category(child), _text(child)


def _read_entry(element: Element, path: Path) -> ConceptEntry:
    values = dict(reversed(list(_values(element))))
    terms: list[Term] = []
    for section in (child for child in element if _name(child) in _LANGUAGES):
        definition = dict(_values(section)).get("definition")
        if definition:
            values.setdefault("definition", definition)
        language = (section.get(LANGUAGE) or section.get("lang") or "").replace("_", "-")
        for child in (child for child in section if _name(child) in _TERMS):
            terms.append(_read_term(child, language, path))
    if not terms:
        raise FormatError(_("an entry without a term"), where=f"{path}:{element.sourceline}", hint=_("delete it"))
    try:
        return ConceptEntry(
            element.get("id") or mint_identifier(terms[0].text),
            tuple(terms),
            subject_field=values.get("subjectField"),
            definition=values.get("definition"),
            note=values.get("note"),
        )
    except ModelError as error:
        raise FormatError(error.what, where=f"{path}:{element.sourceline}", hint=error.hint) from error


def _read_term(element: Element, language: str, path: Path) -> Term:
    where = f"{path}:{element.sourceline}"
    term = next((child for child in element.iter() if _name(child) == "term"), None)
    if term is None or not language:
        raise FormatError(_("a term section without a term or a language"), where=where, hint=_("complete it"))
    values = dict(reversed(list(_values(element))))
    status = values.get("administrativeStatus", "").removesuffix(STATUS_SUFFIX)
    term_type = values.get("termType")
    try:
        return Term(
            _text(term),
            language,
            term_type=TermType(term_type) if term_type in list(TermType) else None,
            usage_status=UsageStatus(status) if status in list(UsageStatus) else None,
            part_of_speech=values.get("partOfSpeech"),
            source=values.get("source"),
            note=values.get("note"),
        )
    except ModelError as error:
        raise FormatError(f"{error.what}: {error.where}", where=where, hint=error.hint) from error
