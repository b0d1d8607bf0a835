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
from typing import TYPE_CHECKING, Any, BinaryIO

from glossary.errors import FormatError
from glossary.expansions import describe_expansions, describe_members, links_by_identifier, links_of
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.tabular import EDGE_SPACE, find_heading, read_rows
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Link, Term, UsageStatus

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

__all__ = ["read_xlsx", "write_xlsx"]

# Excel's own limits ("Excel specifications and limits", support.microsoft.com).
CELL_LIMIT = 32_767
ROW_LIMIT = 1_048_576

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
    "note": "备注 Note",
}
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
        workbook.set_properties({"title": losses.printable(glossary.title), "created": datetime(2000, 1, 1)})
        heading, rows = _term_rows(glossary, losses)
        terms = _write_sheet(
            workbook, "术语 Terms", heading, rows, losses, highlighted=_language_heading(TARGET_LANGUAGE)
        )
        for name, choices in (("status", EntryStatus), ("usage_status", UsageStatus)):
            column = heading.index(_FIELDS[name])
            terms.data_validation(1, column, ROW_LIMIT - 1, column, {"validate": "list", "source": list(choices)})
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


def _term_rows(glossary: Glossary, losses: LossRecorder) -> tuple[list[str], Iterator[list[Cell]]]:
    used = {term.language for entry in glossary.entries for term in entry.terms}
    targets = [TARGET_LANGUAGE] if glossary.language != TARGET_LANGUAGE else []
    targets += sorted(used - {glossary.language, TARGET_LANGUAGE})
    languages = [glossary.language, *targets]
    before = ["concept_id"]
    after = [name for name in _FIELDS if name != "concept_id"]
    heading = [*(_FIELDS[name] for name in before), *map(_language_heading, languages)]
    heading += [_FIELDS[name] for name in after]
    return heading, _rows(glossary, languages, after, losses)


def _rows(
    glossary: Glossary, languages: Sequence[str], after: Sequence[str], losses: LossRecorder
) -> Iterator[list[Cell]]:
    links = links_by_identifier(glossary)
    paths = {record.identifier: record.path for record in glossary.documents}
    for entry in glossary.entries:
        losses.entries += 1
        losses.dropped_fields(entry, ("subject_field", "definition", "note"))
        terms = losses.distinct_terms(entry)
        _count_losses(terms, losses, languages)
        by_language = [[term for term in terms if term.language == language] for language in languages]
        for row in zip_longest(*by_language):
            values = _values(entry, row, links_of(entry, links), paths)
            yield [entry.identifier, *(term.text if term else None for term in row), *(values[name] for name in after)]


def _values(
    entry: ConceptEntry, row: Sequence[Term | None], links: Iterable[Link], paths: dict[str, str]
) -> dict[str, Cell]:
    """What the columns beside the terms say about one row."""
    term = row[0]
    context = term.contexts[0] if term and term.contexts else None
    values: dict[str, Cell] = dict.fromkeys(_FIELDS)
    values |= {
        "expansion": (describe_expansions(term, links) or None) if term else None,
        "score": entry.score,
        "status": entry.status,
        "source": next((translation.source for translation in row[1:] if translation), None),
    }
    if term:
        values |= {
            "reading": term.reading,
            "term_type": term.term_type,
            "usage_status": term.usage_status,
            "frequency": term.frequency or None,
            "document_frequency": term.document_frequency or None,
            "note": term.note,
        }
    if context:
        values |= {
            "context": context.text,
            "place": f"{paths.get(context.document, context.document)}:{context.line}:{context.column}",
        }
    return values


def _count_losses(terms: Sequence[Term], losses: LossRecorder, languages: Sequence[str]) -> None:
    for term in terms:
        losses.terms += 1
        losses.dropped_fields(term, ("part_of_speech", "evidence"))
        if term.language == languages[0]:
            losses.dropped_fields(term, ("source",))
            losses.add(LossKind.DROPPED, "context", len(term.contexts[1:]))
        else:
            names = ("term_type", "usage_status", "reading", "frequency", "document_frequency", "contexts", "note")
            losses.dropped_fields(term, names)
        if term.text != term.text.strip(EDGE_SPACE):
            losses.add(LossKind.CHANGED, "edge space", example=term.text)


def _link_row(link: Link) -> list[Cell]:
    evidence = link.evidence
    place = f"{evidence.document}:{evidence.line}:{evidence.column}" if evidence else None
    return [
        *(link.surface, link.kind, describe_members(link), link.relation, link.pattern, link.confidence, link.source),
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
    widths = [max(map(cell_len, title.split(" "))) + 4 for title in heading]
    for column, title in enumerate(heading):
        sheet.write_string(0, column, title, bold)
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= ROW_LIMIT:
            losses.add(LossKind.DROPPED, "row")
            continue
        for column, value in enumerate(row):
            if isinstance(value, str):
                widths[column] = max(widths[column], min(cell_len(value) + 2, WIDEST))
            _write_cell(sheet, number, column, value, to_fill if heading[column] == highlighted else plain, losses)
    for column, width in enumerate(widths):
        cell_format = to_fill if heading[column] == highlighted else None
        wanted = 30 if heading[column] == highlighted else NARROWEST
        sheet.set_column(column, column, max(wanted, width), cell_format)
    sheet.freeze_panes(1, 2 if highlighted else 1)
    sheet.autofilter(0, 0, min(max(number, 1), ROW_LIMIT - 1), len(heading) - 1)
    return sheet


def _write_cell(sheet: Worksheet, row: int, column: int, value: Cell, cell_format: Any, losses: LossRecorder) -> None:
    if value is None or value == "":
        sheet.write_blank(row, column, None, cell_format)
    elif isinstance(value, str):
        text = losses.printable(value)
        if len(text) > CELL_LIMIT:
            losses.add(LossKind.CUT, "long text", example=text)
        sheet.write_string(row, column, text[:CELL_LIMIT], cell_format)
    else:
        sheet.write_number(row, column, value, cell_format)


def read_xlsx(path: Path, content: bytes) -> Glossary:
    """The glossary on the first sheet that has a heading of ours, or one such as `language, term` or `zh, en`.

    What was typed into a language's column comes back as terms of that language.

    Raises:
        FormatError: not a whole workbook, no such sheet, or a value that no glossary may hold.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    names = {title: name for name, title in _FIELDS.items()}
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for sheet_name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(sheet_name).to_python(skip_empty_area=False)
            titles = [_text(cell) for cell in rows[0]] if rows else []
            heading = find_heading([_language_of(title) or title for title in titles], names)
            if heading is not None:
                cells = (([_text(cell) for cell in row]) for row in rows[1:])
                return read_rows(enumerate(cells, 2), heading, f"{path}:{sheet_name}")
    except (CalamineError, OSError, ValueError) as error:
        raise FormatError(
            _("not a whole Excel workbook: {reason}", reason=error),
            where=str(path),
            hint=_("open it in Excel and save it again as .xlsx"),
        ) from error
    raise FormatError(
        _("no sheet with a heading that names terms"),
        where=str(path),
        hint=_("start a sheet with a row such as language, term or zh, en"),
    )


def _language_of(title: str) -> str | None:
    """The tag in the heading of a language's column, e.g. `en` in `英文 English (en)`."""
    name, bracket, tag = title.rpartition(" (")
    known = (*_LANGUAGE_NAMES.values(), "译文 Translation")
    return tag.removesuffix(")") if bracket and name in known else None


def _text(value: object) -> str:
    """A cell as a person reads it: whole numbers without a decimal point."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
