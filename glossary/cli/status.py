"""Exit statuses, and the one line that each kind of failure prints."""

from __future__ import annotations

import traceback

import click

from glossary.errors import GlossaryError
from glossary.messages import _
from glossary.writing import explain_os_error

__all__ = ["BROKEN_PIPE", "FINDINGS", "FINE", "INTERRUPTED", "NOTHING_DONE", "SOME_SKIPPED", "line_and_status"]

FINE = 0
FINDINGS = 1
NOTHING_DONE = 2
SOME_SKIPPED = 3
INTERRUPTED = 130  # 128 + SIGINT, as shells count
BROKEN_PIPE = 141  # 128 + SIGPIPE: `glossary browse ... | head` is no failure worth a line


def line_and_status(error: BaseException) -> tuple[str, int]:
    """The line to print for what ended a run (empty: print nothing), and the exit status.

    >>> line_and_status(GlossaryError("not a glossary", where="a.json", hint="run glossary extract first"))
    ('glossary: a.json: not a glossary; run glossary extract first', 2)
    >>> line_and_status(KeyboardInterrupt())
    ('glossary: interrupted', 130)
    """
    match error:
        case GlossaryError():
            return f"glossary: {error}", NOTHING_DONE
        case click.exceptions.NoArgsIsHelpError():
            return error.format_message(), NOTHING_DONE
        case click.UsageError():
            return f"glossary: {_usage_line(error)}", NOTHING_DONE
        case click.ClickException():
            return f"glossary: {_one_line(error.format_message())}", NOTHING_DONE
        case click.Abort() | KeyboardInterrupt():
            return f"glossary: {_interrupted(error)}", INTERRUPTED
        case BrokenPipeError():
            return "", BROKEN_PIPE
        case SystemExit(code=int(code)):
            # Click and rich leave so when nobody reads their output any more, click with 0 after a shell completion.
            return "", BROKEN_PIPE if code else FINE
        case OSError():
            return f"glossary: {explain_os_error(error, error.filename or _('output'))}", NOTHING_DONE
        case MemoryError():
            hint = _("split the input, or close other programs")
            return f"glossary: {_('the memory does not suffice')}; {hint}", NOTHING_DONE
        case _:
            line = _("a fault in this program, please report it with the lines above")
            return f"{''.join(traceback.format_exception(error))}glossary: {line}", NOTHING_DONE


def _interrupted(error: BaseException) -> str:
    """What is said of an interrupt, with what it says itself; click puts an error of its own before it."""
    hint = str(error.__cause__ if isinstance(error.__cause__, KeyboardInterrupt) else error)
    return _("{line}; {hint}", line=_("interrupted"), hint=hint) if hint else _("interrupted")


def _usage_line(error: click.UsageError) -> str:
    line = _one_line(error.format_message())
    if error.ctx is None:
        return line
    return f"{line} {_('Try {command} for help.', command=f'{error.ctx.command_path} --help')}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
