"""leftover-mask: ××, XX or ** where a name or a number should stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.messages import _
from glossary.model import AnalysedDocument, BarrierKind, Severity

__all__ = ["CHECK"]

_CODE_AFTER = re.compile(r"[-_/—]?[0-9]|[-_/](?![Xx]{2})[A-Za-z]")
_CODE_BEFORE = re.compile(r"[A-WYZa-wyz0-9][-_/. ]?$|[Xx]$")
_CHROMOSOMES = re.compile("染色体|核型|(?<![A-Za-z])XY(?![A-Za-z])")
# Roman numerals other than those that look like a mask; a text that uses them may write the twentieth so.
_ROMAN = re.compile("(?<![A-Za-z])X{0,3}(?:IX|IV|VI{0,3}|I{2,3})(?![A-Za-z])")
_NUMBERED = re.compile("[届章卷节编世届次号型]")
_NEAR = 20
# A single letter is a mask only where a number has to stand: 一式X份, X月X日, 第X次.
_YEAR = re.compile("(?:19|20)XX年")
_SINGLE = re.compile(
    "(?<=一式)X(?=份)|(?<=第)X(?=[次届期批条项季])|(?<![A-Za-z0-9])X(?=年[0-9X]{1,2}月|月[0-9X]{1,2}日)|(?<=[0-9X]月)X(?=日)"
)


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        reached = -1
        for start, end in sorted([*_masks(document), *_single_letters(document.text)]):
            if start < reached:
                continue
            reached = end
            if not _means_something(document.text, start, end):
                message = _("“{mask}” stands where a name or a number is missing", mask=document.text[start:end])
                yield mark(document, start, end, message)


def _masks(document: AnalysedDocument) -> Iterator[tuple[int, int]]:
    """What looks like a mask; a line to write on belongs to a form."""
    for barrier in document.barriers:
        if barrier.kind is BarrierKind.MASK and document.text[barrier.start] != "_":
            yield barrier.start, barrier.end


def _single_letters(text: str) -> Iterator[tuple[int, int]]:
    """Single letters that stand for a number."""
    for found in _SINGLE.finditer(text):
        yield found.span()


def _means_something(text: str, start: int, end: int) -> bool:
    """Whether what looks like a mask is part of a code, a chromosome, a Roman numeral or a name such as “数据要素×”."""
    written = text[start:end]
    if written == "×":
        return text[end : end + 1] in "”’」』" and start > 0 and "\u4e00" <= text[start - 1] <= "\u9fff"
    if not written.strip("Xx") and not _YEAR.search(text, max(0, start - 2), min(len(text), end + 1)):
        near = text[max(0, start - _NEAR) : start] + text[end : end + _NEAR]
        roman = text[max(0, start - 1) : start] == "第" or _NUMBERED.match(text, end)
        return bool(
            _CODE_AFTER.match(text, end)
            or _CODE_BEFORE.search(text[max(0, start - 2) : start])
            or (written == "XX" and _CHROMOSOMES.search(near))
            or (roman and _ROMAN.search(text))
        )
    return False


def _title() -> str:
    return _("a mask in place of a name or a number")


def _explanation() -> str:
    return _(
        "××, ×, XX, XXX or ** hide a name or a number, as templates and published specimens do. Dimensions (3×5), "
        "chromosomes, Roman numerals, codes and Markdown's bold type are left alone. Fill in what is missing."
    )


CHECK = Check(
    code="leftover-mask",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("本次会议由××局承办，与会人员共XX名。", ("××", "XX")),
        Example("全镇粮食产量达到**万吨，增长×%。", ("**", "×")),
        Example("材料一式X份，于X月X日前报送，X射线机除外。", ("X", "X", "X")),
        Example("咨询电话：XXXX-XXXXXXX。", ("XXXX",)),
        Example("展板尺寸为3×5米，性染色体为XX或XY。"),
        Example("请务必**按时**提交材料。"),
        Example("第XIX章讲水泵，第XX章讲阀门；“数据要素×”行动另附。"),
        Example("三号泵的设备编号为XX-204。"),
        Example("承租人（签字）：________　日期：____年__月__日"),
    ),
)
