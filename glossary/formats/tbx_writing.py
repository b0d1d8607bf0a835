"""TBX in the styles that clients read: one writer, and for each style what its elements and values are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, BinaryIO, cast

from glossary.expansions import describe_members, links_by_identifier, links_of
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import usable_entries
from glossary.formats.xml import LANGUAGE, clean_text, write_xml
from glossary.identifiers import mint_identifier
from glossary.model import ConceptEntry, Glossary, Link, Term

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["DCA", "DCT", "LINK_MARK", "PARTS_OF_SPEECH", "STATUS_SUFFIX", "V2", "TbxStyle", "write_tbx_in"]

TBX = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"

LINK_MARK = "link-"
"""What the identifiers of the definitions begin with that say what an abbreviation stands for."""

PARTS_OF_SPEECH = ("adjective", "noun", "other", "verb", "adverb")
STATUS_SUFFIX = "Term-admn-sts"

# NCName, section 3 of "Namespaces in XML 1.0", without the rare characters above U+FFFF.
_NAME = re.compile(r"[^\W\d][\w.\-·]*")
# Where data categories live: the module of their element (DCT), and the element that bears their type (DCA, version 2).
_CATEGORIES = {
    "subjectField": (MIN, "descrip"),
    "definition": (BASIC, "descrip"),
    "context": (BASIC, "descrip"),
    "source": (BASIC, "admin"),
    "partOfSpeech": (MIN, "termNote"),
    "administrativeStatus": (MIN, "termNote"),
    "termType": (BASIC, "termNote"),
}


_CAPACITY = Capacity.of(
    ("identifier", "subject_field", "definition", "note"),
    ("term_type", "usage_status", "part_of_speech", "source", "note"),
    ("contexts", "link", "document", "provenance"),
)


@dataclass(frozen=True, slots=True)
class TbxStyle:
    """How a kind of TBX names things.

    Attributes:
        version: 3 (ISO 30042:2019) or 2 (MARTIF, ISO 30042:2008).
        elements_by_category: whether elements are named after data categories (DCT) or bear them as a type (DCA).
        values: for a data category, what a client calls its values, by the name that TBX-Basic has for them.
        statuses: further notes about a term that a client wants, by its usage status; an empty status is `None`'s.
    """

    version: int
    elements_by_category: bool = False
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    statuses: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def namespace(self) -> str:
        """The namespace of the core elements, with braces; version 2 has none."""
        return f"{{{TBX}}}" if self.version == 3 else ""

    @property
    def sections(self) -> tuple[str, str, str]:
        """The elements of a concept, a language and a term."""
        return ("conceptEntry", "langSec", "termSec") if self.version == 3 else ("termEntry", "langSet", "tig")


DCT = TbxStyle(3, elements_by_category=True)
DCA = TbxStyle(3)
V2 = TbxStyle(2)


def write_tbx_in(style: TbxStyle, glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary as TBX-Basic in a style. Links become definitions of the language, with their source."""
    writer = _Writer(style, losses)
    root = writer.root(glossary)
    writer.header(root, glossary)
    text = writer.add(root, "text")
    entries = list(usable_entries(glossary, losses))
    # A body without an entry would not be valid, in version 3 a text without a body is.
    body = writer.add(text, "body") if entries or style.version == 2 else text
    links = links_by_identifier(glossary)
    paths = {record.identifier: record.path for record in glossary.documents}
    title = replace(carried_head(glossary), title=_one_line(glossary.title).strip())
    losses.head(glossary, title, one_way=_CAPACITY.one_way)
    for entry in entries:
        writer.entry(body, entry, links_of(entry, links), paths)
    write_xml(root, stream, 'martif SYSTEM "TBXBasiccoreStructV02.dtd"' if style.version == 2 else None)


def _one_line(text: str) -> str:
    """A text as it comes back: where it has line breaks, these and what surrounds them are one space each."""
    text = clean_text(text)
    return text if "\n" not in text else " ".join(text.split())


