"""Segment pairs from files: translation memories, tables of two columns, and pairs of parallel documents."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from glossary.errors import InputError
from glossary.linking.translations.records import SegmentPair
from glossary.linking.translations.segments import pair_documents, pairs_of_lines
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading import known_readers, read_documents
from glossary.reading.bitexts import known_bitext_readers
from glossary.reading.reader import Reader

__all__ = ["read_bitexts"]

FilePath = str | os.PathLike[str]


def read_bitexts(
    bitexts: Sequence[FilePath] = (),
    parallels: Sequence[tuple[FilePath, FilePath]] = (),
    on_skip: Callable[[Skipped], None] | None = None,
) -> list[SegmentPair]:
    """Read all segment pairs.

    Args:
        bitexts: files that hold both languages: TMX, XLIFF, tables of two columns (also in a `.txt` file).
        parallels: a Chinese document and its translation, or two folders whose files have the same names but for the
            suffixes; their paragraphs are aligned.
        on_skip: told of every file that could not be read.

    Raises:
        InputError: there is not one pair.
    """
    registry = known_bitext_readers()
    registry = registry | {".txt": registry[".tsv"]}
    pairs: list[SegmentPair] = []
    for document in read_documents(bitexts, registry=registry, on_skip=on_skip) if bitexts else ():
        pairs += pairs_of_lines(document.text, document.path)
    for source, target in parallels:
        pairs += _pairs_of_documents(Path(source), Path(target), on_skip)
    if not pairs:
        raise InputError(
            _("no segment pairs"),
            where=", ".join(map(str, [*bitexts, *(path for both in parallels for path in both)])),
            hint=_("name a TMX or XLIFF file, or lines of source, tab, target"),
        )
    return pairs


def _pairs_of_documents(source: Path, target: Path, on_skip: Callable[[Skipped], None] | None) -> list[SegmentPair]:
    translations = {_name(document, target): document for document in _read(target, on_skip)}
    pairs: list[SegmentPair] = []
    for document in _read(source, on_skip):
        translation = translations.get(_name(document, source))
        if translation is not None:
            pairs += pair_documents(document.text, translation.text, translation.path)
        elif on_skip is not None:
            on_skip(Skipped(document.path, _("no translation of this name in {folder}", folder=target)))
    return pairs


def _read(path: Path, on_skip: Callable[[Skipped], None] | None) -> list[Document]:
    registry: dict[str, Reader] = known_readers()
    return list(read_documents([path], registry=registry, on_skip=on_skip))


def _name(document: Document, root: Path) -> str:
    """What a document and its translation share: the relative path without its suffix; of two files, nothing at all."""
    return document.path.rpartition(".")[0] if root.is_dir() else ""
