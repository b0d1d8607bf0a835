"""The rows of all strings in files, looked into one file at a time: in memory is a part of one, and what is found.

All strings with the same first two characters are in one file, so that the pairs say where to look. Every file is
passed over once for whatever is asked, and only if it may hold some of that.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from glossary.extraction.counting.cohesion_bounds import CohesionBounds
from glossary.extraction.counting.counts import StringCounts
from glossary.extraction.counting.range_rows import ROW_COLUMNS, counts_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AT_A_TIME", "StoredRows"]

# Characters that decide in which file a string is.
_BEGINNING = 2
# Strings whose beginnings and ends are looked up at a time; these are some ten a string, of 50 bytes.
AT_A_TIME = 200_000


class StoredRows:
    """The rows of ranges, as `range_rows.range_frame` gives them, in Parquet files.

    Attributes:
        files: each has all rows of some ranges.
        characters: counted in all.
        documents: counted in all.
    """

    def __init__(self, files: Iterable[Path], characters: int, documents: int) -> None:
        self.files = [pl.scan_parquet(file) for file in files]
        self.characters, self.documents = characters, documents

    @cached_property
    def beginnings(self) -> pl.DataFrame:
        """The strings of one and two characters: `text`, `frequency`, `length` and the number of their `file`."""
        short = pl.col("length") <= _BEGINNING
        columns = ("text", "frequency", "length")
        return pl.concat(
            rows.filter(short).select(*columns, file=pl.lit(number, pl.Int32)).collect()
            for number, rows in enumerate(self.files)
        )

    @cached_property
    def bounds(self) -> CohesionBounds:
        """Between which values the cohesion of strings lies."""
        return CohesionBounds(self.beginnings["text"], self.beginnings["frequency"].to_numpy(), self.characters)

    def picked(self, texts: pl.Series, columns: Collection[str] = tuple(ROW_COLUMNS)) -> pl.DataFrame:
        """The rows of those of the texts that have one, in no particular order."""
        where = self.beginnings.lazy().select(pl.col("text").alias("beginning"), "file")
        beginning = pl.col("text").str.head(_BEGINNING).alias("beginning")
        wanted = texts.alias("text").to_frame().lazy().with_columns(beginning).join(where, on="beginning")
        shares = wanted.select("text", "file").collect().partition_by("file", as_dict=True, include_key=False)
        none = pl.DataFrame(schema=ROW_COLUMNS).select(*columns)
        found = [self._of_file(number, share["text"], columns) for (number,), share in shares.items()]
        return pl.concat([none, *found])

    def _of_file(self, number: Any, texts: pl.Series, columns: Collection[str]) -> pl.DataFrame:
        """The rows in one file. Not by a join: what that gives keeps all texts of the file in memory."""
        rows: pl.DataFrame = self.files[number].select(*columns).filter(pl.col("text").is_in(texts.implode())).collect()
        return rows

    def counts_of(self, texts: Iterable[str]) -> StringCounts:
        """The counts of those of the texts that have a row, and of all their substrings: each of these has one too."""
        frequent = self.picked(pl.Series("text", [*texts], dtype=pl.String).unique(), ["text"])
        return counts_of(self.picked(_substrings(frequent)), self.characters, self.documents)

    def minimum_pmi(
        self, texts: pl.Series, frequency: NDArray[np.int64], at_a_time: int = AT_A_TIME
    ) -> NDArray[np.float64]:
        """The cohesion of some strings that have rows, see `links.minimum_pmi`; NaN for single characters.

        Args:
            texts: the strings.
            frequency: of each.
            at_a_time: how many are looked up in a pass over the files; the result is the same for any number.
        """
        expected = np.full(len(texts), np.nan)
        for start in range(0, len(texts), at_a_time):
            found = self._expected(texts.slice(start, at_a_time))
            expected[found["row"].to_numpy() + start] = found["expected"].to_numpy()
        cohesion: NDArray[np.float64] = np.log2(float(self.characters) * frequency / expected)
        return cohesion

    def _expected(self, texts: pl.Series) -> pl.DataFrame:
        """The product of the frequencies of the two parts, the greatest one over all splits of each text, by `row`."""
        heads_and_tails = pl.concat([part for split in _splits(texts) for part in (split["head"], split["tail"])])
        frequency = self.picked(heads_and_tails.unique(), ["text", "frequency"])
        del heads_and_tails
        product = pl.col("frequency") * pl.col("frequency_right").cast(pl.Float64)
        found = [
            split.join(frequency, left_on="head", right_on="text")
            .join(frequency, left_on="tail", right_on="text")
            .select("row", product.alias("expected"))
            for split in _splits(texts)
        ]
        return pl.concat(found).group_by("row").agg(pl.col("expected").max())


def _splits(texts: pl.Series) -> Iterator[pl.DataFrame]:
    """The texts in two parts: `head` and `tail`, with the `row` of each; one table for each length of the head."""
    whole = texts.alias("text").to_frame().with_row_index("row")
    longest: Any = texts.str.len_chars().max() or 0
    for size in range(1, longest):
        longer = whole.filter(pl.col("text").str.len_chars() > size)
        yield longer.select(
            "row", pl.col("text").str.head(size).alias("head"), pl.col("text").str.slice(size).alias("tail")
        )


def _substrings(texts: pl.DataFrame) -> pl.Series:
    """All substrings of the texts, each once."""
    longest: Any = texts["text"].str.len_chars().max() or 0
    found = [texts["text"].clear()]
    for length in range(1, longest + 1):
        long_enough = texts.filter(pl.col("text").str.len_chars() >= length)
        pieces = [
            long_enough.filter(pl.col("text").str.len_chars() >= start + length)["text"].str.slice(start, length)
            for start in range(longest - length + 1)
        ]
        found.append(pl.concat(pieces).unique())
    return pl.concat(found)
