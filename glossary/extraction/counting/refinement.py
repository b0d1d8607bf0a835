"""Counting by partition refinement, compiled: for inputs of more than a few megabytes.

Depth-first stable partition of the occurrences by their next character, pruned at the minimum frequency: a radix sort
of suffixes that leaves each branch as soon as it is too rare. About three touches a character on Chinese prose, against
a full sort for a suffix array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.extraction.counting import codes, kernels
from glossary.extraction.counting.counts import StringCounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["code_large", "count_large"]

# Indices of coded text are 31 bits beside the boundary bit.
LARGEST = (1 << 31) - 1
# Sets of first characters a thread works through: enough to keep all threads busy to the end.
_SETS = 24
_WEIGHTS = 1 << 14


def code_large(
    texts: Sequence[str], maximum_length: int, boundaries: Sequence[bytes | NDArray[np.generic]] | None = None
) -> codes.CodedText:
    """The same as `codes.code_texts` for long texts, frequent characters first: their table entries share cache lines.

    Raises:
        OverflowError: there are more than 2**31 characters.
    """
    starts = codes.lay_out(texts)
    if int(starts[-1]) + maximum_length > LARGEST:
        raise OverflowError(f"{int(starts[-1])} characters are too many to count at once: count them in shards")
    joined = "\n".join(["", *texts, "\n" * maximum_length])
    length = len(joined)
    encoded = joined.encode("utf-16-le", "surrogatepass")
    points: Any = np.frombuffer(encoded, dtype="<u2")
    if points.size != length:
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    del joined, encoded
    tally = np.zeros(codes.CODE_POINTS, dtype=np.int64)
    kernels.tally_characters(points, tally)
    alphabet, number = codes.find_alphabet(tally > 0)
    order = np.argsort(-tally[alphabet[1:]], kind="stable")
    alphabet[1:] = alphabet[1:][order]
    number[alphabet] = np.arange(alphabet.size)
    ids = np.empty(points.size, dtype=number.dtype)
    kernels.number_characters(points, number, ids)
    coded = codes.CodedText(ids, alphabet, starts)
    if boundaries is not None:
        codes.mark_boundaries(coded, boundaries)
    return coded


def count_large(coded: codes.CodedText, minimum_frequency: int, maximum_length: int, threads: int = 1) -> StringCounts:
    """Count every string of up to `maximum_length` characters that occurs at least `minimum_frequency` times."""
    mask, shift = coded.boundary_bit - 1, coded.boundary_bit.bit_length() - 1
    with ThreadPoolExecutor(threads) as pool:
        run = _Runner(pool, threads)
        occurrences, begins, counts = _sort_by_character(coded, mask, shift, run)
        weights = np.zeros(_WEIGHTS)
        weights[1:] = np.arange(1, _WEIGHTS) * np.log2(np.arange(1, _WEIGHTS))
        found = run(
            lambda letters: kernels.refine(
                coded.ids, mask, shift, occurrences, begins, counts, letters, minimum_frequency, maximum_length, weights
            ),
            _sets_of_letters(counts, minimum_frequency, 1 if threads == 1 else threads * _SETS),
        )
        characters = occurrences.size
        del occurrences
        return _assemble(coded, characters, found, run)


class _Runner:
    """Runs a function over tasks, on the threads of a pool or, with one thread, without it."""

    def __init__(self, pool: ThreadPoolExecutor, threads: int) -> None:
        self.pool, self.threads = pool, threads

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> list[Any]:
        return [*(map(function, tasks) if self.threads == 1 else self.pool.map(function, tasks))]

    def ranges(self, size: int, parts: int = 4) -> list[tuple[int, int]]:
        """`size` in even ranges, several for each thread."""
        edges = np.linspace(0, size, 1 if self.threads == 1 else self.threads * parts + 1).astype(int).tolist()
        edges = [0, size] if self.threads == 1 else edges
        return [*zip(edges[:-1], edges[1:], strict=True)]


def _sort_by_character(
    coded: codes.CodedText, mask: int, shift: int, run: _Runner
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """All occurrences by character, where each character's begin, and how many they are."""
    starts = coded.starts
    cuts = np.searchsorted(starts, np.linspace(1, int(starts[-1]), run.threads + 1)).tolist()
    parts = [*zip(cuts[:-1], cuts[1:], strict=True)]

    def tally(part: tuple[int, int]) -> NDArray[np.int64]:
        counts = np.zeros(coded.alphabet.size, dtype=np.int64)
        kernels.tally_letters(coded.ids[starts[part[0]] : starts[part[1]]], mask, counts)
        counts[0] = 0
        return counts

    shares = run(tally, parts)
    counts = np.sum(shares, axis=0, dtype=np.int64)
    begins = np.cumsum(counts) - counts
    occurrences = np.empty(int(counts.sum()), dtype=np.int64)
    free = begins + np.cumsum(shares, axis=0) - shares
    run(
        lambda part: kernels.place_occurrences(coded.ids, mask, shift, starts, *part[0], part[1], occurrences),
        zip(parts, free, strict=True),
    )
    return occurrences, begins, counts


