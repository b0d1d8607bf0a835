"""Rows for the glossaries of machine translation services, which refuse a whole file for one bad row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import target_language, term_pairs
from glossary.model import Glossary

__all__ = ["ServiceRules", "write_rows"]


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
    rows: list[tuple[str, str]] = []
    seen: set[str] = set()
    languages = [_code(code, rules) for code in (glossary.language, target_language(glossary))]
    size = len(_line(languages, rules)) if rules.header else 0
    # A header that reads like a term would be taken for one, or the other way round.
    for pair in term_pairs(glossary, losses):
        source, target = (_clean(term.text, losses) for term in (pair.source, pair.target))
        line = len(_line((source, target), rules)) if source and target else 0
        if not source or not target:
            losses.add(LossKind.DROPPED, "term", example=pair.source.text)
        elif source in seen:
            losses.add(LossKind.COLLAPSED, "repeated source", example=source)
        elif max(len(source.encode()), len(target.encode())) > rules.text_bytes:
            losses.add(LossKind.DROPPED, "long term", example=source)
        elif size + line > rules.file_bytes:
            losses.add(LossKind.DROPPED, "row beyond the size of a file", example=source)
        else:
            seen.add(source)
            size += line
            rows.append((source, target))
    if rules.header:
        stream.write(_line(languages, rules))
    stream.writelines(_line(row, rules) for row in rows)


def _clean(text: str, losses: LossRecorder) -> str:
    """The text without what no service takes: control characters (a term may hold a tab) and spaces at its edges."""
    clean = " ".join(part for part in text.replace("\t", " ").split(" ")).strip().strip("\ufeff").strip()
    if clean != text:
        losses.add(LossKind.CHANGED, "edge space", example=text)
    return clean


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
