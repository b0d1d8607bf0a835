"""Which part of a large corpus is read word by word: a sample that its content alone decides, and nothing of chance.

Frequencies and neighbours are counted over all texts, whatever their size. Words, structure and links cost a hundred
times as much for each character: beyond `Settings.sample_size` characters they are taken from a sample.
"""

from __future__ import annotations

import hashlib
import heapq
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import AnalysedDocument, Barrier, Edit, NormalisedText

if TYPE_CHECKING:
    from glossary.extraction.mentions import Mention

__all__ = [
    "PASSAGE",
    "Passage",
    "SampleChooser",
    "Stretch",
    "choose_sample",
    "excerpt",
    "least_frequency",
    "likely_frequency",
]

# Characters of a passage at the most. Shorter documents stay whole, so that a definition and its use stay together.
PASSAGE = 20_000
# Up to this many characters a text repeats few of its terms; each doubling makes one more occurrence likely.
_SHORT_TEXT = 20_000


class Stretch(NamedTuple):
    """A part of a document: its index, and offsets in its normalised text."""

    document: int
    start: int
    end: int


class Passage(NamedTuple):
    """A stretch as it was analysed, and what is mentioned in it; offsets are `start` less than in the document."""

    document: int
    start: int
    analysed: AnalysedDocument
    mentions: Iterable[Mention]


def likely_frequency(characters: int) -> float:
    """How often a term of a text of so many characters is likely to occur: log2(n / 20,000), at least once.

    >>> likely_frequency(5_000), likely_frequency(20_000 * 2**10)
    (1.0, 10.0)
    """
    return max(1.0, math.log2(max(characters, 1) / _SHORT_TEXT))


def least_frequency(characters: int) -> int:
    """Occurrences that a string which is repeated in so many characters needs to be counted: half the likely ones.

    From 2, below which nothing is repeated, to 5 for 36 million characters and 8 for a thousand million. Rarer strings
    are many, and the measure `shortfall` takes one log2 unit and more from each: few of them would be kept.
    """
    return max(2, round(likely_frequency(characters) / 2))


class SampleChooser:
    """Chooses a sample of documents that are shown to it one by one; it keeps no more than the sample.

    A digest of the content puts the stretches in an order, and the first ones are taken: the order of the documents,
    their names and the time of day change nothing.

    Attributes:
        limit: characters of the sample, about.
        characters: those of all documents so far.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.characters = 0
        # The last in the order of digests comes first: what a better stretch pushes out.
        self._kept: list[tuple[int, Stretch]] = []
        self._size = 0

    def add(self, index: int, sha256: str, passages: Iterable[tuple[int, int]]) -> None:
        """Show it a document: its number, the digest of its file, its passages."""
        for start, end in passages:
            self.characters += end - start
            digest = hashlib.blake2b(f"{sha256}:{start}".encode(), digest_size=8).digest()
            heapq.heappush(self._kept, (-int.from_bytes(digest), Stretch(index, start, end)))
            self._size += end - start
            while self._size - _size(self._kept[0]) >= self.limit:
                self._size -= _size(heapq.heappop(self._kept))

    def chosen(self) -> list[Stretch] | None:
        """The sample in the order of the documents, or None where all documents are no more than the limit."""
        return None if self.characters <= self.limit else sorted(stretch for _digest, stretch in self._kept)


def _size(kept: tuple[int, Stretch]) -> int:
    return kept[1].end - kept[1].start


def choose_sample(documents: Sequence[AnalysedDocument], limit: int) -> list[Stretch] | None:
    """Choose stretches of together about `limit` characters, or None where all documents are no more than that."""
    chooser = SampleChooser(limit)
    for index, document in enumerate(documents):
        chooser.add(index, document.document.sha256, passages(document.text))
    return chooser.chosen()


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text at line ends, or failing these at full stops, into passages of at most `PASSAGE` characters."""
    start = 0
    while len(text) - start > PASSAGE:
        reach = start + PASSAGE
        end = text.rfind("\n", start + PASSAGE // 2, reach) + 1 or text.rfind("。", start, reach) + 1 or reach
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def excerpt(document: AnalysedDocument, start: int, end: int) -> AnalysedDocument:
    r"""A stretch of a normalised document, still to be analysed; its edits lead back to the whole original.

    >>> from glossary.model import Document
    >>> whole = AnalysedDocument(Document("d1", "a.txt", "", "术语\n項目", "", ""), NormalisedText("术语\n项目"))
    >>> part = excerpt(whole, 3, 5)
    >>> part.text, part.normalised.original_span(0, 2)
    ('项目', (3, 5))
    """
    whole = document.normalised
    if start == 0 and end == len(whole.text):
        return document
    first = whole.original_start(start)
    edits = [Edit(0, 0, 0, first)] if first else []
    for edit in whole.edits:
        if start < edit.start and edit.end <= end:
            edits.append(Edit(edit.start - start, edit.end - start, edit.original_start, edit.original_end))
    barriers = (
        Barrier(max(barrier.start, start) - start, min(barrier.end, end) - start, barrier.kind)
        for barrier in document.barriers
        if barrier.start < end and start < barrier.end
    )
    return AnalysedDocument(
        document=document.document,
        normalised=NormalisedText(whole.text[start:end], tuple(edits)),
        set_aside=document.set_aside,
        barriers=tuple(barriers),
    )
