"""The compiled inner loops of `additions` that find many strings in a text at once, by hashes of what begins them."""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting import kernels
from glossary.extraction.counting.compiling import compiled
from glossary.extraction.counting.kernels import LETTER, PARENT

__all__ = ["enter_strings", "find_matches", "place_matches", "spell"]

Array = Any

# Fibonacci hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4. The high bits are the good ones.
_MIXER = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(32)


@compiled
def spell(nodes: Array, strings: Array, ends: Array, points: Array) -> None:
    """Write the characters of strings, given as the node of the prefix and the last character.

    Those of string n go to `points` up to `ends[n]`.
    """
    for number in range(strings.shape[0]):
        place = ends[number] - 1
        points[place] = strings[number, 1]
        node = np.int64(strings[number, 0])
        while node >= 0:
            place -= 1
            points[place] = nodes[node, LETTER]
            node = np.int64(nodes[node, PARENT])


@compiled
def _hashed(value: Any, letter: Any) -> Any:
    """The hash of a string that is one character longer than that of the hash."""
    return (value ^ (value >> _HALF) ^ np.uint64(letter)) * _MIXER


@compiled
def _mark(marks: Array, position: Any) -> None:
    marks[position >> 3] |= 1 << (position & 7)


@compiled
def _is_marked(marks: Array, position: Any) -> Any:
    return (np.int64(marks[position >> 3]) >> (position & 7)) & 1


@compiled
def enter_strings(points: Array, ends: Array, prefixes: Array, wholes: Array, slots: Array) -> None:
    """Enter strings, none of which begins another one, into tables that `find_matches` looks into.

    Args:
        points: their characters, one string's after the other's.
        ends: where each of them ends.
        prefixes: bits, a power of two of them, filled with 0: the highest bits of the hash of what begins a string say
            which one is set.
        wholes: the same for the strings themselves.
        slots: numbers of strings by the highest bits of their hashes, or in the next free slot; filled with -1.
    """
    shift, slots_shift = _shift(8 * prefixes.size), _shift(slots.size)
    last = slots.size - 1
    index = 0
    for number in range(ends.size):
        value = np.uint64(0)
        while index < ends[number]:
            value = _hashed(value, points[index])
            _mark(prefixes, np.int64(value >> shift))
            index += 1
        _mark(wholes, np.int64(value >> shift))
        slot = np.int64(value >> slots_shift)
        while slots[slot] >= 0:
            slot = (slot + 1) & last
        slots[slot] = number


@compiled
def _shift(size: int) -> Any:
    """How far a hash is shifted to become the index of a table of `size`, a power of two."""
    bits = 64
    while size > 1:
        size >>= 1
        bits -= 1
    return np.uint64(bits)


@compiled
def _may_begin(ids: Array, mask: int, place: Any, prefixes: Array, wholes: Array, shift: Any) -> Any:
    """Whether one of the strings may begin at a place, by what its first four characters say."""
    end = ids.size - 1
    value = _hashed(np.uint64(0), np.int64(ids[place]) & mask)
    may = _is_marked(wholes, np.int64(value >> shift))
    value = _hashed(value, np.int64(ids[min(place + 1, end)]) & mask)
    may |= _is_marked(wholes, np.int64(value >> shift))
    value = _hashed(value, np.int64(ids[min(place + 2, end)]) & mask)
    may |= _is_marked(wholes, np.int64(value >> shift))
    value = _hashed(value, np.int64(ids[min(place + 3, end)]) & mask)
    return may | _is_marked(prefixes, np.int64(value >> shift))


@compiled
def _stands_at(ids: Array, mask: int, place: Any, points: Array, begin: int, length: int) -> bool:
    index = 0
    while index < length and points[begin + index] == np.int64(ids[place + index]) & mask:
        index += 1
    return index == length


@compiled
def find_matches(
    ids: Array,
    mask: int,
    beginnings: Array,
    points: Array,
    ends: Array,
    prefixes: Array,
    wholes: Array,
    slots: Array,
    places: Array,
    numbers: Array,
) -> int:
    """Find all occurrences of the strings that were entered; give how many they are.

    Args:
        ids: coded text, barriers at its end.
        mask: takes the boundary bit off an element.
        beginnings: places where one may begin, ascending.
        points: see `enter_strings`, as all up to `slots`.
        ends: where each string ends.
        prefixes: the hashes of what begins one.
        wholes: the hashes of the strings.
        slots: the strings by their hashes.
        places: room for where they begin, ascending.
        numbers: room for which they are.
    """
    shift, slots_shift = _shift(8 * prefixes.size), _shift(slots.size)
    last = slots.size - 1
    size = 0
    # Most places are out of the question. What remains is put aside without a branch that would be guessed wrong.
    likely = np.empty(beginnings.size, np.int32)
    remaining = 0
    for place in beginnings:
        likely[remaining] = place
        remaining += _may_begin(ids, mask, np.int64(place), prefixes, wholes, shift)
    for place in likely[:remaining]:
        value = np.uint64(0)
        length = 0
        number = np.int64(-1)
        while number < 0:
            letter = np.int64(ids[place + length]) & mask
            if letter == 0:
                break
            value = _hashed(value, letter)
            length += 1
            if not _is_marked(prefixes, np.int64(value >> shift)):
                break
            if _is_marked(wholes, np.int64(value >> shift)):
                slot = np.int64(value >> slots_shift)
                while slots[slot] >= 0 and number < 0:
                    begin = ends[slots[slot] - 1] if slots[slot] else 0
                    if ends[slots[slot]] - begin == length and _stands_at(ids, mask, place, points, begin, length):
                        number = np.int64(slots[slot])
                    slot = (slot + 1) & last
        if number >= 0:
            places[size] = place
            numbers[size] = number
            size += 1
    return size


@compiled
def place_matches(
    ids: Array, width: int, starts: Array, places: Array, numbers: Array, lengths: Array, free: Array, goal: Array
) -> None:
    """Collect occurrences for `kernels.refine`: each string's together, places ascending.

    Args:
        ids: coded text.
        width: bits of an element of `ids`.
        starts: where each document starts.
        places: where the occurrences begin, ascending.
        numbers: of which strings.
        lengths: of each string.
        free: for each string the next free row of `goal`, which is moved on.
        goal: where they go.
    """
    document = 0
    for index in range(places.size):
        place = np.int64(places[index])
        number = numbers[index]
        while place >= starts[document + 1]:
            document += 1
        row = free[number]
        free[number] = row + 1
        goal[row, 0] = (np.int64(document) << 32) | ((np.int64(ids[place]) >> (width - 1)) << 31) | place
        goal[row, 1] = kernels.window_after(ids, width, place, lengths[number])
