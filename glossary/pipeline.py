"""The order of the steps, written once: reading → text → extraction → linking → ranking → a glossary, or findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

from glossary.model import AnalysedDocument, Document, Skipped
from glossary.settings import Settings

__all__ = ["Observer", "analyse", "read"]


class Observer(Protocol):
    """Who wants to know how a run gets on: the command line's progress bar, or nobody."""

    def step(self, name: str, total: int | None) -> None:
        """A step begins; `total` is its number of parts, or None where that is not known."""

    def advance(self, count: int = 1) -> None:
        """So many more parts of the step are done."""

    def skipped(self, skipped: Skipped) -> None:
        """An input could not be read; the run goes on."""

    def noticed(self, message: str) -> None:
        """Something a person should know, in one line."""


class _Nobody:
    """The observer of a run that nobody watches."""

    def step(self, name: str, total: int | None) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def skipped(self, skipped: Skipped) -> None:
        pass

    def noticed(self, message: str) -> None:
        pass


def read(
    paths: Iterable[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
) -> tuple[Document, ...]:
    """Read all documents below `paths`, in a fixed order.

    What cannot be read is told to the observer; the rest is read. `excluded` folders are passed over.
    """
    from glossary.reading import read_documents

    watching = observer or _Nobody()
    documents = []
    for document in read_documents(paths, settings, excluded=excluded, on_skip=watching.skipped):
        documents.append(document)
        watching.advance()
        for warning in document.warnings:
            watching.noticed(f"{document.path}: {warning}")
    return tuple(documents)


def analyse(document: Document, settings: Settings) -> AnalysedDocument:
    """See in a document what the later steps need: its normalised text, its structure, its words."""
    from glossary.text.cleaning import find_barriers, find_set_aside
    from glossary.text.normalising import normalise_document
    from glossary.text.segmenters import segment
    from glossary.text.structure import find_blocks, find_quotations, find_sentences

    set_aside = find_set_aside(document.text)
    normalised = normalise_document(document.text, set_aside)
    text = normalised.text
    blocks = find_blocks(text, document.title)
    return AnalysedDocument(
        document=document,
        normalised=normalised,
        set_aside=set_aside,
        barriers=find_barriers(text),
        blocks=blocks,
        sentences=find_sentences(text, blocks),
        quotations=find_quotations(text),
        tokens=segment(text, settings.segmenters[0]),
    )
