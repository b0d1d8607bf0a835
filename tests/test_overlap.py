"""Better candidates on the same characters, and the shape of a phrase."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from glossary.extraction.statistics import Candidates, Occurrence
from glossary.ranking.overlap import better_neighbours
from glossary.ranking.shape import ends_in_activity, governed_words, heads_terms, holds_governing_verb, is_guess


def candidates(*places):
    """Candidates that are nothing but their occurrences."""
    return Candidates(
        pl.DataFrame({"text": [str(row) for row in range(len(places))]}),
        tuple(tuple(Occurrence(*place) for place in each) for each in places),
    )


WHOLE, PART, CROSSING, APART = (0, 0, 9), (0, 5, 9), (0, 3, 7), (0, 9, 12)


@pytest.mark.parametrize(
    ("label", "places", "sums", "expected"),
    [
        ("held by a better one", [[WHOLE], [PART]], [2, 1], [0, 1]),
        ("holds a better one", [[WHOLE], [PART]], [1, 2], [0, 0]),
        ("cut by a better one", [[CROSSING], [PART]], [1, 2], [2, 0]),
        ("begins a better one", [[WHOLE], [(0, 0, 4)]], [2, 1], [0, 2]),
        ("side by side", [[WHOLE], [APART]], [1, 2], [0, 0]),
        ("equal", [[WHOLE], [PART]], [1, 1], [0, 0]),
        ("in another document", [[WHOLE], [(1, 5, 9)]], [2, 1], [0, 0]),
        ("once by itself", [[WHOLE], [PART, (0, 20, 24)]], [2, 1], [0, 0]),
        ("two better ones", [[WHOLE], [CROSSING], [PART]], [3, 2, 1], [0, 1, 3]),
        ("one that nobody keeps", [[WHOLE], [PART]], [2, -5], [0, 0]),
        ("no occurrences", [[], []], [2, 1], [0, 0]),
    ],
)
def test_better_neighbours(label, places, sums, expected):
    """Those that hold a candidate or cut it count, where they are fewest."""
    found = better_neighbours(candidates(*places), np.array(sums, dtype=np.float64), -1.0)

    assert expected == np.nan_to_num(found, posinf=0).tolist(), label


def test_heads_are_known_by_how_they_end():
    """A longer word heads terms if its last one or two characters do."""
    assert [True, True, True, False] == [heads_terms(word) for word in ("工程", "变电站", "服务中心", "内容")]


def test_a_verb_before_the_head_governs_nothing():
    """推广 governs 技术成果 and not 推广中心."""
    assert 1 == governed_words(("成果", "推广", "内容"), ("content", "weak_verb", "generic"), ["weak_verb"])
    assert 0 == governed_words(("成果", "推广", "中心"), ("content", "weak_verb", "generic"), ["weak_verb"])
    assert holds_governing_verb(("推进", "内容"), ("light_verb", "generic"))
    assert not holds_governing_verb(("项目", "推进", "工程"), ("generic", "light_verb", "generic"))


def test_activities_and_guesses():
    """What a text does closes phrases; two unknown characters are a guess."""
    assert ends_in_activity(("水质", "调查"))
    assert not ends_in_activity(("调查",))
    assert is_guess(("渠泵",), ("x",))
    assert not is_guess(("渠泵",), ("n",))
