"""The documents of a run, in memory or on disk, and what is counted over all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from glossary.errors import SettingsError
from glossary.keeping import Keeping, NothingKept
from glossary.messages import _
from glossary.model import AnalysedDocument, Document
from glossary.pipeline.analysis import (
    nothing_to_read,
    prepare,
    prepare_all,
    read_distinct,
    read_one_by_one,
    uncut_terms,
)
from glossary.pipeline.observing import Observer
from glossary.settings import DocumentUnit, Engine, Settings

if TYPE_CHECKING:
    from glossary.engines.corpus import Corpus, Prepare
    from glossary.extraction.sampling import Stretch
    from glossary.extraction.whole import Whole
    from glossary.linking.translations.brackets import Bracket

__all__ = ["Documents", "LocalDocuments", "gather"]

# Of work folders: raised when other things are stored, so that those of before are refused.
_LAYOUT = 2
# Characters of a text with which all rules of cleaning are loaded.
_BEGINNING = 10_000


class Documents(Protocol):
    """The prepared documents of a run.

    Attributes:
        prepared: one by one; those on disk are read when they are asked for.
        characters: of all their normalised texts.
    """

    prepared: Sequence[AnalysedDocument]
    characters: int

    def sample(self, limit: int) -> list[Stretch] | None:
        """See `extraction.sampling.choose_sample`."""

    def whole(self, settings: Settings, watching: Observer) -> Whole | None:
        """What counts all of them where a sample is read; None for counting in this process."""

    def digests(self) -> Iterator[bytes]:
        """The sha256 of each document's file, ascending."""

    def brackets(self, terms: Collection[str]) -> Mapping[str, Sequence[Bracket]]:
        """See `linking.translations.brackets.find_brackets`."""

    def keeping(self, settings: Settings) -> Keeping:
        """Where results about parts of them are kept for the next run."""


class LocalDocuments:
    """Documents in memory."""

    def __init__(self, prepared: Sequence[AnalysedDocument]) -> None:
        self.prepared = prepared
        self.characters = sum(len(document.text) for document in prepared)

    def sample(self, limit: int) -> list[Stretch] | None:
        """See `Documents`."""
        from glossary.extraction.sampling import choose_sample

        return choose_sample(self.prepared, limit)

    def whole(self, _settings: Settings, _watching: Observer) -> Whole | None:
        """See `Documents`."""
        return None

    def digests(self) -> Iterator[bytes]:
        """See `Documents`."""
        yield from sorted(bytes.fromhex(document.document.sha256) for document in self.prepared)

    def brackets(self, terms: Collection[str]) -> Mapping[str, Sequence[Bracket]]:
        """See `Documents`."""
        from glossary.linking.translations.brackets import find_brackets

        return find_brackets(self.prepared, terms)

    def keeping(self, _settings: Settings) -> Keeping:
        """See `Documents`."""
        return NothingKept()


class StoredDocuments:
    """Documents in a work folder."""

    def __init__(self, corpus: Corpus) -> None:
        self.prepared: Sequence[AnalysedDocument] = corpus
        self.characters = corpus.characters
        self._corpus = corpus

    def sample(self, limit: int) -> list[Stretch] | None:
        """See `Documents`."""
        return self._corpus.sample(limit)

    def whole(self, settings: Settings, watching: Observer) -> Whole | None:
        """See `Documents`."""
        from glossary.engines.stored_counts import StoredCounts
        from glossary.extraction.whole import least_counted, longest_counted

        least = least_counted(self.characters, settings)
        return StoredCounts(self._corpus, least, self._count(least, longest_counted(settings), settings, watching))

    def _count(self, least: int, longest: int, settings: Settings, watching: Observer) -> Sequence[Path]:
        if settings.engine is Engine.SPARK:
            from glossary.engines.spark import count_corpus, open_session

            watching.step(_("counting"), None)
            return count_corpus(open_session(settings.master), self._corpus, least, longest)
        from glossary.engines.shards import count_ranges, occurrences_at_a_time

        return count_ranges(
            *(self._corpus, least, longest, occurrences_at_a_time(settings.memory)),
            on_plan=lambda ranges: watching.step(_("counting"), ranges),
            on_done=watching.advance,
        )

    def digests(self) -> Iterator[bytes]:
        """See `Documents`."""
        return self._corpus.sorted_digests()

    def brackets(self, terms: Collection[str]) -> Mapping[str, Sequence[Bracket]]:
        """See `Documents`."""
        return self._corpus.brackets(terms)

    def keeping(self, settings: Settings) -> Keeping:
        """See `Documents`. A segmenter with a model of its own may give other words the next time."""
        from glossary.engines.kept_results import KeptResults
        from glossary.text.segmenters import DEFAULT

        if settings.segmenters[0] != DEFAULT:
            return NothingKept()
        return KeptResults(self._corpus.folder, _fingerprint(settings, *uncut_terms(settings)))


