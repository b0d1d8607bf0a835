"""`glossary export`: a glossary in another format, and what the format could not hold."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.losses import print_losses, save_losses
from glossary.cli.status import FINE
from glossary.messages import _


@click.command(help=_("Write GLOSSARY, a file or an output folder, in another format; see glossary formats."))
@click.argument("glossary", type=click.Path())
@click.option("--to", "profile", required=True, metavar="PROFILE", help=_("The format; glossary formats lists them."))
@click.option("-o", "--output", type=click.Path(), help=_("The file to write; else beside GLOSSARY."))
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE", help=_("Save what was lost as JSON."))
def command(glossary: str, profile: str, output: str | None, report: Path | None) -> int:
    """Write a glossary and print what was lost."""
    from glossary.formats import find_profile, read_glossary, write_glossary

    source = Path(glossary)
    suffix = find_profile(profile).suffixes[0]
    beside = source / f"glossary{suffix}" if source.is_dir() else source.with_suffix(suffix)
    if output is None and beside.exists() and profile not in {"json", "csv", "xlsx", "tbx"}:
        # Several clients share a suffix, and the file that is there may be the user's own work.
        beside = beside.with_name(f"{beside.name.partition('.')[0]}.{profile}{suffix}")
    losses = write_glossary(read_glossary(source), output or beside, profile)
    print_losses(losses)
    if report is not None:
        save_losses(losses, report)
    return FINE
