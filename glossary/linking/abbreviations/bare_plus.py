"""Surfaces with + that no quotation marks enclose: 推行公司+基地+农户的模式."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.lists import pieces, trim_first
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import tag
from glossary.model import LinkKind, Relation

__all__ = ["propose_bare_plus"]

# Parts of Chinese words only: what stands around + elsewhere is arithmetic, chemistry or the name of a product.
_JOINED = re.compile(
    "(?<![A-Za-z0-9+\u4e00-\u9fff])[\u4e00-\u9fff]{2,16}(?:\\+[\u4e00-\u9fff]{2,10})*\\+[\u4e00-\u9fff]{2,16}(?![A-Za-z0-9+])"
)
_LONGEST_PART = 10
# What parts joined with + form together.
_FORMED = frozenset(
    ("模式", "方式", "机制", "格局", "体系", "路径", "做法", "思路", "架构", "形式", "方法", "体制", "制度")
)


def propose_bare_plus(view: DocumentView) -> Iterator[Proposal]:
    """Propose what parts a plus surface in running text has, where its edges are clear.

    The first part is freed from the verb before it, as in a list; the last one ends at 模式, 机制 and the like or 的
    behind it, or at a mark.
    """
    for found in _JOINED.finditer(view.text):
        if view.enclosing_quotation(*found.span()) is not None:
            continue
        spans = pieces(view.text, *found.span(), "+")
        first = trim_first(view.text, spans[0], spans[1:])
        last_end = _last_end(view.text, *spans[-1])
        if first is None or last_end is None:
            continue
        parts = [first, *spans[1:-1], (spans[-1][0], last_end)]
        members = tuple(view.written[left:right] for left, right in parts)
        lengths = [len(member) for member in members]
        if (
            min(lengths) < 2
            or max(lengths) > min(_LONGEST_PART, 2 * min(lengths) + 1)
            or len(set(members)) < len(members)
        ):
            continue
        yield Proposal(
            surface=view.written[first[0] : last_end],
            start=first[0],
            end=last_end,
            kind=LinkKind.PLUS,
            relation=Relation.MEMBERS,
            members=members,
            pattern="plus-in-text",
            confidence=0.86,
            evidence=(first[0], last_end),
        )


def _last_end(text: str, start: int, end: int) -> int | None:
    """Where the last part ends: at 的 or 模式 and the like behind it; at a mark, if it is no longer than a part is."""
    position = start
    for word, _ in tag(text[start:end]):
        if position > start + 1 and (word == "的" or word in _FORMED):
            return position
        position += len(word)
    return end if end - start <= 4 else None
