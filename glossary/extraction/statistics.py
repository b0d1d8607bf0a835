"""What is known of every candidate: counts, neighbours, cohesion, nesting and how it was found; one table row each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from glossary.extraction.candidates import Mention, Origin, find_mentions
from glossary.extraction.counting import count_strings
from glossary.extraction.words import classify
from glossary.lexicons import read_lexicon
from glossary.model import AnalysedDocument, Token
from glossary.settings import Settings

if TYPE_CHECKING:
    import polars as pl

__all__ = ["Candidates", "Occurrence", "count_candidates"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a candidate stands: index of the document, span in its normalised text."""

    document: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a run.

    Attributes:
        table: one row per candidate, sorted by text; see `COLUMNS` for its columns.
        occurrences: for each row, its occurrences in the order of the text.
    """

    table: pl.DataFrame
    occurrences: tuple[tuple[Occurrence, ...], ...]


COLUMNS = {
    "text": "the candidate",
    "length": "characters",
    "words": "words it consists of, where it was first found, with spaces between them",
    "tags": "their parts of speech",
    "classes": "their classes, see `WordClass`",
    "frequency": "occurrences",
    "document_frequency": "documents that hold it",
    "left_variety": "distinct neighbours on the left; every sentence edge is one of its own",
    "right_variety": "the same on the right",
    "left_entropy": "bits",
    "right_entropy": "bits",
    "cohesion": "minimum pointwise mutual information over all splits, bits; null where it occurs once",
    "nested_frequency": "occurrences of longer candidates that contain it",
    "containers": "longer candidates that contain it",
    "free": "share of occurrences with no word of the same phrase on either side",
    "free_left": "share of occurrences with none on the left",
    "free_right": "share of occurrences with none on the right",
    "quoted": "occurrences between quotation marks",
    "quoted_head": "occurrences as a quotation with the nouns behind it",
    "titled": "occurrences as a title in book-title marks",
    "listed": "share of occurrences beside a list comma",
    "heading": "occurrences in a title or a heading",
    "counted": "occurrences that are a number with what it counts",
}


# What stands inside a term: letters, digits, ideographs, and the marks inside codes and foreign names.
_OUTSIDE = re.compile(r"[^\w+·.&/-]|_")


class _Tally:
    """What adds up over the occurrences of one candidate."""

    __slots__ = (
        "counted",
        "free",
        "free_left",
        "free_right",
        "heading",
        "listed",
        "mentions",
        "quoted",
        "quoted_head",
        "spans",
        "titled",
        "words",
    )

    def __init__(self, words: tuple[Token, ...]) -> None:
        self.words = words
        self.spans: dict[tuple[int, int], Occurrence] = {}
        self.mentions = self.free = self.free_left = self.free_right = 0
        self.listed = self.heading = self.titled = self.counted = 0
        self.quoted = self.quoted_head = 0

    def add(self, document: int, mention: Mention) -> None:
        if len(mention.words) > len(self.words) and len(self.words) == 1:
            self.words = mention.words
        self.spans.setdefault((document, mention.start), Occurrence(document, mention.start, mention.end))
        self.mentions += 1
        self.free += mention.free_left and mention.free_right
        self.free_left += mention.free_left
        self.free_right += mention.free_right
        self.listed += mention.listed
        self.heading += mention.heading
        self.quoted += mention.origin is Origin.QUOTATION
        self.quoted_head += mention.origin is Origin.QUOTED_HEAD
        self.titled += mention.origin is Origin.TITLE
        self.counted += mention.origin is Origin.COUNTED


def count_candidates(documents: Sequence[AnalysedDocument], settings: Settings) -> Candidates:
    """Find the candidates of all documents and count them.

    Statistics over characters (frequency, neighbours, entropies, cohesion) come from the counting kernel and cover
    every string that occurs twice or more, however words were cut; a candidate that occurs once has one neighbour on
    each side and no entropy.
    """
    import polars as pl

    tallies = _tally(documents)
    found = _found(tallies)
    table = (
        found.join(_counted(documents, tallies, settings), on="text", how="left")
        .with_columns(
            pl.max_horizontal("mentions", "frequency").alias("frequency"),
            pl.max_horizontal("document_frequency", "found_in").alias("document_frequency"),
            pl.col("left_variety", "right_variety").fill_null(1),
            pl.col("left_entropy", "right_entropy").fill_null(0.0),
            pl.col("nested_frequency", "containers").fill_null(0),
        )
        .filter(pl.col("frequency") >= settings.minimum_frequency)
        .select(*COLUMNS)
        .sort("text")
    )
    return Candidates(table, tuple(tuple(tallies[text].spans.values()) for text in table["text"]))


def _tally(documents: Sequence[AnalysedDocument]) -> dict[str, _Tally]:
    tallies: dict[str, _Tally] = {}
    for index, document in enumerate(documents):
        text = document.text
        for mention in find_mentions(document):
            surface = text[mention.start : mention.end]
            if not _admissible(surface):
                continue
            tally = tallies.get(surface)
            if tally is None:
                tally = tallies[surface] = _Tally(mention.words)
            tally.add(index, mention)
    return tallies


# Letters that name a thing in a Chinese text: a capital, a Greek letter or a digit is among them (PPP, α, 5G).
_NAMED = re.compile(r"[A-Z0-9\u0370-\u03ff]")


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in read_lexicon("units") if row["unit"].isascii())


def _admissible(surface: str) -> bool:
    """Can this be a term at all? One character, a word in small letters and the symbol of a unit cannot."""
    if len(surface) < 2 or surface in _units() or "\n" in surface:
        return False
    return not surface.isascii() or (_NAMED.search(surface) is not None and not surface.islower())


def _found(tallies: dict[str, _Tally]) -> pl.DataFrame:
    """What the mentions say of each candidate."""
    import polars as pl

    values = tallies.values()
    return pl.DataFrame(
        {
            "text": list(tallies),
            "length": [len(text) for text in tallies],
            "words": [" ".join(token.text for token in tally.words) for tally in values],
            "tags": [" ".join(token.tag for token in tally.words) for tally in values],
            "classes": [" ".join(classify(token).value for token in tally.words) for tally in values],
            "mentions": [len(tally.spans) for tally in values],
            "found_in": [len({occurrence.document for occurrence in tally.spans.values()}) for tally in values],
            "free": [tally.free / tally.mentions for tally in values],
            "free_left": [tally.free_left / tally.mentions for tally in values],
            "free_right": [tally.free_right / tally.mentions for tally in values],
            "listed": [tally.listed / tally.mentions for tally in values],
            "quoted": [tally.quoted for tally in values],
            "quoted_head": [tally.quoted_head for tally in values],
            "titled": [tally.titled for tally in values],
            "heading": [tally.heading for tally in values],
            "counted": [tally.counted for tally in values],
        }
    )


def _counted(documents: Sequence[AnalysedDocument], tallies: dict[str, _Tally], settings: Settings) -> pl.DataFrame:
    """What the counting kernel says of each candidate that occurs twice or more."""
    import numpy as np
    import polars as pl

    counts = count_strings(
        [_countable(document) for document in documents],
        minimum_frequency=2,
        maximum_length=settings.maximum_length,
    )
    selected = np.fromiter((text in tallies for text in counts.texts()), dtype=np.bool_, count=len(counts))
    nesting = counts.nesting(selected)
    rows = np.flatnonzero(selected)
    return counts.to_frame(rows).select(
        "text",
        "frequency",
        "document_frequency",
        pl.col("left_neighbours").alias("left_variety"),
        pl.col("right_neighbours").alias("right_variety"),
        pl.col("left_entropy_bits").alias("left_entropy"),
        pl.col("right_entropy_bits").alias("right_entropy"),
        pl.col("minimum_pmi_bits").alias("cohesion"),
        pl.Series("nested_frequency", nesting.frequency[rows]),
        pl.Series("containers", nesting.containers[rows]),
    )


def _countable(document: AnalysedDocument) -> str:
    """The text with a line feed in the place of every character that cannot be inside a term."""
    text = _OUTSIDE.sub("\n", document.text)
    for barrier in document.barriers:
        text = text[: barrier.start] + "\n" * (barrier.end - barrier.start) + text[barrier.end :]
    return text
