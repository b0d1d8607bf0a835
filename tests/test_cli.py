"""The command line as a person meets it: statuses, one line for every failure, nothing half-written."""

from __future__ import annotations

import fcntl
import json
import os
import resource
import signal
import struct
import subprocess
import sys
import termios
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import ENGLISH, run

from glossary.browsing.links import GRAPHS
from glossary.cli import command_names, main
from glossary.cli import links as links_command
from glossary.cli.status import BROKEN_PIPE, FINDINGS, FINE, INTERRUPTED, NOTHING_DONE, SOME_SKIPPED

SAMPLE = Path(__file__).resolve().parent.parent / "glossary" / "sample" / "documents"
SPEECH = SAMPLE / "speech.txt"


def files(folder: Path) -> list[str]:
    """The names of all files below a folder."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


# ------------------------------------------------------------------ the frame


@pytest.mark.parametrize("name", command_names())
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`glossary NAME --help` ends well and names the command."""
    status = main([name, "--help"], standalone_mode=False)

    assert FINE == status
    assert f"glossary {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["extracct"], "'extract'", id="a misspelt command"),
        pytest.param(["extract", "--outptu", "x", "y"], "Did you mean", id="a misspelt option"),
        pytest.param(["extract"], "Missing argument 'PATH...'", id="no input"),
        pytest.param(["extract", "--top", "0", "y"], "0 is not in the range", id="a value out of range"),
        pytest.param(["extract", "--to", "docx", "y"], "one of json, csv, tsv, xlsx, tbx, ", id="an unknown format"),
        pytest.param(["segment", "--with", "scissors", str(SPEECH)], "known: ", id="an unknown segmenter"),
        pytest.param(["--lang", "tlh", "demo"], "'en', 'zh_CN'", id="an unknown language"),
        pytest.param(["browse", "nowhere.json"], "nowhere.json", id="a missing glossary"),
    ],
)
def test_a_wrong_call_gives_one_line(
    arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was wrong, with the names that would have been right, in one line; status 2."""
    monkeypatch.setenv("LANGUAGE", "en")

    status = main(arguments, standalone_mode=False)
    printed = capsys.readouterr()

    assert NOTHING_DONE == status
    assert "" == printed.out
    assert 1 == len(printed.err.splitlines())
    assert expected in printed.err


def test_no_command_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """The bare program lists its commands on standard error."""
    status = main([], standalone_mode=False)

    assert NOTHING_DONE == status
    assert "extract" in capsys.readouterr().err


def test_nobody_reads_on() -> None:
    """When the reader of a pipe leaves, the program ends without a word."""
    with subprocess.Popen(
        [sys.executable, "-m", "glossary", "read", str(SAMPLE)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENGLISH,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        complaint = process.stderr.read()

    assert b"" == complaint
    assert BROKEN_PIPE == process.returncode


def test_lists_written_out_for_help_are_those_of_the_tables() -> None:
    """Choices that are repeated in a command, to spare `--help` an import, are the real ones."""
    assert GRAPHS == links_command.GRAPHS


# ------------------------------------------------------------------ the main job


def test_extract_writes_what_was_asked_for(tmp_path: Path) -> None:
    """The json is always there; the summary counts documents and names the files."""
    done = run("extract", SPEECH, "-o", tmp_path / "out", "--to", "csv,parquet")

    assert FINE == done.returncode
    assert ["candidates.parquet", "glossary.csv", "glossary.json"] == files(tmp_path / "out")
    assert done.stdout.startswith("documents: 1, ")
    assert str(tmp_path / "out" / "glossary.csv") in done.stdout
    assert "" == done.stderr


def test_quiet_says_nothing(tmp_path: Path) -> None:
    """With --quiet there is no summary either."""
    done = run("extract", "--quiet", SPEECH, "-o", tmp_path, "--to", "json")

    assert ("", "") == (done.stdout, done.stderr)


def test_the_output_folder_is_never_read(tmp_path: Path) -> None:
    """A second run over a folder that holds the first one's output gives equal bytes."""
    (tmp_path / "speech.txt").write_bytes(SPEECH.read_bytes())
    run("extract", tmp_path, "-o", tmp_path / "out")
    first = (tmp_path / "out" / "glossary.json").read_bytes()
    run("extract", tmp_path, "-o", tmp_path / "out")

    assert first == (tmp_path / "out" / "glossary.json").read_bytes()
    assert ["speech.txt"] == [document["path"] for document in json.loads(first)["documents"]]


def test_standard_input(tmp_path: Path) -> None:
    """`-` reads one document from standard input."""
    done = subprocess.run(
        [sys.executable, "-m", "glossary", "extract", "-", "-o", str(tmp_path), "--to", "json"],
        input=SPEECH.read_bytes(),
        capture_output=True,
        env=ENGLISH,
        check=False,
    )

    assert FINE == done.returncode
    assert ["-"] == [
        document["path"] for document in json.loads((tmp_path / "glossary.json").read_bytes())["documents"]
    ]


def test_demo_shows_a_table(tmp_path: Path) -> None:
    """The demo needs no input, shows terms and keeps its files where it is told to."""
    done = run("demo", "-o", tmp_path)

    assert FINE == done.returncode
    assert ["glossary.csv", "glossary.json", "glossary.tbx", "glossary.xlsx"] == files(tmp_path)
    assert "documents: 6, " in done.stdout


# ------------------------------------------------------------------ bad input


def test_an_empty_folder(tmp_path: Path) -> None:
    """Nothing to read is a failure, in one line that names the folder."""
    (tmp_path / "empty").mkdir()
    done = run("extract", tmp_path / "empty", "-o", tmp_path / "out")

    assert NOTHING_DONE == done.returncode
    assert "empty" in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert not (tmp_path / "out").exists()


def binary(folder: Path) -> None:
    """A picture that calls itself a text."""
    (folder / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)


def truncated(folder: Path) -> None:
    """A Word file of which only the first half arrived."""
    content = (SAMPLE / "work_plan.docx").read_bytes()
    (folder / "bad.docx").write_bytes(content[: len(content) // 2])


def hollow(folder: Path) -> None:
    """A zip archive that calls itself a Word file."""
    with zipfile.ZipFile(folder / "bad.docx", "w") as archive:
        archive.writestr("note.txt", "nothing")


def dangling(folder: Path) -> None:
    """A link to a file that is gone."""
    (folder / "bad.txt").symlink_to(folder / "gone.txt")


@pytest.mark.parametrize("spoil", [binary, truncated, hollow, dangling])
def test_one_bad_file_among_good_ones(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    """The bad file is named in one line, the others make a glossary, and the status says that something was skipped."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "good.txt").write_bytes(SPEECH.read_bytes())
    spoil(source)
    done = run("extract", source, "-o", tmp_path / "out", "--to", "json")

    assert SOME_SKIPPED == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "bad." in done.stderr
    assert "documents: 1, " in done.stdout
    assert "inputs skipped: 1" in done.stdout


@pytest.mark.parametrize("spoil", [binary, truncated, hollow])
def test_nothing_but_a_bad_file(spoil: Callable[[Path], None], tmp_path: Path) -> None:
    """Where nothing can be read, nothing is written, and the status says so."""
    spoil(tmp_path)
    done = run("extract", *tmp_path.iterdir(), "-o", tmp_path / "out")

    assert NOTHING_DONE == done.returncode
    assert "bad." in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(tmp_path: Path) -> None:
    """A file without permission is skipped like any other bad one."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "good.txt").write_bytes(SPEECH.read_bytes())
    (source / "bad.txt").write_bytes(SPEECH.read_bytes())
    (source / "bad.txt").chmod(0)
    done = run("extract", source, "-o", tmp_path / "out", "--to", "json")

    assert SOME_SKIPPED == done.returncode
    assert "bad.txt" in done.stderr


def test_a_full_disk(tmp_path: Path) -> None:
    """When the system refuses to write on, one line says so and no half file is left; an older one stays as it was."""
    (tmp_path / "glossary.json").write_text("the one from yesterday", encoding="utf-8")

    def allow_little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2048, 2048))

    done = run("extract", SPEECH, "-o", tmp_path, "--to", "json", preparation=allow_little)

    assert NOTHING_DONE == done.returncode
    assert 1 == len(done.stderr.splitlines())
    assert "glossary.json" in done.stderr
    assert ["glossary.json"] == files(tmp_path)
    assert "the one from yesterday" == (tmp_path / "glossary.json").read_text(encoding="utf-8")


def waits_for_input(process: subprocess.Popen[bytes]) -> bool:
    """Whether a process has read all that its standard input holds, and sleeps until there is more."""
    assert process.stdin is not None
    unread = struct.unpack("i", fcntl.ioctl(process.stdin, termios.FIONREAD, b"\0" * 4))[0]
    state = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]
    return unread == 0 and state == "S"


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc to know when to interrupt")
@pytest.mark.parametrize(
    ("engine", "line"),
    [("local", "glossary: interrupted"), ("shards", "glossary: interrupted; the same command goes on from here")],
)
def test_an_interrupt(tmp_path: Path, engine: str, line: str) -> None:
    """Ctrl-C in the middle of a run: one line, status 130, nothing half-written but the work folder."""
    work = ["--engine", engine, "--work", str(tmp_path / "work")]
    with subprocess.Popen(
        [sys.executable, "-m", "glossary", "extract", "-", "-o", str(tmp_path / "out"), *work],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENGLISH,
    ) as process:
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write("数字经济创新提质。\n".encode())
        process.stdin.flush()
        while not waits_for_input(process):
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        process.stdin.close()  # polars lets the system go on reading
        complaint = process.stderr.read().decode()

    assert INTERRUPTED == process.returncode
    assert [line] == complaint.split("\n")[-2:-1]
    assert "Traceback" not in complaint
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["extract", "links", "check", "read", "segment"])
def test_a_missing_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every command that reads documents names a missing one, once, and says with its status that nothing was done."""
    missing = tmp_path / "nowhere.txt"

    status = main([name, str(missing)], standalone_mode=False)
    printed = capsys.readouterr()

    assert NOTHING_DONE == status
    assert "" == printed.out
    assert [str(missing) in line for line in printed.err.splitlines()] == [True]


# ------------------------------------------------------------------ checking


def test_check_reports_and_says_so(tmp_path: Path) -> None:
    """A draft with a mask gives a finding as JSON, and status 1."""
    draft = tmp_path / "draft.txt"
    draft.write_text("会议由××同志主持。\n", encoding="utf-8")
    done = run("check", draft, "--format", "json")
    findings = json.loads(done.stdout)

    assert FINDINGS == done.returncode
    assert [("leftover-mask", 1, 4)] == [(found["code"], found["line"], found["column"]) for found in findings]


def test_check_of_a_clean_draft(tmp_path: Path) -> None:
    """A draft without faults gives an empty list, and status 0."""
    draft = tmp_path / "draft.txt"
    draft.write_text("会议由王同志主持。\n", encoding="utf-8")
    done = run("check", draft, "--format", "json")

    assert FINE == done.returncode
    assert [] == json.loads(done.stdout)


# ------------------------------------------------------------------ what the steps see


def test_read_lists_what_was_set_aside() -> None:
    """What is not the author's is set aside, and can be listed with its line and the rule; masks are listed too."""
    listed = run("read", "--set-aside", "--quiet", SAMPLE / "news.html").stdout
    text = run("read", "--quiet", SAMPLE / "news.html").stdout

    assert "楼道会客厅" in text
    assert "网站地图" not in text
    assert ["mask", "mask", "editor-credit"] == [line.split("\t")[1] for line in listed.splitlines()]


