"""`glossary plot`: charts of a glossary as files."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from glossary.cli.options import chosen_settings, documents_option, reading_options, run_options
from glossary.cli.watching import watching
from glossary.messages import _

# Written out here, so that `--help` needs no drawing library; a test compares them.
FILE_TYPES = ("svg", "png")


@click.command(
    "plot", help=_("Draw charts of GLOSSARY, a file or an output folder: scores, growth, company, dispersion.")
)
@click.argument("glossary", type=click.Path())
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help=_("The folder for the images."),
)
@documents_option
@click.option("--term", metavar="TERM", help=_("Draw where this term stands in the documents."))
@click.option(
    "--to", "file_type", type=click.Choice(FILE_TYPES), default="svg", show_default=True, help=_("The type of image.")
)
@reading_options
@run_options
def command(
    glossary: str,
    output: Path,
    documents: tuple[Path, ...],
    term: str | None,
    file_type: str,
    document_unit: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Draw, and name the files that were written."""
    from glossary import pipeline
    from glossary.browsing.charts import chart_image, charts
    from glossary.errors import SettingsError
    from glossary.formats import read_glossary
    from glossary.writing import write_atomically

    if term is not None and not documents:
        raise SettingsError(_("a term is drawn from the documents it stands in"), hint=_("name them with --documents"))
    read = read_glossary(glossary)
    with watching(quiet=quiet, verbose=verbose) as watch:
        settings = chosen_settings(document_unit=document_unit)
        locate = partial(pipeline.locate, documents, read, settings, observer=watch) if documents else None
        drawn = []
        for name, chart in charts(read, locate, term):
            drawn.append(output / f"{name}.{file_type}")
            with write_atomically(drawn[-1]) as stream:
                stream.write(chart_image(chart, file_type))
    # Said when the progress bar is gone, which would otherwise be torn.
    for path in drawn:
        click.echo(path)
    if not drawn:
        raise SettingsError(
            _("no entry has a score to draw"), where=glossary, hint=_("name the documents with --documents")
        )
    return watch.status()
