"""Abbreviations are linked to what the text says they stand for, and to nothing where it does not say."""

from __future__ import annotations

import re

import pytest
from abbreviation_cases import Case, analysed, cases
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations import explain_numerals, link_abbreviations
from glossary.linking.abbreviations.view import plain
from glossary.model import Link, LinkKind, Relation
from glossary.text.numerals import find_numerals, head_segments, number_value

CASES = cases()


def links_of(text: str, surface: str) -> list[Link]:
    wanted = plain(surface)
    return [link for link in link_abbreviations([analysed(text)]) if plain(link.surface) == wanted]


@pytest.mark.parametrize("case", CASES, ids=[f"{case.surface}-{case.note}" for case in CASES])
def test_each_row_links_to_its_members_or_to_nothing(case: Case) -> None:
    expected = [case.members] if case.members else []

    assert expected == [link.members for link in links_of(case.text, case.surface)], case.note


def test_the_rows_are_many_and_half_of_them_abstain() -> None:
    abstaining = [case for case in CASES if not case.members]

    assert len(CASES) >= 300
    assert len(abstaining) >= 0.5 * len(CASES)
    assert len({(case.text, case.surface) for case in CASES}) == len(CASES)


def test_kinds_are_those_of_the_rows() -> None:
    kinds = {case.kind for case in CASES}

    assert kinds <= {kind.value for kind in LinkKind}


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("第一行。\n实施“强基”和“提能”两大工程。", 2, 12),
        ("推行「減時間、減材料、減跑動」三減改革。", 1, 16),
        ("謀項(xiàng)目、抓創(chuàng)新兩大任務。", 1, 23),
    ],
)
def test_evidence_points_at_the_surface_in_the_original(text: str, line: int, column: int) -> None:
    (link,) = [link for link in link_abbreviations([analysed(text)]) if link.kind is LinkKind.NUMERAL]

    assert link.evidence is not None
    assert (line, column) == (link.evidence.line, link.evidence.column)


def test_one_surface_keeps_its_expansions_apart_in_one_document_and_in_two() -> None:
    first = "坚持“引才”“育才”两手抓。做到“治水”“治气”两手抓。"
    second = "坚持“建”“管”两手抓。"
    links = link_abbreviations([analysed(first, "a.txt"), analysed(second, "b.txt")])

    assert [
        ("a.txt", ("引才", "育才")),
        ("a.txt", ("治水", "治气")),
        ("b.txt", ("建", "管")),
    ] == [(link.document, link.members) for link in links]


def test_a_full_form_in_another_document_is_evidence_there() -> None:
    links = link_abbreviations([analysed("规上工业增长7%。", "a.txt"), analysed("规模以上工业企业12家。", "b.txt")])
    (link,) = [link for link in links if link.surface == "规上"]

    assert ("规模以上",) == link.members
    assert "a.txt" == link.document
    assert link.evidence is not None
    assert "b.txt" == link.evidence.document


def test_slots_keep_their_labels() -> None:
    text = "构建“2+3”体系，做强纺织、陶瓷两大传统产业和光伏、储能、氢能三大新兴产业。"
    (link,) = links_of(text, "2+3")

    assert link.relation is Relation.SLOTS
    assert link.slots is not None
    assert [("2", ("纺织", "陶瓷")), ("3", ("光伏", "储能", "氢能"))] == [
        (slot.label, slot.members) for slot in link.slots
    ]


def test_document_order_changes_nothing_within_a_document() -> None:
    texts = ["开展“送医”“送药”两项服务。", "形成粮、油、茶三大产业。"]
    forward = link_abbreviations([analysed(text, str(index)) for index, text in enumerate(texts)])
    backward = link_abbreviations([analysed(text, str(index)) for index, text in reversed(list(enumerate(texts)))])

    assert set(forward) == set(backward)


