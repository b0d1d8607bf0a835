"""A document as the patterns look at it: one folded text, and what encloses a position."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from glossary.linking.abbreviations.proposals import Span
from glossary.locations import line_starts
from glossary.model import AnalysedDocument, LinkEvidence, Quotation
from glossary.text.characters import fold_punctuation

__all__ = ["DocumentView", "plain"]

_QUOTES = str.maketrans("", "", '“”‘’「」『』"')
# Some journals end Chinese sentences with a Latin full stop.
_FULL_STOP = re.compile("(?<=[\u4e00-\u9fff)”])\\.(?=[\\s\u4e00-\u9fff“]|$)")
_EVIDENCE_LENGTH = 200


def plain(text: str) -> str:
    """A member's text: quotation marks dropped, book-title marks around the whole dropped too, masks kept.

    >>> plain("抓‘四破’"), plain("《数据安全法》")
    ('抓四破', '数据安全法')
    """
    text = " ".join(text.translate(_QUOTES).split())
    if text.startswith("《") and text.endswith("》") and text.count("《") == 1:
        text = text[1:-1]
    return text


class DocumentView:
    """Looks things up in one analysed document.

    Attributes:
        index: the position of the document among those that are linked together.
        written: the normalised text.
        text: the same with （），：；！？ folded, for patterns; offsets agree.
    """

    def __init__(self, document: AnalysedDocument, index: int = 0) -> None:
        self.document = document
        self.index = index
        self.written = document.text
        self.text = _FULL_STOP.sub("。", fold_punctuation(document.text))
        self._sentence_starts = [start for start, _ in document.sentences]

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotation marks only, without book titles."""
        return tuple(quotation for quotation in self.document.quotations if quotation.opening not in "《〈")

    @cached_property
    def quotation_by_end(self) -> dict[int, Quotation]:
        """Quotations by the offset of their closing mark; book titles too."""
        return {quotation.end: quotation for quotation in self.document.quotations}

    @cached_property
    def quotation_by_start(self) -> dict[int, Quotation]:
        """Quotations by the offset after their opening mark; book titles too."""
        return {quotation.start: quotation for quotation in self.document.quotations}

    def enclosing_quotation(self, start: int, end: int) -> Quotation | None:
        """The innermost quotation, no book title, that holds the span."""
        best = None
        for quotation in self.quotations:
            if quotation.start > start:
                break
            if quotation.end >= end:
                best = quotation
        return best

    def sentence(self, offset: int) -> Span:
        """The sentence that holds the offset, else the line."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0:
            start, end = self.document.sentences[index]
            if offset < end:
                return start, end
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def line(self, offset: int) -> Span:
        """The line that holds the offset."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        return start, len(self.text) if end < 0 else end

    def evidence(self, start: int, end: int, shown: Span | None = None) -> LinkEvidence:
        """Where the span starts in the original, and its sentence, cut to a readable length.

        `shown` is the span to show where it goes beyond the sentence.
        """
        left, right = self.sentence(start)
        if shown is not None:
            left, right = min(left, shown[0]), max(right, shown[1])
        if right - left > _EVIDENCE_LENGTH:
            first, last = shown or (start, end)
            if last - first > _EVIDENCE_LENGTH:  # headings that lie pages apart
                first, last = (first, first + _EVIDENCE_LENGTH) if end - first <= _EVIDENCE_LENGTH else (start, end)
            spare = max(0, _EVIDENCE_LENGTH - (last - first)) // 2
            left, right = max(left, first - spare), min(right, last + spare)
        line, column = self._line_and_column(self.document.normalised.original_start(start))
        return LinkEvidence(self.document.document.path, line, column, " ".join(self.written[left:right].split()))

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(line_starts(self.document.document.text))

    def _line_and_column(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1
