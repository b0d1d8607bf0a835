"""SKOS (W3C Recommendation, 2009) in Turtle: concepts with preferred, alternative and hidden labels."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote, unquote

from glossary.errors import FormatError, MissingExtraError, ModelError
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import DISCOURAGED, usable_entries
from glossary.formats.xml import clean_text
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

__all__ = ["read_skos", "write_skos"]

BASE = "urn:shuyu:"
_CONCEPTS = f"{BASE}concept:"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_TERMS = "http://purl.org/dc/terms/"
_PREFIXES = f"""@prefix skos: <{_SKOS}> .
@prefix dct: <{_TERMS}> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
# Turtle, section 2.5.1 and grammar rule 159s.
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


_CAPACITY = Capacity.of(
    ("identifier", "subject_field", "definition", "note"), ("usage_status",), ("contexts", "note", "link", "document")
)


def write_skos(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a concept for each entry that nobody rejected.

    Of each language, the term that a person prefers, else the first, is the preferred label (SKOS allows one); those
    not to be used are hidden labels, all others alternative ones.
    """
    losses.head(glossary, carried_head(replace(glossary, title=clean_text(glossary.title)), ("title",)))
    title = _literal(glossary.title, glossary.language)
    stream.write(f"{_PREFIXES}\n<{BASE}glossary> rdf:type skos:ConceptScheme ;\n    dct:title {title} .\n".encode())
    for entry in usable_entries(glossary, losses):
        losses.entry(entry, _CAPACITY.entry_of(entry, clean_text))
        lines = ["rdf:type skos:Concept", f"skos:inScheme <{BASE}glossary>"]
        lines += [f"{name} {_literal(text, language)}" for name, text, language in _values(entry, glossary, losses)]
        subject = f"<{_CONCEPTS}{quote(entry.identifier, safe='')}>"
        stream.write(_statement(subject, lines))


def _statement(subject: str, lines: list[str]) -> bytes:
    separator = " ;\n    "
    return f"\n{subject} {separator.join(lines)} .\n".encode()


def _values(entry: ConceptEntry, glossary: Glossary, losses: LossRecorder) -> list[tuple[str, str, str]]:
    values = []
    preferred: set[str] = set()
    terms = sorted(losses.distinct_terms(entry), key=lambda term: term.usage_status is not UsageStatus.PREFERRED)
    for term in terms:
        label = _label(term, preferred)
        values.append((label, term.text, term.language))
        status = UsageStatus.DEPRECATED if term.usage_status in DISCOURAGED else None
        carried = _CAPACITY.term_of(term, clean_text, usage_status=status)
        losses.term(term, carried, one_way=_CAPACITY.one_way)
        values += [("skos:example", context.text, term.language) for context in term.contexts]
        values += [("skos:editorialNote", term.note, glossary.language)] if term.note else []
    for name, text in (
        ("skos:definition", entry.definition),
        ("skos:note", entry.note),
        ("dct:subject", entry.subject_field),
    ):
        values += [(name, text, glossary.language)] if text else []
    return values


def _label(term: Term, preferred: set[str]) -> str:
    if term.usage_status in DISCOURAGED:
        return "skos:hiddenLabel"
    if term.language in preferred:
        return "skos:altLabel"
    preferred.add(term.language)
    return "skos:prefLabel"


def _literal(text: str, language: str) -> str:
    return f'"{clean_text(text).translate(_ESCAPES)}"@{language}'


def read_skos(path: Path, content: bytes) -> Glossary:
    """The glossary in a SKOS file in Turtle, concepts in the order of their identifiers, preferred labels first.

    Raises:
        MissingExtraError: rdflib is not installed.
        FormatError: not Turtle, or a concept without a label.
    """
    try:
        import rdflib
    except ImportError as error:
        raise MissingExtraError(
            _("rdflib is not installed"), hint=_("run {command}", command="pip install rdflib")
        ) from error
    try:
        graph = rdflib.Graph().parse(data=content, format="turtle")
    except Exception as error:  # rdflib's parsers raise whatever they stumble over
        raise FormatError(
            _("not Turtle: {reason}", reason=" ".join(str(error).split())[:120]),
            where=str(path),
            hint=_("make it again, or take a backup"),
        ) from error
    skos = rdflib.Namespace(f"{_SKOS}")
    concepts = sorted(graph.subjects(rdflib.RDF.type, skos.Concept), key=str)
    entries = tuple(_read_concept(graph, concept, path) for concept in concepts)
    schemes = sorted(graph.subjects(rdflib.RDF.type, skos.ConceptScheme), key=str)
    titles = [title for scheme in schemes for title in graph.objects(scheme, rdflib.DCTERMS.title)]
    language = next((title.language for title in titles if isinstance(title, rdflib.Literal) and title.language), None)
    return Glossary(title=str(titles[0]) if titles else "", language=language or "zh-CN", entries=entries)


def _read_concept(graph: Graph, concept: Node, path: Path) -> ConceptEntry:
    import rdflib

    def texts(name: str) -> list[rdflib.Literal]:
        found = graph.objects(concept, rdflib.URIRef(name))
        return sorted(text for text in found if isinstance(text, rdflib.Literal))

    def text(name: str) -> str | None:
        return next(map(str, texts(name)), None)

    labels = [
        (label, UsageStatus.DEPRECATED if kind == "hiddenLabel" else None)
        for kind in ("prefLabel", "altLabel", "hiddenLabel")
        for label in texts(f"{_SKOS}{kind}")
    ]
    if not labels:
        raise FormatError(_("an entry without a term"), where=f"{path}: {concept}", hint=_("delete it"))
    try:
        return ConceptEntry(
            unquote(str(concept)).removeprefix(_CONCEPTS),
            tuple(Term(str(label), label.language or "und", usage_status=status) for label, status in labels),
            subject_field=text(f"{_TERMS}subject"),
            definition=text(f"{_SKOS}definition"),
            note=text(f"{_SKOS}note"),
        )
    except ModelError as error:
        raise FormatError(f"{error.what}: {error.where}", where=str(path), hint=error.hint) from error