def gather(paths: Sequence[str | Path], settings: Settings, excluded: Sequence[Path], watching: Observer) -> Documents:
    """Read and prepare the documents below `paths`, in memory or into the work folder.

    Raises:
        InputError: there is nothing to read, or the work folder holds something else.
        SettingsError: an engine other than the local one has no work folder, or too little memory.
    """
    watching.step(_("reading"), None)
    if settings.engine is Engine.LOCAL:
        documents = read_distinct(paths, settings, excluded=excluded, observer=watching)
        if not documents:
            raise nothing_to_read(paths)
        watching.step(_("cleaning"), len(documents))
        large = sum(len(document.text) for document in documents) > settings.sample_size
        meanwhile = _load_ahead if large else lambda: None
        return LocalDocuments(prepare_all(documents, watching.advance, settings, meanwhile))
    if settings.work is None:
        raise SettingsError(_("no work folder"), where="--work", hint=_("name a folder to keep the shards in"))
    if settings.engine is Engine.SHARDS:
        from glossary.engines.free_memory import keep_little_memory

        keep_little_memory()  # before anything that follows loads what makes tables
        from glossary.engines.shards import occurrences_at_a_time

        occurrences_at_a_time(settings.memory)  # before all is read, so that too little is said at once
    return StoredDocuments(_store(paths, settings, (*excluded, Path(settings.work)), watching))


def _load_ahead() -> None:
    """Load what this process, and no other one, will need for the counts and the sample of many documents."""
    import polars  # noqa: F401

    from glossary.extraction.counting import refinement  # noqa: F401
    from glossary.extraction.counting.boundaries import load_dictionary
    from glossary.text.segmenters.dictionary import dictionary

    load_dictionary()
    dictionary()


def _store(paths: Sequence[str | Path], settings: Settings, excluded: Sequence[Path], watching: Observer) -> Corpus:
    from glossary.engines.corpus import store_corpus
    from glossary.engines.stored_files import StoredFiles

    folder = Path(settings.work or "")

    def prepared(some: Sequence[Document]) -> Sequence[AnalysedDocument]:
        _load_rules(some[0].text, settings)
        return prepare_all(some, lambda _count: None, settings)

    if settings.document_unit is DocumentUnit.LINE:
        files = StoredFiles(folder)
        documents = read_one_by_one(
            paths, settings, excluded=excluded, observer=watching, passing=files.passing, on_read=files.note
        )
        return store_corpus(documents, folder, _fingerprint(settings), prepared, files=files)
    documents = read_one_by_one(paths, settings, excluded=excluded, observer=watching)
    return _store_distinct(documents, folder, _fingerprint(settings), prepared)


def _load_rules(text: str, settings: Settings) -> None:
    """Load what cleaning and cutting look things up in, before a copy of this process would load it for itself."""
    from glossary.text.segmenters.dictionary import dictionary

    prepare(Document("", "", "", text[:_BEGINNING], "", ""), settings)
    dictionary()


def _store_distinct(documents: Iterable[Document], folder: Path, fingerprint: str, prepare: Prepare) -> Corpus:
    """Store documents with what they repeat set aside: seen once to find it, kept on disk meanwhile.

    Where the new ones change which lines at edges count as repeated, the folder is begun anew.
    """
    from glossary.engines.corpus import forget_other_frame, store_corpus
    from glossary.engines.spool import Spool
    from glossary.text.repetition import Repetitions, repeated_edges

    with Spool(folder) as spool:
        edges = repeated_edges(spool.keep(documents))
        frame = hashlib.sha256(repr(sorted(edges)).encode("utf-8", "surrogatepass")).hexdigest()
        forget_other_frame(folder, fingerprint, frame)
        return store_corpus(map(Repetitions(edges).set_aside, spool), folder, f"{fingerprint}:{frame}", prepare)


def _fingerprint(settings: Settings, *more: str) -> str:
    """Of all that decides what is stored, and of more."""
    from glossary import __version__

    stored = (__version__, _LAYOUT, settings.document_unit, settings.regional_words, *more)
    return hashlib.sha256(repr(tuple(map(str, stored))).encode()).hexdigest()
