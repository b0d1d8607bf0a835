"""The command line: one file per subcommand, imported when it is called.

A subcommand parses its options, calls one public function, prints, and returns its exit status. This module knows their
names, chooses the language, and is the one place where an error becomes a line on standard error and a status.

The module of a subcommand calls it `command`: a click command whose function returns an exit status of `cli.status`
(None is fine). Its help texts go through `_()`; when it is imported, the language is known.
"""

from __future__ import annotations

import gc
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import copy_context
from functools import cache
from importlib import import_module
from typing import Any

import click

from glossary.cli.help import DisplayWidthFormatter
from glossary.cli.status import FINE, line_and_status
from glossary.messages import LANGUAGES, LOCALE_FOLDER, _, choose_language, current_language

__all__ = ["CommandLine", "command_names", "main"]


def _commands() -> dict[str, str]:
    """What each subcommand does in one line, by name, in the order of the work."""
    return {
        "extract": _("Make a glossary from documents."),
        "browse": _("Show a glossary as a table."),
        "review": _("Accept, reject, merge and edit the entries of a glossary."),
        "explain": _("Show every measure, context and link behind one term."),
        "page": _("Write a glossary as one web page."),
        "plot": _("Draw charts of a glossary as files."),
        "links": _("List abbreviations and what they stand for."),
        "align": _("Find the translations of terms in parallel texts."),
        "translate": _("Give untranslated entries terms from dictionaries or drafts from a model."),
        "check": _("Find what an editor would mark in drafts."),
        "lsp": _("Check drafts while they are written, in an editor."),
        "export": _("Write a glossary in another format."),
        "import": _("Read a glossary from another format."),
        "formats": _("List the glossary formats."),
        "merge": _("Merge two versions of a glossary."),
        "diff": _("List what changed between two versions of a glossary."),
        "read": _("Show what is read from a document."),
        "segment": _("Show the words a segmenter sees."),
        "segmenters": _("List the segmenters and fetch their models."),
        "demo": _("Run the main job on the bundled sample."),
    }


def command_names() -> tuple[str, ...]:
    """The names of the subcommands, in the order of the work."""
    return tuple(_commands())


class CommandLine(click.Group):
    """The group of all subcommands. `main(arguments, standalone_mode=False)` returns the exit status."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a subcommand; leave the process with its status, or return it.

        Args:
            args: None stands for those of the process.
            prog_name: as help texts call the program.
            complete_var: the environment variable through which a shell asks for completions.
            standalone_mode: whether to leave the process.
            extra: what click's contexts take.
        """
        run: Callable[[], Any] = lambda: super(CommandLine, self).main(  # noqa: E731
            args, prog_name or "glossary", complete_var, standalone_mode=False, **extra
        )
        with _click_speaks_our_languages():
            status = copy_context().run(_status_of, run)
        if standalone_mode:
            gc.freeze()  # what is left goes with the process: to look for circles in it would take a tenth of a second
            sys.exit(status)
        return status

    def invoke(self, ctx: click.Context) -> Any:
        """Run the subcommand, and find out here whether anybody still reads what it printed."""
        status = super().invoke(ctx)
        sys.stdout.flush()
        return status

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take `--lang` from wherever it stands: a subcommand's help texts are read when its module is imported."""
        return super().parse_args(ctx, _language_first(args))

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """The options of the group, in the language chosen by now."""
        return _options(current_language())

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the program is for."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_("Glossaries from Chinese documents: terms, abbreviations, and checks of drafts."))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The subcommands with a line each, none of them imported."""
        with formatter.section(_("Commands")):
            formatter.write_dl(list(_commands().items()))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the subcommands."""
        return list(command_names())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a subcommand. `import` lives in `import_.py`, because the name is a keyword."""
        if cmd_name not in command_names():
            return None
        module = import_module(f"glossary.cli.{'import_' if cmd_name == 'import' else cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The subcommand named first, else an error that names the nearest ones."""
        if args[0] not in command_names() and not ctx.resilient_parsing and not args[0].startswith("-"):
            raise click.exceptions.NoSuchCommand(args[0], possibilities=command_names(), ctx=ctx)
        return super().resolve_command(ctx, args)


def _language_first(arguments: Sequence[str]) -> list[str]:
    """The arguments with the language before them; what follows `--` is no option.

    >>> _language_first(["browse", "output", "--lang", "en", "--", "--lang"])
    ['--lang', 'en', 'browse', 'output', '--', '--lang']
    """
    end = arguments.index("--") if "--" in arguments else len(arguments)
    place = next((place for place in range(end) if arguments[place].partition("=")[0] == "--lang"), end)
    if place == end:
        return [*arguments]
    behind = place + 1 + (arguments[place] == "--lang")
    if behind > end:
        return ["--lang"]  # which click says needs a language
    return [*arguments[place:behind], *arguments[:place], *arguments[behind:]]


@cache
def _options(_language: str) -> list[click.Parameter]:
    """The group's own options with help texts in `_language`, the current one: it is here to be remembered by."""
    return [
        click.Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=lambda _context, _option, value: _speak(value),
            help=_("Language of messages; without it, that of the environment."),
        ),
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=_("Show the version and exit."),
        ),
        click.Option(
            ["--help"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_help,
            help=_("Show this message and exit."),
        ),
    ]


def _print_version(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        from glossary import __version__

        click.echo(f"glossary {__version__}")
        context.exit()


def _print_help(context: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(context.get_help())
        context.exit()


def _speak(language: str | None) -> None:
    """Choose the language of our own messages and, through the environment, of click's."""
    if language is not None:
        choose_language(language)
    os.environ["LANGUAGE"] = current_language()


@contextmanager
def _click_speaks_our_languages() -> Iterator[None]:
    """Let click look its messages up in our catalogue, and break lines of Chinese, while a subcommand runs.

    Click asks the process-wide domain of `gettext`, in the languages of the environment, and a class for the formatter.
    """
    domain, language = gettext.textdomain(), os.environ.get("LANGUAGE")
    formatter, click.Context.formatter_class = click.Context.formatter_class, DisplayWidthFormatter
    gettext.bindtextdomain("glossary", str(LOCALE_FOLDER))
    gettext.textdomain("glossary")
    _speak(None)
    try:
        yield
    finally:
        click.Context.formatter_class = formatter
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE", None)
        if language is not None:
            os.environ["LANGUAGE"] = language


def _status_of(run: Callable[[], Any]) -> int:
    """Run, and turn whatever went wrong into one line on standard error and a status."""
    _prepare_streams()
    try:
        return int(run() or FINE)
    except BaseException as error:
        line, status = line_and_status(error)
        if line:
            click.echo(line, err=True)
        return status


def _prepare_streams() -> None:
    """Never fail on a character: Windows pipes and files get UTF-8, other narrow encodings a replacement."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8" if os.name == "nt" else None, errors="replace")


main = CommandLine("glossary")
