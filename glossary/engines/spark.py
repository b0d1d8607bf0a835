"""Counting on a Spark cluster, with the functions that count shards in one process.

Tables of Spark hold shards by number, or texts; executors turn each into coded text and keep of it what each range
needs; the windows of a range are brought together by Spark's shuffle and counted there. Executors need this package; a
stored corpus must lie where all of them can read it.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.engines.corpus import Corpus
from glossary.engines.shards import Neighbours, Plan, plan_counting
from glossary.errors import MissingExtraError
from glossary.extraction.counting import codes, kernels
from glossary.extraction.counting.boundaries import dictionary_boundaries
from glossary.extraction.counting.range_rows import range_frame
from glossary.extraction.counting.ranges import Windows, collect_windows, count_range, heavy_letters
from glossary.messages import _

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["count_corpus", "count_texts", "open_session"]

# Occurrences of a range: an executor's Python process takes 130 bytes for each, besides 300 MB.
OCCURRENCES = 4_000_000

_WINDOWS = "range int, first long, wide boolean, ids binary, stretches binary, documents binary"
_SUMS = "counts binary, first_places binary, totals binary"
_TALLY = "code long, count long"
_ROWS = (
    "text string, length int, frequency long, document_frequency long, aligned long, left_neighbours int, "
    "right_neighbours int, left_barriers int, right_barriers int, left_entropy_bits double, right_entropy_bits double, "
    "first_document int, first_offset int"
)

Shards = Callable[[Iterator["pa.RecordBatch"]], Iterator[tuple[int, codes.CodedText]]]
"""From what Spark's table holds to the number of each shard's first document, and the shard."""


def open_session(master: str | None) -> SparkSession:
    """A session on the cluster: the one that is open, or a new one.

    Args:
        master: `local[*]`, `spark://host:port`, `yarn`, or `sc://host:port` for Spark Connect; None takes what Spark
            is set up for.

    Raises:
        MissingExtraError: PySpark is not installed.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtraError(
            _("PySpark is not installed"),
            where="--engine spark",
            hint=_("run {command}", command='pip install pyspark pyarrow "pandas<3"'),
        ) from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("glossary")
    if master is not None:
        builder = builder.remote(master) if master.startswith("sc://") else builder.master(master)
    return builder.config("spark.sql.execution.arrow.pyspark.enabled", "true").getOrCreate()


def count_corpus(
    session: SparkSession, corpus: Corpus, minimum_frequency: int, maximum_length: int, most: int = OCCURRENCES
) -> list[Path]:
    """Count a stored corpus, and give the Parquet files of the rows, as `shards.count_ranges` does.

    Args:
        session: where.
        corpus: in a folder that all executors can read.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        most: occurrences of a range.
    """
    folder = corpus.folder.resolve() / f"spark-{len(corpus)}-{minimum_frequency}-{maximum_length}"
    if not (folder / "_SUCCESS").exists():
        table = session.range(0, corpus.manifest.shards, 1, corpus.manifest.shards)
        rows = _count(
            *(table, _stored_shards(corpus.folder.resolve()), corpus.alphabet, corpus.tally, len(corpus)),
            *(minimum_frequency, maximum_length, most),
        )
        rows.write.mode("overwrite").parquet(str(folder))
    return sorted(folder.glob("*.parquet"))


def count_texts(
    table: DataFrame,
    minimum_frequency: int,
    maximum_length: int,
    most: int = OCCURRENCES,
    inside: Callable[[str], bool] | None = None,
) -> DataFrame:
    """Count the texts of a table that Spark has read, from whatever it reads.

    Args:
        table: columns `document`, a number from 0, ascending within and across partitions, and `text`.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        most: occurrences of a range.
        inside: says which characters may stand inside a term; None takes all but line feeds.

    Returns:
        A row for each string, with the columns of `range_rows.ROW_COLUMNS`.
    """
    counted = table.mapInArrow(_tally_texts, _TALLY).groupBy("code").sum("count").collect()
    code_of = np.array([row[0] for row in counted], dtype=np.int64)
    total = np.array([row[1] for row in counted], dtype=np.int64)
    seen = np.zeros(codes.CODE_POINTS, dtype=np.bool_)
    seen[code_of] = True
    alphabet, number = codes.find_alphabet(seen, inside)
    tally = np.zeros(alphabet.size, dtype=np.int64)
    np.add.at(tally, number[code_of], total)
    tally[0] = 0
    return _count(
        *(table, _text_shards(alphabet), alphabet, tally, table.count()),
        *(minimum_frequency, maximum_length, most),
    )


def _stored_shards(folder: Path) -> Shards:
    def shards(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[int, codes.CodedText]]:
        corpus = Corpus(folder)
        for batch in batches:
            for shard in batch.column("id").to_pylist():
                yield corpus.shard(shard)

    return shards


