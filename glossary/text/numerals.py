"""Chinese numerals and digits as numbers, and the numeral heads that announce a list: 四大领域, 3个项目, 一台两器.

A *numeral head* is a number, perhaps a measure word, and what is counted. This module finds where they stand and how
many things they announce; whether a text names those things is for `glossary.linking.abbreviations` to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from glossary.model import Quotation
from glossary.text.pattern_words import pattern_words

__all__ = ["Numeral", "Segment", "find_numerals", "head_end", "head_segments", "number_value"]

Tagger = Callable[[str], Sequence[tuple[str, str]]]

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2, "〇": 0}

# Up to 99; larger announced counts do not occur with lists.
_HAN_NUMBER = "[二两三四五六七八九]?十[一二三四五六七八九]?|[一二两双三四五六七八九]"
_NUMBER = _HAN_NUMBER + "|[1-9][0-9]?"

# Measure words that announce things one can name. Persons (名, 位), quantities (吨, 亩), times (年, 次) are no heads.
_MEASURE = "个方面|方面|个部分|部分|个|大|种|项|条|点|家|类|件|张|篇|部|座|所|支|款|处|套|门|块|本|道|对|样"

# What follows a number in dates, ordinals, grades, quantities, persons and parties: no list is announced.
_UNIT = (
    "年月日天周时分秒岁元角块吨米里亩斤升度倍成次期级代届批轮步号线季名人位者方国岸地县市省区州"
    "十百千万亿多余几来亚维一二三四五六七八九边语向足起旦定样般些再律致组段端相阶极"
)
_ORDINAL_BEFORE = "第其每初头十百千万亿零〇一二两双三四五六七八九数几多近约超逾达满各"

_NUMERAL = re.compile(
    rf"(?<![0-9],)(?<![0-9.%+\-{_ORDINAL_BEFORE}])(?P<number>{_HAN_NUMBER}|(?<![A-Za-z])[1-9][0-9]?)"
    rf"(?P<measure>(?:{_MEASURE})?)"
)
_UNITED = re.compile("[二两三四五六七八九]位一体")
_DURATION = re.compile("月|多?小时|星期|礼拜|季度|工作日|百分点|世纪|学期|交易日|自然日|基点|多月|半月")
_HAN = re.compile("[\u4e00-\u9fff]")
# A head runs at most to the next mark, and no longer than a head is.
_HEAD = re.compile(r"[^\s，。；：！？、（）“”‘’「」『』《》〈〉…—,;:!?()\"+]{1,14}")
_SEGMENT = re.compile(rf"({_NUMBER})(?:个|大|项|条)?([^0-9一二两双三四五六七八九十]{{1,2}}?)(?={_NUMBER}|$)")


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a head such as 一台两器: how many, and the character or word that they share."""

    count: int
    head: str


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number that may announce a list. All offsets count code points of the text it was found in.

    Attributes:
        start: of the number.
        count: how many things are announced; for 一台两器 the sum.
        measure: the measure word, or an empty string.
        head_start: where the counted thing begins.
        limit: the head ends here at the latest.
        quoted: the whole is what stands between quotation marks, so that `limit` is its end.
        segments: the parts of a head such as 一台两器, else empty.
    """

    start: int
    count: int
    measure: str
    head_start: int
    limit: int
    quoted: bool
    segments: tuple[Segment, ...] = ()


def number_value(numeral: str) -> int | None:
    """The value of a numeral up to 99 in Chinese characters or digits, or None where it is none.

    >>> [number_value(numeral) for numeral in ("两", "十二", "二十", "36", "个")]
    [2, 12, 20, 36, None]
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if len(numeral) == 1:
        return _DIGITS.get(numeral)
    tens, mark, ones = numeral.partition("十")
    if not mark or len(tens) > 1 or len(ones) > 1 or any(part and part not in _DIGITS for part in (tens, ones)):
        return None
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)


def head_segments(head: str) -> tuple[Segment, ...]:
    """The parts of a head made of several numbers, or nothing where it has only one.

    >>> [(segment.count, segment.head) for segment in head_segments("一台两器")]
    [(1, '台'), (2, '器')]
    >>> head_segments("两手抓")
    ()
    """
    if re.match(rf"(?:{_NUMBER})[个大项]", head):  # 四个一批, 五个十大: one number of things
        return ()
    segments = []
    position = 0
    for match in _SEGMENT.finditer(head):
        if match.start() != position:
            return ()
        value = number_value(match.group(1))
        if value is None:
            return ()
        segments.append(Segment(value, match.group(2)))
        position = match.end()
    return tuple(segments) if position == len(head) and len(segments) > 1 else ()


