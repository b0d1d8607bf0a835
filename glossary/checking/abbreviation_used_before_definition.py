"""abbreviation-used-before-definition: an abbreviation stands before the place that introduces it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.definitions import (
    Definition,
    find_definitions,
    find_uses,
    in_book_title,
    is_generic,
    is_latin,
    is_modified,
)
from glossary.messages import _
from glossary.model import AnalysedDocument, BlockKind, Severity

__all__ = ["CHECK"]

_LATIN_BEFORE = re.compile(r"[A-Za-z,.;:)][ (（]{1,2}$")
_LATIN_AFTER = re.compile(r"[ )(（]{1,2}[A-Za-z(（]")


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        seen: set[str] = set()
        for definition in find_definitions(document):
            if not definition.called or definition.short in seen:
                continue
            seen.add(definition.short)
            use = _earliest_use(document, definition)
            if use is not None:
                yield mark(
                    document,
                    *use,
                    _(
                        "“{short}” is used here and introduced only later, for “{full}”",
                        short=definition.short,
                        full=definition.full,
                    ),
                )


def _earliest_use(document: AnalysedDocument, definition: Definition) -> tuple[int, int] | None:
    full_forms = [
        (start, start + len(definition.full))
        for start in _occurrences(document.text, definition.full)
        if start < definition.start
    ]
    for start, end in find_uses(document, definition.short):
        if start >= definition.start:
            return None
        if any(first <= start and end <= last for first, last in full_forms) or in_book_title(document, start, end):
            continue
        if not is_latin(definition.short) and is_modified(document, start):
            continue
        if is_generic(document, definition.short, start) or _in_title(document, start):
            continue
        if is_latin(definition.short) and _in_english(document.text, start, end):
            continue
        return start, end
    return None


def _occurrences(text: str, form: str) -> Iterator[int]:
    start = text.find(form)
    while start >= 0:
        yield start
        start = text.find(form, start + 1)


def _in_english(text: str, start: int, end: int) -> bool:
    """Whether an acronym stands in English text, such as an abstract, which explains it in its own way."""
    return bool(_LATIN_BEFORE.search(text[max(0, start - 3) : start]) or _LATIN_AFTER.match(text, end))


def _in_title(document: AnalysedDocument, start: int) -> bool:
    return any(block.kind is BlockKind.TITLE and block.start <= start < block.end for block in document.blocks)


def _title() -> str:
    return _("an abbreviation stands before the place that introduces it")


def _explanation() -> str:
    return _(
        "The draft introduces an abbreviation with 以下简称, 简称 or 下称, but has used it before. The earliest use is "
        "marked. A use inside the full form or in the title of a document is left alone, and so is an ordinary word "
        "that happens to be the abbreviation. Move the definition to the first use."
    )


CHECK = Check(
    code="abbreviation-used-before-definition",
    severity=Severity.WARNING,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example(
            "请各镇配合水投办做好登记。云河县水利投资办公室（以下简称“水投办”）负责汇总。",
            ("水投办",),
        ),
        Example("云河县水利投资办公室（以下简称“水投办”）负责汇总，水投办每周通报一次。"),
        Example("根据《水投办工作规则》，云河县水利投资办公室（以下简称“水投办”）负责汇总。"),
        Example("有关公司应当报名。青禾食品有限公司（以下简称“公司”）是主办单位。"),
    ),
)
