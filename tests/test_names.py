"""Names of organisations, places and products: what is marked as one, and how they are found again."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossary import Glossary, Settings, extract
from glossary.browsing import select_rows
from glossary.browsing.labels import type_of
from glossary.linking.names import PROPER_NOUN, NameKind, kind_of_name, name_kind
from glossary.model import Term
from glossary.text.segmenters import segment

NAMES = {
    "海州市水务局": NameKind.ORGANISATION,
    "国家水质标准化技术委员会": NameKind.ORGANISATION,
    "市水务集团": NameKind.ORGANISATION,
    "浙江清源水务有限公司": NameKind.ORGANISATION,
    "钱塘新区": NameKind.PLACE,
    "杭州市": NameKind.PLACE,
    "HTR-10型反应堆": NameKind.PRODUCT,
}
KINDS_OF_THINGS = (
    "上市公司",
    "总体布局",
    "工业园区",
    "市级中心",
    "养老机构",
    "城市",
    "五县三区",
    "“三名”学校",
    "市场",
    "思路",
    "区水务局联合区财政局",
    "市水务局负责",
    "持牌银行",
    "国际会议中心",
)


@pytest.mark.parametrize(("text", "expected"), NAMES.items())
def test_names_are_told_by_beginning_and_end(text: str, expected: NameKind) -> None:
    """A name begins with a name, or with what speaks of one body, and its end says what it names."""
    tokens = segment(text)
    marked = kind_of_name(text, [token.text for token in tokens], [token.tag for token in tokens]) is not None

    assert (True, expected) == (marked, name_kind(Term(text, part_of_speech=PROPER_NOUN)))


@pytest.mark.parametrize("text", KINDS_OF_THINGS)
def test_kinds_of_things_are_no_names(text: str) -> None:
    """What there is many of has no name, and what only ends like one has none either."""
    tokens = segment(text)

    assert kind_of_name(text, [token.text for token in tokens], [token.tag for token in tokens]) is None


def test_a_term_that_is_no_proper_noun_names_nothing() -> None:
    """The end alone decides nothing: a person may have taken the mark away."""
    assert name_kind(Term("海州市水务局")) is None


@pytest.fixture(scope="module")
def glossary(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    """The glossary of a short text."""
    path: Path = tmp_path_factory.mktemp("names") / "a.txt"
    path.write_text("海州市水务局印发《泵站巡检办法》。钱塘新区推广智能水表，海州市水务局负责考核。", encoding="utf-8")
    return extract([path], Settings(top=20))


@pytest.mark.parametrize(("kind", "texts"), [("organisation", {"海州市水务局"}), ("place", {"海州市", "钱塘新区"})])
def test_names_are_a_kind_to_browse(glossary: Glossary, kind: str, texts: set[str]) -> None:
    """`--kind` shows the names of one kind, and their type says which."""
    rows = select_rows(glossary, kind=kind)

    assert {(text, kind) for text in texts} == {(row.term.text, str(type_of(row.term, row.links))) for row in rows}


def test_a_term_with_and_without_quotation_marks_is_one_entry(tmp_path: Path) -> None:
    """The marks stay where the documents write them, and both ways to write it stand in one entry."""
    path = tmp_path / "a.txt"
    path.write_text(
        "印发“清流”行动方案。落实清流行动方案，清流行动方案有三章。“清流”行动方案有附件。", encoding="utf-8"
    )
    written = [{term.text for term in entry.terms} for entry in extract([path], Settings(top=20)).entries]

    assert [True] == [forms >= {"“清流”行动方案", "清流行动方案"} for forms in written if "清流行动方案" in forms]
