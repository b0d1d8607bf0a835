"""Variants: two ways to write one term, and words that paraphrasing seems to have put in a term's place.

Sure ones (case, hyphen, space, quotation marks, spelling) say that two terms name one concept. The others are proposed
and never merged: 的 or 与 put in, words in another order, a near-synonym, and what looks like the work of paraphrasing
software (讨论院 for 研究院).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import is_known_word
from glossary.model import AnalysedDocument, Link, LinkKind, Relation
from glossary.text.normalising import normalise

__all__ = ["Place", "WrittenTerm", "link_variants", "written_forms"]

# How often such a pair names one thing, judged on rows written for the tests.
_CONFIDENCE = {
    "written-form": 0.95,
    "spelling": 0.95,
    "connective": 0.7,
    "word-order": 0.6,
    "near-synonym": 0.6,
    "suspected-paraphrase": 0.4,
}
_CONNECTIVES = frozenset("的之与和及")
_MARKS = re.compile("[“”‘’「」『』\"']")
# A space or a hyphen beside a Latin letter or a digit: 5G-A, AI 大模型.
_JOINT = re.compile("(?<=[A-Za-z0-9])[ \\-‐‑–](?=[^ ])|(?<=[^ ]) (?=[A-Za-z0-9])")
_LETTERS = re.compile("[A-Za-z]+")
_DIGIT_HYPHEN = re.compile("[0-9][ \\-‐‑–][0-9]")
# Less than this is a word, whose parts may mean something else together.
_SHORTEST = 4


# Where a term stands: index of the document, span in its normalised text.
Place = tuple[int, int, int]


class WrittenTerm(NamedTuple):
    """A term as it is written in the documents: its words, and where it stands."""

    text: str
    words: tuple[str, ...]
    places: Sequence[Place]


class _Variant(NamedTuple):
    text: str
    usual: str
    pattern: str


def link_variants(documents: Sequence[AnalysedDocument], terms: Iterable[WrittenTerm]) -> tuple[Link, ...]:
    """Link the rarer of two forms of one term to the more frequent one, sorted by form; suspicions come last.

    Both forms stand in the documents, but for a suspected paraphrase, where the usual form may be a word of the
    dictionary instead.
    """
    known = {term.text: term for term in terms}
    links = [
        _link(documents, known[variant.text], variant)
        for variant in (*_same_key(known), *_loosely_same(known), *_paraphrased(known))
    ]
    first: dict[tuple[str, str], Link] = {}
    for link in sorted(links, key=lambda link: (-link.confidence, link.surface, link.members)):
        pair = (min(link.surface, link.members[0]), max(link.surface, link.members[0]))
        first.setdefault(pair, link)
    return tuple(first.values())


def written_forms(documents: Sequence[AnalysedDocument], text: str, places: Iterable[Place]) -> Counter[str]:
    """How often each form of a term stands in the originals: as given, in traditional characters, in full width.

    Annotations inside a term make no other form of it.
    """
    forms: Counter[str] = Counter()
    for document, start, end in places:
        analysed = documents[document]
        first, last = analysed.normalised.original_span(start, end)
        form = analysed.document.text[first:last]
        if form == text or (len(form) == len(text) and normalise(form) == text):
            forms[form] += 1
    return forms


def _link(documents: Sequence[AnalysedDocument], term: WrittenTerm, variant: _Variant) -> Link:
    document, start, end = term.places[0]
    return Link(
        surface=variant.text,
        kind=LinkKind.VARIANT,
        relation=Relation.VARIANT,
        members=(variant.usual,),
        pattern=variant.pattern,
        confidence=_CONFIDENCE[variant.pattern],
        document=documents[document].document.path,
        evidence=DocumentView(documents[document], document).evidence(start, end),
    )


# ------------------------------------------------------------------ two ways to write one term


def _same_key(known: Mapping[str, WrittenTerm]) -> Iterator[_Variant]:
    groups: defaultdict[str, list[WrittenTerm]] = defaultdict(list)
    for term in known.values():
        groups[_key(term)].append(term)
    for key, group in groups.items():
        if len(group) > 1:
            # The standard spelling, then the most frequent form; last by text, so that the order of terms says nothing.
            usual = max(
                group, key=lambda term: (_spelt(term) == term.text, len(term.places), term.text == key, term.text)
            )
            for term in group:
                if term is not usual:
                    pattern = "spelling" if _spelt(term) != term.text else "written-form"
                    yield _Variant(term.text, usual.text, pattern)


def _key(term: WrittenTerm) -> str:
    """Equal for forms that differ in case, hyphens, spaces beside Latin letters, quotation marks or spelling."""
    text = _MARKS.sub("", _spelt(term))
    if not _LETTERS.search(text) or _DIGIT_HYPHEN.search(text):
        return text
    joined = _JOINT.sub("", text)
    # Two letters in another case are often another thing: Co and CO.
    return _LETTERS.sub(lambda found: found[0].casefold() if len(found[0]) > 2 else found[0], joined)


def _spelt(term: WrittenTerm) -> str:
    """The term in standard spelling, word by word: 帐户 is 账户, but 帐 stays in 帐篷."""
    standard = _standard_spellings()
    return "".join(standard.get(word, word) for word in term.words)


@cache
def _standard_spellings() -> dict[str, str]:
    return {row["variant"]: row["form"] for row in read_lexicon("spelling_pairs")}


# ------------------------------------------------------------------ what may name one thing


def _loosely_same(known: Mapping[str, WrittenTerm]) -> Iterator[_Variant]:
    orders: defaultdict[tuple[str, ...], list[WrittenTerm]] = defaultdict(list)
    for term in known.values():
        yield from _with_connective(term, known)
        if len(term.words) > 2 and len(set(term.words)) == len(term.words) and not _CONNECTIVES & set(term.words):
            orders[(*sorted(term.words[:-1]), term.words[-1])].append(term)
        for usual, other, kind in _paraphrases(term.words):
            if kind == "synonym" and (changed := term.text.replace(other, usual)) in known:
                yield _rarer_first(term, known[changed], "near-synonym")
    for same_words in orders.values():
        usual_order = max(same_words, key=lambda term: (len(term.places), term.text))
        for term in same_words:
            if term is not usual_order and all(len(word) > 1 for word in term.words[:-1]):
                yield _Variant(term.text, usual_order.text, "word-order")


def _with_connective(term: WrittenTerm, known: Mapping[str, WrittenTerm]) -> Iterator[_Variant]:
    """干部和群众 and 干部群众, where both are cut into words at that place."""
    for number in range(1, len(term.words) - 1):
        if term.words[number] in _CONNECTIVES:
            rest = (*term.words[:number], *term.words[number + 1 :])
            other = known.get("".join(rest))
            if other is not None and len(other.text) >= _SHORTEST and other.words == rest:
                yield _rarer_first(term, other, "connective")


def _rarer_first(one: WrittenTerm, other: WrittenTerm, pattern: str) -> _Variant:
    rarer, usual = sorted((one, other), key=lambda term: (len(term.places), -len(term.text), term.text))
    return _Variant(rarer.text, usual.text, pattern)


def _paraphrased(known: Mapping[str, WrittenTerm]) -> Iterator[_Variant]:
    """Terms with a word that paraphrasing software puts for another, where the text or the dictionary knows the other.

    The documents know it: the same term with the usual word stands in them, and the other word hardly stands in terms.
    The dictionary knows it: with its neighbour the usual word makes a word, the other one makes none.
    """
    for term in known.values():
        for usual, other, kind in _paraphrases(term.words):
            if kind == "synonym":
                continue
            number = term.words.index(other)
            changed = "".join((*term.words[:number], usual, *term.words[number + 1 :]))
            if len(term.words) < 2 or is_known_word(term.text):
                continue
            seen = kind == "odd" and changed in known and len(known[changed].places) >= len(term.places)
            if seen or _makes_a_word(term.words, number, usual):
                yield _Variant(term.text, changed, "suspected-paraphrase")


def _makes_a_word(words: Sequence[str], number: int, usual: str) -> bool:
    """Whether the usual word and the next or last one are a word of the dictionary, and the word at hand is in none."""
    other = words[number]
    pairs = []
    if number + 1 < len(words):
        pairs.append((usual + words[number + 1], other + words[number + 1]))
    if number:
        pairs.append((words[number - 1] + usual, words[number - 1] + other))
    return any(is_known_word(better) for better, _ in pairs) and not any(is_known_word(at_hand) for _, at_hand in pairs)


def _paraphrases(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    for word in dict.fromkeys(words):
        for usual, kind in _pairs().get(word, ()):
            yield usual, word, kind


@cache
def _pairs() -> dict[str, tuple[tuple[str, str], ...]]:
    """The word that was put in, to the words it may stand for."""
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in read_lexicon("paraphrase_pairs"):
        pairs[row["other"]].append((row["usual"], row["kind"]))
    return {other: tuple(usual) for other, usual in pairs.items()}
