"""`glossary check`: what an editor would mark in drafts."""

from __future__ import annotations

import sys
from pathlib import Path
from shutil import get_terminal_size

import click

from glossary.cli.options import chosen_settings, reading_options, run_options
from glossary.cli.status import FINDINGS
from glossary.cli.watching import watching
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "check",
    help=_(
        "Find what an editor would mark in drafts. DRAFT is a file, a folder or - for standard input. The exit status "
        "is 1 when something is found."
    ),
)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--glossary",
    "glossary_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Hold the drafts to this glossary, a file or an output folder."),
)
@click.option(
    "--format",
    "report",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help=_("Lines for a reader, or one JSON array for programs."),
)
@reading_options
@run_options
def command(
    drafts: tuple[Path, ...], glossary_path: Path | None, report: str, document_unit: str, quiet: bool, verbose: bool
) -> int:
    """Check, and print the findings."""
    from glossary import pipeline
    from glossary.checking import reporters
    from glossary.formats import read_glossary

    settings = chosen_settings(document_unit=document_unit)
    glossary = read_glossary(glossary_path) if glossary_path else None
    with watching(quiet=quiet, verbose=verbose) as watch:
        findings = pipeline.check(drafts, glossary, settings, observer=watch)
    if report == "json":
        click.echo(reporters.json(findings), nl=False)
    elif findings or not quiet:
        # Standard input has been read and is gone; its findings are shown without their lines.
        files = [draft for draft in drafts if str(draft) != "-"] if findings else []
        texts = {document.path: document.text for document in pipeline.read(files, settings)}
        width = get_terminal_size().columns
        click.echo(reporters.text(findings, texts, width=width, colour=sys.stdout.isatty()), nl=False)
    return FINDINGS if findings else watch.status()
