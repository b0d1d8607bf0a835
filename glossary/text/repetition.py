"""What several documents of one source repeat: the lines at their edges, and paragraphs copied whole.

The first occurrence stays, so that nothing an author wrote is lost; what comes again is no further evidence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from glossary.model import Document, SetAside

__all__ = ["Repetitions", "repeated_edges", "set_aside_repetitions"]

# Lines from either edge of a document that a site's frame may take.
EDGE_LINES = 6
# Characters of an edge line at the least: 同志们： and 谢谢大家！ are the author's.
EDGE_LENGTH = 6
# Documents of one folder that repeat an edge line, at the least, and as a share of all in it.
EDGE_DOCUMENTS = 3
EDGE_SHARE = 0.5
# Characters of a paragraph that two documents share by copying only; sentences of law and of party documents that are
# quoted word for word are shorter.
PARAGRAPH_LENGTH = 60
# The same within one document, where a refrain may be meant.
OWN_PARAGRAPH_LENGTH = 120

_LINE = re.compile(r"[^\r\n]+")
_DIGITS = re.compile(r"\d+")


def set_aside_repetitions(documents: Sequence[Document]) -> tuple[Document, ...]:
    r"""Set aside, in every document but the first that has it, what documents repeat.

    >>> paragraph = "全县推行河长制，常态开展河道清理，" * 4
    >>> texts = [f"甲\n{paragraph}", f"乙\n{paragraph}"]
    >>> documents = [Document(f"d{n}", f"{n}.txt", "", text, "", "utf-8") for n, text in enumerate(texts)]
    >>> [[found.rule for found in document.set_aside] for document in set_aside_repetitions(documents)]
    [[], ['repeated-paragraph']]
    """
    repetitions = Repetitions(repeated_edges(documents))
    return tuple(map(repetitions.set_aside, documents))


class Repetitions:
    """Sets aside what documents repeat that are shown to it one by one, in their order."""

    def __init__(self, edges: Collection[tuple[str, str]]) -> None:
        """Take what `repeated_edges` found in all of them."""
        self._edges = edges
        self._seen_edges: set[tuple[str, str]] = set()
        self._seen: dict[int, int] = {}
        self._number = 0

    def set_aside(self, document: Document) -> Document:
        """The document with what it repeats of earlier ones set aside."""
        found = [
            *_edges_to_set_aside(document, self._edges, self._seen_edges),
            *_paragraphs(document, self._number, self._seen),
        ]
        self._number += 1
        return replace(document, set_aside=_merged([*document.set_aside, *found])) if found else document


def _folder(document: Document) -> str:
    return document.path.rpartition("/")[0]


def _lines_at_edges(document: Document) -> Iterator[tuple[int, int, str]]:
    """The outermost lines with something on them, digits masked; they stop where the author's text must begin."""
    text = document.text
    head = [found.span() for found in _LINE.finditer(text, 0, min(len(text), 2000)) if found.group().strip()]
    tail_start = max(0, len(text) - 2000)
    tail = [found.span() for found in _LINE.finditer(text, tail_start) if found.group().strip()]
    for start, end in dict.fromkeys([*head[:EDGE_LINES], *tail[-EDGE_LINES:]]):
        masked = _DIGITS.sub("0", "".join(text[start:end].split()))
        if EDGE_LENGTH <= len(masked) <= 200 and (start != tail_start or not start):
            yield start, end, masked


def repeated_edges(documents: Iterable[Document]) -> set[tuple[str, str]]:
    """The edge lines that half of a folder's documents share, by folder."""
    sizes: Counter[str] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents:
        folder = _folder(document)
        sizes[folder] += 1
        counts.update({(folder, masked) for _start, _end, masked in _lines_at_edges(document)})
    return {key for key, count in counts.items() if count >= max(EDGE_DOCUMENTS, EDGE_SHARE * sizes[key[0]])}


def _edges_to_set_aside(
    document: Document, edges: Collection[tuple[str, str]], seen: set[tuple[str, str]]
) -> Iterator[SetAside]:
    if not edges:
        return
    folder = _folder(document)
    found = [(start, end, masked) for start, end, masked in _lines_at_edges(document) if (folder, masked) in edges]
    for start, end, masked in found:
        if (folder, masked) in seen:
            yield SetAside(start, end, "repeated-line")
    seen |= {(folder, masked) for _start, _end, masked in found}


def _paragraphs(document: Document, number: int, seen: dict[int, int]) -> Iterator[SetAside]:
    """The copied paragraphs of a document; `seen` has the hashes of those before, 64 bits against chance."""
    for found in _LINE.finditer(document.text):
        if found.end() - found.start() < PARAGRAPH_LENGTH:
            continue
        key = hash("".join(found.group().split()))
        first = seen.get(key)
        if first is None:
            seen[key] = number
        elif first != number or found.end() - found.start() >= OWN_PARAGRAPH_LENGTH:
            yield SetAside(*found.span(), "repeated-paragraph")


def _merged(found: list[SetAside]) -> tuple[SetAside, ...]:
    """Sorted and apart; of two that overlap, what starts first."""
    apart: list[SetAside] = []
    for each in sorted(found, key=lambda each: (each.start, -each.end)):
        start = max(each.start, apart[-1].end) if apart else each.start
        if start < each.end:
            apart.append(SetAside(start, each.end, each.rule))
    return tuple(apart)
