"""`glossary browse`: the terms as a table, or as tab-separated lines for other programs."""

from __future__ import annotations

import sys

import click

from glossary.cli.status import FINE
from glossary.messages import _

# The lists are written out here, so that `--help` needs no table library; a test compares them.
SORTS = ("score", "frequency", "documents", "reading", "term", "length")
KINDS = (
    *("numeral", "plus", "alphanumeric", "latin_acronym", "clipping", "defined_short_form", "quoted_coinage"),
    *("variant", "fullForm", "acronym", "abbreviation", "shortForm", "phrase"),
)


@click.command(help=_("Show the terms of GLOSSARY, a file or an output folder, as a table; as plain lines when piped."))
@click.argument("glossary", type=click.Path())
@click.option("--top", type=click.IntRange(min=1), metavar="N", help=_("Show N terms at the most (50 on a terminal)."))
@click.option("--sort", type=click.Choice(SORTS), default="score", show_default=True, help=_("Order of the terms."))
@click.option("--filter", "filter_text", default="", metavar="TEXT", help=_("Only terms with TEXT, or these initials."))
@click.option("--kind", type=click.Choice(KINDS), help=_("Only this kind of short form or type of term."))
@click.option("--kwic", metavar="TERM", help=_("Show the contexts of TERM, one under the other."))
@click.option("--plain", is_flag=True, help=_("Tab-separated lines, nothing shortened."))
def command(
    glossary: str, top: int | None, sort: str, filter_text: str, kind: str | None, kwic: str | None, plain: bool
) -> int:
    """Print a glossary."""
    from glossary import browsing
    from glossary.formats import read_glossary

    read = read_glossary(glossary)
    if plain or not sys.stdout.isatty():
        rows = (
            browsing.concordance_rows(read, kwic)
            if kwic
            else browsing.plain_rows(read, top=top, sort=sort, filter_text=filter_text, kind=kind)
        )
        for row in rows:
            click.echo("\t".join(row))
        return FINE
    from rich.console import Console

    console = Console(markup=False, emoji=False, highlight=False)
    if kwic:
        console.print(browsing.concordance(read, kwic, width=console.width))
        return FINE
    selected = browsing.select_rows(read, filter_text=filter_text, kind=kind)
    shown = min(top or browsing.TOP, len(selected))
    table = browsing.term_table(read, width=console.width, top=shown, sort=sort, filter_text=filter_text, kind=kind)
    console.print(table)
    console.print(_("{shown} of {count} terms", shown=shown, count=len(read.entries)), style="dim")
    return FINE
