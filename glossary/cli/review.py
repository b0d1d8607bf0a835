"""`glossary review`: accept, reject, merge and edit entries on the full screen."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossary.cli.status import FINE, NOTHING_DONE
from glossary.decisions import FILE_NAME
from glossary.errors import SettingsError
from glossary.messages import _

__all__ = ["command"]


@click.command(
    help=_(
        "Review GLOSSARY, a file or an output folder, on the full screen: accept, reject, merge, split and edit its "
        "entries. Each decision is saved at once; the glossary's other commands and later extractions hold to it."
    )
)
@click.argument("glossary", type=click.Path(path_type=Path))
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help=_("Where decisions are kept; decisions.jsonl beside the glossary without it."),
)
@click.option(
    "--target", default="en", show_default=True, metavar="LANGUAGE", help=_("Language of the translations to edit.")
)
def command(glossary: Path, decisions: Path | None, target: str) -> int:
    """Open the screen."""
    from glossary.formats import read_undecided

    read = read_undecided(glossary)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise SettingsError(_("no terminal to review on"), hint=_("run it in a terminal, or use glossary browse"))
    from glossary.browsing.review.app import ReviewApp
    from glossary.browsing.review.session import Session

    folder = glossary if glossary.is_dir() else glossary.parent
    app = ReviewApp(Session(read, decisions or folder / FILE_NAME), target)
    app.run()
    return NOTHING_DONE if app.return_code else FINE
