"""Counting by partition refinement, compiled: for inputs of more than a few megabytes.

Depth-first stable partition of the occurrences by their next character, pruned at the minimum frequency: a radix sort
of suffixes that leaves each branch as soon as it is too rare. About three touches a character on Chinese prose, against
a full sort for a suffix array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.extraction.counting import codes, kernels
from glossary.extraction.counting.counts import StringCounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LARGEST", "code_large", "count_large", "count_letters", "sets_of_letters"]

# An index of coded text has 31 bits in an occurrence.
LARGEST = (1 << 31) - 1
# Sets of first characters for each thread. An occurrence takes 16 bytes while its set is at work: with two sets a
# thread, 8 bytes a character are in use at a time. More sets mean more passes over the text.
_SETS = 2
_LOGARITHMS = 1 << 14
# Barriers that a window may reach past the last string.
_MARGIN = 4


def code_large(
    texts: Sequence[str],
    maximum_length: int,
    boundaries: Sequence[bytes | NDArray[np.generic]] | None = None,
    inside: Callable[[str], bool] | None = None,
) -> codes.CodedText:
    """The same as `codes.code_texts` for long texts, frequent characters first: their table entries share cache lines.

    Raises:
        OverflowError: there are more than 2**31 characters.
    """
    starts = codes.lay_out(texts)
    if int(starts[-1]) + maximum_length + _MARGIN > LARGEST:
        raise OverflowError(f"{int(starts[-1])} characters are too many to count at once: count them in shards")
    joined = "\n".join(["", *texts, "\n" * (maximum_length + _MARGIN)])
    encoded = joined.encode("utf-16-le", "surrogatepass")
    points: Any = np.frombuffer(encoded, dtype="<u2")
    if points.size != len(joined):
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    del joined, encoded
    tally = np.zeros(codes.CODE_POINTS, dtype=np.int64)
    kernels.tally_characters(points, (1 << 32) - 1, tally)
    alphabet, number = codes.find_alphabet(tally > 0, inside)
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
    """Count every string of up to `maximum_length` characters that occurs at least `minimum_frequency` times.

    Args:
        coded: from `code_large`, with as great a maximum length at least.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        threads: threads to work with; the result is the same for any number.
    """
    counts = np.zeros(coded.alphabet.size, dtype=np.int64)
    kernels.tally_characters(coded.ids, coded.boundary_bit - 1, counts)
    counts[0] = 0
    sets = sets_of_letters(counts, minimum_frequency, threads * _SETS)
    with ThreadPoolExecutor(threads) as pool:
        run = _Runner(pool, threads)
        found = run(lambda letters: count_letters(coded, counts, letters, minimum_frequency, maximum_length), sets)
        return _assemble(coded, int(counts.sum()), found, run)


def sets_of_letters(counts: NDArray[np.int64], minimum_frequency: int, sets: int) -> list[NDArray[np.int64]]:
    """Characters in sets of about as many occurrences each, the most frequent characters first.

    Characters that are too rare are in none.
    """
    letters = np.flatnonzero(counts >= minimum_frequency)
    letters = letters[np.argsort(-counts[letters], kind="stable")]
    share = -(-int(counts[letters].sum()) // sets) or 1
    number = (np.cumsum(counts[letters]) - counts[letters]) // share
    return [letters[number == index] for index in np.unique(number)]


def count_letters(
    coded: codes.CodedText,
    counts: NDArray[np.int64],
    letters: NDArray[np.int64],
    minimum_frequency: int,
    maximum_length: int,
) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The frequent strings that begin with one of `letters`: nodes and entropies as `kernels.refine` gives them.

    Reads the whole text once. Sets of letters are independent of each other: threads, or processes that share a text,
    may take one each.
    """
    width = 8 * coded.ids.itemsize
    own_counts = counts[letters]
    free = np.zeros(counts.size, dtype=np.int64)
    free[letters] = 1 + np.cumsum(own_counts) - own_counts
    step = np.zeros(counts.size, dtype=np.int64)
    step[letters] = 1
    own = np.empty((1 + int(own_counts.sum()), 2), dtype=np.int64)
    other = np.empty((int(own_counts.max(initial=0)), 2), dtype=np.int64)
    kernels.place_occurrences(coded.ids, width, coded.starts, free, step, own)
    logarithms = np.zeros(_LOGARITHMS)
    logarithms[1:] = np.arange(1, _LOGARITHMS) * np.log2(np.arange(1, _LOGARITHMS))
    return kernels.refine(coded.ids, width, letters, counts, own, other, minimum_frequency, maximum_length, logarithms)


