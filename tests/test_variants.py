"""Two ways to write one term are linked; what only looks alike is left alone; suspicions stay suspicions."""

from __future__ import annotations

import pytest
from abbreviation_cases import analysed
from hypothesis import example, given
from hypothesis import strategies as st

from glossary import pipeline
from glossary.expansions import links_by_identifier, links_naming, links_of
from glossary.lexicons import read_lexicon
from glossary.linking.concepts import SURE, concept_of, term_type
from glossary.linking.variants import WrittenTerm, link_variants, written_forms
from glossary.model import ConceptEntry, Glossary, Link, LinkKind, Relation, TermType


def terms_in(text: str, *written: str) -> list[WrittenTerm]:
    """Terms given as words with spaces between them, at all places where the text has them."""
    terms = []
    for words in written:
        term = words.replace(" ", "")
        places = [(0, start, start + len(term)) for start in range(len(text)) if text.startswith(term, start)]
        terms.append(WrittenTerm(term, tuple(words.split()), places or [(0, 0, 1)]))
    return terms


def links_in(text: str, *written: str) -> list[tuple[str, str, str]]:
    links = link_variants([analysed(text)], terms_in(text, *written))
    return [(link.surface, link.members[0], link.pattern) for link in links]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        pytest.param(
            "开立帐户须实名。账户由银行管理，账户余额可查。",
            ("帐户", "账户"),
            ("帐户", "账户", "spelling"),
            id="a spelling",
        ),
        pytest.param(
            "渔船帐户管理从严，渔船账户管理一次办结。",
            ("渔船 帐户 管理", "渔船 账户 管理"),
            ("渔船帐户管理", "渔船账户管理", "spelling"),
            id="a spelling inside a longer term",
        ),
        pytest.param(
            "码头Wi-Fi全覆盖，Wi-Fi免费，WiFi密码见墙上。",
            ("Wi-Fi", "WiFi"),
            ("WiFi", "Wi-Fi", "written-form"),
            id="a hyphen",
        ),
        pytest.param(
            "LoRa网关十台，LoRa终端百个，LORA频段另定。",
            ("LoRa", "LORA"),
            ("LORA", "LoRa", "written-form"),
            id="case",
        ),
        pytest.param(
            "养护“双随机”抽查，双随机抽查每月一次，双随机抽查留痕。",
            ("“ 双随机 ” 抽查", "双随机 抽查"),
            ("“双随机”抽查", "双随机抽查", "written-form"),
            id="quotation marks",
        ),
        pytest.param(
            "海堤和闸门管护到位，海堤闸门管护有人，海堤闸门管护有钱。",
            ("海堤 和 闸门 管护", "海堤 闸门 管护"),
            ("海堤和闸门管护", "海堤闸门管护", "connective"),
            id="和 put in",
        ),
        pytest.param(
            "绿色低碳航运起步，低碳绿色航运加快，低碳绿色航运成网。",
            ("绿色 低碳 航运", "低碳 绿色 航运"),
            ("绿色低碳航运", "低碳绿色航运", "word-order"),
            id="words in another order",
        ),
        pytest.param(
            "渔业电脑系统上线，渔业计算机系统运行，渔业计算机系统升级。",
            ("渔业 电脑 系统", "渔业 计算机 系统"),
            ("渔业电脑系统", "渔业计算机系统", "near-synonym"),
            id="a near-synonym in the same text",
        ),
        pytest.param(
            "渔业讨论院挂牌。",
            ("渔业 讨论 院",),
            ("渔业讨论院", "渔业研究院", "suspected-paraphrase"),
            id="a word of the dictionary paraphrased",
        ),
        pytest.param(
            "便民效劳窗口三个，便民服务窗口五个，便民服务窗口全天开放。",
            ("便民 效劳 窗口", "便民 服务 窗口"),
            ("便民效劳窗口", "便民服务窗口", "suspected-paraphrase"),
            id="an odd word beside the usual one",
        ),
    ],
)
def test_variants_are_linked(text: str, words: tuple[str, ...], expected: tuple[str, str, str]) -> None:
    assert links_in(text, *words) == [expected]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("帐篷十顶，账篷无货。", ("帐篷", "账篷"), id="no pair of the lexicon"),
        pytest.param(
            "渔港帐 户外作业，渔港账 户外作业。", ("渔港 帐 户外", "渔港 账 户外"), id="a spelling across words"
        ),
        pytest.param("CO浓度达标，Co含量很低。", ("CO", "Co"), id="two letters in another case"),
        pytest.param("第1-2批验收，第12批开工。", ("1-2批", "12批"), id="a hyphen between digits"),
        pytest.param("大学 和 生活，大学生活。", ("大学 和 生活", "大学生 活"), id="cut at another place"),
        pytest.param("山和水，山水。", ("山 和 水", "山 水"), id="too short for a connective"),
        pytest.param("经济发展快，发展经济难。", ("经济 发展", "发展 经济"), id="two words in another order"),
        pytest.param("渔船安全监测，安全渔船监测点。", ("渔船 安全 监测", "安全 渔船 监测 点"), id="another head"),
        pytest.param("社会治理创新，社会管理创新。", ("社会 治理 创新", "社会 管理 创新"), id="two ordinary words"),
        pytest.param(
            "基本制度不变，根本制度不变。", ("基本 制度", "根本 制度"), id="two ordinary words of the same text"
        ),
        pytest.param("专题讨论会召开。", ("专题 讨论 会",), id="a word of the dictionary with the other word"),
        pytest.param("小组讨论记录。", ("小组 讨论 记录",), id="the other word where it belongs"),
        pytest.param("讨论热烈。", ("讨论",), id="a word alone"),
        pytest.param("渔业电脑系统上线。", ("渔业 电脑 系统",), id="a synonym that the text lacks"),
        pytest.param("渔港集团与渔港公司。", ("渔港 集团", "渔港 公司"), id="no pair at all"),
    ],
)
def test_what_only_looks_alike_is_left_alone(text: str, words: tuple[str, ...]) -> None:
    assert links_in(text, *words) == []


