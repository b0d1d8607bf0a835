"""abbreviation-expanded-two-ways: one abbreviation is given two different full forms."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.definitions import Definition, find_definitions, is_latin
from glossary.checking.matching import tokens_touching
from glossary.linking.abbreviations.words import introduces
from glossary.messages import _
from glossary.model import AnalysedDocument, Severity

__all__ = ["CHECK"]

_NAME = re.compile("[\u4e00-\u9fff]{4,30}")
_FUNCTION = ("p", "c", "u", "d", "v", "r")
_NOMINAL = ("n", "vn", "an", "a", "b", "j", "l", "i", "x", "s", "ng", "zg", "g", "k")
# Misprints and plurals of one English name are more alike than this; names of two things are less.
_SAME_ENGLISH = 0.7


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        by_short: dict[str, list[Definition]] = defaultdict(list)
        for definition in find_definitions(document):
            first = by_short[definition.short]
            clash = next((other for other in first if _differ(document, other, definition)), None)
            if clash is not None:
                yield mark(
                    document,
                    definition.full_start,
                    definition.full_start + len(definition.full),
                    _(
                        "“{short}” stood for “{first}” before, and stands for “{second}” here",
                        short=definition.short,
                        first=clash.full,
                        second=definition.full,
                    ),
                )
            elif all(definition.full != other.full for other in first):
                first.append(definition)


def _differ(document: AnalysedDocument, one: Definition, other: Definition) -> bool:
    """Whether two full forms are different: not the same with a modifier before it, nor the same in two languages."""
    if is_latin(one.full) and is_latin(other.full):
        return _similarity(one.full, other.full) < _SAME_ENGLISH
    if not (_NAME.fullmatch(one.full) and _NAME.fullmatch(other.full)):
        return False
    if one.full.endswith(other.full) or other.full.endswith(one.full):
        return False
    if one.called and other.called:
        return True
    # A bracket says less than 简称, and where the full form begins is a guess: both must be noun phrases, and of one
    # kind unless the text says where each begins. 世卫组织 is a shorter 世界卫生组织.
    forms = one, other
    if not one.short.isupper() or _is_shortened(*sorted((one.full, other.full), key=len)):
        return False
    return all(_is_noun_phrase(document, form) for form in forms) and (
        one.full[-1] == other.full[-1] or all(_begins_clearly(document, form) for form in forms)
    )


def _is_shortened(short: str, long: str) -> bool:
    """Whether all characters of the short form stand in the long one, in this order."""
    characters = iter(long)
    return all(character in characters for character in short)


def _begins_clearly(document: AnalysedDocument, definition: Definition) -> bool:
    """Whether the full form begins a clause, or follows a word that is no part of a name: 采用, 由, 的."""
    start = definition.full_start
    before = document.text[:start].rstrip(" \t")
    if not before or not re.match("[\u4e00-\u9fff]", before[-1]):
        return True
    words = list(tokens_touching(document, len(before) - 1, len(before)))
    return bool(words) and (words[-1].tag.startswith(_FUNCTION) or introduces(words[-1].text) == "verb")


def _similarity(one: str, other: str) -> float:
    """How alike two English names are, from 0 to 1, whatever their case, spaces and hyphens."""
    letters = [re.sub("[^a-z]", "", form.lower()) for form in (one, other)]
    return SequenceMatcher(None, letters[0], letters[1]).ratio()


def _is_noun_phrase(document: AnalysedDocument, definition: Definition) -> bool:
    start, end = definition.full_start, definition.full_start + len(definition.full)
    return all(
        token.tag.startswith(_NOMINAL) or (token.tag == "v" and introduces(token.text) != "verb")
        for token in tokens_touching(document, start, end)
    )


def _title() -> str:
    return _("one abbreviation has two full forms")


def _explanation() -> str:
    return _(
        "The same abbreviation is introduced twice in a draft, for two different full forms. The second one is marked. "
        "Another draft of the run may give it a meaning of its own. Keep one meaning, or choose another abbreviation."
    )


CHECK = Check(
    code="abbreviation-expanded-two-ways",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example(
            "县水利投资办公室（以下简称“水投办”）牵头。附件由水上投诉办理中心（以下简称“水投办”）提供。",
            ("水上投诉办理中心",),
        ),
        Example("引入关键绩效指标（KPI）考核。各组按核心业务流程指标（KPI）打分。", ("核心业务流程指标",)),
        Example("引入关键绩效指标（KPI）考核。我市关键绩效指标（KPI）已经下达。"),
        Example("县水利投资办公室（以下简称“水投办”）牵头，县交通投资办公室（以下简称“交投办”）配合。"),
    ),
)
