"""Which terms name one concept: a full form and what is said to stand for it."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.model import Link, LinkKind, Relation, TermType

__all__ = ["full_forms_of", "term_type"]

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


_TYPES = {
    LinkKind.NUMERAL: TermType.ABBREVIATION,
    LinkKind.PLUS: TermType.ABBREVIATION,
    LinkKind.ALPHANUMERIC: TermType.ABBREVIATION,
    LinkKind.LATIN_ACRONYM: TermType.ACRONYM,
    LinkKind.CLIPPING: TermType.SHORT_FORM,
    LinkKind.DEFINED_SHORT_FORM: TermType.SHORT_FORM,
    LinkKind.QUOTED_COINAGE: TermType.PHRASE,
}


def term_type(links: Iterable[Link]) -> TermType | None:
    """The type of a term by the links that explain it, or None where there are none.

    A definition does not make its term a short form, nor does a name in another language.
    """
    kinds = [
        link.kind
        for link in links
        if link.relation is not Relation.DEFINITION and link.surface.isascii() >= "".join(link.members).isascii()
    ]
    return _TYPES[kinds[0]] if kinds else None
