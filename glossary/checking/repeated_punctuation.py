"""repeated-punctuation: two or more sentence marks in a row that cannot stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.messages import _
from glossary.model import AnalysedDocument, Severity

__all__ = ["CHECK"]

_RUN = re.compile("[，。、；：！？,;:!?.．]{2,}")
_WIDE = re.compile("[，。、；：！？．]")
_WIDE_ONLY = re.compile("[，。、；：！？]+")
_HAN = re.compile("[\u3400-\u9fff”’」』》〉）]")
# What may stand: exclamation and question marks together, and an ellipsis of dots.
_ALLOWED = re.compile("[！？!?]{2,}|.*[.．]{3}.*")
# The stronger mark is the one that was meant to stay.
_STRENGTH = "，,、：:；;。.．！!？?"


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        text = document.document.text
        for found in _RUN.finditer(text):
            start, end = found.span()
            if _ALLOWED.fullmatch(found.group()) or not _is_chinese(text, start, end) or _is_set_aside(document, start):
                continue
            yield Mark(
                document,
                start,
                end,
                _("“{marks}” cannot stand together", marks=found.group()),
                suggestion=_meant(found.group()),
            )


def _is_chinese(text: str, start: int, end: int) -> bool:
    """Whether the marks belong to Chinese text.

    Marks between Latin letters belong to English or to code (std::vector), and one after a letter or digit may belong
    to it (No.，, n!，, C:，).
    """
    before, after = text[start - 1 : start], text[end : end + 1]
    if before.isascii() and before.isalnum() and text[start] in ".:：!":
        return False
    if _WIDE_ONLY.fullmatch(text, start, end):
        return True
    if _WIDE.search(text, start, end):
        return bool(before and _HAN.match(before)) or not after or not after.isascii()
    return bool(before and _HAN.match(before)) and (not after or after.isspace() or _is_han(after))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "“‘「『《（"


def _is_set_aside(document: AnalysedDocument, start: int) -> bool:
    return any(part.start <= start < part.end for part in document.set_aside)


def _meant(marks: str) -> str:
    """What to write instead: the strongest of the marks; an ellipsis for a row of full stops.

    >>> _meant("，。"), _meant("。。。"), _meant("、，")
    ('。', '……', '，')
    """
    if len(marks) > 2 and set(marks) == {"。"}:
        return "……"
    if set(marks) == {"、", "，"}:
        return "，"
    return max(marks, key=_STRENGTH.index)


def _title() -> str:
    return _("sentence marks that cannot stand together")


def _explanation() -> str:
    return _(
        "Two or more commas, stops or colons stand in a row, mostly after a word was deleted between them. An "
        "ellipsis, a dash, and exclamation and question marks together are left alone. Keep one mark."
    )


CHECK = Check(
    code="repeated-punctuation",
    severity=Severity.WARNING,
    title=_title,
    explanation=_explanation,
    find=_find,
    sure=True,
    examples=(
        Example("各科室要认真排查，，不留死角。。", ("，，", "。。")),
        Example("请于周五前报送材料，。逾期不候。", ("，。",)),
        Example("会议内容:.安排部署,,抓好落实", (":.", ",,")),
        Example("真的吗？！太好了！！他沉默了……然后——笑了。"),
        Example("版本号为1.2，详见Smith, et al., 2020。\n\n---\n\n等等..."),
    ),
)
