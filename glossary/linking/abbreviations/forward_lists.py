"""Pattern 5, within a sentence: a numeral head, then its list: 三大工程：A、B、C; “三化”（A、B、C）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.lists import divide, pieces
from glossary.linking.abbreviations.numeral_lists import NumeralHead, NumeralList
from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import introduces, tag
from glossary.text.numerals import number_value

__all__ = ["find_forward_list"]

_NAMELY = (
    "(?:即为|即是|即|也就是说|也就是|就是|指的就是|指的是|是指|意指|分别是指|分别指|分别为|分别是|"
    "主要包括|主要有|主要是|主要为|主要指|具体包括|具体是指|具体是|具体为|具体指|依次为|依次是|"
    "包括了|包括|包含|涵盖|囊括|其中包括|为|是|有|指)"
)
# After a mark, 有 and 是 may begin the first member: “四有”(有理想、有道德…).
_SURELY = _NAMELY.replace("|为|是|有|指)", ")")
_CLASS = "[^\\s,。;:!?、“”‘’()《》—…的]{0,6}?"
_MARK = re.compile(
    rf"(?P<class>{_CLASS})\s*(?:"
    rf"(?P<bracket>\()\s*(?:{_SURELY}\s*:?)?"
    rf"|(?P<colon>(?:的(?:问题|现象|情况|局面|矛盾)[^,。;:!?、\n]{{0,8}})?:|——|—|--)\s*(?:{_SURELY}\s*:?)?"
    rf"|(?P<comma>,)\s*{_SURELY}\s*[:,]?"
    rf"|(?P<verb>{_NAMELY})\s*:?"
    r")\s*(?=\S)"
)
_SENTENCE_END = re.compile(r"[。!?\n]")
# What a comma may introduce after a complete list.
_ENUMERATOR = re.compile(r"^(?:一是|一要|第一[,、:是]|首先|其一|\([一1]\)|[一1][、.]|①)")


# 以“三化”为抓手: the copula belongs to the frame around the head.
_FRAMED = re.compile(r"(?:以|把|将|按照?|围绕|作)[^,。;:!?、\n]{0,8}$")
# What is said of all members, behind the last: 大额资金使用|必须集体讨论.
_DUTY = re.compile("必须|应当|务必|均须|均应|一律|都要|都是|均为|缺一不可|齐头并进|一体推进|协同发力")
# Figures are facts about the counted things, not their names.
_FACTS = re.compile(r"=|\d(?:\.\d+)?\s*(?:万|亿|%|％|元|亩|岁|人|个|名|家|年|月|日|米|吨|次|平方|公里|多|余)")

# A member that says what it is one of belongs to no plain list: 以新城为主, 省道为两纵.
_DECLARES = re.compile("^以.+为.{1,2}$|为[一二两三四五六七八九十].{1,2}$")


def find_forward_list(view: DocumentView, head: NumeralHead) -> Iterator[NumeralList]:
    """Give the list that a bracket, colon, dash or 即 announces right after the head."""
    text = view.text
    found = _MARK.match(text, head.outer_end)
    if found is None:
        return
    if found.group("verb") and (len(found.group("class")) > 2 or "\n" in text[head.outer_end : found.start("verb")]):
        return
    if found.group("verb") and _FRAMED.search(text, max(0, head.outer_start - 12), head.outer_start):
        return
    start = found.end()
    if text[start : start + 2] in ("- ", "* ", "• ", "● "):
        return
    if _ENUMERATOR.match(text[start : start + 6]):
        return
    sure = 0.95 if found.group("bracket") else 0.93 if found.group("colon") or found.group("comma") else 0.88
    regions = list(_regions(view, start, bracketed=bool(found.group("bracket"))))
    for region in regions:
        for count in head.counts:
            members = divide(text, *region, count)
            if members is not None and not found.group("bracket"):
                members = [*members[:-1], _without_predicate(text, members)]
            if members is None or not _plausible(text, members):
                continue
            if found.group("verb") and "," in {text[right] for _, right in members[:-1]}:
                continue
            pattern = "bracketed-list-after" if found.group("bracket") else "list-after"
            yield NumeralList(head, tuple(members), pattern, not found.group("verb"), sure)
            return
    if regions and not found.group("verb"):
        first = pieces(text, *regions[0], "、")
        if len(first) > 1 and _looks_complete(text, regions[0]):
            open_ended = "等" in text[regions[0][1] - 1 : regions[0][1] + 1]
            yield NumeralList(head, tuple(first), "list-after", True, 0.0, open_ended)


def _regions(view: DocumentView, start: int, *, bracketed: bool) -> Iterator[Span]:
    """Stretches after the mark that may be the whole list, the shortest first."""
    text = view.text
    if bracketed:
        depth = 1
        for position in range(start, min(len(text), start + 300)):
            depth += {"(": 1, ")": -1}.get(text[position], 0)
            if depth == 0:
                yield start, position
                return
        return
    quotation = view.quotation_by_start.get(start + 1) if text[start] in "“‘「『" else None
    if quotation is not None and "、" in text[quotation.start : quotation.end]:
        yield quotation.start, quotation.end
    ending = _SENTENCE_END.search(text, start, start + 400)
    end = ending.start() if ending else min(len(text), start + 400)
    for mark in (",;", ";"):
        depth = 0
        for position in range(start, end):
            character = text[position]
            depth += 1 if character in "(“‘「『《" else -1 if character in ")”’」』》" else 0
            if depth < 0:
                end = position
                break
            if character in mark and depth == 0:
                yield start, _without_rest(text, start, position)
                break
    yield start, _without_rest(text, start, end)


_REST = re.compile(
    r"(?:等(?:方面|领域|内容|工作|几个方面|环节|要素)?|(?:这)?[二两三四五六七八九十]个?(?:方面|部分|环节|层面|维度|大类)(?:组成|构成)?)$"
)


# 城东、城西、城南|三个片区: the list says itself how many it has.
_SUMMARY = re.compile(
    "等?(?P<number>[二两三四五六七八九十]{1,2}|[2-9])(?:个|大|项|条|类|种|家|座|处)[\u4e00-\u9fff]{1,8}$"
)


def _without_rest(text: str, start: int, end: int) -> int:
    """The end of the region without a closing 等, 三个方面 or 三个片区."""
    rest = _REST.search(text, start, end)
    if rest is not None and rest.start() > start:
        return rest.start()
    summary = _SUMMARY.search(text, start, end)
    count = number_value(summary["number"]) if summary is not None else None
    if summary is not None and count == len(pieces(text, start, summary.start(), "、")) > 1:
        return summary.start()
    return end


def _without_predicate(text: str, members: list[Span]) -> Span:
    """The last member without what is said of all of them: 汇丰、渣打、中银香港|合共投入…."""
    left, right = members[-1]
    longest = max(end - start for start, end in members[:-1])
    listed = "、" in text[members[0][0] : right]
    duty = _DUTY.search(text, left + 2, right)
    if listed and duty is not None and not any(_DUTY.search(text, *member) for member in members[:-1]):
        return left, duty.start()
    if right - left <= 2 * longest + 2 or not listed:
        return left, right
    position = left
    for word, kind in tag(text[left:right]):
        if (
            position > left
            and position - left >= min(longest, 2)
            and (kind in ("v", "d", "p", "r") or introduces(word) == "manner")
        ):
            return left, position
        position += len(word)
    return left, right


def _plausible(text: str, members: list[Span]) -> bool:
    lengths = [right - left for left, right in members]
    if any(_FACTS.search(text[left:right]) or _DECLARES.search(text[left:right]) for left, right in members):
        return False
    return max(lengths) <= 40 and not (min(lengths) == 1 and max(lengths) > 2)


def _looks_complete(text: str, region: Span) -> bool:
    return region[1] - region[0] <= 120 and not re.search("[,]", text[region[0] : region[1]])