def _parallel_segments(head: str) -> tuple[Segment, ...]:
    """The parts of a head that 、 cuts, each a number and what it counts: 两清零、三确保; no times (一年、三年).

    >>> [(segment.count, segment.head) for segment in _parallel_segments("两清零、三确保")]
    [(2, '清零'), (3, '确保')]
    """
    segments = []
    for part in head.split("、"):
        found = re.fullmatch(rf"({_NUMBER})(?:个|大|项|条)?([\u4e00-\u9fff]{{1,4}})", part)
        value = number_value(found[1]) if found else None
        if found is None or value is None or found[2][0] in _UNIT:
            return ()
        segments.append(Segment(value, found[2]))
    return tuple(segments) if max(segment.count for segment in segments) > 1 else ()


def find_numerals(text: str, quotations: Iterable[Quotation] = ()) -> tuple[Numeral, ...]:
    """Find the numbers in a text that may announce a list, in the order of the text.

    Ordinals (第三), dates (三月), grades (三级), quantities (3亩) and persons (8名) are left out; so are digits without
    a measure word. Digits of a measure such as 5月 are none. What stands alone between quotation marks is taken whole.

    >>> text = "建设创新平台、孵化器、加速器三大载体，第三期投资8亿元"
    >>> [(text[n.start:n.limit], n.count) for n in find_numerals(text)]
    [('三大载体', 3)]
    """
    quoted_ends = {quotation.start: quotation.end for quotation in quotations if quotation.opening not in "《〈"}
    found = []
    position = 0
    while match := _NUMERAL.search(text, position):
        position = match.end("number")
        numeral = _read(text, match, quoted_ends)
        if numeral is not None:
            found.append(numeral)
            whole = numeral.quoted or numeral.segments
            position = max(position, numeral.limit if whole else numeral.head_start + bool(numeral.measure))
    return tuple(found)


def _read(text: str, match: re.Match[str], quoted_ends: dict[int, int]) -> Numeral | None:
    count = number_value(match.group("number"))
    measure = match.group("measure")
    head_start = match.end()
    quoted_end = quoted_ends.get(match.start())
    if quoted_end is None and (named := _named_set(text, match, quoted_ends)) is not None:
        return named
    if quoted_end is not None and 2 <= quoted_end - match.start() <= 12 and head_start < quoted_end:
        surface = text[match.start() : quoted_end]
        if _HEAD.fullmatch(surface) or "、" in surface:
            segments = head_segments(surface) if "、" not in surface else _parallel_segments(surface)
            if "、" in surface and not segments:
                return None
            total = sum(segment.count for segment in segments) if segments else count
            if total is not None and total >= 2:
                return Numeral(match.start(), total, measure, head_start, quoted_end, True, segments)
    if count is None or count < 2:
        return _unquoted_segments(text, match)
    if measure == "个" and _DURATION.match(text, head_start):
        return None
    united = _UNITED.match(text, match.start())
    if united is not None:  # 三位一体 counts three, whatever its second number says
        return Numeral(match.start(), count, "", head_start, united.end(), False)
    after_quotation = text[match.start() - 1 : match.start()] in ("”", "’", "」", "』")
    following = text[head_start : head_start + 2]
    if not measure and not _may_count_alone(match.group("number"), following, after_quotation=after_quotation):
        return _unquoted_segments(text, match)
    nested_end = quoted_ends.get(head_start + 1)
    if measure and nested_end is not None:  # 三个“一号工程”
        return Numeral(match.start(), count, measure, head_start, nested_end + 1, False)
    head = _HEAD.match(text, head_start)
    if head is None:  # 三点：, 两个方面。
        return Numeral(match.start(), count, measure, head_start, head_start, False) if measure else None
    if not _HAN.match(head.group()) and not measure:
        return None
    return _unquoted_segments(text, match) or Numeral(match.start(), count, measure, head_start, head.end(), False)


