"""SKOS (W3C Recommendation, 2009) in Turtle: concepts with preferred, alternative and hidden labels."""

from __future__ import annotations

from typing import BinaryIO
from urllib.parse import quote

from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import usable_entries
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

__all__ = ["write_skos"]

BASE = "urn:shuyu:"
_PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
"""
# Turtle, section 2.5.1 and grammar rule 159s.
_ESCAPES = {ord("\\"): "\\\\", ord('"'): '\\"', ord("\n"): "\\n", ord("\r"): "\\r", ord("\t"): "\\t"}


def write_skos(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a concept for each entry that nobody rejected.

    Of each language, the term that a person prefers, else the first, is the preferred label (SKOS allows one); those
    not to be used are hidden labels, all others alternative ones.
    """
    losses.add(LossKind.DROPPED, "document", len(glossary.documents))
    losses.add(LossKind.DROPPED, "link", len(glossary.links))
    title = _literal(glossary.title, glossary.language, losses)
    stream.write(f"{_PREFIXES}\n<{BASE}glossary> rdf:type skos:ConceptScheme ;\n    dct:title {title} .\n".encode())
    for entry in usable_entries(glossary, losses):
        losses.entries += 1
        losses.dropped_fields(entry, ("score",))
        lines = ["rdf:type skos:Concept", f"skos:inScheme <{BASE}glossary>"]
        lines += [
            f"{name} {_literal(text, language, losses)}" for name, text, language in _values(entry, glossary, losses)
        ]
        subject = f"<{BASE}{quote(entry.identifier, safe='')}>"
        stream.write(_statement(subject, lines))


def _statement(subject: str, lines: list[str]) -> bytes:
    separator = " ;\n    "
    return f"\n{subject} {separator.join(lines)} .\n".encode()


def _values(entry: ConceptEntry, glossary: Glossary, losses: LossRecorder) -> list[tuple[str, str, str]]:
    values = []
    preferred: set[str] = set()
    terms = sorted(losses.distinct_terms(entry), key=lambda term: term.usage_status is not UsageStatus.PREFERRED)
    for term in terms:
        values.append((_label(term, preferred), term.text, term.language))
        losses.terms += 1
        losses.dropped_fields(
            term,
            ("term_type", "reading", "part_of_speech", "frequency", "document_frequency", "evidence", "source"),
        )
        values += [("skos:example", context.text, term.language) for context in term.contexts]
        values += [("skos:note", term.note, glossary.language)] if term.note else []
    for name, text in (
        ("skos:definition", entry.definition),
        ("skos:note", entry.note),
        ("dct:subject", entry.subject_field),
    ):
        values += [(name, text, glossary.language)] if text else []
    return values


def _label(term: Term, preferred: set[str]) -> str:
    if term.usage_status in (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED):
        return "skos:hiddenLabel"
    if term.language in preferred:
        return "skos:altLabel"
    preferred.add(term.language)
    return "skos:prefLabel"


def _literal(text: str, language: str, losses: LossRecorder) -> str:
    return f'"{losses.printable(text).translate(_ESCAPES)}"@{language}'
