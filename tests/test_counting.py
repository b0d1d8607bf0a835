"""The counting kernel against a slow, obvious count: equal to the row on random and on real text."""

from __future__ import annotations

import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.extraction import counting
from glossary.extraction.counting import StringCounts, count_strings
from glossary.extraction.counting.codes import code_texts
from glossary.extraction.counting.counts import FRAME_COLUMNS
from glossary.extraction.counting.refinement import code_large, count_large
from glossary.extraction.counting.small import count_small, fits

BARRIERS = {"\n", "\x00"} | {chr(code) for code in range(0xD800, 0xE000)}
EXACT = [name for name in FRAME_COLUMNS if not name.endswith("_bits")]
MEASURED = [name for name in FRAME_COLUMNS if name.endswith("_bits")]


def count_slowly(texts, minimum_frequency, maximum_length, boundaries=None):
    """Every row as a dictionary, by text: the definitions, written down."""
    occurrences = defaultdict(list)
    for document, text in enumerate(texts):
        for start in range(len(text)):
            for end in range(start + 1, min(len(text), start + maximum_length) + 1):
                if text[end - 1] in BARRIERS:
                    break
                occurrences[text[start:end]].append((document, start))
    characters = sum(len(places) for string, places in occurrences.items() if len(string) == 1)
    kept = {string: places for string, places in occurrences.items() if len(places) >= minimum_frequency}

    def neighbours(string, side):
        found = []
        for number, (document, start) in enumerate(kept[string]):
            text = texts[document]
            place = start - 1 if side == "left" else start + len(string)
            inside = 0 <= place < len(text) and text[place] not in BARRIERS
            found.append(text[place] if inside else f"barrier {number}")
        return Counter(found)

    def is_boundary(document, place):
        text = texts[document]
        at_edge = place in (0, len(text)) or text[place] in BARRIERS or text[place - 1] in BARRIERS
        return at_edge or bool(boundaries[document][place])

    def entropy(counter):
        total = sum(counter.values())
        return sum(count / total * math.log2(total / count) for count in counter.values())

    rows = {}
    for string, places in kept.items():
        left, right = neighbours(string, "left"), neighbours(string, "right")
        rows[string] = {
            "length": len(string),
            "frequency": len(places),
            "document_frequency": len({document for document, _ in places}),
            "aligned": sum(is_boundary(d, start) and is_boundary(d, start + len(string)) for d, start in places)
            if boundaries is not None
            else 0,
            "left_neighbours": len(left),
            "right_neighbours": len(right),
            "left_barriers": sum(neighbour.startswith("barrier ") for neighbour in left),
            "right_barriers": sum(neighbour.startswith("barrier ") for neighbour in right),
            "left_entropy_bits": entropy(left),
            "right_entropy_bits": entropy(right),
            "minimum_pmi_bits": min(
                (
                    math.log2(characters * len(places) / len(kept[string[:cut]]) / len(kept[string[cut:]]))
                    for cut in range(1, len(string))
                ),
                default=math.nan,
            ),
            "first_document": places[0][0],
            "first_offset": places[0][1],
        }
    order = sorted(rows, key=lambda s: (rows[s]["length"], rows[s]["first_document"], rows[s]["first_offset"]))
    return {string: rows[string] for string in order}, characters


def count_with_numpy(texts, minimum_frequency, maximum_length, boundaries=None):
    return count_small(code_texts(texts, maximum_length, boundaries), minimum_frequency, maximum_length)


def count_compiled(texts, minimum_frequency, maximum_length, boundaries=None):
    return count_large(code_large(texts, maximum_length, boundaries), minimum_frequency, maximum_length)


def count_in_two_threads(texts, minimum_frequency, maximum_length, boundaries=None):
    return count_large(code_large(texts, maximum_length, boundaries), minimum_frequency, maximum_length, threads=2)


