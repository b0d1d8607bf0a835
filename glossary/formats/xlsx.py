"""`glossary.xlsx`: a workbook to read, to filter, and to fill with translations that come back.

Three sheets: the terms with an empty column for English, the abbreviations with what they stand for, the documents.
A concept takes as many rows as its language with the most terms; its rows share their identifier.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError
from glossary.expansions import links_by_identifier, links_explaining, links_of
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.sheets import ROW_LIMIT, cell_text, sheet_text, sheets_of
from glossary.formats.tabular import Heading, find_heading, read_rows, strip_edges
from glossary.formats.wording import code_of, readable_members, readable_source, word_for
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Link, Term, UsageStatus

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["read_xlsx", "write_xlsx"]

# Cells of display width; a Chinese character takes two.
NARROWEST, WIDEST = 8, 60

TARGET_LANGUAGE = "en"

_FIELDS = {
    "concept_id": "标识 Identifier",
    "reading": "读音 Reading",
    "term_type": "类型 Type",
    "expansion": "全称或所指 Expansion",
    "frequency": "频次 Frequency",
    "document_frequency": "文档数 Documents",
    "score": "得分 Score",
    "status": "状态 Status",
    "usage_status": "用法 Usage",
    "context": "例句 Context",
    "place": "出处 Place",
    "source": "译文来源 Source",
    "target_usage_status": "译文用法 Translation usage",
    "target_note": "译文备注 Translation note",
    "target_context": "译文例句 Translation context",
    "note": "备注 Note",
    "part_of_speech": "词性 Part of speech",
    "subject_field": "学科 Subject field",
    "definition": "定义 Definition",
    "entry_note": "条目备注 Entry note",
}
# Columns that are there only where one of their cells is filled.
_OPTIONAL = (
    *("target_usage_status", "target_note", "target_context", "part_of_speech", "subject_field", "definition"),
    "entry_note",
)
_SOURCE_TERM = Capacity.of(
    ("identifier", "subject_field", "definition", "note", "score", "status"),
    *(
        ("term_type", "usage_status", "reading", "part_of_speech", "frequency", "document_frequency", "note"),
        ("contexts", "link", "document"),
    ),
)
_TRANSLATION = Capacity.of((), ("usage_status", "source", "note"), ("contexts",))
_FURTHER = Capacity.of((), ())
_LANGUAGE_NAMES = {"zh": "术语 Term", "en": "英文 English"}
_ABBREVIATIONS = (
    *("缩略语 Surface", "类别 Kind", "全称或所指 Members", "关系 Relation", "识别方式 Pattern", "可信度 Confidence"),
    *("来源 Source", "文档 Document", "出处 Place", "原句 Sentence"),
)
_DOCUMENTS = ("编号 Identifier", "路径 Path", "标题 Title", "编码 Encoding", "SHA-256")

Cell = str | float | int | None


def write_xlsx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the workbook. Every text cell is text, never a formula; equal glossaries give equal bytes."""
    from xlsxwriter import Workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(content, options) as workbook:
        workbook.set_properties({"title": sheet_text(glossary.title), "created": datetime(2000, 1, 1)})
        heading, rows = _term_rows(glossary, losses)
        terms = _write_sheet(
            workbook, "术语 Terms", heading, rows, losses, highlighted=_language_heading(TARGET_LANGUAGE)
        )
        for name, choices in (("status", EntryStatus), ("usage_status", UsageStatus)):
            column = heading.index(_FIELDS[name])
            terms.data_validation(
                1,
                column,
                ROW_LIMIT - 1,
                column,
                {"validate": "list", "source": [word_for(choice) for choice in choices]},
            )
        _write_sheet(workbook, "缩略语表 Abbreviations", _ABBREVIATIONS, map(_link_row, glossary.links), losses)
        documents = (
            (record.identifier, record.path, record.title, record.encoding, record.sha256)
            for record in glossary.documents
        )
        _write_sheet(workbook, "文档 Documents", _DOCUMENTS, documents, losses)
    stream.write(content.getbuffer())


