"""Masks, garbled runs, and what is left of a page when all that is not the author's is set aside."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import BarrierKind
from glossary.text.cleaning import find_barriers, find_set_aside
from glossary.text.garbling import find_garbled, shift_back
from glossary.text.normalising import normalise, normalise_document


def _marked(text):
    """The text with its barriers in brackets."""
    marked, last = "", 0
    for barrier in find_barriers(text):
        marked += f"{text[last : barrier.start]}[{text[barrier.start : barrier.end]}]"
        last = barrier.end
    return marked + text[last:]


@pytest.mark.parametrize(
    "marked",
    [
        "[××]市[×]区的[×]同志",
        "增长[×]%，提高[×]个百分点",
        "推进[×]、[×]等项目",
        "[XX]省[XXX]公司在[xx]县",
        "[X]市[X]月[X]日",
        "二十[XX]年",
        "2[XX]年",
        "[**]市长，获得“[**]大奖”，曾经的[**]，凭借优势，[**]区走出新路。",
        "由[*]局牵头",
        "[○○]街道、[〇〇]社区",
        "姓名：[____]，年龄：[___]",
        "电话0571-[XXXXXXX]",
        "[□□]村",
        # and what is no mask
        "板材3×5厘米，长×宽×高",
        "尺寸为2×2，矩阵A×B，面积=底×高",
        "运算符“×”",
        "（甲+乙）×（丙+丁）",
        "XX染色体与XY染色体",
        "46,XX核型",
        "XXL码、415X集群、STi55XX芯片",
        "X射线、X光、X轴、1+X",
        "Louis XX和Ⅻ",
        "公式x时成立",
        "这是**重点**内容，也有*强调*",
        "**总体要求**：坚持创新。",
        "二〇〇九年、二○○八年、〇〇后",
        "__init__和snake__case",
        "前\n****\n后",
        "前\n______\n后",
        "/*注释*/ 5*3",
        "合格√×",
    ],
)
def test_masks(marked):
    text = marked.replace("[", "").replace("]", "")

    assert marked == _marked(text)


@pytest.mark.parametrize(
    "marked",
    [
        "会议[锟斤拷锟斤拷]要求",
        "数据\ufffd\ufffd丢失".replace("\ufffd\ufffd", "[\ufffd\ufffd]"),
        "内容是[" + "会议要求".encode().decode("latin-1") + "]吗",
        "内容是[" + "关于推进".encode().decode("cp1252", "replace") + "]吗",
        "缓冲区[烫烫烫烫]溢出",
        "正文[" + "关于推进乡村".encode().decode("gbk") + "]，",
        # a byte of “。”主任說” is lost; the page is traditional GBK
        "很順利![敝魅握f]，我們會繼續。",
        "要抓緊![苯值栏刹總冋f]，大家都同意。",
        # the same in simplified GBK, where the run is longer
        "要求![" + "，加强群众监督".encode("gbk")[3:-1].decode("gbk") + "],好",
    ],
)
def test_garbled_runs(marked):
    text = marked.replace("[", "").replace("]", "")

    assert marked == _marked(text)
    assert {BarrierKind.GARBLED} == {barrier.kind for barrier in find_barriers(text)}


@pytest.mark.parametrize(
    "text",
    [
        "嘌呤和嘧啶、吡咯烷酮、胸腺嘧啶T",
        "佘焱、裘聿皇和郑毓蕃教授",
        "菟丝子、菝葜、薏苡仁、蛤蚧",
        "太好了!我们赢了A组",
        "饕餮纹、貔貅像、囍字",
        "阈值p与浏览区域A",
        "café、naïve、Ångström、Pâté",
        "鹌鹑、鸬鹚、鳜鱼和蛤蜊",
        "羲之!芈月c",
    ],
)
def test_rare_characters_are_no_garbling(text):
    assert () == tuple(find_garbled(text))


RUNS = ["浼氳瑕佹眰鎺ㄨ繘", "利![敝魅握f", "苯值栏刹總冋f", "嘧", "菝葜", "!", "?", "f", "，", "的", "主任" * 35]


@given(st.lists(st.sampled_from(RUNS), max_size=12).map("".join))
def test_what_is_passed_over_holds_no_garbled_run(text):
    """Looking at every rare character finds no more than looking at those that do not stand apart."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glossary.text.garbling._stands_apart", lambda _text, _position: False)
        expected = list(find_garbled(text))

    assert expected == list(find_garbled(text))


