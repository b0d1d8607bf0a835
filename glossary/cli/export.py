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
@click.option(
    "--sort",
    type=click.Choice(["score", "reading", "strokes"]),
    default="score",
    show_default=True,
    help=_("Order of the entries; strokes needs PyICU (pip install pyicu)."),
)
@click.option(
    "--forms",
    default="",
    metavar="LANGUAGE[,LANGUAGE]",
    help=_("Add forms as terms of their own: zh-Hans, zh-Hant, zh-TW, zh-HK."),
)
def command(glossary: str, profile: str, output: str | None, report: Path | None, sort: str, forms: str) -> int:
    """Write a glossary and print what was lost."""
    from glossary.formats import find_profile, read_glossary, write_glossary
    from glossary.formats.ordering import Order, in_order
    from glossary.formats.script_forms import add_forms

    source = Path(glossary)
    suffix = find_profile(profile).suffixes[0]
    beside = source / f"glossary{suffix}" if source.is_dir() else source.with_suffix(suffix)
    if output is None and beside.exists() and profile not in {"json", "csv", "xlsx", "tbx"}:
        # Several clients share a suffix, and the file that is there may be the user's own work.
        beside = beside.with_name(f"{beside.name.partition('.')[0]}.{profile}{suffix}")
    languages = [language.strip() for language in forms.split(",") if language.strip()]
    found = read_glossary(source)
    found = in_order(add_forms(found, languages) if languages else found, Order(sort))
    losses = write_glossary(found, output or beside, profile)
    print_losses(losses)
    if report is not None:
        save_losses(losses, report)
    return FINE
