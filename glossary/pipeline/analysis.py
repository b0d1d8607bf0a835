"""Reading → text: from paths to documents, from a document to all that the later steps need of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import AnalysedDocument, Barrier, Document, NormalisedText, SetAside
from glossary.pipeline.observing import Nobody, Observer
from glossary.settings import DocumentUnit, Settings
from glossary.sharing import share_each

if TYPE_CHECKING:
    from glossary.reading.reader import Reader

__all__ = [
    "analyse",
    "complete",
    "nothing_to_read",
    "prepare",
    "prepare_all",
    "read",
    "read_distinct",
    "read_one_by_one",
    "uncut_terms",
    "with_structure",
]

# Characters that are prepared in one go where many documents are: a tenth of a second's work.
_TOGETHER = 500_000


def read(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
    registry: Mapping[str, Reader] | None = None,
) -> tuple[Document, ...]:
    """Read all documents below `paths`, in a fixed order.

    What cannot be read is told to the observer; the rest is read. `excluded` folders are passed over. `registry` has
    the readers by suffix; None stands for those of documents.
    """
    return tuple(read_one_by_one(paths, settings, excluded=excluded, observer=observer, registry=registry))


def read_one_by_one(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
    registry: Mapping[str, Reader] | None = None,
    **known: Any,
) -> Iterator[Document]:
    """Read all documents below `paths` as they are asked for; see `read`.

    `known` says which files need not be read, see `reading.read_documents`.
    """
    from glossary.reading import read_documents

    watching = observer or Nobody()
    for document in read_documents(
        paths, settings, excluded=excluded, on_skip=watching.skipped, registry=registry, **known
    ):
        yield document
        watching.advance()
        for warning in document.warnings:
            watching.noticed(f"{document.path}: {warning}")


def read_distinct(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
) -> tuple[Document, ...]:
    """Read all documents below `paths`; what they repeat is set aside in all but the first one.

    Lines that are documents of their own are left as they are: in a collection of records, repetition is the author's.
    """
    from glossary.text.repetition import set_aside_repetitions

    documents = read(paths, settings, excluded=excluded, observer=observer)
    return documents if settings.document_unit is DocumentUnit.LINE else set_aside_repetitions(documents)


def prepare(document: Document, settings: Settings | None = None) -> AnalysedDocument:
    """See in a document what counting needs: its normalised text, and what no term may cross."""
    from glossary.text.cleaning import find_barriers, find_set_aside
    from glossary.text.normalising import normalise_document

    set_aside = find_set_aside(document.text, document.set_aside)
    normalised = normalise_document(document.text, set_aside, (settings or Settings()).regional_words)
    return AnalysedDocument(document, normalised, set_aside, find_barriers(normalised.text))


def prepare_all(
    documents: Sequence[Document],
    on_done: Callable[[int], None],
    settings: Settings | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> list[AnalysedDocument]:
    """Prepare documents, many of them in two processes; `on_done` is told how many more are done.

    `meanwhile` is called where a second process is at work, see `share`.
    """

    def seen(some: Sequence[Document]) -> list[tuple[NormalisedText | None, tuple[SetAside, ...], tuple[Barrier, ...]]]:
        prepared = [prepare(document, settings) for document in some]
        return [(_if_other(document), document.set_aside, document.barriers) for document in prepared]

    found = share_each(seen, documents, _TOGETHER, lambda document: len(document.text), on_done, meanwhile)
    return [
        AnalysedDocument(document, normalised or NormalisedText(document.text), set_aside, barriers)
        for document, (normalised, set_aside, barriers) in zip(documents, found, strict=True)
    ]


def _if_other(prepared: AnalysedDocument) -> NormalisedText | None:
    """The normalised text if it is not the original one, which then need not be sent to and fro or kept twice."""
    return None if prepared.text == prepared.document.text and not prepared.normalised.edits else prepared.normalised


def complete(
    prepared: AnalysedDocument,
    settings: Settings,
    on_progress: Callable[[int], None] | None = None,
    boundaries: bytes | None = None,
) -> AnalysedDocument:
    """See the rest in a prepared document: its structure and its words.

    `on_progress` is told how many characters more are cut. `boundaries` say where the words of the dictionary begin,
    where that is known.
    """
    from glossary.text.segmenters import segment

    terms = uncut_terms(settings)
    tokens = segment(prepared.text, settings.segmenters[0], terms=terms, boundaries=boundaries, on_progress=on_progress)
    return replace(with_structure(prepared), tokens=tokens)


def with_structure(prepared: AnalysedDocument) -> AnalysedDocument:
    """See in a prepared document its headings, lists and paragraphs, its sentences and what it quotes."""
    from glossary.text.normalising import normalised_offsets
    from glossary.text.structure import find_blocks, find_quotations, find_sentences

    text = prepared.text
    cells = [landmark.start for landmark in prepared.document.landmarks if landmark.is_cell]
    blocks = find_blocks(text, prepared.document.title, normalised_offsets(prepared.normalised, cells))
    return replace(
        prepared,
        blocks=blocks,
        sentences=find_sentences(text, blocks),
        quotations=find_quotations(text),
    )


def uncut_terms(settings: Settings) -> tuple[str, ...]:
    """The user's own terms and those of the termbase, as they stand in normalised texts."""
    return _normalised(settings.whole_terms + settings.known_terms)


@cache
def _normalised(terms: tuple[str, ...]) -> tuple[str, ...]:
    from glossary.text.normalising import normalise

    return tuple(map(normalise, terms))


def analyse(document: Document, settings: Settings, observer: Observer | None = None) -> AnalysedDocument:
    """See in a document what the later steps need: its normalised text, its structure, its words."""
    watching = observer or Nobody()
    prepared = prepare(document, settings)
    watching.step(_("analysing"), len(prepared.text))
    return complete(prepared, settings, watching.advance)


def nothing_to_read(paths: Sequence[str | Path]) -> InputError:
    """Say that nothing was found below `paths`."""
    return InputError(
        _("nothing to read"),
        where=", ".join(map(str, paths)),
        hint=_("name a folder or file with text, web pages, Word, PDF, slides or sheets"),
    )
