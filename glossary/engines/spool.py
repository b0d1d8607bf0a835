"""Documents that are needed twice and do not fit in memory: a file that is gone when they have been used."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

import msgspec

from glossary.model import Document

__all__ = ["Spool"]

# Bytes of the length before each document.
_LENGTH = 8


class Spool(Iterable[Document]):
    """Documents on disk, given in the order in which they came."""

    def __init__(self, folder: Path) -> None:
        """Take the folder for the file; it has no name there, so that a kill leaves nothing behind."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115

    def __enter__(self) -> Spool:
        """Give the spool."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of the file."""
        self._file.close()

    def keep(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Pass documents on and keep them."""
        encoder = msgspec.msgpack.Encoder()
        for document in documents:
            record = encoder.encode(document)
            self._file.write(len(record).to_bytes(_LENGTH))
            self._file.write(record)
            yield document

    def __iter__(self) -> Iterator[Document]:
        """The documents that were kept."""
        decoder = msgspec.msgpack.Decoder(Document)
        self._file.seek(0)
        while length := self._file.read(_LENGTH):
            yield decoder.decode(self._file.read(int.from_bytes(length)))
