"""Pattern 4: heads made of several numbers whose characters choose the members: 一台两器, 两图一表, 三改一拆.

Also heads of one number whose word every member shares: “三制”改革 … 聘任制、考核制、薪酬制.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.lists import pieces, split_last, trim_first
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import tag
from glossary.text.numerals import Segment

__all__ = ["find_head_characters", "find_shared_head"]

# What may follow the last member in its clause.
_GOVERNED = re.compile("给予|予以|进行|加以|等|的|全程|全部|联网|联动|落地|建设")
_REACH = 260
# As sure as a list whose members nearly all end in the head's characters.
_CLAUSES_AGREE = 0.95
# The rest of a line that is a heading, and the empty lines behind it.
_HEADING = re.compile("[^\n,。;:!?]{0,8}\\n\\s*(?=[^\\s#])")


def find_head_characters(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give a list nearby whose members end in, begin with or hold the head's characters, each as often as it says."""
    segments = head.numeral.segments
    if not segments or (head.count < 3 and len(segments) < 3 and not _in_same_sentence_list(view, head)):
        return
    wanted = [segment.head for segment in segments for _ in range(segment.count)]
    best: tuple[float, list[Span]] | None = None
    for stretch, near in _stretches(view, head):
        for run in _runs(view.text, stretch):
            for score, members in _matches(view.text, run, wanted):
                total = score + (0.1 if near else 0.0)
                if best is None or total > best[0]:
                    best = (total, members)
        for members in _clause_by_clause(view.text, stretch, segments):
            if best is None or best[0] < _CLAUSES_AGREE:
                best = (_CLAUSES_AGREE, members)
    if best is not None:
        confidence = 0.9 if best[0] >= 1.0 else 0.8
        yield NumeralList(head, tuple(best[1]), "head-character", False, confidence)


