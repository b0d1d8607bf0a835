"""How likely each target word translates each source word, in each segment.

C. Dyer, V. Chahuneau and N. A. Smith, "A Simple, Fast, and Effective Reparameterization of IBM Model 2", NAACL 2013,
pages 644-648: a word is translated by a word near the diagonal, or by none; translation probabilities are estimated by
expectation maximisation with a sparse Dirichlet prior. From the most likely links of this model, links are then drawn
given all others (`link_sampling`). Both directions are run, and the mean of the two is what the scores see, since each
has faults of its own (rare words attract everything) that the other does not share.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from glossary.linking.translations.words import WordPairs

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from glossary.linking.translations.link_sampling import Cells

__all__ = ["align_words"]

# Dyer, Chahuneau and Smith, sections 2 and 5: the tension towards the diagonal, the probability of no source word, the
# Dirichlet parameter, and the number of iterations.
TENSION = 4.0
NOTHING = 0.08
CONCENTRATION = 0.01
ITERATIONS = 5


def align_words(words: WordPairs) -> list[NDArray[np.float64]]:
    """A matrix for each segment: the probability that target word i (row) belongs to source word j (column)."""
    sources = [pair.source_ids for pair in words.pairs]
    targets = [pair.target_ids for pair in words.pairs]
    forward = _posteriors(sources, targets, words.source_size, words.target_size)
    backward = _posteriors(targets, sources, words.target_size, words.source_size)
    return [(there + back.T) / 2 for there, back in zip(forward, backward, strict=True)]


def _posteriors(
    givens: Sequence[NDArray[np.int64]], words: Sequence[NDArray[np.int64]], given_size: int, word_size: int
) -> list[NDArray[np.float64]]:
    """How likely each word (row) comes from each given word (column); the missing rest of a row comes from none."""
    import numpy as np

    if not words:
        return []
    from glossary.linking.translations.link_sampling import sample_links

    cells = _cells(givens, words, given_size, word_size)
    priors = np.concatenate(
        [_diagonal(len(word), len(given)).ravel() for given, word in zip(givens, words, strict=True)]
    )
    expected = _expected(cells, priors, given_size, word_size)
    shapes = list(zip(cells.starts, cells.rows, cells.columns + 1, strict=True))
    links = [expected[start : start + row * column].reshape(row, column).argmax(1) for start, row, column in shapes]
    likely = sample_links(cells, np.concatenate(links), word_size)
    return [likely[start : start + row * column].reshape(row, column)[:, :-1] for start, row, column in shapes]


def _cells(
    givens: Sequence[NDArray[np.int64]], words: Sequence[NDArray[np.int64]], given_size: int, word_size: int
) -> Cells:
    """Every word of every segment with each of its given words; none is numbered behind all of them."""
    import numpy as np

    from glossary.linking.translations.link_sampling import Cells

    keys, pairs = np.unique(
        np.concatenate(
            [
                np.add.outer(word, np.append(given, given_size) * word_size).ravel()
                for given, word in zip(givens, words, strict=True)
            ]
        ),
        return_inverse=True,
    )
    rows, columns = (np.array([len(side) for side in sides]) for sides in (words, givens))
    sizes = rows * (columns + 1)
    return Cells(pairs, keys // word_size, np.cumsum(sizes) - sizes, np.cumsum(rows) - rows, rows, columns)


def _expected(cells: Cells, priors: NDArray[np.float64], given_size: int, word_size: int) -> NDArray[np.float64]:
    """How likely each cell is a link, by expectation maximisation."""
    import numpy as np

    lengths = np.repeat(cells.columns + 1, cells.rows)
    starts = np.cumsum(lengths) - lengths
    translation = np.ones(len(cells.givens))
    for _iteration in range(ITERATIONS):
        weights = translation[cells.pairs] * priors
        posterior = weights / np.repeat(np.add.reduceat(weights, starts), lengths)
        counts = np.bincount(cells.pairs, posterior, len(cells.givens)).astype(np.float64)
        translation = _translation_probabilities(counts, cells.givens, given_size + 1, word_size)
    weights = translation[cells.pairs] * priors
    return np.asarray(weights / np.repeat(np.add.reduceat(weights, starts), lengths), dtype=np.float64)


def _translation_probabilities(
    counts: NDArray[np.float64], given: NDArray[np.int64], given_size: int, word_size: int
) -> NDArray[np.float64]:
    """How likely each given word is to become each word it stood with, after expected counts (variational Bayes)."""
    import numpy as np

    totals = np.bincount(given, counts, given_size).astype(np.float64)
    expected = _digamma(counts + CONCENTRATION) - _digamma(totals + CONCENTRATION * word_size)[given]
    return np.asarray(np.exp(expected), dtype=np.float64)


def _diagonal(rows: int, columns: int) -> NDArray[np.float64]:
    """Prior probabilities of each row's columns, the last column being none of them."""
    import numpy as np

    distance = np.abs(np.subtract.outer((np.arange(rows) + 0.5) / rows, (np.arange(columns) + 0.5) / columns))
    near = np.exp(-TENSION * distance)
    near *= (1 - NOTHING) / near.sum(axis=1, keepdims=True)
    return np.concatenate([near, np.full((rows, 1), NOTHING)], axis=1)


def _digamma(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The digamma function of positive numbers.

    The asymptotic series (Abramowitz and Stegun, 1964, 6.3.18) after the recurrence 6.3.5 has raised them to 6.
    """
    import numpy as np

    raised, result = values.copy(), np.zeros_like(values)
    for _step in range(6):
        small = raised < 6
        result[small] -= 1 / raised[small]
        raised[small] += 1
    inverse = 1 / (raised * raised)
    series = inverse * (1 / 12 - inverse * (1 / 120 - inverse / 252))
    return np.asarray(result + np.log(raised) - 0.5 / raised - series, dtype=np.float64)
