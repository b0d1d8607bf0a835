"""The tables that travel with the package: their form, their notices and what they say together."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from glossary.errors import GlossaryError
from glossary.lexicons import lexicon_folder, lexicon_names, read_lexicon, read_notice
from glossary.linking.abbreviations.lexicon import lexicon_links
from glossary.model import LinkKind, Relation

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "build_lexicons.py"
LINKING = ("policy_abbreviations", "organisation_clippings", "regions", "everyday_acronyms")
DIGITS = {numeral: value for value, numeral in enumerate("一二三四五六七八九", start=1)} | {"两": 2, "双": 2}


def numeral_sum(surface: str) -> int:
    """The sum of the numerals in a surface: 三去一降一补 is 5, 十四个坚持 is 14."""
    total = 0
    for run in re.findall("[一二三四五六七八九十两双]+", surface):
        tens, _, ones = run.rpartition("十")
        total += (DIGITS.get(tens, 1) * 10 if "十" in run else 0) + sum(DIGITS[numeral] for numeral in ones)
    return total


def check(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script on a checkout whose root is `folder`."""
    return subprocess.run(
        [sys.executable, folder / "scripts" / SCRIPT.name, *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with one good table of two rows."""
    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts" / SCRIPT.name).write_bytes(SCRIPT.read_bytes())
    folder = tmp_path / "lexicons"
    folder.mkdir()
    (folder / "rivers.tsv").write_text("river\tkind\n浊漳河\tbranch\n清漳河\tbranch\n", encoding="utf-8")
    (folder / "rivers.toml").write_text(
        'title = "t"\nlanguage = "zh"\nsource = "s"\ndate = "2026-11-22"\nlicence = "l"\nscript = "x"\n'
        'rows = 0\nsha256 = ""\n[columns]\nriver = { type = "text", pattern = "^\\\\p{Han}+$" }\n'
        'kind = { type = "text", pattern = "^(branch|stem)$" }\n',
        encoding="utf-8",
    )
    return tmp_path


def test_every_table_is_in_order_and_its_notice_is_true() -> None:
    outcome = check(ROOT, "--check")

    assert outcome.stdout == ""
    assert outcome.returncode == 0


def test_the_script_writes_rows_and_digest(checkout: Path) -> None:
    assert check(checkout, "--check").returncode == 1
    assert check(checkout).returncode == 0

    notice = (checkout / "lexicons" / "rivers.toml").read_text(encoding="utf-8")

    assert "rows = 2\n" in notice
    assert re.search('^sha256 = "[0-9a-f]{64}"$', notice, re.MULTILINE)
    assert check(checkout, "--check").returncode == 0


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("river\tkind\n清漳河\tbranch\n浊漳河\tbranch\n", "rivers.tsv:3: 浊漳河 belongs before 清漳河"),
        ("river\tkind\n清漳河\tbranch\n清漳河\tbranch\n", "rivers.tsv:3: the row stands twice"),
        ("river\tkind\n清漳河\tcanal\n", "rivers.tsv:2: kind 'canal' does not match"),
        ("river\tkind\nOka\tstem\n", "rivers.tsv:2: river 'Oka' does not match"),
        ("river\tkind\n清漳河\n", "rivers.tsv:2: 1 fields, not 2"),
        ("river\n清漳河\n", "rivers.tsv: its columns are"),
        ("river\tkind\r\n清漳河\tbranch\r\n", "rivers.tsv: write it as UTF-8"),
    ],
)
def test_the_script_names_the_row_that_is_wrong(checkout: Path, text: str, complaint: str) -> None:
    (checkout / "lexicons" / "rivers.tsv").write_bytes(text.encode())

    outcome = check(checkout)

    assert complaint in outcome.stdout
    assert outcome.returncode == 1


def test_a_table_without_a_notice_is_a_fault(checkout: Path) -> None:
    (checkout / "lexicons" / "rivers.toml").unlink()

    assert "no notice rivers.toml" in check(checkout).stdout


def test_every_table_can_be_read_with_its_notice() -> None:
    for name in lexicon_names():
        assert read_notice(name).rows == len(read_lexicon(name))


def test_every_table_is_described_in_both_languages() -> None:
    readme = (lexicon_folder() / "README.md").read_text(encoding="utf-8")
    described = Counter(re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE))

    assert described == Counter(dict.fromkeys(lexicon_names(), 2))


def test_an_unknown_table_names_the_known_ones() -> None:
    with pytest.raises(GlossaryError) as error:
        read_lexicon("river_names")

    assert "policy_abbreviations" in error.value.hint


@pytest.mark.parametrize(
    "name",
    ["arity_exceptions", "units", "organisation_clippings", "everyday_acronyms", "regions"],
)
def test_no_key_stands_twice(name: str) -> None:
    keys = Counter(next(iter(row.values())) for row in read_lexicon(name))

    assert [key for key, count in keys.items() if count > 1] == []


def test_several_senses_of_a_surface_differ_and_each_has_its_context() -> None:
    senses: dict[str, list[dict[str, str]]] = {}
    for row in read_lexicon("policy_abbreviations"):
        senses.setdefault(row["surface"], []).append(row)
    several = [rows for rows in senses.values() if len(rows) > 1]

    assert several
    assert all(len({row["members"] for row in rows}) == len(rows) for rows in several)
    assert all(row["context"] for rows in several for row in rows)


def test_published_names_are_longer_than_everyday_words_and_name_their_documents() -> None:
    rows = read_lexicon("known_terms")
    documents = Counter(row["source"] for row in rows)

    assert [row["term"] for row in rows if len(row["term"]) < 3 or row["term"] != row["term"].strip()] == []
    assert min(documents.values()) > 5


def test_a_period_does_not_end_before_it_begins() -> None:
    for row in read_lexicon("policy_abbreviations"):
        begin, _, end = row["period"].partition("-")
        assert not end or begin < end, row["surface"]


def test_english_stands_exactly_where_its_source_is_named() -> None:
    rows = read_lexicon("policy_abbreviations")

    assert [row["surface"] for row in rows if bool(row["english"]) != bool(row["english_source"])] == []
    assert any(row["english"] for row in rows)


def test_numerals_count_the_members_or_are_listed_as_exceptions() -> None:
    exceptions = {row["surface"] for row in read_lexicon("arity_exceptions")}
    uncounted = {
        row["surface"]
        for row in read_lexicon("policy_abbreviations")
        if row["kind"] == LinkKind.NUMERAL and numeral_sum(row["surface"]) != len(row["members"].split(";"))
    }

    assert uncounted - exceptions == set()


def test_exceptions_of_sums_do_differ() -> None:
    """A surface whose numerals do add up to its members is no exception, unless its list is usually left out."""
    members = {row["surface"]: row["members"].split(";") for row in read_lexicon("policy_abbreviations")}
    agreeing = {
        row["surface"]
        for row in read_lexicon("arity_exceptions")
        if row["kind"] == "sum_differs" and numeral_sum(row["surface"]) == len(members.get(row["surface"], ()))
    }

    assert agreeing <= {"双一流", "双百方针"}


def test_the_linking_tables_never_contradict_each_other() -> None:
    stated: dict[str, dict[str, set[str]]] = {}
    for name in LINKING:
        for row in read_lexicon(name):
            stated.setdefault(row["surface"], {}).setdefault(name, set()).add(row["members"])
    senses = {surface: list(tables.values()) for surface, tables in stated.items()}

    assert {surface: found for surface, found in senses.items() if any(sense != found[0] for sense in found)} == {}


def test_members_never_repeat() -> None:
    for name in LINKING:
        for row in read_lexicon(name):
            members = row["members"].split(";")
            assert len(set(members)) == len(members), row["surface"]


def test_a_lexicon_link_is_outside_knowledge() -> None:
    (link,) = lexicon_links({"三农"})

    assert link.kind is LinkKind.NUMERAL
    assert link.relation is Relation.MEMBERS
    assert link.members == ("农业", "农村", "农民")
    assert link.source == "lexicon:policy_abbreviations"
    assert link.pattern == "lexicon"
    assert (link.document, link.evidence) == (None, None)


@pytest.mark.parametrize(
    ("surface", "relation", "members", "source"),
    [
        ("发改委", Relation.FULL_FORM, ("发展和改革委员会",), "policy_abbreviations"),
        ("住建厅", Relation.FULL_FORM, ("住房和城乡建设厅",), "organisation_clippings"),
        ("两广", Relation.MEMBERS, ("广东", "广西"), "regions"),
        ("CPU", Relation.FULL_FORM, ("中央处理器",), "everyday_acronyms"),
        ("双随机、一公开", Relation.MEMBERS, None, "policy_abbreviations"),
        ("1+X证书制度", Relation.SLOTS, ("学历证书", "若干职业技能等级证书"), "policy_abbreviations"),
    ],
)
def test_each_table_gives_links(surface: str, relation: Relation, members: tuple[str, ...] | None, source: str) -> None:
    (link,) = lexicon_links([surface])

    assert link.surface == surface
    assert link.relation is relation
    assert members is None or link.members == members
    assert link.source == f"lexicon:{source}"


def test_slots_hold_the_flat_members_in_order() -> None:
    for row in read_lexicon("policy_abbreviations"):
        for link in lexicon_links([row["surface"]]):
            if link.slots is not None:
                assert tuple(member for slot in link.slots for member in slot.members) == link.members


@pytest.mark.parametrize(
    ("surface", "text", "first_members"),
    [
        ("三大改造", "三大改造资金、环保容量向园区倾斜。", []),
        ("三大改造", "一九五六年，社会主义改造基本完成，三大改造载入史册。", ["农业社会主义改造"]),
        ("五个一批", "实施五个一批，狠抓落实。", []),
        ("五个一批", "脱贫攻坚中的五个一批。", ["发展生产脱贫一批"]),
        ("三条红线", "节水优先，守住三条红线。", ["水资源开发利用控制红线"]),
        ("三农", "做好工作。", ["农业"]),
    ],
)
def test_a_sense_of_another_time_or_field_needs_its_context(surface: str, text: str, first_members: list[str]) -> None:
    assert first_members == [link.members[0] for link in lexicon_links([surface], [text])]


def test_without_texts_every_sense_is_given() -> None:
    assert {link.members[0] for link in lexicon_links(["两高"])} == {"高耗能项目", "最高人民法院"}


def test_unknown_surfaces_and_lone_characters_are_left_alone() -> None:
    assert lexicon_links(["浙", "六条溪", ""]) == ()


def test_the_order_and_number_of_surfaces_change_nothing() -> None:
    surfaces = ["两会", "三农", "双碳", "三农"]

    assert lexicon_links(surfaces) == lexicon_links(reversed(surfaces))
    assert [link.surface for link in lexicon_links(surfaces)] == sorted({"两会", "三农", "双碳"})
