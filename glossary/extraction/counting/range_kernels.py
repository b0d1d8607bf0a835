"""The compiled inner loops of `ranges`: they keep of a coded text what counting some first characters needs."""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled
from glossary.extraction.counting.kernels import window_at

__all__ = ["find_beginnings", "keep_windows", "place_pairs", "tally_neighbours"]

Array = Any


@compiled
def find_beginnings(ids: Array, mask: int, wanted: Array, second: Array, places: Array) -> Any:
    """Collect where a wanted character stands before one that may follow it; give how many places these are.

    Args:
        ids: coded text, see `codes`.
        mask: takes the boundary bit off an element.
        wanted: 1 for each character that is wanted.
        second: 1 for each character that may follow it.
        places: room for the places, ascending.
    """
    size: Any = 0
    for place in range(ids.size - 1):
        places[size] = place
        size += np.int64(wanted[ids[place] & mask] & second[ids[place + 1] & mask])
    return size


@compiled
def keep_windows(
    ids: Array, mask: int, starts: Array, places: Array, reach: int, kept: Array, stretches: Array, documents: Array
) -> tuple[int, int, int]:
    """Copy the windows around some places, overlapping ones once, behind a barrier.

    A window is the character before, the one at the place and `reach` characters more, or up to the next barrier, which
    is copied too. Between windows that do not touch there is a barrier. What is kept of a document is followed by the
    barrier that ends it.

    Args:
        ids: coded text, see `codes`.
        mask: takes the boundary bit off an element.
        starts: where each document starts.
        places: the places, ascending; no barriers.
        reach: characters of the longest strings.
        kept: room for the windows.
        stretches: room for where each stretch of windows begins: its index in `kept`, its offset in the document.
        documents: room for each document that holds anything: its index, where it begins in `kept`.

    Returns:
        How much of `kept`, `stretches` and `documents` is filled.
    """
    kept[0] = 0
    size = 1
    stretch = 0
    document = 0
    index = -1
    first = 0
    last = 0
    copied = 0
    for place in places:
        if place >= last:
            if document and copied < last:
                kept[size] = ids[last]
                size += 1
            while place >= last:
                index += 1
                first = starts[index]
                last = starts[index + 1] - 1
            documents[document, 0] = index
            documents[document, 1] = size
            document += 1
            copied = first - 2
        elif place - 1 > copied + 1:
            # What does not stand side by side in the text must not do so here.
            kept[size] = 0
            size += 1
        if place - 1 > copied:
            stretches[stretch, 0] = size
            stretches[stretch, 1] = place - 1 - first
            stretch += 1
            copied = place - 2
        end = min(place + reach, last)
        while copied < end and (copied <= place or ids[copied] & mask != 0):
            copied += 1
            kept[size] = ids[copied]
            size += 1
    if document and copied < last:
        kept[size] = ids[last]
        size += 1
    return size, stretch, document


@compiled
def place_pairs(ids: Array, width: int, starts: Array, letter: int, second: Array, goal: Array) -> int:
    """Collect the occurrences of a character that one of some characters follows, as `kernels.place_occurrences` does.

    Gives how many these are.

    Args:
        ids: coded text.
        width: bits of an element of `ids`.
        starts: where each document starts.
        letter: the character.
        second: 1 for those that may follow.
        goal: where the occurrences go.
    """
    mask = (1 << (width - 1)) - 1
    row = 0
    for document in range(starts.size - 1):
        upper = np.int64(document) << 32
        for place in range(starts[document], starts[document + 1] - 1):
            raw = np.int64(ids[place])
            if raw & mask == letter and second[ids[place + 1] & mask]:
                goal[row, 0] = upper | ((raw >> (width - 1)) << 31) | place
                goal[row, 1] = window_at(ids, width, place - 1, place + 1)
                row += 1
    return row


@compiled
def tally_neighbours(
    ids: Array,
    width: int,
    starts: Array,
    line: Array,
    first_document: int,
    counts: Array,
    first_places: Array,
    totals: Array,
) -> None:
    """Add up what is known of some single characters.

    Args:
        ids: coded text.
        width: bits of an element of `ids`.
        starts: where each document starts.
        line: the line of each character in the tables that follow; -1 for those not wanted.
        first_document: the number of the first document.
        counts: how often each character stands on its left and on its right.
        first_places: where it does so first: the number of the document in the upper half, the offset; before that,
            a greater number.
        totals: columns: documents, aligned occurrences, the first document and the offset in it, the last document;
            -1 in the last three where there is none yet.
    """
    mask = (1 << (width - 1)) - 1
    for document in range(starts.size - 1):
        for place in range(starts[document], starts[document + 1] - 1):
            raw = np.int64(ids[place])
            row = line[raw & mask]
            if row < 0:
                continue
            after = np.int64(ids[place + 1])
            number = first_document + document
            here = np.int64(number) << 32 | np.int64(place - starts[document])
            before = np.int64(ids[place - 1]) & mask
            counts[0, row, before] += 1
            first_places[0, row, before] = min(first_places[0, row, before], here)
            counts[1, row, after & mask] += 1
            first_places[1, row, after & mask] = min(first_places[1, row, after & mask], here)
            totals[row, 1] += (raw & after) >> (width - 1)
            if totals[row, 4] != number:
                totals[row, 4] = number
                totals[row, 0] += 1
            if totals[row, 2] < 0:
                totals[row, 2] = number
                totals[row, 3] = place - starts[document]
