"""The compiled inner loop of `ranges`: keep of a coded text what counting some first characters needs."""

from __future__ import annotations

from typing import Any

from glossary.extraction.counting.compiling import compiled

__all__ = ["keep_windows"]

Array = Any


@compiled
def keep_windows(
    ids: Array,
    mask: int,
    starts: Array,
    wanted: Array,
    reach: int,
    kept: Array,
    stretches: Array,
    documents: Array,
) -> tuple[int, int, int]:
    """Copy the windows around all occurrences of the wanted characters, overlapping ones once, behind a barrier.

    A window is the character before, the occurrence and `reach` characters more, or up to the next barrier, which is
    copied too. What is kept of a document is followed by the barrier that ends it.

    Args:
        ids: coded text, see `codes`.
        mask: takes the boundary bit off an element.
        starts: where each document starts.
        wanted: 1 for each character that is wanted.
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
    for index in range(starts.size - 1):
        first = starts[index]
        last = starts[index + 1] - 1
        copied = first - 2
        began = False
        place = first
        while place < last:
            if wanted[ids[place] & mask] == 0:
                place += 1
                continue
            if not began:
                documents[document, 0] = index
                documents[document, 1] = size
                document += 1
                began = True
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
            place += 1
        if began and copied < last:
            kept[size] = ids[last]
            size += 1
    return size, stretch, document