def _text_shards(alphabet: Any) -> Shards:
    def shards(batches: Iterator[pa.RecordBatch]) -> Iterator[tuple[int, codes.CodedText]]:
        number = np.zeros(codes.CODE_POINTS, dtype=np.uint16 if alphabet.size <= 1 << 15 else np.uint32)
        number[alphabet] = np.arange(alphabet.size)
        for batch in batches:
            texts = batch.column("text").to_pylist()
            if texts:
                joined = "\n".join(["", *texts, "\n"])
                points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
                coded = codes.CodedText(number[points], alphabet, codes.lay_out(texts))
                codes.mark_boundaries(coded, dictionary_boundaries(texts))
                yield batch.column("document")[0].as_py(), coded

    return shards


def _tally_texts(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    counts = np.zeros(codes.CODE_POINTS, dtype=np.int64)
    for batch in batches:
        joined = "\n".join(batch.column("text").to_pylist())
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        kernels.tally_characters(points, (1 << 32) - 1, counts)
    code = np.flatnonzero(counts)
    yield pa.RecordBatch.from_pydict({"code": code, "count": counts[code]})


def _count(
    table: DataFrame,
    shards: Shards,
    alphabet: Any,
    tally: Any,
    documents: int,
    minimum_frequency: int,
    maximum_length: int,
    most: int,
) -> DataFrame:
    """The rows of all strings: what stands beside frequent characters, then windows by range, then the ranges."""
    neighbours = Neighbours(heavy_letters(tally, most), alphabet.size)
    if neighbours.letters.size:
        _add_neighbours(neighbours, table, shards, alphabet.size)
    plan = plan_counting(tally, neighbours, documents, minimum_frequency, maximum_length, most)

    def windows(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for first, coded in shards(batches):
            for number, part in enumerate(plan.ranges):
                yield _packed(number, first, collect_windows(coded, part, plan.maximum_length, first))

    def count(group: pa.Table) -> pa.Table:
        return _count_group(group, plan, alphabet)

    collected = table.mapInArrow(windows, _WINDOWS)
    rows = collected.repartition(len(plan.ranges), "range").groupBy("range").applyInArrow(count, _ROWS)
    singles = neighbours.frame(alphabet)
    if not singles.height:
        return rows
    return rows.unionByName(table.sparkSession.createDataFrame(singles.to_dicts(), _ROWS))


def _add_neighbours(neighbours: Neighbours, table: DataFrame, shards: Shards, alphabet: int) -> None:
    """Add up what stands beside the most frequent characters."""
    letters = neighbours.letters

    def sums(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        own = Neighbours(letters, alphabet)
        for first, coded in shards(batches):
            own.add(first, coded)
        arrays = {"counts": own.counts, "first_places": own.first_places, "totals": own.totals}
        yield pa.RecordBatch.from_pydict({name: [values.tobytes()] for name, values in arrays.items()})

    for row in table.mapInArrow(sums, _SUMS).toLocalIterator():
        counts, places, totals = (np.frombuffer(values, dtype=np.int64) for values in row)
        shape = neighbours.counts.shape
        neighbours.merge(counts.reshape(shape), places.reshape(shape), totals.reshape(letters.size, -1))


def _packed(number: int, first: int, windows: Windows) -> pa.RecordBatch:
    import pyarrow as pa

    columns = {
        "range": pa.array([number], pa.int32()),
        "first": pa.array([first], pa.int64()),
        "wide": pa.array([windows.ids.itemsize == np.dtype(np.uint32).itemsize]),
        "ids": pa.array([windows.ids.tobytes()], pa.binary()),
        "stretches": pa.array([windows.stretches.tobytes()], pa.binary()),
        "documents": pa.array([windows.documents.tobytes()], pa.binary()),
    }
    return pa.RecordBatch.from_pydict(columns)


def _count_group(group: pa.Table, plan: Plan, alphabet: Any) -> pa.Table:
    """The rows of a range, from its windows of all shards."""
    import pyarrow as pa

    windows = [
        Windows(
            np.frombuffer(row["ids"], np.uint32) if row["wide"] else np.frombuffer(row["ids"], np.uint16),
            np.frombuffer(row["stretches"], dtype=np.int64).reshape(-1, 2),
            np.frombuffer(row["documents"], dtype=np.int64).reshape(-1, 2),
        )
        for row in group.sort_by("first").to_pylist()
    ]
    part = plan.ranges[group.column("range")[0].as_py()]
    found = count_range(windows, part, alphabet.size, plan.minimum_frequency, plan.maximum_length)
    frame = range_frame(found, part, alphabet)
    return pa.table(
        {name: frame[name].to_list() if name == "text" else frame[name].to_numpy() for name in frame.columns}
    )
