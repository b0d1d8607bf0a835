"""The order of the steps, written once: reading → text → extraction → linking → ranking → a glossary, or findings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import (
    AnalysedDocument,
    ConceptEntry,
    Document,
    DocumentRecord,
    Finding,
    Glossary,
    Link,
    Provenance,
    Skipped,
)
from glossary.settings import DocumentUnit, Settings

if TYPE_CHECKING:
    import polars as pl

    from glossary.extraction.sampling import Passage, Stretch
    from glossary.extraction.statistics import Candidates
    from glossary.linking.translations import SegmentPair
    from glossary.reading.reader import Reader, Source

__all__ = [
    "Checked",
    "Extraction",
    "Observer",
    "analyse",
    "check",
    "check_drafts",
    "draft_readers",
    "extract",
    "find_links",
    "fix_drafts",
    "prepare",
    "read",
    "read_distinct",
    "run",
    "run_checks",
]


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
    from glossary.reading import read_documents

    watching = observer or _Nobody()
    documents = []
    found = read_documents(paths, settings, excluded=excluded, on_skip=watching.skipped, registry=registry)
    for document in found:
        documents.append(document)
        watching.advance()
        for warning in document.warnings:
            watching.noticed(f"{document.path}: {warning}")
    return tuple(documents)


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


def prepare(document: Document) -> AnalysedDocument:
    """See in a document what counting needs: its normalised text, and what no term may cross."""
    from glossary.text.cleaning import find_barriers, find_set_aside
    from glossary.text.normalising import normalise_document

    set_aside = find_set_aside(document.text, document.set_aside)
    normalised = normalise_document(document.text, set_aside)
    return AnalysedDocument(document, normalised, set_aside, find_barriers(normalised.text))


def complete(prepared: AnalysedDocument, settings: Settings) -> AnalysedDocument:
    """See the rest in a prepared document: its structure and its words."""
    from glossary.text.normalising import normalised_offsets
    from glossary.text.segmenters import segment
    from glossary.text.structure import find_blocks, find_quotations, find_sentences

    text = prepared.text
    cells = [landmark.start for landmark in prepared.document.landmarks if landmark.is_cell]
    blocks = find_blocks(text, prepared.document.title, normalised_offsets(prepared.normalised, cells))
    return replace(
        prepared,
        blocks=blocks,
        sentences=find_sentences(text, blocks),
        quotations=find_quotations(text),
        tokens=segment(text, settings.segmenters[0]),
    )


def analyse(document: Document, settings: Settings) -> AnalysedDocument:
    """See in a document what the later steps need: its normalised text, its structure, its words."""
    return complete(prepare(document), settings)


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What a run gives: the glossary, and the table of all candidates behind it with their measures and scores."""

    glossary: Glossary
    candidates: pl.DataFrame


def extract(
    paths: Sequence[str | Path], settings: Settings | None = None, *, observer: Observer | None = None
) -> Glossary:
    """Make a glossary of the documents below `paths`.

    Raises:
        InputError: there is nothing to read.
    """
    return run(paths, settings or Settings(), observer=observer).glossary


def run(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
    pairs: Sequence[SegmentPair] = (),
) -> Extraction:
    """Make a glossary of the documents below `paths` and keep the statistics it was made from.

    `pairs` are segments in two languages, in which translations are looked for.

    Raises:
        InputError: there is nothing to read.
    """
    from glossary.extraction.sampling import choose_sample
    from glossary.extraction.statistics import count_candidates
    from glossary.linking.translations import add_translations
    from glossary.ranking.entries import build_entries
    from glossary.ranking.scoring import score_candidates
    from glossary.ranking.selection import select

    watching = observer or _Nobody()
    prepared = _prepared(paths, settings, excluded, watching)
    stretches = choose_sample(prepared, settings.sample_size)
    if stretches is None:
        documents = in_words = _analyse_all(prepared, settings, watching)
        watching.step(_("counting"), None)
        candidates = count_candidates(documents, settings)
    else:
        documents, in_words = prepared, []
        sample = _analysed_sample(prepared, stretches, settings, watching, in_words)
        candidates = count_candidates(documents, settings, sample)
    watching.step(_("linking"), None)
    links = _all_links(in_words, candidates.table["text"].to_list())
    watching.step(_("ranking"), None)
    characters = sum(len(document.text) for document in documents)
    scores = score_candidates(candidates, links, characters)
    rows = select(candidates, scores, characters, settings).tolist()
    links = (*links, *_variants(documents, candidates, rows, len(links)))
    entries = build_entries(rows, candidates, scores, links, documents, settings)
    watching.step(_("translating"), None)
    entries = add_translations(entries, documents, links, pairs, settings)
    glossary = Glossary(
        title=_title(documents),
        provenance=_provenance(documents, settings),
        documents=tuple(_record(document.document) for document in documents),
        entries=entries,
        links=_links_worth_keeping(links, entries),
    )
    return Extraction(glossary, scores.table(candidates))


