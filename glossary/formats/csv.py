"""`glossary.csv`: the long form, one row a term, for spreadsheets and scripts. Reads any CSV or TSV of terms.

UTF-8 with a byte order mark, without which Excel takes Chinese for another encoding.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.expansions import describe_expansions, links_by_identifier, links_of
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.tabular import (
    COLUMNS,
    Heading,
    find_heading,
    language_tag,
    read_rows,
    returning_language,
    strip_edges,
)
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Link, Term

__all__ = ["CAPACITY", "read_csv", "write_csv", "write_table"]

CAPACITY = Capacity.of(
    ("identifier", "score", "status"),
    ("term_type", "usage_status", "reading", "frequency", "note"),
    ("contexts", "link"),
)

# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection").
_FORMULA_STARTS = ("=", "+", "-", "@", "\t")


def read_csv(path: Path, content: bytes) -> Glossary:
    """The glossary in a table with a heading: comma, tab or semicolon; UTF-8, UTF-16 with its mark, or GB18030.

    Raises:
        FormatError: no heading that names terms, a broken row, or a value that no glossary may hold.
    """
    text = _decode(content, str(path))
    first_line = text.partition("\n")[0].rstrip("\r")
    for delimiter in ("\t", ",", ";"):
        heading = find_heading(next(csv.reader([first_line], delimiter=delimiter), []))
        if heading is not None:
            return read_rows(_rows(text, delimiter, heading, str(path)), heading, str(path))
    raise FormatError(
        _("no heading that names terms: {line!r}", line=first_line[:60]),
        where=str(path),
        hint=_("start it with a row such as language,term or zh,en"),
    )


def _decode(content: bytes, path: str) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = {"utf-16": "UTF-16"}
    else:
        encodings = {"utf-8-sig": "UTF-8", "gb18030": "GB18030"}
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError as error:
            if error.reason == "unexpected end of data":
                break
    raise FormatError(
        _("not whole text in any of {encodings}", encodings=", ".join(encodings.values())),
        where=path,
        hint=_("save it again as “CSV UTF-8”"),
    )


def _rows(text: str, delimiter: str, heading: Heading, path: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        width = len(next(reader))
        for cells in reader:
            # A hand-made list may leave out trailing cells; a row of ours is never short unless the file was cut.
            if cells and len(cells) < width and "concept_id" in heading.fields:
                raise FormatError(
                    _("{count} cells where the heading has {width}", count=len(cells), width=width),
                    where=f"{path}:{reader.line_num}",
                    hint=_("the file was cut: make it again, or complete the row"),
                )
            yield reader.line_num, cells
    except csv.Error as error:
        raise FormatError(
            _("not a table: {reason}", reason=error), where=f"{path}:{reader.line_num}", hint=_("check its quotes")
        ) from error


def write_csv(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the long form. A term stays as it is, even one that a spreadsheet would run; the report counts those."""
    write_table(glossary, stream, losses, ",", "utf-8-sig")


def write_table(glossary: Glossary, stream: BinaryIO, losses: LossRecorder, delimiter: str, encoding: str) -> None:
    """Write the long form with a delimiter in an encoding."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(COLUMNS)
    links = links_by_identifier(glossary)
    losses.head(glossary, carried_head(glossary, language=returning_language(glossary)), one_way=("link",))
    for entry in glossary.entries:
        losses.entry(entry, CAPACITY.entry_of(entry, strip_edges))
        entry_links = links_of(entry, links)
        for term in losses.distinct_terms(entry):
            row = _row(entry, term, entry_links)
            writer.writerow(row)
            carried = CAPACITY.term_of(term, strip_edges, language=language_tag(term.language) or term.language)
            losses.term(term, carried, shown_contexts=1)
            if any(cell.startswith(_FORMULA_STARTS) for cell in row):
                losses.add(LossKind.WARNING, "formula", example=term.text)
    text.flush()
    text.detach()


def _row(entry: ConceptEntry, term: Term, links: tuple[Link, ...]) -> tuple[str, ...]:
    score = "" if entry.score is None else repr(entry.score)
    frequency = str(term.frequency) if term.frequency else ""
    return (
        *(entry.identifier, term.language, term.text, term.term_type or "", term.usage_status or "", entry.status),
        *(term.reading or "", frequency, score, describe_expansions(term, links)),
        *(term.contexts[0].text if term.contexts else "", term.note or ""),
    )