class _Runner:
    """Runs a function over tasks, on the threads of a pool or, with one thread, without it."""

    def __init__(self, pool: ThreadPoolExecutor, threads: int) -> None:
        self.pool, self.threads = pool, threads

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> list[Any]:
        return [*(map(function, tasks) if self.threads == 1 else self.pool.map(function, tasks))]

    def over(self, size: int, function: Callable[[int, int], None]) -> None:
        """Call the function on the even ranges that make up `size`."""
        parts = 1 if self.threads == 1 else 4 * self.threads
        edges = [size * part // parts for part in range(parts + 1)]
        self(lambda edge: function(*edge), pairwise(edges))


def _assemble(
    coded: codes.CodedText, characters: int, found: list[tuple[NDArray[np.int32], NDArray[np.float64]]], run: _Runner
) -> StringCounts:
    """The rows from the nodes of each set, in the order that `StringCounts` promises."""
    nodes, entropies, offsets = _join(found)
    rows = nodes.shape[0]
    order = _sorted_nodes(nodes, run)
    counts = np.empty((3, rows), dtype=np.int64)
    links = np.empty((9, rows), dtype=np.int32)
    last_character = np.empty(rows, dtype=np.uint32)
    suffix = _suffixes(nodes, offsets, coded.alphabet.size, run)
    row_of = np.empty(rows, dtype=np.int32)
    row_of[order] = np.arange(rows, dtype=np.int32)

    def gather(first: int, last: int) -> None:
        kernels.gather(
            nodes, suffix, order, row_of, coded.starts, coded.alphabet, first, last, counts, links, last_character
        )

    run.over(rows, gather)
    pmi = np.empty(rows)
    chain = links[[0, 7, 8]]
    run.over(rows, lambda first, last: kernels.cohere(characters, chain, counts[0], first, last, pmi))
    return StringCounts(
        characters=characters,
        documents=int(coded.starts.size) - 1,
        length=links[0],
        frequency=counts[0],
        document_frequency=counts[1],
        aligned=counts[2],
        left_neighbours=links[1],
        right_neighbours=links[2],
        left_barriers=links[3],
        right_barriers=links[4],
        left_entropy_bits=entropies[order, 0],
        right_entropy_bits=entropies[order, 1],
        minimum_pmi_bits=pmi,
        first_document=links[5],
        first_offset=links[6],
        prefix=links[7],
        suffix=links[8],
        last_character=last_character,
    )


def _join(
    found: list[tuple[NDArray[np.int32], NDArray[np.float64]]],
) -> tuple[NDArray[np.int32], NDArray[np.float64], list[int]]:
    """The nodes of all sets in one table, and where each set begins and the last one ends; empties the list."""
    offsets = [0, *np.cumsum([nodes.shape[0] for nodes, _ in found], dtype=np.int64).tolist()]
    nodes = np.empty((offsets[-1], kernels.COLUMNS), dtype=np.int32)
    entropies = np.empty((offsets[-1], 2))
    for begin, end in pairwise(offsets):
        nodes[begin:end], entropies[begin:end] = found.pop(0)
        nodes[begin:end, kernels.CHILD] += begin
        parents = nodes[begin:end, kernels.PARENT]
        parents[parents >= 0] += begin
    return nodes, entropies, offsets


def _suffixes(nodes: NDArray[np.int32], offsets: list[int], alphabet: int, run: _Runner) -> NDArray[np.int32]:
    """The node of each string without its first character; -1 for single characters."""
    top = np.flatnonzero(nodes[:, kernels.PARENT] < 0)
    roots = np.full(alphabet, -1, dtype=np.int32)
    roots[nodes[top, kernels.LETTER]] = top
    suffix = np.empty(nodes.shape[0], dtype=np.int32)
    run(lambda part: kernels.link_suffixes(nodes, roots, part[0], part[1], suffix), pairwise(offsets))
    return suffix


def _sorted_nodes(nodes: NDArray[np.int32], run: _Runner) -> NDArray[np.int64]:
    """The nodes by length, then by first occurrence."""
    length = nodes[:, kernels.LENGTH].copy()
    first = nodes[:, kernels.FIRST].copy()

    def order(size: int) -> NDArray[np.int64]:
        members = np.flatnonzero(length == size)
        return members[np.argsort(first[members])]

    return np.concatenate([np.zeros(0, dtype=np.int64), *run(order, np.unique(length).tolist())])
