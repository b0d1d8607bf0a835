"""Headings, list items and paragraphs; sentences; quotations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text.numbering import chinese_number, read_marker
from glossary.text.structure import find_blocks, find_quotations, find_sentences

TEXT = st.text(st.sampled_from("一二十、（）()1.。！？，：“”‘’《》「」\"' \n\t#-|县水网X第章"), max_size=60)


def _blocks(text, title=""):
    return [
        (block.kind.value, block.level, block.number, text[block.content_start : block.end])
        for block in find_blocks(text, title)
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一、总体要求", ("heading", 1, 1, "总体要求")),
        ("十二、保障措施", ("heading", 1, 12, "保障措施")),
        ("（三）强化用地保障", ("heading", 2, 3, "强化用地保障")),
        ("(三) 强化用地保障", ("heading", 2, 3, "强化用地保障")),
        ("2. 优化流程", ("heading", 3, 2, "优化流程")),
        ("2、优化流程", ("heading", 3, 2, "优化流程")),
        ("2.3 数据采集", ("heading", 2, 3, "数据采集")),
        ("4 试验结果", ("heading", 1, 4, "试验结果")),
        ("（1）水温", ("heading", 4, 1, "水温")),
        ("第三章 法律责任", ("heading", 1, 3, "法律责任")),
        ("第二节 许可程序", ("heading", 2, 2, "许可程序")),
        ("### 小标题", ("heading", 3, None, "小标题")),
        ("## 二、行动目标", ("heading", 2, 2, "行动目标")),
        ("①统一编码规则", ("list_item", 5, 1, "统一编码规则")),
        ("- 免收押金；", ("list_item", 1, None, "免收押金；")),
        ("1. 每月五日前报送上月数据。", ("list_item", 3, 1, "每月五日前报送上月数据。")),
        ("第六条 本办法自印发之日起施行。", ("list_item", 3, 6, "本办法自印发之日起施行。")),
        ("一、二、三等奖各十名", ("paragraph", 0, None, "一、二、三等奖各十名")),
        ("一是摸清底数。", ("paragraph", 0, None, "一是摸清底数。")),
        ("2.5亿元到账", ("paragraph", 0, None, "2.5亿元到账")),
        ("2024年5月9日", ("paragraph", 0, None, "2024年5月9日")),
        ("第三产业增长较快", ("paragraph", 0, None, "第三产业增长较快")),
    ],
)
def test_line_is_told_by_its_marker(line, expected):
    assert expected == _blocks(f"同志们：\n{line}")[1]


def test_first_line_is_the_title_even_without_a_stated_one():
    text = "在茶产业大会上的讲话\n同志们：\n茶兴则乡村兴。"

    assert ["title", "paragraph", "paragraph"] == [kind for kind, *_ in _blocks(text)]


def test_first_line_that_is_a_sentence_is_no_title():
    assert [("paragraph", 0, None, "茶兴则乡村兴。")] == _blocks("茶兴则乡村兴。", "茶")


def test_markdown_title_starts_after_its_hash():
    assert [("title", 0, None, "值班制度")] == _blocks("# 值班制度\n")


def test_headings_inside_a_long_line_are_found():
    """Web pages paste a whole speech on one line, headings and all."""
    text = (
        "同志们：茶产业是富民产业。下面讲两点意见: 一、提高认识 茶产业连着千家万户，必须抓紧抓实，不能有丝毫松懈。"
        "(一)抓好“三茶统筹”。统筹茶文化、茶产业、茶科技。(二)抓好基地建设。新建生态茶园一万亩。"
        "二、压实责任 各乡镇要对标对表。"
    )
    headings = [block for block in _blocks(text) if block[0] == "heading"]

    assert [
        ("heading", 1, 1, "提高认识"),
        ("heading", 2, 1, "抓好“三茶统筹”。"),
        ("heading", 2, 2, "抓好基地建设。"),
        ("heading", 1, 2, "压实责任"),
    ] == headings


def test_markdown_table_gives_cells_and_its_rule_nothing():
    text = "制度\n| 任务 | 时限 |\n|---|---|\n| 清淤 | 六月 |"

    assert ["任务", "时限", "清淤", "六月"] == [content for kind, *_, content in _blocks(text) if kind == "cell"]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("一", 1), ("十", 10), ("十九", 19), ("四十", 40), ("一百二十", 120), ("二〇", None), ("百十", 110), ("", None)],
)
def test_chinese_number(written, expected):
    assert expected == chinese_number(written)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("先易后难。再攻坚！", ["先易后难。", "再攻坚！"]),
        ("“能行吗？”大家问。", ["“能行吗？”", "大家问。"]),
        ("总投资3.5亿元", ["总投资3.5亿元"]),
        ("他说……好。", ["他说……", "好。"]),
        ("第一行\n第二行。", ["第一行", "第二行。"]),
        ("一、总体要求\n坚持创新。 坚持开放。", ["一、总体要求", "坚持创新。", "坚持开放。"]),
    ],
)
def test_sentences(text, expected):
    assert expected == [text[start:end] for start, end in find_sentences(text, find_blocks(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("抓好“一库两网”建设", ["一库两网"]),
        ("首批“某省‘6+2’重点园区”", ["某省‘6+2’重点园区", "6+2"]),
        ("‘甲’和「乙『丙』」", ["甲", "乙『丙』", "丙"]),
        ("见《关于〈规划纲要〉的说明》", ["关于〈规划纲要〉的说明", "规划纲要"]),
        ("《《民法典》解读》", ["《民法典》解读", "民法典"]),
        ('实行"一企一策"和"一户一档"', ["一企一策", "一户一档"]),
        ("它叫'双随机'监管", ["双随机"]),
        ("it’s John's “云” idea", ["云"]),
        ('屏幕宽15"，高9"', []),
        ("没有关上的“引号", []),
        ("没有打开的”引号", []),
        ("“一库两网“建设，打造“六大抓手”", ["六大抓手"]),
        ("“第一行\n第二行”", ["第一行\n第二行"]),
        ("“前一段\n\n后一段”", []),
        ('行末"没有\n关上的"双随机"', ["双随机"]),
        ("空的“”", []),
    ],
)
def test_quotations(text, expected):
    assert expected == [text[found.start : found.end] for found in find_quotations(text)]


@given(TEXT)
def test_blocks_are_sorted_apart_and_never_blank(text):
    last = 0
    for block in find_blocks(text):
        assert last <= block.start <= block.content_start < block.end <= len(text)
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        last = block.end


@given(TEXT)
def test_sentences_cover_every_block_but_its_white_space(text):
    blocks = find_blocks(text)
    covered = "".join(text[start:end] for start, end in find_sentences(text, blocks))

    assert "".join("".join(text[b.start : b.end].split()) for b in blocks) == "".join(covered.split())


@given(TEXT)
def test_quotations_stand_between_their_marks(text):
    partners = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"', "'": "'"}
    for found in find_quotations(text):
        assert found.opening == text[found.start - 1]
        assert partners[found.opening] == text[found.end]
        assert "\n\n" not in text[found.start : found.end]


@given(TEXT)
def test_marker_leaves_something_to_number(text):
    marker = read_marker(text, 0, len(text))

    assert marker is None or 0 < marker.content_start < len(text)