def _sets_of_letters(counts: NDArray[np.int64], minimum_frequency: int, sets: int) -> list[NDArray[np.int64]]:
    """Characters in sets of about as many occurrences each, the heaviest set first."""
    letters = np.flatnonzero(counts >= minimum_frequency)
    letters = letters[np.argsort(-counts[letters], kind="stable")]
    share = -(-int(counts[letters].sum()) // sets) or 1
    number = (np.cumsum(counts[letters]) - counts[letters]) // share
    return [letters[number == index] for index in np.unique(number)]


def _assemble(
    coded: codes.CodedText, characters: int, found: list[tuple[NDArray[np.int32], NDArray[np.float64]]], run: _Runner
) -> StringCounts:
    """The rows from the nodes of each set, in the order that `StringCounts` promises."""
    sizes = [nodes.shape[0] for nodes, _ in found]
    offsets = [0, *np.cumsum(sizes, dtype=np.int64).tolist()]
    rows = offsets[-1]
    nodes = np.empty((rows, kernels.COLUMNS), dtype=np.int32)
    entropies = np.empty((rows, 2))
    for offset in offsets[:-1]:
        part, measures = found.pop(0)
        part[:, kernels.CHILD] += offset
        part[part[:, kernels.PARENT] >= 0, kernels.PARENT] += offset
        nodes[offset : offset + part.shape[0]] = part
        entropies[offset : offset + part.shape[0]] = measures
    roots = np.full(coded.alphabet.size, -1, dtype=np.int32)
    top = np.flatnonzero(nodes[:, kernels.PARENT] < 0)
    roots[nodes[top, kernels.LETTER]] = top
    suffix = np.empty(rows, dtype=np.int32)
    run(
        lambda part: kernels.link_suffixes(nodes, roots, *part, suffix),
        [*zip(offsets[:-1], offsets[1:], strict=True)],
    )
    order = np.argsort((nodes[:, kernels.LENGTH].astype(np.int64) << 32) | nodes[:, kernels.FIRST])
    row_of = np.empty(rows + 1, dtype=np.int32)
    row_of[order] = np.arange(rows, dtype=np.int32)
    row_of[-1] = -1

    def column(index: int, dtype: type[np.generic] = np.int32) -> Any:
        return nodes[order, index].astype(dtype)

    length, frequency = column(kernels.LENGTH), column(kernels.FREQUENCY, np.int64)
    document = column(kernels.DOCUMENT)
    prefix, suffix = row_of[column(kernels.PARENT)], row_of[suffix[order]]
    pmi = np.empty(rows)
    run(
        lambda part: kernels.cohere(characters, length, frequency, prefix, suffix, *part, pmi),
        run.ranges(rows),
    )
    return StringCounts(
        characters=characters,
        documents=int(coded.starts.size) - 1,
        length=length,
        frequency=frequency,
        document_frequency=column(kernels.DOCUMENTS, np.int64),
        aligned=column(kernels.ALIGNED, np.int64),
        left_neighbours=column(kernels.LEFT),
        right_neighbours=column(kernels.RIGHT),
        left_barriers=column(kernels.LEFT_BARRIERS),
        right_barriers=column(kernels.RIGHT_BARRIERS),
        left_entropy_bits=entropies[order, 0],
        right_entropy_bits=entropies[order, 1],
        minimum_pmi_bits=pmi,
        first_document=document,
        first_offset=(column(kernels.FIRST) - coded.starts[document]).astype(np.int32),
        prefix=prefix,
        suffix=suffix,
        last_character=coded.alphabet[column(kernels.LETTER)],
    )
