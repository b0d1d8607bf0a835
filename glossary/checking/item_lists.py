"""Lists in running text: what stands between 、, before a numeral head and after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from glossary.checking.matching import tokens_touching
from glossary.checking.numeral_heads import NumeralHead
from glossary.checking.series import is_announcing
from glossary.linking.abbreviations.words import introduces
from glossary.model import AnalysedDocument

__all__ = ["ItemList", "flatten", "list_after", "list_before"]

# Private use: what stands for a quotation, a bracket and a title in a flattened text.
QUOTED, BRACKETED, TITLED = "\ue001", "\ue002", "\ue003"

_PAIRS = re.compile(
    r"(?P<quoted>“[^“”\n]*”|‘[^‘’\n]*’|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\")|(?P<bracketed>\([^()\n]*\))|(?P<titled>《[^《》\n]*》)"
)
_LONGEST_ITEM = 16
_LONGEST_PAIR = 5
# Journals end a sentence with a dot, too.
_SENTENCE_END = re.compile(r"[。!?\n]|\.(?![0-9A-Za-z])|$")
# Not the characters inside 更新不及时, 参与, 和谐, 或许.
_JOINER = re.compile(
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
_THINGS = frozenset({"", "事", "事情", "地方", "字", "词"})
_LOOSE_END = re.compile(
    "(?<![A-Za-z])超$|(?<![事产课赛会术])[中前后]$|[上下里内间外至到以为有是约近达仅只再多过各每任另或和及与、]$"
)
# A five-year plan says when, not what: “七五”、“八五”12项工程.
_PLAN = re.compile("[一二三四五六七八九十]{1,2}五")
# A clause that adds to the one before it is no item of its own.
_GOES_ON = re.compile("同时|此外|另外|并|而|但|且|也|还|从而|因此|其中|对")
# A clause that says something of the items before it: 样样都有, 游人必尝, 缺一不可.
_SAYS_OF_THEM = re.compile(
    "必|均|都(?!市)|皆|已|也|很|令人|深受|各具|各有|缺一|供|争相|由(?!来)|可(?![靠燃])|是(?!非)|让(?!利)|构成|组成"
)
_SAYS_SOMETHING = re.compile("[\u4e00-\u9fff]|[A-Za-z]{2}")
_WITHIN_ITEM = re.compile("均|都|皆|分别|各|相")
_NOT_NOUNS = ("v", "p", "d", "u", "c", "m", "f", "r", "t")
_SPEECH = re.compile("说|表示|指出|强调|认为|介绍|称|问|答|道$|写|透露|人$|员$|单位$|部门$|地点$|时间$|电话$")
_LEAD_IN = re.compile(
    r"(?P<between>[^,。;:!?\n、()“”‘’\"]{0,12})(?:[:]|——|──|,?(?:即|就是|分别是|分别为|依次是|依次为|是指):?)"
)
# The list after 是 ends with the sentence; what ends in 的 describes instead of naming.
_IS = re.compile(r"(?P<between>)是(?=[^,。;:!?\n()的]{2,16}(?:、[^,。;:!?\n()的]{2,16})+[。;\n])")
_GOALS = (
    "大事",
    "工程",
    "行动",
    "难题",
    "目标",
    "任务",
    "举措",
    "短板",
    "原则",
    "课题",
    "品牌",
    "品种",
    "支柱",
    "难关",
    "关口",
    "门槛",
)
_THEIRS = re.compile("(?:其中|有|另|另外|前|后|头|首|其余|其他)$")
_NOT_A_LIST = re.compile("含|包括|如|例如|其中|见|不含|以下|简称|下同|下称|原|注|略|包含|除|主要")
# A bracket that widens the noun before it: 县(市、区), 镇(街道).
_ADMINISTRATIVE = re.compile(
    "[省市县区旗州镇乡村居场所局委办]|街道|社区|园区|开发区|部门|单位|自治[区州县]|直辖市|办事处"
)
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
    if before and before["link"] == ",这" and not (head.noun in _THINGS or is_announcing(head.noun)):
        return None
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
    items = _steps(contents[0]) or flatten(contents[0]).split("、")
    if len(items) < 2 or any(not item or re.search("[,。;:!?]", item) for item in items):
        return None
    return ItemList(frozenset({len(items)}), is_open or items[-1].endswith("等"), True)


def _steps(content: str) -> list[str]:
    """What arrows, dashes or plus signs chain, three things or more; nothing where there is no such chain.

    >>> _steps("受理—审核—办结"), _steps("互联网+"), _steps("甲、乙")
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
    if any(not item or len(item) > _LONGEST_ITEM for item in items[1:]) or any(map(_NO_ITEM.search, items[1:])):
        return None
    if any(map(_JOINER.search, items[:-1])) or re.search(
        "(?<!第)[0-9一二两三四五六七八九十][个大种项条点类方级]", clause
    ):
        return None
    if re.search("(?:级|性|型|式)$", items[-1]) or any(re.match("各|有关|相关|其他|所有", item) for item in items):
        return None
    if not _ends_in_a_noun(document, offset + start, clause):
        return None
    counts = _counts(items)
    if counts is None or min(abs(head.count - count) for count in counts) > 2:
        return None
    return ItemList(counts, is_open, False)


def _ends_in_a_noun(document: AnalysedDocument, offset: int, clause: str) -> bool:
    """Whether the last item is a noun, or all of them but the first are single verbs alike (提质、扩容、增效)."""
    if clause[-1] in (QUOTED, BRACKETED, TITLED):
        return True
    ends: list[bool] = []
    position = 0
    *items, last = clause.split("、")
    joined = _JOINER.search(last)
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


def _counts(items: list[str]) -> frozenset[int] | None:
    """How many items there may be: the last part may hold the joiner of the list or one of its own."""
    joined = list(_JOINER.finditer(items[-1]))
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


