"""The default segmenter: jieba's dictionary and model, cut by loops of our own, with nothing but data loaded.

The dictionary cuts as `jieba.cut(text, HMM=False)` does, to the word; the model joins what it leaves single, across
fewer characters than jieba lets it. jieba itself prepares its dictionary for a second on its first run and then keeps
it in the system's temporary folder, where other programs can write; the plain list is read here in less than half that
time, on every run. For jieba's own words, with its own code, take the segmenter `jieba`.
"""

from __future__ import annotations

import math
import pickle
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from glossary.model import Token
from glossary.text.characters import HAN

__all__ = ["dictionary", "part_of_speech", "segment"]

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%‰]?")
_LATIN = re.compile(r"[A-Za-z]")
_ALPHANUMERIC = re.compile(r"[A-Za-z0-9]")
_IDEOGRAPH = re.compile(f"[{HAN}]")
# Characters that are words by themselves far more often than parts of unknown ones: particles, prepositions,
# conjunctions, pronouns, copulas, common adverbs and auxiliaries.
_GRAMMAR = frozenset(
    "的地得了着过是在有和与及或而但且并以为于从自由向往对把被将让使给用按因若如即则就才也都还又再很更最不没未无非可能会要应须该此这那其某每各所之者们等"
)
# What the dictionary is asked about; every other character is a word of its own.
_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%\-]+")
# A path through a longer block is found piece by piece: a bound on the piece bounds the memory.
_LONGEST_BLOCK = 10_000


def segment(text: str, boundaries: bytes | None = None) -> tuple[Token, ...]:
    """Cut `text` into words, each with the part of speech that jieba's dictionary gives it. White space is left out.

    The dictionary cuts. Where it leaves single characters in a row, jieba's hidden Markov model may join them to a new
    word, tagged `x`; not across words of the grammar, which the model likes to swallow (以晶盛 for 晶盛).

    Args:
        text: any text.
        boundaries: one byte for each character, 1 where a word of the dictionary begins; None finds them here. For
            large texts, `extraction.counting.boundaries` finds the same ones at many times the speed.

    >>> [token.text for token in segment("建设孵化器 和加速器")]
    ['建设', '孵化器', '和', '加速器']
    """
    known = dictionary()
    tokens: list[Token] = []
    first = end = 0  # of the single characters in a row that come before
    for start, stop in _known_words(text) if boundaries is None else _marked_words(boundaries):
        word = text[start:stop]
        if stop - start == 1:
            if word not in _GRAMMAR and _IDEOGRAPH.match(word):
                if start != end:
                    tokens += _joined(text, first, end)
                    first = start
                end = stop
                continue
            if word.isspace():
                continue
        if first != end:
            tokens += _joined(text, first, end)
            first = end
        entry = known.get(word)
        tokens.append(Token(start, stop, word, entry[1] if entry else part_of_speech(word)))
    return (*tokens, *_joined(text, first, end))


def _joined(text: str, first: int, end: int) -> Iterator[Token]:
    """Single characters in a row, joined where the model takes them for a word."""
    if end - first < 2:
        ends: Iterable[int] = range(end - first)
    else:
        ends = _word_ends(text[first:end])
    start = first
    for last in ends:
        stop = first + last + 1
        word = text[start:stop]
        yield Token(start, stop, word, part_of_speech(word) if stop - start == 1 else "x")
        start = stop


# ------------------------------------------------------------------ the dictionary


@cache
def dictionary() -> dict[str, tuple[int, str]]:
    """Jieba's dictionary: word to its count in jieba's training corpus and its part of speech.

    Source: `dict.txt` of the installed jieba package (349,046 words, MIT).
    """
    return _list()[0]


@cache
def _list() -> tuple[dict[str, tuple[int, str]], int]:
    """The dictionary, and the sum of its counts; one word stands in it twice, and jieba counts both."""
    fields = _file("dict.txt").read_text(encoding="utf-8").split()
    counts = [int(field) for field in fields[1::3]]
    return dict(zip(fields[0::3], zip(counts, fields[2::3], strict=True), strict=True)), sum(counts)


def _file(name: str) -> Path:
    """A data file of the installed jieba package, which is not imported."""
    package = find_spec("jieba")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("jieba is not installed", name="jieba")
    return Path(package.origin).with_name(name)


@cache
def _reach() -> dict[str, int]:
    """The length of the longest word for each two characters that words begin with."""
    words = sorted(dictionary(), key=len)
    return dict(zip((word[:2] for word in words), map(len, words), strict=True))


