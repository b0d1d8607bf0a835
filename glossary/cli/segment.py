"""`glossary segment`: the words a segmenter sees."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.options import chosen_settings, reading_options, run_options, terms_option
from glossary.cli.watching import watching
from glossary.messages import _
from glossary.settings import Settings

__all__ = ["command"]


@click.command(
    "segment",
    help=_("Show the words a segmenter sees, a line of text on a line. PATH is a file, a folder or -."),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--with",
    "segmenter",
    default=Settings().segmenters[0],
    show_default=True,
    metavar="NAME[=MODEL]",
    help=_("Name of the segmenter; glossary segmenters lists them."),
)
@terms_option
@click.option("--tags", is_flag=True, help=_("Add the part of speech of each word."))
@reading_options
@run_options
def command(
    paths: tuple[Path, ...],
    segmenter: str,
    terms: Path | None,
    tags: bool,
    document_unit: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Segment, and print the words."""
    from glossary import pipeline
    from glossary.text.segmenters import prepare_segmenter

    prepare_segmenter(segmenter)
    settings = chosen_settings(segmenter=segmenter, terms=terms, document_unit=document_unit)
    with watching(quiet=quiet, verbose=verbose) as watch:
        documents = pipeline.read(paths, settings, observer=watch)
    for document in documents:
        with watching(quiet=quiet, verbose=False) as progress:
            analysed = pipeline.analyse(document, settings, observer=progress)
        start = 0
        line: list[str] = []
        for token in analysed.tokens:
            if line and "\n" in analysed.text[start : token.start]:
                click.echo(" ".join(line))
                line = []
            line.append(f"{token.text}/{token.tag}" if tags else token.text)
            start = token.end
        if line:
            click.echo(" ".join(line))
    return watch.status(done=bool(documents))
