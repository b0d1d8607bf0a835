"""What a person settles: comments in drafts, `glossary.toml`, the baseline."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from glossary import pipeline
from glossary.checking.baseline import beyond_baseline, read_baseline, write_baseline
from glossary.checking.configuration import CheckSettings, Ignored, find_settings, read_settings
from glossary.checking.fingerprints import fingerprints
from glossary.cli import main
from glossary.errors import FormatError, SettingsError
from glossary.messages import choose_language
from glossary.model import Document, Severity
from glossary.settings import Settings

MASKED = "会议在××局召开，，请准时到会。"


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


def checked(text, path="draft.txt"):
    return pipeline.check_drafts([Document("d1", path, path, text, "", "utf-8")], None, Settings())


@pytest.mark.parametrize(
    ("path", "text", "left"),
    [
        ("a.txt", MASKED, ["leftover-mask", "repeated-punctuation"]),
        ("a.txt", MASKED + " // glossary: ignore", []),
        ("a.txt", MASKED + "// glossary: ignore leftover-mask\r\n", ["repeated-punctuation"]),
        ("a.txt", MASKED + "// glossary: ignore leftover-mask, repeated-punctuation", []),
        ("a.txt", "// glossary: ignore leftover-mask\n\n" + MASKED, ["repeated-punctuation"]),
        ("a.txt", "// glossary: ignore leftover-mask\n第一段。\n" + MASKED, ["leftover-mask", "repeated-punctuation"]),
        ("a.txt", "第一段。\n" + MASKED + "\n// glossary: ignore-file leftover-mask", ["repeated-punctuation"]),
        ("a.md", MASKED + "<!-- glossary: ignore -->", []),
        ("a.md", "<!-- glossary: ignore leftover-mask -->\n" + MASKED, ["repeated-punctuation"]),
        ("a.md", MASKED + "// glossary: ignore", ["leftover-mask", "repeated-punctuation"]),
        ("a.docx", MASKED + "// glossary: ignore", ["leftover-mask", "repeated-punctuation"]),
        ("a.tsv", "共3人。\tThere are 4.// glossary: ignore number-mismatch", []),
        ("a.tsv", "共3人。\tThere are 4.", ["number-mismatch"]),
    ],
)
def test_comments_silence_their_line(path, text, left):
    """Each format has its own syntax, and only that."""
    assert left == [finding.code for finding in checked(text, path)]


def test_a_comment_moves_nothing_and_is_not_checked_itself():
    """Findings behind a comment stand where they stood, and the comment is no English in the draft."""
    text = "<!-- glossary: ignore leftover-mask -->会议在××局召开，，请准时到会。"

    assert [("，，", text.index("，，") + 1)] == [(finding.text, finding.column) for finding in checked(text, "a.md")]


def test_a_comment_with_an_unknown_code_is_told(tmp_path, capsys, monkeypatch):
    """A typing error silences nothing, so its author hears of it."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(MASKED + "// glossary: ignore leftover-masks", encoding="utf-8")
    status = main(["--lang", "en", "check", "a.txt"], standalone_mode=False)
    written = capsys.readouterr()

    assert 1 == status
    assert "a.txt:1: no check named leftover-masks" in written.err
    assert "[leftover-mask]" in written.out


def settled(tmp_path, text):
    file = tmp_path / "glossary.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(file)


def test_settings_change_severities_and_ignore_by_code_and_path(tmp_path):
    """`off` leaves a check out; an entry without codes or paths is about all of them."""
    settings = settled(
        tmp_path,
        '[check.severity]\nleftover-mask = "note"\nmojibake = "off"\n'
        '[[check.ignore]]\npaths = ["old/*"]\ncodes = ["repeated-punctuation"]\n[[check.ignore]]\npaths = ["drafts"]\n',
    )
    mask, marks = checked(MASKED)
    garbled = replace(mask, code="mojibake")

    assert [replace(mask, severity=Severity.NOTE), marks] == settings.applied([mask, marks, garbled])
    renamed = [replace(one, path="old/a.txt") for one in (mask, marks)]
    assert ["leftover-mask"] == [one.code for one in settings.applied(renamed)]
    assert [] == settings.applied([replace(mask, path="drafts/2024/a.txt")])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[chek]\n", "unknown name 'chek' in glossary.toml; known: check"),
        ("[check]\nbaselin = 'x'\n", "unknown name 'baselin' in [check]; known: glossary, baseline, severity, ignore"),
        ("[[check.ignore]]\npath = ['a']\n", "unknown name 'path' in [[check.ignore]]; known: paths, codes"),
        ("[check.severity]\nmojibake = 'fatal'\n", "'fatal' in [check.severity]; known: error, warning, note, off"),
        ("[check.severity]\nmojibak = 'error'\n", "unknown name 'mojibak' in [check]; known: deprecated-term"),
        ("[check]\nignore = 'a'\n", "Expected `array`"),
        ("[check\n", "not TOML"),
    ],
)
def test_a_mistake_in_the_settings_is_one_clear_line(tmp_path, text, message):
    """It names the file and what is known instead."""
    with pytest.raises(SettingsError) as raised:
        settled(tmp_path, text)

    assert message in str(raised.value)
    assert "glossary.toml" in raised.value.where
    assert "\n" not in str(raised.value)


