"""Collect the sentences that people read, keep the Chinese catalogue in step with them, and compile it.

    python scripts/build_messages.py            update glossary.po and compile glossary.mo
    python scripts/build_messages.py --check    change nothing; exit 1 and say what is missing, stale or wrong

The keys are the English literals in calls of `_` in the package and in `bootstrap.py`, and those of click, whose
messages about options and arguments our readers see too. The catalogue is sorted and states no dates or places, so that
only changes of sentences change it.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "glossary" / "locale" / "zh_CN" / "LC_MESSAGES"
PO, MO = FOLDER / "glossary.po", FOLDER / "glossary.mo"
# Parts of click that this program never calls.
UNUSED_IN_CLICK = {"_termui_impl.py", "_winconsole.py", "shell_completion.py", "termui.py", "testing.py"}
KEYS = {"_": 1, "ngettext": 2}
PLACEHOLDER = re.compile(r"\{(\w*)[^{}]*\}|%\((\w+)\)s")


def sources() -> Iterator[Path]:
    """Every file with sentences in it."""
    yield from sorted((ROOT / "glossary").rglob("*.py"))
    yield ROOT / "scripts" / "bootstrap.py"
    yield from sorted(path for path in Path(click.__file__).parent.glob("*.py") if path.name not in UNUSED_IN_CLICK)


def calls(path: Path) -> Iterator[tuple[int, list[ast.expr]]]:
    """The line and the key arguments of every call of `_` (one) and `ngettext` (two), also those inside f-strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYS:
            yield node.lineno, node.args[: KEYS[node.func.id]]


def collected() -> dict[str, str | tuple[str, ...]]:
    """All keys by their singular, each with what the catalogue keeps as its identifier."""
    keys: dict[str, str | tuple[str, ...]] = {}
    for path in sources():
        for _line, arguments in calls(path):
            values = (argument.value for argument in arguments if isinstance(argument, ast.Constant))
            literals = tuple(value for value in values if isinstance(value, str))
            if literals and len(literals) == len(arguments):
                keys.setdefault(literals[0], literals if len(literals) > 1 else literals[0])
    return keys


def unknown_keys() -> Iterator[str]:
    """Calls in our own code whose key is no literal: nobody could translate them."""
    for path in sources():
        if ROOT in path.parents and ROOT / ".venv" not in path.parents:
            for line, arguments in calls(path):
                if not all(isinstance(argument, ast.Constant) for argument in arguments):
                    yield f"{path.relative_to(ROOT)}:{line}: the key is no literal"


def committed() -> Catalog:
    """The catalogue as it is."""
    if not PO.exists():
        return Catalog(locale="zh_CN")
    with PO.open("rb") as stream:
        return read_po(stream, locale="zh_CN")


def updated() -> Catalog:
    """The catalogue with exactly the keys that are in use, translations kept."""
    known = {singular(message): message.string for message in committed() if message.id}
    catalogue = Catalog(
        locale="zh_CN",
        project="shuyu",
        version="1",
        header_comment="# Chinese messages of shuyu. Keys are collected by scripts/build_messages.py.",
        fuzzy=False,
    )
    for key, identifier in sorted(collected().items()):
        string = known.get(key, "")
        if isinstance(identifier, tuple) and isinstance(string, str):
            string = (string,)
        catalogue.add(identifier, string)
    return catalogue


def singular(message: Message) -> str:
    """The key of a message, whether it has a plural or not."""
    return message.id if isinstance(message.id, str) else message.id[0]


def translation(message: Message) -> str:
    """The Chinese sentence of a message; Chinese has one plural form."""
    return message.string if isinstance(message.string, str) else "".join((message.string or ())[:1])


def po_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as a .po file without dates."""
    file = io.BytesIO()
    write_po(file, catalogue, width=120, no_location=True, omit_header=False)
    return re.sub(
        rb'"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Report-|Last-|Language-Team)[^"]*"\n',
        b"",
        file.getvalue(),
    )


def mo_bytes(catalogue: Catalog) -> bytes:
    """The catalogue as `gettext` reads it, the same at any hour: babel would put the time of the call into it."""
    catalogue.creation_date = datetime.fromtimestamp(0, UTC)
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def placeholders(text: str) -> set[str]:
    """The names of the fields in a sentence.

    >>> sorted(placeholders("{count} documents in {path!r}"))
    ['count', 'path']
    """
    return {found[1] or found[2] for found in PLACEHOLDER.finditer(text)}


def faults() -> list[str]:
    """What is wrong with the committed catalogue, a line each; empty when nothing is."""
    catalogue, keys = committed(), collected()
    have = {singular(message): message for message in catalogue if message.id}
    lines = list(unknown_keys())
    lines += [f"not in the catalogue: {key!r}" for key in sorted(set(keys) - set(have))]
    lines += [f"no longer used: {key!r}" for key in sorted(set(have) - set(keys))]
    for key, message in sorted(have.items()):
        if not translation(message):
            lines.append(f"not translated: {key!r}")
        elif not placeholders(translation(message)) <= placeholders("".join(message.id)):
            lines.append(f"fields differ: {key!r}")
    if not MO.exists() or MO.read_bytes() != compiled():
        lines.append("glossary.mo is not that of glossary.po")
    return lines


def compiled() -> bytes:
    """What the committed .po compiles to."""
    return mo_bytes(committed())


def main() -> int:
    """Update or check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when something is amiss")
    options = parser.parse_args()
    if not options.check:
        FOLDER.mkdir(parents=True, exist_ok=True)
        PO.write_bytes(po_bytes(updated()))
        MO.write_bytes(compiled())
    lines = faults()
    for line in lines:
        print(line, file=sys.stderr)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
