"""mojibake: text garbled by a wrong decoding."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.wrong_decodings import garbled_runs, meant
from glossary.messages import _
from glossary.model import Severity

__all__ = ["CHECK"]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        for start, end in garbled_runs(document):
            written = document.document.text[start:end]
            message = _("“{stretch}” is garbled", stretch=written)
            yield Mark(document, start, end, message, suggestion=meant(written))


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
        Example("合作方为CafÃ© Lumiere公司，水温25Â°C。", ("Ã©", "Â°")),
        Example("新区的ä¸­å›½展馆开放。", ("ä¸­å›½",)),
        Example("问题很多！敝煊星褰榻B，街道已经整改。", ("敝煊星褰榻B",)),
        Example("对锐钛型纳米TiO2的抗菌性能进行研究。"),
        Example("鄢陵县的翟翯、尉犇和亓官喆参加了颁奖。"),
    ),
)
