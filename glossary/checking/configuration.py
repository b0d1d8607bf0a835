"""What `glossary.toml` says about the checks of a project: severities, what to ignore where, and which glossary."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import msgspec

from glossary.checking.table import CHECKS
from glossary.errors import SettingsError
from glossary.messages import _
from glossary.model import Finding, Severity
from glossary.writing import system_reason

__all__ = ["FILE_NAME", "OFF", "CheckSettings", "Ignored", "find_settings", "read_settings"]

FILE_NAME = "glossary.toml"
OFF = "off"


class Ignored(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Findings to leave out: of these drafts, by patterns such as `archive/*`, and of these checks; empty for all."""

    paths: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()

    def covers(self, finding: Finding) -> bool:
        """Whether the finding is one of these."""
        return (not self.codes or finding.code in self.codes) and (
            not self.paths or any(_matches(finding.path, pattern) for pattern in self.paths)
        )


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table `[check]`.

    Attributes:
        glossary, baseline: files, relative to the folder of `glossary.toml`.
        severity: by code: error, warning, note or off.
        ignore: what to leave out.
    """

    glossary: str | None = None
    baseline: str | None = None
    severity: dict[str, str] = {}
    ignore: tuple[Ignored, ...] = ()

    def applied(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that are left, with the severities of the project.

        Args:
            findings: their paths relative to the folder of `glossary.toml`, or as patterns expect them.
        """
        left: list[Finding] = []
        for finding in findings:
            severity = self.severity.get(finding.code, finding.severity.value)
            if severity != OFF and not any(ignored.covers(finding) for ignored in self.ignore):
                left.append(replace(finding, severity=Severity(severity)))
        return left


def find_settings(folder: Path) -> Path | None:
    """The `glossary.toml` of a folder, or of the nearest folder above it."""
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
    return None


def read_settings(path: Path) -> CheckSettings:
    """Read the table `[check]` of a `glossary.toml`; the only other one that it may have is `[extract]`.

    Raises:
        SettingsError: it cannot be read, is no TOML, or has an unknown key, code or severity; the known ones are named.
    """
    try:
        stated = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(system_reason(error), where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(_("not TOML: {reason}", reason=str(error)), where=str(path)) from error
    _refuse_unknown(stated, ("check", "extract"), path, FILE_NAME)
    table = stated.get("check", {})
    if isinstance(table, dict):
        _refuse_unknown(table, CheckSettings.__struct_fields__, path, "[check]")
        for ignored in table.get("ignore", ()) if isinstance(table.get("ignore"), list) else ():
            if isinstance(ignored, dict):
                _refuse_unknown(ignored, Ignored.__struct_fields__, path, "[[check.ignore]]")
    try:
        settings = msgspec.convert(table, CheckSettings)
    except msgspec.ValidationError as error:
        raise SettingsError(str(error), where=str(path), hint=_("see {page}", page="docs/checking.md")) from error
    codes = [check.code for check in CHECKS]
    named = [*settings.severity, *(code for ignored in settings.ignore for code in ignored.codes)]
    _refuse_unknown(dict.fromkeys(named), codes, path, "[check]")
    severities = [*(severity.value for severity in Severity), OFF]
    _refuse_unknown(dict.fromkeys(settings.severity.values()), severities, path, "[check.severity]")
    return settings


def _refuse_unknown(named: Mapping[str, Any], known: Iterable[str], path: Path, table: str) -> None:
    known = tuple(known)
    for name in named:
        if name not in known:
            raise SettingsError(
                _("unknown name {name!r} in {table}", name=name, table=table),
                where=str(path),
                hint=_("known: {names}", names=", ".join(known)),
            )


def _matches(path: str, pattern: str) -> bool:
    """Whether a path is named by a pattern: as a whole, or a folder that holds it, or a name at any depth.

    >>> _matches("old/a.txt", "old"), _matches("x/old/a.txt", "*.txt"), _matches("new/a.txt", "old/*")
    (True, True, False)
    """
    pattern = pattern.removeprefix("./").rstrip("/")
    return (
        fnmatchcase(path, pattern)
        or path.startswith(f"{pattern}/")
        or ("/" not in pattern and fnmatchcase(path.rpartition("/")[2], pattern))
    )
