"""The compiled inner loops of `additions` that add up over new documents what is known of strings.

A tree here is what `kernels.refine` gives, perhaps grown: a parent comes before its children, but these need not stand
side by side.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting import kernels
from glossary.extraction.counting.compiling import compiled
from glossary.extraction.counting.kernels import (
    ALIGNED,
    DOCUMENTS,
    FREQUENCY,
    LEFT,
    LEFT_BARRIERS,
    LENGTH,
    LETTER,
    PARENT,
    RIGHT,
    RIGHT_BARRIERS,
)
from glossary.extraction.counting.note_kernels import copy_notes, note_neighbours, pass_notes, read_neighbours

__all__ = [
    "add_changes",
    "children_of",
    "tally_changes",
]

Array = Any

# Columns of a change: the string's node, and how much more of it there is.
NODE, MORE, MORE_DOCUMENTS, MORE_ALIGNED, MORE_LEFT_BARRIERS, MORE_RIGHT_BARRIERS = range(6)
# Of the neighbours of a change, those on the left and on the right, and where they are noted.
LEFT_NUMBER, LEFT_NOTES, RIGHT_NUMBER, RIGHT_NOTES = range(6, 10)
CHANGES = 10


@compiled
def children_of(nodes: Array, first: Array, children: Array) -> None:
    """List the children of each node: those of node n from `first[n]` up to `first[n + 1]`, which is filled with 0."""
    for node in range(nodes.shape[0]):
        if nodes[node, PARENT] >= 0:
            first[nodes[node, PARENT] + 2] += 1
    for node in range(1, first.size):
        first[node] += first[node - 1]
    for node in range(nodes.shape[0]):
        parent = nodes[node, PARENT]
        if parent >= 0:
            children[first[parent + 1]] = node
            first[parent + 1] += 1


@compiled
def tally_changes(
    ids: Array,
    width: int,
    alphabet: int,
    nodes: Array,
    first: Array,
    children: Array,
    roots: Array,
    own: Array,
    other: Array,
) -> tuple[Array, Array]:
    """Go down the tree with the occurrences of new documents, as `kernels.refine` makes one, and add up what is new.

    Args:
        ids: coded text of the new documents.
        width: bits of an element of `ids`.
        alphabet: characters that have a number.
        nodes: the tree.
        first: where the children of each node begin in `children`.
        children: see `children_of`.
        roots: the node of each single character, or -1, and how often it occurs in the new documents.
        own: their occurrences, one's after the other's; comes back in disorder.
        other: room for the occurrences of the most frequent of them.

    Returns:
        A line for each node that occurs, and the notes of neighbours that it speaks of.
    """
    mask = (1 << (width - 1)) - 1
    carried = 64 // width - 1
    changes, size = np.empty((1024, CHANGES), np.int64), 0
    notes, noted = np.empty(1024, np.uint8), 0
    tally = np.zeros(alphabet, np.int32)
    target = np.zeros(alphabet, np.int64)
    found = np.empty(alphabet + 1, np.int32)
    child_of = np.full(alphabet, -1, np.int64)
    # Nodes still to be looked at: node, where its occurrences begin and end, in which buffer. No two share any.
    waiting = np.empty((other.shape[0] + 1, 4), np.int64)
    bottom = 0
    for line in range(roots.shape[0]):
        root = own[bottom : bottom + roots[line, 1]]
        bottom += roots[line, 1]
        if roots[line, 0] < 0 or roots[line, 1] == 0:
            continue
        waiting[0, 0], waiting[0, 1], waiting[0, 2], waiting[0, 3] = roots[line, 0], 0, roots[line, 1], 0
        left = 1
        while left > 0:
            left -= 1
            node, begin, end, buffer = waiting[left, 0], waiting[left, 1], waiting[left, 2], waiting[left, 3]
            source = root if buffer == 0 else other
            length = np.int64(nodes[node, LENGTH])
            if size == changes.shape[0]:
                changes = kernels.wider(changes, 2 * size)
            change = changes[size]
            size += 1
            change[NODE], change[MORE] = node, end - begin
            distinct, change[MORE_DOCUMENTS] = kernels.tally_left(source, begin, end, mask, tally, found)
            change[MORE_LEFT_BARRIERS] = tally[0]
            change[LEFT_NUMBER], change[LEFT_NOTES] = distinct - (tally[0] > 0), noted
            notes, noted = note_neighbours(notes, noted, found, distinct, tally)
            for index in range(distinct):
                tally[found[index]] = 0
            shift = width * (1 + (length - 1) % carried)
            distinct, change[MORE_ALIGNED] = kernels.tally_right(
                source, begin, end, mask, shift, width - 1, tally, found
            )
            change[MORE_RIGHT_BARRIERS] = tally[0]
            change[RIGHT_NUMBER], change[RIGHT_NOTES] = distinct - (tally[0] > 0), noted
            notes, noted = note_neighbours(notes, noted, found, distinct, tally)
            for index in range(first[node], first[node + 1]):
                child_of[nodes[children[index], LETTER]] = children[index]
            # Those that are known come first; the rest is not looked at again.
            place = begin
            goal = 1 - buffer if distinct > 1 else buffer
            known = 0
            for index in range(distinct):
                letter = found[index]
                if child_of[letter] >= 0:
                    waiting[left + known, 0], waiting[left + known, 1] = child_of[letter], place
                    target[letter] = place
                    place += tally[letter]
                    waiting[left + known, 2], waiting[left + known, 3] = place, goal
                    known += 1
            rest = place
            for index in range(distinct):
                letter = found[index]
                if child_of[letter] < 0:
                    target[letter] = place
                    place += tally[letter]
                tally[letter] = 0
            for index in range(first[node], first[node + 1]):
                child_of[nodes[children[index], LETTER]] = -1
            if known:
                goals = root if goal == 0 else other
                if distinct > 1:
                    kernels.partition(source, begin, end, mask, shift, target, goals)
                if length % carried == 0:
                    kernels.refill(ids, width, goals, begin, rest, length + 1)
                left += known
    return changes[:size].copy(), notes[:noted].copy()


@compiled
def _settled(
    barriers: int, found: Array, distinct: int, tally: Array, frequency: Any, logarithms: Array
) -> tuple[Any, Any]:
    """How many neighbours a string has, each barrier one of its own, and the entropy over them."""
    tally[0] = barriers
    found[distinct] = 0
    entropy = kernels.branching_entropy(found, distinct + (barriers > 0), tally, frequency, logarithms)
    tally[0] = 0
    return distinct + barriers, entropy


@compiled
def add_changes(
    nodes: Array,
    entropies: Array,
    left: Array,
    right: Array,
    changes: Array,
    notes: Array,
    alphabet: int,
    minimum_frequency: int,
    maximum_length: int,
    logarithms: Array,
) -> tuple[Array, Array, Array]:
    """Add what new documents hold to the strings of a tree, in place.

    Args:
        nodes: the tree.
        entropies: theirs.
        left: the notes of their left neighbours.
        right: those of their right neighbours.
        changes: see `tally_changes`.
        notes: see `tally_changes`.
        alphabet: characters that have a number.
        minimum_frequency: occurrences of the rarest strings.
        maximum_length: characters of the longest strings.
        logarithms: n · log2(n) for small n.

    Returns:
        The notes as they are now, and the strings that are frequent only now: the node of their prefix, and their last
        character.
    """
    line_of = np.full(nodes.shape[0], -1, np.int32)
    for line in range(changes.shape[0]):
        line_of[changes[line, NODE]] = line
    before = nodes[:, FREQUENCY].copy()
    # Where the neighbours on the left of each node are noted, and how many: its own, or those of its prefix.
    noted_at = np.empty(nodes.shape[0], np.int64)
    number_of = np.empty(nodes.shape[0], np.int32)
    new_left, left_size = np.empty(left.size + left.size // 4 + 1024, np.uint8), 0
    new_right, right_size = np.empty(right.size + right.size // 4 + 1024, np.uint8), 0
    risen, rising = np.empty((1024, 2), np.int32), 0
    tally, found = np.zeros(alphabet, np.int32), np.empty(alphabet + 1, np.int32)
    more, fresh = np.zeros(alphabet, np.int32), np.empty(alphabet + 1, np.int32)
    left_place = 0
    right_place = 0
    for node in range(nodes.shape[0]):
        parent = nodes[node, PARENT]
        line = line_of[node]
        if line >= 0:
            nodes[node, FREQUENCY] += changes[line, MORE]
            nodes[node, ALIGNED] += changes[line, MORE_ALIGNED]
        frequency = np.int64(nodes[node, FREQUENCY])
        # On the left.
        number_of[node] = nodes[node, LEFT] - nodes[node, LEFT_BARRIERS]
        had_own = parent < 0 or before[node] != before[parent]
        if had_own:
            noted_at[node] = left_place
        else:
            noted_at[node] = noted_at[parent]
            number_of[node] = number_of[parent]
        if parent >= 0 and frequency == nodes[parent, FREQUENCY]:
            for column in (DOCUMENTS, LEFT, LEFT_BARRIERS):
                nodes[node, column] = nodes[parent, column]
            entropies[node, 0] = entropies[parent, 0]
        elif line < 0:
            new_left, left_size, _end = copy_notes(left, noted_at[node], number_of[node], new_left, left_size)
        else:
            distinct, _end = read_neighbours(left, noted_at[node], number_of[node], found, 0, tally)
            distinct, _end = read_neighbours(
                notes, changes[line, LEFT_NOTES], changes[line, LEFT_NUMBER], found, distinct, tally
            )
            nodes[node, DOCUMENTS] += changes[line, MORE_DOCUMENTS]
            nodes[node, LEFT_BARRIERS] += changes[line, MORE_LEFT_BARRIERS]
            new_left, left_size = note_neighbours(new_left, left_size, found, distinct, tally)
            nodes[node, LEFT], entropies[node, 0] = _settled(
                nodes[node, LEFT_BARRIERS], found, distinct, tally, frequency, logarithms
            )
            for index in range(distinct):
                tally[found[index]] = 0
        if had_own:
            left_place = pass_notes(left, left_place, number_of[node])
        # On the right.
        number = nodes[node, RIGHT] - nodes[node, RIGHT_BARRIERS]
        if line < 0:
            new_right, right_size, right_place = copy_notes(right, right_place, number, new_right, right_size)
            continue
        distinct, right_place = read_neighbours(right, right_place, number, found, 0, tally)
        new, _end = read_neighbours(notes, changes[line, RIGHT_NOTES], changes[line, RIGHT_NUMBER], fresh, 0, more)
        for index in range(new):
            letter = fresh[index]
            count = tally[letter]
            if count == 0:
                found[distinct] = letter
                distinct += 1
            tally[letter] = count + more[letter]
            more[letter] = 0
            if count < minimum_frequency <= tally[letter] and nodes[node, LENGTH] < maximum_length:
                if rising == risen.shape[0]:
                    risen = kernels.wider(risen, 2 * rising)
                risen[rising, 0], risen[rising, 1] = node, letter
                rising += 1
        nodes[node, RIGHT_BARRIERS] += changes[line, MORE_RIGHT_BARRIERS]
        nodes[node, RIGHT], entropies[node, 1] = _settled(
            nodes[node, RIGHT_BARRIERS], found, distinct, tally, frequency, logarithms
        )
        new_right, right_size = note_neighbours(new_right, right_size, found, distinct, tally)
        for index in range(distinct):
            tally[found[index]] = 0
    return new_left[:left_size].copy(), new_right[:right_size].copy(), risen[:rising].copy()
