"""Notes of what stands beside strings: a stream of bytes that lists the neighbours of one string after the other.

A neighbour is the number of a character in three bytes, the lowest first, and how often it stands there: seven bits of
that go into each further byte, and the eighth says that there are more. Most stand there once: four bytes. Barriers are
not noted. How many neighbours a string has, nodes say.

Neighbours are in the order of their first occurrences. Entropies are sums over them, and rounding depends on the order:
so those of a corpus that grew are, to the bit, those of one that was counted at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled

__all__ = ["copy_notes", "note_neighbours", "pass_notes", "read_neighbours"]

Array = Any

# Bytes of a neighbour at the most: a character, a count of 31 bits.
_MOST = 8


@compiled
def _longer(notes: Array, size: int) -> Array:
    result = np.empty(size, np.uint8)
    for index in range(notes.size):
        result[index] = notes[index]
    return result


@compiled
def note_neighbours(notes: Array, size: int, found: Array, distinct: int, tally: Array) -> tuple[Any, Any]:
    """Note the neighbours of a string: `found`, with their counts in `tally`. Gives the notes and their size."""
    if size + _MOST * distinct > notes.size:
        notes = _longer(notes, max(2 * notes.size, size + _MOST * distinct))
    for index in range(distinct):
        letter = np.int64(found[index])
        if letter != 0:
            notes[size] = letter & 255
            notes[size + 1] = (letter >> 8) & 255
            notes[size + 2] = letter >> 16
            size += 3
            count = np.int64(tally[letter])
            while count >= 128:
                notes[size] = (count & 127) | 128
                count >>= 7
                size += 1
            notes[size] = count
            size += 1
    return notes, size


@compiled
def read_neighbours(
    notes: Array, place: int, number: int, found: Array, distinct: int, tally: Array
) -> tuple[Any, Any]:
    """Add so many neighbours, noted from `place` on, to those found. Gives how many these are, and where it ended."""
    for _neighbour in range(number):
        letter = np.int64(notes[place]) | np.int64(notes[place + 1]) << 8 | np.int64(notes[place + 2]) << 16
        place += 3
        count = np.int64(notes[place] & 127)
        shift = 7
        while notes[place] & 128:
            place += 1
            count |= np.int64(notes[place] & 127) << shift
            shift += 7
        place += 1
        if tally[letter] == 0:
            found[distinct] = letter
            distinct += 1
        tally[letter] += count
    return distinct, place


@compiled
def pass_notes(notes: Array, place: int, number: int) -> int:
    """Where the notes end that begin at `place` and list so many neighbours."""
    for _neighbour in range(number):
        place += 3
        while notes[place] & 128:
            place += 1
        place += 1
    return place


@compiled
def copy_notes(notes: Array, place: int, number: int, goal: Array, size: int) -> tuple[Any, Any, Any]:
    """Copy the notes of so many neighbours; give the notes they were copied to, their size, and where these ended."""
    if size + _MOST * number > goal.size:
        goal = _longer(goal, max(2 * goal.size, size + _MOST * number))
    end = pass_notes(notes, place, number)
    for index in range(end - place):
        goal[size + index] = notes[place + index]
    return goal, size + end - place, end
