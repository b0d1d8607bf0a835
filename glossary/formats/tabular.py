"""Rows of cells as a glossary: the one reader behind CSV, TSV and workbooks, in two forms.

The long form has a row for each term, with at least `language` and `term`. The wide form has a column for each
language (`zh`, `en`) and a row for each concept, or several rows with one `concept_id` where a language has several
terms. In both, `concept_id` groups rows and the other columns are optional.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from math import isfinite
from typing import TypeVar

from glossary.errors import FormatError, ModelError
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, TermType, UsageStatus

__all__ = ["COLUMNS", "Heading", "find_heading", "language_tag", "read_rows", "returning_language", "strip_edges"]

COLUMNS = (
    *("concept_id", "language", "term", "term_type", "usage_status", "status", "reading", "frequency", "score"),
    *("expansion", "context", "note"),
)
"""The columns of `glossary.csv`, in their order. A table may also have those of `OTHER_COLUMNS`."""

OTHER_COLUMNS = (
    *("part_of_speech", "document_frequency", "source", "subject_field", "definition", "entry_note"),
    *("target_note", "target_usage_status"),
)

# What people and other tools call the columns.
_ALIASES = {"id": "concept_id", "identifier": "concept_id", "lang": "language", "pos": "part_of_speech"}

_LANGUAGES = {
    "chinese": "zh-CN",
    "中文": "zh-CN",
    "汉语": "zh-CN",
    "zh": "zh-CN",
    "english": "en",
    "英文": "en",
    "英语": "en",
}
_TAG = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
_TAG_IN_HEADING = re.compile(r"[A-Za-z]{2}([-_][A-Za-z0-9]{2,8})*")

# Spaces at the edge of a cell: typed by accident, never part of a term.
_EDGE_SPACE = " \u00a0\u3000"

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the columns of a table are.

    Attributes:
        fields: column name to index.
        languages: language tag to index, in the wide form; empty in the long form.
    """

    fields: Mapping[str, int]
    languages: Mapping[str, int]


def language_tag(name: str) -> str | None:
    """The BCP 47 tag for a tag or a common name of a language; plain Chinese is `zh-CN`. None for anything else.

    >>> language_tag("zh_TW"), language_tag("英文"), language_tag("zh"), language_tag("?")
    ('zh-TW', 'en', 'zh-CN', None)
    """
    name = name.strip()
    known = _LANGUAGES.get(name.lower())
    if known:
        return known
    return name.replace("_", "-") if _TAG.fullmatch(name) else None


def strip_edges(text: str) -> str:
    """The text of a cell as it is read."""
    return text.strip(_EDGE_SPACE)


def returning_language(glossary: Glossary) -> str:
    """The language that a table of all terms comes back with."""
    return _main_language([language_tag(t.language) or t.language for e in glossary.entries for t in e.terms])


def find_heading(cells: Sequence[str], names: Mapping[str, str] | None = None) -> Heading | None:
    """What the columns under these headings are, or None where they are no glossary's.

    `names` says what a format's own headings mean: the name of a column or the tag of a language.
    """
    fields: dict[str, int] = {}
    languages: dict[str, int] = {}
    for index, cell in enumerate(cells):
        name = (names or {}).get(cell.strip(), cell.strip())
        column = _ALIASES.get(name.lower(), name.lower())
        if column in COLUMNS or column in OTHER_COLUMNS:
            fields.setdefault(column, index)
        elif _TAG_IN_HEADING.fullmatch(name) or name.lower() in _LANGUAGES:
            languages.setdefault(language_tag(name) or name, index)
    if "language" in fields and "term" in fields:
        return Heading(fields, {})
    if len(languages) > 1 or (languages and "concept_id" in fields):
        return Heading({name: index for name, index in fields.items() if name != "term"}, languages)
    return None


def read_rows(rows: Iterable[tuple[int, Sequence[str]]], heading: Heading, path: str) -> Glossary:
    """A glossary from numbered rows of cells under a heading. Empty rows are passed over.

    Rows without a `concept_id` are one concept where they begin with the same term.

    Raises:
        FormatError: a value that no glossary may hold, with its row.
    """
    drafts: dict[str, _Draft] = {}
    for number, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        try:
            terms = _terms_of_row(heading, cells)
            cell = _cell(heading, cells, "concept_id")
            identifier = cell or mint_identifier(terms[0].text)
            draft = drafts.setdefault(identifier, _Draft(identifier))
            draft.add(terms, heading, cells)
        except ModelError as error:
            what = f"{error.what}: {error.where}" if error.where else error.what
            raise FormatError(what, where=f"{path}:{number}", hint=error.hint) from error
        except FormatError as error:
            raise FormatError(error.what, where=f"{path}:{number}", hint=error.hint) from error
    entries = tuple(draft.entry() for draft in drafts.values())
    languages = list(heading.languages) or [term.language for entry in entries for term in entry.terms]
    return Glossary(language=_main_language(languages), entries=entries)


