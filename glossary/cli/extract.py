"""`glossary extract`: the main job, from documents to a glossary in the formats asked for."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossary.cli.engine_options import engine_options
from glossary.cli.options import (
    bitext_options,
    chosen_settings,
    dictionary_option,
    extraction_options,
    reading_options,
    run_options,
)
from glossary.cli.project import ProjectCommand
from glossary.cli.watching import Watch, watching
from glossary.decisions import FILE_NAME, Decision, read_decisions
from glossary.errors import SettingsError
from glossary.messages import _
from glossary.settings import Engine, Settings
from glossary.sharing import share

if TYPE_CHECKING:
    from glossary.linking.translations import SegmentPair

__all__ = ["command", "extract_to_folder"]

LIGHT_FORMATS = "json,csv,tbx,xlsx"
TABLE = "parquet"
WORK_FOLDER = ".work"


@click.command(
    "extract",
    cls=ProjectCommand,
    help=_(
        "Make a glossary from documents: text, web pages, Word, PDF, slides, sheets and more. PATH is a file, "
        "a folder (read with its subfolders) or - for standard input."
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("output"),
    show_default=True,
    metavar="DIR",
    help=_("Folder for the files; it is never read."),
)
@click.option(
    "--to",
    default=LIGHT_FORMATS,
    show_default=True,
    metavar="FORMAT[,FORMAT]",
    help=_("Formats besides json, which is always written; parquet is the table of all candidates."),
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help=_("What was decided in glossary review; DIR/decisions.jsonl if that is there."),
)
@extraction_options
@bitext_options
@dictionary_option
@reading_options
@engine_options
@run_options
def command(
    paths: tuple[Path, ...],
    output: Path,
    to: str,
    decisions: Path | None,
    bitext: tuple[Path, ...],
    parallel: tuple[tuple[Path, Path], ...],
    quiet: bool,
    verbose: bool,
    engine: str,
    memory: int,
    work: Path | None,
    master: str | None,
    **options: Any,
) -> int:
    """Extract, write, and say in a few lines what there is now."""
    place = str(work or output / WORK_FOLDER)
    settings = replace(chosen_settings(**options), engine=Engine(engine), memory=memory, work=place, master=master)
    formats = _formats(to)
    decided = _decisions(decisions, output)
    with _seldom_collecting(), _going_on_later(settings), watching(quiet=quiet, verbose=verbose) as watch:
        pairs = _pairs(bitext, parallel, watch)
        summary = extract_to_folder(paths, output, formats, settings, watch, pairs, decided)
    if not quiet:
        click.echo(summary)
    return watch.status()


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Let Python look for circular garbage a thousand times less often than usual.

    There is next to none, and looking for it among millions of records took a sixteenth of a large run.
    """
    thresholds = gc.get_threshold()
    gc.set_threshold(1_000 * thresholds[0], *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


def extract_to_folder(
    paths: Sequence[Path],
    output: Path,
    formats: Sequence[str],
    settings: Settings,
    watch: Watch,
    pairs: Sequence[SegmentPair] = (),
    decisions: Sequence[Decision] = (),
) -> str:
    """Make the glossary of `paths`, write its files into `output`, and give a summary in the reader's language."""
    from glossary import pipeline
    from glossary.formats import profiles, write_glossary

    extraction = pipeline.run(paths, settings, excluded=(output,), observer=watch, pairs=pairs, decisions=decisions)
    paths_of = {profile.name: output / profile.file_name for profile in profiles()}
    written = {name: paths_of[name] for name in formats if name != TABLE}
    watch.step(_("writing"), len(formats))
    reports = share(
        lambda name: write_glossary(extraction.glossary, written[name], name), [*written], lambda _name: watch.advance()
    )
    for path, report in zip(written.values(), reports, strict=True):
        for loss in report.losses:
            watch.detailed(f"{path}: {loss}")
    if TABLE in formats:
        from glossary.formats.parquet import write_table

        written[TABLE] = output / "candidates.parquet"
        write_table(extraction.candidates, written[TABLE])
    counts = _(
        "documents: {documents}, entries: {entries}, links: {links}, inputs skipped: {skipped}",
        documents=extraction.documents,
        entries=len(extraction.glossary.entries),
        links=len(extraction.glossary.links),
        skipped=len(watch.skipped_inputs),
    )
    return "\n".join([counts, *(_("written: {path}", path=path) for path in written.values())])


@contextmanager
def _going_on_later(settings: Settings) -> Iterator[None]:
    """Say in an interrupt that nothing that was stored and counted is lost, where that is so."""
    try:
        yield
    except KeyboardInterrupt as error:
        if settings.engine is Engine.SHARDS:
            raise KeyboardInterrupt(_("the same command goes on from here")) from error
        raise


def _decisions(path: Path | None, output: Path) -> Sequence[Decision]:
    """The decisions of the file that was named, else of the one in the output folder, if there is one."""
    found = path or output / FILE_NAME
    return read_decisions(found) if found.exists() else ()


def _pairs(bitext: Sequence[Path], parallel: Sequence[tuple[Path, Path]], watch: Watch) -> Sequence[SegmentPair]:
    """The segment pairs to look for translations in."""
    if not bitext and not parallel:
        return ()
    from glossary.linking.translations import read_bitexts

    watch.step(_("reading"), None)
    return read_bitexts(bitext, parallel, watch.skipped)


def _formats(to: str) -> tuple[str, ...]:
    """The formats to write, json first and each once.

    Raises:
        SettingsError: a name is unknown.
    """
    from glossary.formats import profiles

    known = [*(profile.name for profile in profiles()), TABLE]
    names = dict.fromkeys(["json", *(name.strip() for name in to.split(",") if name.strip())])
    for name in names:
        if name not in known:
            raise SettingsError(
                _("unknown format {name!r}", name=name),
                where="--to",
                hint=_("one of {names}", names=", ".join(known)),
            )
    return tuple(names)
