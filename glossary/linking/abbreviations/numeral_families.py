"""All numeral heads of a document with the lists that seem to belong to them: for links, and for checks of counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.adjacent_quotes import find_adjacent_quotes
from glossary.linking.abbreviations.bare_lists import find_bare_list
from glossary.linking.abbreviations.composed_heads import find_composed_heads
from glossary.linking.abbreviations.copulars import find_copular_list
from glossary.linking.abbreviations.forward_lists import find_forward_list
from glossary.linking.abbreviations.head_characters import find_head_characters, find_shared_head
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList, settle_head
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.quoted_lists import find_quoted_list
from glossary.linking.abbreviations.series import match_series
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.model import AnalysedDocument, LinkKind, Relation
from glossary.text.numerals import find_numerals

_HAN = re.compile("[\u4e00-\u9fff]")

__all__ = ["explain_numerals", "find_numeral_lists", "propose_numerals"]


def explain_numerals(document: AnalysedDocument) -> tuple[NumeralList, ...]:
    """Give the numeral heads of a document that have a list, with its members, whether or not the numbers agree.

    A head whose number agrees with one of the lists around it comes once for each agreeing list, surest first; other
    heads come with the list whose layout binds it to them most closely, and `agrees` is False. A check of counts wants
    the latter: `explicit` says whether the layout leaves a doubt, `open_ended` that the list closes with 等.
    Heads without any list are left out.
    """
    return tuple(find_numeral_lists(DocumentView(document)))


def find_numeral_lists(view: DocumentView) -> list[NumeralList]:
    """As `explain_numerals`, in a view that is already there."""
    numerals = find_numerals(view.text, view.document.quotations)
    heads = [head for numeral in numerals if (head := settle_head(view, numeral)) is not None]
    announced: dict[int, list[NumeralList]] = {}
    for found in match_series(view, heads):
        announced.setdefault(found.head.start, []).append(found)
    result: list[NumeralList] = []
    for head in heads:
        candidates = [
            *find_quoted_list(view, head),
            *find_adjacent_quotes(view, head),
            *find_bare_list(view, head, heads),
            *find_forward_list(view, head),
            *announced.get(head.start, ()),
            *find_copular_list(view, head),
            *_implicit(view, head),
        ]
        result += _agreeing_or_nearest(candidates)
    composed = list(find_composed_heads(view, heads, result))
    taken = {found.head.start for found in composed}
    return sorted(
        [*composed, *(found for found in result if found.agrees or found.head.start not in taken)],
        key=lambda found: (found.head.start, -found.confidence),
    )


def _implicit(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    yield from find_head_characters(view, head)
    yield from find_shared_head(view, head)


def _agreeing_or_nearest(candidates: list[NumeralList]) -> list[NumeralList]:
    agreeing = sorted((found for found in candidates if found.agrees), key=lambda found: -found.confidence)
    if agreeing:
        return agreeing
    explicit = [found for found in candidates if found.explicit]
    return (explicit or candidates)[:1]


def _counts_nothing_named(head: NumeralHead) -> bool:
    """Whether a head is a number and its measure word alone, which is no surface: …两种, 三个100%; not 三个方面."""
    counted = head.surface[head.numeral.head_start - head.start :]
    bare = not _HAN.search(counted) and not head.numeral.quoted
    return bare and not head.numeral.measure.endswith(("方面", "部分", "点"))


def propose_numerals(view: DocumentView, lists: list[NumeralList]) -> Iterator[Proposal]:
    """Propose a link for each list whose number agrees with its head."""
    for found in lists:
        if not found.agrees or _counts_nothing_named(found.head):
            continue
        yield Proposal(
            surface=found.head.surface,
            start=found.head.start,
            end=found.head.end,
            kind=LinkKind.NUMERAL,
            relation=Relation.MEMBERS,
            members=tuple(plain(view.written[left:right]) for left, right in found.members),
            pattern=found.pattern,
            confidence=found.confidence,
            evidence=found.span,
        )
