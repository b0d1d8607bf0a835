"""`glossary page`: a glossary as one web page that needs nothing else."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.options import chosen_settings, documents_option, reading_options, run_options
from glossary.cli.watching import watching
from glossary.messages import _


@click.command(
    "page", help=_("Write GLOSSARY, a file or an output folder, as one web page: search, contexts, charts, no network.")
)
@click.argument("glossary", type=click.Path())
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help=_("The page to write.")
)
@documents_option
@reading_options
@run_options
def command(
    glossary: str, output: Path, documents: tuple[Path, ...], document_unit: str, quiet: bool, verbose: bool
) -> int:
    """Write the page."""
    from glossary import pipeline
    from glossary.browsing.page import web_page
    from glossary.formats import read_glossary
    from glossary.writing import write_atomically

    read = read_glossary(glossary)
    with watching(quiet=quiet, verbose=verbose) as watch:
        settings = chosen_settings(document_unit=document_unit)
        found = pipeline.locate(documents, read, settings, observer=watch) if documents else None
    with write_atomically(output) as stream:
        stream.write(web_page(read, found).encode("utf-8", "replace"))
    click.echo(output)
    return watch.status()
