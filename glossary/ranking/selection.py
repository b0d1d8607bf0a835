"""Which candidates are worth a reader's time, best first."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from glossary.extraction.statistics import Candidates
from glossary.ranking.scoring import Scores
from glossary.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["CUT_OFF", "select"]

# The sum at which a reader keeps about as many candidates as she drops; see `base` in `measures`.
CUT_OFF = 0.0
# How many terms a text of n characters holds at the most grows like its vocabulary: k · n to the power b (Heaps 1978,
# Information retrieval, section 7.5). b = 0.7 lies in the range reported for Chinese words, and k = 1.2 gives 1,000
# terms for 15,000 characters: twice as many as a careful reader marked in five documents of that length.
HEAPS_FACTOR, HEAPS_EXPONENT = 1.2, 0.7


def select(
    candidates: Candidates,
    scores: Scores,
    characters: int,
    settings: Settings,
    left_out: Collection[str] = (),
) -> NDArray[np.intp]:
    """Rows of the candidates that make the glossary, best first; ties go by frequency, then by text.

    Without `settings.top` the score and the length of the text decide how many there are: a short document gives a
    short glossary.

    Args:
        candidates: what was found and counted.
        scores: of all candidates.
        characters: how much text they come from.
        settings: how many entries are wanted or allowed.
        left_out: terms that a person does not want.
    """
    import numpy as np

    table = candidates.table
    frequency = table["frequency"].to_numpy()
    # The table is sorted by text, and lexsort is stable: rows that agree in both keys stay in that order.
    order: NDArray[np.intp] = np.lexsort((-frequency, -scores.sums))
    if left_out:
        order = order[~table["text"].is_in(list(left_out)).to_numpy()[order]]
    if settings.top is None:
        order = order[scores.sums[order] >= CUT_OFF]
    likely = max(1, round(HEAPS_FACTOR * characters**HEAPS_EXPONENT))
    return order[: min(settings.top or likely, settings.maximum_entries)]
