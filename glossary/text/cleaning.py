"""What is not the author's, and what no term may cross: boilerplate, masks, garbled runs, bracketed readings."""

from __future__ import annotations

from glossary.model import Barrier, BarrierKind
from glossary.text.barriers import find_masks
from glossary.text.boilerplate import find_set_aside
from glossary.text.garbling import find_garbled
from glossary.text.pinyin import find_pinyin_annotations

__all__ = ["find_barriers", "find_pinyin_annotations", "find_set_aside"]


def find_barriers(normalised: str) -> tuple[Barrier, ...]:
    """Find the masks and garbled runs of a normalised text, sorted by start.

    >>> [(barrier.start, barrier.end, barrier.kind.value) for barrier in find_barriers("××市3×5米")]
    [(0, 2, 'mask')]
    """
    barriers = [Barrier(start, end, BarrierKind.MASK) for start, end in find_masks(normalised)]
    barriers += [Barrier(start, end, BarrierKind.GARBLED) for start, end in find_garbled(normalised)]
    return tuple(sorted(barriers, key=lambda barrier: (barrier.start, barrier.end)))
