"""Lists in running text: where their parts meet, and how a stretch divides into a given number of members.

A list is never split by guess: the number that a head announces decides at which level the text is cut, and a stretch
that no level divides into that number is no list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate

from glossary.linking.abbreviations.proposals import Span
from glossary.linking.abbreviations.words import introduces, tag
from glossary.text.pattern_words import pattern_words

__all__ = ["clause_start", "divide", "introduced_at", "pieces", "split_last", "trim_first"]

# What is done by them is an event, whose own verb belongs to the member: 开展|清理整顿….
_LIGHT_VERBS = frozenset(("开展", "进行", "举办", "举行"))
# Behind these the scope belongs to the member: 建设|全省绿色转型先行县.
_MAKING = frozenset(("建设", "打造", "创建", "争创", "争当", "建成", "成为"))
_SCOPES = frozenset(("全国", "全省", "全市", "全县", "全区"))
# Behind a verb they say how it ends: 处理好.
_RESULTS = ("好", "牢", "实")
# Last characters that make a noun of a verb, whatever the tag: 拒答|率.
_NOUN_ENDINGS = frozenset("率度性法力式量值数")
# They begin members: 无证明办理, 非遗保护.
_NEGATIONS = frozenset("无非免不未")
_OPENING = "(“‘「『《〈[【"
_CLOSING = ")”’」』》〉]】"
_LEVELS = (";", ",", "、")
# What may stand between a separator and a member.
_LINKING_WORD = re.compile(r"[\s、,;]*(?P<word>以及|并且|或者|和|与|及|并|暨|或)?\s*")
_CONJUNCTION = re.compile("以及|或者|和|与|及|暨|或")
_AND_LASTLY = re.compile("[、,]\\s*(?:以及|和|及|与)")
_BRACKETED = re.compile(r"\([^()]*\)")
_BULLET = re.compile(r"\s*(?:[-*•●■◆▪–#]+\s+|\(?[0-9]{1,2}[.)、]\s*)")
_BOUNDARY = "。;:!?\n,…—"
_TRAILING = re.compile(r"[\s,;、]+$")


def pieces(text: str, start: int, end: int, separators: str) -> list[Span]:
    """Cut a span at the separators that stand outside brackets and quotation marks. Empty pieces are dropped."""
    found: list[Span] = []
    depth = 0
    left = start
    for position in range(start, end):
        character = text[position]
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING:
            depth = max(0, depth - 1)
        elif depth == 0 and character in separators:
            found.append((left, position))
            left = position + 1
    found.append((left, end))
    return [span for piece in found if (span := _tidy(text, *piece)) is not None]


def _tidy(text: str, start: int, end: int) -> Span | None:
    """Take separators, white space and a leading conjunction off a member."""
    linking = _LINKING_WORD.match(text, start, end)
    if linking is not None and linking.end() < end:
        word = linking.group("word")
        inside = word is not None and _inside_word(text, linking.start("word"), end, *linking.span("word"))
        start = linking.start("word") if inside else linking.end()
    trailing = _TRAILING.search(text, start, end)
    if trailing is not None:
        end = trailing.start()
    return (start, end) if start < end and text[start:end].strip() else None


def divide(text: str, start: int, end: int, count: int) -> list[Span] | None:
    """Divide a span into exactly `count` members, or give None.

    Levels are tried from the strongest separator down. “,以及” before the last member keeps it whole, and the last
    piece may be two members joined by 和.

    >>> text = "融入新城、完善路网,以及协同推进甲、乙、丙片区建设"
    >>> [text[a:b] for a, b in divide(text, 0, len(text), 3)]
    ['融入新城', '完善路网', '协同推进甲、乙、丙片区建设']
    """
    for option in _divisions(text, start, end, count):
        if len(option) == count and all(_is_member(text[left:right]) for left, right in option):
            return option
    return None


def _divisions(text: str, start: int, end: int, count: int) -> Iterator[list[Span]]:
    last = [found for found in _AND_LASTLY.finditer(text, start, end) if _depth(text, start, found.start()) == 0]
    if (last and text[last[-1].start()] == ",") or (last and "以及" in last[-1].group()):
        tail = _tidy(text, last[-1].start(), end)
        for separators in (",", "、", ",、"):
            head = pieces(text, start, last[-1].start(), separators)
            if tail is not None:
                yield [*head, tail]
    for separators in (*_LEVELS, ",、", "+", " ", "/", "·"):
        option = pieces(text, start, end, separators)
        if len(option) > 1:
            yield option
    for separators in _LEVELS[1:][::-1]:
        yield from _with_last_split(text, pieces(text, start, end, separators), count)


def _depth(text: str, start: int, position: int) -> int:
    before = text[start:position]
    return sum(before.count(mark) for mark in _OPENING) - sum(before.count(mark) for mark in _CLOSING)


def _with_last_split(text: str, option: list[Span], count: int) -> Iterator[list[Span]]:
    if len(option) != count - 1:
        return
    others = [text[left:right] for left, right in option[:-1]]
    for left, right in split_last(text, *option[-1]):
        conjunction = text[left[1] : right[0]].strip()
        alike = text[left[1] - 1] == text[right[1] - 1]
        if alike or not any(conjunction in other for other in others):  # not 集中与分散、平时|与|战时
            yield [*option[:-1], left, right]


def split_last(text: str, start: int, end: int) -> list[tuple[Span, Span]]:
    """The ways to cut a span into two members at a conjunction, the most even one first.

    >>> text = "英才创业园和电子商务园"
    >>> [(text[a:b], text[c:d]) for (a, b), (c, d) in split_last(text, 0, len(text))]
    [('英才创业园', '电子商务园')]
    """
    options = []
    for found in _CONJUNCTION.finditer(text, start, end):
        if _depth(text, start, found.start()) != 0 or _inside_word(text, start, end, found.start(), found.end()):
            continue
        left, right = _tidy(text, start, found.start()), _tidy(text, found.end(), end)
        if left and right:
            uneven = abs((left[1] - left[0]) - (right[1] - right[0]))
            alike = text[left[1] - 1] == text[right[1] - 1]
            weak = found.group() in ("及", "并", "与", "或")
            options.append((not alike, weak, uneven, found.start(), (left, right)))
    return [option[-1] for option in sorted(options)]


def _inside_word(text: str, start: int, end: int, left: int, right: int) -> bool:
    """Whether the conjunction's character belongs to a longer word: 和谐, 参与, 普及, 合并."""
    position = start
    for word, _kind in tag(text[start:end]):
        if position <= left < position + len(word):
            return len(word) > right - left
        position += len(word)
    return False


