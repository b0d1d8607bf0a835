"""Where a full form begins that ends at a known place: 近日国家发展改革委员会（… does not begin at 近日."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations.lists import clause_start
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import introduces, tag
from glossary.linking.clipping_habits import in_order
from glossary.text.pattern_words import pattern_words

__all__ = ["full_form_start", "is_clipping_of"]

_LONGEST = 40
_NOUNS = ("n", "b", "a", "j", "l", "i", "vn", "eng", "x", "s", "m", "q", "f", "g", "k", "zg", "v", "h", "z", "o")
_COUNTED = re.compile(r"^[0-9一二两三四五六七八九十几数]+[个种类家项名位条次大套台帧段组只张批对幅块]$|^[0-9.]+$")
_PUNCTUATION = re.compile("[^\\w\u00b7·×*＊+\\-—/.'’&%]")
# Verbs that stand inside names, and before them at the beginning of a clause.
_OPENING = frozenset(("支持", "接受", "连接", "强化", "促进", "增强", "提升"))
# A name with an attribute: 基于人类反馈的强化学习.
_BASED_ON = re.compile("(?:基于|面向)[^,。、;:()]{2,12}的$")
# They begin words that the dictionary lacks, 均|方根 for RMS, in a name that is still too short for its acronym.
_PREFIXES = frozenset("均全超反自互非准共可双单多逆微伪亚")
_AFTER_BRACKET = re.compile(r"\)(?P<joint>、(?:以及|和|与|及)?|以及|和|与|及|或)[\u4e00-\u9fffA-Za-z0-9\-]+$")
_OWNER = re.compile("国家|中国|全国|全省|全市|全县|省|市|县|区")
_MASKS = re.compile("[×*＊XＸ某]+$")


def is_clipping_of(short: str, full: str) -> bool:
    """Whether the characters of the short form stand in the full form in the same order, and the full form is longer.

    >>> is_clipping_of("环评", "环境影响评价"), is_clipping_of("博士后", "院士")
    (True, False)
    """
    return len(short) < len(full) and in_order(short, full)


def full_form_start(
    view: DocumentView, end: int, *, short: str = "", letters: int = 0, candidates: Collection[str] = ()
) -> int | None:
    """Where the full form that ends at `end` begins, or None where nothing there can be one.

    Quotation and book-title marks decide where they stand. Where the short form is a clipping, the full form holds its
    first character, and goes on to the left as far as the noun phrase does. Otherwise the noun phrase decides: it ends
    to the left at a preposition, adverb, copula, particle or a verb that governs it. A candidate term that ends here
    wins over a guess. `letters` is the number of letters of a Latin acronym, 0 where there is none.
    """
    quotation = view.quotation_by_end.get(end - 1) if view.text[end - 1] in "”’」』》" else None
    if quotation is not None:
        return quotation.start - 1
    line_start = view.line(end - 1)[0]
    left = max(clause_start(view.text, line_start, end), end - _LONGEST)
    comma_free = view.text.rfind("、", left, end)
    latest = _latest_start(view.written[left:end], short)
    if short and latest is not None:
        start = left + _leftmost(view, left, end, latest)
        return (
            None
            if pattern_words("name_clausal").intersection(word for word, _ in tag(view.written[start:end]))
            else start
        )
    if comma_free >= 0:
        left = comma_free + 1
    sibling = _sibling_start(view, end, letters)
    if sibling is not None:
        return sibling
    guess = _noun_phrase_start(view, left, end, letters)
    for start in range(left, end - 2 if guess is None else guess):
        if view.written[start:end] in candidates and (guess is None or _goes_on(view.written[start:guess])):
            return start
    return guess


def _sibling_start(view: DocumentView, end: int, letters: int) -> int | None:
    """Where a name begins that follows a bracketed one in a list, 平均精度均值（mAP）、|交并比（IoU）: right there,
    unless a verb comes first or it is too long for its letters.
    """
    found = _AFTER_BRACKET.search(view.text, max(0, end - 3 * letters - 4), end) if letters else None
    if found is None or end - found.end("joint") < letters:
        return None
    first, kind = tag(view.written[found.end("joint") : end])[0]
    governs = introduces(first) is not None or kind.startswith("v") or first in pattern_words("name_never")
    return None if governs and len(first) > 1 else found.end("joint")


def _goes_on(before: str) -> bool:
    """Whether a candidate may go further to the left than the noun phrase does: over words that neither govern it nor
    join something to it.
    """
    return not any(
        kind.startswith("v") or introduces(word) is not None or word in "和与及中" for word, kind in tag(before)
    )


def _latest_start(stretch: str, short: str) -> int | None:
    """The last place from which the rest of the stretch still holds the short form in order."""
    position = len(stretch)
    for character in reversed(short):
        position = stretch.rfind(character, 0, position)
        if position < 0:
            return None
    return position


def _leftmost(view: DocumentView, left: int, end: int, latest: int) -> int:
    """Go left from the latest possible start to where the noun phrase begins."""
    start = latest
    known, following = False, ""
    for offset, word, kind in reversed(_words(view.written[left:end])):
        if offset + len(word) <= latest:
            if word in "和与" and (body := _body_start(view, left + offset)) is not None and body >= left:
                start = min(start, body - left)
                known = True
                continue
            if known and not kind.startswith("ns") and offset < start and not _OWNER.fullmatch(word):
                break
            if offset >= start:
                continue
            owned = following in ("ns", "nr", "nz", "x", "q") or _OWNER.match(view.written, left + start)
            if introduces(word) == "weak" and (owned or _governed(view.written[left : left + offset])):
                break  # 建设|国家…示范园, 建设|泓江…平台, 谋划建设|某地至某地高速公路
            nationwide = word == "全国" and view.text[end - 1] in "会心"  # 全国…委员会
            if word in pattern_words("name_clausal"):  # 版权属于|某市…联盟
                break
            manner = introduces(word) in ("verb", "frame", "manner") and not nationwide
            if word in pattern_words("name_never") or manner or word in "、,":
                break
            if not kind.startswith(_NOUNS) and not _MASKS.fullmatch(word):
                break
            start, following = offset, kind
        elif offset < latest and word[: latest - offset] not in pattern_words("name_never"):  # 受|省…指挥部
            start = offset if len(word) <= 3 or kind.startswith(("nt", "ns", "nz")) else latest
    return start


def _governed(before: str) -> bool:
    """Whether what stands before a verb begins a clause with another verb, so that the verb is one too: 谋划|建设."""
    return introduces(before[-2:]) == "verb"


def _body_start(view: DocumentView, conjunction: int) -> int | None:
    """Where a well-known name begins that holds the conjunction at this place: 工业|和|信息化部."""
    return next(
        (
            conjunction - inside
            for name, inside in _joined_names()
            if view.written.startswith(name, conjunction - inside) and conjunction >= inside
        ),
        None,
    )


@cache
def _joined_names() -> tuple[tuple[str, int], ...]:
    """Full forms of the lexicons that hold a conjunction, each with its place."""
    full_forms = {row["members"] for row in read_lexicon("organisation_clippings")}
    full_forms |= {row["full"] for row in read_lexicon("clipping_pairs")}
    return tuple(
        (form, form.index(conjunction)) for form in sorted(full_forms) for conjunction in "和与" if conjunction in form
    )


def _words(text: str) -> list[tuple[int, str, str]]:
    found = []
    position = 0
    for word, kind in tag(text):
        position = text.find(word, position)
        found.append((position, word, kind))
        position += len(word)
    return found


def _noun_phrase_start(view: DocumentView, left: int, end: int, letters: int) -> int | None:
    """Go left word by word until one that cannot belong to the name.

    Verbs govern names (检测|尖锐湿疣) and stand inside them (基建融资促进办公室). While the name is still shorter than
    its acronym lets expect, they are taken in. A Chinese name has about two characters for each letter of its acronym;
    three for two letters is the bound that did best on the test sentences.
    """
    words = _words(view.written[left:end])
    expected = 1.5 * letters if letters else 4
    start: int | None = None
    for index in range(len(words) - 1, -1, -1):
        offset, word, kind = words[index]
        if start is not None and letters and end - start < expected:
            based = _BASED_ON.search(view.text, left, start) if word == "的" else None
            if based is not None:
                return based.start()
            if word in _PREFIXES:
                start = left + offset
                continue
        if _ends_name(words, index, end - start if start is not None else 0, letters):
            if kind == "m" and start is not None:
                start = _behind_last_verb(view, start, end, letters or 4) or start
            break
        start = left + offset
    return None if start is None else _without_governing(view, start, end, expected)


def _ends_name(words: list[tuple[int, str, str]], index: int, length: int, letters: int) -> bool:
    """Whether a word cannot belong to a name of which `length` characters stand behind it; 0 where it is the last."""
    _, word, kind = words[index]
    expected = 1.5 * letters if letters else 4
    if word == "和" and length and _joins(words, index):
        return False
    if word in pattern_words("name_never") or _PUNCTUATION.search(word) or (kind == "m" and _COUNTED.search(word)):
        return True
    if word in "中内里" and length >= expected:
        return True
    inside = word in pattern_words("name_inside")
    if not inside and index < len(words) - 1:
        # At the beginning of a clause a verb governs a name of one character for each letter already: 推动|电子病历.
        enough = letters if letters and not index else expected
        if introduces(word) in ("frame", "manner") or (introduces(word) == "verb" and length >= enough):
            return True
    if (not index or word == "支持") and word in _OPENING and length >= expected:  # 支持|应用程序接口
        return True
    return not (inside or kind.startswith(_NOUNS) or _MASKS.fullmatch(word))


def _without_governing(view: DocumentView, start: int, end: int, enough: float) -> int:
    """The start of a name behind a conjunction and nouns of doing that govern it."""
    counted = view.text[start] == "个" and view.text[start : start + 2] not in ("个人", "个体")
    if counted or view.text[start] in "和与及":
        start += 1
    for word, _ in tag(view.written[start:end])[:-1]:
        if word not in pattern_words("name_governing") or end - start - len(word) < enough:
            break
        start += len(word)
    return start


def _behind_last_verb(view: DocumentView, start: int, end: int, shortest: int) -> int | None:
    """Where the name begins in a stretch that tells of a counted thing what it does: 一台|支持|时间敏感网络."""
    behind: int | None = None
    for offset, word, kind in _words(view.written[start:end]):
        after = start + offset + len(word)
        if end - after >= shortest and (introduces(word) in ("verb", "weak") or kind == "v"):
            behind = after
    return behind


def _joins(words: list[tuple[int, str, str]], index: int) -> bool:
    """Whether 和 stands inside a name: between two words of two characters, 发展和改革."""
    return 0 < index < len(words) - 1 and len(words[index - 1][1]) == 2 and len(words[index + 1][1]) >= 2
