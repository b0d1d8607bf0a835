"""Counting a corpus on disk in bounded memory: pass over its shards once for each range of strings.

The first pass tallies characters while the corpus is stored, and what stands beside the most frequent ones; the second
one goes over the shards for one range after the other. The rows of each range are a Parquet file, so that a killed run
goes on where it was. How much is counted at a time follows from the memory that is allowed; the rows do not.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from glossary.engines.corpus import Corpus
from glossary.errors import SettingsError
from glossary.extraction.counting import range_kernels
from glossary.extraction.counting.range_rows import range_frame, single_characters
from glossary.extraction.counting.ranges import Range, collect_windows, count_range, heavy_letters, plan_ranges
from glossary.messages import _
from glossary.writing import write_atomically

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

__all__ = ["Neighbours", "Plan", "count_ranges", "occurrences_at_a_time", "plan_counting"]

# Bytes that an occurrence takes at the most while its range is counted: 16 for itself and 16 for moving it, 52 for its
# window twice, 40 for the strings that are found, and as much again where a table grows.
_BYTES = 130
# Of a range that is smaller than this most of the time is for passing over the shards.
_LEAST = 200_000
# The interpreter, the libraries, the dictionary, and the tables of one shard.
_BASE = 400_000_000
# What is greater than any place.
_NEVER = np.iinfo(np.int64).max


class Plan(msgspec.Struct, frozen=True):
    """How a corpus is counted.

    Attributes:
        documents: how many are counted.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        ranges: what is counted together.
    """

    documents: int
    minimum_frequency: int
    maximum_length: int
    ranges: tuple[Range, ...]


class Neighbours:
    """What stands beside some frequent characters, added up over shards.

    Attributes:
        letters: the numbers of the characters.
        counts, first_places, totals: see `range_kernels.tally_neighbours`.
    """

    def __init__(self, letters: NDArray[np.int64], alphabet: int) -> None:
        self.letters = letters
        self.counts: NDArray[np.int64] = np.zeros((2, letters.size, alphabet), dtype=np.int64)
        self.first_places: NDArray[np.int64] = np.full((2, letters.size, alphabet), _NEVER)
        self.totals: NDArray[np.int64] = np.zeros((letters.size, 5), dtype=np.int64)
        self.totals[:, 2:] = -1
        self._line = np.full(alphabet, -1, dtype=np.int64)
        self._line[letters] = np.arange(letters.size)

    def add(self, first_document: int, coded: Any) -> None:
        """Add a shard."""
        range_kernels.tally_neighbours(
            *(coded.ids, 8 * coded.ids.itemsize, coded.starts, self._line, first_document),
            *(self.counts, self.first_places, self.totals),
        )

    def merge(self, counts: NDArray[np.int64], first_places: NDArray[np.int64], totals: NDArray[np.int64]) -> None:
        """Add what was added up over other documents, of which perhaps not all characters had numbers yet."""
        known = counts.shape[2]
        self.counts[:, :, :known] += counts
        first = self.first_places[:, :, :known]
        np.minimum(first, first_places, out=first)
        self.totals[:, :2] += totals[:, :2]
        earlier = (totals[:, 2] >= 0) & ((self.totals[:, 2] < 0) | (totals[:, 2] < self.totals[:, 2]))
        self.totals[earlier, 2:4] = totals[earlier, 2:4]

    def after(self, letter: int) -> NDArray[np.int64]:
        """How often each character follows the letter."""
        followers: NDArray[np.int64] = self.counts[1, np.searchsorted(self.letters, letter)]
        return followers

    def frame(self, alphabet: NDArray[np.uint32]) -> pl.DataFrame:
        """The rows of the characters by themselves."""
        return single_characters(self.letters, self.counts, self.first_places, self.totals, alphabet)


def occurrences_at_a_time(memory: int) -> int:
    """Occurrences of a range, so that the whole process stays below `memory` bytes.

    Raises:
        SettingsError: that is too little for any range.
    """
    if memory < _BASE + _LEAST * _BYTES:
        raise SettingsError(
            _("{memory} MB of memory are too little", memory=memory // 10**6),
            hint=_("allow {least} MB at the least", least=(_BASE + _LEAST * _BYTES) // 10**6 + 1),
        )
    return (memory - _BASE) // _BYTES


def plan_counting(
    tally: NDArray[np.int64],
    neighbours: Neighbours,
    documents: int,
    minimum_frequency: int,
    maximum_length: int,
    most: int,
) -> Plan:
    """Divide the strings of a corpus into ranges of at most `most` occurrences.

    Raises:
        SettingsError: two characters stand together more often than that.
    """
    ranges = plan_ranges(tally, minimum_frequency, most, neighbours.after)
    largest = max((part.occurrences for part in ranges), default=0)
    if largest > most:
        raise SettingsError(
            _("two characters stand together {count} times, too often for this memory", count=largest),
            hint=_("allow {least} MB at the least", least=(_BASE + largest * _BYTES) // 10**6 + 1),
        )
    return Plan(documents, minimum_frequency, maximum_length, tuple(ranges))


def count_ranges(
    corpus: Corpus,
    minimum_frequency: int,
    maximum_length: int,
    most: int,
    on_plan: Callable[[int], None] = lambda _ranges: None,
    on_done: Callable[[], None] = lambda: None,
) -> list[Path]:
    """Count every string of a corpus that occurs often enough, and give the Parquet files of the rows.

    Args:
        corpus: what is counted; the files go into its folder.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        most: occurrences of a range, see `occurrences_at_a_time`.
        on_plan: is told the number of ranges.
        on_done: is told of each range.
    """
    folder = corpus.folder / f"counts-{len(corpus)}-{minimum_frequency}-{maximum_length}-{most}"
    neighbours = Neighbours(heavy_letters(corpus.tally, most), corpus.alphabet.size)
    plan, singles = _planned(corpus, folder, neighbours, minimum_frequency, maximum_length, most)
    on_plan(len(plan.ranges))
    files = [singles]
    for number, part in enumerate(plan.ranges):
        path = folder / f"range-{number:05}.parquet"
        if not path.exists():
            _write(path, range_frame(_count(corpus, plan, part), part, corpus.alphabet))
        files.append(path)
        on_done()
    return files


def _planned(
    corpus: Corpus, folder: Path, neighbours: Neighbours, minimum_frequency: int, maximum_length: int, most: int
) -> tuple[Plan, Path]:
    """The plan, and the file of the rows of divided characters: those of an earlier run, or new ones."""
    path, singles = folder / "plan.json", folder / "singles.parquet"
    if path.exists():
        return msgspec.json.decode(path.read_bytes(), type=Plan), singles
    if neighbours.letters.size:
        for first, coded in corpus.shards():
            neighbours.add(first, coded)
    plan = plan_counting(corpus.tally, neighbours, len(corpus), minimum_frequency, maximum_length, most)
    _write(singles, neighbours.frame(corpus.alphabet))
    with write_atomically(path) as stream:
        stream.write(msgspec.json.encode(plan))
    return plan, singles


def _count(corpus: Corpus, plan: Plan, part: Range) -> Any:
    windows = [collect_windows(coded, part, plan.maximum_length, first) for first, coded in corpus.shards()]
    return count_range(windows, part, corpus.alphabet.size, plan.minimum_frequency, plan.maximum_length)


def _write(path: Path, frame: pl.DataFrame) -> None:
    with write_atomically(path) as stream:
        frame.write_parquet(stream)
