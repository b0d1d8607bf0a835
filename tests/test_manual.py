"""The manual shows every command as it is."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from glossary.cli import command_names, main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]
ENGLISH_PAGES = sorted((ROOT / "docs").glob("*.md"))
HELP = """
import contextlib, io, json
from glossary.cli import command_names, main
texts = {}
for name in command_names():
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        main([name, "--help"], standalone_mode=False)
    texts[name] = printed.getvalue()
print(json.dumps(texts))
"""
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_commands(page: Path) -> list[str]:
    """Every call of the program that a page shows, without what it is piped into."""
    lines = [line for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [re.split("[|;]", line.removeprefix("$ "))[0] for line in lines if line.startswith("$ glossary ")]


def page_name(page: Path) -> str:
    """A page by its path in the project."""
    return page.relative_to(ROOT).as_posix()


@cache
def help_texts(language: str) -> dict[str, str]:
    """The help text of every command in one language, from a process of its own: texts are made on import."""
    run = subprocess.run(
        [sys.executable, "-c", HELP],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "COLUMNS": "80", "LANGUAGE": language, "PYTHONIOENCODING": "utf-8"},
    )
    return dict(json.loads(run.stdout))


@pytest.mark.parametrize(("language", "page"), [("en", "commands.md"), ("zh_CN", "zh/commands.md")])
@pytest.mark.parametrize("name", command_names())
def test_every_command_stands_in_the_manual(name: str, language: str, page: str) -> None:
    """`commands.md` of either language has the help text of every command, word for word."""
    expected = f"```console\n$ glossary {name} --help\n{help_texts(language)[name]}```"

    assert expected in (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", ENGLISH_PAGES, ids=page_name)
def test_every_page_has_its_chinese_one(page: Path) -> None:
    """Each page links to itself in the other language, and no Chinese page is left without an English one."""
    chinese = page.parent / "zh" / page.name

    assert f"[中文](zh/{page.name})" in page.read_text(encoding="utf-8")
    assert f"[English](../{page.name})" in chinese.read_text(encoding="utf-8")
    assert {page.name for page in ENGLISH_PAGES} == {page.name for page in chinese.parent.glob("*.md")}


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_shown_calls_are_right(page: Path) -> None:
    """Every call on a page names a command and options that exist, with values that they take."""
    for call in shown_commands(page):
        name, *arguments = shlex.split(call)[1:]
        if name.startswith("--") or "--help" in arguments:
            continue
        with click.Context(main) as context:
            command = main.get_command(context, name)

        assert command is not None, call
        assert isinstance(command.make_context(name, arguments, parent=context), click.Context), call


@pytest.mark.parametrize("page", PAGES, ids=page_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    """A relative link on a page names a file that is there."""
    targets = re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))

    assert [] == [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the manual is made in a pseudo-terminal")
def test_the_manual_shows_what_commands_print() -> None:
    """Run again, every command on every page prints what stands under it."""
    run = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "build_manual.py"), "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert ("", 0) == (run.stderr, run.returncode)
