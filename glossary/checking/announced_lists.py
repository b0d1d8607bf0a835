"""Lists that a numeral head announces: after a colon, a dash, 即, 是 or a comma, or in a bracket."""

from __future__ import annotations

import re
from statistics import median

from glossary.checking.item_lists import (
    BRACKETED,
    JOINER,
    LONGEST_ITEM,
    THINGS,
    TITLE_OF_A_WORK,
    ItemList,
    chained_steps,
    flatten,
    possible_counts,
)
from glossary.checking.numeral_heads import NumeralHead
from glossary.checking.series import is_announcing

__all__ = ["list_after"]

_NAMES = re.compile("《[^《》]+》(?:[、,;和及与]?《[^《》]+》)+")
_FEW = 2
_LONGEST_PAIR = 5
# Journals end a sentence with a dot, too.
_SENTENCE_END = re.compile(r"[。!?\n]|\.(?![0-9A-Za-z])|$")
# A clause that adds to the one before it is no item of its own.
_GOES_ON = re.compile("同时|此外|另外|并|而|但|且|也|还|从而|因此|其中|对")
# A clause that says something of the items before it: 样样都有, 游人必尝, 缺一不可.
_SAYS_OF_THEM = re.compile(
    "必|均|都(?!市)|皆|已|也|很|令人|深受|各具|各有|缺一|供|争相|由(?!来)|可(?![靠燃])|是(?!非)|让(?!利)|构成|组成"
)
_SAYS_SOMETHING = re.compile("[\u4e00-\u9fff]|[A-Za-z]{2}")
_SPEECH = re.compile("说|表示|指出|强调|认为|介绍|称|问|答|道$|写|透露|人$|员$|单位$|部门$|地点$|时间$|电话$")
_BRACKET = re.compile(r"\((?P<inside>[^()\n]{3,200})\)")
# “三个一批”行动(…): after a quoted head the bracket may follow what it names.
_BRACKET_APART = re.compile(r"[\u4e00-\u9fff]{0,6}\((?P<inside>[^()\n]{3,200})\)")
_LONGEST_SENTENCE = 400
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


def list_after(text: str, head: NumeralHead) -> ItemList | None:
    """The list after a colon, a dash, 即 or in a bracket that follows the head, or None."""
    at = head.outer_end
    bracket = (_BRACKET_APART if head.quoted else _BRACKET).match(text, at)
    if bracket is not None:
        found = _bracketed(bracket["inside"], head)
        if found or not _is_administrative(bracket["inside"]):
            return found
        at = bracket.end()
    lead = _LEAD_IN.match(text, at) or _copula(text, at, head) or _repeating(text, at, head)
    if lead is None or _SPEECH.search(lead["between"]):
        return None
    stop = _SENTENCE_END.search(flatten(text[lead.end() : lead.end() + _LONGEST_SENTENCE]))
    content = text[lead.end() : lead.end() + (stop.start() if stop else 0)].strip()
    items = re.split("[、,;]+", content.strip("、,;"))
    return _announced(content, head) if all(map(_SAYS_SOMETHING.search, items)) else None


def _is_administrative(content: str) -> bool:
    """Whether a bracket only widens the noun before it: (市、区)."""
    return all(_ADMINISTRATIVE.fullmatch(item) for item in content.split("、"))


def _copula(text: str, at: int, head: NumeralHead) -> re.Match[str] | None:
    """今年的三件大事是修路、通水: 是 makes a list the head's own where the noun announces one, or its kind ends all."""
    found = _IS.match(text, at)
    if found is None:
        return None
    rest = re.split(r"[。;\n]", text[found.end() : found.end() + _LONGEST_SENTENCE])[0]
    members = re.split("[、和]", rest)
    alike = len({member[-1:] for member in members}) == 1 and members[0][-1:] in head.noun
    if not (alike or head.quoted or head.noun in THINGS or is_announcing(head.noun) or head.noun.endswith(_GOALS)):
        return None
    return found if not _THEIRS.search(text[max(0, head.outer_start - 2) : head.outer_start]) else None


