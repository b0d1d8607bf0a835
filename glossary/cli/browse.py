"""`glossary browse`: the terms as a table, a tree or a concordance; as tab-separated lines for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import click

from glossary.cli.status import FINE
from glossary.errors import SettingsError
from glossary.linking.concepts import KINDS
from glossary.messages import _
from glossary.model import EntryStatus

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from glossary.browsing import Selection
    from glossary.model import Glossary

# Written out here, so that `--help` needs no table library; a test compares them.
SORTS = (
    *("score", "frequency", "documents", "reading", "term", "length"),
    *("rank", "type", "expansion", "status", "context"),
)


@click.command(help=_("Show the terms of GLOSSARY, a file or an output folder, as a table; as plain lines when piped."))
@click.argument("glossary", type=click.Path())
@click.option("--top", type=click.IntRange(min=1), metavar="N", help=_("Show N terms at the most (50 on a terminal)."))
@click.option("--sort", type=click.Choice(SORTS), default="score", show_default=True, help=_("Order of the terms."))
@click.option("--reverse", is_flag=True, help=_("The other way round."))
@click.option("--filter", "filter_text", default="", metavar="TEXT", help=_("Only terms with TEXT, or these initials."))
@click.option("--kind", type=click.Choice(KINDS), help=_("Only this kind of short form, name or type of term."))
@click.option(
    "--status",
    type=click.Choice([status.value for status in EntryStatus]),
    help=_("Only what review left in this state."),
)
@click.option("--score", "least_score", type=click.FloatRange(0, 1), metavar="S", help=_("Only scores from S, 0 to 1."))
@click.option("--document", metavar="PATH", help=_("Only terms seen in this document, or in those with this in it."))
@click.option("--group", "grouped", is_flag=True, help=_("Show the other terms of each concept under it."))
@click.option("--tree", is_flag=True, help=_("Show what short forms stand for, as trees."))
@click.option("--kwic", metavar="TERM", help=_("Show the contexts of TERM, one under the other."))
@click.option("--plain", is_flag=True, help=_("Tab-separated lines, nothing shortened."))
@click.option("--export", type=click.Choice(["svg", "html"]), help=_("Draw what a terminal shows."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("File for the drawing; standard output without it."),
)
@click.option("--no-pager", is_flag=True, help=_("Print all at once, however long it is."))
def command(
    glossary: str,
    grouped: bool,
    tree: bool,
    kwic: str | None,
    plain: bool,
    export: str | None,
    output: Path | None,
    no_pager: bool,
    **options: Any,
) -> int:
    """Print a glossary."""
    from rich.console import Console

    from glossary.formats import read_glossary

    selection = cast("Selection", options)
    if output and not export:
        raise SettingsError(_("a file for what?"), where="--output", hint=_("say --export svg or --export html"))
    read = read_glossary(glossary, keep_rejected=selection["status"] == "rejected")
    on_terminal = sys.stdout.isatty()
    if plain or not (on_terminal or tree or export):
        for row in _plain_rows(read, grouped=grouped, kwic=kwic, selection=selection):
            click.echo("\t".join(row))
        return FINE
    console = Console(markup=False, emoji=False, highlight=False)
    parts = _parts(read, console.width, grouped=grouped, tree=tree, kwic=kwic, selection=selection)
    if export:
        _draw(parts, export, output, console.width)
    elif on_terminal and not no_pager and sys.stdin.isatty():
        _page(parts, console)
    else:
        for part in parts:
            console.print(part)
    return FINE


def _plain_rows(
    glossary: Glossary, *, grouped: bool, kwic: str | None, selection: Selection
) -> Iterable[tuple[str, ...]]:
    from glossary import browsing

    if kwic:
        return browsing.concordance_rows(glossary, kwic)
    return browsing.plain_rows(glossary, grouped=grouped, **selection)


def _parts(
    glossary: Glossary, width: int, *, grouped: bool, tree: bool, kwic: str | None, selection: Selection
) -> Sequence[RenderableType]:
    """What to show, one below the other."""
    from rich.text import Text

    from glossary import browsing

    if kwic:
        return [browsing.concordance(glossary, kwic, width=width)]
    if tree:
        return browsing.expansion_trees(glossary, **selection)
    everything, some = selection.copy(), selection.copy()
    everything["top"] = None
    matching = len(browsing.select_rows(glossary, **everything))
    some["top"] = shown = min(selection.get("top") or browsing.TOP, matching)
    table = browsing.term_table(glossary, width=width, grouped=grouped, **some)
    facts = [_("{shown} of {count} terms", shown=shown, count=len(glossary.entries))]
    if shown < matching < len(glossary.entries):
        facts.append(_("{count} match", count=matching))
    return [table, Text(" · ".join(facts), style="dim")]


def _draw(parts: Sequence[RenderableType], kind: str, output: Path | None, width: int) -> None:
    from glossary.browsing import draw_html, draw_svg
    from glossary.writing import write_atomically

    drawing = (draw_svg if kind == "svg" else draw_html)(parts, width=width, title="glossary browse")
    if output is None:
        click.echo(drawing)
        return
    with write_atomically(output) as stream:
        stream.write(drawing.encode())


def _page(parts: Sequence[RenderableType], console: Console) -> None:
    """Show what is higher than the terminal in the reader's pager; `less` is told to keep colours."""
    with console.capture() as captured:
        for part in parts:
            console.print(part)
    text = captured.get()
    if text.count("\n") < console.height:
        click.echo(text, nl=False, color=True)
    else:
        click.echo_via_pager(text, color=True)
