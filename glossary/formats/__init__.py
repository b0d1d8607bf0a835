"""Glossary files: one module per format, both directions, and one registry of them all.

`read_glossary` and `write_glossary` choose the module; `profiles` lists what there is. Every write is atomic and gives
a `LossReport`, because no format but JSON holds a whole glossary.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from glossary.errors import FormatError
from glossary.formats.losses import Loss, LossKind, LossRecorder, LossReport
from glossary.formats.returning import bring_back
from glossary.messages import _
from glossary.model import Glossary
from glossary.writing import explain_os_error, write_atomically

__all__ = [
    "Loss",
    "LossKind",
    "LossReport",
    "Profile",
    "bring_back",
    "find_profile",
    "profiles",
    "read_glossary",
    "write_glossary",
]


@dataclass(frozen=True, slots=True)
class Profile:
    """One file format.

    Attributes:
        name: what `--to` takes.
        suffixes: of its files; the first is the one to write.
        description: whom it serves, in the reader's language.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str

    @property
    def file_name(self) -> str:
        """The name of its file in an output folder."""
        return f"glossary{self.suffixes[0]}"

    @property
    def reader(self) -> Callable[[Path, bytes], Glossary]:
        """Its reading function; the module is imported now, since some need heavy libraries."""
        function: Callable[[Path, bytes], Glossary] = self._function("read")
        return function

    @property
    def writer(self) -> Callable[[Glossary, BinaryIO, LossRecorder], None]:
        """Its writing function."""
        function: Callable[[Glossary, BinaryIO, LossRecorder], None] = self._function("write")
        return function

    def _function(self, verb: str) -> Any:
        return getattr(import_module(f"glossary.formats.{self.name}"), f"{verb}_{self.name}")


def profiles() -> tuple[Profile, ...]:
    """Every format, the complete one first.

    >>> [profile.name for profile in profiles()]
    ['json', 'csv', 'xlsx', 'tbx']
    """
    return (
        Profile("json", (".json",), _("everything: for glossary's other commands, scripts and archives")),
        Profile("csv", (".csv", ".tsv", ".txt"), _("one row a term: for spreadsheets and scripts")),
        Profile(
            "xlsx", (".xlsx",), _("a workbook to read and to fill with translations: terms, abbreviations, documents")
        ),
        Profile("tbx", (".tbx", ".xml", ".tbxm"), _("TBX-Basic (ISO 30042:2019, DCT): for translation tools")),
    )


def find_profile(name: str) -> Profile:
    """The format with this name.

    Raises:
        FormatError: there is none.
    """
    for profile in profiles():
        if profile.name == name:
            return profile
    known = ", ".join(profile.name for profile in profiles())
    raise FormatError(_("unknown format {name!r}", name=name), hint=_("one of {names}", names=known))


def read_glossary(path: str | os.PathLike[str]) -> Glossary:
    """The glossary in a file of any format, or in an output folder that holds `glossary.json`.

    Raises:
        FormatError: missing, foreign, truncated or of an unknown format, in one line.
    """
    source = Path(path)
    if source.is_dir():
        source = source / "glossary.json"
        if not source.exists():
            raise FormatError(
                _("no glossary.json in this folder"), where=str(path), hint=_("make one with glossary extract")
            )
    if not source.exists():
        raise FormatError(_("no such file"), where=str(path), hint=_("check the name of the file"))
    profile = _profile_by_suffix(source)
    try:
        content = source.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
    if not content.strip():
        raise FormatError(_("an empty file"), where=str(source), hint=_("make it again, or take a backup"))
    return profile.reader(source, content)


def write_glossary(glossary: Glossary, path: str | os.PathLike[str], profile: str) -> LossReport:
    """Write a glossary in the format named `profile`; the file is whole afterwards, or as it was before.

    Raises:
        FormatError: unknown profile, or the file cannot be written.
    """
    losses = LossRecorder()
    writer = find_profile(profile).writer
    with write_atomically(path) as stream:
        writer(glossary, stream, losses)
    return losses.report(os.fspath(path), profile)


def _profile_by_suffix(path: Path) -> Profile:
    for profile in profiles():
        if path.suffix.lower() in profile.suffixes:
            return profile
    known = ", ".join(suffix for profile in profiles() for suffix in profile.suffixes)
    raise FormatError(
        _("unknown kind of glossary file {suffix!r}", suffix=path.suffix),
        where=str(path),
        hint=_("known kinds: {known}", known=known),
    )
