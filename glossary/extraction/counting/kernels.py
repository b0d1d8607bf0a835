"""The compiled inner loops of `refinement`: pure functions over arrays, each for one shard, range or set of characters.

An occurrence is one 64-bit number: the document in the upper half, then the boundary bit of its first character (bit
31), then the index of the character before it. Nodes are the strings found, as rows of a table of 32-bit columns.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled

__all__ = [
    "ALIGNED",
    "CHILD",
    "CHILDREN",
    "COLUMNS",
    "DOCUMENT",
    "DOCUMENTS",
    "FIRST",
    "FREQUENCY",
    "LEFT",
    "LEFT_BARRIERS",
    "LENGTH",
    "LETTER",
    "PARENT",
    "RIGHT",
    "RIGHT_BARRIERS",
    "cohere",
    "gather",
    "link_suffixes",
    "number_characters",
    "place_occurrences",
    "refine",
    "tally_characters",
    "tally_letters",
]

Array = Any

# Columns of a node.
PARENT, LETTER, LENGTH, FREQUENCY, DOCUMENTS, ALIGNED, LEFT, RIGHT, LEFT_BARRIERS, RIGHT_BARRIERS = range(10)
DOCUMENT, FIRST, CHILD, CHILDREN = range(10, 14)
COLUMNS = 14


@compiled
def tally_characters(points: Array, counts: Array) -> None:
    """Add the number of times each code unit or code point occurs in `points` to `counts`."""
    for index in range(points.size):
        counts[points[index]] += 1


@compiled
def tally_letters(ids: Array, mask: int, counts: Array) -> None:
    """Add the number of times each character number occurs in `ids` to `counts`."""
    for index in range(ids.size):
        counts[np.int64(ids[index]) & mask] += 1


@compiled
def number_characters(points: Array, number: Array, ids: Array) -> None:
    """Write the number of each code unit or code point in `points` to `ids`."""
    for index in range(points.size):
        ids[index] = number[points[index]]


@compiled
def place_occurrences(
    ids: Array, mask: int, shift: int, starts: Array, first: int, last: int, free: Array, occurrences: Array
) -> None:
    """Sort the characters of the documents from `first` up to `last` by character, each character's places ascending.

    `free` holds the next free index of `occurrences` for each character, and is moved on.
    """
    for document in range(first, last):
        upper = np.int64(document) << 32
        for index in range(starts[document], starts[document + 1] - 1):
            raw = np.int64(ids[index])
            letter = raw & mask
            if letter != 0:
                target = free[letter]
                occurrences[target] = upper | ((raw >> shift) << 31) | (index - 1)
                free[letter] = target + 1


@compiled
def _wider(table: Array, rows: int) -> Array:
    result = np.empty((rows, table.shape[1]), table.dtype)
    result[: table.shape[0]] = table
    return result


@compiled
def _sort(values: Array, size: int) -> None:
    """Sort the first values in place (Shell's method): most lists here are short, and it compiles in no time."""
    gap = 1
    while gap < size // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for index in range(gap, size):
            value = values[index]
            place = index
            while place >= gap and values[place - gap] > value:
                values[place] = values[place - gap]
                place -= gap
            values[place] = value
        gap //= 3


@compiled
def refine(
    ids: Array,
    mask: int,
    shift: int,
    occurrences: Array,
    begins: Array,
    counts: Array,
    letters: Array,
    minimum_frequency: int,
    maximum_length: int,
    weights: Array,
) -> tuple[Array, Array]:
    """Find all frequent strings that begin with one of `letters`, depth first.

    The occurrences of a string are partitioned by the character that follows: the sizes of the parts are its right
    neighbours, and each part that is large enough is a longer string. The partition is stable, so places ascend and a
    change of document is a further document. It goes back and forth between two buffers; `occurrences` is one of them
    and is left in disorder.

    Args:
        ids, mask, shift: coded text; mask and shift take the number and the boundary bit out of an element.
        occurrences: as `place_occurrences` leaves them.
        begins, counts: where each character's occurrences begin, and how many they are.
        letters: the characters to begin with.
        minimum_frequency, maximum_length: what to keep.
        weights: n · log2(n) for small n.

    Returns:
        The nodes, a parent before its children and children side by side by ascending letter; and for each node the
        left and right entropy in bits.
    """
    largest = 0
    for letter in letters:
        largest = max(largest, counts[letter])
    alphabet = counts.size
    capacity = 1024
    nodes = np.empty((capacity, COLUMNS), np.int32)
    entropies = np.empty((capacity, 2), np.float64)
    size = 0
    other = np.empty(largest, np.int64)
    following = np.empty(largest, ids.dtype)
    left_tally = np.zeros(alphabet, np.uint32)
    right_tally = np.zeros(alphabet, np.uint32)
    target = np.zeros(alphabet, np.uint32)
    left_found = np.empty(alphabet + 1, np.uint32)
    right_found = np.empty(alphabet + 1, np.uint32)
    # One level of the descent each: the next node, the last one, where its occurrences begin, in which buffer.
    node_next = np.zeros(maximum_length + 1, np.int64)
    node_end = np.zeros(maximum_length + 1, np.int64)
    node_begin = np.zeros(maximum_length + 1, np.int64)
    node_buffer = np.zeros(maximum_length + 1, np.int64)
    for letter in letters:
        if counts[letter] < minimum_frequency:
            continue
        own = occurrences[begins[letter] : begins[letter] + counts[letter]]
        if size + 1 > capacity:
            capacity *= 2
            nodes, entropies = _wider(nodes, capacity), _wider(entropies, capacity)
        nodes[size, PARENT] = -1
        nodes[size, LETTER] = letter
        nodes[size, FREQUENCY] = counts[letter]
        depth = 0
        node_next[0], node_end[0], node_begin[0], node_buffer[0] = size, size + 1, 0, 0
        size += 1
        while depth >= 0:
            node = node_next[depth]
            if node == node_end[depth]:
                depth -= 1
                continue
            node_next[depth] = node + 1
            begin = node_begin[depth]
            frequency = np.int64(nodes[node, FREQUENCY])
            node_begin[depth] = begin + frequency
            length = depth + 1
            source = own if node_buffer[depth] == 0 else other
            parent = nodes[node, PARENT]
            if frequency < weights.size:
                choice = weights[frequency] / frequency
            else:
                choice = np.log2(frequency)
            # What follows, and how often; aligned occurrences.
            aligned = np.int64(0)
            rights = 0
            if parent >= 0 and nodes[parent, FREQUENCY] == frequency:
                # The same occurrences as the parent's: the left side is known.
                for index in range(frequency):
                    place = source[begin + index]
                    raw = np.int64(ids[(place & 0x7FFFFFFF) + length + 1])
                    aligned += (place >> 31) & (raw >> shift)
                    right = raw & mask
                    following[index] = right
                    tally = right_tally[right]
                    right_found[rights] = right
                    rights += tally == 0
                    right_tally[right] = tally + 1
                nodes[node, DOCUMENTS] = nodes[parent, DOCUMENTS]
                nodes[node, LEFT] = nodes[parent, LEFT]
                nodes[node, LEFT_BARRIERS] = nodes[parent, LEFT_BARRIERS]
                entropies[node, 0] = entropies[parent, 0]
            else:
                lefts = 0
                documents = 0
                document = np.int64(-1)
                for index in range(frequency):
                    place = source[begin + index]
                    before = place & 0x7FFFFFFF
                    raw = np.int64(ids[before + length + 1])
                    aligned += (place >> 31) & (raw >> shift)
                    right = raw & mask
                    left = np.int64(ids[before]) & mask
                    following[index] = right
                    tally = left_tally[left]
                    left_found[lefts] = left
                    lefts += tally == 0
                    left_tally[left] = tally + 1
                    tally = right_tally[right]
                    right_found[rights] = right
                    rights += tally == 0
                    right_tally[right] = tally + 1
                    documents += (place >> 32) != document
                    document = place >> 32
                barriers = np.int64(left_tally[0])
                left_tally[0] = 0
                total = 0.0
                for index in range(lefts):
                    left = left_found[index]
                    tally = left_tally[left]
                    total += weights[tally] if tally < weights.size else tally * np.log2(tally)
                    left_tally[left] = 0
                neighbours = lefts - (barriers > 0) + barriers
                nodes[node, DOCUMENTS] = documents
                nodes[node, LEFT] = neighbours
                nodes[node, LEFT_BARRIERS] = barriers
                entropies[node, 0] = 0.0 if neighbours == 1 else max(choice - total / frequency, 0.0)
            barriers = np.int64(right_tally[0])
            kept = 0
            total = 0.0
            for index in range(rights):
                right = right_found[index]
                tally = right_tally[right]
                if right != 0:
                    total += weights[tally] if tally < weights.size else tally * np.log2(tally)
                    if tally >= minimum_frequency:
                        right_found[index] = right_found[kept]
                        right_found[kept] = right
                        kept += 1
            neighbours = rights - (barriers > 0) + barriers
            nodes[node, LENGTH] = length
            nodes[node, ALIGNED] = aligned
            nodes[node, RIGHT] = neighbours
            nodes[node, RIGHT_BARRIERS] = barriers
            entropies[node, 1] = 0.0 if neighbours == 1 else max(choice - total / frequency, 0.0)
            first = source[begin]
            nodes[node, DOCUMENT] = first >> 32
            nodes[node, FIRST] = (first & 0x7FFFFFFF) + 1
            nodes[node, CHILD] = size
            nodes[node, CHILDREN] = 0
            if length == maximum_length or kept == 0:
                for index in range(rights):
                    right_tally[right_found[index]] = 0
                continue
            _sort(right_found, kept)
            nodes[node, CHILDREN] = kept
            if size + kept > capacity:
                while size + kept > capacity:
                    capacity *= 2
                nodes, entropies = _wider(nodes, capacity), _wider(entropies, capacity)
            place = begin
            for index in range(rights):
                right = right_found[index]
                tally = right_tally[right]
                right_tally[right] = 0
                target[right] = place
                place += tally
                if index < kept:
                    nodes[size, PARENT] = node
                    nodes[size, LETTER] = right
                    nodes[size, FREQUENCY] = tally
                    size += 1
            buffer = node_buffer[depth]
            if rights > 1:
                goal = other if buffer == 0 else own
                for index in range(frequency):
                    right = following[index]
                    place = target[right]
                    goal[place] = source[begin + index]
                    target[right] = place + 1
                buffer = 1 - buffer
            depth += 1
            node_next[depth], node_end[depth] = nodes[node, CHILD], size
            node_begin[depth], node_buffer[depth] = begin, buffer
    return nodes[:size].copy(), entropies[:size].copy()


@compiled
def link_suffixes(nodes: Array, roots: Array, first: int, last: int, suffix: Array) -> None:
    """Find the node of each string without its first character, for the nodes from `first` up to `last`.

    The range must hold whole trees: a parent comes before its children. `roots` gives the node of each single letter.
    """
    for node in range(first, last):
        parent = nodes[node, PARENT]
        if parent < 0:
            suffix[node] = -1
            continue
        letter = nodes[node, LETTER]
        shorter = suffix[parent]
        if shorter < 0:
            suffix[node] = roots[letter]
            continue
        low = nodes[shorter, CHILD]
        high = low + nodes[shorter, CHILDREN]
        while low < high:
            middle = (low + high) >> 1
            if nodes[middle, LETTER] < letter:
                low = middle + 1
            else:
                high = middle
        suffix[node] = low


@compiled
def cohere(
    characters: int,
    length: Array,
    frequency: Array,
    prefix: Array,
    suffix: Array,
    first: int,
    last: int,
    result: Array,
) -> None:
    """The minimum PMI of the rows from `first` up to `last`, as `links.minimum_pmi` defines it."""
    tails = np.empty(256, np.float64)
    for row in range(first, last):
        size = length[row]
        tail = suffix[row]
        for part in range(size - 1, 0, -1):
            tails[part] = frequency[tail]
            tail = suffix[tail]
        expected = 0.0
        head = prefix[row]
        for part in range(1, size):
            expected = max(expected, frequency[head] * tails[part])
            head = prefix[head]
        result[row] = np.log2(characters * float(frequency[row]) / expected) if size > 1 else np.nan


@compiled
def gather(
    nodes: Array,
    entropies: Array,
    suffix: Array,
    order: Array,
    row_of: Array,
    starts: Array,
    alphabet: Array,
    columns: tuple[Array, ...],
    measures: tuple[Array, ...],
) -> None:
    """Write the nodes to the columns of `StringCounts`, sorted.

    Args:
        nodes, entropies, suffix: what `refine` and `link_suffixes` found.
        order: the node of each row; `row_of` is the inverse.
        starts, alphabet: of the coded text.
        columns: length, frequency, document frequency, aligned, left and right neighbours, left and right barriers,
            first document and offset, prefix, suffix, last character.
        measures: left and right entropy.
    """
    length, frequency, documents, aligned, left, right, left_barriers, right_barriers = columns[:8]
    first_document, first_offset, prefix, suffix_row, last_character = columns[8:]
    for row in range(order.size):
        node = order[row]
        length[row] = nodes[node, LENGTH]
        frequency[row] = nodes[node, FREQUENCY]
        documents[row] = nodes[node, DOCUMENTS]
        aligned[row] = nodes[node, ALIGNED]
        left[row] = nodes[node, LEFT]
        right[row] = nodes[node, RIGHT]
        left_barriers[row] = nodes[node, LEFT_BARRIERS]
        right_barriers[row] = nodes[node, RIGHT_BARRIERS]
        document = nodes[node, DOCUMENT]
        first_document[row] = document
        first_offset[row] = nodes[node, FIRST] - starts[document]
        parent = nodes[node, PARENT]
        prefix[row] = row_of[parent] if parent >= 0 else -1
        suffix_row[row] = row_of[suffix[node]] if parent >= 0 else -1
        last_character[row] = alphabet[nodes[node, LETTER]]
        measures[0][row] = entropies[node, 0]
        measures[1][row] = entropies[node, 1]
