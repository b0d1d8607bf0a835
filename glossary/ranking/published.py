"""Names that stand in published lists: what a classification, a plan or a law names is a term wherever it stands."""

from __future__ import annotations

from functools import cache

from glossary.lexicons import read_lexicon

__all__ = ["is_published"]


@cache
def _published() -> frozenset[str]:
    return frozenset(row["term"] for row in read_lexicon("known_terms"))


def is_published(text: str) -> bool:
    """Does one of the documents behind the lexicon `known_terms` use the text as a name?

    >>> is_published("数字孪生"), is_published("数字工作")
    (True, False)
    """
    return text in _published()