def test_read_simplifies() -> None:
    """The text is shown as the later steps see it; the original on request."""
    shown = run("read", "--quiet", SAMPLE / "village_hant.html").stdout
    original = run("read", "--quiet", "--original", SAMPLE / "village_hant.html").stdout

    assert "古村保护修缮项目" in shown
    assert "項(xiàng)目" in original


def test_segment_keeps_lines() -> None:
    """Words are separated by spaces, lines stay lines."""
    shown = run("segment", SPEECH).stdout.splitlines()
    written = [line for line in SPEECH.read_text(encoding="utf-8").splitlines() if line.strip()]

    assert len(written) == len(shown)
    assert " 同志 " in f" {' '.join(shown)} "


def test_links_as_json() -> None:
    """The links are what `glossary.json` holds of them: one array, in one shape."""
    shown = json.loads(run("links", SPEECH, "--format", "json").stdout)
    link = next(link for link in shown if link["surface"] == "一园三中心")

    assert link["members"] == ["云栖智造产业园", "轴承检测中心", "工业设计中心", "跨境结算中心"]
    assert link["evidence"]["line"] == 9
    assert list(link) == [
        *("identifier", "surface", "kind", "relation", "members", "slots", "pattern", "confidence", "source"),
        *("document", "evidence"),
    ]


def test_links_as_a_graph() -> None:
    """The links of a document can be drawn."""
    shown = run("links", SPEECH, "--graph", "mermaid").stdout

    assert shown.startswith("graph LR\n")
    assert "一园三中心" in shown
