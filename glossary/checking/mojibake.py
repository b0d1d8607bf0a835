"""mojibake: text garbled by a wrong decoding."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.wrong_decodings import (
    find_broken_pairs,
    find_gbk_read_as_latin,
    find_utf8_read_as_gbk,
    meant,
)
from glossary.messages import _
from glossary.model import AnalysedDocument, BarrierKind, Severity

__all__ = ["CHECK"]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        for start, end in _runs(document):
            written = document.document.text[start:end]
            message = _("“{stretch}” is garbled", stretch=written)
            yield Mark(document, start, end, message, suggestion=meant(written))


def _runs(document: AnalysedDocument) -> list[tuple[int, int]]:
    """Garbled runs of the original text, those that overlap joined."""
    spans = [
        document.normalised.original_span(barrier.start, barrier.end)
        for barrier in document.barriers
        if barrier.kind is BarrierKind.GARBLED
    ]
    runs: list[tuple[int, int]] = []
    text = document.document.text
    found = (*find_utf8_read_as_gbk(text), *find_gbk_read_as_latin(text), *find_broken_pairs(text))
    for start, end in sorted([*spans, *found]):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _title() -> str:
    return _("text garbled by a wrong decoding")


def _explanation() -> str:
    return _(
        "A file was read in the wrong encoding on its way here: 锟斤拷, the replacement character, UTF-8 read as GBK "
        "or Latin-1, or GBK that lost a byte. What was meant is suggested where it can be computed, and "
        "is never written without a person's consent. Rare characters in names are left alone."
    )


CHECK = Check(
    code="mojibake",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("会议锟斤拷要求各单位抓好落实。", ("锟斤拷",)),
        Example("今年的鏀垮簻宸ヤ綔报告已经印发。", ("鏀垮簻宸ヤ綔",)),
        Example("会议要求ÈÏÕæÂäÊµ各项任务。", ("ÈÏÕæÂäÊµ",)),
        Example("新区的ä¸­å›½展馆开放。", ("ä¸­å›½",)),
        Example("问题很多！敝煊星褰榻B，街道已经整改。", ("敝煊星褰榻B",)),
        Example("对锐钛型纳米TiO2的抗菌性能进行研究。"),
        Example("鄢陵县的翟翯、尉犇和亓官喆参加了颁奖。"),
    ),
)
