"""Lists in running text: what stands between 、 before a numeral head."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from glossary.checking.matching import tokens_touching
from glossary.checking.numeral_heads import NumeralHead
from glossary.checking.series import is_announcing
from glossary.linking.abbreviations.words import introduces
from glossary.model import AnalysedDocument

__all__ = [
    "BRACKETED",
    "JOINER",
    "LONGEST_ITEM",
    "THINGS",
    "TITLE_OF_A_WORK",
    "ItemList",
    "chained_steps",
    "flatten",
    "list_before",
    "possible_counts",
]

# Private use: what stands for a quotation, a bracket and a title in a flattened text.
QUOTED, BRACKETED, TITLED = "\ue001", "\ue002", "\ue003"

_PAIRS = re.compile(
    r"(?P<quoted>“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\")|(?P<bracketed>\([^()\n]*\))|(?P<titled>《[^《》\n]*》)"
)
# Titles in a row, with or without marks between them.
TITLE_OF_A_WORK = re.compile("《[^《》]+》")
LONGEST_ITEM = 16
_NAMES_BEFORE = re.compile("(?P<more>[、》]?)(?P<names>《[^《》]+》(?:[、和及与]?《[^《》]+》)+)$")
_WHOLE_KIND = re.compile("各|有关|相关|其他|所有")
# Not the characters inside 更新不及时, 参与, 和谐, 或许.
JOINER = re.compile(
    "以及|(?<![共饱中温缓调柔总谐])和(?![谐平气解睦美])|(?<![普涉不企危提波推顾触以])及(?![时格早])"
    "|(?<![参授赠付给])与(?!会|时俱进|众不同)|或(?!许)"
)
# Signs that lead from one step to the next, and what a step is.
_CHAINS = ("—|─|–", "→|➔|=>|->", "-", r"\+")
_STEP = re.compile("[ \u4e00-\u9fff]{2,10}")
# A word that no item of a list begins or ends with: the list is broken there.
# But not as part of a noun: 就业, 过载, 并网, 自由.
_NO_ITEM = re.compile(
    "了(?!解)|(?<![沉执衣附])着(?![力装陆色])|(?<![经透超])过(?![载滤程渡敏剩期境户量路])|将(?![军来领])|把(?!控)|被(?!动)"
    "|还(?![款贷原迁林])|(?<![首成])都(?!市)|就(?![业医学诊餐])|(?<![理自缘])由|从(?!业)|并(?![购网轨联])|[已也又]"
    "|通过|因此|所以|但是"
)
_BEFORE_HEAD = re.compile(
    "(?P<open>等)?(?P<link>,?这|,(?:以上|上述)|共|共计|的"
    "|,?(?P<named>被?(?:人们|大家|群众)?(?:合称为?|并称为?|统称为?|称为|称作|誉为|叫[做作])))?$"
)
# 甲、乙、丙,这三件事: what takes up a list after a comma.
THINGS = frozenset({"", "事", "事情", "地方", "字", "词"})
_LOOSE_END = re.compile(
    "(?<![A-Za-z])超$|(?<![事产课赛会术])[中前后]$|[上下里内间外至到以为有是约近达仅只再多过各每任另或和及与、]$"
)
# A five-year plan says when, not what: “七五”、“八五”12项工程.
_PLAN = re.compile("[一二三四五六七八九十]{1,2}五")
_WITHIN_ITEM = re.compile("均|都|皆|分别|各|相")
_NOT_NOUNS = ("v", "p", "d", "u", "c", "m", "f", "r", "t")
# Measures that count things one by one: without a noun they close a quantity (培育龙头企业、专精特新企业5家).
_COUNTING = frozenset("名位家座台件个项支所")


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list and how many items it has.

    Attributes:
        counts: the numbers that a careful reader may count; more than one where 和 may join two items or be inside one.
        open: whether 等 closes it, so that it may name fewer than it has.
        explicit: whether quotation marks, a colon or a bracket mark it off.
    """

    counts: frozenset[int]
    open: bool
    explicit: bool

    def agrees_with(self, count: int) -> bool:
        """Whether a head that announces `count` fits."""
        return count in self.counts or (self.open and count > max(self.counts))