def _is_member(text: str) -> bool:
    bare = text.strip('“”‘’「」『』"')
    return 0 < len(bare) <= 60 and not re.fullmatch(
        r"[\W_]+|等|[0-9.%+/\-]+", bare.replace("×", "甲").replace("*", "甲")
    )


def clause_start(text: str, start: int, end: int) -> int:
    """Where the clause that ends at `end` begins: after the last mark outside brackets, not before `start`.

    An opening bracket or quotation mark that is still open begins the clause too.
    """
    depth = 0
    for position in range(end - 1, start - 1, -1):
        character = text[position]
        if character in _CLOSING:
            depth += 1
        elif character in _OPENING:
            if depth == 0:
                return position + 1
            depth -= 1
        elif depth == 0 and character in _BOUNDARY:
            return position + 1
    bullet = _BULLET.match(text, start, end)
    return bullet.end() if bullet else start


def trim_first(text: str, first: Span, others: list[Span]) -> Span | None:
    """Take off the first member what introduces the list: verbs, adverbs, prepositions, the subject.

    The cut is where the rest looks most like the other members: in length, in beginning with a verb or a noun, in its
    last character. A rest that looks like none of them gives None: then there is no list.

    >>> text = "今年我市重点推进交通强市、质量强市"
    >>> left, right = trim_first(text, (0, 12), [(13, 17)])
    >>> text[left:right]
    '交通强市'
    """
    start, end = first
    best, best_score = None, float("-inf")
    verbal = _share_verbal(text, others)
    mean = sum(_length(text, *other) for other in others) / len(others)
    alike_introduced = any(next(_introduced(text, *other), None) is not None for other in others)
    shared = _shared_characters(text, others)
    shortest = min(_length(text, *other) for other in others)
    for cut, worth in (*_cuts(text, start, end), *_at_length(text, first, others)):
        if text[cut : cut + 1] in _RESULTS and introduces(text[max(start, cut - 2) : cut]) is not None:
            continue
        length = _length(text, cut, end)
        if length == 1 < shortest:  # 科技成果使用|权
            continue
        score = worth - 1.6 * abs(length - mean) / max(mean, 4)
        lengths = {_length(text, *other) for other in others}
        if len(lengths) == 1 and length in lengths:
            score += 0.7 if len(others) == 1 else 3.0 if worth >= 0.5 else 0.8
        if 2 * length <= shortest and text[cut - 1] != "的":  # 概念验证|中心, beside 中试基地; but 苗木的|地径
            score -= 0.8
        score += 1.2 * (1 - 2 * abs(_begins_with_verb(text[cut:end]) - verbal))
        if any(character in text[start:cut] and character not in text[cut:end] for character in shared):
            score -= 1.5
        if verbal <= 0.5 and _still_introduced(text, cut, end) and not alike_introduced:
            score -= 1.5
        if cut < end and others and text[cut] == text[others[0][0]] and len({text[o[0]] for o in others}) == 1:
            score += 2.0
        if score > best_score:
            best, best_score = cut, score
    if best is None:
        return None
    return _tidy(text, best, end)


