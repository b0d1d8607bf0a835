"""How common the candidates are in texts that the user holds against them: general ones, or those of another field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.extraction.counting import count_strings
from glossary.extraction.statistics import Candidates

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["familiarity"]

# A term is expected to be ten times as frequent here as there; a thousandth of that is as common as it gets.
_EXPECTED, _MOST = 1.0, 3.0


def familiarity(candidates: Candidates, characters: int, reference: Sequence[str]) -> NDArray[np.float64]:
    """How far each candidate falls short of being ten times as frequent as in the reference: log10 units, 0 to 3.

    0 for what does not recur in the reference. The contrast of relative frequencies is that of the "weirdness" ratio
    (Ahmad, Gillam and Tostevin 1999, University of Surrey participation in TREC8).

    Args:
        candidates: what was found and counted.
        characters: how much text they come from.
        reference: the normalised texts to hold against them.
    """
    import numpy as np

    texts = candidates.table["text"].to_list()
    longest = min(255, max(map(len, texts), default=1))
    counts = count_strings(reference, minimum_frequency=2, maximum_length=longest)
    rows = counts.rows_of(texts)
    found = rows >= 0
    familiar = np.zeros(len(texts))
    there = counts.frequency[rows[found]] / max(1, sum(map(len, reference)))
    here = candidates.table["frequency"].to_numpy()[found] / max(1, characters)
    familiar[found] = np.clip(_EXPECTED + np.log10(there / here), 0.0, _MOST)
    return familiar
