"""What is known of every candidate: counts, neighbours, cohesion, nesting and how it was found; one table row each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Any

from glossary.extraction.candidates import find_mentions
from glossary.extraction.countable import countable, is_inside
from glossary.extraction.counting import StringCounts, count_strings
from glossary.extraction.marked import add_marked
from glossary.extraction.repeated import add_repeated
from glossary.extraction.sampling import Passage
from glossary.extraction.tallies import Occurrence, Tally, add_up, tally_mentions
from glossary.extraction.whole import Whole, WholeTexts
from glossary.extraction.words import classify
from glossary.keeping import Keeping, NothingKept
from glossary.model import AnalysedDocument
from glossary.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

__all__ = ["COLUMNS", "Candidates", "Occurrence", "count_candidates"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """All candidates of a run.

    Attributes:
        table: one row per candidate, sorted by text; see `COLUMNS` for its columns.
        occurrences: for each row, those that are known by place: of a sampled corpus, those in the sample and the
            first one.
    """

    table: pl.DataFrame
    occurrences: tuple[tuple[Occurrence, ...], ...]


COLUMNS = {
    "text": "the candidate",
    "length": "characters",
    "words": "words it consists of, where it was first found, with spaces between them and none inside",
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
    "parallel": "share of occurrences beside an item of the same list that ends in the same word",
    "heading": "occurrences in a heading",
    "in_title": "occurrences in a title of the document or of a part of it",
    "counted": "occurrences that are a number with what it counts",
    "after_adverb": "share of occurrences right behind an adverb or auxiliary",
    "after_naming_verb": "share of occurrences right behind a verb such as 打造 or 实施, which says what is set up",
    "torn": "share of occurrences whose unknown word at an edge touches a further piece of a name",
}


# Mentions that the neighbours of all occurrences are worth beside those of a sample.
UNSEEN_WORTH = 4


def count_candidates(
    documents: Sequence[AnalysedDocument],
    settings: Settings,
    sample: Iterable[Passage] | None = None,
    whole: Whole | None = None,
    keeping: Keeping | None = None,
) -> Candidates:
    """Find the candidates of all documents and count them.

    What words and structure say of a candidate comes from its mentions. Statistics over characters (frequency,
    neighbours, entropies, cohesion) come from the counting kernel and cover every string that is repeated in any of the
    documents, however words were cut; a candidate that occurs once has one neighbour on each side and no entropy.
    Strings that are repeated and independent enough are candidates too where no mention found them.

    Args:
        documents: all of them. Without a sample they must have been analysed.
        settings: lengths, frequencies and the segmenter.
        sample: the passages to look for mentions in, where the documents are too many to analyse. Then only what
            occurs at least as often as `least_counted` says of all documents is a candidate, so that every count is
            over all of them; so are the numbers of quotations and titles. The passages are gone through while the
            counting goes on in other threads.
        whole: counts all documents, where there is a sample; None counts in this process.
        keeping: where the words of strings are kept.
    """
    if sample is None:
        tallies = tally_mentions(
            Passage(index, 0, document, find_mentions(document)) for index, document in enumerate(documents)
        )
        counts = _count_all([countable(document) for document in documents], settings)
        texts = sorted(tallies)
        rows = counts.rows_of(texts)
    else:
        whole = whole or WholeTexts([countable(document) for document in documents], settings)
        tallies = _tally_sample(sample, whole, settings, keeping or NothingKept())
        counts = whole.counts_of(tallies)
        texts, rows = _frequent(tallies, counts, whole.least)
    unseen = 0 if sample is None else UNSEEN_WORTH
    found = [tallies[text] for text in texts]
    occurrences = [tally.occurrences() for tally in found]
    table = _table(texts, found, occurrences, rows, counts, unseen)
    kept = table["frequency"] >= settings.minimum_frequency
    return Candidates(table.filter(kept), tuple(compress(occurrences, kept)))


def _tally_sample(sample: Iterable[Passage], whole: Whole, settings: Settings, keeping: Keeping) -> dict[str, Tally]:
    """The candidates that a sample gives, and those that the whole gives by its numbers alone."""
    with ThreadPoolExecutor(1) as aside:
        counting = aside.submit(whole.count)
        whole.mark()  # first: to be cut into words, the sample needs the dictionary that the other thread loads
        tallies = tally_mentions(sample)
        counting.result()
    add_repeated(tallies, whole.independent(settings.maximum_length), settings.segmenters[0], keeping)
    add_marked(tallies, whole.marked(tallies), whole.least, settings.segmenters[0])
    return tallies


def _frequent(tallies: Mapping[str, Tally], counts: StringCounts, least: int) -> tuple[list[str], NDArray[np.int64]]:
    """The candidates that are counted in all documents, sorted, with their rows: as strings, or between marks."""
    texts = sorted(tallies)
    rows = counts.rows_of(texts)
    kept = [row >= 0 or tallies[text].frequency >= least for text, row in zip(texts, rows.tolist(), strict=True)]
    return list(compress(texts, kept)), rows[kept]


def _count_all(texts: Sequence[str], settings: Settings) -> StringCounts:
    """Count whatever is repeated."""
    return count_strings(texts, minimum_frequency=2, maximum_length=settings.maximum_length, inside=is_inside)


def _table(
    texts: list[str],
    tallies: list[Tally],
    occurrences: list[tuple[Occurrence, ...]],
    rows: NDArray[np.int64],
    counts: StringCounts,
    unseen: int,
) -> pl.DataFrame:
    """The columns of `COLUMNS`.

    Args:
        texts: the candidates, sorted.
        tallies: what their mentions say.
        occurrences: those that are known by place.
        rows: of `counts`; -1 for those that are not repeated.
        counts: of all strings.
        unseen: mentions that the counts of neighbours are worth at the most, where not all mentions are known.
    """
    import numpy as np
    import polars as pl

    counted = rows >= 0
    known = rows[counted]

    def each(values: Iterable[int]) -> NDArray[np.int64]:
        return np.fromiter(values, dtype=np.int64, count=len(texts))

    def of_counts(values: NDArray[Any], otherwise: float) -> NDArray[Any]:
        column = np.full(len(texts), otherwise, dtype=values.dtype)
        column[counted] = values[known]
        return column

    selected = np.zeros(len(counts), dtype=np.bool_)
    selected[known] = True
    nesting = counts.nesting(selected)
    mentions, sums = add_up(tallies)
    frequency = of_counts(counts.frequency, 0)
    placed = each(map(len, occurrences))

    def share(name: str, edges: NDArray[Any] | None = None) -> NDArray[np.float64]:
        """Of the mentions, and where not all are known, of what the neighbours make likely besides.

        Punctuation is part of what stands beside a word that is free: as great a part as in the mentions of all.
        """
        seen = sums[name]
        if edges is None or not unseen:
            return seen / np.maximum(mentions, 1)
        worth = np.clip(frequency - placed, 0, unseen)
        likely = of_counts(edges, 0) / np.maximum(frequency, 1)
        likely = np.minimum(1, likely * max(1, seen.sum() / max(1e-9, (likely * mentions).sum())))
        return np.asarray((seen + worth * likely) / np.maximum(mentions + worth, 1))

    return pl.DataFrame(
        {
            "text": texts,
            "length": [len(text) for text in texts],
            "words": [" ".join("".join(token.text.split()) for token in tally.words) for tally in tallies],
            "tags": [" ".join(token.tag for token in tally.words) for tally in tallies],
            "classes": [" ".join(map(classify, tally.words)) for tally in tallies],
            "frequency": np.maximum.reduce([frequency, placed, each(tally.frequency for tally in tallies)]),
            "document_frequency": np.maximum.reduce(
                [
                    of_counts(counts.document_frequency, 0),
                    each(len({place.document for place in places}) for places in occurrences),
                    each(tally.documents for tally in tallies),
                ]
            ),
            "left_variety": of_counts(counts.left_neighbours, 1),
            "right_variety": of_counts(counts.right_neighbours, 1),
            "left_entropy": of_counts(counts.left_entropy_bits, 0),
            "right_entropy": of_counts(counts.right_entropy_bits, 0),
            "cohesion": pl.Series(of_counts(counts.minimum_pmi_bits, np.nan)).fill_nan(None),
            "nested_frequency": of_counts(nesting.frequency, 0),
            "containers": of_counts(nesting.containers, 0),
            "free": share("free", np.minimum(counts.left_barriers, counts.right_barriers)),
            "free_left": share("free_left", counts.left_barriers),
            "free_right": share("free_right", counts.right_barriers),
            "quoted": sums["quoted"],
            "quoted_head": sums["quoted_head"],
            "titled": sums["titled"],
            "listed": share("listed"),
            "parallel": share("parallel"),
            "heading": sums["heading"],
            "in_title": sums["in_title"],
            "counted": sums["counted"],
            "after_adverb": share("after_adverb"),
            "after_naming_verb": share("after_naming_verb"),
            "torn": share("torn"),
        }
    ).select(*COLUMNS)
