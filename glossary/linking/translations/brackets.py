"""Translations that the text itself gives: 中文（English） and English（中文）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from glossary.model import AnalysedDocument
from glossary.sharing import share_each
from glossary.text.characters import HAN

__all__ = ["Bracket", "find_brackets"]

# A letter, then words with what names are written with; what is longer than a dozen words is a remark.
_LATIN = r"[A-Za-z][A-Za-z0-9&.'’/+-]*(?:[ ,]{1,2}[A-Za-z0-9&.'’/+-]+){0,14}"
_AFTER = re.compile(rf"[（(]\s*(?P<latin>{_LATIN})\s*(?:[，,、;；]\s*[^（()）]{{0,30}})?[）)]")
# The bracket first, then what stands before it: for a set of characters the text is searched much more quickly.
_CHINESE = re.compile(rf"[（(](?<=[A-Za-z0-9&.'’/+\-\s].)(?P<chinese>[{HAN}][{HAN}A-Za-z0-9]{{1,30}})[）)]")
_BEFORE = re.compile(rf"(?P<latin>{_LATIN})\s*\Z")
# Characters in which fifteen Latin words have room.
_LONGEST_LATIN = 300
_CLOSING = "”’』」》〉\"' "
_LONGEST_TERM = 40
# Characters that are looked through in one go where there are many: a tenth of a second's work.
_TOGETHER = 4_000_000

# A term, what stands in brackets beside it, and the span of that.
_Stated = tuple[str, str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Bracket:
    """A term and what stands in brackets beside it; the span is that of the Latin text in the normalised text.

    The document is an index: of many documents not all need stay in memory.
    """

    term: str
    text: str
    document: int
    start: int
    end: int


def find_brackets(documents: Sequence[AnalysedDocument], terms: Collection[str]) -> dict[str, list[Bracket]]:
    """What stands in brackets after or before each of the terms; the longest term that ends there is meant.

    An abbreviation after the English name within the same brackets is passed over.
    """
    known = frozenset(terms)
    ends = frozenset(term[-2:] for term in known)
    found: defaultdict[str, list[Bracket]] = defaultdict(list)

    def stated(some: Sequence[AnalysedDocument]) -> list[tuple[_Stated, ...]]:
        return [tuple(_stated(document.text, known, ends)) for document in some]

    of_documents = share_each(stated, documents, _TOGETHER, lambda document: len(document.text))
    for index, brackets in enumerate(of_documents):
        for term, text, (start, end) in brackets:
            found[term].append(Bracket(term, text, index, start, end))
    return dict(found)


def _stated(text: str, known: frozenset[str], ends: frozenset[str]) -> Iterator[_Stated]:
    for match in _AFTER.finditer(text):
        before = text[max(0, match.start() - _LONGEST_TERM) : match.start()].rstrip(_CLOSING)
        if before[-2:] not in ends:
            continue
        term = next((before[start:] for start in range(len(before)) if before[start:] in known), None)
        if term is not None and not term.isascii():
            yield term, match["latin"], match.span("latin")
    for match in _CHINESE.finditer(text):
        if match["chinese"] in known:
            # Backwards from the bracket: forwards, every word of an English text would be a beginning.
            first = max(0, match.start() - _LONGEST_LATIN)
            latin = _BEFORE.search(text[first : match.start()])
            if latin is not None:
                yield match["chinese"], latin["latin"], (first + latin.start(), first + latin.end("latin"))