def find_links(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
) -> tuple[Link, ...]:
    """Find what stands for what in the documents below `paths`, outside knowledge last.

    Raises:
        InputError: there is nothing to read.
    """
    return run(paths, settings, excluded=excluded, observer=observer).glossary.links


def check(
    paths: Sequence[str | Path],
    glossary: Glossary | None = None,
    settings: Settings | None = None,
    *,
    observer: Observer | None = None,
) -> list[Finding]:
    """Find what an attentive editor would mark in the drafts below `paths`.

    Args:
        paths: files or folders; all drafts together are checked for consistency.
        glossary: the terms to hold them to; without one a draft is held to itself.
        settings: how to read them.
        observer: who wants to know how it gets on.

    Raises:
        InputError: there is nothing to read.
    """
    return run_checks(paths, glossary, settings or Settings(), observer=observer).findings


@dataclass(frozen=True, slots=True)
class Checked:
    """What a run of the checks gives: the findings, and the drafts as they were read."""

    findings: list[Finding]
    documents: tuple[Document, ...]


def run_checks(
    paths: Sequence[str | Path],
    glossary: Glossary | None,
    settings: Settings,
    *,
    observer: Observer | None = None,
) -> Checked:
    """Check the drafts below `paths`, tables of segments included, and keep them with the findings.

    Raises:
        InputError: there is nothing to read.
    """
    watching = observer or _Nobody()
    watching.step(_("reading"), None)
    documents = read(paths, settings, observer=watching, registry=draft_readers(paths))
    if not documents:
        raise _nothing_to_read(paths)
    return Checked(check_drafts(documents, glossary, settings, observer=watching), documents)


def check_drafts(
    documents: Sequence[Document],
    glossary: Glossary | None,
    settings: Settings,
    *,
    observer: Observer | None = None,
) -> list[Finding]:
    """Check drafts that have been read; comments in them may silence findings."""
    from glossary.checking import check_documents
    from glossary.checking.suppression import not_suppressed, unknown_codes, without_comments

    watching = observer or _Nobody()
    for document in documents:
        for message in unknown_codes(document):
            watching.noticed(message)
    watching.step(_("analysing"), len(documents))
    analysed = []
    for document in documents:
        analysed.append(analyse(without_comments(document), settings))
        watching.advance()
    watching.step(_("checking"), None)
    return not_suppressed(check_documents(analysed, glossary), documents)


# Fixes may make room for others, a term in a form that is then consistent, say; they settle after two or three rounds.
_ROUNDS = 8


def fix_drafts(
    documents: Sequence[Document],
    glossary: Glossary | None,
    settings: Settings,
    *,
    wanted: Callable[[list[Finding], Sequence[Document]], list[Finding]] = lambda findings, _documents: findings,
) -> tuple[Document, ...]:
    """Write sure suggestions into drafts of plain text, again and again until there is none left.

    What is fixed once stays as it is when it is fixed again; drafts whose fixes never settle are left alone.

    Args:
        documents: the drafts as they were read.
        glossary: the terms to hold them to.
        settings: how to analyse them.
        wanted: chooses those findings that count, of the drafts as they stand.
    """
    from glossary.checking.fixing import fixed_text, is_fixable

    current = tuple(documents)
    for _round in range(_ROUNDS):
        by_path: dict[str, list[Finding]] = {}
        for finding in wanted(check_drafts(current, glossary, settings), current):
            by_path.setdefault(finding.path, []).append(finding)
        fixed = tuple(
            replace(document, text=fixed_text(document, by_path.get(document.path, ())))
            if is_fixable(document)
            else document
            for document in current
        )
        if fixed == current:
            return fixed
        current = fixed
    return tuple(documents)


def draft_readers(paths: Sequence[str | Path]) -> dict[str, Reader]:
    """The readers for drafts by suffix: those of documents and of bilingual files.

    Tables that may be anything, such as a glossary, are taken only where one of the paths names such a file.
    """
    from glossary.reading import known_readers
    from glossary.reading.bitexts import known_bitext_readers

    named = {Path(path).suffix.lower() for path in paths}
    known = known_readers()
    bilingual = {
        suffix: _first_that_reads(reader, known[suffix]) if suffix in known else reader
        for suffix, reader in known_bitext_readers().items()
        if suffix != ".docx" and (suffix not in {".csv", ".xlsx", ".xlsm"} or suffix in named)
    }
    return known | bilingual


