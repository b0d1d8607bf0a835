"""`glossary merge`: two versions of a glossary in one, three-way where the common version is given."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.losses import print_losses
from glossary.cli.status import FINDINGS, FINE
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "merge",
    help=_(
        "Merge THEIRS into OURS. What both changed differently stays as in OURS and is listed on standard output; the "
        "exit status is then 1."
    ),
)
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option(
    "--base",
    type=click.Path(path_type=Path),
    metavar="GLOSSARY",
    help=_("The version that both come from; without it nothing is taken for deleted."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="GLOSSARY",
    help=_("A .json file or an output folder."),
)
def command(ours: Path, theirs: Path, base: Path | None, output: Path) -> int:
    """Merge, write, and list the conflicts."""
    from glossary.formats import read_glossary, write_glossary
    from glossary.formats.merging import merge

    merged = merge(read_glossary(base) if base else None, read_glossary(ours), read_glossary(theirs))
    target = output if output.suffix == ".json" else output / "glossary.json"
    print_losses(write_glossary(merged.glossary, target, "json"))
    for conflict in merged.conflicts:
        row = (conflict.identifier, conflict.field, conflict.base, conflict.ours, conflict.theirs)
        click.echo("\t".join(" ".join(cell.split()) for cell in row))
    return FINDINGS if merged.conflicts else FINE
