"""leftover-boilerplate: what a document site put around the author's text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.messages import _
from glossary.model import Severity

__all__ = ["CHECK"]

_SHOWN = 30
# A notice of the document's own publisher: 本刊版权归编辑部所有.
_OWN_NOTICE = re.compile("本(?:刊|报|书|手册|标准|公司|单位|院|校|局|中心)|我(?:公司|单位|院|校|局)|编辑部")


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        text = document.document.text
        for part in document.set_aside:
            if _OWN_NOTICE.search(text, part.start, part.end):
                continue
            written = " ".join(text[part.start : part.end].split())
            shown = written if len(written) <= _SHOWN else written[:_SHOWN] + "…"
            yield Mark(
                document,
                part.start,
                part.end,
                _("“{stretch}” comes from the site that the text was copied from", stretch=shown),
                suggestion="",
            )


def _title() -> str:
    return _("a line that belongs to a document site")


def _explanation() -> str:
    return _(
        "Download hints, pay walls, watermarks, navigation and notices of a site were copied with the text. A notice "
        "that belongs to the document is left alone. Delete them."
    )


CHECK = Check(
    code="leftover-boilerplate",
    severity=Severity.WARNING,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("一、总体要求\n下载积分：15金币\n坚持稳中求进。", ("下载积分：15金币",)),
        Example("一、总体要求\n坚持稳中求进，办好群众身边的小事。"),
        Example("本刊版权归编辑部所有，转载请注明出处。"),
        Example("请登录系统下载申报表，填写后报送科技局。"),
    ),
)
