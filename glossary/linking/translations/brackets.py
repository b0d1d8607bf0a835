"""Translations that the text itself gives: 中文（English） and English（中文）."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from glossary.model import AnalysedDocument
from glossary.sharing import share_each
from glossary.text.characters import HAN

__all__ = ["Bracket", "Stated", "Terms", "brackets_of", "find_brackets", "find_stated"]

# A letter, then words with what names are written with; what is longer than a dozen words is a remark.
_LATIN = r"[A-Za-z][A-Za-z0-9&.'’/+-]*(?:[ ,]{1,2}[A-Za-z0-9&.'’/+-]+){0,14}"
_AFTER = re.compile(rf"[（(]\s*(?P<latin>{_LATIN})\s*(?:[，,、;；]\s*[^（()）]{{0,30}})?[）)]")
_CHINESE = re.compile(rf"[（(](?<=[A-Za-z0-9&.'’/+\-\s].)(?P<chinese>[{HAN}][{HAN}A-Za-z0-9]{{1,30}})[）)]")
# No match holds a second opening bracket. A single character is searched for much more quickly than any of several.
_OPENINGS = tuple(re.compile(re.escape(mark)) for mark in "（(")
_BEFORE = re.compile(rf"(?P<latin>{_LATIN})\s*\Z")
# Characters in which fifteen Latin words have room.
_LONGEST_LATIN = 300
_CLOSING = "”’』」》〉\"' "
_LONGEST_TERM = 40
# Characters that are looked through in one go where there are many: a tenth of a second's work.
_TOGETHER = 4_000_000


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


class Stated(NamedTuple):
    """Chinese and Latin text, one of them in brackets beside the other; the span is that of the Latin text.

    Attributes:
        chinese: what stands in brackets, or the characters before these, the last of which may be a term.
        is_whole: it stands in brackets.
    """

    chinese: str
    latin: str
    start: int
    end: int
    is_whole: bool


class Terms:
    """The terms that are looked for."""

    def __init__(self, terms: Collection[str]) -> None:
        self.known = frozenset(terms)
        self.ends = frozenset(term[-2:] for term in self.known)

    def stated(self, chinese: str, *, is_whole: bool) -> str | None:
        """The longest of the terms that ends there, or the one that is the whole."""
        if is_whole:
            return chinese if chinese in self.known else None
        if chinese[-2:] not in self.ends:
            return None
        term = next((chinese[start:] for start in range(len(chinese)) if chinese[start:] in self.known), None)
        return None if term is None or term.isascii() else term


def find_brackets(documents: Sequence[AnalysedDocument], terms: Collection[str]) -> dict[str, list[Bracket]]:
    """What stands in brackets after or before each of the terms; the longest term that ends there is meant.

    An abbreviation after the English name within the same brackets is passed over.
    """
    wanted = Terms(terms)

    def stated(some: Sequence[AnalysedDocument]) -> list[tuple[Stated, ...]]:
        return [tuple(find_stated(document.text, wanted)) for document in some]

    of_documents = share_each(stated, documents, _TOGETHER, lambda document: len(document.text))
    return brackets_of(((index, each) for index, found in enumerate(of_documents) for each in found), wanted)


def brackets_of(stated: Iterable[tuple[int, Stated]], terms: Terms) -> dict[str, list[Bracket]]:
    """What is stated of each term, by documents."""
    found: defaultdict[str, list[Bracket]] = defaultdict(list)
    for index, each in stated:
        term = terms.stated(each.chinese, is_whole=each.is_whole)
        if term is not None:
            found[term].append(Bracket(term, each.latin, index, each.start, each.end))
    return dict(found)


def find_stated(text: str, terms: Terms | None = None) -> Iterator[Stated]:
    """What stands beside each other so in a text, of some terms or whatever it is.

    >>> [each[:2] for each in find_stated("灌区推广滴灌（drip irrigation）")]
    [('灌区推广滴灌', 'drip irrigation')]
    """
    openings = sorted(found.start() for mark in _OPENINGS for found in mark.finditer(text))
    for match in filter(None, (_AFTER.match(text, place) for place in openings)):
        before = text[max(0, match.start() - _LONGEST_TERM) : match.start()].rstrip(_CLOSING)
        if not before.isascii() if terms is None else terms.stated(before, is_whole=False):
            yield Stated(before, match["latin"], *match.span("latin"), is_whole=False)
    for match in filter(None, (_CHINESE.match(text, place) for place in openings)):
        if terms is None or terms.stated(match["chinese"], is_whole=True):
            # Backwards from the bracket: forwards, every word of an English text would be a beginning.
            first = max(0, match.start() - _LONGEST_LATIN)
            latin = _BEFORE.search(text[first : match.start()])
            if latin is not None:
                place = first + latin.start(), first + latin.end("latin")
                yield Stated(match["chinese"], latin["latin"], *place, is_whole=True)
