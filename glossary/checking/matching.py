"""Finding many terms in a text at once: every place, the longest term first, words kept whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from glossary.model import AnalysedDocument, Quotation, Token

__all__ = ["TermMatcher", "cuts_a_word", "longest_matches", "quotations_around", "tokens_touching"]

# A term of four characters or more that overlaps a word by accident is rarer than a segmenter that glues its first or
# last character to a neighbour (中小企业 | 孵化园 in 中小企业孵化园): such a term stands even across a word boundary.
_LONG_ENOUGH = 4

# Characters of the longest quotation that is looked at; quoted speech of a page and a half.
_LONGEST_QUOTATION = 2000

_LATIN_OR_DIGIT = re.compile(r"[0-9A-Za-z]")


class TermMatcher:
    """Looks up, at every position of a text, all terms of a list.

    The work is linear in the text: a position is tried only with the lengths of terms that share its first two
    characters.

    >>> list(TermMatcher(["帐户", "帐户管理"]).find("银行帐户管理"))
    [(2, 4), (2, 6)]
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(term for term in terms if term)
        lengths: dict[str, set[int]] = defaultdict(set)
        for term in self._terms:
            lengths[term[:2]].add(len(term))
        self._lengths = {prefix: tuple(sorted(found)) for prefix, found in lengths.items()}

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Every occurrence as (start, end), sorted by start, then length."""
        lengths, terms = self._lengths, self._terms
        if not terms:
            return
        for start in range(len(text)):
            if text[start] in lengths:
                yield start, start + 1
            for length in lengths.get(text[start : start + 2], ()):
                if 1 < length <= len(text) - start and text[start : start + length] in terms:
                    yield start, start + length


def longest_matches(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those spans that no other span covers, in order.

    >>> longest_matches([(2, 4), (2, 6), (8, 10)])
    [(2, 6), (8, 10)]
    """
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or end > kept[-1][1]:
            kept.append((start, end))
    return kept


def cuts_a_word(document: AnalysedDocument, start: int, end: int) -> bool:
    """Whether a span of the normalised text begins or ends inside a word, so that it is no term there.

    帐 in 帐篷, 国有 in 中国有, APP in APPLE: a span of fewer than four characters must not split a word that the
    segmenter knows; a span with a Latin letter or digit at its edge must not have another one beside it.
    """
    text = document.text
    for inside, outside in ((start, start - 1), (end - 1, end)):
        if 0 <= outside < len(text) and _LATIN_OR_DIGIT.match(text[inside]) and _LATIN_OR_DIGIT.match(text[outside]):
            return True
    if end - start >= _LONG_ENOUGH:
        return False
    return any(
        (token.start < start < token.end or token.start < end < token.end) and len(token.text) > 1 and token.tag != "x"
        for token in tokens_touching(document, start, end)
    )


def tokens_touching(document: AnalysedDocument, start: int, end: int) -> Iterator[Token]:
    """The tokens that share a character with the span."""
    tokens = document.tokens
    index = max(0, bisect_right(tokens, start, key=lambda token: token.start) - 1)
    while index < len(tokens) and tokens[index].start < end:
        if tokens[index].end > start:
            yield tokens[index]
        index += 1


def quotations_around(document: AnalysedDocument, start: int, end: int) -> Iterator[Quotation]:
    """The quotations and titles that hold the whole span of the normalised text, the innermost first."""
    quotations = document.quotations
    index = bisect_right(quotations, start, key=lambda quotation: quotation.start) - 1
    while index >= 0 and quotations[index].start >= start - _LONGEST_QUOTATION:
        if quotations[index].end >= end:
            yield quotations[index]
        index -= 1
