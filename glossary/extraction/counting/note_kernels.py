"""Notes of what stands beside strings: a stream of bytes that lists the neighbours of one string after the other.

A neighbour is two numbers, the character and how often it stands there; seven bits of a number go into each byte, the
lowest first, and the eighth says that there are more. Most neighbours stand there once, and most characters have
numbers below 16,384: three bytes. Barriers are not noted. How many neighbours a string has, nodes say.

Neighbours are in the order of their first occurrences. Entropies are sums over them, and rounding depends on the order:
so those of a corpus that grew are, to the bit, those of one that was counted at once.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled

__all__ = ["copy_notes", "note_neighbours", "pass_notes", "read_neighbours"]

Array = Any

# Bytes of a neighbour at the most: a character of 32 bits, a count of 31.
_MOST = 10


@compiled
def _write(notes: Array, size: int, number: int) -> int:
    while number >= 128:
        notes[size] = (number & 127) | 128
        number >>= 7
        size += 1
    notes[size] = number
    return size + 1


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
            size = _write(notes, _write(notes, size, letter), np.int64(tally[letter]))
    return notes, size


@compiled
def read_neighbours(
    notes: Array, place: int, number: int, found: Array, distinct: int, tally: Array
) -> tuple[Any, Any]:
    """Add so many neighbours, noted from `place` on, to those found. Gives how many these are, and where it ended."""
    for _neighbour in range(number):
        letter = np.int64(notes[place] & 127)
        shift = 7
        while notes[place] & 128:
            place += 1
            letter |= np.int64(notes[place] & 127) << shift
            shift += 7
        place += 1
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
def copy_notes(notes: Array, place: int, number: int, goal: Array, size: int) -> tuple[Any, Any, Any]:
    """Copy the notes of so many neighbours; give the notes they were copied to, their size, and where these ended."""
    if size + _MOST * number > goal.size:
        goal = _longer(goal, max(2 * goal.size, size + _MOST * number))
    rest = 2 * number
    while rest:
        byte = notes[place]
        goal[size] = byte
        rest -= byte < 128
        place += 1
        size += 1
    return goal, size, place


@compiled
def pass_notes(notes: Array, place: int, number: int) -> int:
    """Where the notes end that begin at `place` and list so many neighbours."""
    rest = 2 * number
    while rest:
        rest -= (notes[place] & 128) == 0
        place += 1
    return place
