"""`glossary read`: documents as the steps after reading see them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.cli.options import chosen_settings, reading_options, regional_option, run_options
from glossary.cli.watching import watching
from glossary.messages import _

if TYPE_CHECKING:
    from glossary.model import AnalysedDocument, Document

__all__ = ["command"]


@click.command(
    "read",
    help=_(
        "Show the text of documents as the later steps see it: simplified, folded to one width, without what is not "
        "the author's. On a terminal the text is as written, and what was set aside is marked with its rule. PATH is a "
        "file, a folder or - for standard input."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--original", is_flag=True, help=_("Show the text as it was read instead."))
@click.option("--set-aside", is_flag=True, help=_("List only what was set aside, masks and garbled text, by place."))
@click.option("--plain", is_flag=True, help=_("The text alone, as it is printed into a pipe."))
@click.option("--json", "as_json", is_flag=True, help=_("Print one JSON array: texts, and what was set aside and why."))
@click.option("--outline", is_flag=True, help=_("The headings, list items and series such as 一是…二是…, by line."))
@regional_option
@reading_options
@run_options
def command(
    paths: tuple[Path, ...],
    original: bool,
    set_aside: bool,
    plain: bool,
    as_json: bool,
    outline: bool,
    regional_words: str,
    document_unit: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Read, and print what was read."""
    from glossary import pipeline

    settings = chosen_settings(document_unit=document_unit, regional_words=regional_words)
    with watching(quiet=quiet, verbose=verbose) as watch:
        documents = pipeline.read_distinct(paths, settings, observer=watch)
    prepared = (pipeline.prepare(document, settings) for document in documents)
    if as_json:
        _print_json(prepared)
        return watch.status(done=bool(documents))
    on_terminal = sys.stdout.isatty() and not plain
    for document in prepared:
        if not quiet:
            _print_heading(document.document)
        if outline:
            _print_outline(document)
        elif set_aside:
            _print_stretches(document)
        elif original or not on_terminal:
            click.echo((document.document.text if original else document.text).rstrip("\n"))
        else:
            _print_marked(document)
    return watch.status(done=bool(documents))


def _print_heading(document: Document) -> None:
    click.echo(
        _(
            "# {path} · {title} · {encoding} · {count} characters",
            path=document.path,
            title=document.title,
            encoding=document.encoding,
            count=len(document.text),
        )
    )


def _print_stretches(document: AnalysedDocument) -> None:
    from glossary.browsing.reading import stretch_lines

    for line in stretch_lines(document):
        click.echo(line)


def _print_outline(document: AnalysedDocument) -> None:
    from glossary.browsing.outline import outline_lines
    from glossary.pipeline import with_structure
    from glossary.text.series import find_series

    document = with_structure(document)
    for line in outline_lines(document, find_series(document.text, document.blocks, document.sentences)):
        click.echo(line)


def _print_marked(document: AnalysedDocument) -> None:
    from rich.console import Console

    from glossary.browsing.reading import marked_text

    Console(markup=False, emoji=False, highlight=False, soft_wrap=True).print(marked_text(document))


def _print_json(documents: Iterable[AnalysedDocument]) -> None:
    import json

    from glossary.browsing.reading import reading_record

    records = [reading_record(document) for document in documents]
    click.echo(json.dumps(records, ensure_ascii=False, indent=1))
