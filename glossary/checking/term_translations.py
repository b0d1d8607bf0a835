"""What the glossary says about the translation of the terms in a source segment."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checking.contract import UNWANTED, Drafts, chinese_terms, preferred_term
from glossary.checking.matching import TermMatcher, cuts_a_word, longest_matches
from glossary.checking.segments import SegmentPair, english_stems, find_english, segment_pairs
from glossary.checking.untranslated import is_untranslated, kept_in_chinese
from glossary.model import Term
from glossary.text.normalising import normalise

__all__ = ["Translated", "translated_terms"]


@dataclass(frozen=True, slots=True)
class Translated:
    """A glossary term in a source segment and what its target has for it.

    Attributes:
        approved: whether the target holds an approved translation.
        forbidden: where in the target an unwanted translation stands, offsets from the start of the target.
        preferred: the translation to use.
    """

    pair: SegmentPair
    entry: str
    term: str
    approved: bool
    forbidden: tuple[tuple[int, int], ...]
    preferred: str


def translated_terms(drafts: Drafts) -> Iterator[Translated]:
    """Every entry with a Chinese and a target term that a source segment holds, once for each segment."""
    entries: dict[str, list[tuple[str, tuple[Term, ...]]]] = {}
    for entry in drafts.glossary.entries:
        chinese = chinese_terms(entry.terms)
        targets = tuple(term for term in entry.terms if term.language.lower().split("-")[0] == "en")
        for named in chinese:
            entries.setdefault(normalise(named.text), []).append((entry.identifier, targets))
    matcher = TermMatcher(entries)
    kept = kept_in_chinese(drafts.glossary)
    for pair in segment_pairs(drafts):
        if is_untranslated(pair, kept):
            continue
        source = normalise(pair.source)
        stems = english_stems(pair.target)
        seen: set[str] = set()
        for start, end in longest_matches(matcher.find(source)):
            term = source[start:end]
            if term in seen or _cut(pair, term):
                continue
            seen.add(term)
            found = _judge(pair, term, entries[term], stems)
            if found is not None:
                yield found


def _cut(pair: SegmentPair, term: str) -> bool:
    """Whether the term is part of a longer word wherever the segment holds it."""
    document = pair.document
    offsets = range(len(document.text))
    first = bisect_left(offsets, pair.source_start, key=document.normalised.original_start)
    last = bisect_left(offsets, pair.source_start + len(pair.source), key=document.normalised.original_start)
    at = document.text.find(term, first, last)
    while at >= 0:
        if not cuts_a_word(document, at, at + len(term)):
            return False
        at = document.text.find(term, at + 1, last)
    return True


def _judge(
    pair: SegmentPair, term: str, entries: list[tuple[str, tuple[Term, ...]]], stems: list[tuple[str, int, int]]
) -> Translated | None:
    """Hold the target against all entries with this term: a homograph may have any of its translations."""
    targets = [target for _identifier, terms in entries for target in terms]
    usable = [target for target in targets if target.usage_status not in UNWANTED]
    preferred = preferred_term(targets)
    if preferred is None:
        return None
    approved = [span for target in usable if (span := find_english(target.text, stems))]
    forbidden = [
        span for target in targets if target.usage_status in UNWANTED and (span := find_english(target.text, stems))
    ]
    outside = [span for span in forbidden if not any(one[0] <= span[0] and span[1] <= one[1] for one in approved)]
    return Translated(pair, entries[0][0], term, bool(approved), tuple(longest_matches(outside)), preferred.text)
