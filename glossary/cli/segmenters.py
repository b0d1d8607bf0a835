"""`glossary segmenters`: what can cut words here, and models to be fetched."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossary.cli.options import run_options
from glossary.cli.status import FINE
from glossary.cli.watching import watching
from glossary.errors import SettingsError
from glossary.messages import _

__all__ = ["command"]


@click.group(
    "segmenters",
    invoke_without_command=True,
    help=_(
        "List the segmenters: what is installed, with which model from where, its licence, and how fast it cuts the "
        "bundled sample. To fetch a model, glossary segmenters install."
    ),
)
@run_options
@click.pass_context
def command(context: click.Context, quiet: bool, verbose: bool) -> int:
    """Print the segmenters, unless a subcommand follows."""
    if context.invoked_subcommand is not None:
        return FINE
    from glossary.text.segmenters.catalogue import list_segmenters

    rows = [(_("name"), _("package"), _("model"), _("from"), _("licence"), _("speed"))]
    with watching(quiet=quiet, verbose=verbose) as watch:
        watch.step(_("measuring"), None)
        for listed in list_segmenters(_sample()):
            speed = f"{listed.speed:.2f} MB/s" if listed.speed else ""
            rows.append((listed.name, listed.package, listed.model, listed.origin, listed.licence, speed))
            watch.advance()
    if not sys.stdout.isatty():
        for row in rows[1:]:
            click.echo("\t".join(row))
        return FINE
    from rich.console import Console
    from rich.table import Table

    table = Table(*rows[0], box=None, pad_edge=False)
    for row in rows[1:]:
        table.add_row(*row)
    Console(markup=False, emoji=False, highlight=False).print(table)
    return FINE


@command.command(
    "install",
    help=_(
        "Fetch a model. NAME is pkuseg, which fetches the model in its authors' wheel by pip, or hanlp or hanlp=MODEL, "
        "which has HanLP fetch one of its own."
    ),
)
@click.argument("name", metavar="NAME")
@run_options
def install(name: str, quiet: bool, verbose: bool) -> int:
    """Fetch a model, and say where it is and under which licence."""
    base, _equals, model = name.partition("=")
    if base not in ("pkuseg", "hanlp") or (model and base != "hanlp"):
        raise SettingsError(
            _("no model to install for {name}", name=name), hint=_("known: {names}", names="pkuseg, hanlp, hanlp=MODEL")
        )
    with watching(quiet=quiet, verbose=verbose) as watch:
        if base == "pkuseg":
            from glossary.text.segmenters import pkuseg_download

            watch.noticed(_("fetching {name} (50 MB, licence {licence})", name=pkuseg_download.ORIGIN, licence="MIT"))
            watch.step(_("downloading"), None)
            folder = pkuseg_download.install()
        else:
            from glossary.text.segmenters import hanlp_download

            watch.noticed(
                _(
                    "HanLP fetches its model from the server of its authors. Its licence, {licence}, allows no "
                    "commercial use.",
                    licence=hanlp_download.LICENCE,
                )
            )
            watch.step(_("downloading"), None)
            folder = hanlp_download.install(model)
    if not quiet:
        click.echo(_("installed: {path}", path=folder))
    return FINE


def _sample() -> str:
    """The plain texts of the bundled sample."""
    from glossary.reading.encodings import decode

    folder = Path(__file__).parent.parent / "sample" / "documents"
    return "\n".join(decode(path.read_bytes()).text for path in sorted(folder.glob("*.txt")))
