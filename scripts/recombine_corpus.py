"""Make a larger corpus of a smaller one: python scripts/recombine_corpus.py SOURCE.txt TARGET.txt --megabytes 1000.

The source has a document a line. The target is read out of it: from one character to the next, and after sixteen
characters on average from some other place where the same two characters stand. So the target has the characters, the
short strings and the lengths of documents of the source, and its longer strings recur, and new ones turn up, about as
they do in text that goes on; copying the source ten times over would make every string ten times as frequent and none
new. Equal arguments give equal bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit

# Characters that are read on end, on average.
RUN = 16
BATCH = 8_000_000


def main() -> None:
    """Read the source, write the target batch by batch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    text = arguments.source.read_text(encoding="utf-8")
    points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    places, first, size = _same_two_before(points)
    state = np.array([0, 2 * arguments.seed + 1], dtype=np.uint64)
    written = 0
    with arguments.target.open("wb") as stream:
        while written < arguments.megabytes * 10**6:
            batch = np.empty(BATCH, dtype=np.uint32)
            read_on(points, places, first, size, state, batch)
            data = batch.astype("<u4").tobytes().decode("utf-32-le").encode()
            stream.write(data)
            written += len(data)


def _same_two_before(points: Any) -> tuple[Any, Any, Any]:
    """The places by the two characters before them, and for each place where its like begin and how many they are."""
    keys = np.zeros(points.size, dtype=np.int64)
    keys[2:] = (points[:-2].astype(np.int64) << 21) | points[1:-1]
    places = np.argsort(keys, kind="stable").astype(np.int32)
    edges = np.flatnonzero(np.diff(keys[places], prepend=-1, append=-1))
    sizes = np.diff(edges)
    first = np.empty(points.size, dtype=np.int32)
    size = np.empty(points.size, dtype=np.int32)
    first[places] = np.repeat(edges[:-1], sizes)
    size[places] = np.repeat(sizes, sizes)
    return places, first, size


@njit(cache=True)
def read_on(points: Any, places: Any, first: Any, size: Any, state: Any, batch: Any) -> None:
    """Fill the batch; `state` has the place, and a random number (xorshift64, Marsaglia 2003)."""
    place = np.int64(state[0])
    number = state[1]
    for index in range(batch.size):
        number ^= number << np.uint64(13)
        number ^= number >> np.uint64(7)
        number ^= number << np.uint64(17)
        if (number >> np.uint64(20)) % np.uint64(RUN) == 0:
            chosen = (number >> np.uint64(24)) % np.uint64(size[place])
            place = np.int64(places[first[place] + np.int64(chosen)])
        batch[index] = points[place]
        place = (place + 1) % points.size
    state[0] = np.uint64(place)
    state[1] = number


if __name__ == "__main__":
    main()