def _language_heading(language: str) -> str:
    """The heading of a column of terms; the tag in brackets says the language when the file comes back."""
    return f"{_LANGUAGE_NAMES.get(language.split('-')[0], '译文 Translation')} ({language})"


def _term_rows(glossary: Glossary, losses: LossRecorder) -> tuple[list[str], list[list[Cell]]]:
    used = {term.language for entry in glossary.entries for term in entry.terms}
    targets = [TARGET_LANGUAGE] if glossary.language != TARGET_LANGUAGE else []
    targets += sorted(used - {glossary.language, TARGET_LANGUAGE})
    languages = [glossary.language, *targets]
    losses.head(
        glossary, carried_head(glossary, language=_returning(glossary, languages)), one_way=_SOURCE_TERM.one_way
    )
    rows = list(_rows(glossary, languages, losses))
    filled = {name for _terms, values in rows for name, value in values.items() if value is not None}
    after = [name for name in _FIELDS if name != "concept_id" and (name not in _OPTIONAL or name in filled)]
    heading = [_FIELDS["concept_id"], *map(_language_heading, languages), *(_FIELDS[name] for name in after)]
    return heading, [[*terms, *(values[name] for name in after)] for terms, values in rows]


def _returning(glossary: Glossary, languages: Sequence[str]) -> str:
    """The language that the workbook comes back with: the first Chinese column's, else the first column's."""
    return [*(language for language in languages if language.split("-")[0] == "zh"), *languages, glossary.language][0]


def _rows(
    glossary: Glossary, languages: Sequence[str], losses: LossRecorder
) -> Iterator[tuple[list[Cell], dict[str, Cell]]]:
    """For each row what stands in the first columns, and what in the others."""
    links = links_by_identifier(glossary)
    paths = {record.identifier: record.path for record in glossary.documents}
    for entry in glossary.entries:
        score = None if entry.score is None else float(f"{entry.score:.16G}")  # as many digits as a sheet keeps
        losses.entry(entry, _SOURCE_TERM.entry_of(entry, _cell_text, score=score), one_way=_SOURCE_TERM.one_way)
        terms = losses.distinct_terms(entry)
        by_language = [[term for term in terms if term.language == language] for language in languages]
        for row in zip_longest(*by_language):
            _count(row, losses)
            values = _values(entry, row, links_of(entry, links), paths)
            yield [entry.identifier, *(term.text if term else None for term in row)], values


def _cell_text(text: str) -> str:
    return strip_edges(sheet_text(strip_edges(text)))


def _count(row: Sequence[Term | None], losses: LossRecorder) -> None:
    translation = next((term for term in row[1:] if term), None)
    for number, term in enumerate(row):
        if term:
            capacity = _SOURCE_TERM if number == 0 else _TRANSLATION if term is translation else _FURTHER
            # Only the first context stands in the workbook.
            shown = int(capacity is not _FURTHER)
            losses.term(term, capacity.term_of(term, _cell_text), shown_contexts=shown)


def _values(
    entry: ConceptEntry, row: Sequence[Term | None], links: Iterable[Link], paths: dict[str, str]
) -> dict[str, Cell]:
    """What the columns beside the terms say about one row."""
    values: dict[str, Cell] = dict.fromkeys(_FIELDS)
    values |= {
        "score": entry.score,
        "status": word_for(entry.status),
        "subject_field": entry.subject_field,
        "definition": entry.definition,
        "entry_note": entry.note,
    }
    translation = next((term for term in row[1:] if term), None)
    if row[0]:
        values |= _values_of_term(row[0], links, paths)
    if translation:
        values |= {
            "source": translation.source,
            "target_usage_status": word_for(translation.usage_status) if translation.usage_status else None,
            "target_note": translation.note,
            "target_context": translation.contexts[0].text if translation.contexts else None,
        }
    return values


