"""The statistics table as a Parquet file, for people who compute on it. It is no glossary and is not read back."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from glossary.writing import write_atomically

if TYPE_CHECKING:
    import polars

__all__ = ["write_table"]


def write_table(frame: polars.DataFrame, path: str | os.PathLike[str]) -> None:
    """Write a table of candidates and their measures; equal tables give equal bytes.

    Raises:
        FormatError: the file cannot be written.
    """
    with write_atomically(path) as stream:
        frame.write_parquet(stream, compression="zstd", statistics=True)
