"""Who is told how a run gets on."""

from __future__ import annotations

from typing import Protocol

from glossary.model import Skipped

__all__ = ["Nobody", "Observer"]


class Observer(Protocol):
    """Who wants to know how a run gets on: the command line's progress bar, or nobody."""

    def step(self, name: str, total: int | None) -> None:
        """A step begins; `total` is its number of parts, or None where that is not known."""

    def advance(self, count: int = 1) -> None:
        """So many more parts of the step are done."""

    def skipped(self, skipped: Skipped) -> None:
        """An input could not be read; the run goes on."""

    def noticed(self, message: str) -> None:
        """Something a person should know, in one line."""


class Nobody:
    """The observer of a run that nobody watches."""

    def step(self, name: str, total: int | None) -> None:
        """Pass over it."""

    def advance(self, count: int = 1) -> None:
        """Pass over it."""

    def skipped(self, skipped: Skipped) -> None:
        """Pass over it."""

    def noticed(self, message: str) -> None:
        """Pass over it."""