def list_after(text: str, head: NumeralHead) -> ItemList | None:
    """The list after a colon, a dash, 即 or in a bracket that follows the head, or None."""
    at = head.outer_end
    bracket = re.compile(r"\(([^()\n]{3,200})\)").match(text, at)
    if bracket is not None:
        return _bracketed(bracket[1], head)
    lead = _LEAD_IN.match(text, at) or _copula(text, head)
    if lead is None or _SPEECH.search(lead["between"]):
        return None
    stop = _SENTENCE_END.search(flatten(text[lead.end() : lead.end() + 400]))
    content = text[lead.end() : lead.end() + (stop.start() if stop else 0)].strip()
    items = re.split("[、,;]+", content.strip("、,;"))
    return _announced(content, head) if all(map(_SAYS_SOMETHING.search, items)) else None


def _copula(text: str, head: NumeralHead) -> re.Match[str] | None:
    """今年的三件大事是修路、通水: 是 makes a list the head's own where the noun announces one."""
    if not (head.quoted or head.noun in _THINGS or is_announcing(head.noun) or head.noun.endswith(_GOALS)):
        return None
    found = _IS.match(text, head.outer_end)
    return found if found and not _THEIRS.search(text[max(0, head.outer_start - 2) : head.outer_start]) else None


def _bracketed(content: str, head: NumeralHead) -> ItemList | None:
    content = content.removeprefix("即").lstrip(":")
    flat = flatten(content)
    # “一核两带”(中心核,东岸带、西岸带): a comma parts what each numeral counts.
    items = re.split("[、,;]", flat) if head.is_compound else flat.split("、")
    if _NOT_A_LIST.match(content) or len(items) < 2 or re.search("[。:!?]" if head.is_compound else "[,。;:!?]", flat):
        return None
    if any(not item or len(item) > _LONGEST_ITEM for item in items) or all(
        _ADMINISTRATIVE.fullmatch(item) for item in items
    ):
        return None
    if any(map(_JOINER.search, items[:-1])):
        return None
    counts = _counts(_without_open_end(items))
    return ItemList(counts, _is_open(items), True) if counts else None


def _announced(content: str, head: NumeralHead) -> ItemList | None:
    """The list that a colon announces: items between 、, or parallel clauses between ; or commas."""
    whole = re.fullmatch(r"[“「\"]([^“”「」\"]+)[”」\"]", content)
    flat = flatten(whole[1] if whole else content)
    if steps := _steps(flat):
        return ItemList(frozenset({len(steps)}), False, True)
    if re.match(r"[一1][是要则、.,)]|[①(]|第一|首先", flat) or flat[:1] == BRACKETED:
        return None
    if ";" in flat:
        return _clauses(flat, head)
    if "、" in flat:
        listed, _comma, rest = flat.partition(",")
        items = listed.split("、")
        if any("、" in part.strip("、") for part in rest.split(",")) or any(
            not item.strip() or len(item) > _LONGEST_ITEM for item in items
        ):
            return None
        if len(items) < 2 or ":" in listed or _goes_on(items, rest):
            return None
        # 快与慢、远与近: every item is a pair.
        if all(map(_JOINER.search, items)) and max(map(len, items)) <= _LONGEST_PAIR:
            return ItemList(frozenset({len(items)}), _is_open(items), True)
        if any(map(_JOINER.search, items[:-1])):
            return None
        counts = _counts(_without_open_end(items))
        return ItemList(counts, _is_open(items), True) if counts else None
    parts = flat.split(",")
    if len(parts) < 2 or not _parallel(parts):
        return None
    # 建设与运营的关系,共享与安全的关系: what joins two things inside an earlier item does so inside the last.
    inside = any(map(_JOINER.search, parts[:-1]))
    counts = frozenset({len(parts)}) if inside else _counts(parts)
    return ItemList(counts, False, True) if counts else None


def _clauses(flat: str, head: NumeralHead) -> ItemList | None:
    """Clauses between ;, which are a list where the head announces one or they are built alike."""
    # What ends a line and not the sentence goes on in the next one.
    if flat.rstrip().endswith(";"):
        return None
    parts = [part.strip(" ,") for part in flat.split(";")]
    announced = is_announcing(head.noun) or head.measure.endswith("方面")
    if any(map(_GOES_ON.match, parts)) or not (announced or _parallel(parts)):
        return None
    # 三个输入,即甲、乙和丙;两个输出,…: the list is in the first clause.
    if not announced and any("、" in part for part in parts):
        return None
    return ItemList(frozenset({len(parts)}), False, True)


def _goes_on(items: list[str], rest: str) -> bool:
    """Whether what follows the first comma may be one more item: 观察症状、身体症状,检查症状."""
    following = rest.split(",")[0].strip()
    if _SAYS_OF_THEM.search(following) and not any(map(_SAYS_OF_THEM.search, items)):
        return False
    return bool(following) and (following[-1] == items[-1][-1:] or abs(len(following) - median(map(len, items))) <= 1)


def _parallel(parts: list[str]) -> bool:
    """Whether clauses are built alike: the same first or last character, or nearly the same length."""
    bare = [part.strip(" ,") for part in parts]
    if any(len(part) < 2 for part in bare):
        return False
    if len({part[0] for part in bare}) == 1 or len({part[-1] for part in bare}) == 1:
        return True
    return max(map(len, bare)) <= _LONGEST_ITEM and max(map(len, bare)) - min(map(len, bare)) <= 1


def _is_open(items: list[str]) -> bool:
    return bool(re.search("等|……|…", items[-1]))


def _without_open_end(items: list[str]) -> list[str]:
    return [*items[:-1], re.sub("(?:等|…).*$", "", items[-1]) or items[-1]]
