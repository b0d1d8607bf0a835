"""Pattern 8: a list, then 是…的“N大X” in the same sentence: A、B、C，将是今年的“三大举措”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.lists import clause_start, divide, trim_first
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView

__all__ = ["find_copular_list"]

# From the end of the list to the head: a copula, then at most 60 characters that do not end the sentence.
_COPULA = re.compile(
    r"(?P<mark>,)?\s*(?:将|就|正|便|都|共同|一起|也|被)?\s*"
    r"(?:是|为|成为|构成了?|组成了?|形成了?|并称为?|合称为?|统称为?|称为|称作|叫做|誉为|即)"
    r"(?P<rest>[^。;:!?\n]{0,60})$"
)
# 分为, 作为, 认为 are no copulas; at the very start of the stretch there is no list before it.
_IN_WORD = ("分", "作", "认", "定", "设", "视", "转", "变", "以", "")


def find_copular_list(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give the list that a copula declares to be what the head counts."""
    text = view.text
    if head.follows_mark:
        return
    left = max(view.sentence(head.start)[0], head.outer_start - 200)
    window = text[left : head.outer_start]
    for found in re.finditer("[,]|将是|就是|被称为|被誉为|是|并称|合称|统称|称为|构成|组成|为", window):
        copula = _COPULA.match(window, found.start())
        if copula is None or head.is_bare or window[found.start() - 1 : found.start()] in _IN_WORD:
            continue
        rest = copula.group("rest")
        if "、" in rest or not (rest.endswith(("的", "的“", "的‘")) or (len(rest) <= 6 and "," not in rest)):
            continue
        end = left + found.start()
        members = _list_before(text, left, end, head)
        if members is not None:
            yield NumeralList(head, tuple(members), "copular", False, 0.88)
            return


def _list_before(text: str, left: int, end: int, head: NumeralHead) -> list[Span] | None:
    """The list that ends at `end`, its clause divided into as many members as the head announces."""
    start = clause_start(text, left, end)
    for count in head.counts:
        members = divide(text, start, end, count)
        if members is None or ("、" not in text[start:end] and count > 2):
            continue
        trimmed = trim_first(text, members[0], members[1:])
        if trimmed is not None and not any(mark in text[slice(*members[-1])] for mark in "了对将"):
            return [trimmed, *members[1:]]
    return None
