"""`glossary formats`: the formats a glossary can be written in and read from."""

from __future__ import annotations

import sys

import click

from glossary.cli.status import FINE
from glossary.messages import _


@click.command(help=_("List the formats that a glossary can be written in and read from."))
@click.option(
    "--plain", is_flag=True, help=_("Tab-separated lines: name, suffixes, directions, description, carries, loses.")
)
def command(plain: bool) -> int:
    """Print the formats."""
    from glossary.formats import kept_and_lost, profiles

    rows = [
        (
            profile.name,
            " ".join(profile.suffixes),
            _("read and write") if profile.readable else _("write"),
            profile.description,
            *(", ".join(names) or _("nothing") for names in kept_and_lost(profile)),
        )
        for profile in profiles()
    ]
    if plain or not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(row))
        return FINE
    from rich.console import Console
    from rich.table import Table

    titles = (_("format"), _("files"), _("directions"), _("for"), _("carries"), _("loses"))
    table = Table(*titles, box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*row)
    Console(markup=False, emoji=False, highlight=False).print(table)
    return FINE
