"""Words: cut as jieba cuts them, without loading jieba's code."""

from __future__ import annotations

import itertools
import subprocess
import sys

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jieba import finalseg

from glossary.extraction.counting.boundaries import dictionary_boundaries
from glossary.text.segmenters import dictionary as ours
from glossary.text.segmenters import segment

PROSE = [
    "全县新建高标准农田三万亩，灌区管理站完成渠系改造。",
    "合作社与5G基站、MEMS芯片和PM2.5监测点共用一张网，B超检查免费。",
    "老周说，水库去年才蓄满，今年的水稻用不着抽水。",
    "鲍埂村的柑橘合作社卖到了芜湖、铜陵，也卖到了胶南。",
    "a+b&c#d 的 C++ 程序_v1.2-rc 100% 通过",
]


def blocks(text: str) -> list[str]:
    """What jieba's dictionary gives, white space left out."""
    return [word for word in jieba.cut(text, HMM=False) if not word.isspace()]


def words(text: str) -> list[str]:
    """What our loops over it give."""
    return [text[start:end] for start, end in ours._known_words(text) if not text[start:end].isspace()]


@pytest.mark.parametrize("text", PROSE)
def test_the_dictionary_cuts_as_jieba_does(text):
    assert blocks(text) == words(text)


@given(st.text(alphabet="数据中心建设和的合作社人工智能超B芯片aZ09+#&._%- \n，𠀀㐀", max_size=60))
def test_any_text_is_cut_as_jieba_does(text):
    assert blocks(text) == words(text)


@given(st.text(alphabet="数据中心建设和的晶盛鲍埂人工智能B芯aZ09+#&._%- \n\u3000\x00，𠀀㐀", max_size=60))
def test_known_boundaries_give_the_same_words(text):
    """Those that the kernel marks are those of the loops."""
    boundaries = dictionary_boundaries([text])[0].tobytes()

    assert segment(text) == segment(text, boundaries=boundaries)


@given(st.text(alphabet="晶盛鲍埂芜湖胶南铜陵周晓萌柑橘渠泵㐀", min_size=1, max_size=20))
def test_the_model_joins_as_jieba_does(characters):
    ends = [0, *(end + 1 for end in ours._word_ends(characters))]
    # jieba's model leaves characters beyond U+9FD5 and before U+4E00 out.
    if all("\u4e00" <= character <= "\u9fd5" for character in characters):
        assert list(finalseg.cut(characters)) == [characters[start:end] for start, end in itertools.pairwise(ends)]
    assert len(characters) == ends[-1]


@given(st.text(max_size=80))
def test_tokens_are_spans_with_white_space_between(text):
    position = 0
    for token in segment(text):
        assert text[position : token.start].strip() == ""
        assert token.text == text[token.start : token.end]
        assert token.start < token.end
        position = token.end
    assert text[position:].strip() == ""


def test_a_block_without_end_is_cut_in_pieces():
    text = "水库" * 15_000
    assert ["水库"] * 15_000 == [token.text for token in segment(text)]


def test_jieba_is_not_imported():
    program = (
        "import sys; from glossary.text.segmenters import segment; segment('晶盛机电'); print('jieba' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert "False" == ran.stdout.strip()