def test_a_link_shows_where_the_variant_stands() -> None:
    text = "账户由银行管理，账户余额可查。\n开立帐户须实名。"
    (link,) = link_variants([analysed(text)], terms_in(text, "帐户", "账户"))

    assert link.relation is Relation.VARIANT
    assert link.evidence is not None
    assert (link.evidence.line, link.evidence.column) == (2, 3)
    assert link.evidence.text == "开立帐户须实名。"


@pytest.mark.parametrize(
    ("pattern", "sure"), [("spelling", True), ("connective", False), ("suspected-paraphrase", False)]
)
def test_only_sure_variants_are_one_concept(pattern: str, sure: bool) -> None:
    texts = {
        "spelling": ("帐户五个，账户十个，账户管理。", "帐户", "账户"),
        "connective": ("海堤和闸门管护。海堤闸门管护。海堤闸门管护。", "海堤 和 闸门 管护", "海堤 闸门 管护"),
        "suspected-paraphrase": ("渔业讨论院挂牌。", "渔业 讨论 院"),
    }
    text, *words = texts[pattern]
    (link,) = link_variants([analysed(text)], terms_in(text, *words))

    assert link.pattern == pattern
    assert (link.confidence >= SURE) is sure
    assert (link.surface in concept_of([link])) is sure
    assert term_type([link]) is (TermType.VARIANT if sure else None)


def test_a_chain_of_names_ends_at_the_full_form() -> None:
    links = [
        Link("WiFi", LinkKind.VARIANT, Relation.VARIANT, ("Wi-Fi",), "written-form", 0.95),
        Link("Wi-Fi", LinkKind.LATIN_ACRONYM, Relation.FULL_FORM, ("无线保真",), "acronym-in-brackets", 0.93),
    ]

    assert concept_of(links) == {"WiFi": "无线保真", "Wi-Fi": "无线保真"}


def test_traditional_and_full_width_forms_are_counted_as_written() -> None:
    text = "漁港建設提速，渔港扩建，渔港（yúgǎng）管护。"
    document = analysed(text)
    places = [(0, start, start + 2) for start in range(len(document.text)) if document.text.startswith("渔港", start)]

    assert written_forms([document], "渔港", places) == {"漁港": 1, "渔港": 2}


def test_no_paraphrase_is_a_spelling() -> None:
    pairs = {(row["usual"], row["other"]) for row in read_lexicon("paraphrase_pairs")}
    spellings = {(row["form"], row["variant"]) for row in read_lexicon("spelling_pairs")}

    assert not pairs & spellings


words_of_a_term = st.lists(
    st.sampled_from(["渔港", "帐户", "账户", "和", "管理", "治理", "讨论", "研究", "院", "AI", "ai"]),
    min_size=1,
    max_size=4,
)


@example([["帐户", "帐户"], ["帐户", "账户"]])
@given(st.lists(words_of_a_term, max_size=6, unique_by="".join))
def test_laws_of_variants(written: list[list[str]]) -> None:
    """The order of the terms is irrelevant; a pair is linked once; nothing is linked to itself."""
    text = "。".join("".join(words) for words in written)
    terms = [WrittenTerm("".join(words), tuple(words), [(0, text.find("".join(words)), 1)]) for words in written]
    document = analysed(text)
    links = link_variants([document], terms)
    pairs = [frozenset((link.surface, *link.members)) for link in links]

    assert link_variants([document], terms[::-1]) == links
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


HARBOUR = """渔港建设方案
建成潮汐观测站、风暴预警塔、渔船避风坞三大设施。潮汐观测站全天值守，风暴预警塔每日测试，渔船避风坞容纳百船。
渔民帐户管理由信用社办理。渔民账户管理每季核对，渔民账户管理接受监督。
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Glossary:
    path = tmp_path_factory.mktemp("harbour") / "harbour.txt"
    path.write_text(HARBOUR, encoding="utf-8")
    return pipeline.extract([path])


def entry_of(glossary: Glossary, text: str) -> ConceptEntry:
    return next(entry for entry in glossary.entries if text in [term.text for term in entry.terms])


@pytest.mark.parametrize("member", ["潮汐观测站", "风暴预警塔", "渔船避风坞"])
def test_members_link_back_to_what_they_are_members_of(harbour: Glossary, member: str) -> None:
    entry = entry_of(harbour, member)
    links = links_by_identifier(harbour)

    assert [link.surface for link in links_naming(entry, links)] == ["三大设施"]
    assert links_of(entry, links) == ()


def test_a_spelling_shares_the_entry_of_the_usual_one(harbour: Glossary) -> None:
    entry = entry_of(harbour, "渔民帐户管理")
    types = {term.text: term.term_type for term in entry.terms}

    assert types == {"渔民账户管理": None, "渔民帐户管理": TermType.VARIANT}
