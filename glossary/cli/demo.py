"""`glossary demo`: the main job on the bundled sample, shown as a table."""

from __future__ import annotations

import tempfile
from contextlib import nullcontext
from pathlib import Path

import click

from glossary.cli.extract import extract_to_folder
from glossary.cli.options import run_options
from glossary.cli.watching import watching
from glossary.messages import _

__all__ = ["command"]

SAMPLE = Path(__file__).parent.parent / "sample" / "documents"
SHOWN_TERMS = 25


@click.command(
    "demo", help=_("Make a glossary of the six documents that come with this program, and show its first terms.")
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help=_("Keep the files in this folder; without it they are deleted at the end."),
)
@run_options
def command(output: Path | None, quiet: bool, verbose: bool) -> int:
    """Extract from the sample, show the table."""
    from rich.console import Console

    from glossary import browsing
    from glossary.formats import read_glossary
    from glossary.settings import Settings

    folder = nullcontext(str(output)) if output else tempfile.TemporaryDirectory(prefix="glossary-")
    with folder as name:
        with watching(quiet=quiet, verbose=verbose) as watch:
            summary = extract_to_folder([SAMPLE], Path(name), ["json", "csv", "tbx", "xlsx"], Settings(), watch)
        console = Console(markup=False, emoji=False, highlight=False)
        console.print(browsing.term_table(read_glossary(name), width=console.width, top=SHOWN_TERMS))
        if not quiet:
            # Without a folder of the user's own there is nothing left to name.
            click.echo(summary if output else summary.splitlines()[0])
    return watch.status()
