"""The compiled loops of `boundaries`: a dictionary as a trie in a hash table, and the most probable path through it."""

from __future__ import annotations

from typing import Any

import numpy as np

from glossary.extraction.counting.compiling import compiled

__all__ = ["grow_trie", "segment"]

Array = Any

# Bits of a code point in a key; the node above takes the rest.
_CODE_BITS = 21
_SPACE, _LINE_FEED = 0x20, 0x0A


@compiled
def _slot(key: Any, keys: Array, tags: Array) -> Any:
    """The index of a key in the table, or of the free place where it belongs, and its tag: not 0.

    Open addressing, linear probing, Fibonacci hashing: Knuth, The Art of Computer Programming, volume 3, section 6.4.
    A place that is taken has the tag of its key, which is other than that of most keys: the tags stay in the
    processor's cache, and most keys that are looked for are not there.
    """
    last = np.uint64(keys.size - 1)
    mixed = np.uint64(key)
    mixed = (mixed ^ (mixed >> np.uint64(31))) * np.uint64(0x9E3779B97F4A7C15)
    slot = (mixed ^ (mixed >> np.uint64(29))) & last
    tag = np.uint8((mixed >> np.uint64(56)) | np.uint64(1))
    while tags[slot] != 0 and (tags[slot] != tag or keys[slot] != key):
        slot = (slot + np.uint64(1)) & last
    return slot, tag


@compiled
def grow_trie(points: Array, keys: Array, tags: Array, frequencies: Array, first: Array) -> Any:
    """Read lines of `word frequency tag` into a trie; a prefix that is no word gets frequency 0.

    Args:
        points: the code points of the lines.
        keys: room for the hash table's keys, as many as a power of two.
        tags: of these; 0 where none is.
        frequencies: of the words, beside their keys; filled with 0.
        first: room for the node of each code point by itself.

    Returns:
        The sum of the frequencies of all lines, or -1 if the table would be more than half full.
    """
    size = 0
    total = np.int64(0)
    index = 0
    while index < points.size:
        node = np.int64(-1)
        while index < points.size and points[index] != _SPACE and points[index] != _LINE_FEED:
            key = ((node + 1) << _CODE_BITS) | np.int64(points[index])
            slot, tag = _slot(key, keys, tags)
            if tags[slot] == 0:
                size += 1
                if 2 * size > keys.size:
                    return np.int64(-1)
                keys[slot] = key
                tags[slot] = tag
                if node < 0:
                    first[points[index]] = slot
            node = np.int64(slot)
            index += 1
        frequency = np.int64(0)
        index += 1
        while index < points.size and 48 <= points[index] <= 57:
            frequency = 10 * frequency + np.int64(points[index]) - 48
            index += 1
        if node >= 0:
            frequencies[node] = frequency
            total += frequency
        while index < points.size and points[index] != _LINE_FEED:
            index += 1
        index += 1
    return total


@compiled
def segment(
    points: Array,
    kinds: Array,
    keys: Array,
    tags: Array,
    scores: Array,
    first: Array,
    unknown: float,
    boundaries: Array,
) -> None:
    """Mark where the words of the most probable segmentation begin.

    Args:
        points: code units or code points of the text.
        kinds: for each code point 0 if it is a word by itself, 1 for what the dictionary may join, 2 for a Latin letter
            or digit, which joins its neighbours of that kind where the dictionary says nothing.
        keys: the dictionary's hash table.
        tags: of its keys.
        scores: the logarithm of the probability of each node; minus infinity for a prefix that is no word.
        first: the node of each code point by itself; -1 where there is none.
        unknown: the score of a character that begins no word.
        boundaries: one byte a character, set to 1 where a word begins.
    """
    longest = 0
    begin = 0
    for index in range(points.size):
        if kinds[points[index]] == 0:
            begin = index + 1
        longest = max(longest, index + 1 - begin)
    best = np.zeros(longest + 1)
    stop = np.zeros(longest + 1, np.int64)
    begin = 0
    while begin < points.size:
        boundaries[begin] = 1
        if kinds[points[begin]] == 0:
            begin += 1
            continue
        end = begin
        while end < points.size and kinds[points[end]] != 0:
            end += 1
        best[end - begin] = 0.0
        for start in range(end - 1, begin - 1, -1):
            score = -np.inf
            goal = start + 1
            node = np.int64(first[points[start]])
            index = start
            while node >= 0:
                index += 1
                if scores[node] != -np.inf:
                    found = scores[node] + best[index - begin]
                    # Of equal paths the one with the longer word.
                    if found >= score:
                        score = found
                        goal = index
                if index == end:
                    break
                slot, _tag = _slot(((node + 1) << _CODE_BITS) | np.int64(points[index]), keys, tags)
                node = np.int64(slot) if tags[slot] != 0 else np.int64(-1)
            if score == -np.inf:
                score = unknown + best[start + 1 - begin]
            best[start - begin] = score
            stop[start - begin] = goal
        joins = False
        start = begin
        while start < end:
            goal = stop[start - begin]
            alone = goal == start + 1 and kinds[points[start]] == 2
            if not (joins and alone):
                boundaries[start] = 1
            joins = alone
            start = goal
        begin = end
