"""Counting by partition refinement, compiled: for inputs of more than a few megabytes.

Depth-first stable partition of the occurrences by their next character, pruned at the minimum frequency: a radix sort
of suffixes that leaves each branch as soon as it is too rare. About three touches a character on Chinese prose, against
a full sort for a suffix array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from glossary.extraction.counting import codes, kernels
from glossary.extraction.counting.counts import StringCounts

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["LARGEST", "Found", "code_large", "count_large", "in_order_of_notes", "logarithms", "refined"]

# An index of coded text has 31 bits in an occurrence.
LARGEST = (1 << 31) - 1
# Sets of first characters. An occurrence takes 16 bytes while its set is at work: with two sets, 8 bytes a character
# are in use at a time. More sets mean more passes over the text.
_SETS = 2
# Tasks for each thread where a job is cut up.
_SHARES = 4
# Rows of 16 bytes between the places where threads throw away what they do not want: no two in one cache line.
_APART = 8
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
    with ThreadPoolExecutor(threads) as pool:
        run = _Runner(pool, threads)
        parts = _parts(coded, run)
        counts = np.stack([part.counts for part in parts]).sum(axis=0)
        found: list[Found] = []
        for letters in _sets(np.flatnonzero(counts >= minimum_frequency), counts, _SETS):
            found += _count_set(coded, parts, letters, counts, minimum_frequency, maximum_length, run)
        return _assemble(coded.alphabet, coded.starts, int(counts.sum()), found, run)


class Found(NamedTuple):
    """The strings that begin with some letters, as `kernels.refine` gives them."""

    nodes: NDArray[np.int32]
    entropies: NDArray[np.float64]
    left: NDArray[np.uint8]
    right: NDArray[np.uint8]


class _Part(NamedTuple):
    """A stretch of the coded text, one thread's share: the document it begins in, its edges, its characters' counts."""

    document: int
    first: int
    last: int
    counts: NDArray[np.int64]


def _parts(coded: codes.CodedText, run: _Runner) -> list[_Part]:
    """The text in as many parts as there are threads."""
    edges = np.linspace(1, coded.starts[-1], run.threads + 1).astype(np.int64)
    documents = np.searchsorted(coded.starts[1:], edges[:-1], side="right")

    def part(index: int) -> _Part:
        first, last = edges[index : index + 2].tolist()
        counts = np.zeros(coded.alphabet.size, dtype=np.int64)
        kernels.tally_characters(coded.ids[first:last], coded.boundary_bit - 1, counts)
        counts[0] = 0
        return _Part(int(documents[index]), first, last, counts)

    return run(part, range(run.threads))


def _sets(letters: NDArray[np.int64], counts: NDArray[np.int64], sets: int) -> list[NDArray[np.int64]]:
    """Characters in sets of about as many occurrences each, the most frequent characters first."""
    letters = letters[np.argsort(-counts[letters], kind="stable")]
    share = -(-int(counts[letters].sum()) // sets) or 1
    number = (np.cumsum(counts[letters]) - counts[letters]) // share
    return [letters[number == index] for index in np.unique(number)]


def _count_set(
    coded: codes.CodedText,
    parts: Sequence[_Part],
    letters: NDArray[np.int64],
    counts: NDArray[np.int64],
    minimum_frequency: int,
    maximum_length: int,
    run: _Runner,
) -> list[Found]:
    """The frequent strings that begin with one of `letters`.

    Reads the whole text once: each thread collects the occurrences in its part, then the threads share the letters.
    """
    width = 8 * coded.ids.itemsize
    waste = _APART * len(parts)
    bottoms = waste + np.cumsum(counts[letters]) - counts[letters]
    own = np.empty((waste + int(counts[letters].sum()), 2), dtype=np.int64)
    step = np.zeros(counts.size, dtype=np.int64)
    step[letters] = 1

    def place(index: int) -> None:
        part = parts[index]
        free = np.full(counts.size, _APART * index, dtype=np.int64)
        free[letters] = bottoms + sum(earlier.counts[letters] for earlier in parts[:index])
        kernels.place_occurrences(coded.ids, width, coded.starts, part.document, part.first, part.last, free, step, own)

    run(place, range(len(parts)))

    def refine(group: NDArray[np.int64]) -> Found:
        begin = bottoms[np.flatnonzero(letters == group[0])[0]]
        mine = own[begin : begin + counts[group].sum()]
        return refined(coded, group, counts[group], mine, minimum_frequency, maximum_length)

    return run(refine, _sets(letters, counts, run.shares))


def refined(
    coded: codes.CodedText,
    letters: NDArray[np.int64],
    counts: NDArray[np.int64],
    own: NDArray[np.int64],
    minimum_frequency: int,
    maximum_length: int,
    lengths: NDArray[np.int64] | None = None,
    noting: bool = False,
) -> Found:
    """The frequent strings that begin with some roots.

    Args:
        coded: the documents.
        letters: the last character of each root.
        counts: its occurrences.
        own: where these are, see `kernels.refine`.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        lengths: characters of each root; None where each is one.
        noting: whether neighbours are noted, so that the counts can grow.
    """
    roots = np.stack([letters, np.ones_like(letters) if lengths is None else lengths, counts], axis=1)
    other = np.empty((int(counts.max(initial=0)), 2), dtype=np.int64)
    return Found(
        *kernels.refine(
            *(coded.ids, 8 * coded.ids.itemsize, coded.alphabet.size, roots, own, other),
            *(minimum_frequency, maximum_length, logarithms(), noting),
        )
    )


def in_order_of_notes(found: Found) -> Found:
    """The same strings with their nodes in the order of their notes. In the columns of children stands nothing more."""
    order = kernels.depth_first(found.nodes)
    place = np.empty_like(order)
    place[order] = np.arange(order.size, dtype=order.dtype)
    nodes = found.nodes[order]
    parent = nodes[:, kernels.PARENT]
    nodes[:, kernels.PARENT] = np.where(parent < 0, -1, place[parent])
    nodes[:, [kernels.CHILD, kernels.CHILDREN]] = 0
    return Found(nodes, found.entropies[order], found.left, found.right)


@cache
def logarithms() -> NDArray[np.float64]:
    """Of small n, which most neighbours need: n · log2(n)."""
    table = np.zeros(_LOGARITHMS)
    table[1:] = np.arange(1, _LOGARITHMS) * np.log2(np.arange(1, _LOGARITHMS))
    return table


class _Runner:
    """Runs a function over tasks, on the threads of a pool or, with one thread, without it.

    Attributes:
        threads: how many there are.
        shares: tasks to cut a job into, so that no thread waits long for another: one where there is one thread.
    """

    def __init__(self, pool: ThreadPoolExecutor, threads: int) -> None:
        self.pool, self.threads = pool, threads
        self.shares = 1 if threads == 1 else _SHARES * threads

    def __call__(self, function: Callable[[Any], Any], tasks: Iterable[Any]) -> list[Any]:
        return [*(map(function, tasks) if self.threads == 1 else self.pool.map(function, tasks))]

    def over(self, size: int, function: Callable[[int, int], None]) -> None:
        """Call the function on the even ranges that make up `size`."""
        edges = [size * share // self.shares for share in range(self.shares + 1)]
        self(lambda edge: function(*edge), pairwise(edges))


def _assemble(
    alphabet: NDArray[np.uint32], starts: NDArray[np.int64], characters: int, found: list[Found], run: _Runner
) -> StringCounts:
    """The rows from the nodes of each group of letters, in the order that `StringCounts` promises."""
    nodes, entropies, offsets = _join(found, run)
    rows = nodes.shape[0]
    order = _sorted_nodes(nodes, run)
    counts = np.empty((3, rows), dtype=np.int64)
    links = np.empty((9, rows), dtype=np.int32)
    measures = np.empty((3, rows))
    last_character = np.empty(rows, dtype=np.uint32)
    suffix = _suffixes(nodes, offsets, alphabet.size, run)
    row_of = np.empty(rows, dtype=np.int32)
    row_of[order] = np.arange(rows, dtype=np.int32)
    tables = (nodes, entropies, suffix, order, row_of, starts, alphabet)
    run.over(rows, lambda first, last: kernels.gather(*tables, first, last, counts, links, measures, last_character))
    run.over(rows, lambda first, last: kernels.cohere(characters, links, counts[0], first, last, measures[2]))
    return StringCounts(
        characters=characters,
        documents=int(starts.size) - 1,
        length=links[0],
        frequency=counts[0],
        document_frequency=counts[1],
        aligned=counts[2],
        left_neighbours=links[1],
        right_neighbours=links[2],
        left_barriers=links[3],
        right_barriers=links[4],
        left_entropy_bits=measures[0],
        right_entropy_bits=measures[1],
        minimum_pmi_bits=measures[2],
        first_document=links[5],
        first_offset=links[6],
        prefix=links[7],
        suffix=links[8],
        last_character=last_character,
    )


def _join(found: list[Found], run: _Runner) -> tuple[NDArray[np.int32], NDArray[np.float64], list[int]]:
    """The nodes of all groups in one table, and where each group begins and the last one ends; empties the list."""
    offsets = [0, *np.cumsum([group.nodes.shape[0] for group in found], dtype=np.int64).tolist()]
    nodes = np.empty((offsets[-1], kernels.COLUMNS), dtype=np.int32)
    entropies = np.empty((offsets[-1], 2))

    def copy(task: tuple[int, Found]) -> None:
        kernels.join(task[1].nodes, task[1].entropies, task[0], nodes, entropies)

    run(copy, zip(offsets[:-1], found, strict=True))
    found.clear()
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
    first = nodes[:, kernels.DOCUMENT].astype(np.int64) << 32 | nodes[:, kernels.FIRST]

    def order(size: int) -> NDArray[np.int64]:
        members = np.flatnonzero(length == size)
        return members[np.argsort(first[members])]

    return np.concatenate([np.zeros(0, dtype=np.int64), *run(order, np.unique(length).tolist())])