@settings(deadline=None)  # the first long text makes the tables
@given(st.lists(st.sampled_from([*RUNS, "××市", "2×3", "XX省", "**同志", "二○○八", "\n"]), max_size=12).map("".join))
def test_long_texts_have_the_barriers_of_short_ones(text):
    assert find_barriers(f"{text}\n") == find_barriers(f"{text}\n{'清洁取暖' * 600}")


def test_shift_back_shows_what_stood_there():
    """The evidence behind a garbled run, and a suggestion for a person; nothing is repaired."""
    assert "主任說" == shift_back("敝魅握f")


SPEECH = """欢迎来到青藤范文网！

在全县冬季清洁取暖工作会上的讲话

时间：2023-11-02 09:15:00 来源：青藤范文网

下面是小编为大家整理的讲话稿，供大家参考。

同志们：

    清洁取暖是民生工程。要把好“一门三关”，即质量关、安全关、价格关，确保群众温暖过冬。

    会员制超市、下载量统计、版权保护都不在今天讨论之列；本站人员要坚守岗位。

【清洁取暖工作会讲话】相关文章：

1.供热公司年终总结（3篇）

2.安全生产会议主持词
"""


def test_page_keeps_every_word_of_its_author():
    normalised = normalise_document(SPEECH, find_set_aside(SPEECH))

    assert [
        "在全县冬季清洁取暖工作会上的讲话",
        "同志们：",
        "清洁取暖是民生工程。要把好“一门三关”，即质量关、安全关、价格关，确保群众温暖过冬。",
        "会员制超市、下载量统计、版权保护都不在今天讨论之列；本站人员要坚守岗位。",
    ] == [line.strip() for line in normalised.text.splitlines() if line.strip()]


def test_disclaimer_after_the_last_sentence_of_a_long_line():
    """A page pasted on one line: the site's words go, the author's stay."""
    author = "要坚决守住底线，" * 40 + "确保万无一失。"
    text = f"{author}本文内容由网友自发上传，本站不承担责任。如有侵权，请联系我们删除。"

    assert author == normalise_document(text, find_set_aside(text)).text.strip()


def test_disclaimer_without_a_full_stop_before_it_takes_no_author_text_along():
    author = "坚定信心真抓实干奋力谱写全县清洁取暖事业崭新篇章" * 5
    text = f"{author} 更多精彩范文，请继续关注本栏目。"

    assert author == normalise_document(text, find_set_aside(text)).text.strip()


def test_line_ends_of_every_kind_part_lines():
    text = "一、目标\r\n下载积分：15金币\r二、措施\r\n"
    normalised = normalise_document(text, find_set_aside(text))

    assert ["一、目标", "二、措施"] == normalised.text.split()


@pytest.mark.parametrize("size", [2_000_000])
def test_long_single_line_stays_whole(size):
    """A line without an end, of any mark that starts a pattern, is neither lost nor taken to pieces."""
    for piece in ("下载", "本站", "×", "“", "(a", "一、", "X", "*", " ", "。", "锟", "-"):
        text = piece * (size // 20 // len(piece))
        find_set_aside(text)
        normalised = normalise(text)
        assert all(0 <= barrier.start < barrier.end <= len(normalised) for barrier in find_barriers(normalised))


@given(st.text(st.sampled_from("下载积分：15金币本站×X*\n\r 。，登录页1/8-©备案号ICP欢迎网：.doc"), max_size=80))
def test_set_aside_is_sorted_apart_and_never_empty(text):
    last = 0
    for stretch in find_set_aside(text):
        assert last <= stretch.start < stretch.end <= len(text)
        last = stretch.end


@settings(deadline=None)  # the first long text makes the tables
@given(st.lists(st.sampled_from(SPEECH.splitlines()), max_size=6))
def test_long_texts_are_cleaned_as_short_ones_are(lines):
    text = "\n".join(lines)
    padding = "清洁取暖" * 600

    assert find_set_aside(text) == find_set_aside(f"{text}\n\n\n\n{padding}")


@given(st.text(max_size=60))
def test_any_text_has_barriers_within_it(text):
    normalised = normalise(text)
    for barrier in find_barriers(normalised):
        assert 0 <= barrier.start < barrier.end <= len(normalised)
