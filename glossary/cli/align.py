"""`glossary align`: the translations of given terms, from a translation memory or from parallel documents."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.options import bitext_options, run_options
from glossary.cli.term_lists import read_terms
from glossary.cli.watching import watching
from glossary.messages import _
from glossary.settings import Aligner

__all__ = ["command"]

HEADING = ("term", "translation", "score", "count")


@click.command(
    "align",
    help=_("Find the translations of terms in aligned segments or in parallel documents; write them as a table."),
)
@bitext_options
@click.option(
    "--terms",
    "terms_path",
    type=click.Path(path_type=Path),
    required=True,
    metavar="FILE",
    help=_("A term a line, or a glossary."),
)
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    metavar="N",
    help=_("Translations of one term at the most."),
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE", help=_("The table."))
@run_options
def command(
    bitext: tuple[Path, ...],
    parallel: tuple[tuple[Path, Path], ...],
    aligner: str,
    terms_path: Path,
    top: int,
    output: Path,
    quiet: bool,
    verbose: bool,
) -> int:
    """Align, and write a row for each translation, best first."""
    from glossary.linking.translations import align, read_bitexts
    from glossary.writing import write_atomically

    with watching(quiet=quiet, verbose=verbose) as watch:
        terms = read_terms(terms_path)
        watch.step(_("reading"), None)
        pairs = read_bitexts(bitext, parallel, watch.skipped)
        watch.step(_("aligning"), None)
        found = align(pairs, terms, top=top, aligner=Aligner(aligner))
    rows = [
        (translation.term, translation.text, f"{translation.score:.4f}", str(translation.count))
        for translation in found
    ]
    with write_atomically(output) as stream:
        for row in [HEADING, *rows]:
            stream.write(("\t".join(cell.replace("\t", " ") for cell in row) + "\n").encode())
    if not quiet:
        click.echo(
            _(
                "{path}: {count} translations of {found} terms out of {terms}",
                path=output,
                count=len(found),
                found=len({translation.term for translation in found}),
                terms=len(terms),
            )
        )
    return watch.status()
