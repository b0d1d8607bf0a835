"""Places in documents in the language of the reader."""

from __future__ import annotations

import pytest

from glossary.locations import describe_location
from glossary.messages import choose_language


@pytest.fixture(autouse=True)
def _restored_language():
    yield
    choose_language(None)


@pytest.mark.parametrize(
    ("label", "chinese"),
    [
        ("paragraph 2", "第 2 段"),
        ("table 1, row 2, cell 3", "表 1，第 2 行，第 3 格"),
        ("slide 4, notes", "第 4 张幻灯片，备注"),
        ("footnote 1", "脚注 1"),
        ("footer", "页脚"),
        ("预算, row 2", "预算，第 2 行"),
    ],
)
def test_a_label_is_told_in_the_readers_language(label, chinese):
    """Files keep the English label; a reader of Chinese is told the place in Chinese."""
    choose_language("zh_CN")

    assert chinese == describe_location(label)

    choose_language("en")

    assert label == describe_location(label)
