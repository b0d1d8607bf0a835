"""Normalising, and the way back from every normalised character to the original."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Edit, NormalisedText, SetAside
from glossary.settings import Region
from glossary.text.boilerplate import find_set_aside
from glossary.text.characters import fold_punctuation, fold_width
from glossary.text.normalising import Replacement, apply_replacements, normalise, normalise_document
from glossary.text.pinyin import find_pinyin_annotations
from glossary.text.simplifying import simplify

PIECES = st.one_of(
    st.sampled_from(
        ["項(xiàng)目", "臺（tái）灣", "建(jian)設", "乾坤", "乾燥", "ＡＢ１", "（下同）", "\r\n", "(CNN)", "xiàng"]
    ),
    st.sampled_from("\r\n\u200b\ufeff\x00\u3000\ud800薴麵𠮷⽂后後縣é()（）１，"),
)
TEXT = st.lists(PIECES, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("縣鄉兩級聯動", "县乡两级联动"),
        ("乾燥的乾坤", "干燥的乾坤"),
        ("一目瞭然", "一目了然"),
        ("多重覆盖", "多重覆盖"),
        ("不破坏土地，縣裏", "不破坏土地，县里"),
        ("慰藉與藉口", "慰藉与借口"),
        ("５Ｇ－Ａ＋ＰＭ２．５％", "5G-A+PM2.5%"),
        ("（甲），乙：丙；丁！戊？", "（甲），乙：丙；丁！戊？"),
        ("高\u200b质\ufeff量\u00ad发展", "高质量发展"),
        ("甲\r\n乙\r丙\u2028丁", "甲\n乙\n丙\n丁"),
        ("甲\u3000乙\u00a0丙", "甲 乙 丙"),
        ("⽂化⼤省", "文化大省"),
        ("㎡½①", "㎡½①"),
        ("葛\U000e0100城", "葛城"),
        ("甲\x00乙\x07丙", "甲乙丙"),
        ("甲\x80乙", "甲\ufffd乙"),
        ("推(tuī)創(chuàng)新", "推创新"),
        ("項（xiang）目", "项目"),
        ("项目(xiàng mù)建设", "项目建设"),
        ("重慶(Chóngqìng)市", "重庆市"),
        ("旅(lǚ)遊綠(lv)道女(nü)工", "旅游绿道女工"),
        ("機(jīɡ)器", "机(jīɡ)器"),
        ("項(xi\u200bàng)目", "项目"),
        ("**市与××区", "**市与××区"),
    ],
)
def test_normalise(text, expected):
    assert expected == normalise(text)


@pytest.mark.parametrize(
    "text",
    [
        "新闻(CNN)",
        "物理(quantum)",
        "简历(résumé)",
        "距离(km)",
        "硅(Si)",
        "罐头(can)",
        "公司(Tai)",
        "山东(lu)",
        "函数(a)",
        "(xiàng)目",
        "A(xiàng)",
        "目(xiàng)",
        "方案(plan)和人(men)",
        "太极(tai ji)",
    ],
)
def test_what_is_no_reading_stays(text):
    """Brackets hold many Latin words; only a reading of the characters before is an annotation."""
    assert () == find_pinyin_annotations(text)


def test_annotations_in_a_row_are_one():
    assert ((1, 15),) == find_pinyin_annotations("項(xiàng)(xiàng)目")


def test_long_brackets_take_no_time():
    """A bracket of letters without an end must not be tried in every way of cutting it."""
    assert () == find_pinyin_annotations("項(" + "a" * 100_000)


def test_set_aside_stretch_becomes_one_line_end():
    text = "前文广告语一广告语二后文"
    normalised = normalise_document(text, (SetAside(2, 6, "a"), SetAside(6, 10, "b")))

    assert NormalisedText("前文\n后文", (Edit(2, 3, 2, 10),)) == normalised


def test_context_of_an_annotated_term_spans_the_annotation():
    text = "推(tuī)動(dòng)工業(yè)強(qiáng)市"
    normalised = normalise_document(text, ())
    start = normalised.text.index("工业强")

    assert "工業(yè)強" == text[slice(*normalised.original_span(start, start + 3))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ([(1, 2, "")], [(1, 2, "")], (Edit(1, 1, 1, 3),)),
        ([(1, 2, "")], [(3, 4, "")], (Edit(1, 1, 1, 2), Edit(3, 3, 4, 5))),
        ([(3, 4, "")], [(1, 2, "")], (Edit(1, 1, 1, 2), Edit(2, 2, 3, 4))),
        ([(1, 3, "\n")], [(0, 2, "")], (Edit(0, 0, 0, 3),)),
        ([(1, 3, "\n")], [(2, 3, "")], (Edit(1, 2, 1, 4),)),
        ([(2, 3, ""), (4, 5, "")], [(1, 4, "x")], (Edit(1, 2, 1, 6),)),
    ],
)
def test_edits_compose(first, second, expected):
    once = apply_replacements(NormalisedText("abcdefgh"), [Replacement(*change) for change in first])

    assert expected == apply_replacements(once, [Replacement(*change) for change in second]).edits


def test_simplify_converts_line_by_line():
    long = "简体" * 300
    text = f"{long}縣\n{long}\n乾坤{long}麵"

    assert f"{long}县\n{long}\n乾坤{long}面" == simplify(text)


@given(TEXT)
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)

    assert once == normalise(once)


@given(TEXT, st.data())
def test_original_spans_normalise_to_what_they_stand_for(text, data):
    """The law behind every context: the original span of a normalised stretch normalises to that stretch."""
    normalised = normalise_document(text, ())
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))
    original_start, original_end = normalised.original_span(start, end)

    assert 0 <= original_start <= original_end <= len(text)
    assert normalise(normalised.text[start:end]) == normalise(text[original_start:original_end])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6)), max_size=4), TEXT)
def test_what_was_set_aside_is_outside_every_span(stretches, text):
    set_aside = tuple(
        SetAside(min(start, len(text)), min(start + length, len(text)), "x") for start, length in stretches
    )
    normalised = normalise_document(text, set_aside)
    gone = {offset for stretch in set_aside for offset in range(stretch.start, stretch.end)}
    for offset, character in enumerate(normalised.text):
        if character != "\n":
            assert normalised.original_start(offset) not in gone


@settings(deadline=None)  # the first call builds tables
@given(TEXT)
def test_long_texts_are_normalised_as_short_ones_are(text):
    """From a certain length on, tables find what patterns find in short texts."""
    padding = "。".join(["一"] * 1500)
    short = normalise_document(f"{text}\n", ())
    long = normalise_document(f"{text}\n{padding}", ())

    assert (f"{short.text}{padding}", short.edits) == (long.text, long.edits)


@settings(deadline=None)
@given(TEXT)
def test_the_plain_view_is_the_normalised_text_where_it_is_taken_for_it(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("glossary.text.normalising._needs_view_only", lambda *_: False)
        expected = normalise_document(text, ())

    assert expected == normalise_document(text, ())


@given(st.text(max_size=40))
def test_folding_keeps_the_length(text):
    assert len(text) == len(fold_width(text)) == len(fold_punctuation(text)) == len(simplify(text))


@given(st.text(max_size=40))
def test_normalised_text_holds_nothing_that_xml_forbids(text):
    forbidden = {chr(code) for code in (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)}

    assert not forbidden & set(normalise(text))


@pytest.mark.parametrize(
    ("text", "region", "expected"),
    [
        ("這套軟體支援滑鼠", Region.TAIWAN, "这套软件支持鼠标"),
        ("計程車司機用行動電話", Region.TAIWAN, "出租车司机用移动电话"),
        ("軟體動物養殖", Region.TAIWAN, "软体动物养殖"),
        ("網上伺服器當機", Region.HONG_KONG, "网上服务器当机"),
        ("這套軟體支援滑鼠", Region.KEEP, "这套软体支援滑鼠"),
        ("这套软体动物标本", Region.TAIWAN, "这套软体动物标本"),
    ],
)
def test_regional_words_on_demand(text, region, expected):
    assert expected == normalise_document(text, (), region).text


def test_term_of_another_region_is_quoted_as_it_was_written():
    text = "推創(chuàng)新，用滑鼠與印表機。"
    normalised = normalise_document(text, (), Region.TAIWAN)
    start = normalised.text.index("鼠标")
    printer = normalised.text.index("打印机")

    assert "推创新，用鼠标与打印机。" == normalised.text
    assert "滑鼠" == text[slice(*normalised.original_span(start, start + 2))]
    assert "印表機" == text[slice(*normalised.original_span(printer, printer + 3))]


@given(
    st.text(st.sampled_from("這套軟體資訊滑鼠印表機程式設計師計程車司，。(xī)\u200b\n A1"), max_size=40),
    st.sampled_from(Region),
)
def test_any_region_gives_the_way_back_and_leaves_nothing_to_normalise(text, region):
    """Read as words of Taiwan again, some would change once more: 程式 is 程序, and what is 程序 there is 进程."""
    normalised = normalise_document(text, (), region)
    ends = [normalised.original_span(index, index + 1) for index in range(len(normalised.text))]

    assert normalised.text == normalise_document(normalised.text, ()).text
    assert all(0 <= start <= end <= len(text) for start, end in ends)
    assert sorted(start for start, _end in ends) == [start for start, _end in ends]


@pytest.mark.parametrize("text", ["下\u200b載積分：１５", "下\u0000载积分：15"])
def test_invisible_characters_hide_no_rule(text):
    """What is seen is what the rules see; the place is that of the original."""
    page = f"一、總則\n{text}\n正文開始。"

    assert [("download-price", text)] == [(found.rule, page[found.start : found.end]) for found in find_set_aside(page)]
