"""`glossary lsp`: the checks inside an editor, over the Language Server Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.status import FINE
from glossary.errors import MissingExtraError
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "lsp",
    help=_(
        "Check txt and md drafts while they are written, in an editor that starts this command as a language server "
        "on standard input and output. Settings come from the nearest glossary.toml."
    ),
)
@click.option(
    "--glossary",
    "glossary_path",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Hold the drafts to this glossary, a file or an output folder."),
)
def command(glossary_path: Path | None) -> int:
    """Serve until the editor says goodbye."""
    try:
        from glossary.cli.language_server import serve
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise MissingExtraError(
            _("the language server is not installed"), hint=_("run {command}", command="pip install pygls")
        ) from error
    serve(glossary_path)
    return FINE
