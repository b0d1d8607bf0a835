"""The tables that travel with the package: where they are and what they state about themselves."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from glossary.errors import GlossaryError

__all__ = ["LexiconNotice", "lexicon_folder", "lexicon_names", "read_lexicon", "read_notice"]


@dataclass(frozen=True, slots=True)
class LexiconNotice:
    """What a lexicon states about itself: see `lexicons/README.md` for the fields."""

    name: str
    title: str
    source: str
    licence: str
    date: str
    script: str
    rows: int
    sha256: str


@cache
def lexicon_folder() -> Path:
    """The folder of the tables: inside an installed package, or at the root of a checkout."""
    package = Path(__file__).parent
    for folder in (package / "data" / "lexicons", package.parent / "lexicons"):
        if folder.is_dir():
            return folder
    raise GlossaryError("the lexicons are missing", where=str(package), hint="install shuyu again")


def lexicon_names() -> tuple[str, ...]:
    """The names of all lexicons, sorted."""
    return tuple(sorted(path.stem for path in lexicon_folder().glob("*.tsv")))


@cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Read the rows of a lexicon, each a mapping from column name to text, in the order of the file.

    Raises:
        GlossaryError: there is no lexicon of that name.
    """
    path = lexicon_folder() / f"{name}.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as stream:
            return tuple(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    except FileNotFoundError as error:
        known = ", ".join(lexicon_names())
        raise GlossaryError(f"no lexicon named {name}", where=str(path), hint=f"known: {known}") from error


def read_notice(name: str) -> LexiconNotice:
    """Read what the lexicon states about itself."""
    with (lexicon_folder() / f"{name}.toml").open("rb") as stream:
        stated = tomllib.load(stream)
    fields = {field: stated[field] for field in LexiconNotice.__slots__ if field != "name"}
    return LexiconNotice(name=name, **fields)