def _named_set(text: str, match: re.Match[str], quoted_ends: dict[int, int]) -> Numeral | None:
    """A quoted head with a name of one or two characters before its number and measure word: “新三样”, “人才四件套”."""
    number = match.group("number")
    count = number_value(number)
    before = text[match.start() - 1 : match.start()]
    of_kind = match.group("measure") or (before and before in "新老清反治除禁防纠")  # 新三样, 新三馆, 清四乱
    if count is None or count < 2 or not of_kind or number.isdigit():
        return None
    for start in (match.start() - 1, match.start() - 2):
        end = quoted_ends.get(start)
        if end is not None and match.end() <= end <= match.end() + 4 and _HAN.match(text, start):
            return Numeral(start, count, match.group("measure"), match.end(), end, True)
    return None


def _may_count_alone(number: str, following: str, *, after_quotation: bool) -> bool:
    """Whether a number without a measure word counts what follows: 三制, 两手抓, 双轮驱动; not 二手, 三期, 双方.

    Right after a quotation everything is counted but grades and seasons (四级体系); a noun of sort may begin with the
    character of a unit (三组团, 三阶段).
    """
    if after_quotation:
        return following[:1] not in ("级", "季")
    if number == "双":
        return following[:1] not in "方边向语手休号月日重"
    counts = following[:1] not in _UNIT or following in pattern_words("head_sort")
    return not number.isdigit() and number != "二" and counts


_UNQUOTED_SEGMENTS = re.compile("(?:[一二两三四五六七八九十][\u4e00-\u9fff]{1,2}?){2,3}(?=[^\u4e00-\u9fff]|$)")


def _unquoted_segments(text: str, match: re.Match[str]) -> Numeral | None:
    """A head of several numbers that ends at a mark: 两图一表，"""
    found = _UNQUOTED_SEGMENTS.match(text, match.start())
    segments = head_segments(found.group()) if found else ()
    if found is None or not segments:
        return None
    total = sum(segment.count for segment in segments)
    return Numeral(match.start(), total, "", match.end("number"), found.end(), False, segments)


# They never close a head of two or three characters: 两榜|管理, but 两病筛查, 双轮驱动.
_NEVER_CLOSING = frozenset(("管理", "建设", "治理"))
# Characters that make a longer noun of a noun of sort: 数据|集, 产业|链.
_ENLARGING = frozenset("集库链群带圈区园站网层廊团")
_NOMINAL = ("n", "b", "a", "j", "l", "i", "vn", "eng", "x", "s", "zg", "g", "t", "k")


def head_end(text: str, numeral: Numeral, tag: Tagger) -> int:
    """Where the counted thing ends. `tag` cuts a string into words with their part of speech (ICTCLAS letters).

    Quoted heads end with their quotation. Others end with the last noun of sort (类型, 平台) of the first noun phrase,
    or where that phrase ends: 四种类型|分类推进, 三个方向|上, 三大平台|建设.
    """
    if numeral.quoted or numeral.segments or numeral.limit == numeral.head_start:
        return numeral.limit
    if text[numeral.head_start] in "“‘「『《" or _UNITED.match(text, numeral.start):
        return numeral.limit
    words = list(_apart(tag(text[numeral.head_start : numeral.limit])))
    if numeral.measure.endswith(("方面", "部分")) and not (
        words[0][0] in pattern_words("head_sort") and words[0][0] not in pattern_words("head_never")
    ):
        return numeral.head_start
    if not numeral.measure and len(words) > 1 and [len(word) for word, _ in words[:2]] == [1, 2]:
        closing = words[2:] and len(words[2][0]) == 1 and words[2][1].startswith("n")  # 四好农村路
        apart = words[1][0] in pattern_words("head_never") or words[1][0] in _NEVER_CLOSING  # 两榜|管理
        length = 1 if apart else 4 if closing else 3  # 双轮驱动|模式
        return numeral.head_start + length
    end = numeral.head_start
    settled: int | None = None
    for index, (word, kind) in enumerate(words):
        after_attribute = (
            index == 1 and words[0][0] in pattern_words("head_attribute") and word not in pattern_words("head_never")
        )
        of_size = index == 1 and words[0][1] == "m" and word == "级"
        if (
            word in pattern_words("head_never")
            or word in pattern_words("head_manner")
            or (index and not (_is_nominal(word, kind) or after_attribute or of_size))
            or (index and settled is None and _is_done_to(words, index))
        ):
            break
        if settled is not None:
            if not _goes_on(words[index - 1][0], words[index:]):
                return settled
            settled = end + len(word)
        end += len(word)
        if index == 0 and kind == "m" and _is_size(words):  # 百亿产业, 十亿级产业
            continue
        verbal = kind.startswith(("v", "m", "p", "d")) and not kind.startswith("vn")
        if index == 0 and verbal and word not in pattern_words("head_sort"):
            if numeral.limit - numeral.head_start <= 4:  # 四个不摘, 三个坚持
                return numeral.limit
            if len(word) > 1 or index + 1 == len(words):
                return end
            continue
        if _sort_at_end(word):
            settled = end
    if end == numeral.head_start:
        return numeral.limit
    if settled is not None:
        return settled
    if numeral.measure and end - numeral.head_start == 1 and numeral.limit - numeral.head_start == 2:
        return numeral.limit  # 三大节会
    return _with_closing_verb(words, end, numeral)


