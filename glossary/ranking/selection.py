"""Which candidates are worth a reader's time, best first."""

from __future__ import annotations

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


def select(candidates: Candidates, scores: Scores, settings: Settings) -> NDArray[np.intp]:
    """Rows of the candidates that make the glossary, best first; ties go by frequency, then by text.

    Without `settings.top` the score decides how many there are: a short document gives a short glossary.
    """
    import numpy as np

    table = candidates.table
    frequency = table["frequency"].to_numpy()
    # The table is sorted by text, and lexsort is stable: rows that agree in both keys stay in that order.
    order: NDArray[np.intp] = np.lexsort((-frequency, -np.round(scores.sums, 9)))
    if settings.top is None:
        order = order[scores.sums[order] >= CUT_OFF]
    most = min(settings.top or settings.maximum_entries, settings.maximum_entries)
    return order[:most]
