"""What a reader is: the suffixes it takes, and a function from a file's bytes to documents."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath

from glossary.model import Document, Landmark, SetAside, Skipped
from glossary.settings import Settings

__all__ = ["Reader", "Source", "TextBuilder"]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's bytes, and the path that its documents are known by.

    Attributes:
        lines_before: of a block of a larger file, the lines before it.
    """

    path: str
    data: bytes
    settings: Settings
    lines_before: int = 0

    @property
    def stem(self) -> str:
        """The name of the file without its suffix: a title where the document states none."""
        return _stem(self.path)

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
        set_aside: tuple[SetAside, ...] = (),
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
            set_aside=set_aside,
        )

    def document_of(
        self, builder: TextBuilder, encoding: str = "utf-8", *, title: str = "", warnings: tuple[str, ...] = ()
    ) -> Document:
        """Make a document of what a builder collected."""
        return self.document(
            builder.text(),
            encoding,
            title=title,
            landmarks=builder.landmarks(),
            warnings=warnings,
            set_aside=builder.set_aside(),
        )


@lru_cache(maxsize=1)
def _stem(path: str) -> str:
    return PurePosixPath(path).stem or path


@dataclass(frozen=True, slots=True)
class Reader:
    """A format that can be read.

    Attributes:
        name: what a person calls the format.
        suffixes: in lower case, with the dot.
        read: gives the documents of a file, and what of it was skipped while the rest could be read; raises
            `InputError` for content that is not in the format.
        in_lines: whether every line is a document of its own, so that a large file can be read in blocks.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source], Iterator[Document | Skipped]]
    in_lines: Callable[[Settings], bool] = lambda _settings: False


class TextBuilder:
    """Collects lines of text with the landmarks they stand at."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._landmarks: list[Landmark] = []
        self._set_aside: list[SetAside] = []
        self._length = 0

    def add(self, line: str, label: str | None = None, *, rule: str | None = None, cell: bool = False) -> None:
        """Add a line, and where in the file it stands; a line without anything to read is left out.

        `rule` says why the line is no text of the author's; `cell`, that it stands in a cell of a table.
        """
        self.add_pieces([(line, label)], rule=rule, cell=cell)

    def add_pieces(
        self, pieces: Sequence[tuple[str, str | None]], *, rule: str | None = None, cell: bool = False
    ) -> None:
        """Add a line of several pieces, each with its landmark: a paragraph that goes on on the next page."""
        line = "".join(piece for piece, _label in pieces)
        if not line.strip():
            return
        start = self._length
        for piece, label in pieces:
            if label is not None and (cell or not self._landmarks or self._landmarks[-1].label != label):
                self._landmarks.append(Landmark(start, label, cell))
            start += len(piece)
        if rule is not None:
            self._set_aside.append(SetAside(self._length, self._length + len(line), rule))
        self._lines.append(line)
        self._length += len(line) + 1

    @property
    def length(self) -> int:
        """Where the next line will start."""
        return self._length

    def text(self) -> str:
        """All lines, joined by LF."""
        return "\n".join(self._lines)

    def landmarks(self) -> tuple[Landmark, ...]:
        """The landmarks, in order."""
        return tuple(self._landmarks)

    def set_aside(self) -> tuple[SetAside, ...]:
        """The lines that are no text of the author's, in order."""
        return tuple(self._set_aside)