def _length(text: str, start: int, end: int) -> int:
    """The length of a member without what it holds in brackets: 自动导引车（AGV）."""
    return len(_BRACKETED.sub("", text[start:end])) or end - start


def _shared_characters(text: str, members: list[Span]) -> set[str]:
    """The characters that at least three members all hold: 有 of 问有答声、走有送声、不满意有道歉声."""
    return set.intersection(*(set(text[slice(*member)]) for member in members)) if len(members) > 2 else set()


def _at_length(text: str, first: Span, others: list[Span]) -> Iterator[tuple[int, float]]:
    """Where a word of time or number begins a rest as long as all others, behind a subject: 市开发办|每月通报."""
    lengths = {right - left for left, right in others}
    cut = first[1] - min(lengths)
    if len(lengths) > 1 or len(others) < 2 or cut <= first[0]:
        return
    position = first[0]
    for word, kind in tag(text[slice(*first)]):
        if position == cut and kind in ("t", "r", "m"):
            yield cut, 0.5
        position += len(word)


def _still_introduced(text: str, cut: int, end: int) -> bool:
    """Whether the rest begins with whole words that surely introduce: 主要有|结构光, 大力发展|优质稻; not 对照|组."""
    edges = _edges(text, cut, end)
    return any(introduced in edges for introduced in _introduced(text, cut, end))


