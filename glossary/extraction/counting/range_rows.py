"""From the strings of a range to rows with texts, and from the rows of all ranges to the counts of some strings.

Rows of ranges are tables on their own: `text` and the columns of `counts.FRAME_COLUMNS`, without the cohesion, which
needs strings of other ranges. `counts_of` takes the rows of some strings and of all their substrings together, which is
what cohesion and nesting need, and gives them as any other counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from glossary.extraction.counting import kernels, refinement
from glossary.extraction.counting.counts import StringCounts
from glossary.extraction.counting.links import minimum_pmi
from glossary.extraction.counting.ranges import Range
from glossary.extraction.counting.refinement import Found

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ROW_COLUMNS", "counts_of", "range_frame", "single_characters", "strings_of"]

Array = Any

ROW_COLUMNS = {
    "text": pl.String,
    "length": pl.Int32,
    "frequency": pl.Int64,
    "document_frequency": pl.Int64,
    "aligned": pl.Int64,
    "left_neighbours": pl.Int32,
    "right_neighbours": pl.Int32,
    "left_barriers": pl.Int32,
    "right_barriers": pl.Int32,
    "left_entropy_bits": pl.Float64,
    "right_entropy_bits": pl.Float64,
    "first_document": pl.Int32,
    "first_offset": pl.Int32,
}
"""The columns of the rows of a range, with their types."""

_OF_NODES = {
    "length": kernels.LENGTH,
    "frequency": kernels.FREQUENCY,
    "document_frequency": kernels.DOCUMENTS,
    "aligned": kernels.ALIGNED,
    "left_neighbours": kernels.LEFT,
    "right_neighbours": kernels.RIGHT,
    "left_barriers": kernels.LEFT_BARRIERS,
    "right_barriers": kernels.RIGHT_BARRIERS,
    "first_document": kernels.DOCUMENT,
    "first_offset": kernels.FIRST,
}


def range_frame(
    found: Found, part: Range, alphabet: NDArray[np.uint32], known: pl.Series | None = None
) -> pl.DataFrame:
    """The strings of a range as rows with texts.

    Args:
        found: from `ranges.count_range`.
        part: the range; where its single character is divided, that character is no row.
        alphabet: the code point of each character's number.
        known: the texts of the first rows, where these are known.
    """
    nodes = found.nodes
    first = 0 if part.second is None else 1  # the character that is divided comes before the strings that begin with it
    columns: dict[str, Any] = {name: nodes[first:, column] for name, column in _OF_NODES.items()}
    columns["left_entropy_bits"], columns["right_entropy_bits"] = found.entropies[first:].T
    if known is None:
        columns["text"] = _texts(nodes, np.arange(first, nodes.shape[0]), alphabet)
    else:
        columns["text"] = pl.concat([known, _texts(nodes, np.arange(first + len(known), nodes.shape[0]), alphabet)])
    return pl.DataFrame(columns, schema=ROW_COLUMNS)


def strings_of(rows: pl.DataFrame) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
    """The nodes and entropies of rows, as they were before `range_frame`; how they hang together is not in the rows."""
    nodes = np.zeros((rows.height, kernels.COLUMNS), dtype=np.int32)
    for name, column in _OF_NODES.items():
        nodes[:, column] = rows[name].to_numpy()
    return nodes, rows.select("left_entropy_bits", "right_entropy_bits").to_numpy()


def _texts(nodes: NDArray[np.int32], kept: NDArray[np.intp], alphabet: NDArray[np.uint32]) -> pl.Series:
    """The text of each of the nodes: up the tree, one character of all of one length at a time."""
    texts = pl.Series(np.full(kept.size, ""), dtype=pl.String)
    lengths = nodes[kept, kernels.LENGTH]
    pieces, places = [], []
    for length in np.unique(lengths).tolist():
        place = np.flatnonzero(lengths == length)
        node = kept[place].astype(np.int64)
        codes = np.full((node.size, length + 1), ord("\n"), dtype="<u4")
        for column in range(length - 1, -1, -1):
            codes[:, column] = alphabet[nodes[node, kernels.LETTER]]
            node = nodes[node, kernels.PARENT].astype(np.int64)
        joined = pl.Series([codes.tobytes()[:-4].decode("utf-32-le")], dtype=pl.String)
        pieces.append(joined.str.split("\n").explode())
        places.append(place)
    if not pieces:
        return texts
    order = np.argsort(np.concatenate(places))
    return pl.concat(pieces).gather(order)


def single_characters(
    letters: NDArray[np.int64], counts: Array, first_places: Array, totals: Array, alphabet: NDArray[np.uint32]
) -> pl.DataFrame:
    """The rows of single characters whose ranges are divided, from what `range_kernels.tally_neighbours` added up."""
    rows = [_single(counts[:, row], first_places[:, row]) for row in range(letters.size)]
    columns: Any = [*zip(*rows, strict=True)] or [()] * 7
    return pl.DataFrame(
        {
            "text": [chr(code) for code in alphabet[letters].tolist()],
            "length": np.ones(letters.size),
            "frequency": columns[6],
            "document_frequency": totals[:, 0],
            "aligned": totals[:, 1],
            "left_neighbours": columns[0],
            "right_neighbours": columns[1],
            "left_barriers": columns[2],
            "right_barriers": columns[3],
            "left_entropy_bits": columns[4],
            "right_entropy_bits": columns[5],
            "first_document": totals[:, 2],
            "first_offset": totals[:, 3],
        },
        schema=ROW_COLUMNS,
        strict=False,
    )


def _single(counts: Array, first_places: Array) -> tuple[Any, ...]:
    """Neighbours on both sides, barriers on both, entropies of both, frequency.

    By the kernel, in the order of first occurrences: so the numbers are those of a character that is not divided.
    """
    frequency = int(counts[0].sum())
    barriers = counts[:, 0].tolist()
    neighbours, entropies = [], []
    for side in (0, 1):
        found = np.flatnonzero(counts[side])
        found = found[np.argsort(first_places[side, found])]
        neighbours.append(np.count_nonzero(found) + barriers[side])
        entropies.append(kernels.branching_entropy(found, found.size, counts[side], frequency, refinement.logarithms()))
    return (*neighbours, *barriers, *entropies, frequency)


def counts_of(rows: pl.DataFrame, characters: int, documents: int) -> StringCounts:
    """Rows of ranges as counts; with every row, the rows of its substrings must be there."""
    rows = rows.sort("length", "first_document", "first_offset")
    prefix, suffix = _linked(rows)
    columns = {name: rows[name].to_numpy() for name in ROW_COLUMNS if name != "text"}
    ends = rows["text"].str.tail(1).str.join("").item() or ""
    last = np.frombuffer(ends.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
    pmi = minimum_pmi(characters, columns["length"], columns["frequency"], prefix, suffix)
    return StringCounts(
        characters=characters,
        documents=documents,
        minimum_pmi_bits=pmi,
        prefix=prefix,
        suffix=suffix,
        last_character=last,
        **columns,
    )


def _linked(rows: pl.DataFrame) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """The rows of each string without its last and without its first character, as `StringCounts` has them.

    Length by length: a table of all strings to look them up in would be larger than the rows.
    """
    links = np.full((2, rows.height), -1, dtype=np.int32)
    edges = [0, *np.flatnonzero(np.diff(rows["length"].to_numpy())) + 1, rows.height]
    for shorter, first, last in zip(edges, edges[1:], edges[2:], strict=False):
        places = rows[shorter:first].select("text", pl.int_range(shorter, first, dtype=pl.Int32).alias("row"))
        text = pl.col("text").str
        for link, part in zip(links, (text.head(-1), text.slice(1)), strict=True):
            found = rows[first:last].select(part).join(places, on="text", how="left", maintain_order="left")
            link[first:last] = found["row"].fill_null(-1).to_numpy()
    return links[0], links[1]
