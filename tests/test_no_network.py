"""Drafts are confidential: no command that handles them opens a connection, asks a name server or listens."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[1] / "glossary" / "sample"
# In a process of its own, because an audit hook stays for good; it sees what C code does, too.
SCRIPT = """
import json, sys

def forbid(event, arguments):
    if event.startswith("socket.") and event not in {"socket.__new__", "socket.gethostname"}:
        raise RuntimeError(f"network: {event} {arguments}")

sys.addaudithook(forbid)
from glossary.cli import main

for call in json.loads(sys.argv[1]):
    print(main(call, standalone_mode=False), file=sys.stderr)
"""


def run(folder, calls):
    return subprocess.run(
        [sys.executable, "-c", SCRIPT, json.dumps(calls)],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def statuses(outcome):
    return [int(line) for line in outcome.stderr.splitlines() if line.isdigit()]


@pytest.fixture
def drafts(tmp_path):
    (tmp_path / "a.txt").write_text("请携带帐户资料，，到××局办理，详见http://example.org/a.dtd。", encoding="utf-8")
    (tmp_path / "b.tsv").write_text("共3人。\tThere are 4.\n", encoding="utf-8")
    (tmp_path / "c.tmx").write_text(
        '<!DOCTYPE tmx SYSTEM "http://example.org/tmx14.dtd"><tmx version="1.4"><body><tu>'
        '<tuv xml:lang="zh"><seg>共3人。</seg></tuv><tuv xml:lang="en"><seg>4.</seg></tuv></tu></body></tmx>',
        encoding="utf-8",
    )
    (tmp_path / "d.html").write_text(
        '<html><head><link rel="stylesheet" href="http://example.org/a.css"></head><body><p>准时到会，，谢谢。</p>'
        '<img src="http://example.org/a.png"></body></html>',
        encoding="utf-8",
    )
    (tmp_path / "e.docx").write_bytes((SAMPLE / "documents" / "work_plan.docx").read_bytes())
    (tmp_path / "terms.csv").write_text(
        "concept_id,language,term,usage_status\nc1,zh-CN,账户,preferred\nc1,zh-CN,帐户,deprecated\n", encoding="utf-8"
    )
    return tmp_path


def test_commands_that_handle_drafts_stay_at_home(drafts):
    """All reports, fixing, annotating, baselines, and what shows, extracts and links the text of drafts."""
    every = ["a.txt", "b.tsv", "c.tmx", "d.html", "e.docx"]
    reports = ("text", "json", "sarif", "github", "checkstyle", "html")
    calls = [["check", *every, "--glossary", "terms.csv", "--format", report] for report in reports]
    calls += [
        ["check", ".", "--diff"],
        ["check", "e.docx", "--annotate", "out.docx"],
        ["check", "a.txt", "--baseline", "known.json", "--write-baseline"],
        ["check", "a.txt", "--fix"],
        ["read", *every[:1], *every[3:]],
        ["segment", "a.txt"],
        ["links", "a.txt"],
        ["extract", "a.txt", "d.html", "e.docx", "-o", "out"],
        ["explain", "out", "账户"],
        ["browse", "out", "--plain"],
    ]
    outcome = run(drafts, calls)

    assert "network:" not in outcome.stderr + outcome.stdout
    assert [1] * 8 == statuses(outcome)[:8]
    assert len(calls) == len(statuses(outcome))


def test_the_test_would_see_a_connection(tmp_path):
    """The hook refuses even a connection to this machine."""
    script = SCRIPT + "\nimport socket\nsocket.create_connection(('127.0.0.1', 9))\n"
    outcome = subprocess.run([sys.executable, "-c", script, "[]"], capture_output=True, encoding="utf-8", check=False)

    assert "network: socket." in outcome.stderr
