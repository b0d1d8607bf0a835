"""The manual shows every command as it is."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from glossary.cli import command_names, main

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def shown_commands(page: Path) -> list[str]:
    """Every call of the program that a page shows, without what it is piped into."""
    lines = [line for block in BLOCK.findall(page.read_text(encoding="utf-8")) for line in block.splitlines()]
    return [re.split("[|;]", line.removeprefix("$ "))[0] for line in lines if line.startswith("$ glossary ")]


@pytest.mark.parametrize("name", command_names())
def test_every_command_stands_in_the_manual(
    name: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`docs/commands.md` has the help text of every command, word for word."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LANGUAGE", "en")
    main(["--lang", "en", name, "--help"], standalone_mode=False)
    expected = f"```console\n$ glossary {name} --help\n{capsys.readouterr().out}```"

    assert expected in (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
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