def _values_of_term(term: Term, links: Iterable[Link], paths: dict[str, str]) -> dict[str, Cell]:
    values: dict[str, Cell] = {
        "reading": term.reading,
        "term_type": word_for(term.term_type) if term.term_type else None,
        "expansion": " | ".join(dict.fromkeys(map(readable_members, links_explaining(term, links)))) or None,
        "usage_status": word_for(term.usage_status) if term.usage_status else None,
        "frequency": term.frequency or None,
        "document_frequency": term.document_frequency or None,
        "part_of_speech": term.part_of_speech,
        "note": term.note,
    }
    if term.contexts:
        context = term.contexts[0]
        values["context"] = context.text
        values["place"] = f"{paths.get(context.document, context.document)}:{context.line}:{context.column}"
    return values


def _link_row(link: Link) -> list[Cell]:
    evidence = link.evidence
    place = f"{evidence.document}:{evidence.line}:{evidence.column}" if evidence else None
    return [
        *(link.surface, word_for(link.kind), readable_members(link), word_for(link.relation), link.pattern),
        *(link.confidence, readable_source(link.source)),
        *(link.document or _("not stated in these texts"), place, evidence.text if evidence else None),
    ]


def _write_sheet(
    workbook: Workbook,
    name: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    losses: LossRecorder,
    *,
    highlighted: str | None = None,
) -> Worksheet:
    """Write one sheet: frozen heading, filters, columns as wide as most of what they hold."""
    from rich.cells import cell_len

    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EDEDED"})
    to_fill = workbook.add_format({"bg_color": "#FFF8E1", "text_wrap": True, "valign": "top"})
    plain = workbook.add_format({"text_wrap": True, "valign": "top"})
    formats = [to_fill if title == highlighted else plain for title in heading]
    widths = [max(map(cell_len, title.split(" "))) + 4 for title in heading]
    for column, title in enumerate(heading):
        sheet.write_string(0, column, title, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= ROW_LIMIT:
            losses.add(LossKind.DROPPED, "row")
            continue
        for column, value in enumerate(row):
            if value is None or value == "":
                continue  # an empty cell looks as its column does
            if isinstance(value, str):
                if 2 * len(value) + 2 > widths[column] < WIDEST:
                    widths[column] = max(widths[column], min(cell_len(value) + 2, WIDEST))
                sheet.write_string(number, column, sheet_text(value), formats[column])
            else:
                sheet.write_number(number, column, value, formats[column])
    for column, width in enumerate(widths):
        wanted = 30 if heading[column] == highlighted else NARROWEST
        sheet.set_column(column, column, max(wanted, width), formats[column])
    sheet.freeze_panes(1, 2 if highlighted else 1)
    sheet.autofilter(0, 0, min(max(number, 1), ROW_LIMIT - 1), len(heading) - 1)
    return sheet


def read_xlsx(path: Path, content: bytes) -> Glossary:
    """The glossary on the first sheet that has a heading of ours, or one such as `language, term` or `zh, en`.

    What was typed into a language's column comes back as terms of that language.

    Raises:
        FormatError: not a whole workbook, no such sheet, or a value that no glossary may hold.
    """
    names = {title: name for name, title in _FIELDS.items()}
    for sheet_name, rows in sheets_of(path, content):
        titles = [cell_text(cell) for cell in rows[0]] if rows else []
        heading = find_heading([_language_of(title) or title for title in titles], names)
        if heading is not None:
            cells = (_coded([cell_text(cell) for cell in row], heading) for row in rows[1:])
            return read_rows(enumerate(cells, 2), heading, f"{path}:{sheet_name}")
    raise FormatError(
        _("no sheet with a heading that names terms"),
        where=str(path),
        hint=_("start a sheet with a row such as language, term or zh, en"),
    )


def _coded(cells: list[str], heading: Heading) -> list[str]:
    """The cells of a row with values for words, in the columns that have such."""
    for name in ("status", "usage_status", "target_usage_status", "term_type"):
        column = heading.fields.get(name)
        if column is not None and column < len(cells):
            cells[column] = code_of(cells[column].strip())
    return cells


def _language_of(title: str) -> str | None:
    """The tag in the heading of a language's column, e.g. `en` in `英文 English (en)`."""
    name, bracket, tag = title.rpartition(" (")
    known = (*_LANGUAGE_NAMES.values(), "译文 Translation")
    return tag.removesuffix(")") if bracket and name in known else None
