"""Rows in files tell of strings what all rows in memory tell."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.engines.corpus import store_corpus
from glossary.engines.shards import count_ranges
from glossary.engines.stored_counts import StoredCounts
from glossary.extraction.countable import countable, is_inside
from glossary.extraction.counting import StringCounts, count_strings
from glossary.extraction.counting.boundaries import dictionary_boundaries
from glossary.extraction.counting.cohesion_bounds import CohesionBounds
from glossary.extraction.counting.range_rows import ROW_COLUMNS
from glossary.extraction.counting.stored_rows import StoredRows
from glossary.extraction.repeated import independent_strings
from glossary.model import Document
from glossary.pipeline import prepare

TEXTS = st.lists(st.text("田水渠𠀀\n", max_size=60), min_size=1, max_size=9)
RESERVOIRS = ["水库除险加固，水库除险", "水库除险加固工程，除险加固", "水库𠀀除险，水库𠀀除险"]


def counted(texts: list[str], least: int = 1, longest: int = 6) -> StringCounts:
    return count_strings(texts, minimum_frequency=least, maximum_length=longest)


def in_files(counts: StringCounts, folder: Path) -> StoredRows:
    """The rows in five files, by their first two characters."""
    rows = counts.to_frame().select(list(ROW_COLUMNS)).cast(ROW_COLUMNS)  # type: ignore[arg-type]
    number = pl.Series([sum(map(ord, text[:2])) % 5 for text in rows["text"]])
    files = [folder / f"{share}.parquet" for share in range(5)]
    for share, file in enumerate(files):
        rows.filter(number == share).write_parquet(file)
    return StoredRows(files, counts.characters, counts.documents)


@settings(deadline=None)
@given(texts=TEXTS, longest=st.integers(2, 7))
def test_cohesion_lies_between_its_bounds(texts: list[str], longest: int) -> None:
    """For any text; up to three characters there is nothing between them."""
    counts = counted(texts, longest=longest)
    short = counts.to_frame(counts.length <= 2)
    bounds = CohesionBounds(short["text"], short["frequency"].to_numpy(), counts.characters)
    for length in range(2, int(counts.length.max(initial=0)) + 1):
        rows = np.flatnonzero(counts.length == length)
        least, most = bounds.of("".join(counts.texts(rows)), counts.frequency[rows])
        cohesion = counts.minimum_pmi_bits[rows]

        assert np.all(least <= cohesion + 1e-9)
        assert np.all(cohesion <= most + 1e-9)
        assert length > 3 or np.allclose(least, most)


@pytest.mark.parametrize("at_a_time", [1, 3, 1_000])
def test_cohesion_is_that_of_all_rows(tmp_path: Path, at_a_time: int) -> None:
    """To the bit, however many strings are looked up in a pass."""
    counts = counted(RESERVOIRS)
    stored = in_files(counts, tmp_path)
    rows = np.flatnonzero(counts.length > 1)
    found = stored.minimum_pmi(pl.Series(counts.texts(rows)), counts.frequency[rows], at_a_time)

    assert counts.minimum_pmi_bits[rows].tolist() == found.tolist()


def test_some_strings_bring_their_substrings(tmp_path: Path) -> None:
    """Counts for a few strings have rows for every part of these, the same as the counts of all."""
    whole = counted(RESERVOIRS, least=2)
    some = in_files(whole, tmp_path).counts_of(["水库除险加固", "加固工程", "水库除险加固"])

    assert some.rows_of(["加固工程"]).tolist() == [-1]
    assert set(some.texts()) == {text for text in whole.texts() if text in "水库除险加固"}
    chosen = whole.rows_of(some.texts())
    assert np.array_equal(whole.frequency[chosen], some.frequency)
    assert np.array_equal(whole.minimum_pmi_bits[chosen], some.minimum_pmi_bits, equal_nan=True)


def test_what_has_no_row_gives_no_rows(tmp_path: Path) -> None:
    """Strings that nobody counted, and none at all."""
    stored = in_files(counted(RESERVOIRS, least=2), tmp_path)

    assert [0, 0] == [len(stored.counts_of(texts)) for texts in ([], ["泵站", "库"[:0], "站"])]


@pytest.mark.parametrize("most", [1, 7, 40, 10_000])
def test_the_most_independent_strings_are_those_of_memory(tmp_path: Path, most: int) -> None:
    """In the same order, whether many must be left out, few or none."""
    prepared = [prepare(document) for document in documents()]
    corpus = store_corpus(documents(), tmp_path, "1", lambda some: [prepare(document) for document in some])
    texts = [countable(document) for document in prepared]
    counts = count_strings(
        texts, minimum_frequency=2, maximum_length=6, boundaries=dictionary_boundaries(texts), inside=is_inside
    )
    stored = StoredCounts(corpus, 2, count_ranges(corpus, 2, 6, 500))
    expected = independent_strings(counts, 5, most)

    assert len(expected) == min(most, len(independent_strings(counts, 5)))
    assert expected == stored.independent(5, most)


def documents() -> list[Document]:
    """Texts of few words that stand together in many ways."""
    words = ("闸门", "启闭机", "泵站", "渠系", "管护", "巡查", "水位", "监测点", "改造", "责任书")
    lines = [words[n % 10] + words[n * n % 7] + words[n // 3 % 9] + "，。的"[n % 3] for n in range(900)]
    texts = ["".join(lines[first : first + 30]) for first in range(0, 900, 30)]
    return [Document(f"d{n}", f"{n}.txt", "", text, f"{n:064x}", "utf-8") for n, text in enumerate(texts, start=1)]
