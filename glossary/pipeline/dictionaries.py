"""Dictionaries that the user brings, read from their files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from glossary.errors import InputError
from glossary.model import ConceptEntry
from glossary.writing import system_reason

__all__ = ["add_from_files", "read_dictionary"]

CEDICT_SUFFIX = ".u8"


def read_dictionary(path: Path) -> dict[str, tuple[str, ...]]:
    """The translations in a file: CC-CEDICT if its name ends in `.u8`, else any glossary that can be read.

    Raises:
        GlossaryError: it cannot be read, or is no glossary.
    """
    from glossary.formats import read_glossary
    from glossary.linking.translations.dictionaries import dictionary_of_glossary, parse_cedict

    if path.suffix.lower() != CEDICT_SUFFIX:
        return dictionary_of_glossary(read_glossary(path))
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as lines:
            return parse_cedict(lines)
    except OSError as error:
        raise InputError(system_reason(error), where=str(path)) from error


def add_from_files(entries: Sequence[ConceptEntry], paths: Sequence[Path]) -> tuple[ConceptEntry, ...]:
    """The entries, those without an English term with what the first dictionary that has them says.

    Raises:
        GlossaryError: a dictionary cannot be read.
    """
    from glossary.linking.translations.dictionaries import add_from_dictionary

    found = tuple(entries)
    for path in paths:
        found = add_from_dictionary(found, read_dictionary(path), f"dictionary:{path.name}")
    return found
