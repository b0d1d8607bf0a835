"""Word alignment by eflomal, which is run as a program of its own and is not part of this one.

R. Östling and J. Tiedemann, "Efficient Word Alignment with Markov Chain Monte Carlo", The Prague Bulletin of
Mathematical Linguistics 106, 2016, pages 125-146. Its licence is the GPL: nothing of it is imported, it reads and
writes files. These hold the numbers of words instead of words, so that both aligners see the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError, MissingExtraError
from glossary.linking.translations.words import WordPairs
from glossary.messages import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["PROGRAM", "align_words_with_eflomal", "find_program"]

PROGRAM = "eflomal-align"


def find_program() -> str | None:
    """The path of the program: beside this Python, where pip puts it, or else wherever the system looks."""
    beside = str(Path(sys.executable).parent)
    return shutil.which(PROGRAM, path=os.pathsep.join([beside, os.environ.get("PATH", os.defpath)]))


def align_words_with_eflomal(words: WordPairs) -> list[NDArray[np.float64]]:
    """A matrix for each segment: target word i (row) belongs to source word j (column) by the share of both directions.

    A link of both directions is 1, one of a single direction 0.5. eflomal draws by chance and takes no seed, so two
    runs may differ a little.

    Raises:
        MissingExtraError: the program is not installed.
        InputError: it failed.
    """
    program = find_program()
    if program is None:
        raise MissingExtraError(_("eflomal is not installed"), hint=_("run {command}", command="pip install eflomal"))
    if not words.pairs:
        return []
    with tempfile.TemporaryDirectory(prefix="glossary-") as name:
        folder = Path(name)
        _write_numbers(folder / "source", (pair.source_ids for pair in words.pairs))
        _write_numbers(folder / "target", (pair.target_ids for pair in words.pairs))
        _run(program, folder)
        forward, backward = ((folder / side).read_text(encoding="ascii").splitlines() for side in ("fwd", "rev"))
    return [
        (
            _matrix(there, len(pair.target_ids), len(pair.source_ids))
            + _matrix(back, len(pair.target_ids), len(pair.source_ids))
        )
        / 2
        for pair, there, back in zip(words.pairs, forward, backward, strict=True)
    ]


def _run(program: str, folder: Path) -> None:
    command = [program, "-s", "source", "-t", "target", "-f", "fwd", "-r", "rev"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)  # noqa: S603
    if done.returncode:
        raise InputError(
            _("eflomal failed: {reason}", reason=done.stderr.strip().rpartition("\n")[2] or done.returncode),
            where=program,
        )


def _write_numbers(path: Path, sides: Iterable[Sequence[int] | NDArray[np.int64]]) -> None:
    path.write_text("".join(" ".join(map(str, side)) + "\n" for side in sides), encoding="ascii")


def _matrix(links: str, rows: int, columns: int) -> NDArray[np.float64]:
    """The links of a segment, written as 0-0 1-2 (source word, target word), as ones in a matrix of zeros."""
    import numpy as np

    matrix = np.zeros((rows, columns))
    for link in links.split():
        source, _dash, target = link.partition("-")
        matrix[int(target), int(source)] = 1.0
    return matrix
