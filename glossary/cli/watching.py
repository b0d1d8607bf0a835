"""What a run says on standard error while it goes: a progress bar on a terminal, and what a person should know."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from time import perf_counter
from typing import TYPE_CHECKING

import click

from glossary.cli.status import FINE, NOTHING_DONE, SOME_SKIPPED
from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Skipped

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["Watch", "watching"]


class Watch:
    """The observer of a run (`pipeline.Observer`).

    Attributes:
        skipped_inputs: what could not be read, in order.
    """

    def __init__(self, *, quiet: bool, verbose: bool, progress: Progress | None) -> None:
        self.skipped_inputs: list[Skipped] = []
        self._quiet, self._verbose, self._progress = quiet, verbose, progress
        self._task: TaskID | None = None
        self._name, self._started = "", perf_counter()

    def step(self, name: str, total: int | None) -> None:
        """Close the bar of the step before, and open one for this step."""
        self.finish_step()
        self._name = name
        if self._progress is not None:
            self._task = self._progress.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """Move the bar."""
        if self._progress is not None and self._task is not None:
            self._progress.advance(self._task, count)

    def skipped(self, skipped: Skipped) -> None:
        """Name an input that could not be read, also when the run is quiet."""
        self.skipped_inputs.append(skipped)
        self._say(f"{skipped.path}: {skipped.reason}")

    def noticed(self, message: str) -> None:
        """Pass on what a person should know."""
        if not self._quiet:
            self._say(message)

    def detailed(self, message: str) -> None:
        """Pass on what only those who asked for it want to know."""
        if self._verbose:
            self._say(message)

    def status(self, *, done: bool = True) -> int:
        """The exit status of a run without findings; `done` says whether there was anything to do."""
        if not self.skipped_inputs:
            return FINE
        return SOME_SKIPPED if done else NOTHING_DONE

    def finish_step(self) -> None:
        """Take the bar away and, for those who want to know, say how long the step took."""
        if self._progress is not None and self._task is not None:
            self._progress.remove_task(self._task)
        if self._verbose and self._name:
            self._say(_("{step}: {seconds:.1f} s", step=self._name, seconds=perf_counter() - self._started))
        self._task, self._name, self._started = None, "", perf_counter()

    def _say(self, line: str) -> None:
        line = f"glossary: {' '.join(line.split())}"
        if self._progress is not None:
            self._progress.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(line, err=True)


@contextmanager
def watching(*, quiet: bool, verbose: bool) -> Iterator[Watch]:
    """Watch a run; the bar is there on a terminal only, and gone when the block ends, however it ends.

    Raises:
        click.exceptions.Exit: nothing could be read, and what was wrong with each input has been said already.
    """
    progress = None if quiet or not sys.stderr.isatty() else _progress()
    with progress or nullcontext():
        watch = Watch(quiet=quiet, verbose=verbose, progress=progress)
        try:
            yield watch
        except InputError as error:
            if watch.skipped_inputs:
                raise click.exceptions.Exit(NOTHING_DONE) from error
            raise
        watch.finish_step()


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=Console(stderr=True), transient=True)
