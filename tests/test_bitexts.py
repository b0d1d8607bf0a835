"""Bilingual drafts in every format give the same segments, and the checks of translations read them all."""

from __future__ import annotations

import pytest
import xlsxwriter

from glossary import pipeline
from glossary.cli import main
from glossary.messages import choose_language
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus
from glossary.reading.bitexts import known_bitext_readers
from glossary.settings import Settings

PAIRS = [
    ("总投资1.26亿元。", "The investment is 126 billion yuan."),
    ("孵化器已建成。", "The hatcheries are complete."),
    ("请排队。", ""),
    ("谢谢，再见。", "Thank you, goodbye."),
]
FOUND = ["number-mismatch", "forbidden-target-term", "untranslated-segment"]
GLOSSARY = Glossary(
    entries=(
        ConceptEntry(
            "t1",
            (
                Term("孵化器"),
                Term("incubator", "en", usage_status=UsageStatus.PREFERRED),
                Term("hatchery", "en", usage_status=UsageStatus.DEPRECATED),
            ),
        ),
    )
)


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


def tmx(pairs):
    units = "".join(
        f'<tu><tuv xml:lang="en"><seg>{target}</seg></tuv>'
        f'<tuv xml:lang="zh-CN"><seg><bpt i="1">&lt;b&gt;</bpt>{source}<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu>'
        for source, target in pairs
    )
    header = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="zh-CN"/><body>'
    return f'<?xml version="1.0"?>{header}{units}</body></tmx>'


def first(pairs):
    units = "".join(
        f'<trans-unit id="{number}"><source><g id="1">{source}</g><x id="2"/></source><target>{target}</target>'
        "<alt-trans><target>another</target></alt-trans></trans-unit>"
        for number, (source, target) in enumerate(pairs)
    )
    left = '<trans-unit id="n" translate="no"><source>编号</source></trans-unit>'
    return (
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="zh-CN" '
        f'target-language="en"><body><group>{units}</group>{left}</body></file></xliff>'
    )


def second(pairs):
    segments = "".join(
        f'<segment><source><pc id="1">{source}</pc></source><target>{target}<ph id="2"/></target></segment>'
        "<ignorable><source> </source></ignorable>"
        for source, target in pairs
    )
    return (
        '<xliff version="2.0" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="zh" trgLang="en">'
        f'<file id="f"><unit id="u">{segments}</unit></file></xliff>'
    )


def written(path, pairs=PAIRS):
    """A bilingual file of the format that its name says."""
    match path.name:
        case "sheet.xlsx":
            with xlsxwriter.Workbook(str(path)) as book:
                sheet = book.add_worksheet()
                for row, cells in enumerate([("原文", "译文"), *pairs]):
                    sheet.write_row(row, 0, cells)
        case "a.csv":
            path.write_text("zh,en\n" + "".join(f'{source},"{target}"\n' for source, target in pairs), encoding="utf-8")
        case "a.tsv":
            path.write_bytes("".join(f"{source}\t{target}\r\n" for source, target in pairs).encode("gb18030"))
        case "a.tmx":
            path.write_text(tmx(pairs), encoding="utf-16")
        case "a.xlf":
            path.write_text(first(pairs), encoding="utf-8")
        case "a.xliff":
            path.write_text(second(pairs), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "sheet.xlsx", "a.tmx", "a.xlf", "a.xliff"])
def test_every_format_gives_the_same_findings(tmp_path, name):
    """Inline codes, alternatives, units left alone, headers and encodings aside."""
    findings = pipeline.check([written(tmp_path / name)], GLOSSARY)

    assert FOUND == [finding.code for finding in findings]
    assert ["126 billion", "hatcheries", ""] == [finding.text for finding in findings]
    assert [1, 2, 3] == [finding.line for finding in findings]


def test_findings_say_which_unit_or_row(tmp_path):
    """Where lines are not those of the file, a label leads there."""
    places = {
        name: [finding.location for finding in pipeline.check([written(tmp_path / name)], GLOSSARY)]
        for name in ("a.csv", "sheet.xlsx", "a.tmx", "a.xliff", "a.tsv")
    }

    assert ["row 2", "row 3", "row 4"] == places["a.csv"] == places["sheet.xlsx"]
    assert ["unit 1", "unit 2", "unit 3"] == places["a.tmx"]
    assert ["unit u", "unit u.2", "unit u.3"] == places["a.xliff"]
    assert [None] * 3 == places["a.tsv"]


def test_a_folder_gives_no_tables_that_may_be_anything(tmp_path):
    """A glossary beside the drafts is no draft; the same file is checked when it is named."""
    written(tmp_path / "a.csv")
    written(tmp_path / "a.tmx")

    assert {"a.tmx"} == {finding.path for finding in pipeline.check([tmp_path], GLOSSARY)}


def test_extraction_reads_no_bilingual_files(tmp_path):
    """They would count their English as Chinese text."""
    written(tmp_path / "a.tmx")
    (tmp_path / "a.txt").write_text("孵化器已建成。", encoding="utf-8")

    assert ["a.txt"] == [document.path for document in pipeline.read([tmp_path], Settings())]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.tmx", '<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]><tmx><body>&x;</body></tmx>'),
        ("a.tmx", "<tmx><body>"),
        ("a.tmx", "<xliff/>"),
        ("a.xlf", '<xliff version="1.2"><file source-language="en"><body/></file></xliff>'),
        ("a.csv", "一,two,3\n"),
        ("a.csv", "一列\n"),
        ("a.tsv", "没有第二列\n"),
    ],
)
def test_what_is_no_bilingual_draft_is_skipped_in_one_line(tmp_path, capsys, monkeypatch, name, content):
    """Entities are refused, and nothing outside the file is looked at."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(content, encoding="utf-8")

    assert 2 == main(["check", name], standalone_mode=False)
    assert 1 == capsys.readouterr().err.count("\n")


def test_every_reader_takes_suffixes_of_its_own():
    """No two readers claim one suffix."""
    readers = set(known_bitext_readers().values())

    assert len(known_bitext_readers()) == sum(len(reader.suffixes) for reader in readers)
