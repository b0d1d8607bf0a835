"""What is counted over the whole of a corpus of which only a sample is read word by word.

`WholeTexts` counts in this process; the engines count what does not fit there, and answer the same questions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from glossary.extraction.candidates import LONGEST_PHRASE
from glossary.extraction.countable import is_inside
from glossary.extraction.counting import StringCounts, count_strings
from glossary.extraction.marked import Marked, find_marked
from glossary.extraction.repeated import independent_strings
from glossary.extraction.sampling import least_frequency
from glossary.extraction.tallies import Occurrence
from glossary.settings import Settings

__all__ = ["Whole", "WholeTexts", "least_counted", "longest_counted"]

# Threads that count. On two cores the second one made the kernel 1.6 times as fast; more were not measured.
THREADS = 2


class Whole(Protocol):
    """The counts of a corpus.

    Attributes:
        least: occurrences of the rarest strings that are counted.
    """

    least: int

    def count(self) -> None:
        """Count whatever the other questions need; called once, before them, perhaps in another thread."""

    def mark(self) -> None:
        """Look for what stands between marks; called once, beside `count`."""

    def marked(self, known: Collection[str], /) -> Mapping[str, Marked]:
        """What stands between marks: at least what does so `least` times, and those of the known texts that do."""

    def independent(self, longest: int) -> Sequence[tuple[str, Occurrence]]:
        """The strings that stand out by their numbers alone, with their first occurrences; see `repeated`."""

    def counts_of(self, texts: Collection[str], /) -> StringCounts:
        """Counts that have a row for each of the texts that is frequent enough, and for every substring of these."""


def least_counted(characters: int, settings: Settings) -> int:
    """Occurrences of the rarest strings that are counted in so many characters: what is rarer would not be kept."""
    return max(least_frequency(characters), settings.minimum_frequency)


def longest_counted(settings: Settings) -> int:
    """Characters of the longest strings that are counted: phrases of words are longer than other strings."""
    return max(settings.maximum_length, LONGEST_PHRASE)


class WholeTexts:
    """The counts of texts in memory, mostly without the interpreter (`Whole`).

    Word boundaries are those of the dictionary: no other segmentation is fast enough.
    """

    def __init__(self, texts: Sequence[str], settings: Settings) -> None:
        self.least = least_counted(sum(map(len, texts)), settings)
        self._longest = longest_counted(settings)
        self._texts = texts
        self._counts: StringCounts
        self._marked: dict[str, Marked]

    def count(self) -> None:
        """Count all strings."""
        from glossary.extraction.counting.boundaries import dictionary_boundaries

        self._counts = count_strings(
            self._texts,
            minimum_frequency=self.least,
            maximum_length=self._longest,
            boundaries=dictionary_boundaries(self._texts, threads=THREADS),
            inside=is_inside,
            threads=THREADS,
        )

    def mark(self) -> None:
        """Look through all texts."""
        self._marked = find_marked(self._texts)

    def marked(self, _known: Collection[str], /) -> Mapping[str, Marked]:
        """All that stands between marks."""
        return self._marked

    def independent(self, longest: int) -> Sequence[tuple[str, Occurrence]]:
        """See `repeated.independent_strings`."""
        return independent_strings(self._counts, longest)

    def counts_of(self, _texts: Collection[str], /) -> StringCounts:
        """The counts of all strings."""
        return self._counts
