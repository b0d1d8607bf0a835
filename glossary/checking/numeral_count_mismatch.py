"""numeral-count-mismatch: a numeral head and its list disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.announced_lists import list_after
from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.item_lists import list_before
from glossary.checking.numeral_heads import NumeralHead, find_numeral_heads
from glossary.checking.series import series_after, series_before
from glossary.messages import _
from glossary.model import AnalysedDocument, Severity
from glossary.text.characters import fold_punctuation

__all__ = ["CHECK"]

_CUT_OFF = re.compile("试读|阅读全文|查看全文|剩余|剩下|未完|预览|阅读已结束|阅读结束")


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        text = fold_punctuation(document.text)
        for head in find_numeral_heads(document, text):
            found = _disagreement(document, text, head)
            if found is not None:
                count, severity = found
                yield mark(
                    document,
                    head.start,
                    head.end,
                    _(
                        "“{head}” announces {announced}, but {count} are listed",
                        head=document.text[head.start : head.end],
                        announced=head.count,
                        count=count,
                    ),
                    severity=severity,
                )


def _disagreement(document: AnalysedDocument, text: str, head: NumeralHead) -> tuple[int, Severity] | None:
    """What the text lists instead, and how explicit the list is; None where it agrees or lists nothing."""
    series = series_after(text, head)
    if series is not None:
        if series.count == head.count or (series.count < head.count and _is_cut_off(document, series.last)):
            return None
        return series.count, Severity.WARNING if series.heads_apart else Severity.ERROR
    series = series_before(text, head)
    if series is not None:
        return None if series.count == head.count else (series.count, Severity.ERROR)
    lists = [found for found in (list_before(document, text, head), list_after(text, head)) if found is not None]
    if not lists or any(found.agrees_with(head.count) for found in lists):
        return None
    first = next((found for found in lists if found.explicit), lists[0])
    return max(first.counts), Severity.ERROR if first.explicit else Severity.WARNING


def _is_cut_off(document: AnalysedDocument, last: int) -> bool:
    """Whether the text after the last member was cut off by the site it was copied from."""
    start = document.normalised.original_start(last)
    original = document.document.text
    return any(part.start >= start and _CUT_OFF.search(original, part.start, part.end) for part in document.set_aside)


def _title() -> str:
    return _("a numeral and the list it announces disagree")


def _explanation() -> str:
    return _(
        "A numeral head such as “four tasks” stands beside a list with more or fewer members: a quoted or bare list "
        "before it, a list after a colon, a dash or in a bracket, a numbered series, or the headings that follow. "
        "A list that ends in 等 may be shorter. Ordinals, dates and quantities are no heads, nor are coinages whose "
        "numeral does not count members (五位一体). Correct the numeral or the list."
    )


CHECK = Check(
    code="numeral-count-mismatch",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("我们推出“随手拍、马上办、回头看”四项机制，群众很满意。", ("四项机制",)),
        Example("街道聚焦停车、绿化、电梯三大难题逐一销号。"),
        Example("街道聚焦停车、绿化、电梯四大难题逐一销号。", ("四大难题",)),
        Example("今年主抓三件大事：修路、通水。", ("三件大事",)),
        Example("重点做好两项工作。一是摸清底数；二是建立台账；三是限期整改。", ("两项工作",)),
        Example("重点做好三项工作。一是摸清底数；二是建立台账；三是限期整改。"),
        Example("下面，我讲三点意见。\n一、认清形势\n形势不等人。\n二、抓好落实\n落实靠大家。", ("三点意见",)),
        Example("一是查隐患，二是建台账，三是抓整改。以上两点，请大家落实。", ("两点",)),
        Example("今年的三件大事是修路、通水。", ("三件大事",)),
        Example("实行“两图一表”，即流程图、路线图、责任清单、进度表。", ("两图一表",)),
        Example("实行“两图一表”，即流程图、路线图、进度表。今年的三件大事是修路、通水、建校。"),
        Example("已有苏州、无锡等五个城市报名。"),
        Example("统筹推进“五位一体”总体布局，坚持党建、业务两手抓。"),
        Example("河道、管网、泵站二期工程年内完工，第三个标段提前两个月开建。"),
        Example("各县（市、区）要用好三个县（市、区）的经验。"),
    ),
)
