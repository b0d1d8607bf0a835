"""Dictionary boundaries against jieba itself, and bitmaps from tokens."""

from __future__ import annotations

import logging
import subprocess
import sys
from itertools import accumulate
from pathlib import Path

import jieba
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.extraction.counting import count_strings
from glossary.extraction.counting.boundaries import (
    dictionary_boundaries,
    read_dictionary,
    token_boundaries,
)

jieba.setLogLevel(logging.ERROR)
SAMPLE = Path(__file__).parents[1] / "glossary" / "sample" / "documents"


def cut_by_jieba(text):
    """The bitmap of jieba's own segmentation."""
    starts = [0, *accumulate(len(word) for word in jieba.cut(text, HMM=False))]
    return [int(index in set(starts)) for index in range(len(text))]


@pytest.mark.parametrize("name", ["speech.txt", "notice.md", "news.html", "village_hant.html"])
def test_real_text_is_cut_as_jieba_cuts_it(name):
    lines = (SAMPLE / name).read_text(encoding="utf-8").splitlines()

    assert [cut_by_jieba(line) for line in lines] == [found.tolist() for found in dictionary_boundaries(lines)]


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.text(st.sampled_from("数字政府建设的和服务中心人民研究生命科学AI5G-+.%， \x00𠮷鿕鿖"), max_size=30),
        max_size=3,
    )
)
def test_random_text_is_cut_as_jieba_cuts_it(texts):
    assert [cut_by_jieba(text) for text in texts] == [found.tolist() for found in dictionary_boundaries(texts)]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_threads_change_nothing(threads):
    texts = ["数字政府建设", "", "一网通办\n一网统管", "5G+工业互联网"] * 5
    expected = [cut_by_jieba(text) for text in texts]

    assert expected == [found.tolist() for found in dictionary_boundaries(texts, threads=threads)]


def test_a_dictionary_of_ones_own_is_read(tmp_path):
    path = tmp_path / "words.txt"
    path.write_text("一网通办 20 n\n一网 5\n通办 5 n\n𠮷野家 9 n\n", encoding="utf-8")
    dictionary = read_dictionary(path)

    assert [1, 0, 0, 0] == dictionary_boundaries(["一网通办"], dictionary)[0].tolist()
    assert [1, 0, 1, 1] == dictionary_boundaries(["一网统管"], dictionary)[0].tolist()


def test_jieba_is_not_even_imported():
    program = (
        "import sys; from glossary.extraction.counting.boundaries import dictionary_boundaries;"
        "print(dictionary_boundaries(['数字政府'])[0].tolist(), 'jieba' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "[1, 0, 1, 0] False" == result.stdout.strip()


def test_bitmaps_from_tokens_and_from_the_dictionary_align_the_same_strings():
    text = "研究生命科学\x00数字政府"
    spans, place = [], 0
    for word in jieba.cut(text, HMM=False):
        spans.append((place, place + len(word)))
        place += len(word)
    options = {"minimum_frequency": 1, "maximum_length": 6}
    expected = count_strings([text], boundaries=[token_boundaries(len(text), spans)], **options)
    counts = count_strings([text], boundaries=dictionary_boundaries([text]), **options)

    assert expected.to_frame().equals(counts.to_frame())
    assert 0 < int(counts.aligned.sum()) < int(counts.frequency.sum())
