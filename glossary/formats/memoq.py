"""memoQ's term base as CSV: semicolons, UTF-8, a row for each concept, columns repeated for each term."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossRecorder
from glossary.formats.pairs import DISCOURAGED, usable_entries
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

__all__ = ["read_memoq", "write_memoq"]

# docs.memoq.com, "Term base in CSV format": entry fields, then each language with its terms.
_ENTRY = (
    *("Entry_ID", "Entry_Subject", "Entry_Domain", "Entry_ClientID", "Entry_ProjectID", "Entry_Created"),
    *("Entry_Creator", "Entry_LastModified", "Entry_Modifier", "Entry_Note"),
)
_LANGUAGES = {"zh-CN": "Chinese_PRC", "zh-TW": "Chinese_Taiwan", "zh-HK": "Chinese_Hong_Kong_SAR", "en": "English"}
_LANGUAGES |= {"zh": "Chinese", "en-US": "English_United_States", "en-GB": "English_United_Kingdom"}
_TAGS = {name: tag for tag, name in _LANGUAGES.items()}
_CAPACITY = Capacity.of(("subject_field", "definition", "note"), ("usage_status",), ("contexts",))
# Term_Info is a list of properties in one cell; a forbidden term says so there.
_FORBIDDEN = "Forbidden"


def write_memoq(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a row for each entry that nobody rejected."""
    losses.head(glossary, carried_head(glossary, language=_tag(_name(glossary.language))))
    entries = [(entry, losses.distinct_terms(entry)) for entry in usable_entries(glossary, losses)]
    languages = dict.fromkeys([glossary.language, *(term.language for _entry, terms in entries for term in terms)])
    width = {
        language: max((sum(term.language == language for term in terms) for _entry, terms in entries), default=1) or 1
        for language in languages
    }
    heading = list(_ENTRY)
    for language in languages:
        heading.append(f"{_name(language)}_Def")
        heading += [_name(language), "Term_Info", "Term_Example"] * width[language]
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    for number, (entry, terms) in enumerate(entries, start=1):
        row = [str(number), entry.subject_field or "", *[""] * 7, entry.note or ""]
        for language in languages:
            row.append(entry.definition or "" if language == glossary.language else "")
            own = [term for term in terms if term.language == language]
            row += [cell for term in own for cell in _term_cells(term)]
            row += [""] * (3 * (width[language] - len(own)))
        writer.writerow(row)
        losses.entry(entry, _CAPACITY.entry_of(entry))
        for term in terms:
            status = UsageStatus.DEPRECATED if term.usage_status in DISCOURAGED else None
            carried = _CAPACITY.term_of(term, language=_tag(_name(term.language)), usage_status=status)
            losses.term(term, carried, shown_contexts=1)  # only the first context stands in the file
    text.flush()
    text.detach()


def _name(language: str) -> str:
    return _LANGUAGES.get(language, language)


def _tag(name: str) -> str:
    return _TAGS.get(name, name.replace("_", "-"))


def _term_cells(term: Term) -> list[str]:
    forbidden = _FORBIDDEN if term.usage_status in DISCOURAGED else ""
    return [term.text, forbidden, term.contexts[0].text if term.contexts else ""]


def read_memoq(path: Path, content: bytes) -> Glossary:
    """The glossary in a memoQ export.

    Raises:
        FormatError: no memoQ heading.
    """
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig", errors="replace"), newline=""), delimiter=";")
    heading = next(rows, [])
    if "Entry_ID" not in heading:
        raise FormatError(_("not a {format} file", format="memoQ"), where=str(path), hint=_("export it as CSV with ;"))
    skipped = ("Term_Info", "Term_Example", *_ENTRY)
    columns = [
        (index, _tag(name)) for index, name in enumerate(heading) if name not in skipped and not name.endswith("_Def")
    ]
    definition = next((index for index, name in enumerate(heading) if name.endswith("_Def")), None)
    entries = []
    for row in rows:
        cells = [*row, *[""] * (len(heading) - len(row))]
        terms = tuple(
            Term(
                cells[index],
                language,
                usage_status=UsageStatus.DEPRECATED if _FORBIDDEN in "".join(cells[index + 1 : index + 2]) else None,
            )
            for index, language in columns
            if cells[index].strip()
        )
        if terms:
            entries.append(
                ConceptEntry(
                    mint_identifier(terms[0].text, cells[0]),
                    terms,
                    subject_field=cells[heading.index("Entry_Subject")] or None if "Entry_Subject" in heading else None,
                    definition=cells[definition] or None if definition is not None else None,
                    note=cells[heading.index("Entry_Note")] or None if "Entry_Note" in heading else None,
                )
            )
    return Glossary(language=columns[0][1] if columns else "zh-CN", entries=tuple(entries))