def find_shared_head(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give a list whose members all end in or begin with the head's word: in the paragraph after it or right before."""
    if head.numeral.segments or head.follows_mark or not 2 <= head.count <= 10:
        return
    word = view.text[head.numeral.head_start : head.end].strip("“”‘’")
    if not 1 <= len(word) <= 4 or (head.count == 2 and len(word) > 1 and not head.numeral.quoted):
        return
    if not head.numeral.quoted and (head.numeral.measure not in ("个", "大", "") or len(word) < 2):
        return
    reach = _REACH if head.numeral.quoted else 60
    _, line_end = view.line(head.start)
    runs = list(_runs(view.text, (head.outer_end, min(line_end, head.outer_end + reach))))
    if head.numeral.quoted:  # 思想认识到位、责任落实到位，做到“两个到位”
        start = max(view.sentence(head.start)[0], head.outer_start - _REACH)
        if view.text[head.outer_start - 1] == "这":  # …产业集群化、服务精准化。这“两化”
            start = max(view.line(head.start)[0], view.sentence(max(0, start - 1))[0], head.outer_start - _REACH)
        runs += reversed(list(_runs(view.text, (start, head.outer_start))))
    verbal = head.numeral.quoted and not head.numeral.measure and len(word) == 3
    shared = (word, word[0]) if verbal else (word,)  # “三权分置”: 集体所有权、农户承包权、土地经营权
    for run in runs:
        members = next((found for noun in shared if (found := _sharing(view.text, run, noun, head.count))), None)
        if members is not None:
            # Right before the head, what the members share says where they begin better than any cut.
            confidence = 0.94 if members[-1][1] == head.outer_start else 0.84
            yield NumeralList(head, tuple(members), "shared-head", False, confidence)
            return
        if word == "一" or (head.numeral.quoted and len(word) == 1):  # 一户一册、一月一访; 再快一点、再实一点
            holding = _each_holding(view.text, run, word, head.count)
            if holding is not None:
                yield NumeralList(head, tuple(holding), "shared-head", False, 0.84)
                return


def _sharing(text: str, run: list[Span], noun: str, count: int) -> list[Span] | None:
    """The members of a run if all of it, and as many as there should be, ends in or begins with the noun."""
    if noun == "一":
        return None
    fitting = (members for score, members in _matches(text, run, [noun] * count) if score >= 0.9)
    return next((members for members in fitting if _is_whole(run, members)), None)


def _each_holding(text: str, run: list[Span], word: str, count: int) -> list[Span] | None:
    """The members of a run that all hold the word, the first one freed from what introduces it: 一户一册、一月一访."""
    if len(run) != count or not all(word in text[left:right] for left, right in run):
        return None
    starting = all(text.startswith(word, left) for left, _ in run[1:])
    first = (text.index(word, *run[0]), run[0][1]) if starting else trim_first(text, run[0], run[1:])
    return None if first is None else [first, *run[1:]]


def _is_whole(run: Sequence[Span], members: Sequence[Span]) -> bool:
    """Whether the members are the whole run: with one more, the number would be wrong."""
    return all(any(left < end and start < right for start, end in members) for left, right in run)


def _in_same_sentence_list(view: DocumentView, head: NumeralHead) -> bool:
    left, right = view.sentence(head.start)
    return "、" in view.text[left:right]


def _stretches(view: DocumentView, head: NumeralHead) -> Iterator[tuple[Span, bool]]:
    """Where members may stand: up to the head, then after it in the sentence, then in the rest of the paragraph."""
    left, right = view.sentence(head.start)
    line_start, line_end = view.line(head.start)
    yield (max(left, head.outer_start - _REACH), head.outer_start), True
    yield (head.outer_end, min(right, head.outer_end + _REACH)), True
    yield (right, min(line_end, right + _REACH)), False
    heading = _HEADING.match(view.text, head.outer_end)
    if heading is not None:  # a heading, then the sentence that explains it
        yield (heading.end(), min(view.sentence(heading.end())[1], heading.end() + _REACH)), False
    yield (max(line_start, left - _REACH), left), False


def _runs(text: str, stretch: Span) -> Iterator[list[Span]]:
    """The lists of a stretch: clauses that hold 、 or 和, cut into pieces, the last one at 和 too."""
    position = stretch[0]
    while position < stretch[1]:
        end = position
        depth = 0
        while end < stretch[1]:
            character = text[end]
            if character in "“‘《":
                depth += 1
            elif character in "”’》":
                depth = max(0, depth - 1)
            elif depth == 0 and character in ",。;:!?\n()":
                break
            end += 1
        if "、" in text[position:end] or "和" in text[position:end] or "与" in text[position:end]:
            found = pieces(text, position, end, "、")
            if found:
                yield found
                inner = [view for view in found if "“" in text[view[0] : view[1]] and "、" in text[view[0] : view[1]]]
                for left, right in inner:
                    opening = text.find("“", left, right)
                    closing = text.find("”", opening, right)
                    if closing > opening:
                        yield pieces(text, opening + 1, closing, "、")
        position = end + 1


def _clause_by_clause(text: str, stretch: Span, segments: Sequence[Segment]) -> Iterator[list[Span]]:
    """Lists in clauses that follow each other, one for each segment: 进企业、进园区，解用工之难、解融资之困."""
    clauses = pieces(text, *stretch, ",;。:\n")
    for first in range(len(clauses) - len(segments) + 1):
        chosen = clauses[first : first + len(segments)]
        parts = [_of_segment(text, clause, part) for clause, part in zip(chosen, segments, strict=True)]
        if all(parts):
            yield [member for part in parts for member in part]


def _of_segment(text: str, clause: Span, segment: Segment) -> list[Span]:
    """The members of a clause that lists just what one segment counts, cut to begin or end with its character."""
    listed = pieces(text, *clause, "、")
    if len(listed) == segment.count - 1:
        halves = next(iter(split_last(text, *listed[-1])), ())
        listed = [*listed[:-1], *halves]
    if len(listed) != segment.count or not all(segment.head in text[left:right] for left, right in listed):
        return []
    if len(listed) > 1 and all(text.startswith(segment.head, left) for left, _ in listed[1:]):
        return [(text.rindex(segment.head, *listed[0]), listed[0][1]), *listed[1:]]
    left, right = listed[-1]
    listed[-1] = left, text.index(segment.head, left, right) + len(segment.head)
    ends = all(text.endswith(segment.head, left, right) for left, right in listed)
    first = trim_first(text, listed[0], listed[1:]) if len(listed) > 1 else listed[0]
    return [first, *listed[1:]] if ends and first is not None else []


def _matches(text: str, run: list[Span], wanted: Sequence[str]) -> Iterator[tuple[float, list[Span]]]:
    """Windows of the run whose members match the wanted characters in order, with a score from 0 to 1."""
    count = len(wanted)
    options = [run]
    for index in range(len(run)):
        for left, right in split_last(text, *run[index]):
            options.append([*run[:index], left, right, *run[index + 1 :]])
    for option in options:
        for offset in range(len(option) - count + 1):
            members = option[offset : offset + count]
            trimmed = _fit_edges(text, members, wanted, first=offset == 0 or True)
            if trimmed is None:
                continue
            scores = [_fit(text[left:right], head) for (left, right), head in zip(trimmed, wanted, strict=True)]
            if min(scores) > 0:
                yield sum(scores) / count, trimmed


def _fit_edges(text: str, members: list[Span], wanted: Sequence[str], *, first: bool) -> list[Span] | None:
    """Free the first member from what introduces it, and the last from what follows its head character."""
    members = list(members)
    left, right = members[-1]
    last = text[left:right]
    position = last.rfind(wanted[-1])
    if position < 0:
        return None
    governed = _GOVERNED.search(last)
    attributive = governed is not None and governed.group() == "的" and any("的" in text[a:b] for a, b in members[:-1])
    if governed is not None and not attributive and position < governed.start():
        members[-1] = (left, left + governed.start())
        last = last[: governed.start()]
    tail = last[position + len(wanted[-1]) :]
    if tail and not last.startswith(wanted[-1]) and tail[0] not in "”’":
        members[-1] = (left, left + _word_end(last, position, len(wanted[-1])))
    shared = wanted[0] if len(set(wanted)) == 1 else ""
    if shared and len(members) > 1 and all(text.startswith(shared, left) for left, _ in members[1:]):
        position = text.rfind(shared, *members[0])
        if position >= 0:
            return [(position, members[0][1]), *members[1:]]
    if first and len(members) > 1:
        trimmed = trim_first(text, members[0], members[1:])
        if trimmed is None:
            return None
        members[0] = trimmed
    return members


def _word_end(member: str, start: int, length: int) -> int:
    """Where a head that starts in the member ends, or the word of two that begins with its one character: 服务|提升."""
    position = 0
    for word, _ in tag(member) if length == 1 else ():
        if position == start and len(word) == 2:
            return position + 2
        position += len(word)
    return start + length


def _fit(member: str, head: str) -> float:
    """How well a member fits a head character: 1 at its end, .9 at its start, .6 inside, 0 nowhere or alone."""
    member = member.strip("“”‘’「」")
    if len(member) <= len(head):
        return 0.0
    if member.endswith(head):
        return 1.0
    if member.startswith(head):
        return 0.9
    return 0.6 if head in member else 0.0
