"""Candidates: which strings may be terms, which may not, and what is counted of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Document, Settings
from glossary.extraction.candidates import find_mentions
from glossary.extraction.mentions import Origin
from glossary.extraction.statistics import count_candidates
from glossary.extraction.words import WordClass, word_class
from glossary.pipeline import analyse
from glossary.text.segmenters import segment


def analysed(text: str, identifier: str = "d1"):
    return analyse(Document(identifier, f"{identifier}.txt", "", text, "0" * 64, "utf-8"), Settings())


def candidates(text: str) -> set[str]:
    return set(count_candidates([analysed(text)], Settings()).table["text"])


FOUND = [
    ("noun phrase once", "全镇建成了智慧灌溉示范基地。", "智慧灌溉示范基地"),
    ("inner noun phrase", "全镇建成了智慧灌溉示范基地。", "示范基地"),
    ("behind a governing verb", "着力推进冷链仓储设施升级。", "冷链仓储设施"),
    ("ordinal in a name", "海州市第三人民医院揭牌。", "海州市第三人民医院"),
    ("prefix inside a name", "国际可再生能源署发布报告。", "国际可再生能源署"),
    ("measure word that is a noun", "更换气体扩散层和密封圈。", "气体扩散层"),
    ("coinage in quotation marks", "推行“一窗三办”服务。", "一窗三办"),
    ("coinage with letters", "落实“326Y”行动。", "326Y"),
    ("quotation with its noun", "完善“亩均+”考核评价办法。", "“亩均+”考核评价办法"),
    ("number before a quotation", "实施三个“百日攻坚”。", "三个“百日攻坚”"),
    ("list in quotation marks", "坚持“早谋划、早部署、早落实”。", "早谋划、早部署、早落实"),
    ("sum in quotation marks", "探索“村集体+合作社+农户”模式。", "村集体+合作社+农户"),
    ("part of a sum", "探索“村集体+合作社+农户”模式。", "合作社"),
    ("title", "依据《渔港综合管理办法》执行。", "渔港综合管理办法"),
    ("letters and characters", "采用MEMS传感芯片。", "MEMS传感芯片"),
    ("Greek letter", "测得β射线强度。", "β射线强度"),
    ("plus inside", "发展5G+智慧农业。", "5G+智慧农业"),
    ("dotted code", "PM2.5浓度下降。", "PM2.5"),
    ("locative inside", "规模以上服务业营收增长。", "规模以上服务业营收"),
    ("connective inside", "支持氢能与储能发展。", "氢能与储能"),
    ("number with what it counts", "今年实施四大工程。", "四大工程"),
    ("measure word that is none", "亩均税收提高。", "亩均税收"),
    ("meeting", "召开春耕备耕推进会。", "春耕备耕推进会"),
    ("year at the end", "对接数字乡村2030，分步实施。", "数字乡村2030"),
    ("alternative in brackets", "入选示范(试点)渔港名单。", "示范(试点)渔港"),
    ("ordinals of one thing", "研发第二代、第三代冷链装备。", "第二代、第三代冷链装备"),
    ("quotations side by side", "开展“清渠”“护堤”行动。", "“清渠”“护堤”行动"),
    ("prefix that is a verb", "编制可持续灌溉规划。", "可持续灌溉规划"),
    ("prefix that is an adverb", "采用自适应闸门。", "自适应闸门"),
    ("related", "研究水质相关疾病。", "水质相关疾病"),
    ("noun that begins like an adverb", "报自然资源局审批。", "自然资源局"),
    ("measure word by its tag alone", "生产泵阀零部件。", "泵阀零部件"),
]


@pytest.mark.parametrize(("label", "text", "expected"), FOUND, ids=[case[0] for case in FOUND])
def test_candidates_are_found(label, text, expected):
    """What a terminologist would mark is among the candidates, though it occurs once."""
    assert expected in candidates(text)


REFUSED = [
    ("governing verb at the start", "着力推进冷链仓储设施升级。", "推进冷链仓储设施"),
    ("adverb at the start", "切实加强水土保持。", "切实加强水土保持"),
    ("pair of verbs the dictionary holds", "建立健全水利工程管护机制。", "建立健全水利工程"),
    ("number that counts the list before it", "完善市、县、乡三级配送网络。", "乡三级配送网络"),
    ("end of a place's name", "云栖州织造产业园开园。", "州织造产业园"),
    ("office and its verb", "会后，水务局会、财政局也会答复。", "水务局会"),
    ("phrase without its prefix", "保护非物质文化遗产名录。", "物质文化遗产名录"),
    ("amount at the end", "加装闸门120部。", "加装闸门120部"),
    ("end of a place's name of two characters", "青岚县人民法院公告。", "岚县人民法院"),
    ("particle inside", "现代化的灌区管理。", "现代化的灌区"),
    ("function word at the end", "灌区管理中存在问题。", "灌区管理中"),
    ("across punctuation", "灌区管理，水土保持。", "管理，水土"),
    ("across a mask", "××灌区××管理站验收。", "灌区××管理站"),
    ("unit of measure", "长度为35 km。", "km"),
    ("bare letter", "设A为常数。", "A"),
    ("lower-case word", "采用the方法。", "the"),
    ("quoted sentence", "他说：“我们今年一定要把这条渠修好。”", "我们今年一定要把这条渠修好。"),
    ("amount with a year", "截至2030年底。", "截至2030"),
    ("alias in brackets", "县水利局(水务局)印发通知。", "水利局(水务局)印发"),
    ("general noun behind a quotation", "实施“暖心”工程。", "“暖心”工程"),
]


@pytest.mark.parametrize(("label", "text", "unwanted"), REFUSED, ids=[case[0] for case in REFUSED])
def test_what_is_no_unit_is_no_candidate(label, text, unwanted):
    """Glued verbs, fragments, masks and units stay out."""
    assert unwanted not in candidates(text)


def test_a_count_of_nothing_is_a_name():
    """三个渠道 counts channels; 四个一批 counts no thing, and is not held to be a count."""
    table = count_candidates([analysed("落实四个一批，畅通三个渠道。")], Settings()).table
    counted = dict(zip(table["text"], table["counted"], strict=True))

    assert 0 == counted["四个一批"]
    assert 1 == counted["三个渠道"]


@pytest.mark.parametrize(
    ("word", "tag", "expected"),
    [
        ("推进", "v", WordClass.LIGHT_VERB),
        ("的", "uj", WordClass.FUNCTION),
        ("及", "c", WordClass.CONNECTIVE),
        ("企业", "n", WordClass.GENERIC),
        ("力度", "n", WordClass.ABSTRACT),
        ("优化", "vn", WordClass.WEAK_VERB),
        ("盘活", "v", WordClass.OBJECT_VERB),
        ("大力开展", "nt", WordClass.LIGHT_VERB),
        ("孵化器", "nz", WordClass.CONTENT),
        ("GDP", "eng", WordClass.CONTENT),
        ("12.5%", "m", WordClass.NUMBER),
        ("、", "x", WordClass.BREAK),
    ],
)
def test_word_classes(word, tag, expected):
    """The lexicon decides where it knows the word, its part of speech where it does not."""
    assert expected is word_class(word, tag)


def test_counts_cover_every_occurrence():
    """Frequency counts all occurrences, document frequency the documents, however the words around them are cut."""
    documents = [
        analysed("数字孪生流域建设。数字孪生流域管理。", "d1"),
        analysed("推广数字孪生流域。", "d2"),
    ]
    table = count_candidates(documents, Settings()).table
    row = table.row(table["text"].to_list().index("数字孪生流域"), named=True)

    assert (3, 2) == (row["frequency"], row["document_frequency"])


def test_minimum_frequency_holds():
    """With a minimum of 2, what occurs once is left out."""
    document = analysed("数字孪生流域建设。数字孪生流域管理。灌区信息化。")
    table = count_candidates([document], Settings(minimum_frequency=2)).table

    assert "数字孪生流域" in set(table["text"])
    assert 2 <= table["frequency"].min()


def test_headings_are_noticed():
    """A term in a heading is counted as one."""
    table = count_candidates([analysed("一、冷链仓储布局\n今年建设冷库。")], Settings()).table
    row = table.row(table["text"].to_list().index("冷链仓储布局"), named=True)

    assert 1 == row["heading"]


@given(
    st.lists(
        st.sampled_from(
            ["一窗三办", "“", "”", "、", "，", "推进", "的", "×", "基地", "415X", "+", "《", "》", "\n", "三大", "会"]
        )
    )
)
def test_mentions_are_spans_of_the_text(pieces):
    """Whatever the text, a mention is a span of it, and its words lie inside."""
    document = analysed("".join(pieces))
    for mention in find_mentions(document):
        assert 0 <= mention.start < mention.end <= len(document.text)
        assert isinstance(mention.origin, Origin)
        assert all(mention.start - 1 <= word.start < word.end <= mention.end + 1 for word in mention.words(document))


def test_a_word_with_a_space_inside_stays_one_word():
    """Words, their parts of speech and their classes are as many, though a whole term is a word that holds spaces."""
    text = "各镇部署渠首Edge AI网关管理平台。"
    document = replace(analysed(text), tokens=segment(text, terms=("Edge AI网关",)))
    table = count_candidates([document], Settings()).table
    row = table.row(table["text"].to_list().index("渠首Edge AI网关管理平台"), named=True)

    assert ["渠首", "EdgeAI网关", "管理", "平台"] == row["words"].split(" ")
    assert 4 == len(row["tags"].split(" ")) == len(row["classes"].split(" "))
