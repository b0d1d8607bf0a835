"""Every format in, every failure reported, none fatal."""

import io
import json
import os
import random
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from glossary.errors import InputError
from glossary.model import Skipped
from glossary.reading import known_readers, read_documents, read_source
from glossary.reading.encodings import decode, plausibility
from glossary.reading.reader import Source
from glossary.settings import DocumentUnit, Settings

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HANS = "全县推行“一河一策”，常态开展“四乱”清理，让群众推窗见绿、出门亲水。"
HANT = "全縣推行「一河一策」，常態開展「四亂」清理，讓群眾推窗見綠、出門親水。"


def read(*paths, **options):
    """The documents, and what was skipped."""
    skipped = []
    documents = list(read_documents(paths, Settings(**options), on_skip=skipped.append))
    return documents, skipped


def word(body, parts=(), title=""):
    """A Word document with this body; parts are (name, kind, content)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        relations = "".join(
            f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{name}"/>'
            for number, (name, kind, _content) in enumerate(parts)
        )
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{RELATIONS}">'
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        for name, _kind, content in parts:
            archive.writestr(f"word/{name}", content)
        if title:
            core = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
            dublin = "http://purl.org/dc/elements/1.1/"
            archive.writestr(
                "docProps/core.xml", f'<c:p xmlns:c="{core}" xmlns:d="{dublin}"><d:title>{title}</d:title></c:p>'
            )
    return buffer.getvalue()


def paragraph(text, style=""):
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


# ------------------------------------------------------------------ which files


def test_folder_is_read_recursively_and_sorted(tmp_path):
    for name in ("b.txt", "a/二.txt", "a/一.md", ".hidden.txt", ".git/c.txt", "picture.png", "A.TXT"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HANS, encoding="utf-8")
    documents, skipped = read(tmp_path)

    assert [("d1", "A.TXT"), ("d2", "b.txt"), ("d3", "a/一.md"), ("d4", "a/二.txt")] == [
        (document.identifier, document.path) for document in documents
    ]
    assert [] == skipped


def test_own_output_is_never_read(tmp_path):
    (tmp_path / "source.txt").write_text(HANS, encoding="utf-8")
    for folder in (tmp_path, tmp_path / "output"):
        folder.mkdir(exist_ok=True)
        (folder / "glossary.json").write_text('{"format": "glossary/1", "entries": []}', encoding="utf-8")
        (folder / "glossary.html").write_text(f"<p>{HANS}</p>", encoding="utf-8")
    (tmp_path / "output" / "page.txt").write_text(HANS, encoding="utf-8")
    documents, _skipped = read(tmp_path)

    assert ["source.txt"] == [document.path for document in documents]


def test_somebody_elses_glossary_json_hides_nothing(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "glossary.json").write_text('{"words": []}', encoding="utf-8")
    (tmp_path / "sub" / "text.txt").write_text(HANS, encoding="utf-8")

    assert ["sub/text.txt"] == [document.path for document in read(tmp_path)[0]]


def test_excluded_files_and_folders_are_left_out(tmp_path):
    for name in ("a.txt", "b.txt", "out/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(HANS, encoding="utf-8")
    documents = list(read_documents([tmp_path], excluded=[tmp_path / "out", tmp_path / "b.txt"]))

    assert ["a.txt"] == [document.path for document in documents]


def test_paths_of_several_inputs_stay_apart(tmp_path):
    for name in ("一月/简报.txt", "二月/简报.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(name + HANS, encoding="utf-8")
    documents, _skipped = read(tmp_path / "一月", tmp_path / "二月" / "简报.txt", tmp_path / "一月")

    assert ["一月/简报.txt", "二月/简报.txt"] == [document.path for document in documents]


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("missing.txt", None, "No such file"),
        ("strange.xyz", b"abc", "unknown type of file .xyz"),
        ("none", b"abc", "unknown type of file"),
        ("empty.txt", b" \n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary data (PNG)"),
        ("random.txt", random.Random(7).randbytes(5000), "binary data"),
        ("nothing.docx", b"PK\x03\x04broken", "not a Word document"),
        ("cut.docx", word(paragraph(HANS) * 50)[:900], "not a Word document"),
        ("scan.docx", word(""), "without text"),
        ("page.html", b"<html><body><nav>a</nav></body></html>", "without text"),
        ("bad.jsonl", b'{"text": "a"\n', "line 1 is not JSON"),
        ("list.jsonl", b"[1]\n", "line 1 is not a JSON object"),
        ("other.jsonl", b'{"body": "a"}\n', "line 1 has no text"),
    ],
)
def test_bad_input_is_one_line_and_the_rest_is_read(tmp_path, name, data, part):
    (tmp_path / "good.txt").write_text(HANS, encoding="utf-8")
    if data is not None:
        (tmp_path / name).write_bytes(data)
    documents, skipped = read(tmp_path / name, tmp_path / "good.txt")

    assert ["good.txt"] == [document.path for document in documents]
    assert 1 == len(skipped)
    assert part in skipped[0].reason
    assert "\n" not in skipped[0].reason


def test_empty_folder_is_reported(tmp_path):
    documents, skipped = read(tmp_path)

    assert [] == documents
    assert "no documents" in skipped[0].reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_pipe_named_as_text_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")
    documents, skipped = read(tmp_path)

    assert [] == documents
    assert ["link.txt", "pipe.txt"] == [each.path for each in skipped]


def test_large_file_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text(HANS, encoding="utf-8")

    assert "larger than 10 bytes" in read(tmp_path / "a.txt", maximum_file_size=10)[1][0].reason


def test_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(HANS.encode("gb18030"))))
    document = read("-")[0][0]

    assert ("-", HANS, "gb18030") == (document.path, document.text, document.encoding)


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize(
    "text", [HANS, HANT, "术语", "plain English text", HANS * 200], ids=["hans", "hant", "two", "ascii", "long"]
)
@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-32", "utf-32-le"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
    ],
)
def test_encodings(text, encoding, expected):
    decoded = decode(text.encode(encoding))

    assert text == decoded.text
    assert decoded.encoding in (expected, "utf-8" if text.isascii() else expected)


@pytest.mark.parametrize("encoding", ["big5", "big5hkscs", "cp950"])
def test_big5_is_told_from_gb18030(encoding):
    assert (HANT, "big5hkscs") == decode(HANT.encode(encoding))[:2]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(encoding):
    assert HANS == decode((HANS * 3).encode(encoding)).text[: len(HANS)]


def test_wrong_declaration_does_not_matter(tmp_path):
    page = f'<html><head><meta charset="{{}}"></head><body><p>{HANS}</p></body></html>'
    (tmp_path / "a.html").write_bytes(page.format("gb2312").encode("utf-8"))
    (tmp_path / "b.html").write_bytes(page.format("utf-8").encode("gb18030"))
    (tmp_path / "c.html").write_bytes(page.format("big5").replace(HANS, HANT).encode("big5"))

    assert [HANS, HANS, HANT] == [document.text for document in read(tmp_path)[0]]


def test_damaged_text_is_read_with_a_warning():
    damaged = (HANS * 20).encode("utf-8")[:-1]
    decoded = decode(damaged)

    assert (HANS * 20)[:-1] + "\ufffd" == decoded.text
    assert 1 == len(decoded.warnings)


def test_plausibility_parts_right_from_wrong():
    """The figures behind the threshold: right decodings near 1, wrong ones near a half or below."""
    assert plausibility(HANS) > 0.95 < plausibility(HANT)
    assert plausibility(HANT.encode("big5").decode("gb18030", "replace")) < 0.6


# ------------------------------------------------------------------ formats


def test_line_ends_and_offsets_of_a_text_file_stay(tmp_path):
    (tmp_path / "a.txt").write_bytes("一\r\n二\r三\n".encode())

    assert "一\r\n二\r三\n" == read(tmp_path)[0][0].text


def test_every_line_a_document(tmp_path):
    (tmp_path / "a.txt").write_text("甲\n\n  \n乙\n", encoding="utf-8")
    documents, _skipped = read(tmp_path, document_unit=DocumentUnit.LINE)

    assert [("a.txt:1", "甲"), ("a.txt:4", "乙")] == [(document.path, document.text) for document in documents]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 值班制度 #\n\n正文", "值班制度"),
        ('---\ntitle: "值班制度"\ndate: 2024\n---\n\n正文', "值班制度"),
        ("值班制度\n====\n正文", "值班制度"),
        ("正文\n## 小节", "a"),
    ],
)
def test_markdown_title(tmp_path, text, title):
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    document = read(tmp_path)[0][0]

    assert (title, text) == (document.title, document.text)


def test_json_lines(tmp_path):
    lines = [{"text": HANS, "title": "河长制", "id": 7}, {"content": HANT, "path": "2024/二.txt"}, {"text": "无名"}]
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(line) for line in lines) + "\n\n", encoding="utf-8")
    documents, _skipped = read(tmp_path)

    assert [
        ("a.jsonl:7", "河长制", HANS),
        ("a.jsonl:2024/二.txt", "a", HANT),
        ("a.jsonl:3", "a", "无名"),
    ] == [(document.path, document.title, document.text) for document in documents]


def test_word_document_in_reading_order_with_landmarks(tmp_path):
    table = "<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>".format(paragraph("任务"), paragraph("时限"))
    box = f"<w:p><w:r><w:t>图一</w:t><w:txbxContent>{paragraph('框内文字')}</w:txbxContent></w:r></w:p>"
    tracked = (
        "<w:p><w:r><w:t>推行</w:t></w:r><w:del><w:r><w:delText>试行</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>河长制</w:t></w:r></w:ins></w:p>"
    )
    ruby = (
        "<w:p><w:r><w:ruby><w:rt><w:r><w:t>xiàng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>项</w:t></w:r></w:rubyBase>"
        "</w:ruby><w:t>目</w:t></w:r></w:p>"
    )
    part = f'<w:{{0}} xmlns:w="{WORD}">{{1}}</w:{{0}}>'
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("——")}</w:footnote>'
    parts = [
        ("header1.xml", "header", part.format("hdr", paragraph("内部资料"))),
        (
            "footnotes.xml",
            "footnotes",
            part.format("footnotes", f'{separator}<w:footnote w:id="1">{paragraph("注文")}</w:footnote>'),
        ),
    ]
    body = paragraph("治水方案", "Title") + tracked + table + box + paragraph("") + ruby
    (tmp_path / "a.docx").write_bytes(word(body, parts))
    document = read(tmp_path)[0][0]

    assert "治水方案\n推行河长制\n任务\n时限\n图一\n框内文字\n项目\n内部资料\n注文" == document.text
    assert "治水方案" == document.title
    assert [
        "paragraph 1",
        "paragraph 2",
        "table 1, row 1, cell 1",
        "table 1, row 1, cell 2",
        "paragraph 3",
        "text box",
        "paragraph 5",
        "header",
        "footnote 1",
    ] == [document.location(document.text.index(line)) for line in document.text.split("\n")]


def test_word_breaks_tabs_and_title(tmp_path):
    body = "<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:noBreakHyphen/></w:r></w:p>"
    (tmp_path / "a.docx").write_bytes(word(body, title="通知"))
    document = read(tmp_path)[0][0]

    assert ("甲\n乙\t丙-", "通知") == (document.text, document.title)


PAGE = """<!DOCTYPE html><html><head><title>新闻网</title><style>p {{}}</style></head><body>
<header><a href="/">首页</a></header><nav><ul><li>县区</li><li>专题</li></ul></nav>
<article><h1>加装电梯破难题</h1><p>{text}</p><p>电<ruby>梯<rp>(</rp><rt>tī</rt><rp>)</rp></ruby>{text}</p></article>
<script>var a = 1;</script><footer>版权所有</footer></body></html>"""


def test_web_page_without_its_furniture(tmp_path):
    (tmp_path / "a.html").write_text(PAGE.format(text=HANS * 3), encoding="utf-8")
    document = read(tmp_path)[0][0]

    assert "加装电梯破难题" == document.title
    assert [HANS * 3, "电梯" + HANS * 3] == document.text.splitlines()[-2:]
    assert not {"首页", "县区", "版权所有", "var a", "tī"} & {
        word for word in ("首页", "县区", "版权所有", "var a", "tī") if word in document.text
    }


@pytest.mark.parametrize(
    "page", ["<p>短讯</p>", "<table><tr><td>短讯</td></tr></table>", "短讯", "<div>短讯<br></div>"]
)
def test_short_page_is_read_whole(tmp_path, page):
    (tmp_path / "a.htm").write_text(page, encoding="utf-8")

    assert "短讯" == read(tmp_path)[0][0].text


# ------------------------------------------------------------------ hostile files


ENTITY = (
    f'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{WORD}"><w:body>'
    "<w:p><w:r><w:t>&e;x</w:t></w:r></w:p></w:body></w:document>"
)
LAUGHS = (
    '<!DOCTYPE d [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    + f']><w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
)


def _replaced(document, name, content):
    """The office file with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content", [ENTITY, LAUGHS, f'<w:document xmlns:w="{WORD}">' + "<w:p>" * 10_000], ids=["xxe", "laughs", "deep"]
)
def test_hostile_xml_is_refused(tmp_path, content):
    (tmp_path / "a.docx").write_bytes(_replaced(word(paragraph(HANS)), "word/document.xml", content))
    documents, skipped = read(tmp_path)

    assert [] == documents
    assert 1 == len(skipped)