@dataclass(slots=True)
class _Draft:
    """An entry whose rows are still being read."""

    identifier: str
    terms: list[Term] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)

    def add(self, terms: Sequence[Term], heading: Heading, cells: Sequence[str]) -> None:
        known = {(term.language, term.text) for term in self.terms}
        self.terms.extend(term for term in terms if (term.language, term.text) not in known)
        for name in ("status", "score", "subject_field", "definition", "entry_note"):
            value = _cell(heading, cells, name)
            if value:
                self.values.setdefault(name, value)

    def entry(self) -> ConceptEntry:
        return ConceptEntry(
            self.identifier,
            tuple(self.terms),
            subject_field=self.values.get("subject_field"),
            definition=self.values.get("definition"),
            note=self.values.get("entry_note"),
            score=float(self.values["score"]) if "score" in self.values else None,
            status=EntryStatus(self.values.get("status", "candidate").lower()),
        )


def _terms_of_row(heading: Heading, cells: Sequence[str]) -> list[Term]:
    _number(_cell(heading, cells, "score"), "score", float)
    _choice(_cell(heading, cells, "status"), "status", EntryStatus)
    if not heading.languages:
        named = _cell(heading, cells, "language")
        language = language_tag(named)
        if language is None:
            raise FormatError(_("unknown language {name!r}", name=named), hint=_("write a tag such as zh-CN or en"))
        return [_full_term(heading, cells, _cell(heading, cells, "term"), language)]
    terms: list[Term] = []
    translated = False
    for position, (language, index) in enumerate(heading.languages.items()):
        text = cells[index].strip(_EDGE_SPACE) if index < len(cells) else ""
        if text and position == 0:
            terms.append(_full_term(heading, cells, text, language))
        elif text:
            # What a row says about a translation, it says about the first one in it.
            terms.append(Term(text, language) if translated else _translation(heading, cells, text, language))
            translated = True
    if not terms:
        raise FormatError(_("a row without a term"), hint=_("fill in a term or delete the row"))
    return terms


def _translation(heading: Heading, cells: Sequence[str], text: str, language: str) -> Term:
    return Term(
        text,
        language,
        usage_status=_choice(_cell(heading, cells, "target_usage_status"), "usage_status", UsageStatus),
        source=_cell(heading, cells, "source") or None,
        note=_cell(heading, cells, "target_note") or None,
    )


def _full_term(heading: Heading, cells: Sequence[str], text: str, language: str) -> Term:
    """A term with everything that the other columns of its row say."""
    return Term(
        text,
        language,
        term_type=_choice(_cell(heading, cells, "term_type"), "term_type", TermType),
        usage_status=_choice(_cell(heading, cells, "usage_status"), "usage_status", UsageStatus),
        reading=_cell(heading, cells, "reading") or None,
        part_of_speech=_cell(heading, cells, "part_of_speech") or None,
        frequency=int(_number(_cell(heading, cells, "frequency"), "frequency", int)),
        document_frequency=int(_number(_cell(heading, cells, "document_frequency"), "document_frequency", int)),
        source=None if heading.languages else _cell(heading, cells, "source") or None,
        note=_cell(heading, cells, "note") or None,
    )


def _cell(heading: Heading, cells: Sequence[str], name: str) -> str:
    index = heading.fields.get(name)
    return cells[index].strip(_EDGE_SPACE) if index is not None and index < len(cells) else ""


def _choice(value: str, column: str, choices: type[_Choice]) -> _Choice | None:
    if not value:
        return None
    for choice in choices:
        if choice.lower() == value.lower():
            return choice
    known = ", ".join(choices)
    raise FormatError(
        _("unknown {column} {value!r}", column=column, value=value), hint=_("one of {names}", names=known)
    )


def _number(value: str, column: str, kind: type[int] | type[float]) -> float:
    try:
        number = kind(value or 0)
        if not isfinite(number):
            raise ValueError(value)
        return number
    except ValueError as error:
        raise FormatError(
            _("{column} is {value!r}, not a number", column=column, value=value), hint=_("correct it or leave it empty")
        ) from error


def _main_language(languages: Sequence[str]) -> str:
    """The language that the glossary explains: the first Chinese one, else the first one, else Chinese."""
    chinese = [language for language in languages if language.split("-")[0] == "zh"]
    return [*chinese, *languages, "zh-CN"][0]
