"""Run the commands that the manual shows, and write what they print under them.

    python scripts/build_manual.py            rewrite README.md, README.zh-CN.md and docs/
    python scripts/build_manual.py --check    change nothing; exit 1 and show what differs

A fenced block that starts with three backquotes and `console` holds commands after `$ ` with their output below. All
blocks of a page run in one empty folder that has the bundled sample in `sample/`, in a terminal of 100 columns, in
Chinese on `README.zh-CN.md` and in `docs/zh`; standard error comes after standard output. Needs a system with
pseudo-terminals. Between `<!-- checks -->` or `<!-- measures -->` and `<!-- end -->` stands the table of that name in
the code; what a measure is, is written on the Chinese page itself and stays.
"""

from __future__ import annotations

import argparse
import difflib
import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from glossary.messages import _, choose_language, current_language

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "glossary" / "sample" / "documents"
COLUMNS, ROWS = 100, 50
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TABLE = re.compile(r"^<!-- (checks|measures) -->\n.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
DESCRIBED = re.compile(r"^\| `(\w+)` \|.*\| ([^|]+) \|$", re.MULTILINE)
ESCAPE = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def pages() -> list[Path]:
    """Every page with commands in it."""
    return sorted([ROOT / "README.md", ROOT / "README.zh-CN.md", *(ROOT / "docs").rglob("*.md")])


def language_of(page: Path) -> str:
    """The language of a page, as `glossary --lang` names it."""
    return "zh_CN" if page.name.endswith(".zh-CN.md") or page.parent.name == "zh" else "en"


def printed(command: str, folder: Path, language: str) -> str:
    """What a command prints on a terminal, without colours; then what it prints on standard error."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LANGUAGE": language,
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm",
        "PYTHONIOENCODING": "utf-8",
    }
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, shell=True, cwd=folder, env=environment, stdout=theirs, stderr=errors)  # noqa: S602
        os.close(theirs)
        output = bytearray()
        while True:
            try:
                part = os.read(ours, 1 << 16)
            except OSError:  # how Linux tells that the other end is closed
                break
            if not part:
                break
            output += part
        process.wait()
        os.close(ours)
        errors.seek(0)
        text = (bytes(output) + errors.read()).decode("utf-8")
    lines = ESCAPE.sub("", text).replace("\r\n", "\n").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def checks(_old: str) -> Iterator[str]:
    """What each check finds, as sections."""
    from glossary.checking import CHECKS

    for check in CHECKS:
        yield f"### {check.code} ({_(check.severity)})\n\n{check.explanation()}\n"


def measures(old: str) -> Iterator[str]:
    """The measures behind a score, as a table; in Chinese with what `old` says of each."""
    from glossary.browsing.names import measure_name, unit_name
    from glossary.ranking.measures import MEASURES

    if current_language() == "en":
        yield "| measure | unit | weight | what it is |\n|---|---|---|---|"
        for measure in MEASURES:
            yield f"| `{measure.name}` | {measure.unit} | {measure.weight:+g} | {measure.source} |"
    else:
        described = dict(DESCRIBED.findall(old))
        yield "| 指标 | 名称 | 单位 | 权重 | 含义 |\n|---|---|---|---|---|"
        for measure in MEASURES:
            facts = f"{measure_name(measure.name)} | {unit_name(measure.unit)} | {measure.weight:+g}"
            yield f"| `{measure.name}` | {facts} | {described.get(measure.name, measure.source)} |"


def renewed(page: Path) -> str:
    """The page with the output of every command as it is now."""
    language = language_of(page)
    choose_language(language)
    with tempfile.TemporaryDirectory(prefix="shuyu-") as name:
        shutil.copytree(SAMPLE, Path(name) / "sample")

        def renew(block: re.Match[str]) -> str:
            commands = [line for line in block[1].splitlines() if line.startswith("$ ")]
            return "```console\n" + "".join(
                f"{line}\n{printed(line.removeprefix('$ '), Path(name), language)}" for line in commands
            ) + "```"  # fmt: skip

        text = BLOCK.sub(renew, page.read_text(encoding="utf-8"))
    tables = {"checks": checks, "measures": measures}
    return TABLE.sub(
        lambda found: "\n".join([f"<!-- {found[1]} -->", *tables[found[1]](found[0]), "<!-- end -->"]), text
    )


def main() -> int:
    """Rewrite or compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a page differs")
    options = parser.parse_args()
    differing = 0
    with ThreadPoolExecutor(max_workers=2) as workers:
        for page, text in zip(pages(), workers.map(renewed, pages()), strict=True):
            old = page.read_text(encoding="utf-8")
            if old == text:
                continue
            differing += 1
            name = page.relative_to(ROOT).as_posix()
            if options.check:
                sys.stderr.writelines(
                    difflib.unified_diff(old.splitlines(True), text.splitlines(True), name, f"{name} (now)")
                )
            else:
                page.write_text(text, encoding="utf-8")
                print(f"{name}: written")
    return 1 if options.check and differing else 0


if __name__ == "__main__":
    sys.exit(main())
