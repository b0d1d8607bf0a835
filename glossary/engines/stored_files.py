"""Files whose documents are all stored: recognised by their bytes, they need not be read a second time.

Times and sizes are not asked: a file that is passed over by mistake would be worse than one that is read for nothing,
and its digest takes a hundredth of the time of reading and storing it.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from glossary.reading import STANDARD_INPUT
from glossary.reading.inputs import Input
from glossary.writing import write_atomically

__all__ = ["StoredFiles"]

_FILE = "files.json"


class _StoredFile(msgspec.Struct, frozen=True):
    """A file, the sha256 of its bytes, and how many documents there are up to its end."""

    path: str
    sha256: str
    last: int


class StoredFiles:
    """The files that a work folder begins with, and those that are read after them.

    Attributes:
        passed: documents of the files that were passed over.
    """

    def __init__(self, folder: Path) -> None:
        self.passed = 0
        self._folder = folder
        self._known: list[_StoredFile] | None = None
        self._files: list[_StoredFile] = []
        self._is_beginning = True

    def passing(self, found: Input) -> int:
        """How many documents of the next file are stored: all, where it and those before it are the same as then."""
        if self._known is None:
            self._known = _read(self._folder)
        number = len(self._files)
        if self._is_beginning and number < len(self._known):
            known = self._known[number]
            if found.path == known.path and _digest(found.file) == known.sha256:
                self._files.append(known)
                documents, self.passed = known.last - self.passed, known.last
                return documents
        self._is_beginning = False
        return 0

    def note(self, found: Input, sha256: str, first: int, last: int) -> None:
        """Note a file that was read, unless other documents stand between it and those that were noted.

        Args:
            found: the file.
            sha256: of its bytes.
            first: how many documents there are before it.
            last: how many there are up to its end.
        """
        if first == (self._files[-1].last if self._files else 0) and found.path != STANDARD_INPUT:
            self._files.append(_StoredFile(found.path, sha256, last))

    def save(self, documents: int) -> None:
        """Write down which files are stored, now that so many documents are."""
        with write_atomically(self._folder / _FILE) as stream:
            stream.write(msgspec.json.encode([file for file in self._files if file.last <= documents]))

    def forget(self) -> None:
        """Begin anew: nothing is stored."""
        (self._folder / _FILE).unlink(missing_ok=True)


def _read(folder: Path) -> list[_StoredFile]:
    file = folder / _FILE
    return msgspec.json.decode(file.read_bytes(), type=list[_StoredFile]) if file.exists() else []


def _digest(file: Path) -> str:
    """The sha256 of a file; none where it cannot be read, which reading will say."""
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""
