"""`glossary check`: what an editor would mark in drafts."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from glossary.cli.options import chosen_settings, reading_options, run_options
from glossary.cli.status import FINDINGS, FINE
from glossary.cli.watching import watching
from glossary.errors import GlossaryError, SettingsError
from glossary.messages import _

if TYPE_CHECKING:
    from glossary.cli.drafts import CheckRun
    from glossary.pipeline import Checked

__all__ = ["command"]

# The list is written out here, so that `--help` needs no reporter; a test compares them.
REPORTS = ("text", "json", "sarif", "github", "checkstyle", "html")


@click.command(
    "check",
    help=_(
        "Find what an editor would mark in drafts. DRAFT is a file, a folder or - for standard input; tmx, xliff, tsv "
        "and two-column csv and xlsx files are checked as translations. The exit status is 1 when something is found."
    ),
)
@click.argument("drafts", metavar="DRAFT...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--glossary",
    "glossary_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Hold the drafts to this glossary, a file or an output folder."),
)
@click.option(
    "--format",
    "report",
    type=click.Choice(REPORTS),
    default="text",
    show_default=True,
    help=_("Lines for a reader, a web page, or what other programs read."),
)
@click.option("--fix", is_flag=True, help=_("Write sure suggestions into txt and md drafts, and report what is left."))
@click.option("--diff", is_flag=True, help=_("Show what --fix would write, and write nothing."))
@click.option(
    "--annotate",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="OUT.docx",
    help=_("Write the one docx draft with a comment at every finding."),
)
@click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Severities and what to ignore; without it, the nearest glossary.toml."),
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Leave out the findings in this file."),
)
@click.option("--write-baseline", is_flag=True, help=_("Write all findings to the baseline file instead."))
@click.option("--watch", is_flag=True, help=_("Check again whenever a draft changes, until interrupted."))
@reading_options
@run_options
def command(drafts: tuple[Path, ...], watch: bool, quiet: bool, verbose: bool, **options: Any) -> int:
    """Check, and print the findings."""
    if not watch:
        return _check_once(drafts, quiet, verbose, **options)
    from glossary.cli.drafts import changes

    for _change in changes([*drafts, *filter(None, (options["glossary_path"], options["settings_path"]))]):
        # A draft that is being saved may be gone or half there; the next look finds it whole.
        try:
            _check_once(drafts, quiet, verbose, **options)
        except GlossaryError as error:
            click.echo(f"glossary: {error}", err=True)
        except click.exceptions.Exit:
            continue
        sys.stdout.flush()
    return FINE


def _check_once(
    drafts: tuple[Path, ...],
    quiet: bool,
    verbose: bool,
    *,
    glossary_path: Path | None,
    report: str,
    fix: bool,
    diff: bool,
    annotate: Path | None,
    settings_path: Path | None,
    baseline: Path | None,
    write_baseline: bool,
    document_unit: str,
) -> int:
    from glossary.cli.drafts import CheckRun

    settings = chosen_settings(document_unit=document_unit)
    if (fix or diff) and document_unit != "file":
        raise SettingsError(_("lines cannot be fixed one by one"), where="--document-unit")
    run = CheckRun.prepared(drafts, settings, glossary_path, settings_path, baseline)
    with watching(quiet=quiet, verbose=verbose) as watch:
        checked = run.check(watch)
        if diff:
            click.echo("".join(run.diffs(checked)), nl=False)
            return FINDINGS if checked.findings else watch.status()
        if fix:
            checked = run.fix(checked, watch)
        if write_baseline:
            run.write_baseline(checked)
            return watch.status()
        if annotate is not None:
            run.annotate(checked, annotate, watch)
    if checked.findings or not quiet or report != "text":
        click.echo(_reported(run, checked, report), nl=False)
    return FINDINGS if checked.findings else watch.status()


def _reported(run: CheckRun, checked: Checked, report: str) -> str:
    """The findings in the format asked for."""
    from glossary.checking import reporters

    # Terminals, editors and code hosts open the drafts by these paths, from the current folder.
    names = {document.path: run.shown_path(document.path) for document in checked.documents}
    texts = {names[document.path]: document.text for document in checked.documents}
    findings = [replace(finding, path=names[finding.path]) for finding in checked.findings]
    if report == "text":
        width = get_terminal_size().columns
        return reporters.text(findings, texts, width=width, colour=sys.stdout.isatty())
    return reporters.REPORTERS[report](findings, texts)
