"""What a reader is: the suffixes it takes, and a function from a file's bytes to documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from glossary.model import Document, Landmark
from glossary.settings import Settings

__all__ = ["Reader", "Source", "TextBuilder"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes, and the path that its documents are known by."""

    path: str
    data: bytes
    settings: Settings

    @property
    def stem(self) -> str:
        """The name of the file without its suffix: a title where the document states none."""
        return PurePosixPath(self.path).stem or self.path

    def document(
        self,
        text: str,
        encoding: str,
        *,
        title: str = "",
        path: str = "",
        data: bytes | None = None,
        landmarks: tuple[Landmark, ...] = (),
        warnings: tuple[str, ...] = (),
    ) -> Document:
        """Make a document; its identifier comes later, in the order of reading."""
        return Document(
            identifier="",
            path=path or self.path,
            title=" ".join(title.split()) or self.stem,
            text=text,
            sha256=hashlib.sha256(self.data if data is None else data).hexdigest(),
            encoding=encoding,
            landmarks=landmarks,
            warnings=warnings,
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read.

    Attributes:
        name: what a person calls the format.
        suffixes: in lower case, with the dot.
        read: gives the documents of a file; raises `InputError` for content that is not in the format.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Document]]


class TextBuilder:
    """Collects lines of text with the landmarks they stand at."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._landmarks: list[Landmark] = []
        self._length = 0

    def add(self, line: str, label: str | None = None) -> None:
        """Add a line, and where in the file it stands; a line without anything to read is left out."""
        if not line.strip():
            return
        if label is not None:
            self._landmarks.append(Landmark(self._length, label))
        self._lines.append(line)
        self._length += len(line) + 1

    def text(self) -> str:
        """All lines, joined by LF."""
        return "\n".join(self._lines)

    def landmarks(self) -> tuple[Landmark, ...]:
        """The landmarks, in order."""
        return tuple(self._landmarks)
