"""Pattern 2: several quotations before a numeral head, “A”“B”两手抓, 《A》《B》等三部法规, “A”和“B”两大工程."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView

__all__ = ["find_adjacent_quotes", "quotation_chain"]

_JOINT = re.compile(r"\s*(?:、|,|以及|和|与|及|、和|和以及)?\s*")
_BETWEEN = re.compile(r"\s*(?:等)?(?:的|这|共)?[^\s,.。;:!?、和与及或并\"“”‘’()《》]{0,8}\s*")
_PLAIN_BETWEEN = re.compile(r"\s*(?:等|的|这|共)?\s*")
_LOOK_BACK = 10


def find_adjacent_quotes(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give the chain of quotations that ends right before the head."""
    for position in range(head.outer_start - 1, max(-1, head.outer_start - 1 - _LOOK_BACK), -1):
        if position in view.quotation_by_end:
            break
    else:
        return
    between = view.text[position + 1 : head.outer_start]
    if not _BETWEEN.fullmatch(between):
        return
    chain = quotation_chain(view, position)
    if len(chain) < 2:
        return
    touching = _PLAIN_BETWEEN.fullmatch(between) is not None
    if len(chain) in head.counts:
        yield NumeralList(head, tuple(chain), "adjacent-quotes", touching, 0.96 if touching else 0.88)
    elif touching:
        yield NumeralList(head, tuple(chain), "adjacent-quotes", True, 0.0, between.strip().startswith("等"))


def quotation_chain(view: DocumentView, closing: int) -> list[Span]:
    """The quotations that follow each other up to the closing mark at `closing`, joined by nothing, 、 or 和.

    A text right before an opening mark belongs to its member: 产业“布局图”、招商“鱼骨图” is no chain of quotations.
    """
    chain: list[Span] = []
    position = closing
    while (quotation := view.quotation_by_end.get(position)) is not None:
        chain.insert(0, (quotation.start, quotation.end))
        before = quotation.start - 2
        while before >= 0 and before > quotation.start - 6 and before not in view.quotation_by_end:
            before -= 1
        if before not in view.quotation_by_end or not _JOINT.fullmatch(view.text, before + 1, quotation.start - 1):
            break
        position = before
    return chain