def _edges(text: str, start: int, end: int) -> set[int]:
    """Where the words of a stretch end."""
    return set(accumulate((len(word) for word, _ in tag(text[start:end])), initial=start))


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, float]]:
    """Places where the first member may begin, with how much what stands before speaks for it.

    0 for no cut at all; an introducing verb before the cut counts most, a preposition or particle less.
    """
    words = tag(text[start:end])
    # 过 is a particle behind a verb; here it begins a word: 过检率.
    yield start, 0.6 if not words or introduces(words[0][0]) != "frame" or words[0][0] == "过" else -0.4
    leading = []
    for cut in _introduced(text, start, end):
        yield cut, 1.6
        if text[start:cut] in _LIGHT_VERBS:
            return
        leading.append(cut)
    position = start
    depth = 0
    previous = ""
    framed = bool(words) and words[0][0] in pattern_words("list_frame")
    content = False
    whole_until = start
    edges = _edges(text, start, end)
    for word, kind in words:
        opened = introduced_at(text, position, end)
        if opened is not None and depth == 0:
            chained = opened in leading and (position in leading or opened - position > 2)  # not 对标|准
            whole_until = max(whole_until, opened if opened in edges or chained else start)
            strong = introduces(text[position:opened]) == "verb"
            if strong or not content:
                yield opened, 1.5 if strong else 0.2
        position += len(word)
        depth += sum(word.count(mark) for mark in _OPENING) - sum(word.count(mark) for mark in _CLOSING)
        scope = previous in _MAKING and word in _SCOPES
        worth = None if scope or (not previous and word == "过") else _worth(previous, word, kind)
        previous = word
        if worth is None:
            content = content or kind != "eng"  # PTP支持|主时钟
        elif position < whole_until:  # 用|好 is no cut, nor is 做大做|强竹产业
            continue
        elif depth == 0 and position < end and (worth >= 0.5 or not content):  # 国家发展|改革委 is no cut
            yield position, worth - (0.9 if framed and content else 0.0)


def _introduced(text: str, start: int, end: int) -> Iterator[int]:
    """Ends of the introducing verbs that begin the stretch, whatever words the segmenter saw: 全面推行|河长制.

    Behind a word of manner a weak verb introduces too: 大力|发展|优质稻.
    """
    position = start
    before = ""
    while position < end:
        lengths = [length for length in (4, 3, 2) if position + length < end]
        length = next((n for n in lengths if introduces(text[position : position + n])), None)
        if length is None:
            return
        word = text[position : position + length]
        sort = introduces(word)
        if before in _MAKING and word in _SCOPES:
            return
        done = sort in ("verb", "weak") and text[position + length : position + length + 1] in _RESULTS
        length += done  # 处理|好
        if sort == "verb" or (sort == "weak" and (done or introduces(before) == "manner")):
            yield position + length
        position += length
        before = word


def introduced_at(text: str, start: int, end: int) -> int | None:
    """Where an introducing verb ends that begins at `start`, whatever words the segmenter saw: 融合|线上."""
    for length in (4, 3, 2):
        if start + length < end and introduces(text[start : start + length]) in ("verb", "weak"):
            return start + length
    return None


def _worth(previous: str, word: str, kind: str) -> float | None:
    """How much a word speaks for a list that begins behind it, or None where it speaks against."""
    sort = introduces(previous + word) or introduces(word)
    if word in _NEGATIONS or (word[0] in _NEGATIONS and sort is None):  # 不可|移动文物
        return None
    if sort == "verb" or (word in "了过着好" and introduces(previous) in ("verb", "weak")):
        return 1.6 if sort == "verb" else 1.8
    if sort == "frame":
        return (0.8 if word == "的" else -0.4) if word in "的和与及并且而或同" else 1.2
    if sort == "manner":
        return 0.5
    if sort == "weak":
        return 0.2
    if kind.startswith("v") and kind != "vn":
        return 0.7
    if word in ("现代", "当代", "近代"):  # times by their tag, attributes here: 现代学徒制
        return None
    return 0.3 if kind in ("p", "d", "u", "ul", "uz", "ug", "r", "t") else None


def _begins_with_verb(member: str) -> float:
    member = member.strip("“”‘’《》 ")
    words = tag(member)
    if not words or (len(words) > 1 and words[-1][0] in _NOUN_ENDINGS):
        return 0.0
    word, kind = words[0]
    if introduces(word) == "weak":
        return 0.4
    if introduces(word) in ("frame", "manner"):
        return 0.0
    if len(words) == 1:
        return 0.5 if kind.startswith("v") else 0.0
    certain = 1.0 if introduces(word) == "verb" else 0.6 if kind.startswith("v") and kind != "vn" else 0.0
    return certain if words[-1][1] not in ("v", "vn") else 0.6 * certain


def _share_verbal(text: str, members: list[Span]) -> float:
    if not members:
        return 0.0
    return sum(_begins_with_verb(text[left:right]) for left, right in members) / len(members)
