"""Translations from a dictionary that the user brings: CC-CEDICT's format, or any glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, UsageStatus
from glossary.text.normalising import normalise

__all__ = ["add_from_dictionary", "dictionary_of_glossary", "parse_cedict"]

# A line of CC-CEDICT: Traditional Simplified [pin1 yin1] /gloss/gloss/ ("CC-CEDICT format syntax", cc-cedict.org).
_LINE = re.compile(r"(?P<traditional>\S+) (?P<simplified>\S+) \[(?P<reading>[^\]]*)\] /(?P<glosses>.*)/\s*")
# Glosses that explain instead of translating.
_EXPLANATION = re.compile(
    r"(?:variant of|see |also written|abbr\. |old variant|surname |CL:|used in|classifier for|Taiwan pr\.)",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*")
# How many glosses of a word are taken; the first ones are the usual ones.
MOST = 3


def parse_cedict(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The English words of each Chinese one, in simplified and in traditional characters; `#` begins a comment.

    >>> parse_cedict(["河長 河长 [he2 zhang3] /river chief (title)/CL:個|个[ge4]/"])
    {'河长': ('river chief',), '河長': ('river chief',)}
    """
    found: dict[str, tuple[str, ...]] = {}
    for line in lines:
        match = None if line.startswith("#") else _LINE.fullmatch(line.rstrip("\r\n"))
        if match is None:
            continue
        glosses = [
            _REMARK.sub(" ", gloss).strip() for gloss in match["glosses"].split("/") if not _EXPLANATION.match(gloss)
        ]
        usable = [
            gloss.removeprefix("to be ").removeprefix("to ") for gloss in glosses if gloss and gloss.isprintable()
        ]
        for name in (match["simplified"], match["traditional"]):
            found[name] = tuple(dict.fromkeys([*found.get(name, ()), *usable]))[:MOST]
    return {name: glosses for name, glosses in found.items() if glosses}


def dictionary_of_glossary(glossary: Glossary, language: str = "en") -> dict[str, tuple[str, ...]]:
    """The translations of each term in a glossary's language, preferred ones first; none that is not to be used."""
    found: dict[str, tuple[str, ...]] = {}
    main = glossary.language.split("-")[0]
    for entry in glossary.entries:
        terms = [term for term in entry.terms if term.language.split("-")[0] == language]
        usable = [term for term in terms if term.usage_status not in (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED)]
        texts = [term.text for term in sorted(usable, key=lambda term: term.usage_status is not UsageStatus.PREFERRED)]
        for term in entry.terms:
            if term.language.split("-")[0] == main and texts and entry.status is not EntryStatus.REJECTED:
                found[term.text] = tuple(dict.fromkeys([*found.get(term.text, ()), *texts]))
    return found


def add_from_dictionary(
    entries: Sequence[ConceptEntry], dictionary: Mapping[str, Sequence[str]], source: str, language: str = "en"
) -> tuple[ConceptEntry, ...]:
    """The entries, those without a term in the language with the translations that the dictionary has for them.

    `source` names the dictionary. What it says of a word is general: it may not be what the text means by the term.
    """
    known = {normalise(name): texts for name, texts in dictionary.items()}
    added = []
    for entry in entries:
        texts = next((known[normalise(term.text)] for term in entry.terms if normalise(term.text) in known), ())
        if entry.status is EntryStatus.REJECTED or any(term.language.split("-")[0] == language for term in entry.terms):
            texts = ()
        terms = [Term(text, language, source=source, note=_("from a dictionary, not from the texts")) for text in texts]
        added.append(replace(entry, terms=(*entry.terms, *terms)) if terms else entry)
    return tuple(added)
