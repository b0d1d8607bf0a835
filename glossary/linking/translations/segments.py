"""Segment pairs: from bilingual lines, from two parallel documents, and down to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from glossary.linking.translations.gale_church import align_sequences
from glossary.linking.translations.records import SegmentPair
from glossary.text.characters import HAN

__all__ = ["pair_documents", "pairs_of_lines", "sentence_pairs"]

_CHINESE_SENTENCE = re.compile("[^。！？；\n]*[。！？；\n]+[」』”’）》]*|[^。！？；\n]+$")
# A mark, quotation marks or brackets that close, white space, and what a sentence begins with.
_ENGLISH_END = re.compile('(?<=[.!?;])["”’)]*\\s+(?=["“‘(]?[A-Z0-9])')
_CHINESE = re.compile(f"[{HAN}]")


def pairs_of_lines(text: str, document: str = "") -> list[SegmentPair]:
    r"""The pairs in a text with source, tab, target on each line; lines without both sides are passed over.

    Where the second column of the whole is the Chinese one, it is the source.

    >>> pairs_of_lines("river chief\t河长\n\n")
    [SegmentPair(source='河长', target='river chief', document='', line=1, target_start=0, target_column=1)]
    """
    pairs = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        source, _tab, rest = line.partition("\t")
        target = rest.partition("\t")[0].rstrip()
        if source.strip() and target.strip():
            column = len(source) + 1 + len(target) - len(target.lstrip())
            pairs.append(SegmentPair(source.strip(), target.strip(), document, number, start + column, column + 1))
        start += len(line)
    left, right = (sum(len(_CHINESE.findall(getattr(pair, side))) for pair in pairs) for side in ("source", "target"))
    if right > left:
        pairs = [SegmentPair(pair.target, pair.source, pair.document, pair.line) for pair in pairs]
    return pairs


def pair_documents(source: str, target: str, document: str = "") -> list[SegmentPair]:
    r"""The paragraphs of two parallel documents that belong together; what has no counterpart is left out.

    A paragraph is a line with text on it. Paragraphs that were joined on one side come as one pair. Places are those in
    the translation, whose path is `document`.

    >>> [pair.line for pair in pair_documents("甲站。\n乙站1号。", "Station A.\n\nStation B, number 1.")]
    [1, 3]
    """
    paragraphs, translations = _paragraphs(source), _paragraphs(target)
    beads = align_sequences([text for _, _, text in paragraphs], [text for _, _, text in translations])
    pairs = []
    for bead in beads:
        if bead.paired:
            texts = [text for _, _, text in paragraphs[bead.source_start : bead.source_end]]
            line, start, _first = translations[bead.target_start]
            _line, last_start, last = translations[bead.target_end - 1]
            pairs.append(SegmentPair("\n".join(texts), target[start : last_start + len(last)], document, line, start))
    return pairs


def _paragraphs(text: str) -> list[tuple[int, int, str]]:
    """Line number, offset and text of each line with text on it."""
    paragraphs = []
    start = 0
    for number, line in enumerate(text.splitlines(keepends=True), start=1):
        if line.strip():
            paragraphs.append((number, start + len(line) - len(line.lstrip()), line.strip()))
        start += len(line)
    return paragraphs


def sentence_pairs(pairs: Iterable[SegmentPair]) -> list[SegmentPair]:
    """The sentences within each pair, as far as they can be told apart: shorter pairs leave less to guess.

    >>> pair = SegmentPair("水位上涨。站长去了3号站。", "The level rose. The head went to station 3.")
    >>> [sentence.target for sentence in sentence_pairs([pair])]
    ['The level rose.', 'The head went to station 3.']
    """
    pairs = list(pairs)
    characters = sum(len(pair.source) for pair in pairs)
    ratio = sum(len(pair.target) for pair in pairs) / max(characters, 1)
    return [sentence for pair in pairs for sentence in _sentences_of(pair, ratio)]


def _sentences_of(pair: SegmentPair, ratio: float) -> Sequence[SegmentPair]:
    chinese = [found.group().strip() for found in _CHINESE_SENTENCE.finditer(pair.source) if found.group().strip()]
    spans = _english_sentences(pair.target)
    if len(chinese) < 2 or len(spans) < 2:
        return (pair,)
    sentences = []
    for bead in align_sequences(chinese, [pair.target[start:end] for start, end in spans], ratio):
        if bead.paired:
            start, end = spans[bead.target_start][0], spans[bead.target_end - 1][1]
            sentences.append(
                replace(
                    pair,
                    source="".join(chinese[bead.source_start : bead.source_end]),
                    target=pair.target[start:end],
                    target_start=pair.target_start + start,
                    target_column=pair.target_column + start,
                )
            )
    return sentences


def _english_sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a text start and end."""
    ends = [found.end() for found in _ENGLISH_END.finditer(text)]
    spans = zip([0, *ends], [*ends, len(text)], strict=True)
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans if text[start:end].strip()]