def test_zip_bomb_is_refused(tmp_path):
    bomb = f'<w:document xmlns:w="{WORD}"><w:body>{" " * 5_000_000}</w:body></w:document>'
    (tmp_path / "a.docx").write_bytes(_replaced(word(paragraph(HANS)), "word/document.xml", bomb))

    assert "unpacks to more than 1000000 bytes" in read(tmp_path, maximum_unpacked_size=1_000_000)[1][0].reason


def test_relations_may_point_in_circles_and_outside(tmp_path):
    parts = [("document.xml", "header", ""), ("../../../etc/passwd", "footer", "")]
    data = word(paragraph(HANS), [("header1.xml", "header", f'<w:hdr xmlns:w="{WORD}">{paragraph("页眉")}</w:hdr>')])
    relations = "".join(
        f'<Relationship Id="x{number}" Type="{OFFICE}/{kind}" Target="{name}"/>'
        for number, (name, kind, _c) in enumerate(parts)
    )
    content = f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
    (tmp_path / "a.docx").write_bytes(_replaced(data, "word/_rels/document.xml.rels", content))

    assert HANS in read(tmp_path)[0][0].text


def test_deeply_nested_page(tmp_path):
    (tmp_path / "a.html").write_text("<div>" * 10_000 + HANS, encoding="utf-8")
    documents, skipped = read(tmp_path)

    assert 1 == len(documents) + len(skipped)


