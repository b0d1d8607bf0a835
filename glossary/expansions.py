"""What a short form stands for, in one line: the same words in every table, file and page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossary.model import ConceptEntry, Glossary, Link, Term

__all__ = [
    "describe_expansions",
    "describe_members",
    "links_by_identifier",
    "links_explaining",
    "links_naming",
    "links_of",
]


def describe_members(link: Link) -> str:
    """The members of a link, by slot where it has slots; knowledge from outside the documents names its source.

    >>> from glossary.model import LinkKind, Relation
    >>> describe_members(Link("一站两廊", LinkKind.NUMERAL, Relation.MEMBERS, ("文化站", "长廊"), "p", 0.9))
    '文化站、长廊'
    >>> describe_members(Link("GIS", LinkKind.CLIPPING, Relation.FULL_FORM, ("地理信息",), "p", 0.9, "lexicon:names"))
    '地理信息 [lexicon:names]'
    """
    if link.slots:
        text = "；".join(f"{slot.label}：{'、'.join(slot.members)}" for slot in link.slots)
    else:
        text = "、".join(link.members)
    return text if link.source == "text" else f"{text} [{link.source}]"


def links_explaining(term: Term, links: Iterable[Link]) -> tuple[Link, ...]:
    """Of an entry's links those that explain this term, not another name of the same concept."""
    return tuple(link for link in links if link.surface == term.text and link.members)


def describe_expansions(term: Term, links: Iterable[Link]) -> str:
    """All that a term stands for, the same expansion only once."""
    return " | ".join(dict.fromkeys(describe_members(link) for link in links_explaining(term, links)))


def links_by_identifier(glossary: Glossary) -> dict[str, Link]:
    """The glossary's links by identifier."""
    return {link.identifier: link for link in glossary.links}


def links_of(entry: ConceptEntry, links: Mapping[str, Link]) -> tuple[Link, ...]:
    """The links of an entry that the glossary really holds, without those that only name it as a member."""
    naming = links_naming(entry, links)
    return tuple(link for link in _held(entry, links) if link not in naming)


def links_naming(entry: ConceptEntry, links: Mapping[str, Link]) -> tuple[Link, ...]:
    """The links of an entry that explain something else and name one of its terms as a member: what it is one of."""
    terms = {term.text for term in entry.terms}
    return tuple(
        link for link in _held(entry, links) if link.surface not in terms and not terms.isdisjoint(link.members)
    )


def _held(entry: ConceptEntry, links: Mapping[str, Link]) -> tuple[Link, ...]:
    return tuple(links[identifier] for identifier in entry.links if identifier in links)