class _Writer:
    """Adds elements to a TBX tree and counts what has no place in it."""

    def __init__(self, style: TbxStyle, losses: LossRecorder) -> None:
        from lxml import etree

        self.style, self.losses = style, losses
        self._core = style.namespace
        self._new = etree.SubElement
        self.identifiers: set[str] = set()

    def root(self, glossary: Glossary) -> Element:
        from lxml import etree

        if self.style.version == 2:
            root = etree.Element("martif")
            attributes = {"type": "TBX-Basic"}
        else:
            # The stubs of lxml do not know that None names the default namespace.
            modules = {None: TBX, "min": MIN, "basic": BASIC} if self.style.elements_by_category else {None: TBX}
            root = etree.Element(f"{{{TBX}}}tbx", nsmap=cast("dict[str, str]", modules))
            attributes = {"type": "TBX-Basic", "style": "dct" if self.style.elements_by_category else "dca"}
        for name, value in {**attributes, LANGUAGE: glossary.language}.items():
            root.set(name, value)
        return root

    def add(self, parent: Element, name: str, text: str | None = None) -> Element:
        """Add an element of the core structure."""
        element = self._new(parent, f"{self._core}{name}")
        if text is not None:
            element.text = clean_text(text)
        return element

    def say(self, parent: Element, category: str, text: str) -> None:
        """Add the value of a data category."""
        value = self.style.values.get(category, {}).get(text, text)
        module, bearer = _CATEGORIES[category]
        if self.style.elements_by_category:
            element = self._new(parent, f"{{{module}}}{category}")
        else:
            element = self._new(parent, f"{self._core}{bearer}")
            element.set("type", category)
        element.text = clean_text(value)

    def header(self, root: Element, glossary: Glossary) -> None:
        header = self.add(root, "tbxHeader" if self.style.version == 3 else "martifHeader")
        description = self.add(header, "fileDesc")
        self.add(self.add(description, "titleStmt"), "title", glossary.title)
        source = self.add(description, "sourceDesc")
        provenance = glossary.provenance
        settings = ", ".join(f"{name}={value}" for name, value in sorted(provenance.settings.items()))
        lexicons = ", ".join(f"{name} {digest}" for name, digest in sorted(provenance.lexicons.items()))
        signature = {"shuyu": provenance.version, "settings": settings, "lexicons": lexicons}
        signature["input"] = provenance.input_digest
        self.add(source, "p", "; ".join(f"{name} {value}" for name, value in signature.items() if value))
        if self.style.version == 2:
            constraints = self.add(self.add(header, "encodingDesc"), "p", "TBXBasicXCSV02.xcs")
            constraints.set("type", "XCSURI")

    def entry(self, body: Element, entry: ConceptEntry, links: Iterable[Link], paths: dict[str, str]) -> None:
        identifier = self.identifier(entry.identifier)
        carried = _CAPACITY.entry_of(entry, _one_line, identifier=identifier)
        self.losses.entry(entry, carried, one_way=_CAPACITY.one_way)
        concept, section_name, _term = self.style.sections
        element = self.add(body, concept)
        element.set("id", identifier)
        if entry.subject_field:
            self.say(element, "subjectField", entry.subject_field)
        if entry.definition:
            self.say(element, "definition", entry.definition)
        if entry.note:
            self.add(element, "note", entry.note)
        languages: dict[str, list[Term]] = {}
        for term in self.losses.distinct_terms(entry):
            languages.setdefault(term.language, []).append(term)
        for number, (language, terms) in enumerate(languages.items()):
            section = self.add(element, section_name)
            section.set(LANGUAGE, language)
            for count, link in enumerate(links if number == 0 else (), start=1):
                self.link(section, link, f"{LINK_MARK}{identifier}.{count}")
            for term in terms:
                self.term(section, term, paths)

    def identifier(self, wanted: str) -> str:
        """The entry's own identifier, or a minted one where XML cannot hold it or it is taken."""
        identifier = wanted
        if not _NAME.fullmatch(wanted) or wanted in self.identifiers:
            sense = 0
            while (identifier := mint_identifier(wanted, str(sense))) in self.identifiers:
                sense += 1
        self.identifiers.add(identifier)
        return identifier

    def link(self, section: Element, link: Link, identifier: str) -> None:
        group = self.add(section, "descripGrp")
        group.set("id", identifier)
        self.say(group, "definition", f"{link.surface}：{describe_members(link)}")
        evidence = link.evidence
        source = f"{evidence.document}:{evidence.line}:{evidence.column}" if evidence else link.source
        self.say(group, "source", source)

    def term(self, section: Element, term: Term, paths: dict[str, str]) -> None:
        part = term.part_of_speech if term.part_of_speech in PARTS_OF_SPEECH else None
        carried = _CAPACITY.term_of(term, _one_line, part_of_speech=part)
        self.losses.term(term, carried, one_way=_CAPACITY.one_way)
        element = self.add(section, self.style.sections[2])
        self.add(element, "term", term.text)
        if part:
            self.say(element, "partOfSpeech", part)
        if term.usage_status:
            self.say(element, "administrativeStatus", term.usage_status + STATUS_SUFFIX)
        for name, value in self.style.statuses.get(term.usage_status or "", {}).items():
            self.add(element, "termNote", value).set("type", name)
        if term.term_type:
            self.say(element, "termType", term.term_type)
        if term.source:
            self.say(element, "source", term.source)
        if term.note:
            self.add(element, "note", term.note)
        for context in term.contexts:
            group = self.add(element, "descripGrp")
            self.say(group, "context", context.text)
            place = f"{paths.get(context.document, context.document)}:{context.line}:{context.column}"
            self.say(group, "source", place)
