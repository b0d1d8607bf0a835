"""Source and target segments of a bilingual draft, and what its target side says in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checking.contract import Drafts
from glossary.model import AnalysedDocument

__all__ = ["SegmentPair", "english_stems", "find_english", "is_bilingual", "segment_pairs"]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|[0-9]+(?:[.,][0-9]+)*")
# Endings of English inflection, longest first, and what stands in their place.
_ENDINGS = (
    ("ies", "y"),
    ("sses", "ss"),
    ("ches", "ch"),
    ("shes", "sh"),
    ("xes", "x"),
    ("ied", "y"),
    ("ing", ""),
    ("ed", ""),
    ("s", ""),
)
_SHORTEST_STEM = 3
# agricultural beside agriculture; in a shorter word the ending is part of it (rural, legal).
_SHORTEST_ADJECTIVE = 9


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """A source segment and its target. Offsets count code points of the document's original text."""

    document: AnalysedDocument
    source: str
    target: str
    source_start: int
    target_start: int

    @property
    def target_end(self) -> int:
        """Where the target ends."""
        return self.target_start + len(self.target)


_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=[a-z]{2}[aeiouy])s(?=(?:e[drs]?|ers|ing|ations?)$)", "z"),
        (r"(?<=[a-z]{2})our(?=s?$|ed$|ing$|able$)", "or"),
        (r"(?<=[a-z]{2}t)re(?=s?$)", "er"),
        (r"(?<=progra)mme", "m"),
        (r"(?<=[a-z]{2}og)ue(?=s?$)", ""),
        (r"(?<=^defen|^offen|^licen)c(?=es?$)", "s"),
        (r"^grey", "gray"),
        (r"(?<=alumin)i(?=um$)", ""),
    )
)
# What the readers of bilingual files take; each gives one pair a line.
_BILINGUAL = (".tsv", ".csv", ".tmx", ".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff")


def is_bilingual(document: AnalysedDocument) -> bool:
    """Whether a draft is a table of source and target. A spreadsheet is one where every line is a pair."""
    path = document.document.path.lower()
    if path.endswith(".xlsx"):
        return all(line.count("\t") == 1 for line in document.document.text.splitlines())
    return path.endswith(_BILINGUAL)


def segment_pairs(drafts: Drafts) -> Iterator[SegmentPair]:
    """The segment pairs of the bilingual drafts, in order: source, tab, target, one pair a line, no header."""
    for document in drafts.documents:
        if not is_bilingual(document):
            continue
        start = 0
        for line in document.document.text.split("\n"):
            source, tab, rest = line.rstrip("\r").partition("\t")
            if tab and source.strip():
                target = rest.split("\t", 1)[0]
                yield SegmentPair(document, source, target, start, start + len(source) + 1)
            start += len(line) + 1


def english_stems(text: str) -> list[tuple[str, int, int]]:
    """The words of an English text without inflection, case and hyphens, each with its place.

    >>> [stem for stem, _start, _end in english_stems("Low-carbon Industries")]
    ['low', 'carbon', 'industry']
    """
    return [(_stem(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)]


def _american(word: str) -> str:
    """One spelling for words that British and American writers spell differently.

    >>> [_american(word) for word in ("specialised", "centre", "labour", "programmes")]
    ['specialized', 'center', 'labor', 'programs']
    """
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word


def _stem(word: str) -> str:
    word = _american(re.sub("['’].*", "", word.lower()))
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM and not word.endswith("ss"):
            word = word.removesuffix(ending) + instead
            break
    if len(word) >= _SHORTEST_ADJECTIVE:
        word = word.removesuffix("al")
    # planned and plan, pricing and price: a doubled letter and a silent e do not count.
    word = re.sub(r"([bdgklmnprt])\1$", r"\1", word)
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word


def find_english(term: str, stems: list[tuple[str, int, int]]) -> tuple[int, int] | None:
    """Where an English term stands in a text in any inflection, as (start, end), or None."""
    wanted = [stem for stem, _start, _end in english_stems(term)]
    for index in range(len(stems) - len(wanted) + 1) if wanted else ():
        if [stem for stem, _start, _end in stems[index : index + len(wanted)]] == wanted:
            return stems[index][1], stems[index + len(wanted) - 1][2]
    return None
