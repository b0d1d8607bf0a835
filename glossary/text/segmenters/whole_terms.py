"""What no segmenter may cut: the user's terms, and names and numbers; the same for all, over the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from glossary.model import Token
from glossary.text.segmenters.dictionary import dictionary

__all__ = ["TermList", "find_wholes", "keep_whole", "term_list"]

# Names and numbers: 5G-A, PM2.5, 415X, COVID-19, α, 3.5%. A trailing + belongs to a name (5G+), one before another name
# joins the two (1+N).
_CODE = re.compile(
    r"(?P<name>(?:[0-9]+(?:\.[0-9]+)?)?[A-Za-z\u0370-\u03ff](?:[A-Za-z0-9\u0370-\u03ff]|[-.&/·'’+](?=[A-Za-z0-9]))*\+?"
    r"|[0-9]+(?:\+[0-9A-Z]+)+)"
    r"|[0-9]+(?:[.,][0-9]+)*[%‰]?"
)
_LATIN = re.compile("[A-Za-z0-9]")


class TermList:
    """Terms, ready to be found in texts: at each place the longest one, from left to right.

    A term that begins or ends with a Latin letter or a digit is found where no other one stands beside it: 5G in 5G基站
    but not in 15G.

    >>> [token.text for token in TermList(["先进", "先进制造业集群"]).find("建先进制造业集群，先进制造")]
    ['先进制造业集群', '先进']
    """

    def __init__(self, terms: Iterable[str]) -> None:
        self._terms = frozenset(filter(None, map(str.strip, terms)))
        lengths: dict[str, set[int]] = {}
        for term in self._terms:
            lengths.setdefault(term[0], set()).add(len(term))
        self._lengths = {first: sorted(sizes, reverse=True) for first, sizes in lengths.items()}

    def find(self, text: str) -> Iterator[Token]:
        """The terms in a text; they do not overlap."""
        end = 0
        for start, character in enumerate(text):
            if start < end or character not in self._lengths:
                continue
            for size in self._lengths[character]:
                term = text[start : start + size]
                if term in self._terms and _stands_alone(text, start, start + size):
                    end = start + size
                    known = dictionary().get(term)
                    yield Token(start, end, term, known[1] if known else "nz")
                    break


@lru_cache(maxsize=4)
def term_list(terms: tuple[str, ...]) -> TermList:
    """The list of these terms, made once for all texts of a run."""
    return TermList(terms)


def _stands_alone(text: str, start: int, end: int) -> bool:
    return not (
        (start > 0 and _LATIN.match(text, start) and _LATIN.match(text, start - 1))
        or (_LATIN.match(text, end - 1) and _LATIN.match(text, end))
    )


def find_wholes(text: str, terms: TermList | None = None) -> list[Token]:
    """The user's terms, then the names and numbers that do not overlap them, in the order of the text.

    Terms are tagged as in the dictionary, `nz` where it does not hold them; names `eng`, numbers `m`.
    """
    codes = [
        Token(found.start(), found.end(), found.group(), "eng" if found["name"] else "m")
        for found in _CODE.finditer(text)
    ]
    if terms is None:
        return codes
    chosen = list(terms.find(text))
    index = 0
    wholes: list[Token] = []
    for code in codes:
        while index < len(chosen) and chosen[index].end <= code.start:
            wholes.append(chosen[index])
            index += 1
        if index == len(chosen) or chosen[index].start >= code.end:
            wholes.append(code)
    return [*wholes, *chosen[index:]]


def keep_whole(text: str, tokens: Iterable[Token], wholes: Sequence[Token]) -> tuple[Token, ...]:
    """Put each of `wholes` in the place of the tokens it covers; what sticks out of it at either end is a token too."""
    cut = list(tokens)
    kept: list[Token] = []
    index = 0
    for whole in wholes:
        while index < len(cut) and cut[index].end <= whole.start:
            kept.append(cut[index])
            index += 1
        if index < len(cut) and cut[index].start < whole.start:
            kept += _rest(text, cut[index].start, whole.start)
        kept.append(whole)
        while index < len(cut) and cut[index].end <= whole.end:
            index += 1
        if index < len(cut) and cut[index].start < whole.end:
            # What is left of this token may still hold the next whole.
            cut[index : index + 1] = _rest(text, whole.end, cut[index].end)
    kept.extend(cut[index:])
    return tuple(kept)


def _rest(text: str, start: int, end: int) -> list[Token]:
    """What is left of a token as one of its own, or nothing where that is white space."""
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - len(part) + len(part.rstrip())
    return [Token(start, end, text[start:end], "x")] if start < end else []
