"""From measures to one score a candidate, which remembers what it was made of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.extraction.statistics import Candidates
from glossary.model import Evidence, Link
from glossary.ranking.measures import MEASURES, measure
from glossary.ranking.overlap import better_neighbours

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

__all__ = ["Scores", "evidence", "score_candidates"]

# A candidate below this sum is kept by nobody and takes nothing from another.
LEAST_RIVAL = -1.0
_WEIGHTS = {entry.name: entry.weight for entry in MEASURES}


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """The scores of all candidates, in the order of the rows of their table.

    Attributes:
        sums: weight times value, added up over all measures.
        values: the measures behind them, by name.
    """

    sums: NDArray[np.float64]
    values: dict[str, NDArray[np.float64]]

    def probabilities(self) -> NDArray[np.float64]:
        """The sums as 0 to 1, by the logistic function; one half where the sum is 0."""
        import numpy as np

        probabilities: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-self.sums))
        return probabilities

    def contribution(self, name: str, row: int) -> float:
        """What a measure adds to the score of a row."""
        return _WEIGHTS[name] * float(self.values[name][row])

    def by_row(self) -> NDArray[np.float64]:
        """The values with a row for each candidate, in the order of the table of measures."""
        import numpy as np

        return np.column_stack([self.values[entry.name] for entry in MEASURES])

    def table(self, candidates: Candidates) -> pl.DataFrame:
        """The candidates' table with a column for each measure (`m_` and its name) and the score, best first."""
        import polars as pl

        measures = [pl.Series(f"m_{name}", values) for name, values in self.values.items()]
        scored = candidates.table.with_columns(*measures, pl.Series("score", self.probabilities()))
        return scored.sort("score", "frequency", "text", descending=[True, True, False])


def score_candidates(
    candidates: Candidates,
    links: Collection[Link],
    characters: int,
    disagreement: NDArray[np.float64] | None = None,
    familiarity: NDArray[np.float64] | None = None,
) -> Scores:
    """Score every candidate.

    Args:
        candidates: what was found and counted.
        links: what stands for what, found in the texts or known from a lexicon.
        characters: how much text the candidates come from, barriers left out.
        disagreement: of further segmenters; None where there are none.
        familiarity: in reference texts; None where there are none.
    """
    import numpy as np

    values = dict(measure(candidates, characters, _surfaces(links), _members(links)))
    values["disagreement"] = np.zeros(candidates.table.height) if disagreement is None else disagreement
    values["familiarity"] = np.zeros(candidates.table.height) if familiarity is None else familiarity
    sums = np.zeros(candidates.table.height)
    for name, column in values.items():
        sums += _WEIGHTS[name] * column
    values["overlapped"] = np.log2(1.0 + better_neighbours(candidates, np.round(sums, 9), LEAST_RIVAL))
    sums += _WEIGHTS["overlapped"] * values["overlapped"]
    # Rounded, so that the order of additions on another machine cannot order equal candidates differently.
    return Scores(np.round(sums, 9), values)


def evidence(values: NDArray[np.float64]) -> tuple[Evidence, ...]:
    """What a score is made of, from its row of values; what adds nothing is left out."""
    made = values.nonzero()[0].tolist()
    return tuple(
        Evidence(MEASURES[index].name, round(value, 4), MEASURES[index].unit, MEASURES[index].weight)
        for index, value in zip(made, values[made].tolist(), strict=True)
    )


def _surfaces(links: Iterable[Link]) -> frozenset[str]:
    return frozenset(link.surface for link in links if link.source == "text")


def _members(links: Iterable[Link]) -> frozenset[str]:
    return frozenset(member for link in links if link.source == "text" for member in link.members)
