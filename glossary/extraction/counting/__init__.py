"""The counting kernel: for every repeated string its frequency, its neighbours, its cohesion and its nesting.

Reading order: `count_strings` here, `counts` (what comes out), `codes` (text → numbers), `small` (numpy),
`refinement` and its `kernels` (compiled), `links`; `boundaries` for word boundaries. What is too large to be counted at
once: `ranges`; what grows: `additions`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.extraction.counting.counts import Nesting, StringCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["COMPILED_FROM", "Nesting", "StringCounts", "count_strings"]

# Characters from which the compiled path pays: up to about here, importing numba and loading the cached kernels takes
# as long as numpy takes for the whole job (measured at a minimum frequency of 5: even at 3 million characters, at 2
# sooner). Only the first run of an installation waits longer, some seconds, for the compiler.
COMPILED_FROM = 2_000_000


def count_strings(
    texts: Sequence[str],
    *,
    minimum_frequency: int,
    maximum_length: int,
    boundaries: Sequence[bytes | NDArray[np.generic]] | None = None,
    inside: Callable[[str], bool] | None = None,
    threads: int = 1,
) -> StringCounts:
    r"""Count every string of 1 to `maximum_length` characters that occurs at least `minimum_frequency` times.

    Args:
        texts: the documents' normalised texts, with a line feed or a NUL in the place of each character that may not
            stand inside a term: these are barriers, which no string crosses. Every other character counts, whatever
            plane of Unicode it is from; a lone surrogate is a barrier.
        minimum_frequency: occurrences, at least 1. With 1 the table has up to `maximum_length` rows a character.
        maximum_length: characters, 1 to 255.
        boundaries: the word boundaries of a segmentation, one bitmap a text and one byte a character: not 0 where a
            word begins. None leaves `aligned` at 0.
        inside: says which characters may stand inside a term: the others are barriers too, without being replaced in
            the texts. It is asked once for each distinct character. None takes all.
        threads: threads to count with; small inputs use one. The result is the same for any number.

    Raises:
        ValueError: a number is out of its range, or the bitmaps do not fit the texts.
        OverflowError: there are more than 2**31 characters; count such a corpus in shards.

    >>> counts = count_strings(["一网通办\n一网统管", "一网通办"], minimum_frequency=2, maximum_length=4)
    >>> dict(zip(counts.texts(), counts.frequency.tolist(), strict=True))["一网通办"]
    2
    """
    if minimum_frequency < 1:
        raise ValueError(f"minimum_frequency must be at least 1, not {minimum_frequency}")
    if not 1 <= maximum_length <= 255:
        raise ValueError(f"maximum_length must be from 1 to 255, not {maximum_length}")
    if threads < 1:
        raise ValueError(f"threads must be at least 1, not {threads}")
    if sum(map(len, texts)) < COMPILED_FROM:
        from glossary.extraction.counting.codes import code_texts
        from glossary.extraction.counting.small import count_small, fits

        coded = code_texts(texts, maximum_length, boundaries, inside)
        if fits(coded):
            return count_small(coded, minimum_frequency, maximum_length)
    from glossary.extraction.counting.refinement import code_large, count_large

    coded = code_large(texts, maximum_length, boundaries, inside)
    return count_large(coded, minimum_frequency, maximum_length, threads)
