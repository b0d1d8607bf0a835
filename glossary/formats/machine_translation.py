"""Rows for the glossaries of machine translation services, which refuse a whole file for one bad row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossKind, LossRecorder, unique_terms
from glossary.formats.pairs import DISCOURAGED, STATUS_ORDER, target_language, usable_entries
from glossary.formats.tabular import language_tag
from glossary.formats.two_columns import CHINESE_ENGLISH, PairRow, glossary_of_pairs
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term

__all__ = ["ServiceRules", "read_rows_of_service", "write_rows"]

_NOTHING = Capacity.of((), ())
# Control characters, which no service takes (a term may hold a tab), and byte order marks.
_UNWANTED = re.compile("[\x00-\x1f\x7f-\x9f\ufeff\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class ServiceRules:
    """What a service accepts.

    Attributes:
        delimiter: a comma, with quotes where they are needed; or a tab, without any.
        header: whether the first row names the languages.
        text_bytes: UTF-8 bytes of a term at the most.
        file_bytes: UTF-8 bytes of the file at the most.
        regions: whether language codes may name a region or script; otherwise only Traditional Chinese does.
    """

    delimiter: str
    header: bool
    text_bytes: int
    file_bytes: int
    regions: bool = False


def write_rows(rules: ServiceRules, glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write one row for each source term: its first translation, within the rules of the service."""
    file = _File(rules, (glossary.language, target_language(glossary)))
    losses.head(glossary, carried_head(glossary, language=file.returning[0]))
    for entry in usable_entries(glossary, losses):
        file.add(entry, losses)
    stream.write(b"".join(file.lines))


@dataclass(slots=True)
class _File:
    """The rows of a file so far, the languages of their columns, and what these come back as."""

    rules: ServiceRules
    languages: tuple[str, str]
    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    taken: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.rules.header:
            self._append(_line([_code(language, self.rules) for language in self.languages], self.rules))

    @property
    def returning(self) -> tuple[str, str]:
        """The languages of the columns as a reader takes them."""
        if not self.rules.header:
            return CHINESE_ENGLISH
        first, second = (_returning(_code(language, self.rules)) for language in self.languages)
        return first, second

    def _append(self, line: bytes) -> None:
        self.lines.append(line)
        self.size += len(line)

    def add(self, entry: ConceptEntry, losses: LossRecorder) -> None:
        """Add the rows of an entry; each of its terms is counted, as one that is in them or as one that is not."""
        reasons: dict[Term, str] = {}
        sides: tuple[list[Term], list[Term]] = ([], [])
        for term in sorted(unique_terms(entry), key=lambda term: STATUS_ORDER.index(term.usage_status)):
            reason = self._refusal(term)
            if reason:
                reasons[term] = reason
            else:
                sides[self.languages.index(term.language)].append(term)
        sources, targets = sides
        written = self._write(sources, targets, reasons)
        # An entry whose source terms stood before has become part of those that they stood in.
        homes = {_clean(term.text) for term in sources if term in written or reasons.get(term) == "repeated source"}
        if not homes:
            losses.add(LossKind.DROPPED, "untranslated entry", example=entry.terms[0].text)
        else:
            losses.entry(entry, _NOTHING.entry_of(entry))
            losses.distinct_terms(entry)
            losses.add(LossKind.CHANGED, "split entry", len(homes) - 1, example=entry.terms[0].text)
        for term in written:
            text = _NOTHING.term_of(term, _clean).text
            losses.term(term, Term(text, self.returning[self.languages.index(term.language)]))
        for term, reason in reasons.items():
            kind = LossKind.COLLAPSED if reason == "repeated source" else LossKind.DROPPED
            losses.add(kind if homes else LossKind.WARNING, reason, example=term.text)

    def _refusal(self, term: Term) -> str | None:
        text = _clean(term.text)
        if term.language not in self.languages or not text:
            return "term"
        if term.language == self.languages[1] and term.usage_status in DISCOURAGED:
            return "deprecated term"
        return "long term" if len(text.encode()) > self.rules.text_bytes else None

    def _write(self, sources: Sequence[Term], targets: Sequence[Term], reasons: dict[Term, str]) -> list[Term]:
        """Write a row for each source term that no row has yet, and give the terms written."""
        written = []
        for source in sources if targets else ():
            cells = _clean(source.text), _clean(targets[0].text)
            line = _line(cells, self.rules)
            if cells[0] in self.taken:
                reasons[source] = "repeated source"
            elif self.size + len(line) > self.rules.file_bytes:
                reasons[source] = "row beyond the size of a file"
            else:
                self.taken[cells[0]] = cells[1]
                self._append(line)
                written.append(source)
        reasons.update(dict.fromkeys(targets if not written else targets[1:], "further translation"))
        return [*written, targets[0]] if written else []


def _clean(text: str) -> str:
    """The text without what no service takes: control characters, byte order marks and spaces at its edges."""
    return _UNWANTED.sub(" ", text).strip()


def _line(cells: Sequence[str], rules: ServiceRules) -> bytes:
    if rules.delimiter == "\t":
        return ("\t".join(cells) + "\n").encode()
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue().encode()


def _code(language: str, rules: ServiceRules) -> str:
    """The service's code for a language: without a region, but for Traditional Chinese.

    >>> rules = ServiceRules(",", True, 1, 1)
    >>> _code("zh-CN", rules), _code("zh-Hant-HK", rules), _code("en-GB", rules)
    ('zh', 'zh-TW', 'en')
    """
    if rules.regions:
        return language
    if language.startswith("zh"):
        return "zh-TW" if {"TW", "HK", "MO", "Hant"} & set(language.split("-")) else "zh"
    return language.split("-")[0]


def _returning(code: str) -> str:
    return language_tag(code) or code


def read_rows_of_service(rules: ServiceRules, path: Path, content: bytes) -> Glossary:
    """The glossary in a file of a service; where it does not name the languages, they are Chinese and English.

    Raises:
        FormatError: a heading that names no languages, or a row without a term.
    """
    text = content.decode("utf-8-sig", errors="replace")
    if rules.delimiter == "\t":
        rows = [line.removesuffix("\r").split("\t") for line in text.split("\n")]
    else:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    languages = CHINESE_ENGLISH
    numbered = enumerate(rows, start=1)
    if rules.header:
        heading = next(numbered, (1, []))[1]
        tags = [language_tag(cell) for cell in heading]
        if len(tags) < 2 or not tags[0] or not tags[1]:
            raise FormatError(
                _("no heading that names two languages"), where=f"{path}:1", hint=_("start it with a row such as zh,en")
            )
        languages = (tags[0], tags[1])
    return glossary_of_pairs(_pair_rows(numbered), *languages, str(path))


def _pair_rows(numbered: Iterator[tuple[int, list[str]]]) -> Iterator[PairRow]:
    for number, cells in numbered:
        if any(cell.strip() for cell in cells):
            yield PairRow(cells[0], cells[1] if len(cells) > 1 else "", number)
