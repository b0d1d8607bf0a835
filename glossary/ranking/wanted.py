"""What a person wants to see of the candidates: lengths, stop lists, kinds of terms, and only what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from fnmatch import translate
from re import compile as compiled
from typing import TYPE_CHECKING

from glossary.linking.concepts import term_type
from glossary.linking.names import NameKind, kind_of_name
from glossary.model import Link, Relation, TermType
from glossary.settings import Settings
from glossary.text.normalising import normalise

if TYPE_CHECKING:
    import polars as pl

__all__ = ["known_texts", "unwanted_texts"]


def known_texts(settings: Settings) -> frozenset[str]:
    """The terms of the user's termbase as they stand in normalised texts."""
    return frozenset(map(normalise, settings.known_terms))


def unwanted_texts(candidates: pl.DataFrame, links: Collection[Link], settings: Settings) -> set[str]:
    """Those that are too short, match a stop pattern, are of another kind, or known where new ones count.

    Args:
        candidates: `text`, `words` and `tags` of each (`extraction.statistics.COLUMNS`).
        links: what is known of short forms among them.
        settings: what is wanted.
    """
    texts = candidates["text"].to_list()
    unwanted = {text for text in texts if len(text) < settings.minimum_length}
    if settings.stop_patterns:
        stopped = compiled("|".join(translate(normalise(pattern)) for pattern in settings.stop_patterns))
        unwanted.update(filter(stopped.match, texts))
    if settings.kinds:
        kinds = frozenset(settings.kinds)
        unwanted.update(set(texts).difference(_of_kinds(links, kinds), _names(candidates, kinds)))
    if settings.new_only:
        unwanted.update(known_texts(settings).intersection(texts))
    return unwanted


def _names(candidates: pl.DataFrame, kinds: frozenset[str]) -> Iterator[str]:
    """The names of organisations, places or products, whichever of them are wanted."""
    if not kinds.isdisjoint(NameKind):
        for text, words, tags in candidates.select("text", "words", "tags").iter_rows():
            if kind_of_name(text, words.split(" "), tags.split(" ")) in kinds:
                yield text


def _of_kinds(links: Iterable[Link], kinds: frozenset[str]) -> Iterator[str]:
    """The surfaces of links of those kinds or types of terms, and what they stand for where full forms are wanted."""
    for link in links:
        if link.kind in kinds or term_type([link]) in kinds:
            yield link.surface
        if TermType.FULL_FORM in kinds and link.relation is Relation.FULL_FORM:
            yield from link.members