def test_a_list_that_disagrees_is_found_but_not_linked() -> None:
    document = analysed("实施“关停、整合、搬迁”四个一批。")
    (found,) = explain_numerals(document)

    assert not found.agrees
    assert found.explicit
    assert (4, 3) == (found.head.count, len(found.members))
    assert () == link_abbreviations([document])


# ------------------------------------------------------------------ sentences built from the policy lexicon

PATTERNS = (
    "全面落实“{list}”{surface}。",
    "各地坚持“{list}”的“{surface}”。",
    "会议强调“{surface}”（{list}）的要求。",
    "“{surface}”，即{list}。",
    "文件明确了“{surface}”：{list}。",
    "{quotes}“{surface}”落地见效。",
    "“{surface}”包括{list}。",
)


def policy_rows() -> list[tuple[str, list[str]]]:
    """Numeral abbreviations with two to eight plain members, as many as their single number says."""
    rows = []
    for row in read_lexicon("policy_abbreviations"):
        members = row["members"].split(";")
        numeral = re.match("[二两三四五六七八]", row["surface"])
        simple = all(re.fullmatch("[\u4e00-\u9fff]{2,12}", member) for member in members)
        joined = any(word in member for member in members for word in "和与及或并")
        if row["kind"] == "numeral" and numeral and simple and not joined and len(row["surface"]) <= 8:
            count = number_value(numeral.group())
            if count == len(members) and len(re.findall("[一二两三四五六七八九十双]", row["surface"])) == 1:
                rows.append((row["surface"], members))
    return rows


def sentence(pattern: str, surface: str, members: list[str], separator: str = "、") -> str:
    quotes = "".join(f"“{member}”" for member in members)
    return pattern.format(list=separator.join(members), quotes=quotes, surface=surface)


def test_links_survive_in_every_pattern_and_abstain_when_a_member_is_missing_or_added() -> None:
    """At least 95% of the built sentences: the members in any order link, one too many or too few do not."""
    right = total = 0
    for surface, members in policy_rows():
        for pattern in PATTERNS:
            mutations = [
                (members, True),
                (members[::-1], True),
                ([*members, "数字赋能"], False),
                (members[:-1], False),
            ]
            for mutated, links in mutations:
                if len(mutated) < 2:
                    continue
                found = [link.members for link in links_of(sentence(pattern, surface, mutated), surface)]
                right += found == ([tuple(mutated)] if links else [])
                total += 1

    assert total >= 1000
    assert right >= 0.95 * total


# ------------------------------------------------------------------ numerals


@given(st.integers(min_value=1, max_value=99))
def test_every_number_up_to_99_is_read_back(value: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    written = ("" if tens == 1 else digits[tens] if tens else "") + ("十" if tens else "")
    written += digits[ones] if ones or not tens else ""

    assert value == number_value(written)
    assert value == number_value(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "第三代技术",
        "2023年三季度",
        "二手市场",
        "8名同志",
        "三级医院",
        "近三年",
        "双方代表",
        "十四五规划",
        "三百个",
        "第二批",
    ],
)
def test_ordinals_dates_grades_and_persons_are_no_heads(text: str) -> None:
    assert () == find_numerals(text)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("一台两器", [(1, "台"), (2, "器")]),
        ("三会一课", [(3, "会"), (1, "课")]),
        ("五园十区块", [(5, "园"), (10, "区块")]),
        ("四个一批", []),
        ("两手抓", []),
    ],
)
def test_heads_of_several_numbers_are_taken_apart(head: str, expected: list[tuple[int, str]]) -> None:
    assert expected == [(segment.count, segment.head) for segment in head_segments(head)]


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="一二三两大个项、，。和“”（）：+A市县建设平台产业等的是即简称 \n", max_size=60))
def test_any_text_is_linked_without_a_fault_and_points_into_itself(text: str) -> None:
    document = analysed(text)
    for link in link_abbreviations([document]):
        assert link.evidence is not None
        line = re.split("\r\n|\r|\n", text)[link.evidence.line - 1]
        assert line[link.evidence.column - 1] == link.surface[0]
