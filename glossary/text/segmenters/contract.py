"""What every segmenter owes, and what is done alike for all: short pieces in, spans of the whole text out, no loss."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.model import Token
from glossary.text.segmenters.dictionary import part_of_speech
from glossary.text.segmenters.pieces import pieces

__all__ = ["Engine", "Word", "has_words", "loss", "spans_of", "tokens_of"]

# Characters of a lost stretch that a message shows.
_SHOWN = 20


class Word(NamedTuple):
    """A word as an engine gives it. `tag` is an ICTCLAS part of speech, or empty where the engine has none."""

    text: str
    tag: str = ""


class Span(NamedTuple):
    """Where a word stands in a piece."""

    start: int
    end: int
    tag: str


@dataclass(frozen=True, slots=True, eq=False)
class Engine:
    """A loaded segmenter. It may be used from several threads.

    Attributes:
        name: as users call it.
        cut: gives the words of each piece in order. White space may be there or be left out.
        longest: characters of a piece at the most.
        batch: pieces at a time.
    """

    name: str
    cut: Callable[[Sequence[str]], Iterable[Sequence[Word]]]
    longest: int = 5_000
    batch: int = 100


def tokens_of(engine: Engine, text: str, on_progress: Callable[[int], None] | None = None) -> Iterator[Token]:
    """Cut a text of any length with an engine.

    Every character but white space is in a token. A word without a part of speech gets that of the dictionary.

    Args:
        engine: what cuts.
        text: any text.
        on_progress: is told how many characters more are done.

    Raises:
        SegmenterError: the engine lost or changed a part of the text.
    """
    done = 0
    remaining = pieces(text, engine.longest)
    while batch := list(islice(remaining, engine.batch)):
        cut = engine.cut([text[start:end] for start, end in batch])
        for (start, end), words in zip(batch, cut, strict=True):
            piece = text[start:end]
            spans = spans_of(piece, words)
            if spans is None:
                raise loss(piece, engine.name)
            for span in spans:
                word = piece[span.start : span.end]
                yield Token(start + span.start, start + span.end, word, span.tag or part_of_speech(word))
        if on_progress is not None:
            on_progress(batch[-1][1] - done)
        done = batch[-1][1]
    if on_progress is not None and done < len(text):
        on_progress(len(text) - done)


def loss(piece: str, name: str) -> SegmenterError:
    """The error of an engine that did not give a piece back as it was."""
    return SegmenterError(
        _("{name} lost or changed a part of: {stretch}", name=name, stretch=piece.strip()[:_SHOWN]),
        hint=_("take another model, or another one of glossary segmenters"),
    )


def has_words(piece: str) -> bool:
    """Is there anything in a piece that an engine must give back?"""
    return not all(map(_may_be_left_out, piece))


def spans_of(piece: str, words: Iterable[Word]) -> list[Span] | None:
    """Find the words of a piece again, one after the other; None where a part of it is in no word, or changed.

    Marks that engines leave out (combining accents, variation selectors, invisible characters) belong to the word
    before them.

    >>> spans_of("先进 制造", [Word("先进", "a"), Word("制造", "v")])
    [Span(start=0, end=2, tag='a'), Span(start=3, end=5, tag='v')]
    >>> spans_of("先进制造业", [Word("先进"), Word("制造")]) is None
    True
    """
    spans: list[Span] = []
    position = 0
    for word in words:
        text = word.text.strip()
        if not text:
            continue
        start = _skip(piece, position, text[0])
        _put_marks(piece, position, start, spans)
        position = _match(piece, start, text)
        if position < 0:
            return None
        spans.append(Span(start, position, word.tag))
    end = _skip(piece, position, "")
    _put_marks(piece, position, end, spans)
    return spans if end == len(piece) else None


def _match(piece: str, start: int, text: str) -> int:
    """Where `text` ends that starts there, white space and marks aside; -1 if it does not."""
    if piece.startswith(text, start):
        return start + len(text)
    position = start
    for character in text:
        if not character.isspace():
            position = _skip(piece, position, character)
            if not piece.startswith(character, position):
                return -1
            position += 1
    return position


def _skip(piece: str, position: int, wanted: str) -> int:
    """Pass over what an engine may leave out, up to the wanted character."""
    while position < len(piece) and piece[position] != wanted and _may_be_left_out(piece[position]):
        position += 1
    return position


def _may_be_left_out(character: str) -> bool:
    return character.isspace() or unicodedata.category(character)[0] in "MC"


def _put_marks(piece: str, start: int, end: int, spans: list[Span]) -> None:
    """Put the marks of a gap into the word that they follow; one that follows none is a word."""
    for position in range(start, end):
        if piece[position].isspace():
            continue
        if spans and spans[-1].end == position:
            spans[-1] = spans[-1]._replace(end=position + 1)
        else:
            spans.append(Span(position, position + 1, "x"))
