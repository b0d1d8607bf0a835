"""Series in running text and over lines, and series inside the parts of others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.browsing.outline import outline_lines
from glossary.model import Document
from glossary.pipeline import prepare, with_structure
from glossary.text.series import find_series
from glossary.text.structure import find_blocks, find_sentences

TEXT = st.text(st.sampled_from("一二三是要首先其次第，。；：、(（1２)）①②\n 甲水"), max_size=60)


def series_of(text):
    blocks = find_blocks(text)
    return find_series(text, blocks, find_sentences(text, blocks))


def shown(text):
    return [
        (series.level, [text[item.content_start : item.end].strip() for item in series.items])
        for series in series_of(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重点抓三件事，一是修路，二是通水，三是亮灯。会后落实。", [(1, ["修路，", "通水，", "亮灯。"])]),
        ("第一，站位要高。第二，措施要实。", [(1, ["站位要高。", "措施要实。"])]),
        ("首先，摸底；其次，建账；最后，销号。", [(1, ["摸底；", "建账；", "销号。"])]),
        ("其一，成本高；其二，周期长。", [(1, ["成本高；", "周期长。"])]),
        ("分三步：①建库；②联网；③共享。", [(1, ["建库；", "联网；", "共享。"])]),
        ("条件如下：（1）有场地；（2）有人员。", [(1, ["有场地；", "有人员。"])]),
        ("统一是前提，唯一是关键，二是末节。", []),
        ("一是快。", []),
        ("一是甲。三是丙。", []),
    ],
)
def test_series(text, expected):
    assert expected == shown(text)


def test_series_inside_a_part_of_another():
    inner = "一是以商招商，二是基金招商，三是驻点招商。"
    text = f"（一）抓项目。一是抓招引。主要有三种方式：{inner}二是抓落地。首先，代办；其次，专班。"

    assert [
        (1, [f"抓招引。主要有三种方式：{inner}", "抓落地。首先，代办；其次，专班。"]),
        (2, ["以商招商，", "基金招商，", "驻点招商。"]),
        (2, ["代办；", "专班。"]),
    ] == shown(text)


def test_series_over_lines_with_one_inside_a_line():
    text = "要抓好三件事：\n一是修路。\n路要修到户。\n二是通水。一要净，二要稳。\n三是亮灯。\n二、其他\n一是后话。"

    assert [(1, ["修路。\n路要修到户。", "通水。一要净，二要稳。", "亮灯。"]), (2, ["净，", "稳。"])] == shown(text)


def test_series_ends_with_its_line_and_at_a_heading():
    text = "要求一致：一是修路。二是通水。\n三是亮灯。\n（二）民生\n三是入学。"

    assert [(1, ["修路。", "通水。"])] == shown(text)


def test_series_with_a_line_of_its_own_for_each_starts_anew():
    assert [(1, ["甲。", "乙。"]), (1, ["丙。", "丁。"])] == shown("一是甲。\n二是乙。\n一是丙。\n二是丁。")


def test_outline_shows_headings_and_series_by_their_depth():
    text = "讲话\n一、任务\n（一）抓项目。一是招引：一要快，二要好。二是落地。\n1. 建库。\n"
    document = with_structure(prepare(Document("d1", "a.txt", "讲话", text, "", "utf-8")))

    assert [
        "1\t讲话",
        "2\t一、任务",
        "3\t  （一）抓项目。",
        "3\t    一是招引：一要快，二要好。",
        "3\t      一要快，",
        "3\t      二要好。",
        "3\t    二是落地。",
        "4\t    1. 建库。",
    ] == list(outline_lines(document, series_of(text)))


@given(TEXT)
def test_items_count_from_one_and_lie_apart_within_their_series(text):
    for series in series_of(text):
        assert list(range(1, len(series.items) + 1)) == [item.number for item in series.items]
        assert len(series.items) > 1
        for item, following in zip(series.items, series.items[1:], strict=False):
            assert item.start < item.content_start <= item.end == following.start


@given(TEXT)
def test_series_nest_or_stand_apart(text):
    found = series_of(text)
    for index, series in enumerate(found):
        inside = [each for each in found[:index] if each.start <= series.start and series.start < each.end]
        assert series.level == len(inside) + 1
        for outer in inside:
            assert any(item.start <= series.start and series.end <= item.end for item in outer.items)
