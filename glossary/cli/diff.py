"""`glossary diff`: what changed between two versions of a glossary, one change a line."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.status import FINDINGS, FINE
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "diff",
    help=_(
        "List what changed from OLD to NEW: kind, identifier, field, old value, new value, separated by tabs. The exit "
        "status is 1 when something did."
    ),
)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def command(old: Path, new: Path) -> int:
    """Compare, and print the changes."""
    from glossary.formats import read_glossary
    from glossary.formats.merging import compare

    changes = compare(read_glossary(old), read_glossary(new))
    for change in changes:
        row = (change.kind, change.identifier, change.field, change.old, change.new)
        click.echo("\t".join(" ".join(cell.split()) for cell in row))
    return FINDINGS if changes else FINE