def _first_that_reads(bilingual: Reader, general: Reader) -> Reader:
    """A reader that takes a file for a table of segments where it is one, else for a document."""

    def read_either(source: Source) -> Iterator[Document | Skipped]:
        try:
            found = list(bilingual.read(source))
        except InputError:
            found = list(general.read(source))
        yield from found

    return replace(bilingual, read=read_either)


def _nothing_to_read(paths: Sequence[str | Path]) -> InputError:
    return InputError(
        _("nothing to read"),
        where=", ".join(map(str, paths)),
        hint=_("name a folder or file with text, web pages, Word, PDF, slides or sheets"),
    )


def _prepared(
    paths: Sequence[str | Path], settings: Settings, excluded: Sequence[Path], watching: Observer
) -> list[AnalysedDocument]:
    watching.step(_("reading"), None)
    documents = read_distinct(paths, settings, excluded=excluded, observer=watching)
    if not documents:
        raise _nothing_to_read(paths)
    watching.step(_("cleaning"), len(documents))
    prepared = []
    for document in documents:
        prepared.append(prepare(document))
        watching.advance()
    return prepared


def _analyse_all(
    prepared: Sequence[AnalysedDocument], settings: Settings, watching: Observer
) -> list[AnalysedDocument]:
    watching.step(_("analysing"), len(prepared))
    analysed = []
    for document in prepared:
        analysed.append(complete(document, settings))
        watching.advance()
    return analysed


def _analysed_sample(
    prepared: Sequence[AnalysedDocument],
    stretches: Sequence[Stretch],
    settings: Settings,
    watching: Observer,
    analysed: list[AnalysedDocument],
) -> Iterator[Passage]:
    """Analyse the passages of a sample one by one, as they are asked for, and keep them in `analysed`."""
    from glossary.extraction.sampling import Passage, excerpt

    watching.step(_("counting"), len(stretches))
    for index, start, end in stretches:
        passage = complete(excerpt(prepared[index], start, end), settings)
        analysed.append(passage)
        yield Passage(index, start, passage)
        watching.advance()


def _all_links(documents: Sequence[AnalysedDocument], candidates: Sequence[str]) -> tuple[Link, ...]:
    """What the documents say, then what the lexicons know of surfaces that stand in them; with identifiers."""
    from glossary.linking.abbreviations import link_abbreviations
    from glossary.linking.abbreviations.lexicon import lexicon_links

    found = link_abbreviations(documents, candidates)
    known = lexicon_links(candidates)
    return tuple(replace(link, identifier=f"l{number}") for number, link in enumerate((*found, *known), start=1))


def _variants(
    documents: Sequence[AnalysedDocument], candidates: Candidates, rows: Sequence[int], before: int
) -> Iterator[Link]:
    """Which of the chosen candidates are, or may be, one term; with identifiers that follow the `before` links."""
    from glossary.linking.variants import WrittenTerm, link_variants

    chosen = candidates.table[rows]
    terms = [
        WrittenTerm(text, tuple(words.split()), candidates.occurrences[row])
        for row, text, words in zip(rows, chosen["text"], chosen["words"], strict=True)
        if candidates.occurrences[row]
    ]
    for number, link in enumerate(link_variants(documents, terms), start=before + 1):
        yield replace(link, identifier=f"l{number}")


def _links_worth_keeping(links: Sequence[Link], entries: Sequence[ConceptEntry]) -> tuple[Link, ...]:
    """All links the documents give; of outside knowledge, what explains an entry."""
    used = {identifier for entry in entries for identifier in entry.links}
    return tuple(link for link in links if link.source == "text" or link.identifier in used)


def _record(document: Document) -> DocumentRecord:
    return DocumentRecord(document.identifier, document.path, document.title, document.sha256, document.encoding)


def _title(documents: Sequence[AnalysedDocument]) -> str:
    """The title of the first document, and how many more there are; the same in every language."""
    first = documents[0].document.title
    others = len(documents) - 1
    return f"{first} (+{others})" if others else first


def _provenance(documents: Sequence[AnalysedDocument], settings: Settings) -> Provenance:
    from glossary import __version__
    from glossary.lexicons import lexicon_names, read_notice

    digests = sorted(document.document.sha256 for document in documents)
    return Provenance(
        version=__version__,
        settings=settings.changed(),
        lexicons={name: read_notice(name).sha256 for name in lexicon_names()},
        input_digest=hashlib.sha256("\n".join(digests).encode()).hexdigest(),
    )