WAYS = pytest.mark.parametrize("count", [count_with_numpy, count_compiled, count_in_two_threads])


def assert_equal_to_the_row(expected, characters, counts: StringCounts):
    assert list(expected) == counts.texts()
    assert characters == counts.characters
    for name in EXACT:
        assert [row[name] for row in expected.values()] == getattr(counts, name).tolist(), name
    for name in MEASURED:
        wanted = np.array([row[name] for row in expected.values()], dtype=np.float64)
        np.testing.assert_allclose(getattr(counts, name), wanted, rtol=1e-9, atol=1e-12, err_msg=name)


LETTERS = st.sampled_from("一二三a\n𠮷")
DOCUMENTS = st.lists(st.text(LETTERS, max_size=25), max_size=5)


@st.composite
def segmented_documents(draw):
    texts = draw(DOCUMENTS)
    return texts, [bytes(draw(st.lists(st.integers(0, 1), min_size=len(t), max_size=len(t)))) for t in texts]


@WAYS
@settings(deadline=None, max_examples=150)
@given(segmented=segmented_documents(), minimum_frequency=st.integers(1, 4), maximum_length=st.integers(1, 7))
def test_random_text_is_counted_as_the_slow_count_does(count, segmented, minimum_frequency, maximum_length):
    texts, boundaries = segmented
    expected, characters = count_slowly(texts, minimum_frequency, maximum_length, boundaries)

    assert_equal_to_the_row(expected, characters, count(texts, minimum_frequency, maximum_length, boundaries))


@WAYS
@settings(deadline=None, max_examples=60)
@given(texts=st.lists(st.text(max_size=15), max_size=4))
def test_any_character_counts_but_barriers_and_surrogates(count, texts):
    expected, characters = count_slowly(texts, 1, 3)

    assert_equal_to_the_row(expected, characters, count(texts, 1, 3))


@WAYS
@pytest.mark.parametrize("minimum_frequency", [1, 2, 5])
def test_real_text_is_counted_as_the_slow_count_does(count, minimum_frequency, sample_texts):
    boundaries = [bytes(index % 2 for index in range(len(text))) for text in sample_texts]
    expected, characters = count_slowly(sample_texts, minimum_frequency, 8, boundaries)

    assert_equal_to_the_row(expected, characters, count(sample_texts, minimum_frequency, 8, boundaries))


@pytest.fixture(scope="module")
def sample_texts():
    """The bundled documents, with the marks between phrases made barriers."""
    folder = Path(__file__).parents[1] / "glossary" / "sample" / "documents"
    texts = [(folder / name).read_text(encoding="utf-8") for name in ("speech.txt", "notice.md", "news.html")]
    return [re.sub(r"[^\w\n]", "\x00", text) for text in texts]


@WAYS
def test_more_characters_than_16_bits_hold_are_counted(count):
    text = "".join(map(chr, range(0x20000, 0x2A000)))
    counts = count([text, text[:3]], 2, 3)

    assert {text[0], text[1], text[2], text[:2], text[1:3], text[:3]} == set(counts.texts())
    assert [2] * 6 == counts.frequency.tolist()


@WAYS
@pytest.mark.parametrize("texts", [[], [""], ["", "\n\x00\n", "\ud800"]])
def test_nothing_to_count_gives_an_empty_table(count, texts):
    counts = count(texts, 1, 4)

    assert (0, 0, len(texts)) == (len(counts), counts.characters, counts.documents)
    assert [] == counts.texts()
    assert ("text", *FRAME_COLUMNS) == tuple(counts.to_frame().columns)


