"""The counts of a stored corpus, whichever engine made them: files of rows, looked into and never held whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import polars as pl

from glossary.engines.corpus import Corpus
from glossary.engines.free_memory import give_back_memory
from glossary.extraction.counting import StringCounts
from glossary.extraction.counting.range_rows import ROW_COLUMNS
from glossary.extraction.counting.stored_rows import StoredRows
from glossary.extraction.marked import Marked
from glossary.extraction.repeated import MOST_STRINGS, independence, may_be_unit
from glossary.extraction.tallies import Occurrence

__all__ = ["StoredCounts"]

# What is known of a string that stands out, beside its text and entropy.
_NUMBERS = ("length", "frequency", "first_document", "first_offset")
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
        self._rows = StoredRows(files, int(corpus.tally.sum()), len(corpus))

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

    def independent(self, longest: int, most: int = MOST_STRINGS) -> Sequence[tuple[str, Occurrence]]:
        """The strings that stand out, the most independent ones where they are more than `most`."""
        chosen = self._hopeful(longest, most).sort("length", "first_document", "first_offset")
        if chosen.height > most:
            cohesion = self._rows.minimum_pmi(chosen["text"], chosen["frequency"].to_numpy())
            worth = independence(chosen["entropy"].to_numpy(), cohesion, chosen["length"].to_numpy())
            chosen = chosen[np.sort(np.argsort(-worth, kind="stable")[:most])]
        rows = chosen.select("text", "first_document", "first_offset").iter_rows()
        give_back_memory()
        return [(text, Occurrence(document, start, start + len(text))) for text, document, start in rows]

    def counts_of(self, texts: Collection[str], /) -> StringCounts:
        """The rows of the texts and of their substrings."""
        counts = self._rows.counts_of(texts)
        give_back_memory()
        return counts

    def _hopeful(self, longest: int, most: int) -> pl.DataFrame:
        """The strings that may be among the most independent ones, as far as the bounds of their cohesion tell.

        Only these are kept, file by file: what cannot be worth as much as the last one of those that surely are.
        """
        columns: Any = SimpleNamespace(**{name: pl.col(name) for name in ROW_COLUMNS})
        entropy = pl.min_horizontal("left_entropy_bits", "right_entropy_bits").alias("entropy")
        kept: pl.DataFrame | None = None
        for rows in self._rows.files:
            found = rows.filter(may_be_unit(columns, self._rows.characters, longest))
            new = self._bounded(found.select("text", *_NUMBERS, entropy).collect())
            kept = new if kept is None else pl.concat([kept, new])
            if kept.height > most:
                sure: Any = kept["least"].top_k(most).min()
                kept = kept.filter(pl.col("most") >= sure - _ROUNDING)
        if kept is None:
            raise ValueError("no files of rows")
        return kept

    def _bounded(self, strings: pl.DataFrame) -> pl.DataFrame:
        """The strings with what `repeated.independence` is at the `least` and at the `most`."""
        parts = [strings.clear().with_columns(least=pl.lit(0.0), most=pl.lit(0.0))]
        for part in strings.partition_by("length"):
            cohesions = self._rows.bounds.of("".join(part["text"]), part["frequency"].to_numpy())
            entropy, length = part["entropy"].to_numpy(), part["length"].to_numpy()
            least, most = (independence(entropy, cohesion, length) for cohesion in cohesions)
            parts.append(part.with_columns(least=least, most=most))
        return pl.concat(parts)


def _marked(row: dict[str, Any]) -> Marked:
    marked = Marked()
    marked.quoted, marked.titled, marked.documents = row["quoted"], row["titled"], row["documents"]
    marked.document, marked.first = row["document"], (row["document"], row["start"])
    return marked
