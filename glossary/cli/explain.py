"""`glossary explain`: every measure, context and link behind one term."""

from __future__ import annotations

import click

from glossary.cli.status import FINE
from glossary.messages import _


@click.command(help=_("Show every measure, context and link behind TERM in GLOSSARY, a file or an output folder."))
@click.argument("glossary", type=click.Path())
@click.argument("term")
def command(glossary: str, term: str) -> int:
    """Print what is known about a term."""
    from rich.console import Console

    from glossary.browsing import explain
    from glossary.formats import read_glossary

    Console(markup=False, emoji=False, highlight=False).print(explain(read_glossary(glossary), term))
    return FINE
