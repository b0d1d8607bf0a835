"""Words by the role they play at the edges of heads, names and list members."""

from __future__ import annotations

from functools import cache

from glossary.lexicons import read_lexicon

__all__ = ["pattern_words"]


@cache
def pattern_words(role: str) -> frozenset[str]:
    """The words that `lexicons/pattern_words.tsv` gives this role; its notice says what each role means.

    >>> "平台" in pattern_words("head_sort")
    True
    """
    return frozenset(row["word"] for row in read_lexicon("pattern_words") if row["role"] == role)
