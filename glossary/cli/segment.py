"""`glossary segment`: the words a segmenter sees."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.options import chosen_settings, reading_options, run_options
from glossary.cli.watching import watching
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "segment",
    help=_("Show the words a segmenter sees, a line of text on a line. PATH is a file, a folder or -."),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--with", "segmenter", default="jieba", show_default=True, metavar="NAME", help=_("Name of the segmenter.")
)
@click.option("--tags", is_flag=True, help=_("Add the part of speech of each word."))
@reading_options
@run_options
def command(paths: tuple[Path, ...], segmenter: str, tags: bool, document_unit: str, quiet: bool, verbose: bool) -> int:
    """Segment, and print the words."""
    from glossary import pipeline

    settings = chosen_settings(segmenter=segmenter, document_unit=document_unit)
    with watching(quiet=quiet, verbose=verbose) as watch:
        documents = pipeline.read(paths, settings, observer=watch)
    for document in documents:
        analysed = pipeline.analyse(document, settings)
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
