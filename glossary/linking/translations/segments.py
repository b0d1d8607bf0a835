"""Segment pairs: from bilingual lines, from two parallel documents, and down to sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

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
    [SegmentPair(source='河长', target='river chief', document='', line=1)]
    """
    pairs = []
    for number, line in enumerate(text.splitlines(), start=1):
        source, _tab, target = line.partition("\t")
        target = target.partition("\t")[0]
        if source.strip() and target.strip():
            pairs.append(SegmentPair(source.strip(), target.strip(), document, number))
    left, right = (sum(len(_CHINESE.findall(getattr(pair, side))) for pair in pairs) for side in ("source", "target"))
    if right > left:
        pairs = [SegmentPair(pair.target, pair.source, pair.document, pair.line) for pair in pairs]
    return pairs


def pair_documents(source: str, target: str, document: str = "") -> list[SegmentPair]:
    r"""The paragraphs of two parallel documents that belong together; what has no counterpart is left out.

    A paragraph is a line with text on it. Paragraphs that were joined on one side come as one pair.

    >>> [pair.line for pair in pair_documents("甲站。\n乙站1号。", "Station A.\n\nStation B, number 1.")]
    [1, 2]
    """
    numbered = [(number, line.strip()) for number, line in enumerate(source.splitlines(), 1) if line.strip()]
    paragraphs = [line for _number, line in numbered]
    targets = [line.strip() for line in target.splitlines() if line.strip()]
    return [
        SegmentPair(
            "\n".join(paragraphs[bead.source_start : bead.source_end]),
            " ".join(targets[bead.target_start : bead.target_end]),
            document,
            numbered[bead.source_start][0],
        )
        for bead in align_sequences(paragraphs, targets)
        if bead.paired
    ]


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
    english = [sentence for sentence in _ENGLISH_END.split(pair.target) if sentence.strip()]
    if len(chinese) < 2 or len(english) < 2:
        return (pair,)
    return [
        SegmentPair(
            "".join(chinese[bead.source_start : bead.source_end]),
            " ".join(english[bead.target_start : bead.target_end]),
            pair.document,
            pair.line,
        )
        for bead in align_sequences(chinese, english, ratio)
        if bead.paired
    ]