def _repeating(text: str, at: int, head: NumeralHead) -> re.Match[str] | None:
    """“四个聚焦”,聚焦主业、聚焦创新: after a comma, members that all begin with what is counted."""
    if len(head.noun) < 2:
        return None
    noun = re.escape(head.noun)
    return re.compile(f"(?P<between>),(?={noun}[^,。;:、\\n]+(?:[、,]{noun}[^,。;:、\\n]+)+[。;\\n])").match(text, at)


def _bracketed(content: str, head: NumeralHead) -> ItemList | None:
    content = content.removeprefix("即").lstrip(":")
    flat = flatten(content)
    # “一核两带”(中心核,东岸带、西岸带): a comma parts what each numeral counts.
    items = re.split("[、,;]", flat) if head.is_compound else flat.split("、")
    if _NOT_A_LIST.match(content) or len(items) < 2 or re.search("[。:!?]" if head.is_compound else "[,。;:!?]", flat):
        return None
    if any(not item or len(item) > LONGEST_ITEM for item in items) or all(
        _ADMINISTRATIVE.fullmatch(item) for item in items
    ):
        return None
    if any(map(JOINER.search, items[:-1])):
        return None
    counts = possible_counts(_without_open_end(items))
    return ItemList(counts, _is_open(items), True) if counts else None


def _announced(content: str, head: NumeralHead) -> ItemList | None:
    """The list that a colon announces: items between 、, or parallel clauses between ; or commas."""
    if _NAMES.fullmatch(content):
        return ItemList(frozenset({len(TITLE_OF_A_WORK.findall(content))}), False, True)
    whole = re.fullmatch(r"[“「\"]([^“”「」\"]+)[”」\"]", content)
    flat = flatten(whole[1] if whole else content)
    if steps := chained_steps(flat):
        return ItemList(frozenset({len(steps)}), False, True)
    if re.match(r"[一1][是要则、.,)]|[①(]|第一|首先", flat) or flat[:1] == BRACKETED:
        return None
    if ";" in flat:
        return _clauses(flat, head)
    if "、" in flat:
        listed, _comma, rest = flat.partition(",")
        items = listed.split("、")
        if any("、" in part.strip("、") for part in rest.split(",")) or any(
            not item.strip() or len(item) > LONGEST_ITEM for item in items
        ):
            return None
        if len(items) < 2 or ":" in listed or _goes_on(items, rest):
            return None
        # 快与慢、远与近: every item is a pair.
        if all(map(JOINER.search, items)) and max(map(len, items)) <= _LONGEST_PAIR:
            return ItemList(frozenset({len(items)}), _is_open(items), True)
        if any(map(JOINER.search, items[:-1])):
            return None
        counts = possible_counts(_without_open_end(items))
        return ItemList(counts, _is_open(items), True) if counts else None
    parts = flat.split(",")
    if len(parts) < 2 or not _parallel(parts):
        return None
    # 建设与运营的关系,共享与安全的关系: what joins two things inside an earlier item does so inside the last.
    inside = any(map(JOINER.search, parts[:-1]))
    counts = frozenset({len(parts)}) if inside else possible_counts(parts)
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
    lengths = {len(item) for item in items}
    # 稳增长、促改革、调结构,狠抓落实: what follows is built otherwise.
    if len(items) > _FEW and len(lengths) == 1 and len(following) not in lengths:
        return False
    return bool(following) and (following[-1] == items[-1][-1:] or abs(len(following) - median(map(len, items))) <= 1)


def _parallel(parts: list[str]) -> bool:
    """Whether clauses are built alike: the same first or last character, or nearly the same length."""
    bare = [part.strip(" ,") for part in parts]
    if any(len(part) < 2 for part in bare):
        return False
    if len({part[0] for part in bare}) == 1 or len({part[-1] for part in bare}) == 1:
        return True
    return max(map(len, bare)) <= LONGEST_ITEM and max(map(len, bare)) - min(map(len, bare)) <= 1


def _is_open(items: list[str]) -> bool:
    return bool(re.search("等|……|…", items[-1]))


def _without_open_end(items: list[str]) -> list[str]:
    return [*items[:-1], re.sub("(?:等|…).*$", "", items[-1]) or items[-1]]
