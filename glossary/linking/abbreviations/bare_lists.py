"""Pattern 3: a list without quotation marks that runs up to its numeral head, A、B和C等特色工艺三大领域."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.lists import clause_start, divide, pieces, trim_first
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import introduces, is_known_word, tag
from glossary.text.pattern_words import pattern_words

__all__ = ["find_bare_list"]

# From the last member to the numeral: nothing, 这, 共, or 等 with at most eight characters that modify the head.
_CLOSING = re.compile(
    r"(?P<others>等等|等)(?P<modifier>[^\s,。;:!?、“”‘’()]{0,8})$|(?P<plain>(?:,|——)?这|共|共计|合计|一共|的)$"
)
_LONGEST_PARALLEL = 8
_JOINED_ON = re.compile(r"\s*(?:以及|和|及|与)")
_RESTART = re.compile(r"\s*(?:,|、)?\s*(?:以及|和|与|及|、)")


def find_bare_list(view: DocumentView, head: NumeralHead, heads: Sequence[NumeralHead]) -> Iterator[NumeralList]:
    """Give the list that touches the head from the left, its first member freed from what introduces it.

    `heads` are all heads of the document, in order: a list starts anew after an earlier 五大产业和.
    """
    text = view.text
    if head.follows_mark or text[head.outer_end : head.outer_end + 1] == "、":
        return
    left, _right = view.line(head.start)
    end, open_ended = _list_end(text, left, head.outer_start)
    if end is None:
        return
    start = _region_start(text, left, end)
    end = _before_attribute(view, start, end)
    start = _after_earlier_head(text, start, end, heads)
    for count in head.counts:
        members = divide(text, start, end, count)
        if members is None:
            continue
        trimmed = trim_first(text, members[0], members[1:])
        if trimmed is None or not _plausible(text, [trimmed, *members[1:]]):
            continue
        if _holds_head([trimmed, *members[1:]], heads) or (head.is_bare and not _is_sure(text, start, end)):
            continue
        if text[end] == "的" and not (
            "、" in text[start:end] and (head.numeral.quoted or _nominal(text[slice(*members[-1])]))
        ):
            continue
        confidence = 0.9 if open_ended else 0.93
        if count == 2 and "、" not in text[start:end]:
            confidence = 0.86
        yield NumeralList(head, (trimmed, *members[1:]), "list-before", False, confidence, open_ended)
        return
    found = pieces(text, start, end, "、")
    too_many = len(found) > head.count and not open_ended
    if len(found) > 1 and (too_many or len(found) + 1 < head.count):
        yield NumeralList(head, tuple(found), "list-before", False, 0.0, open_ended)


def _list_end(text: str, left: int, anchor: int) -> tuple[int | None, bool]:
    """Where the last member ends, and whether 等 leaves the list open."""
    window = max(left, anchor - 12)
    closing = _CLOSING.search(text, window, anchor)
    if closing is None:
        end = anchor
    elif closing.group("others"):
        words = tag(closing.group("modifier")) if closing.group("modifier") else ()
        if words and (introduces(words[0][0]) == "verb" or words[0][1] in ("v", "d", "p", "c")):
            return None, False
        return closing.start(), True
    else:
        end = closing.start()
    while end > left and text[end - 1] == " ":
        end -= 1
    joined = text[end - 1] in "与和及或" and not is_known_word(text[end - 2 : end])  # 社会参与 is no conjunction
    if end <= left or text[end - 1] in ",。;:!?、\n(" or joined:
        return None, False
    return end, False


def _before_attribute(view: DocumentView, start: int, end: int) -> int:
    """The end of the list without a quotation that is said of the head: 无人机、卫星电话、基站|“空天地”三种手段.

    Where other members hold quotations too, the last one is a member or a part of one.
    """
    quotation = view.quotation_by_end.get(end - 1)
    if quotation is None or quotation.opening in "《〈" or quotation.start - 1 <= start:
        return end
    opening = quotation.start - 1
    attached = view.text[opening - 1] not in "、和与及,("
    alone = view.text[opening] not in view.text[start:opening]
    return opening if attached and alone and "、" in view.text[start:opening] else end


def _region_start(text: str, left: int, end: int) -> int:
    """Where the stretch begins that may hold the list: the clause, and earlier ones that 以及 joins to it."""
    start = clause_start(text, left, end)
    while start > left and text[start - 1] == "," and _JOINED_ON.match(text, start, end):
        start = clause_start(text, left, start - 1)
    return start


def _after_earlier_head(text: str, start: int, end: int, heads: Sequence[NumeralHead]) -> int:
    """Start behind the last earlier head in the stretch that 和 or 、 joins to the list: 五大产业和|甲、乙."""
    for earlier in _between(heads, start, end):
        if earlier.outer_end >= end:
            continue
        joint = _RESTART.match(text, earlier.outer_end, end)
        if joint is not None and (earlier.numeral.measure or "、" not in joint.group()):
            start = joint.end()
    return start


def _nominal(member: str) -> bool:
    return all(kind.startswith(("n", "b", "a", "j", "l", "x", "eng", "vn", "s", "m")) for _, kind in tag(member))


def _is_sure(text: str, start: int, end: int) -> bool:
    """Whether a list is one even before a number that may only begin a word: it has 、 and no comma."""
    return "、" in text[start:end] and "," not in text[start:end]


def _holds_head(members: Sequence[Span], heads: Sequence[NumeralHead]) -> bool:
    """Whether a member holds another counted thing: 光照度、温度、盐度3个因素|3个水平."""
    return any(
        head.numeral.measure and not head.numeral.quoted
        for left, right in members
        for head in _between(heads, left, right)
    )


def _between(heads: Sequence[NumeralHead], left: int, right: int) -> Sequence[NumeralHead]:
    """The heads that start in the span; a line may hold thousands."""
    first, last = (bisect_left(heads, edge, key=lambda head: head.start) for edge in (left, right))
    return heads[first:last]


def _plausible(text: str, members: Sequence[Span]) -> bool:
    """Whether the members may be members: none a bare verb, none one character unless all are, none too long."""
    lengths = [right - left for left, right in members]
    if min(lengths) == 1 and max(lengths) > (2 if len(lengths) > 2 else 1):  # 空气、水、土壤
        return False
    if max(lengths) > 40:
        return False
    # Clauses of one length are parallel members: 项目为王、环境是金、创新制胜.
    parallel = len(set(lengths)) == 1 and len(lengths) > 2 and lengths[0] <= _LONGEST_PARALLEL
    for left, right in members if not parallel else ():
        words = [word for word, _ in tag(text[left:right])]
        if any(
            word in pattern_words("member_clausal") and not (index == 0 and word in "把对让使从被")
            for index, word in enumerate(words)
        ):
            return False
    left, right = members[-1]
    last = text[left:right]
    return introduces(last) not in ("frame", "manner")
