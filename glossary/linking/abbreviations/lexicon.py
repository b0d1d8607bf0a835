"""Short forms that are generally known: what the shipped lexicons say they stand for, labelled as outside knowledge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from glossary.lexicons import read_lexicon
from glossary.model import Link, LinkKind, Relation, Slot

__all__ = ["lexicon_links"]

# Which lexicon speaks first: policy abbreviations carry members that were checked one by one.
_LEXICONS = ("policy_abbreviations", "organisation_clippings", "regions", "everyday_acronyms")

# A row was checked, but the text may mean something else by the same letters: below any link the text itself states.
_CONFIDENCE = 0.6

_PLUS = re.compile(r"(?:\d+|[A-Za-z])(?:\+(?:\d+|[A-Za-z]))+")

# Marks that writers add to or leave out of a fixed short form: “双随机、一公开” and 双随机一公开 are one.
_MARKS = re.compile("[、，,“”‘’\"'「」『』《》·]")


class _Sense(NamedTuple):
    """What a lexicon says, and the words of which texts that mean it hold one; no words where nothing else is meant."""

    link: Link
    context: tuple[str, ...]


def lexicon_links(surfaces: Iterable[str], texts: Sequence[str] | None = None) -> tuple[Link, ...]:
    """Link the surfaces that a shipped lexicon knows, sorted by surface, one link for each sense.

    Some surfaces meant something else at another time or elsewhere (三大改造 of 1953, 五个一批 of poverty relief) and
    are coined anew: such a sense is given only where a text holds a word of its context. Without `texts` all are given.

    The links hold in no document and have no evidence: they are outside knowledge, and `source` names the lexicon. A
    single full form is a `full_form`, several are `members`, and the parts of a plus pattern are `slots`. Surfaces that
    no lexicon knows are left out, and so is a lone character: 浙 is 浙江 only where the context says so.

    >>> [(link.surface, link.members, link.source) for link in lexicon_links(["三农", "公园"])]
    [('三农', ('农业', '农村', '农民'), 'lexicon:policy_abbreviations')]
    """
    known = _known_senses()
    found = []
    for surface in sorted(set(surfaces)):
        senses = known.get(surface) or known.get(_MARKS.sub("", surface)) or ()
        for link, context in senses:
            if texts is None or not context or any(word in text for word in context for text in texts):
                found.append(link if link.surface == surface else _renamed(link, surface))
    return tuple(found)


@cache
def _known_senses() -> dict[str, tuple[_Sense, ...]]:
    """Every sense that the lexicons give, by its surface without marks; the first lexicon that has any decides."""
    senses: dict[str, tuple[_Sense, ...]] = {}
    for name in _LEXICONS:
        here: dict[str, tuple[_Sense, ...]] = {}
        for row in read_lexicon(name):
            members = tuple(row["members"].split(";"))
            key = _MARKS.sub("", row["surface"])
            if len(key) > 1 and key not in senses:
                context = (*row["context"].split(";"), *members) if row.get("context") else ()
                link = _link(row["surface"], LinkKind(row["kind"]), members, name)
                here[key] = (*here.get(key, ()), _Sense(link, context))
        senses |= here
    return senses


def _link(surface: str, kind: LinkKind, members: tuple[str, ...], lexicon: str) -> Link:
    slots = _slots(surface, members) if kind is LinkKind.PLUS else None
    several = Relation.MEMBERS if slots is None else Relation.SLOTS
    return Link(
        surface=surface,
        kind=kind,
        relation=several if len(members) > 1 else Relation.FULL_FORM,
        members=members,
        pattern="lexicon",
        confidence=_CONFIDENCE,
        source=f"lexicon:{lexicon}",
        slots=slots,
    )


def _renamed(link: Link, surface: str) -> Link:
    return _link(surface, link.kind, link.members, link.source.removeprefix("lexicon:"))


def _slots(surface: str, members: tuple[str, ...]) -> tuple[Slot, ...] | None:
    """The members by the parts of `a+b`: as many as the digit says, else one each, else None.

    >>> [slot.members for slot in _slots("3+1选考", ("语文", "数学", "外语", "物理")) or ()]
    [('语文', '数学', '外语'), ('物理',)]
    """
    pattern = _PLUS.search(surface)
    if pattern is None:
        return None
    labels = pattern.group().split("+")
    counts = [int(label) if label.isdigit() else 1 for label in labels]
    if sum(counts) != len(members):
        counts = [1] * len(labels)
    if sum(counts) != len(members):
        return None
    slots, start = [], 0
    for label, count in zip(labels, counts, strict=True):
        slots.append(Slot(label, members[start : start + count]))
        start += count
    return tuple(slots)
