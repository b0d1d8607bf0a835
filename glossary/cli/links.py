"""`glossary links`: short forms and what they stand for, as a table, as lines or as a graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossary.cli.options import chosen_settings, reading_options, run_options
from glossary.cli.watching import watching
from glossary.messages import _

__all__ = ["command"]

# Written out here, so that `--help` needs no table library; a test compares them.
GRAPHS = ("mermaid", "dot")
FORMATS = ("text", "json")


@click.command(
    "links",
    help=_(
        "List the short forms in documents and what they stand for, as a table; as plain lines when piped. PATH is a "
        "file, a folder or - for standard input."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--graph", type=click.Choice(GRAPHS), help=_("Print a graph in this language instead."))
@click.option(
    "--format",
    "report",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("A table for a reader, or what other programs read."),
)
@click.option("--plain", is_flag=True, help=_("Tab-separated lines, nothing shortened."))
@reading_options
@run_options
def command(
    paths: tuple[Path, ...],
    graph: str | None,
    report: str,
    plain: bool,
    document_unit: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Link, and print the links."""
    from glossary import pipeline

    settings = chosen_settings(document_unit=document_unit)
    with watching(quiet=quiet, verbose=verbose) as watch:
        links = pipeline.find_links(paths, settings, observer=watch)
    from glossary import browsing

    if graph is not None:
        click.echo(browsing.links_graph(links, graph), nl=False)
    elif report == "json":
        from glossary.formats.json import links_json

        click.echo(links_json(links), nl=False)
    elif plain or not sys.stdout.isatty():
        for row in browsing.plain_link_rows(links):
            click.echo("\t".join(row))
    else:
        from rich.console import Console

        console = Console(markup=False, emoji=False, highlight=False)
        console.print(browsing.links_table(links, width=console.width))
    return watch.status()
