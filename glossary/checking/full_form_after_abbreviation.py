"""full-form-after-abbreviation: the full form is used again after 以下简称 introduced its abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.definitions import (
    Definition,
    find_definitions,
    find_uses,
    in_book_title,
    is_latin,
    is_part_of_name,
    shared_before,
)
from glossary.checking.matching import tokens_touching
from glossary.linking.abbreviations.full_form_edges import is_clipping_of
from glossary.messages import _
from glossary.model import AnalysedDocument, BlockKind, Severity

__all__ = ["CHECK"]

# A longer name that begins with the full form: 中国科学院大学 is no 中国科学院.
_LONGER_NAME = re.compile(
    "(?:第?[一二三四五六七八九十]?)?(?:附属|大学|学院|研究院|研究所|研究会|分院|分公司|分局|分中心|有限公司|股份|集团|出版社|"
    "办公室|委员会|领导小组|工作组|党组|党委|工会|章程|条例|规定|办法|细则|公报|年鉴|志)"
)
_SIGNATURE_LENGTH = 30
_DATE = re.compile("年.{1,6}月.{1,4}日")


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        definitions = [
            _as_used(document, found) for found in find_definitions(document) if _is_binding(document, found)
        ]
        for definition in definitions:
            if len(definition.full) <= len(definition.short) and not is_latin(definition.short):
                continue
            for found, end in find_uses(document, definition.full):
                start = found - shared_before(document, definition.full_start, found)
                if found >= definition.end and not _is_excused(document, start, end, definitions):
                    yield mark(
                        document,
                        start,
                        end,
                        _(
                            "“{short}” was introduced for this; write the abbreviation",
                            short=definition.short,
                        ),
                        suggestion=_as_written(document, definition),
                    )


def _is_binding(document: AnalysedDocument, definition: Definition) -> bool:
    """Whether the draft binds itself to the abbreviation: with 以下简称 and 下称, and with 简称 in a bracket."""
    before = document.text[: definition.short_start].rstrip("“‘「『为:：")
    bracketed = re.search("[（(][^（()）]{0,60}简称$", before[-64:]) is not None
    return "下" in definition.called or (definition.called == "简称" and bracketed)


def _as_used(document: AnalysedDocument, definition: Definition) -> Definition:
    """Leave out the words that the reading of a definition took into the full form and later uses do without.

    控股股东北岭集团 becomes 北岭集团 where that is what stands later. The rest still has to be longer than the
    abbreviation and to hold its characters.
    """
    if is_latin(definition.short) or any(
        start >= definition.end for start, _end in find_uses(document, definition.full)
    ):
        return definition
    full_end = definition.full_start + len(definition.full)
    for token in tokens_touching(document, definition.full_start, full_end):
        rest = document.text[token.start : full_end]
        if token.start <= definition.full_start or len(rest) < len(definition.short) + 2:
            continue
        if is_clipping_of(definition.short, rest) and any(
            start >= definition.end for start, _end in find_uses(document, rest)
        ):
            return replace(definition, full=rest, full_start=token.start)
    return definition


def _as_written(document: AnalysedDocument, definition: Definition) -> str:
    """The abbreviation in the characters of the draft, which may be traditional ones."""
    start = definition.short_start
    return document.document.text[slice(*document.normalised.original_span(start, start + len(definition.short)))]


def _is_excused(document: AnalysedDocument, start: int, end: int, definitions: list[Definition]) -> bool:
    """Whether the full form belongs where it stands: in a title, heading, signature, definition or longer name."""
    text = document.text
    if in_book_title(document, start, end) or any(found.start <= start < found.end for found in definitions):
        return True
    if is_part_of_name(document, start) or _LONGER_NAME.match(text, end):
        return True
    return _stands_apart(document, start)


def _stands_apart(document: AnalysedDocument, start: int) -> bool:
    """Whether the place is in a title or heading, or in a short line without a stop at the end: a signature, a cell."""
    for block in document.blocks:
        if block.start <= start < block.end:
            if block.kind in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.CELL):
                return True
            line = document.text[block.start : block.end].strip()
            return len(line) <= _SIGNATURE_LENGTH and (line[-1] not in "。！？；：，.!?;:," or bool(_DATE.search(line)))
    return False


def _title() -> str:
    return _("the full form is used after its abbreviation was introduced")


def _explanation() -> str:
    return _(
        "The draft says 以下简称, and then writes the full form again. Titles of documents, headings, signatures, "
        "definitions and longer names are left alone. Write the abbreviation."
    )


CHECK = Check(
    code="full-form-after-abbreviation",
    severity=Severity.NOTE,
    title=_title,
    explanation=_explanation,
    find=_find,
    sure=True,
    examples=(
        Example(
            "云河县水利投资办公室（以下简称“水投办”）负责汇总。各镇每周向云河县水利投资办公室报送进度。",
            ("云河县水利投资办公室",),
        ),
        Example("云河县水利投资办公室（以下简称“水投办”）负责汇总。各镇每周向水投办报送进度。"),
        Example(
            "云河县水利投资办公室（以下简称“水投办”）负责汇总，具体见《云河县水利投资办公室工作规则》。\n\n"
            "云河县水利投资办公室\n2024年3月5日"
        ),
    ),
)
