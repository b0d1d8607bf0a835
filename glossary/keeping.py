"""Results that one run may leave for the next: what was found out about a text need not be found out again.

Only what follows from the text itself and from the settings may be kept, nothing that depends on the other documents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

__all__ = ["Keeping", "NothingKept"]

_Result = TypeVar("_Result")


class Keeping(Protocol):
    """Where results are kept, or nowhere."""

    def results(
        self, kind: str, keys: Sequence[str], make: Callable[[Sequence[int]], Iterable[_Result]], form: Any
    ) -> list[_Result]:
        """The result for each of the keys: as it was kept, or newly made.

        Args:
            kind: of results; the name of their file.
            keys: each is, or is a digest of, all that its result follows from beside the settings.
            make: gives the results of those keys that are unknown, by their indices in `keys`; called if there are any.
            form: the type of a result.
        """

    def save(self) -> None:
        """Keep the results that were asked for since the last time, and no others of their kinds."""


class NothingKept:
    """Every result is made (`Keeping`).

    >>> NothingKept().results("lengths", ["术语", "表"], lambda unknown: [2 - index for index in unknown], int)
    [2, 1]
    """

    def results(
        self, _kind: str, keys: Sequence[str], make: Callable[[Sequence[int]], Iterable[_Result]], _form: Any
    ) -> list[_Result]:
        """See `Keeping`."""
        return list(make(range(len(keys))))

    def save(self) -> None:
        """See `Keeping`."""
