"""Analysed drafts for the tests of the checks."""

from __future__ import annotations

import hashlib

from glossary import pipeline
from glossary.model import AnalysedDocument, ConceptEntry, Document, Glossary, Term, UsageStatus
from glossary.settings import Settings


def analyse(text: str, path: str = "draft.txt") -> AnalysedDocument:
    """Analyse a draft as the pipeline does."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return pipeline.analyse(Document("d1", path, path, text, digest, "utf-8"), Settings())


def glossary_of(*terms: tuple[str, str], translations: tuple[tuple[str, str, str], ...] = ()) -> Glossary:
    """A glossary of pairs (preferred, deprecated term) and triples (term, preferred, deprecated translation)."""
    entries = []
    for number, (preferred, deprecated) in enumerate(terms):
        named = [Term(preferred, usage_status=UsageStatus.PREFERRED)]
        if deprecated:
            named.append(Term(deprecated, usage_status=UsageStatus.DEPRECATED))
        entries.append(ConceptEntry(f"t{number}", tuple(named)))
    for number, (chinese, preferred, deprecated) in enumerate(translations):
        named = [Term(chinese), Term(preferred, "en", usage_status=UsageStatus.PREFERRED)]
        if deprecated:
            named.append(Term(deprecated, "en", usage_status=UsageStatus.DEPRECATED))
        entries.append(ConceptEntry(f"e{number}", tuple(named)))
    return Glossary(entries=tuple(entries))