def _is_nominal(word: str, kind: str) -> bool:
    """Whether a word may stand in a head: a noun, or a noun of sort whatever its tag; a fixed phrase is none."""
    if kind in ("l", "i"):  # 三大数据库|互联互通
        return _sort_at_end(word)
    return kind.startswith(_NOMINAL) or (word in pattern_words("head_sort") and not _is_doing(word))


def _apart(words: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The words with those taken apart that the segmenter joined: 集上, 系统集成."""
    for word, kind in words:
        half = len(word) // 2
        if kind == "x" and len(word) > 1 and word[-1] in "上下中内里间":
            yield from ((word[:-1], "n"), (word[-1], "f"))
        elif len(word) == 4 and _sort_at_end(word[:half]) and not _sort_at_end(word) and _is_doing(word[half:]):
            yield from ((word[:half], "n"), (word[half:], "vn"))
        else:
            yield word, kind


def _is_doing(word: str) -> bool:
    return word in pattern_words("head_doing")


def _is_size(words: Sequence[tuple[str, str]]) -> bool:
    """Whether a number begins the counted thing as its size: 百亿|产业, 十亿|级|产业."""
    rest = words[2:] if len(words) > 1 and words[1][0] == "级" else words[1:]
    return bool(rest) and rest[0][1].startswith("n")


def _is_done_to(words: Sequence[tuple[str, str]], index: int) -> bool:
    """Whether a noun of doing says what is done to what is counted: 四支队伍|建设; not 三大攻坚行动."""
    word = words[index][0]
    if word not in pattern_words("head_doing") or _sort_at_end(word):
        return False
    after = words[index + 1 : index + 2]
    return not (after and after[0][1].startswith(_NOMINAL) and _sort_at_end(after[0][0]))


def _sort_at_end(word: str) -> bool:
    """Whether a word is, or ends in, a noun of sort."""
    return word in pattern_words("head_sort") or word[-2:] in pattern_words("head_sort")


def _goes_on(settled: str, rest: Sequence[tuple[str, str]]) -> bool:
    """Whether a noun of sort was only a modifier: 产业|集群, 重点|人群; not 指标|评价模型, 平台|建设."""
    word, kind = rest[0]
    if word in _ENLARGING:
        return True
    if word == "行动" and settled[-2:] in pattern_words("head_modifier"):  # 专项|行动
        return True
    if (
        word in pattern_words("head_doing")
        or word in pattern_words("head_manner")
        or not kind.startswith(_NOMINAL)
        or kind in ("vn", "v", "a", "ad")
    ):
        return False
    if _sort_at_end(word):  # 专项 of 四大领域|专项整治 is said of what is done
        return not (word in pattern_words("head_modifier") and len(rest) > 1 and not _sort_at_end(rest[1][0]))
    if settled[-2:] in pattern_words("head_modifier") and kind.startswith("n"):
        return True
    return (
        len(rest) > 1
        and kind.startswith(("n", "b"))
        and rest[1][0] not in pattern_words("head_doing")
        and _sort_at_end(rest[1][0])
    )


def _with_closing_verb(words: Sequence[tuple[str, str]], end: int, numeral: Numeral) -> int:
    """A short head without a measure takes the word behind its noun: 两手抓, 双轮驱动, 三医联动."""
    length = end - numeral.head_start
    if not numeral.measure and length <= 1:
        position = numeral.head_start
        for word, _kind in words:
            if position >= end:
                return position + len(word) if word not in pattern_words("head_never") else end
            position += len(word)
    return end
