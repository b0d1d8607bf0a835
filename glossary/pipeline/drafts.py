"""Checking: from drafts to findings, and to drafts with the sure ones mended."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Finding, Glossary, Skipped
from glossary.pipeline.analysis import analyse, nothing_to_read, read
from glossary.pipeline.observing import Nobody, Observer
from glossary.settings import Settings

if TYPE_CHECKING:
    from glossary.reading.reader import Reader, Source

__all__ = ["Checked", "check", "check_drafts", "draft_readers", "fix_drafts", "run_checks"]


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
    watching = observer or Nobody()
    watching.step(_("reading"), None)
    documents = read(paths, settings, observer=watching, registry=draft_readers(paths))
    if not documents:
        raise nothing_to_read(paths)
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

    watching = observer or Nobody()
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
