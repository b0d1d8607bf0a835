"""Extraction → linking → ranking: from paths to a glossary."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.decisions import Decision, decide, left_out_texts, pinned_texts
from glossary.messages import _
from glossary.model import AnalysedDocument, ConceptEntry, Document, DocumentRecord, Glossary, Link, Provenance
from glossary.pipeline.analysis import complete, uncut_terms
from glossary.pipeline.corpora import Documents, gather
from glossary.pipeline.dictionaries import add_from_files
from glossary.pipeline.observing import Nobody, Observer
from glossary.settings import Engine, Settings

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

    from glossary.extraction.statistics import Candidates
    from glossary.linking.translations import SegmentPair

__all__ = ["Extraction", "extract", "find_links", "run"]


# The identifier of a document: its number, from 1.
_NUMBERED = re.compile("d[1-9][0-9]*")


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """What a run gives: the glossary, the table of all candidates behind it with their measures and scores.

    Attributes:
        glossary: of a large corpus, of which a sample is read, it lists only the documents that it names.
        candidates: see `extraction.statistics.COLUMNS`.
        documents: how many were counted.
    """

    glossary: Glossary
    candidates: pl.DataFrame
    documents: int


def extract(
    paths: Sequence[str | Path],
    settings: Settings | None = None,
    *,
    observer: Observer | None = None,
    decisions: Sequence[Decision] = (),
) -> Glossary:
    """Make a glossary of the documents below `paths`, as people decided about its entries.

    Raises:
        InputError: there is nothing to read.
    """
    return run(paths, settings or Settings(), observer=observer, decisions=decisions).glossary


def run(
    paths: Sequence[str | Path],
    settings: Settings,
    *,
    excluded: Sequence[Path] = (),
    observer: Observer | None = None,
    pairs: Sequence[SegmentPair] = (),
    decisions: Sequence[Decision] = (),
) -> Extraction:
    """Make a glossary of the documents below `paths` and keep the statistics it was made from.

    `pairs` are segments in two languages, in which translations are looked for. `decisions` hold, whatever the
    documents say.

    Raises:
        InputError: there is nothing to read.
    """
    from glossary.extraction.statistics import count_candidates
    from glossary.linking.translations import add_translations
    from glossary.pipeline.sampled import sampled_passages
    from glossary.ranking.decided import pinned_entries, pinned_rows
    from glossary.ranking.entries import build_entries
    from glossary.ranking.scoring import score_candidates
    from glossary.ranking.selection import select
    from glossary.ranking.wanted import unwanted_texts
    from glossary.text.segmenters import prepare_segmenter

    watching = observer or Nobody()
    for name in settings.segmenters:
        prepare_segmenter(name)
    gathered = gather(paths, settings, excluded, watching)
    documents: Sequence[AnalysedDocument] = gathered.prepared
    keeping = gathered.keeping(settings)
    stretches = gathered.sample(settings.sample_size)
    in_words: list[AnalysedDocument] = []
    if stretches is None:
        documents = in_words = _analyse_all(documents, settings, watching)
        watching.step(_("counting"), None)
        candidates = count_candidates(documents, settings)
    else:
        whole = gathered.whole(settings, watching)
        sample = sampled_passages(documents, stretches, settings, keeping, watching, in_words)
        candidates = count_candidates(documents, settings, sample, whole, keeping)
        keeping.save()
    watching.step(_("linking"), None)
    links = _all_links(in_words, candidates.table["text"].to_list())
    watching.step(_("ranking"), None)
    characters = gathered.characters
    familiarity = _familiarity(candidates, characters, settings, excluded, watching)
    scores = score_candidates(candidates, links, characters, familiarity=familiarity)
    if len(settings.segmenters) > 1:
        disagreement = _disagreement(candidates, scores.sums, documents, settings, watching)
        scores = score_candidates(candidates, links, characters, disagreement, familiarity)
    left_out = left_out_texts(decisions)
    pinned = [*pinned_texts(decisions), *sorted(_kept(settings).difference(left_out))]
    unwanted = unwanted_texts(candidates.table, links, settings)
    rows = select(candidates, scores, characters, settings, unwanted.union(left_out)).tolist()
    rows = pinned_rows(rows, candidates, pinned)
    links = (*links, *_variants(documents, candidates, rows, len(links)))
    entries = build_entries(rows, candidates, scores, links, documents, settings)
    entries = (*entries, *pinned_entries(entries, pinned, links, documents, settings))
    watching.step(_("translating"), None)
    glossary = Glossary(
        title=_title(documents),
        provenance=_provenance(gathered, settings),
        documents=tuple(_record(document.document) for document in documents) if stretches is None else (),
        entries=entries,
        links=links,
    )
    # Decided before, so that translations are looked for by the names that hold, and drafts are composed of them; and
    # after, so that none is put beside those that a person wrote.
    entries = add_translations(
        decide(glossary, decisions).entries, documents, links, pairs, settings, gathered.brackets
    )
    entries = add_from_files(entries, [Path(name) for name in settings.dictionaries])
    glossary = decide(replace(glossary, entries=entries), decisions)
    kept = replace(glossary, links=_links_worth_keeping(links, glossary.entries))
    if stretches is not None:
        places = {occurrence.document for row in rows for occurrence in candidates.occurrences[row]}
        kept = replace(
            kept, documents=_named_documents(kept, documents, places.union(part.document for part in stretches))
        )
    return Extraction(kept, scores.table(candidates), len(documents))


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


def _analyse_all(
    prepared: Sequence[AnalysedDocument], settings: Settings, watching: Observer
) -> list[AnalysedDocument]:
    watching.step(_("analysing"), sum(len(document.text) for document in prepared))
    return [complete(document, settings, watching.advance) for document in prepared]


def _all_links(documents: Sequence[AnalysedDocument], candidates: Sequence[str]) -> tuple[Link, ...]:
    """What the documents say, then what the lexicons know of surfaces that they leave open; with identifiers."""
    from glossary.linking.abbreviations import link_abbreviations
    from glossary.linking.abbreviations.lexicon import lexicon_links

    found = link_abbreviations(documents, candidates)
    explained = {link.surface for link in found}
    unexplained = (candidate for candidate in candidates if candidate not in explained)
    known = lexicon_links(unexplained, [document.text for document in documents])
    return tuple(replace(link, identifier=f"l{number}") for number, link in enumerate((*found, *known), start=1))


def _kept(settings: Settings) -> frozenset[str]:
    """The known terms, which are kept where they stand in the documents."""
    from glossary.ranking.wanted import known_texts

    return frozenset() if settings.new_only else known_texts(settings)


def _familiarity(
    candidates: Candidates, characters: int, settings: Settings, excluded: Sequence[Path], watching: Observer
) -> NDArray[np.float64] | None:
    """How common the candidates are in the reference texts, where the settings name any."""
    if not settings.reference:
        return None
    from glossary.ranking.reference import familiarity

    reference = gather(settings.reference, replace(settings, engine=Engine.LOCAL), excluded, watching).prepared
    return familiarity(candidates, characters, [document.text for document in reference])


def _disagreement(
    candidates: Candidates,
    sums: NDArray[np.float64],
    documents: Sequence[AnalysedDocument],
    settings: Settings,
    watching: Observer,
) -> NDArray[np.float64]:
    """Ask the further segmenters about the best candidates."""
    import numpy as np

    from glossary.extraction.disagreement import boundary_disagreement

    watching.step(_("comparing segmenters"), None)
    return boundary_disagreement(
        candidates,
        np.argsort(-sums, kind="stable").tolist(),
        documents,
        settings.segmenters[1:],
        limit=settings.disagreement_sample,
        terms=uncut_terms(settings),
        on_progress=watching.advance,
    )


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


def _named_documents(
    glossary: Glossary, documents: Sequence[AnalysedDocument], seen: Iterable[int]
) -> tuple[DocumentRecord, ...]:
    """The documents that the entries and links of a glossary name, in their order.

    Links name paths: they come from documents that were `seen`. Contexts name identifiers, and those have numbers.
    """
    paths = {link.document for link in glossary.links}
    paths.update(link.evidence.document for link in glossary.links if link.evidence)
    named = {context.document for entry in glossary.entries for term in entry.terms for context in term.contexts}
    numbers = {int(name[1:]) - 1 for name in named if _NUMBERED.fullmatch(name)}
    among = (documents[place].document for place in sorted(numbers.union(seen)) if place < len(documents))
    return tuple(_record(document) for document in among if document.identifier in named or document.path in paths)


def _record(document: Document) -> DocumentRecord:
    return DocumentRecord(document.identifier, document.path, document.title, document.sha256, document.encoding)


def _title(documents: Sequence[AnalysedDocument]) -> str:
    """The title of the first document, and how many more there are; the same in every language."""
    first = documents[0].document.title
    others = len(documents) - 1
    return f"{first} (+{others})" if others else first


def _provenance(gathered: Documents, settings: Settings) -> Provenance:
    from glossary import __version__
    from glossary.lexicons import lexicon_names, read_notice

    digest = hashlib.sha256()
    for number, each in enumerate(gathered.digests()):
        digest.update(("\n" * bool(number) + each.hex()).encode())
    return Provenance(
        version=__version__,
        settings=settings.changed(),
        lexicons={name: read_notice(name).sha256 for name in lexicon_names()},
        input_digest=digest.hexdigest(),
    )