def flatten(text: str) -> str:
    """Give the text with every complete quotation, bracket and title as one kind of filler, of the same length.

    >>> flatten("甲(乙、丙)、丁").count("、")
    1
    """

    def fill(found: re.Match[str]) -> str:
        return {"quoted": QUOTED, "bracketed": BRACKETED, "titled": TITLED}[str(found.lastgroup)] * len(found.group())

    previous = None
    while previous != text:
        previous, text = text, _PAIRS.sub(fill, text)
    return text


def list_before(document: AnalysedDocument, text: str, head: NumeralHead) -> ItemList | None:
    """The list that touches the numeral head from the left, or None where there is none or it is not clear."""
    at = head.outer_start
    first = max(text.rfind(mark, max(0, at - 300), at) for mark in "。!?;\n") + 1
    flat = flatten(text[max(first, at - 300) : at])
    before = _BEFORE_HEAD.search(flat)
    tail = flat[: before.start()] if before else flat
    is_open = bool(before and before["open"])
    if before and before["link"] == "的" and not (head.quoted or tail.endswith(QUOTED)):
        return None
    if before and before["named"] and not head.quoted:
        return None
    if before and before["link"] == ",这" and not (head.noun in THINGS or is_announcing(head.noun)):
        return None
    titles = _NAMES_BEFORE.search(text[at - len(flat) : at - len(flat) + len(tail)])
    if titles is not None and not titles["more"]:
        return ItemList(frozenset({len(TITLE_OF_A_WORK.findall(titles["names"]))}), is_open, True)
    if tail.endswith(QUOTED):
        found = _quoted_before(text[at - len(flat) : at], tail, is_open)
        if found is not None:
            return found
    return _bare_before(document, at - len(flat), tail, is_open, head)


def _quoted_before(original: str, tail: str, is_open: bool) -> ItemList | None:
    """“甲、乙、丙”三个…, “甲”“乙”和“丙”三个…: one quotation with a list in it, or several in a row."""
    run = re.search(f"{QUOTED}+(?:[、和及与]?{QUOTED}+)*$", tail)
    if run is None or tail[: run.start()].endswith("、"):
        return None
    quotations = [part for part in _PAIRS.findall(original[run.start() : len(tail)]) if part[0]]
    if not quotations:
        return None
    contents = [part[0][1:-1] for part in quotations]
    if any(map(_PLAN.fullmatch, contents)):
        return None
    if len(contents) > 1:
        return (
            None
            if any("、" in content for content in contents)
            else ItemList(frozenset({len(contents)}), is_open, True)
        )
    items = chained_steps(contents[0]) or flatten(contents[0]).split("、")
    if len(items) < 2 or any(not item or re.search("[,。;:!?]", item) for item in items):
        return None
    return ItemList(frozenset({len(items)}), is_open or items[-1].endswith("等"), True)


def chained_steps(content: str) -> list[str]:
    """What arrows, dashes or plus signs chain, three things or more; nothing where there is no such chain.

    >>> chained_steps("受理—审核—办结"), chained_steps("互联网+"), chained_steps("甲、乙")
    (['受理', '审核', '办结'], [], [])
    """
    for sign in _CHAINS:
        items = re.split(f"(?:{sign})+", content)
        if len(items) > 2 and all(map(_STEP.fullmatch, items)):
            return items
    return []