@WAYS
@settings(deadline=None, max_examples=80)
@given(texts=DOCUMENTS, seed=st.integers(0, 1000))
def test_nesting_counts_each_longer_candidate_once(count, texts, seed):
    counts = count(texts, 1, 5)
    selected = np.random.default_rng(seed).random(len(counts)) < 0.6
    strings = counts.texts()
    frequencies = counts.frequency.tolist()
    containers = [
        [frequency for outer, frequency, is_candidate in zip(strings, frequencies, selected, strict=True)
         if is_candidate and candidate and inner != outer and inner in outer]
        for inner, candidate in zip(strings, selected, strict=True)
    ]  # fmt: skip
    nesting = counts.nesting(selected)

    assert [len(found) for found in containers] == nesting.containers.tolist()
    assert [sum(found) for found in containers] == nesting.frequency.tolist()


def test_nesting_without_a_selection_takes_every_row():
    counts = count_strings(["数据中心", "数据"], minimum_frequency=1, maximum_length=4)
    nesting = counts.nesting()
    row = counts.texts().index("数据")

    assert (2, 2) == (nesting.containers[row], nesting.frequency[row])


def test_a_frame_of_some_rows_holds_those_rows():
    counts = count_strings(["新型储能电站", "新型储能"], minimum_frequency=1, maximum_length=4)
    chosen = counts.length == 4
    frame = counts.to_frame(chosen)

    assert counts.texts(chosen) == frame["text"].to_list()
    assert ["新型储能", "型储能电", "储能电站"] == frame["text"].to_list()
    assert [2, 1, 1] == frame["frequency"].to_list()
    assert frame.equals(counts.to_frame(np.flatnonzero(chosen)))
    with pytest.raises(ValueError, match="ascend"):
        counts.texts(np.array([3, 1]))


def test_the_frame_says_null_where_there_is_no_split():
    frame = count_strings(["储能"], minimum_frequency=1, maximum_length=2).to_frame()

    assert [None, None, 1.0] == frame["minimum_pmi_bits"].to_list()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"minimum_frequency": 0}, "minimum_frequency"),
        ({"maximum_length": 0}, "maximum_length"),
        ({"maximum_length": 256}, "maximum_length"),
        ({"threads": 0}, "threads"),
        ({"boundaries": []}, "0 boundary bitmaps for 1 documents"),
        ({"boundaries": [b"\x01"]}, "1 boundary flags for 4 characters"),
    ],
)
def test_a_wrong_argument_is_named(options, words):
    with pytest.raises(ValueError, match=words):
        count_strings(["一二三四"], **{"minimum_frequency": 1, "maximum_length": 2, **options})


def test_boundaries_may_be_arrays_and_may_include_the_end():
    texts = ["数字政府建设"]
    expected = count_strings(texts, minimum_frequency=1, maximum_length=6, boundaries=[b"\x01\x00\x01\x00\x01\x00"])
    counts = count_strings(
        texts, minimum_frequency=1, maximum_length=6, boundaries=[np.array([1, 0, 1, 0, 1, 0, 1], dtype=bool)]
    )

    assert ["数字", "政府", "建设", "数字政府", "政府建设", "数字政府建设"] == expected.texts(expected.aligned > 0)
    assert expected.to_frame().equals(counts.to_frame())


def test_a_sort_key_holds_a_small_text_but_not_a_large_one():
    coded = code_texts(["数字政府"], 8)
    large = replace(coded, ids=np.broadcast_to(coded.ids[:1], (1 << 31,)))

    assert fits(coded)
    assert not fits(large)


def test_small_and_large_texts_take_different_paths_to_the_same_table(monkeypatch):
    texts, options = ["一网通办一网统管", "一网通办"], {"minimum_frequency": 1, "maximum_length": 5}
    expected = count_strings(texts, **options).to_frame()
    monkeypatch.setattr(counting, "COMPILED_FROM", 0)

    assert expected.equals(count_strings(texts, threads=2, **options).to_frame())


def test_small_inputs_do_not_wait_for_the_compiler():
    program = (
        "import sys; from glossary.extraction.counting import count_strings;"
        "count_strings(['数字政府'], minimum_frequency=1, maximum_length=4); print('numba' in sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "False" == result.stdout.strip()
