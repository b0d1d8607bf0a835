"""The compiled inner loops of `refinement`: pure functions over arrays.

Memory, not arithmetic, is what counting waits for: reading the text at the places of a frequent character costs a cache
miss each. So each occurrence carries the next characters with it, and only streams are read. It is a pair of 64-bit
numbers:

- the place: the document in the upper half, then the boundary bit of the string's first character (bit 31), then that
  character's index in the coded text;
- the window: the character before the string in the lowest bits, then as many of the following ones as fit.

Nodes are the strings found, as rows of a table of 32-bit columns; entropies are the measures that belong to them.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled
from glossary.extraction.counting.note_kernels import note_neighbours

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
    "branching_entropy",
    "cohere",
    "depth_first",
    "gather",
    "join",
    "link_suffixes",
    "number_characters",
    "partition",
    "place_occurrences",
    "refill",
    "refine",
    "tally_characters",
    "tally_left",
    "tally_right",
    "wider",
    "window_after",
    "window_at",
]

Array = Any

# Columns of a node.
PARENT, LETTER, LENGTH, FREQUENCY, DOCUMENTS, ALIGNED, LEFT, RIGHT, LEFT_BARRIERS, RIGHT_BARRIERS = range(10)
DOCUMENT, FIRST, CHILD, CHILDREN = range(10, 14)
COLUMNS = 14

_INDEX = 0x7FFFFFFF


# ------------------------------------------------------------------ from text to occurrences


@compiled
def tally_characters(points: Array, mask: int, counts: Array) -> None:
    """Add the number of times each element occurs in `points`, boundary bit aside, to `counts`."""
    for index in range(points.size):
        counts[np.int64(points[index]) & mask] += 1


@compiled
def number_characters(points: Array, number: Array, ids: Array) -> None:
    """Write the number of each code unit or code point in `points` to `ids`."""
    for index in range(points.size):
        ids[index] = number[points[index]]


@compiled
def window_at(ids: Array, width: int, before: int, after: int) -> Any:
    """The characters at `before` and from `after` on, `width` bits each."""
    if width == 16:
        near = np.int64(ids[before]) | (np.int64(ids[after]) << 16)
        return near | (np.int64(ids[after + 1]) << 32) | (np.int64(ids[after + 2]) << 48)
    return np.int64(ids[before]) | (np.int64(ids[after]) << 32)


@compiled
def place_occurrences(
    ids: Array, width: int, starts: Array, document: int, first: int, last: int, free: Array, step: Array, goal: Array
) -> None:
    """Collect the occurrences of some characters in a part of the text: each character's together, places ascending.

    One pass without a branch: what is not wanted is written to a place that nobody reads.

    Args:
        ids: coded text, see `codes`.
        width: bits of an element of `ids`.
        starts: where each document starts.
        document: the one that holds the first character of the part.
        first: where the part begins.
        last: where it ends.
        free: for each character the next free row of `goal`, which is moved on; the row that nobody reads for those not
            wanted.
        step: 1 for the characters that are wanted, else 0.
        goal: where they go.
    """
    mask = (1 << (width - 1)) - 1
    index = first
    while index < last:
        upper = np.int64(document) << 32
        for place in range(index, min(last, starts[document + 1] - 1)):
            raw = np.int64(ids[place])
            letter = raw & mask
            target = free[letter]
            goal[target, 0] = upper | ((raw >> (width - 1)) << 31) | place
            goal[target, 1] = window_at(ids, width, place - 1, place + 1)
            free[letter] = target + step[letter]
        document += 1
        index = starts[document]


# ------------------------------------------------------------------ from occurrences to strings


@compiled
def tally_left(occurrences: Array, begin: int, end: int, mask: int, tally: Array, found: Array) -> Any:
    """Count the characters before a string; give how many distinct ones were found, and in how many documents."""
    distinct = 0
    documents = 0
    document = np.int64(-1)
    for index in range(begin, end):
        owner = occurrences[index, 0] >> 32
        documents += owner != document
        document = owner
        letter = occurrences[index, 1] & mask
        count = tally[letter]
        found[distinct] = letter
        distinct += count == 0
        tally[letter] = count + 1
    return distinct, documents


@compiled
def tally_right(
    occurrences: Array, begin: int, end: int, mask: int, shift: Any, flag: int, tally: Array, found: Array
) -> Any:
    """Count the characters after a string; give how many distinct ones were found, and the aligned occurrences."""
    distinct = 0
    aligned = np.int64(0)
    for index in range(begin, end):
        raw = occurrences[index, 1] >> shift
        aligned += (occurrences[index, 0] >> 31) & (raw >> flag) & 1
        letter = raw & mask
        count = tally[letter]
        found[distinct] = letter
        distinct += count == 0
        tally[letter] = count + 1
    return distinct, aligned


@compiled
def branching_entropy(found: Array, distinct: int, tally: Array, frequency: Any, logarithms: Array) -> Any:
    """See `small.branching_entropy`; `found` and `tally` hold the neighbours, `logarithms` n · log2(n) for small n."""
    total = 0.0
    neighbours = np.int64(0)
    for index in range(distinct):
        count = np.int64(tally[found[index]])
        if found[index] == 0:
            neighbours += count
        else:
            neighbours += 1
            total += logarithms[count] if count < logarithms.size else count * np.log2(count)
    if neighbours == 1:
        return 0.0
    choice = logarithms[frequency] / frequency if frequency < logarithms.size else np.log2(frequency)
    return max(choice - total / frequency, 0.0)


@compiled
def _keep(found: Array, distinct: int, tally: Array, minimum_frequency: int) -> int:
    """Bring the characters that are frequent enough to the front of `found`, ascending; give how many they are."""
    kept = 0
    for index in range(distinct):
        letter = found[index]
        if letter != 0 and tally[letter] >= minimum_frequency:
            found[index] = found[kept]
            found[kept] = letter
            kept += 1
    # Shell's method: most lists are short, and numpy's sort would double the time of compilation.
    gap = 1
    while gap < kept // 3:
        gap = 3 * gap + 1
    while gap > 0:
        for index in range(gap, kept):
            letter = found[index]
            place = index
            while place >= gap and found[place - gap] > letter:
                found[place] = found[place - gap]
                place -= gap
            found[place] = letter
        gap //= 3
    return kept


@compiled
def wider(table: Array, rows: int) -> Array:
    """The table with room for more rows. Copied by hand: a slice assignment would take seconds to compile."""
    result = np.empty((rows, table.shape[1]), table.dtype)
    for row in range(table.shape[0]):
        for column in range(table.shape[1]):
            result[row, column] = table[row, column]
    return result


@compiled
def partition(occurrences: Array, begin: int, end: int, mask: int, shift: Any, target: Array, goal: Array) -> None:
    """Move each occurrence to the next place of the character that follows; occurrences of one character keep order."""
    for index in range(begin, end):
        window = occurrences[index, 1]
        letter = (window >> shift) & mask
        place = target[letter]
        goal[place, 0] = occurrences[index, 0]
        goal[place, 1] = window
        target[letter] = place + 1


@compiled
def window_after(ids: Array, width: int, place: Any, length: Any) -> Any:
    """The window of a string of `length` characters at `place`: as `refine` finds it when it comes to such strings."""
    carried = 64 // width - 1
    return window_at(ids, width, place - 1, place + 1 + carried * ((length - 1) // carried))


@compiled
def refill(ids: Array, width: int, occurrences: Array, begin: int, end: int, length: Any) -> None:
    """Read the characters that follow strings of `length` characters into the windows of their occurrences."""
    left = (np.int64(1) << width) - 1
    for index in range(begin, end):
        start = occurrences[index, 0] & _INDEX
        window = window_at(ids, width, start, start + length)
        occurrences[index, 1] = (occurrences[index, 1] & left) | (window & ~left)


@compiled
def refine(
    ids: Array,
    width: int,
    alphabet: int,
    roots: Array,
    own: Array,
    other: Array,
    minimum_frequency: int,
    maximum_length: int,
    logarithms: Array,
    noting: bool,
) -> tuple[Array, Array, Array, Array]:
    """Find all frequent strings that begin with one of the roots, depth first.

    The occurrences of a string are partitioned by the character that follows: the sizes of the parts are its right
    neighbours, and each part that is large enough is a longer string. The partition is stable, so places ascend and a
    change of document is a further document. It goes back and forth between two buffers.

    Args:
        ids: coded text, see `codes`.
        width: bits of an element of `ids`.
        alphabet: characters that have a number, barriers included.
        roots: the strings to begin with, most often single characters: last character, length, occurrences.
        own: the occurrences of the roots, one's after the other's, with the windows that `window_after` gives; comes
            back in disorder.
        other: room for the occurrences of the most frequent of them.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        logarithms: n · log2(n) for small n.
        noting: whether neighbours are noted.

    Returns:
        The nodes, a parent before its children and children side by side by ascending letter; for each node the left
        and right entropy in bits; and the notes (`note_kernels`) of all left and of all right neighbours, node by node
        in the order of `depth_first`. What has the same occurrences as its prefix has none on the left: they are those
        of the prefix.
    """
    mask = (1 << (width - 1)) - 1
    carried = 64 // width - 1
    nodes = np.empty((1024, COLUMNS), np.int32)
    entropies = np.empty((1024, 2), np.float64)
    left_notes, left_size = np.empty(1024, np.uint8), 0
    right_notes, right_size = np.empty(1024, np.uint8), 0
    size = 0
    tally = np.zeros(alphabet, np.int32)
    target = np.zeros(alphabet, np.int64)
    found = np.empty(alphabet + 1, np.int32)
    # One row for each level of the descent: next node, last node, where its occurrences begin, in which buffer.
    stack = np.zeros((maximum_length + 1, 4), np.int64)
    bottom = 0
    for line in range(roots.shape[0]):
        root = own[bottom : bottom + roots[line, 2]]
        bottom += roots[line, 2]
        if size == nodes.shape[0]:
            nodes, entropies = wider(nodes, 2 * size), wider(entropies, 2 * size)
        nodes[size, PARENT], nodes[size, LETTER], nodes[size, FREQUENCY] = -1, roots[line, 0], roots[line, 2]
        top = roots[line, 1] - 1
        stack[top, 0], stack[top, 1], stack[top, 2], stack[top, 3] = size, size + 1, 0, 0
        size += 1
        depth = top
        while depth >= top:
            node = stack[depth, 0]
            if node == stack[depth, 1]:
                depth -= 1
                continue
            length = depth + 1
            frequency = np.int64(nodes[node, FREQUENCY])
            begin = stack[depth, 2]
            end = begin + frequency
            stack[depth, 0], stack[depth, 2] = node + 1, end
            buffer = stack[depth, 3]
            source = root if buffer == 0 else other
            parent = nodes[node, PARENT]
            if parent >= 0 and nodes[parent, FREQUENCY] == frequency:
                # The same occurrences as its prefix, so the same on the left.
                for column in (DOCUMENTS, LEFT, LEFT_BARRIERS):
                    nodes[node, column] = nodes[parent, column]
                entropies[node, 0] = entropies[parent, 0]
            else:
                distinct, nodes[node, DOCUMENTS] = tally_left(source, begin, end, mask, tally, found)
                barriers = tally[0]
                nodes[node, LEFT_BARRIERS] = barriers
                nodes[node, LEFT] = distinct - (barriers > 0) + barriers
                entropies[node, 0] = branching_entropy(found, distinct, tally, frequency, logarithms)
                if noting:
                    left_notes, left_size = note_neighbours(left_notes, left_size, found, distinct, tally)
                for index in range(distinct):
                    tally[found[index]] = 0
            shift = width * (1 + depth % carried)
            distinct, nodes[node, ALIGNED] = tally_right(source, begin, end, mask, shift, width - 1, tally, found)
            barriers = tally[0]
            nodes[node, RIGHT_BARRIERS] = barriers
            nodes[node, RIGHT] = distinct - (barriers > 0) + barriers
            entropies[node, 1] = branching_entropy(found, distinct, tally, frequency, logarithms)
            if noting:
                right_notes, right_size = note_neighbours(right_notes, right_size, found, distinct, tally)
            nodes[node, LENGTH] = length
            nodes[node, DOCUMENT] = source[begin, 0] >> 32
            nodes[node, FIRST] = source[begin, 0] & _INDEX
            kept = 0 if length == maximum_length else _keep(found, distinct, tally, minimum_frequency)
            nodes[node, CHILD], nodes[node, CHILDREN] = size, kept
            if size + kept > nodes.shape[0]:
                nodes, entropies = wider(nodes, 2 * (size + kept)), wider(entropies, 2 * (size + kept))
            place = begin
            rest = begin
            for index in range(distinct):
                right = found[index]
                target[right] = place
                place += tally[right]
                if index < kept:
                    nodes[size, PARENT], nodes[size, LETTER], nodes[size, FREQUENCY] = node, right, tally[right]
                    size += 1
                    rest = place
                tally[right] = 0
            if kept:
                goal = source
                if distinct > 1:
                    goal = other if buffer == 0 else root
                    buffer = 1 - buffer
                    partition(source, begin, end, mask, shift, target, goal)
                if length % carried == 0:
                    refill(ids, width, goal, begin, rest, length + 1)
                depth += 1
                stack[depth, 0], stack[depth, 1], stack[depth, 2], stack[depth, 3] = size - kept, size, begin, buffer
    return nodes[:size].copy(), entropies[:size].copy(), left_notes[:left_size].copy(), right_notes[:right_size].copy()


@compiled
def depth_first(nodes: Array) -> Array:
    """The order in which `refine` looked at its nodes: a string, then all that begin with it."""
    order = np.empty(nodes.shape[0], np.int32)
    waiting = np.empty(nodes.shape[0], np.int32)
    size = 0
    for root in range(nodes.shape[0]):
        if nodes[root, PARENT] >= 0:
            continue
        waiting[0] = root
        left = 1
        while left > 0:
            left -= 1
            node = waiting[left]
            order[size] = node
            size += 1
            for child in range(nodes[node, CHILDREN] - 1, -1, -1):
                waiting[left] = nodes[node, CHILD] + child
                left += 1
    return order


# ------------------------------------------------------------------ from strings to rows


@compiled
def join(found: Array, entropies: Array, offset: int, nodes: Array, all_entropies: Array) -> None:
    """Copy the nodes of a group of letters to their place in the table of all nodes, from `offset` on."""
    for node in range(found.shape[0]):
        for column in range(COLUMNS):
            nodes[offset + node, column] = found[node, column]
        nodes[offset + node, CHILD] += offset
        if found[node, PARENT] >= 0:
            nodes[offset + node, PARENT] += offset
        all_entropies[offset + node, 0] = entropies[node, 0]
        all_entropies[offset + node, 1] = entropies[node, 1]


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
def gather(
    nodes: Array,
    entropies: Array,
    suffix: Array,
    order: Array,
    row_of: Array,
    starts: Array,
    alphabet: Array,
    first: int,
    last: int,
    counts: Array,
    links: Array,
    measures: Array,
    characters: Array,
) -> None:
    """Write the rows from `first` up to `last` from their nodes.

    Args:
        nodes: the strings, from `refine`.
        entropies: theirs.
        suffix: their links, from `link_suffixes`.
        order: the node of each row.
        row_of: the row of each node.
        starts: where each document starts.
        alphabet: the code point of each character's number.
        first: where the range begins.
        last: where it ends.
        counts: 64-bit lines: frequency, document frequency, aligned.
        links: 32-bit lines: length, neighbours and barriers (left, right; left, right), first document and offset,
            prefix, suffix.
        measures: lines of left and right entropy.
        characters: the last character of each row.
    """
    for row in range(first, last):
        node = order[row]
        counts[0, row] = nodes[node, FREQUENCY]
        counts[1, row] = nodes[node, DOCUMENTS]
        counts[2, row] = nodes[node, ALIGNED]
        measures[0, row] = entropies[node, 0]
        measures[1, row] = entropies[node, 1]
        links[0, row] = nodes[node, LENGTH]
        links[1, row] = nodes[node, LEFT]
        links[2, row] = nodes[node, RIGHT]
        links[3, row] = nodes[node, LEFT_BARRIERS]
        links[4, row] = nodes[node, RIGHT_BARRIERS]
        document = nodes[node, DOCUMENT]
        links[5, row] = document
        links[6, row] = nodes[node, FIRST] - starts[document]
        parent = nodes[node, PARENT]
        links[7, row] = row_of[parent] if parent >= 0 else -1
        links[8, row] = row_of[suffix[node]] if parent >= 0 else -1
        characters[row] = alphabet[nodes[node, LETTER]]


@compiled
def cohere(total: int, links: Array, frequency: Array, first: int, last: int, result: Array) -> None:
    """The minimum PMI of the rows from `first` up to `last`, as `links.minimum_pmi` defines it.

    `links` are the lines of `gather`; `total` is the number of characters.
    """
    tails = np.empty(256, np.float64)
    for row in range(first, last):
        size = links[0, row]
        tail = links[8, row]
        for part in range(size - 1, 0, -1):
            tails[part] = frequency[tail]
            tail = links[8, tail]
        expected = 0.0
        head = links[7, row]
        for part in range(1, size):
            expected = max(expected, frequency[head] * tails[part])
            head = links[7, head]
        result[row] = np.log2(total * np.float64(frequency[row]) / expected) if size > 1 else np.nan
