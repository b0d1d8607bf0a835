"""What `glossary.toml` says about a subcommand: the options that a project always gives."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from glossary.errors import SettingsError
from glossary.messages import _
from glossary.writing import system_reason

__all__ = ["ProjectCommand"]

_FILE_NAME = "glossary.toml"


class ProjectCommand(click.Command):
    """A subcommand whose options may stand in the table of its name in the nearest `glossary.toml`.

    What is given on the command line goes before it. Paths are relative to the folder of that file.
    """

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Take the defaults of the options from the project."""
        extra["default_map"] = self._stated(Path.cwd()) | dict(extra.get("default_map") or {})
        return super().make_context(info_name, args, parent, **extra)

    def _stated(self, folder: Path) -> dict[str, Any]:
        """The options that the project states, by their parameters.

        Raises:
            SettingsError: the file cannot be read, is no TOML, or names an option that the subcommand does not have.
        """
        found = next((place for place in (folder, *folder.parents) if (place / _FILE_NAME).is_file()), None)
        if found is None:
            return {}
        path = found / _FILE_NAME
        try:
            table = tomllib.loads(path.read_bytes().decode("utf-8-sig")).get(str(self.name), {})
        except OSError as error:
            raise SettingsError(system_reason(error), where=str(path)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(_("not TOML: {reason}", reason=str(error)), where=str(path)) from error
        options = {
            name.removeprefix("--"): option
            for option in self.params
            if isinstance(option, click.Option)
            for name in option.opts
            if name.startswith("--")
        }
        return {
            str(options[name].name): _value(options[name], value, found)
            for name, value in _known(table, options, path, f"[{self.name}]").items()
        }


def _known(table: object, options: Mapping[str, click.Option], path: Path, title: str) -> Mapping[str, Any]:
    if not isinstance(table, dict):
        raise SettingsError(_("{table} is no table", table=title), where=str(path))
    for name in table:
        if name not in options:
            raise SettingsError(
                _("unknown name {name!r} in {table}", name=name, table=title),
                where=str(path),
                hint=_("known: {names}", names=", ".join(options)),
            )
    return table


def _value(option: click.Option, value: Any, folder: Path) -> Any:
    """The value as the command line would have it: lists joined by commas where one value is asked for, paths whole."""
    if isinstance(option.type, click.Path):
        return [str(folder / entry) for entry in value] if option.multiple else str(folder / str(value))
    if isinstance(value, list) and not option.multiple:
        return ",".join(map(str, value))
    return value
