"""The files of a range: its rows, for whoever looks strings up, and beside them what adding documents takes besides.

The second file says how the strings hang together and what stands beside each; the rest of a tree is in the rows.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from glossary.extraction.counting import kernels
from glossary.extraction.counting.range_rows import range_frame, strings_of
from glossary.extraction.counting.ranges import Range
from glossary.extraction.counting.refinement import Found
from glossary.writing import write_atomically

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["is_written", "read_arrays", "read_range", "rows_file", "write_arrays", "write_frame", "write_range"]


def rows_file(folder: Path, number: int) -> Path:
    """The file of the rows of a range."""
    return folder / f"range-{number:05}.parquet"


def is_written(folder: Path, number: int) -> bool:
    """Whether both files of a range are there."""
    return rows_file(folder, number).exists() and _tree_file(folder, number).exists()


def write_range(
    folder: Path, number: int, found: Found, part: Range, alphabet: NDArray[np.uint32], known: pl.Series | None = None
) -> None:
    """Write the two files of a range.

    Args:
        folder: of all ranges.
        number: of this one.
        found: its strings, with notes.
        part: the range.
        alphabet: the code point of each character's number.
        known: the texts of the first rows, where these are known.
    """
    nodes = found.nodes
    rowless = nodes[:1] if part.second is not None else nodes[:0]
    write_arrays(
        _tree_file(folder, number),
        parent=nodes[:, kernels.PARENT],
        letter=nodes[:, kernels.LETTER],
        left=found.left,
        right=found.right,
        rowless=rowless,
        rowless_entropies=found.entropies[: len(rowless)],
    )
    write_frame(rows_file(folder, number), range_frame(found, part, alphabet, known))


def read_range(folder: Path, number: int) -> tuple[Found, pl.Series]:
    """The strings of a range, with notes, and the texts of those that have rows."""
    rows = pl.read_parquet(rows_file(folder, number))
    tree = read_arrays(_tree_file(folder, number))
    nodes, entropies = strings_of(rows)
    nodes = np.concatenate([tree["rowless"], nodes])
    nodes[:, kernels.PARENT], nodes[:, kernels.LETTER] = tree["parent"], tree["letter"]
    entropies = np.concatenate([tree["rowless_entropies"], entropies])
    return Found(nodes, entropies, tree["left"], tree["right"]), rows["text"]


def write_frame(path: Path, frame: pl.DataFrame) -> None:
    """Write a table as a Parquet file: rows are written and read again and again, so not as small as can be.

    The least and the greatest value of each column would tell nobody which rows to pass over.
    """
    with write_atomically(path) as stream:
        frame.write_parquet(stream, compression="lz4", statistics=False)


def write_arrays(path: Path, **arrays: Any) -> None:
    """Write some arrays into one file."""
    with write_atomically(path) as stream:
        np.savez(stream, **arrays)


def read_arrays(path: Path) -> dict[str, Any]:
    """The arrays of a file, by their names."""
    with np.load(path) as file:
        return dict(file)


def _tree_file(folder: Path, number: int) -> Path:
    return folder / f"tree-{number:05}.npz"
