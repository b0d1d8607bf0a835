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

from glossary.decisions import FILE_NAME, decide, read_decisions
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
    "kept_and_lost",
    "profiles",
    "read_glossary",
    "read_undecided",
    "write_glossary",
]

FOLDER_FILE = "glossary.json"
"""The glossary of an output folder."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One file format.

    Attributes:
        name: what `--to` takes.
        suffixes: of its files; the first is the one to write.
        description: whom it serves, in the reader's language.
        readable: whether files of it can be read.
        complete: whether every term comes back from it, whatever it holds.
    """

    name: str
    suffixes: tuple[str, ...]
    description: str
    readable: bool = True
    complete: bool = False

    @property
    def file_name(self) -> str:
        """The name of its file in an output folder."""
        return f"glossary{self.suffixes[0]}"

    @property
    def reader(self) -> Callable[[Path, bytes], Glossary]:
        """Its reading function; the module is imported now, since some need heavy libraries."""
        if not self.readable:
            raise FormatError(_("{name} can be written, not read", name=self.name), hint=_("see glossary formats"))
        function: Callable[[Path, bytes], Glossary] = self._function("read")
        return function

    @property
    def writer(self) -> Callable[[Glossary, BinaryIO, LossRecorder], None]:
        """Its writing function."""
        function: Callable[[Glossary, BinaryIO, LossRecorder], None] = self._function("write")
        return function

    def _function(self, verb: str) -> Any:
        module = self.name.replace("-", "_")
        return getattr(import_module(f"glossary.formats.{module}"), f"{verb}_{module}")


def profiles() -> tuple[Profile, ...]:
    """Every format, the complete one first.

    >>> [profile.name for profile in profiles()][:4]
    ['json', 'csv', 'tsv', 'xlsx']
    """
    return (*_own_profiles(), *_tool_profiles(), *_service_profiles())


def _own_profiles() -> tuple[Profile, ...]:
    return (
        Profile(
            "json", (".json",), _("everything: for glossary's other commands, scripts and archives"), complete=True
        ),
        Profile("csv", (".csv", ".tsv", ".txt"), _("one row a term: for spreadsheets and scripts"), complete=True),
        Profile("tsv", (".tsv",), _("one row a term, separated by tabs: for scripts"), complete=True),
        Profile(
            "xlsx",
            (".xlsx",),
            _("a workbook to read and to fill with translations: terms, abbreviations, documents"),
            complete=True,
        ),
        Profile(
            "tbx",
            (".tbx", ".xml", ".tbxm"),
            _("TBX-Basic (ISO 30042:2019, DCT): for translation tools"),
            complete=True,
        ),
    )


def _tool_profiles() -> tuple[Profile, ...]:
    return (
        Profile("tbx-dca", (".tbx",), _("TBX-Basic (ISO 30042:2019, DCA)"), complete=True),
        Profile("tbx-v2", (".tbx",), _("TBX-Basic, version 2 (MARTIF): what most tools still read"), complete=True),
        Profile("weblate", (".tbx",), _("Weblate: TBX, version 2"), complete=True),
        Profile("crowdin", (".tbx",), _("Crowdin: TBX, version 2"), complete=True),
        Profile("phrase", (".tbx",), _("Phrase TMS: TBX, version 2"), complete=True),
        Profile("phrase-xlsx", (".xlsx",), _("Phrase TMS: a workbook of pairs")),
        Profile("multiterm", (".multiterm.xml",), _("MultiTerm XML: Trados and others"), complete=True),
        Profile("memoq", (".memoq.csv",), _("memoQ: CSV with semicolons"), complete=True),
        Profile("omegat", (".utf8",), _("OmegaT: source, target, comment")),
        Profile("utx", (".utx",), _("UTX 1.11: pairs with part of speech and status")),
        Profile("tmx", (".tmx",), _("TMX 1.4b: a translation memory of terms")),
        Profile("xliff", (".xlf", ".xliff"), _("XLIFF 1.2: a unit for each pair")),
        Profile("lokalise", (".xlsx",), _("Lokalise: a workbook of pairs")),
        Profile("matecat", (".xlsx",), _("Matecat: a workbook of pairs")),
        Profile("skos", (".ttl",), _("SKOS in Turtle: linked data")),
    )


def _service_profiles() -> tuple[Profile, ...]:
    return (
        Profile("deepl", (".tsv",), _("DeepL: pairs, tab-separated")),
        Profile("google", (".csv",), _("Cloud Translation: pairs, one way")),
        Profile("google-set", (".csv",), _("Cloud Translation: equivalent term sets")),
        Profile("aws", (".csv",), _("Amazon Translate: custom terminology")),
        Profile("azure", (".tsv",), _("Azure: pairs, tab-separated")),
        Profile("prompt", (".md",), _("a list for language models"), readable=False),
    )


def kept_and_lost(profile: Profile) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What beside the terms comes back from a format and what does not, by the names that loss reports use.

    >>> kept_and_lost(find_profile("omegat"))[0]
    ('notes',)
    """
    from glossary.formats.full import fields_kept_and_lost

    return fields_kept_and_lost(profile.writer)


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


def read_glossary(path: str | os.PathLike[str], profile: str | None = None, *, keep_rejected: bool = False) -> Glossary:
    """The glossary in a file of any format that can be read, or in an output folder that holds `glossary.json`.

    The suffix tells the format, unless `profile` names it. What was decided in a review stands beside `glossary.json`
    and holds already; rejected entries are left out, unless `keep_rejected`.

    Raises:
        FormatError: missing, foreign, truncated or of an unknown format, in one line.
    """
    source = Path(path) / FOLDER_FILE if Path(path).is_dir() else Path(path)
    glossary = read_undecided(path, profile)
    decisions = source.with_name(FILE_NAME)
    if source.name != FOLDER_FILE or not decisions.exists():
        return glossary
    return decide(glossary, read_decisions(decisions), keep_rejected=keep_rejected)


def read_undecided(path: str | os.PathLike[str], profile: str | None = None) -> Glossary:
    """The same as it was written, without what was decided since."""
    source = Path(path)
    if source.is_dir():
        source = source / FOLDER_FILE
        if not source.exists():
            raise FormatError(
                _("no glossary.json in this folder"), where=str(path), hint=_("make one with glossary extract")
            )
    if not source.exists():
        raise FormatError(_("no such file"), where=str(path), hint=_("check the name of the file"))
    found = find_profile(profile) if profile else _profile_by_suffix(source)
    try:
        content = source.read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
    if not content.strip():
        raise FormatError(_("an empty file"), where=str(source), hint=_("make it again, or take a backup"))
    return found.reader(source, content)


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
    readable = [profile for profile in profiles() if profile.readable]
    named = [(suffix, profile) for profile in readable for suffix in profile.suffixes]
    # The longest suffix knows most: terms.memoq.csv is memoQ's. Of equal ones, the first profile reads all the others.
    for suffix, profile in sorted(named, key=lambda row: -len(row[0])):
        if path.name.lower().endswith(suffix):
            return profile
    known = ", ".join(dict.fromkeys(suffix for suffix, _profile in named))
    raise FormatError(
        _("unknown kind of glossary file {suffix!r}", suffix=path.suffix),
        where=str(path),
        hint=_("known kinds: {known}", known=known),
    )