@cache
def _logarithms() -> tuple[dict[int, float], float]:
    """The logarithm of the probability of a word by its count, and that of a character that is no word."""
    words, counted = _list()
    total = math.log(counted)
    return {count: math.log(count) - total for count in {count for count, _tag in words.values()}}, -total


def _known_words(text: str) -> Iterator[tuple[int, int]]:
    """The words of a text as (start, end); white space stands among them."""
    end = 0
    for block in _BLOCK.finditer(text):
        for start in range(end, block.start()):
            yield start, start + 1
        end = block.end()
        for start in range(block.start(), end, _LONGEST_BLOCK):
            for first, last in _most_probable_path(text[start : min(end, start + _LONGEST_BLOCK)]):
                yield start + first, start + last
    for start in range(end, len(text)):
        yield start, start + 1


def _marked_words(boundaries: bytes) -> Iterator[tuple[int, int]]:
    """The same, from what marks where they begin."""
    return pairwise([*(found.start() for found in re.finditer(b"\1", boundaries)), len(boundaries)])


def _most_probable_path(block: str) -> Iterator[tuple[int, int]]:
    """The words of a block as (start, end): the product of their probabilities is maximal, of equals the longer word.

    The same as `jieba.cut(block, HMM=False)`, down to the order in which logarithms are added. Letters and digits that
    the dictionary leaves alone are one word.
    """
    words, reach = dictionary(), _reach()
    logarithms, unknown = _logarithms()
    size = len(block)
    best = [0.0] * (size + 1)
    stop = list(range(1, size + 2))
    for start in range(size - 1, -1, -1):
        known = words.get(block[start])
        score = (logarithms[known[0]] if known else unknown) + best[start + 1]
        for end in range(start + 2, min(start + reach.get(block[start : start + 2], 0), size) + 1):
            known = words.get(block[start:end])
            if known:
                through = logarithms[known[0]] + best[end]
                if through >= score:
                    score = through
                    stop[start] = end
        best[start] = score
    start = 0
    while start < size:
        end = stop[start]
        if end == start + 1 and _ALPHANUMERIC.match(block, start):
            while end < size and stop[end] == end + 1 and _ALPHANUMERIC.match(block, end):
                end += 1
        yield start, end
        start = end


def part_of_speech(word: str) -> str:
    """The part of speech that the dictionary gives a word; of others, `m` for numbers, `eng` for Latin ones, or `x`.

    >>> part_of_speech("孵化器"), part_of_speech("3.5%"), part_of_speech("MEMS"), part_of_speech("，")
    ('nz', 'm', 'eng', 'x')
    """
    known = dictionary().get(word)
    if known:
        return known[1]
    if _NUMBER.fullmatch(word):
        return "m"
    return "eng" if _LATIN.search(word) else "x"


# ------------------------------------------------------------------ the model


class _Model(NamedTuple):
    """A hidden Markov model over characters that begin, continue or end a word or are one: B, M, E, S.

    All probabilities are logarithms.
    """

    start: dict[str, float]
    follow: dict[str, dict[str, float]]
    emit: dict[str, dict[str, float]]


# What jieba takes for the logarithm of zero, and which state may stand before which.
_NEVER = -3.14e100
_BEFORE = {"B": "ES", "M": "MB", "S": "SE", "E": "BM"}


@cache
def _model() -> _Model:
    """Jieba's model, from the data files that stand beside its code; they are no less trusted than the code."""
    tables = []
    for name in ("prob_start.p", "prob_trans.p", "prob_emit.p"):
        with (_file("dict.txt").parent / "finalseg" / name).open("rb") as stream:
            tables.append(pickle.load(stream))  # noqa: S301
    return _Model(*tables)


def _word_ends(characters: str) -> Iterator[int]:
    """The index of the last character of each word, by the model's most probable states (Viterbi)."""
    start, follow, emit = _model()
    scores = {state: start[state] + emit[state].get(characters[0], _NEVER) for state in _BEFORE}
    steps: list[dict[str, str]] = []
    for character in characters[1:]:
        step, following = {}, {}
        for state, before in _BEFORE.items():
            seen = emit[state].get(character, _NEVER)
            following[state], step[state] = max(
                (scores[last] + follow[last].get(state, _NEVER) + seen, last) for last in before
            )
        steps.append(step)
        scores = following
    state = max((scores[last], last) for last in "ES")[1]
    states = [state]
    for step in reversed(steps):
        state = step[state]
        states.append(state)
    states.reverse()
    return (index for index, state in enumerate(states) if state in "ES")
