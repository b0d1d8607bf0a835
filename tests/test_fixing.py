"""`--fix` writes what is sure and nothing else."""

from __future__ import annotations

import codecs
import subprocess
import sys
import time

import pytest
from drafts import glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import pipeline
from glossary.checking.fixing import encoded
from glossary.cli import main
from glossary.messages import choose_language
from glossary.model import Document
from glossary.settings import Settings

GLOSSARY = glossary_of(("账户", "帐户"), ("孵化器", "孵化园"), ("甲级站", "乙级站"), ("乙级站", "甲级站"))


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


def document(text, path="draft.txt", encoding="utf-8"):
    return Document("d1", path, path, text, "", encoding)


def fixed(text, path="draft.txt"):
    return pipeline.fix_drafts([document(text, path)], GLOSSARY, Settings())[0].text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("请携带帐户资料，，按时到场。", "请携带账户资料，按时到场。"),
        ("今年谋划项(xiàng)目二十个。", "今年谋划项目二十个。"),
        ("他沉默了。。。然后离开。", "他沉默了……然后离开。"),
        (
            "云河县水利投资办公室（以下简称“水投办”）负责汇总。各镇向云河县水利投资办公室报送进度。",
            "云河县水利投资办公室（以下简称“水投办”）负责汇总。各镇向水投办报送进度。",
        ),
        ("WiFi已覆盖广场，WiFi免费使用，Wi-Fi密码见公告栏。", "WiFi已覆盖广场，WiFi免费使用，WiFi密码见公告栏。"),
        ("甲方说“帐户”是旧写法，帐户管理照旧。", "甲方说“帐户”是旧写法，账户管理照旧。"),
        ("請攜帶帳戶資料前來辦理，，謝謝。", "請攜帶帳戶資料前來辦理，謝謝。"),
        ("会议锟斤拷要求在××局召开，列三件大事：修路、通水。", None),
        ("WiFi已通，Wi-Fi密码见公告。", None),
        ("乙级站与甲级站都已建成。", None),
        ("孵化园// glossary: ignore\n帐户", "孵化园// glossary: ignore\n账户"),
    ],
)
def test_only_what_is_sure_is_written(text, expected):
    """Quoted terms, traditional drafts, ties, masks, garbled text and advice in a circle are left to a person."""
    assert (text if expected is None else expected) == fixed(text)


def test_other_formats_are_left_alone():
    """The text of a Word document or a table of segments is not the file."""
    for path in ("a.docx", "a.tsv", "a.html"):
        assert "帐户，，" == fixed("帐户，，", path)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["帐户", "孵化园", "项(xiàng)目", "，，", "。", "\r\n", "WiFi", "Wi-Fi", "“", "”", "甲级站", "A"]
        )
    )
)
def test_fixing_twice_changes_nothing(parts):
    """Whatever stands beside what."""
    once = fixed("".join(parts))

    assert once == fixed(once)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
    ],
)
def test_encoding_mark_and_line_ends_are_kept(tmp_path, encoding, mark, monkeypatch, capsys):
    """Every byte that is no part of a fix is what it was."""
    monkeypatch.chdir(tmp_path)
    text = "本段讲今年的水利工程建设情况。\r\n请各单位携带资料，，准时到会参加培训。\n末段没有行尾，谢谢各位"
    file = tmp_path / "a.txt"
    file.write_bytes(mark + text.encode(encoding))
    main(["check", "--fix", "a.txt"], standalone_mode=False)

    assert mark + text.replace("，，", "，").encode(encoding) == file.read_bytes()


def test_damaged_bytes_on_other_lines_are_kept():
    """What could not be decoded is not replaced by what it was decoded to."""
    data = "坏".encode()[:2] + "的一行\n帐户\n".encode()
    text = data.decode("utf-8", "replace")
    changed = text.replace("帐户", "账户")

    assert "坏".encode()[:2] + "的一行\n账户\n".encode() == encoded(document(text), data, changed)
    assert encoded(document(text), data, text.replace("一行", "两行")) is None
    assert encoded(document("帳戶\n", encoding="big5"), "帳戶\n".encode("big5"), "账户\n") is None


def test_diff_shows_and_writes_nothing(tmp_path, monkeypatch, capsys):
    """The preview is a unified diff of what `--fix` writes."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.txt"
    file.write_bytes("首行。\r\n准时到会，，谢谢。\r\n".encode())
    status = main(["check", "--diff", "a.txt"], standalone_mode=False)

    assert (
        "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n 首行。\n-准时到会，，谢谢。\n+准时到会，谢谢。\n \n"
        == capsys.readouterr().out
    )
    assert 1 == status
    assert "，，".encode() in file.read_bytes()


def test_fix_reports_what_is_left_and_what_the_project_ignores_stays(tmp_path, monkeypatch, capsys):
    """Fixed findings are gone from the report; ignored ones are neither fixed nor reported."""
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "a.md"
    file.write_text("在××局开会，，请到会。项(xiàng)目已开工。", encoding="utf-8")
    (tmp_path / "glossary.toml").write_text("[check.severity]\nleftover-pinyin = 'off'\n", encoding="utf-8")
    status = main(["--lang", "en", "check", "--fix", "a.md", "-q"], standalone_mode=False)

    assert 1 == status
    assert "errors: 1, warnings: 0, notes: 0" in capsys.readouterr().out
    assert "在××局开会，请到会。项(xiàng)目已开工。" == file.read_text(encoding="utf-8")


def test_watch_checks_again_when_a_draft_changes(tmp_path):
    """The first report comes at once, the next one after the draft was saved."""
    file = tmp_path / "a.txt"
    file.write_text("准时到会，，谢谢。", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "glossary", "--lang", "en", "check", "--watch", "a.txt"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        first = [process.stdout.readline() for _line in range(5)]
        time.sleep(0.1)
        file.write_text("准时到会，谢谢各位。", encoding="utf-8")
        second = process.stdout.readline()
    finally:
        process.kill()
        process.wait()

    assert "errors: 0, warnings: 1, notes: 0\n" == first[-1]
    assert "nothing found\n" == second
