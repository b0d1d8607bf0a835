"""`glossary import`: a glossary from another format, such as a workbook that comes back with translations."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.losses import print_losses
from glossary.cli.status import FINE
from glossary.messages import _


@click.command(
    help=_(
        "Read FILE, of any format that glossary formats calls readable, into GLOSSARY. Where GLOSSARY exists, it takes "
        "what FILE says about its entries and keeps everything else."
    )
)
@click.argument("file", type=click.Path())
@click.option("-o", "--output", required=True, metavar="GLOSSARY", help=_("A .json file or an output folder."))
@click.option("--from", "profile", metavar="PROFILE", help=_("The format of FILE, where its name does not tell."))
def command(file: str, output: str, profile: str | None) -> int:
    """Import a glossary."""
    from glossary.formats import bring_back, read_glossary, write_glossary

    target = Path(output)
    target = target if target.suffix == ".json" else target / "glossary.json"
    returned = read_glossary(file, profile)
    glossary = bring_back(read_glossary(target), returned) if target.exists() else returned
    print_losses(write_glossary(glossary, target, "json"))
    return FINE
