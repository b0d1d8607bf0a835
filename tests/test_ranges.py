"""Counting range by range gives what counting at once gives."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.engines.shards import Neighbours
from glossary.extraction.counting import codes, count_strings, refinement
from glossary.extraction.counting.range_rows import ROW_COLUMNS, range_frame
from glossary.extraction.counting.ranges import collect_windows, count_range, heavy_letters, plan_ranges

TEXTS = st.lists(st.text("田水渠𠀀\n", max_size=60), min_size=1, max_size=9)


def cut(coded: codes.CodedText, shards: int) -> list[tuple[int, codes.CodedText]]:
    """The documents in so many shards, each with the number of its first one."""
    count = coded.starts.size - 1
    edges = [count * shard // shards for shard in range(shards + 1)]
    pieces = []
    for first, last in pairwise(edges):
        body = coded.ids[coded.starts[first] : coded.starts[last]]
        ids = np.concatenate([[0], body, [0, 0]]).astype(coded.ids.dtype)
        starts = coded.starts[first : last + 1] - coded.starts[first] + 1
        pieces.append((first, codes.CodedText(ids, coded.alphabet, starts)))
    return pieces


def by_ranges(
    texts: list[str], least: int, longest: int, most: int, shards: int, boundaries: list[bytes]
) -> tuple[pl.DataFrame, int, int]:
    """The rows of all ranges, the characters that were counted, and the number of ranges."""
    coded = refinement.code_large(texts, longest, boundaries)
    tally = np.bincount(coded.letters[: coded.starts[-1]], minlength=coded.alphabet.size)
    tally[0] = 0
    pieces = cut(coded, shards)
    neighbours = Neighbours(heavy_letters(tally, most), coded.alphabet.size)
    for first, piece in pieces:
        neighbours.add(first, piece)
    frames = [neighbours.frame(coded.alphabet)]
    ranges = plan_ranges(tally, least, most, neighbours.after)
    for part in ranges:
        windows = [collect_windows(piece, part, longest, first) for first, piece in pieces]
        found = count_range(windows, part, coded.alphabet.size, least, longest)
        frames.append(range_frame(found, part, coded.alphabet))
    rows = pl.concat(frames)
    return rows.filter(rows["frequency"] >= least), int(tally.sum()), len(ranges)


@settings(deadline=None, max_examples=60)
@given(texts=TEXTS, least=st.integers(1, 3), longest=st.integers(1, 6), most=st.integers(2, 80), data=st.data())
def test_ranges_give_the_rows_of_all(
    texts: list[str], least: int, longest: int, most: int, data: st.DataObject
) -> None:
    """However the characters are divided and the documents cut into shards, the rows are the same, to the bit."""
    shards = data.draw(st.integers(1, len(texts)))
    boundaries = [bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(t), max_size=len(t)))) for t in texts]
    whole = count_strings(texts, minimum_frequency=least, maximum_length=longest, boundaries=boundaries).to_frame()
    rows, _characters, _ranges = by_ranges(texts, least, longest, most, shards, boundaries)

    expected = whole.select(list(ROW_COLUMNS)).cast(ROW_COLUMNS)  # type: ignore[arg-type]

    exact = [name for name in ROW_COLUMNS if not name.endswith("bits")]
    assert expected.select(exact).sort("text").equals(rows.select(exact).sort("text"))
    for name in ("left_entropy_bits", "right_entropy_bits"):
        assert expected.sort("text")[name].to_list() == pytest.approx(rows.sort("text")[name].to_list(), abs=1e-9)


def test_a_heavy_character_is_divided_by_what_follows_it() -> None:
    """A character that is too frequent for one range has several; its own row comes from what stands beside it."""
    texts = ["水库水渠水田水", "水渠水库，水\n水田水渠水库"]
    none = [bytes(len(text)) for text in texts]
    rows, _characters, ranges = by_ranges(texts, 1, 4, 3, 2, none)

    assert ranges > 5
    assert sum(text.count("水") for text in texts) == rows.filter(pl.col("text") == "水")["frequency"].item()
