"""Counting a corpus on disk in bounded memory: pass over its shards once for each range of strings.

The first pass tallies characters while the corpus is stored, and what stands beside the most frequent ones; the second
one goes over the shards for one range after the other. The rows of each range are a Parquet file, so that a killed run
goes on where it was. How much is counted at a time follows from the memory that is allowed; the rows do not.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from glossary.engines.corpus import Corpus
from glossary.engines.free_memory import give_back_memory
from glossary.engines.range_files import (
    is_written,
    read_arrays,
    read_range,
    rows_file,
    write_arrays,
    write_frame,
    write_range,
)
from glossary.errors import SettingsError
from glossary.extraction.counting import range_kernels
from glossary.extraction.counting.additions import grow_range
from glossary.extraction.counting.range_rows import single_characters
from glossary.extraction.counting.ranges import (
    Range,
    collect_windows,
    count_range,
    grown_ranges,
    heavy_letters,
    plan_ranges,
)
from glossary.messages import _
from glossary.writing import write_atomically

if TYPE_CHECKING:
    import polars as pl
    from numpy.typing import NDArray

__all__ = ["Neighbours", "Plan", "count_ranges", "occurrences_at_a_time", "plan_counting"]

# Bytes that an occurrence takes at the most while its range is counted: 16 for itself and 16 for moving it, 52 for its
# window twice, 40 for the strings that are found, and as much again where a table grows.
_BYTES = 130
# What storing a shard takes (730 MB), and what looking into the rows of a gigabyte and all that follows takes (750 MB),
# whatever is counted at a time.
_LEAST = 800_000_000
# The interpreter, the libraries, the dictionary, and the tables of one shard.
_BASE = 400_000_000
# A range that grew to so many times what it should be at the most is too large: all are counted anew. A string that was
# counted takes less memory than while its occurrences are sorted.
_GROWTH = 2
# What is greater than any place.
_NEVER = np.iinfo(np.int64).max
_COUNTS, _PLAN, _SINGLES, _SUMS = "counts-", "plan.json", "singles.parquet", "singles.npz"


class Plan(msgspec.Struct, frozen=True):
    """How a corpus is counted.

    Attributes:
        documents: how many are counted.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        ranges: what is counted together.
        shards: how many are counted.
        before: the folder, beside that of the plan, with the counts of fewer documents that it adds to; or nothing.
        shards_before: how many were counted there.
    """

    documents: int
    minimum_frequency: int
    maximum_length: int
    ranges: tuple[Range, ...]
    shards: int = 0
    before: str = ""
    shards_before: int = 0


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
        SettingsError: that is less than other steps take.
    """
    if memory < _LEAST:
        raise SettingsError(
            _("{memory} MB of memory are too little", memory=memory // 10**6),
            where="--memory",
            hint=_("allow {least} MB at the least", least=_LEAST // 10**6),
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

    Where fewer documents of the corpus were counted with the same numbers, only the others are counted, and added.

    Args:
        corpus: what is counted; the files go into its folder.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        most: occurrences of a range, see `occurrences_at_a_time`.
        on_plan: is told the number of ranges.
        on_done: is told of each range.
    """
    folder = corpus.folder / f"{_COUNTS}{len(corpus)}-{minimum_frequency}-{maximum_length}-{most}"
    give_back_memory()  # what storing took
    plan = _planned(corpus, folder, minimum_frequency, maximum_length, most)
    on_plan(len(plan.ranges))
    for number, part in enumerate(plan.ranges):
        if not is_written(folder, number):
            _count(corpus, plan, folder, number, part)
            give_back_memory()
        on_done()
    for other in corpus.folder.glob(f"{_COUNTS}*"):
        if other != folder and not ((other / _PLAN).exists() and _plan_of(other).documents == len(corpus)):
            shutil.rmtree(other)
    return [folder / _SINGLES, *(rows_file(folder, number) for number in range(len(plan.ranges)))]


def _counted(folder: Path) -> list[Path]:
    """The folders of counts."""
    return [path.parent for path in folder.glob(f"{_COUNTS}*/{_PLAN}")]


def _plan_of(folder: Path) -> Plan:
    return msgspec.json.decode((folder / _PLAN).read_bytes(), type=Plan)


def _planned(corpus: Corpus, folder: Path, minimum_frequency: int, maximum_length: int, most: int) -> Plan:
    """The plan of an earlier run, or one that goes on from fewer documents, or a new one."""
    if (folder / _PLAN).exists():
        return _plan_of(folder)
    plan = _growing(corpus, folder, minimum_frequency, maximum_length, most)
    if plan is None:
        neighbours = Neighbours(heavy_letters(corpus.tally, most), corpus.alphabet.size)
        _add_shards(neighbours, corpus, 0)
        plan = plan_counting(corpus.tally, neighbours, len(corpus), minimum_frequency, maximum_length, most)
        plan = msgspec.structs.replace(plan, shards=corpus.manifest.shards)
        _write_singles(folder, neighbours, corpus)
    with write_atomically(folder / _PLAN) as stream:
        stream.write(msgspec.json.encode(plan))
    return plan


def _growing(corpus: Corpus, folder: Path, minimum_frequency: int, maximum_length: int, most: int) -> Plan | None:
    """A plan that adds to the counts of the most documents that there are."""
    plans = [(plan, other) for other in _counted(corpus.folder) if _is_whole(other, plan := _plan_of(other))]
    fitting = [
        (plan.documents, plan, other)
        for plan, other in plans
        if (plan.minimum_frequency, plan.maximum_length) == (minimum_frequency, maximum_length)
        and plan.documents < len(corpus)
    ]
    if not fitting:
        return None
    _documents, before, other = max(fitting, key=lambda each: each[0])
    sums = read_arrays(other / _SUMS)
    neighbours = Neighbours(sums["letters"], corpus.alphabet.size)
    neighbours.merge(sums["counts"], sums["first_places"], sums["totals"])
    _add_shards(neighbours, corpus, before.shards)
    ranges = grown_ranges(before.ranges, corpus.tally, minimum_frequency, neighbours.after)
    if max((part.occurrences for part in ranges), default=0) > _GROWTH * most:
        return None
    _write_singles(folder, neighbours, corpus)
    return Plan(
        *(len(corpus), minimum_frequency, maximum_length, tuple(ranges), corpus.manifest.shards),
        *(other.name, before.shards),
    )


def _is_whole(folder: Path, plan: Plan) -> bool:
    return all(is_written(folder, number) for number in range(len(plan.ranges)))


def _add_shards(neighbours: Neighbours, corpus: Corpus, first_shard: int) -> None:
    if neighbours.letters.size:
        for shard in range(first_shard, corpus.manifest.shards):
            neighbours.add(*corpus.shard(shard))


def _write_singles(folder: Path, neighbours: Neighbours, corpus: Corpus) -> None:
    """Write the rows of divided characters, and what adding to them takes."""
    write_frame(folder / _SINGLES, neighbours.frame(corpus.alphabet))
    write_arrays(
        folder / _SUMS,
        letters=neighbours.letters,
        counts=neighbours.counts,
        first_places=neighbours.first_places,
        totals=neighbours.totals,
    )


def _count(corpus: Corpus, plan: Plan, folder: Path, number: int, part: Range) -> None:
    """Count a range, or add to what was counted of it, and write it."""
    least, longest, size = plan.minimum_frequency, plan.maximum_length, corpus.alphabet.size
    before = corpus.folder / plan.before
    is_known = bool(plan.before) and is_written(before, number)
    new = range(plan.shards_before if is_known else 0, plan.shards)
    windows = [collect_windows(coded, part, longest, first) for first, coded in map(corpus.shard, new)]
    if is_known:
        tree, texts = read_range(before, number)
        found = grow_range(tree, part, windows, corpus.shards, size, least, longest)
        write_range(folder, number, found, part, corpus.alphabet, texts)
    else:
        found = count_range(windows, part, size, least, longest, noting=True)
        write_range(folder, number, found, part, corpus.alphabet)
