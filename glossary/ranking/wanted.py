"""What a person wants to see of the candidates: lengths, stop lists, kinds of terms, and only what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from fnmatch import translate
from re import compile as compiled

from glossary.linking.concepts import term_type
from glossary.model import Link, Relation, TermType
from glossary.settings import Settings
from glossary.text.normalising import normalise

__all__ = ["known_texts", "unwanted_texts"]


def known_texts(settings: Settings) -> frozenset[str]:
    """The terms of the user's termbase as they stand in normalised texts."""
    return frozenset(map(normalise, settings.known_terms))


def unwanted_texts(texts: Sequence[str], links: Collection[Link], settings: Settings) -> set[str]:
    """Those of the texts that are too short, match a stop pattern, are of another kind, or known where new ones count.

    >>> sorted(unwanted_texts(["主要情况", "新型泵站", "泵站", "泵"], (), Settings(stop_patterns=("*情况", "新型*"))))
    ['主要情况', '新型泵站', '泵']
    """
    unwanted = {text for text in texts if len(text) < settings.minimum_length}
    if settings.stop_patterns:
        stopped = compiled("|".join(translate(normalise(pattern)) for pattern in settings.stop_patterns))
        unwanted.update(filter(stopped.match, texts))
    if settings.kinds:
        unwanted.update(set(texts).difference(_of_kinds(links, frozenset(settings.kinds))))
    if settings.new_only:
        unwanted.update(known_texts(settings).intersection(texts))
    return unwanted


def _of_kinds(links: Iterable[Link], kinds: frozenset[str]) -> Iterator[str]:
    """The surfaces of links of those kinds or types of terms, and what they stand for where full forms are wanted."""
    for link in links:
        if link.kind in kinds or term_type([link]) in kinds:
            yield link.surface
        if TermType.FULL_FORM in kinds and link.relation is Relation.FULL_FORM:
            yield from link.members
