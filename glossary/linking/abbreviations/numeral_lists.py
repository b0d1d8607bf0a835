"""What a numeral head and a list next to it have in common, before anybody says that they agree."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import tag
from glossary.text.numerals import Numeral, head_end

__all__ = ["NumeralHead", "NumeralList", "settle_head"]


@dataclass(frozen=True, slots=True)
class NumeralHead:
    """A numeral whose right end is known. Offsets count code points of the normalised text.

    Attributes:
        start, end: of 四大领域 without its quotation marks.
        outer_start, outer_end: with them.
        follows_mark: the head stands right after a 、 as one of several siblings.
    """

    numeral: Numeral
    start: int
    end: int
    outer_start: int
    outer_end: int
    surface: str
    follows_mark: bool

    @property
    def count(self) -> int:
        """How many members the head announces."""
        return self.numeral.count

    @property
    def is_bare(self) -> bool:
        """Whether neither a measure word nor quotation marks show that a number counts: 双歧杆菌, 两手抓."""
        return not (self.numeral.measure or self.numeral.quoted or self.numeral.segments)

    @property
    def counts(self) -> tuple[int, ...]:
        """The numbers of members that agree with the head: 五位一体 announces five, not six."""
        segments = self.numeral.segments
        if len(segments) == 2 and segments[1].count == 1 and segments[1].head == "体":
            return (segments[0].count,)
        return (self.numeral.count,)


@dataclass(frozen=True, slots=True)
class NumeralList:
    """A numeral head and the list that seems to belong to it, whether or not their numbers agree.

    Attributes:
        members: spans in the normalised text.
        explicit: the layout says that the list belongs to the head (quotation marks, colon, brackets, numbering).
        open_ended: the list closes with 等 and may leave members out.
        confidence: 0 to 1, if the numbers agree.
    """

    head: NumeralHead
    members: tuple[Span, ...]
    pattern: str
    explicit: bool
    confidence: float
    open_ended: bool = False

    @property
    def agrees(self) -> bool:
        """Whether the list has as many members as the head announces."""
        return len(self.members) in self.head.counts

    @property
    def span(self) -> Span:
        """From the first of both to the last of both."""
        return (
            min(self.head.outer_start, self.members[0][0]),
            max(self.head.outer_end, self.members[-1][1]),
        )


def settle_head(view: DocumentView, numeral: Numeral) -> NumeralHead | None:
    """Find where the head ends and what quotation encloses it; None where the number is part of a word (长三角)."""
    after_quotation = view.text[numeral.start - 1 : numeral.start] in ("”", "’", "」", "』")
    if not numeral.quoted and not after_quotation and _cuts_a_word(view, numeral):
        return None
    end = head_end(view.text, numeral, tag)
    if not numeral.quoted and _names_nothing(view, numeral, end):
        return None
    quotation = view.quotation_by_start.get(numeral.start)
    quoted = quotation is not None and quotation.end == end
    outer_start = numeral.start - 1 if quoted else numeral.start
    outer_end = end + 1 if quoted else end
    follows_mark = outer_start > 0 and view.text[outer_start - 1] in "、"
    surface = view.written[numeral.start : end]
    return NumeralHead(numeral, numeral.start, end, outer_start, outer_end, surface, follows_mark)


def _names_nothing(view: DocumentView, numeral: Numeral, end: int) -> bool:
    """Whether what is counted is no thing: 两种重要|的, 两种可|扣税, or 双 begins a word of its own: 双侧, 双官能团.

    Of 双 without a measure word or quotation marks only a rhythm of two and two counts: 双轮驱动.
    """
    number = view.text[numeral.start : numeral.head_start]
    if number == "双":
        words = tag(view.written[numeral.start : end])
        return len(words) < 2 or end - numeral.start != 4 or words[0][1].startswith(("b", "f"))
    words = tag(view.written[numeral.head_start : end])
    modifies = bool(words) and words[-1][1] in ("a", "ad", "b", "d", "c", "p") and view.text[end : end + 1] == "的"
    return bool(numeral.measure) and (modifies or (bool(words) and words[-1][0] in "可能须应将已"))


def _cuts_a_word(view: DocumentView, numeral: Numeral) -> bool:
    """Whether the number is inside a word of the dictionary, or begins a name (三明)."""
    start = numeral.start
    left = max(view.line(start)[0], start - 4)
    position = left
    for word, kind in tag(view.written[left : start + 6]):
        position = view.written.find(word, position)
        if position <= start < position + len(word):
            if position < start:
                if word[0] in "这那":  # 这两项 is a word of the dictionary
                    return False
                return kind not in ("x", "m")
            return position + len(word) > numeral.head_start and kind.startswith(("ns", "nr", "nt"))
        position += len(word)
    return False
