"""Counts that grow with the documents are those of all documents counted at once."""

from __future__ import annotations

import random
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import polars as pl
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from test_engines import prepared
from test_ranges import cut

from glossary.engines.corpus import store_corpus
from glossary.engines.shards import Neighbours, count_ranges
from glossary.errors import SettingsError
from glossary.extraction.counting import codes, refinement
from glossary.extraction.counting.additions import grow_range
from glossary.extraction.counting.range_rows import range_frame
from glossary.extraction.counting.ranges import Range, collect_windows, count_range, heavy_letters, plan_ranges
from glossary.model import Document

TEXTS = st.lists(st.text("田水渠\n", max_size=120), min_size=2, max_size=9)


def counted(
    shards: list[tuple[int, codes.CodedText]], part: Range, alphabet: int, least: int, longest: int
) -> refinement.Found:
    windows = [collect_windows(piece, part, longest, first) for first, piece in shards]
    return count_range(windows, part, alphabet, least, longest, noting=True)


def planned(shards: list[tuple[int, codes.CodedText]], alphabet: int, least: int, most: int) -> list[Range]:
    """The ranges of some documents."""
    tally = np.bincount(np.concatenate([piece.letters for _first, piece in shards]), minlength=alphabet)
    neighbours = Neighbours(heavy_letters(tally, most), alphabet)
    for first, piece in shards:
        neighbours.add(first, piece)
    return plan_ranges(tally, least, most, neighbours.after)


@settings(deadline=None, max_examples=60)
@given(texts=TEXTS, least=st.integers(1, 4), longest=st.integers(1, 6), most=st.integers(4, 99), data=st.data())
def test_ranges_grow(texts: list[str], least: int, longest: int, most: int, data: st.DataObject) -> None:
    """Whatever is added, and however often, each string of a range has the row of one run, to the bit."""
    boundaries = [bytes(data.draw(st.lists(st.integers(0, 1), min_size=len(t), max_size=len(t)))) for t in texts]
    coded = refinement.code_large(texts, longest, boundaries)
    size = coded.alphabet.size
    shards = cut(coded, len(texts))
    edges = sorted(data.draw(st.sets(st.integers(1, len(texts)), min_size=1)) | {len(texts)})
    for part in planned(shards[: edges[0]], size, least, most):
        tree = counted(shards[: edges[0]], part, size, least, longest)
        for known, more in pairwise(edges):
            windows = [collect_windows(piece, part, longest, first) for first, piece in shards[known:more]]
            tree = grow_range(tree, part, windows, lambda end=more: shards[:end], size, least, longest)
        whole = counted(shards, part, size, least, longest)

        expected, rows = (range_frame(found, part, coded.alphabet).sort("text") for found in (whole, tree))
        assert expected.equals(rows)


def growing_texts(seed: int, count: int) -> list[str]:
    """Texts whose characters get more and more, and whose strings come again."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("田水渠库坝闸泵站灌溉", k=rng.randint(1, 5))) for _ in range(12)]
    texts = []
    for number in range(count):
        alphabet = "渠水".ljust(2 + 3 * number, "田") + "".join(chr(0x5000 + rng.randint(0, 9 * number)) for _ in "abc")
        pieces = [rng.choice([*words, "".join(rng.choices(alphabet, k=3)), "，"]) for _ in range(rng.randint(1, 60))]
        texts.append("".join(pieces))
    return texts


@settings(deadline=None, max_examples=15)
@given(
    seed=st.integers(0, 10**6),
    sizes=st.lists(st.integers(1, 4), min_size=2, max_size=5),
    least=st.integers(2, 5),
    most=st.integers(90, 900),
)
def test_corpora_grow(seed: int, sizes: list[int], least: int, most: int) -> None:
    """Ranges grow too large, characters are new or divided, strings become frequent late: the rows are the same."""
    documents = [
        Document(f"d{n}", f"{n}.txt", "", text, f"{n:064x}", "utf-8")
        for n, text in enumerate(growing_texts(seed, sum(sizes)))
    ]
    with TemporaryDirectory() as folder:
        try:
            for known in accumulate(sizes):
                grown = store_corpus(documents[:known], Path(folder, "grown"), "1", prepared, shard=300)
                rows = pl.read_parquet(count_ranges(grown, least, 6, most)).sort("text")
            whole = store_corpus(documents, Path(folder, "whole"), "1", prepared)
            expected = pl.read_parquet(count_ranges(whole, least, 6, most)).sort("text")
        except SettingsError:
            reject()

        assert expected.equals(rows)