def test_the_nearest_settings_count(tmp_path):
    """Those of the folder, else of the nearest one above."""
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "glossary.toml").write_text("", encoding="utf-8")

    assert tmp_path / "glossary.toml" == find_settings(tmp_path / "a" / "b")
    assert CheckSettings() == read_settings(tmp_path / "glossary.toml")
    assert CheckSettings(ignore=(Ignored(),)).applied(checked(MASKED)) == []


def test_a_baseline_hides_what_it_holds_and_nothing_new(tmp_path):
    """Old findings stay hidden when lines move; a second one alike is new."""
    file = tmp_path / "baseline.json"
    old = checked(MASKED)
    write_baseline(file, old, {"draft.txt": MASKED})
    moved = f"第一段。\n{MASKED}"
    twice = f"{moved}\n{MASKED}"

    assert [] == beyond_baseline(checked(moved), {"draft.txt": moved}, read_baseline(file))
    assert [3, 3] == [one.line for one in beyond_baseline(checked(twice), {"draft.txt": twice}, read_baseline(file))]
    assert len(set(fingerprints(checked(twice), {"draft.txt": twice}))) == 4


@pytest.mark.parametrize("content", [None, "", "[]", '{"format": "other"}', "\xff"])
def test_a_file_that_is_no_baseline_is_said_to_be_none(tmp_path, content):
    """With its path, in one line."""
    file = tmp_path / "baseline.json"
    if content is not None:
        file.write_bytes(content.encode("latin-1"))
    with pytest.raises(FormatError, match=r"baseline\.json"):
        read_baseline(file)


def test_the_command_takes_settings_and_baseline_from_the_project(tmp_path, capsys, monkeypatch):
    """From a folder below; paths in the baseline are relative to the project."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "glossary.toml").write_text("[check]\nbaseline = 'known.json'\n", encoding="utf-8")
    (tmp_path / "drafts" / "a.txt").write_text(MASKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "drafts")

    assert 1 == main(["check", "a.txt"], standalone_mode=False)
    assert 0 == main(["check", "a.txt", "--write-baseline"], standalone_mode=False)
    assert 0 == main(["check", "a.txt"], standalone_mode=False)
    rows = json.loads((tmp_path / "known.json").read_bytes())["findings"]
    assert ["drafts/a.txt", "drafts/a.txt"] == [row["path"] for row in rows]
    assert 2 == main(["check", "a.txt", "--settings", "none.toml"], standalone_mode=False)


def test_programs_get_paths_from_the_current_folder(tmp_path, capsys, monkeypatch):
    """Whatever folder was named: annotations and SARIF must lead to the file."""
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.txt").write_text(MASKED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    main(["check", "drafts", "--format", "github"], standalone_mode=False)

    assert "file=drafts/a.txt,line=1" in capsys.readouterr().out


def test_a_far_file_is_shown_by_its_whole_path(tmp_path, capsys, monkeypatch):
    """Not by a climb to the root and down again; a file next door keeps the short way."""
    near, far = tmp_path / "here" / "now", tmp_path / "x"
    for folder in (near, far):
        folder.mkdir(parents=True)
        (folder.parent / "a.txt").write_text(MASKED, encoding="utf-8")
    monkeypatch.chdir(near)
    main(["check", str(near.parent / "a.txt"), "--format", "github"], standalone_mode=False)
    shown = capsys.readouterr().out
    monkeypatch.chdir("/usr/lib")
    main(["check", str(far.parent / "a.txt"), "--format", "github"], standalone_mode=False)

    assert "file=../a.txt,line=1" in shown
    assert f"file={tmp_path}/a.txt,line=1" in capsys.readouterr().out
