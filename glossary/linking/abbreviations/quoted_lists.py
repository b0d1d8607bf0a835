"""Pattern 1: a quoted list before its numeral head, “A、B、C”三大工程, and “A+B”的双轮驱动."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.adjacent_quotes import quotation_chain
from glossary.linking.abbreviations.lists import divide, pieces
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import introduces, tag

__all__ = ["find_quoted_list"]

# Between the closing mark and the numeral: 的, 等, a modifier of the head; nothing that starts another thought.
_BETWEEN = re.compile(r"\s*(?:等)?(?P<modifier>[^\s,.。;:!?、—…和与及或并一二三四五六七八九十\"“”‘’()]{0,12})\s*")
_PLAIN_BETWEEN = re.compile(r"\s*(?:等|的|这|共|等的)?\s*")
_LOOK_BACK = 14


def find_quoted_list(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give the quoted list that ends right before the head, if its marks hold more than one piece."""
    text = view.text
    for position in range(head.outer_start - 1, max(-1, head.outer_start - 1 - _LOOK_BACK), -1):
        quotation = view.quotation_by_end.get(position)
        if quotation is not None and quotation.opening not in "《〈":
            break
    else:
        return
    between = text[position + 1 : head.outer_start]
    if not _BETWEEN.fullmatch(between) or _starts_anew(between):
        return
    touching = _PLAIN_BETWEEN.fullmatch(between) is not None
    if len(chain := quotation_chain(view, position)) > 1 and len(chain) in head.counts:  # “A+B”“C+D”两种模式
        return
    for count in head.counts:
        members = divide(text, quotation.start, quotation.end, count)
        if members is not None and len(members) > 1:
            confidence = 0.97 if touching else 0.9
            yield NumeralList(head, tuple(members), "quoted-list-before", touching, confidence, "等" in between[:1])
            return
    found = pieces(text, quotation.start, quotation.end, "、")
    if touching and len(found) > 1:
        yield NumeralList(head, tuple(found), "quoted-list-before", True, 0.0, between.strip().startswith("等"))


def _starts_anew(between: str) -> bool:
    """Whether the words before the head begin another clause: …，以|“三个突出”, …|推出|三大举措."""
    words = [word for word, _ in tag(between.strip())]
    return any(introduces(word) in ("verb", "frame") and word not in ("等", "的", "为") for word in words)
