"""Which terms name one concept: a full form, what is said to stand for it, and other ways to write it."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.linking.names import NameKind
from glossary.model import Link, LinkKind, Relation, TermType

__all__ = ["KINDS", "concept_of", "full_forms_of", "term_type"]

KINDS: tuple[str, ...] = tuple(dict.fromkeys(map(str, (*LinkKind, *TermType, *NameKind))))
"""What a term may be: the kinds of links, the types of terms (a variant is both) and what names are the names of."""

# Below this the link is shown beside the entry, and the two stay entries of their own.
SURE = 0.8


def full_forms_of(links: Iterable[Link]) -> dict[str, str]:
    """Short form to full form, where the documents leave no doubt: one full form, said in the text, never another.

    A short form that two documents expand differently names two concepts and stays alone.
    """
    forms: dict[str, set[str]] = {}
    for link in links:
        if link.source == "text" and link.relation is Relation.FULL_FORM and link.confidence >= SURE:
            forms.setdefault(link.surface, set()).update(link.members)
    return {
        surface: next(iter(members))
        for surface, members in forms.items()
        if len(members) == 1 and surface not in members
    }


def concept_of(links: Iterable[Link]) -> dict[str, str]:
    """Each name of a concept that has several to the one that stands for it: a full form, in its usual spelling.

    >>> from glossary.model import Relation
    >>> spelling = Link("帐户", LinkKind.VARIANT, Relation.VARIANT, ("账户",), "spelling", 0.95)
    >>> concept_of([spelling])
    {'帐户': '账户'}
    """
    links = tuple(links)
    next_name = full_forms_of(links)
    for link in links:
        if link.kind is LinkKind.VARIANT and link.confidence >= SURE:
            next_name.setdefault(link.surface, link.members[0])
    return {name: _last(name, next_name) for name in next_name}


def _last(name: str, next_name: dict[str, str]) -> str:
    """The end of a chain of names; a chain that comes back ends before that."""
    seen = {name}
    while name in next_name and next_name[name] not in seen:
        name = next_name[name]
        seen.add(name)
    return name


_TYPES = {
    LinkKind.NUMERAL: TermType.ABBREVIATION,
    LinkKind.PLUS: TermType.ABBREVIATION,
    LinkKind.ALPHANUMERIC: TermType.ABBREVIATION,
    LinkKind.LATIN_ACRONYM: TermType.ACRONYM,
    LinkKind.CLIPPING: TermType.SHORT_FORM,
    LinkKind.DEFINED_SHORT_FORM: TermType.SHORT_FORM,
    LinkKind.QUOTED_COINAGE: TermType.PHRASE,
    LinkKind.VARIANT: TermType.VARIANT,
}


def term_type(links: Iterable[Link]) -> TermType | None:
    """The type of a term by the links that explain it, or None where there are none.

    A definition does not make its term a short form, nor does a name in another language; a suspicion says nothing.
    """
    kinds = [
        link.kind
        for link in links
        if link.relation is not Relation.DEFINITION
        and (link.kind is not LinkKind.VARIANT or link.confidence >= SURE)
        and link.surface.isascii() >= "".join(link.members).isascii()
    ]
    return _TYPES[kinds[0]] if kinds else None
