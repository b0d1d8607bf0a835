"""Where a term was seen: a few occurrences, spread over the documents, at their places in the originals."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from glossary.extraction.statistics import Occurrence
from glossary.locations import line_starts
from glossary.model import AnalysedDocument, Context
from glossary.settings import Settings
from glossary.text.normalising import normalise

__all__ = ["ContextFinder"]

# What Markdown writes before a heading, an item or a quotation.
_MARKUP = re.compile(r"^\s*(?:#{1,6}|[-*>])\s+")
_SPACE = re.compile(r"\s+")


class ContextFinder:
    """Finds contexts in the documents of one run."""

    def __init__(self, documents: Sequence[AnalysedDocument], settings: Settings) -> None:
        self._documents = documents
        self._settings = settings
        self._lines: dict[int, list[int]] = {}

    def find(self, text: str, occurrences: Sequence[Occurrence]) -> tuple[Context, ...]:
        """Up to `settings.maximum_contexts` contexts, in the order of the documents.

        An occurrence whose original does not normalise to the term by itself, because the characters around it decide
        how it is read, is no context.
        """
        contexts = []
        for occurrence in _spread(occurrences, self._settings.maximum_contexts):
            context = self._context(occurrence)
            if context.surface == text or normalise(context.surface) == text:
                contexts.append(context)
        return tuple(contexts)

    def _context(self, occurrence: Occurrence) -> Context:
        analysed = self._documents[occurrence.document]
        document = analysed.document
        start, end = analysed.normalised.original_span(occurrence.start, occurrence.end)
        line, column = self._place(occurrence.document, start)
        return Context(
            document=document.identifier,
            start=start,
            end=end,
            line=line,
            column=column,
            location=document.location(start),
            surface=document.text[start:end],
            text=_excerpt(analysed, occurrence, self._settings.context_length),
        )

    def _place(self, index: int, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        if index not in self._lines:
            self._lines[index] = list(line_starts(self._documents[index].document.text))
        starts = self._lines[index]
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1


def _spread(occurrences: Sequence[Occurrence], most: int) -> list[Occurrence]:
    """The first occurrence of each document, then the second of each, and so on, until there are enough."""
    seen: dict[int, int] = {}
    turns = []
    for order, occurrence in enumerate(occurrences):
        turn = seen.get(occurrence.document, 0)
        seen[occurrence.document] = turn + 1
        turns.append((turn, order, occurrence))
    chosen = sorted(turns)[:most]
    return [occurrence for _turn, _order, occurrence in sorted(chosen, key=lambda entry: entry[1])]


def _excerpt(analysed: AnalysedDocument, occurrence: Occurrence, length: int) -> str:
    """The sentence around an occurrence in the normalised text, cut to `length` characters with … at the cut ends."""
    sentences = analysed.sentences
    index = bisect_right(sentences, occurrence.start, key=lambda span: span[0]) - 1
    if index >= 0 and sentences[index][1] >= occurrence.end:
        first, last = sentences[index]
    else:
        first, last = max(0, occurrence.start - length), min(len(analysed.text), occurrence.end + length)
    if last - first > length:
        margin = max(0, length - 2 - (occurrence.end - occurrence.start)) // 2
        start = max(first, min(occurrence.start - margin, last - length + 2))
        end = min(last, start + length - 2)
        text = ("…" if start > first else "") + analysed.text[start:end] + ("…" if end < last else "")
    else:
        text = analysed.text[first:last]
    text = _MARKUP.sub("", text)
    if not text.isprintable() or "  " in text:  # or else its white space is single spaces
        text = _SPACE.sub(" ", text)
    return text.strip()[:length]