SEEDS = [
    (".txt", HANS.encode()),
    (".md", f"# 题\n{HANS}".encode()),
    (".docx", word(paragraph(HANS) * 3)),
    (".html", PAGE.format(text=HANS).encode()),
    (".jsonl", json.dumps({"text": HANS}).encode()),
]


@hypothesis_settings(deadline=None)
@given(st.sampled_from(sorted(known_readers())), st.binary(max_size=300))
def test_random_bytes_raise_nothing_but_input_errors(suffix, data):
    _read_all(suffix, data)


@hypothesis_settings(max_examples=150, deadline=None)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 5000), st.binary(max_size=6)), min_size=1, max_size=5))
def test_mutated_files_raise_nothing_but_input_errors(seed, changes):
    suffix, data = seed
    for position, replacement in changes:
        at = position % (len(data) + 1)
        data = data[:at] + replacement + data[at + len(replacement) // 2 :]
    _read_all(suffix, data)


def _read_all(suffix, data):
    try:
        documents = list(read_source(Source(f"a{suffix}", data, Settings()), suffix))
    except InputError:
        return
    assert all(document.path.startswith("a.") for document in documents)


def test_skipped_names_the_path_only_once(tmp_path):
    assert [Skipped("x.txt", read(Path("x.txt"))[1][0].reason)] == read(Path("x.txt"))[1]
    assert "x.txt" not in read(Path("x.txt"))[1][0].reason


# ------------------------------------------------------------------ what looks like text and is none


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff\0\n"])
def test_file_of_nothing_but_a_mark_is_empty(tmp_path, mark):
    (tmp_path / "a.txt").write_bytes(mark)
    documents, skipped = read(tmp_path)

    assert [] == documents
    assert "empty" in skipped[0].reason


def test_document_type_with_definitions_leaves_nothing_behind(tmp_path):
    page = f'<!DOCTYPE html [<!ENTITY a "b">\n]>\n<html><body><p>{HANS}</p></body></html>'
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert [HANS.strip()] == [document.text.strip() for document in read(tmp_path)[0]]


def test_front_matter_is_set_aside_and_a_rule_is_not(tmp_path):
    (tmp_path / "a.md").write_text(f"---\ntitle: 值班制度\ntags: [a]\n---\n{HANS}", encoding="utf-8")
    (tmp_path / "b.md").write_text(f"---\n{HANS}\n---\n", encoding="utf-8")
    first, second = read(tmp_path)[0]

    assert ("值班制度", [(0, "front-matter")]) == (first.title, [(each.start, each.rule) for each in first.set_aside])
    assert () == second.set_aside


def test_link_to_nothing_is_told_apart_from_a_locked_file(tmp_path):
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere.txt")

    assert "where a link points" in read(tmp_path)[1][0].reason


def test_inputs_far_apart_keep_short_paths(tmp_path):
    for name in ("甲/乙/丙/一月/简报.txt", "丁/戊/己/二月/简报.txt"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(name + HANS, encoding="utf-8")
    documents, _skipped = read(tmp_path / "甲/乙/丙/一月", tmp_path / "丁/戊/己/二月/简报.txt")

    assert ["一月/简报.txt", "简报.txt"] == [document.path for document in documents]
