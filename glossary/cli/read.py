"""`glossary read`: documents as the steps after reading see them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.options import chosen_settings, reading_options, run_options
from glossary.cli.watching import watching
from glossary.messages import _

if TYPE_CHECKING:
    from glossary.model import AnalysedDocument

__all__ = ["command"]


@click.command(
    "read",
    help=_(
        "Show the text of documents as the later steps see it: simplified, folded to one width, without what is not "
        "the author's. PATH is a file, a folder or - for standard input."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--original", is_flag=True, help=_("Show the text as it was read instead."))
@click.option("--set-aside", is_flag=True, help=_("List only what was set aside, masks and garbled text, by place."))
@reading_options
@run_options
def command(
    paths: tuple[Path, ...], original: bool, set_aside: bool, document_unit: str, quiet: bool, verbose: bool
) -> int:
    """Read, and print what was read."""
    from glossary import pipeline

    settings = chosen_settings(document_unit=document_unit)
    with watching(quiet=quiet, verbose=verbose) as watch:
        documents = pipeline.read(paths, settings, observer=watch)
    for document in documents:
        analysed = pipeline.analyse(document, settings)
        if not quiet:
            click.echo(
                _(
                    "# {path} · {title} · {encoding} · {count} characters",
                    path=document.path,
                    title=document.title,
                    encoding=document.encoding,
                    count=len(document.text),
                )
            )
        if set_aside:
            _print_set_aside(analysed)
        else:
            click.echo((document.text if original else analysed.text).rstrip("\n"))
    return watch.status(done=bool(documents))


def _print_set_aside(analysed: AnalysedDocument) -> None:
    """One line a stretch: its line in the original, why it is no text, and its beginning."""
    document = analysed.document
    stretches = [(stretch.start, stretch.end, stretch.rule) for stretch in analysed.set_aside]
    for barrier in analysed.barriers:
        stretches.append((*analysed.normalised.original_span(barrier.start, barrier.end), barrier.kind.value))
    for start, end, rule in sorted(stretches):
        line = document.text.count("\n", 0, start) + 1
        click.echo(f"{line}\t{rule}\t{' '.join(document.text[start:end].split())[:120]}")
