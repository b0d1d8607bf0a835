"""The counts of a stored corpus, whichever engine made them: files of rows, looked into and never held whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from glossary.engines.corpus import Corpus
from glossary.extraction.counting import StringCounts
from glossary.extraction.counting.range_rows import ROW_COLUMNS, rows_for
from glossary.extraction.marked import Marked
from glossary.extraction.repeated import COHESION_WORTH, LENGTH_WORTH, MOST_STRINGS, independence, may_be_unit
from glossary.extraction.tallies import Occurrence

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["StoredCounts"]

# Strings whose substrings are looked up at a time: with their substrings, some hundred thousand rows of 200 bytes.
_AT_A_TIME = 50_000
# More than rounding makes of a difference.
_ROUNDING = 1e-6
# Rows of quotations and titles that are put together at a time.
_MARKED_AT_A_TIME = 500_000


class StoredCounts:
    """The counts of a corpus on disk (`extraction.whole.Whole`).

    Attributes:
        least: occurrences of the rarest strings that are counted.
    """

    def __init__(self, corpus: Corpus, least: int, files: Sequence[Path]) -> None:
        """Take a corpus and the files of its rows."""
        self.least = least
        self._corpus = corpus
        self._characters = int(corpus.tally.sum())
        self._ranges = [pl.scan_parquet(file) for file in files]

    def count(self) -> None:
        """All is counted already: nothing else is to take memory meanwhile."""

    def mark(self) -> None:
        """Quotations and titles were noted when the corpus was stored."""

    def marked(self, known: Collection[str], /) -> Mapping[str, Marked]:
        """What stands between marks often enough, or is known."""
        rows = self._corpus.marked_rows()
        parts = 1 + rows.select(pl.len()).collect().item() // _MARKED_AT_A_TIME
        wanted = pl.Series(sorted(known), dtype=pl.String).implode()
        found = [
            rows.filter(pl.col("text").hash() % parts == part)
            .group_by("text")
            .agg(
                pl.col("quoted", "titled", "documents").sum(),
                pl.col("document").min(),
                pl.col("start").sort_by("document").first(),
            )
            .filter((pl.col("quoted") + pl.col("titled") >= self.least) | pl.col("text").is_in(wanted))
            .collect(engine="streaming")
            for part in range(parts)
        ]
        return {row["text"]: _marked(row) for row in pl.concat(found).sort("document", "start").iter_rows(named=True)}

    def independent(self, longest: int) -> Sequence[tuple[str, Occurrence]]:
        """The strings that stand out, the most independent ones where they are too many."""
        columns: Any = SimpleNamespace(**{name: pl.col(name) for name in ROW_COLUMNS})
        found = [
            rows.filter(may_be_unit(columns, self._characters, longest))
            .select("text", "length", "first_document", "first_offset", _most_worth(self._characters).alias("most"))
            .collect()
            for rows in self._ranges
        ]
        chosen = pl.concat(found).sort("length", "first_document", "first_offset")
        if chosen.height > MOST_STRINGS:
            chosen = chosen[self._most_independent(chosen)]
        rows = chosen.select("text", "first_document", "first_offset").iter_rows()
        return [(text, Occurrence(document, start, start + len(text))) for text, document, start in rows]

    def counts_of(self, texts: Collection[str], /) -> StringCounts:
        """The rows of the texts and of their substrings."""
        return rows_for(self._ranges, texts, self._characters, len(self._corpus))

    def _most_independent(self, strings: pl.DataFrame) -> NDArray[np.intp]:
        """The rows of the most independent strings, ascending.

        Cohesion takes looking up substrings. Those that could be worth most come first; the rest need not be looked at
        once none of them can be worth as much as the last of those that are kept.
        """
        most = strings["most"].to_numpy()
        order = np.argsort(-most, kind="stable")
        worth = np.full(most.size, -np.inf)
        for start in range(0, order.size, _AT_A_TIME):
            rows = order[start : start + _AT_A_TIME]
            least = np.partition(worth, -MOST_STRINGS)[-MOST_STRINGS]
            if most[rows[0]] < least - _ROUNDING:
                break
            some = strings["text"][rows].to_list()
            counts = self.counts_of(some)
            worth[rows] = independence(counts, counts.rows_of(some))
        return np.sort(np.argsort(-worth, kind="stable")[:MOST_STRINGS])


def _most_worth(characters: int) -> pl.Expr:
    """What `repeated.independence` is at the most: parts occur as often as the whole, so PMI is at most log2(N / f)."""
    entropy = pl.min_horizontal("left_entropy_bits", "right_entropy_bits")
    return entropy + COHESION_WORTH * (characters / pl.col("frequency")).log(2) + LENGTH_WORTH * pl.col("length")


def _marked(row: dict[str, Any]) -> Marked:
    marked = Marked()
    marked.quoted, marked.titled, marked.documents = row["quoted"], row["titled"], row["documents"]
    marked.document, marked.first = row["document"], (row["document"], row["start"])
    return marked
