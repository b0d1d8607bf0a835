"""Options that say where a large corpus is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from glossary.messages import _
from glossary.settings import Engine, Settings

__all__ = ["engine_options"]

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_SIZE = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>[KMGT]?)(?:i?B)?", re.IGNORECASE)
_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}


class Bytes(click.ParamType[int]):
    """A size of memory: 800M, 1G, 1.5 GiB."""

    name = "bytes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The bytes of a size."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(str(value).strip())
        if found is None:
            self.fail(_("{value!r} is no size; write 800M or 2G", value=value), param, ctx)
        return int(float(found["number"]) * _UNITS[found["unit"].upper()])


def engine_options(function: Decorated) -> Decorated:
    """Where counting runs, and what it may take there."""
    decorators = (
        click.option(
            "--engine",
            type=click.Choice([engine.value for engine in Engine]),
            default=Settings().engine.value,
            show_default=True,
            help=_("Where a corpus is counted: in memory, in shards on disk, or on Spark. The result is the same."),
        ),
        click.option(
            "--memory",
            type=Bytes(),
            default=Settings().memory,
            show_default="1G",
            metavar="SIZE",
            help=_("Memory that shards may take in all, such as 800M or 2G."),
        ),
        click.option(
            "--work",
            type=click.Path(path_type=Path, file_okay=False),
            metavar="DIR",
            help=_("Folder for shards, kept for going on and for adding documents; .work in the output folder."),
        ),
        click.option(
            "--master",
            metavar="URL",
            help=_("Spark to run on: local[*], spark://host:7077, yarn, sc://host:15002; what Spark is set up for."),
        ),
    )
    for decorator in reversed(decorators):
        function = decorator(function)
    return function
