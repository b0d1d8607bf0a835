"""Where further segmenters see no edge of a word, but the candidate has one: asked of the best, in a bounded sample."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from glossary.extraction.statistics import Candidates
from glossary.model import AnalysedDocument
from glossary.text.segmenters import segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["boundary_disagreement"]

# Occurrences of a candidate that are looked at: three show whether its edges depend on what stands beside it.
OCCURRENCES = 3
# Characters on either side of an occurrence that a segmenter sees at the most; usually the sentence ends before.
AROUND = 60
_SENTENCE_END = re.compile(r"[。！？；!?;\n]")


class Window(NamedTuple):
    """A stretch of a document around candidates, in offsets of the normalised text."""

    document: int
    start: int
    end: int


def boundary_disagreement(
    candidates: Candidates,
    best_first: Iterable[int],
    documents: Sequence[AnalysedDocument],
    segmenters: Sequence[str],
    *,
    limit: int,
    terms: Sequence[str] = (),
    on_progress: Callable[[int], None] | None = None,
) -> NDArray[np.float64]:
    """Give each candidate the share of looks at which a word ran across one of its edges, from 0 to 1.

    A look is one segmenter at one occurrence. A candidate that was not looked at has 0: to be unknown is no fault.

    Args:
        candidates: what was found, with its occurrences.
        best_first: rows of candidates; those at the front are looked at as long as the sample lasts.
        documents: all of them.
        segmenters: those that did not cut the words of the candidates.
        limit: characters of the sample, that each segmenter reads.
        terms: no segmenter cuts them.
        on_progress: is told how many characters more were read.
    """
    import numpy as np

    windows = _merged(_windows(candidates, best_first, documents, limit))
    text = "\n".join(documents[window.document].text[window.start : window.end] for window in windows)
    looks = np.zeros(len(candidates.occurrences))
    crossed = np.zeros(len(candidates.occurrences))
    places = _places(candidates, windows)
    for name in segmenters:
        tokens = segment(text, name, terms=terms, on_progress=on_progress)
        starts = {token.start for token in tokens}
        ends = {token.end for token in tokens}
        for row, start, end in places:
            looks[row] += 1
            crossed[row] += start not in starts or end not in ends
    return crossed / np.maximum(looks, 1)


def _windows(
    candidates: Candidates, best_first: Iterable[int], documents: Sequence[AnalysedDocument], limit: int
) -> Iterator[Window]:
    """The sentences around the first occurrences of the best candidates, until they have so many characters."""
    seen: set[Window] = set()
    for row in best_first:
        for document, start, end in candidates.occurrences[row][:OCCURRENCES]:
            window = _sentence(documents[document].text, document, start, end)
            if window not in seen:
                limit -= window.end - window.start
                if limit < 0:
                    return
                seen.add(window)
                yield window


def _sentence(text: str, document: int, start: int, end: int) -> Window:
    before = [mark.end() for mark in _SENTENCE_END.finditer(text, max(0, start - AROUND), start)]
    after = _SENTENCE_END.search(text, end, end + AROUND)
    first = before[-1] if before else max(0, start - AROUND)
    return Window(document, first, after.start() if after else min(len(text), end + AROUND))


def _merged(windows: Iterable[Window]) -> list[Window]:
    """The windows in the order of the documents; those that overlap are one."""
    merged: list[Window] = []
    for window in sorted(windows):
        if merged and merged[-1].document == window.document and window.start <= merged[-1].end:
            merged[-1] = merged[-1]._replace(end=max(merged[-1].end, window.end))
        else:
            merged.append(window)
    return merged


def _places(candidates: Candidates, windows: Sequence[Window]) -> list[tuple[int, int, int]]:
    """Row and offsets, in the joined windows, of every occurrence inside a window, up to so many for each candidate."""
    offsets = [0]
    for window in windows:
        offsets.append(offsets[-1] + window.end - window.start + 1)
    keys = [(window.document, window.start) for window in windows]
    places = []
    for row, occurrences in enumerate(candidates.occurrences):
        found = 0
        for document, start, end in occurrences:
            index = bisect_right(keys, (document, start)) - 1
            if index >= 0 and windows[index].document == document and end <= windows[index].end:
                shift = offsets[index] - windows[index].start
                places.append((row, start + shift, end + shift))
                found += 1
                if found == OCCURRENCES:
                    break
    return places