def _bare_before(
    document: AnalysedDocument, offset: int, tail: str, is_open: bool, head: NumeralHead
) -> ItemList | None:
    """甲、乙和丙三个…: the list reaches from the last stop to the head; its left edge does not change the count."""
    start = max(tail.rfind(stop) for stop in ',:(“‘「『《"—') + 1
    clause = tail[start:].rstrip()
    items = clause.split("、")
    if len(items) < 2 or _LOOSE_END.search(clause) or (not head.noun and head.measure in _COUNTING):
        return None
    if any(not item or len(item) > LONGEST_ITEM for item in items[1:]) or any(map(_NO_ITEM.search, items[1:])):
        return None
    items[0] = _behind_joiner(items)
    if any(map(JOINER.search, items[:-1])) or re.search(
        "(?<!第)[0-9一二两三四五六七八九十][个大种项条点类方级]", clause
    ):
        return None
    # 各乡镇要克服松劲: what stands before the first item is no part of it.
    alike = [item for item in items if len(item) <= max(map(len, items[1:])) + 1]
    if re.search("(?:级|性|型|式)$", items[-1]) or any(map(_WHOLE_KIND.match, alike)):
        return None
    if not _ends_in_a_noun(document, offset + start, clause):
        return None
    counts = possible_counts(items)
    if counts is None or min(abs(head.count - count) for count in counts) > 2:
        return None
    return ItemList(counts, is_open, False)


def _behind_joiner(items: list[str]) -> str:
    """The first item of a list of items of one length, without what is joined to the list: 主会场和东、西、南."""
    joined = list(JOINER.finditer(items[0]))
    rest = items[0][joined[-1].end() :] if joined else items[0]
    return rest if {len(item) for item in items[1:]} == {len(rest)} else items[0]


def _ends_in_a_noun(document: AnalysedDocument, offset: int, clause: str) -> bool:
    """Whether the last item is a noun, or all of them but the first are single verbs alike (提质、扩容、增效)."""
    if clause[-1] in (QUOTED, BRACKETED, TITLED):
        return True
    ends: list[bool] = []
    position = 0
    *items, last = clause.split("、")
    joined = JOINER.search(last)
    items += [last[: joined.start()], last[joined.end() :]] if joined else [last]
    for item in items:
        position = clause.index(item, position)
        tokens = list(tokens_touching(document, offset + position, offset + position + len(item)))
        position += len(item)
        if not tokens:
            return False
        ends.append(tokens[-1].tag == "vn" or not tokens[-1].tag.startswith(_NOT_NOUNS))
    lengths = [len(item) for item in items[1:]]
    if len(lengths) < 2 or ends[-1]:
        return ends[-1]
    # 海上拼装 beside 大跨钢梁: items built alike, whatever part of speech a dictionary gives their last word.
    alike = min(lengths) > 2 and max(lengths) - min(lengths) <= 1
    even = len(set(lengths)) == 1
    # 创新、协调、绿色: words of one length in a row, unless the last is what is done to the head.
    in_a_row = even and introduces(items[-1]) != "verb"
    return alike or in_a_row or (even and not any(ends[1:]))


def possible_counts(items: list[str]) -> frozenset[int] | None:
    """How many items there may be: the last part may hold the joiner of the list or one of its own."""
    joined = list(JOINER.finditer(items[-1]))
    if not joined:
        return frozenset({len(items)})
    if len(joined) > 1:
        return None
    left, right = items[-1][: joined[0].start()], items[-1][joined[0].end() :]
    if not left or not right:
        return None
    # 空间占用不同、速度不同、空间占用和速度均不同: what was said before, or 均, joins two things inside one item.
    if _WITHIN_ITEM.search(right) or any(left in item or right in item for item in items[:-1]):
        return frozenset({len(items), len(items) + 1})
    # 道路、桥梁和隧道 are three: both sides are as long as the other items. 道路、给水和排水管网 are two or three.
    usual = median(len(item) for item in items[1:-1] or items[:1])
    if abs(len(left) - usual) <= 1 and abs(len(right) - usual) <= 1:
        return frozenset({len(items) + 1})
    return frozenset({len(items), len(items) + 1})
