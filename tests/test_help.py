"""Help texts fit the terminal in Chinese too."""

from __future__ import annotations

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from glossary.cli.help import DisplayWidthFormatter, wrapped

TEXTS = st.text(alphabet="术语表甲乙，。（）“” ab-7", max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("", 8, [""]),
        ("only one line", 20, ["only one line"]),
        ("术语至少要出现几次。", 8, ["术语至少", "要出现几", "次。"]),
        ("术语至少要，出现几次", 10, ["术语至少", "要，出现几", "次"]),
        ("写到（标准输入）为止", 6, ["写到", "（标准", "输入）", "为止"]),
        ("见 glossary formats 一页", 12, ["见 glossary", "formats 一页"]),
        ("显示几条。  [默认：50 条]", 12, ["显示几条。", "[默认：50 条]"]),
        ("不断开 [numeral|plus|acronym] 这样的词", 10, ["不断开", "[numeral|plus|acronym]", "这样的词"]),
    ],
)
def test_lines_end_where_chinese_lines_may(text: str, width: int, expected: list[str]) -> None:
    """Behind any character, but not before a closing mark, behind an opening one or within a word."""
    assert expected == wrapped(text, width)


@given(text=TEXTS, width=st.integers(10, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    """Lines hold all characters but spaces, in their order; one that can be broken is not wider than it may be."""
    lines = wrapped(text, width)

    assert "".join(text.split()) == "".join("".join(lines).split())
    assert [] == [line for line in lines if cell_len(line) > width and len(wrapped(line, 1)) > 1]


def test_options_stand_beside_their_meaning() -> None:
    """Chinese meanings go on below where they began; English ones are as click writes them."""
    rows = [("--top N", "只保留前 N 条，不论得分高低，一条也不多。"), ("--quiet", "Print results and errors only.")]
    ours, clicks = DisplayWidthFormatter(width=34), click.HelpFormatter(width=34)
    ours.write_dl(rows)
    clicks.write_dl(rows[1:])

    assert "--top N  只保留前 N 条，不论得分\n         高低，一条也不多。\n" + clicks.getvalue() == ours.getvalue()


def test_a_paragraph_is_indented() -> None:
    """Each line of it."""
    formatter = DisplayWidthFormatter(width=16)
    with formatter.indentation():
        formatter.write_text("从中文文档编制术语表。")

    assert "  从中文文档编制\n  术语表。\n" == formatter.getvalue()
