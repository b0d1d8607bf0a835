"""Comments in Word documents: at the exact runs, with everything else as it was."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from glossary import pipeline
from glossary.checking.annotating import annotated
from glossary.cli import main
from glossary.messages import choose_language
from glossary.settings import Settings

SAMPLE = Path(__file__).parents[1] / "glossary" / "sample" / "documents" / "work_plan.docx"


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


def draft(path):
    """A draft whose findings lie inside runs, over several runs, beside tabs, and in a table; one in the header."""
    file = docx.Document()
    file.add_heading("工作安排", level=1)
    paragraph = file.add_paragraph("请各科室认真排查", style="List Bullet")
    run = paragraph.add_run("，")
    run.bold = True
    run.font.size = Pt(14)
    last = paragraph.add_run("，不留\t死角，谢谢。")
    last.italic = True
    file.add_paragraph("会议在××局召开。")
    tabbed = file.add_paragraph().add_run("甲\t在×")
    tabbed.underline = True
    tabbed.add_text("×镇\n开会。")
    cell = file.add_table(rows=1, cols=2, style="Table Grid").cell(0, 1)
    cell.text = "推进项(xiàng)目建设。"
    file.sections[0].header.paragraphs[0].text = "××县人民政府"
    file.save(path)
    return path


def commented(file):
    """The text that each comment spans, in the order of the comments."""
    spans = {}
    open_spans = {}
    for element in file.element.body.iter():
        if element.tag == qn("w:commentRangeStart"):
            open_spans[element.get(qn("w:id"))] = []
        elif element.tag == qn("w:commentRangeEnd"):
            identifier = element.get(qn("w:id"))
            spans[identifier] = "".join(open_spans.pop(identifier))
        elif element.tag == qn("w:t"):
            for pieces in open_spans.values():
                pieces.append(element.text)
    return [spans[identifier] for identifier in sorted(spans, key=int)]


def formats(file):
    """Every character of the body with the format of its run, whatever the runs are."""
    return [
        (character, run.bold, run.italic, run.underline, run.font.size, paragraph.style.name)
        for paragraph in (*file.paragraphs, *(p for t in file.tables for c in t._cells for p in c.paragraphs))
        for run in paragraph.runs
        for character in run.text
    ]


def test_comments_span_exactly_what_was_found(tmp_path):
    """Over several runs, inside one, across a split text, and in a table; what is in the header is given back."""
    path = draft(tmp_path / "a.docx")
    document = pipeline.read([path], Settings())[0]
    findings = pipeline.check_drafts([document], None, Settings())
    data, left = annotated(path.read_bytes(), document, findings)
    file = docx.Document(io.BytesIO(data))

    assert ["，，", "××", "××", "(xiàng)"] == commented(file)
    assert ["××"] == [finding.text for finding in left]
    assert [f"[{code}]" for code in ("repeated-punctuation", "leftover-mask", "leftover-mask", "leftover-pinyin")] == [
        comment.text.splitlines()[-1] for comment in file.comments
    ]


def test_text_formats_styles_and_tables_are_kept(tmp_path):
    """Only the cuts between runs and the comments are new."""
    path = draft(tmp_path / "a.docx")
    document = pipeline.read([path], Settings())[0]
    data, _left = annotated(path.read_bytes(), document, pipeline.check_drafts([document], None, Settings()))
    before, after = docx.Document(path), docx.Document(io.BytesIO(data))
    out = tmp_path / "out.docx"
    out.write_bytes(data)

    assert formats(before) == formats(after)
    assert [table.style.name for table in before.tables] == [table.style.name for table in after.tables]
    assert document.text == pipeline.read([out], Settings())[0].text
    assert {style.name for style in before.styles} <= {style.name for style in after.styles}


def test_the_sample_can_be_annotated_again_and_again():
    """Comments of an earlier run stay, and change nothing of what is found."""
    document = pipeline.read([SAMPLE], Settings())[0]
    findings = pipeline.check_drafts([document], None, Settings())
    once, left = annotated(SAMPLE.read_bytes(), document, findings)
    twice, _left = annotated(once, document, findings)
    texts = [finding.text for finding in findings if finding not in left]

    assert texts == commented(docx.Document(io.BytesIO(once)))
    assert texts * 2 == commented(docx.Document(io.BytesIO(twice)))


def test_the_command_writes_another_file_and_tells_what_it_left_out(tmp_path, monkeypatch, capsys):
    """The draft stays as it is; a finding in the header is only in the report."""
    monkeypatch.chdir(tmp_path)
    before = draft(tmp_path / "a.docx").read_bytes()
    status = main(["--lang", "en", "check", "a.docx", "--annotate", "b.docx"], standalone_mode=False)

    assert 1 == status
    assert "b.docx: findings without a comment, because Word allows none there: 1" in capsys.readouterr().err
    assert before == (tmp_path / "a.docx").read_bytes()
    assert 4 == len(list(docx.Document(str(tmp_path / "b.docx")).comments))


@pytest.mark.parametrize(
    "arguments",
    [
        ("a.docx", "--annotate", "a.docx"),
        ("a.txt", "--annotate", "b.docx"),
        ("a.docx", "c.docx", "--annotate", "b.docx"),
    ],
)
def test_what_cannot_be_annotated_is_one_line(tmp_path, monkeypatch, capsys, arguments):
    """The draft itself, no Word draft, two of them."""
    monkeypatch.chdir(tmp_path)
    draft(tmp_path / "a.docx")
    draft(tmp_path / "c.docx")
    (tmp_path / "a.txt").write_text("××局", encoding="utf-8")

    assert 2 == main(["check", *arguments], standalone_mode=False)
    assert 1 == capsys.readouterr().err.count("\n")
    assert not (tmp_path / "b.docx").exists()
