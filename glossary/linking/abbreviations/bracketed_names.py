"""Pattern 9, brackets: S（FULL）, FULL（S）, ABBR（中文全称）, 中文（ABBR）, 中文（Full English Name，ABBR）."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations.full_form_edges import full_form_start, is_clipping_of
from glossary.linking.abbreviations.lists import pieces, split_last
from glossary.linking.abbreviations.pairs import ACRONYM, ACRONYM_BEFORE, initials_fit, propose_pair
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.abbreviations.words import is_known_word
from glossary.model import LinkKind, Relation

__all__ = ["propose_bracketed_names"]

_BRACKET = re.compile(r"\((?P<inside>[^()\n]{2,120})\)")
_ACRONYM_ONLY = re.compile(rf"(?:英文|简称|即|又称)?\s*(?P<acronym>{ACRONYM})")
_ENGLISH = re.compile(
    rf"(?:英文(?:全称|名称|名)?(?:为)?:?\s*)?(?P<english>[A-Za-z][A-Za-z0-9'&/.\- ]{{4,100}}[A-Za-z0-9])\s*"
    rf"(?:[,;:]\s*(?:英文缩写|英文简称|缩写|以下简称|简称|简写|下称)?\s*(?:为)?:?\s*[“\"]?(?P<acronym>{ACRONYM})[”\"]?)?"
)
_ACRONYM_THEN_ENGLISH = re.compile(
    rf"(?P<acronym>{ACRONYM})\s*[,;:]\s*(?P<english>[A-Za-z][A-Za-z0-9'&/.\- ]{{4,100}}[A-Za-z0-9])"
)
# A Chinese short form behind the Latin ones: (Full English Name, ABBR, 下称“S”).
_CALLED_TOO = re.compile("(?<=[A-Za-z0-9])[,;]\\s*(?:以下)?(?:简称|下称|称)[^A-Za-z,;]{2,12}$")
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NOT_A_NAME = re.compile(
    r"^(?:含|下同|包括|不含|如|例如|例|见|详见|参见|附|第|共|约|其中|单位|同比|截至|原|今|排名|注|图|表|以下同|近|前|后|暂定|拟|试行|修订|节选|\d)"
)


def propose_bracketed_names(view: DocumentView, candidates: Collection[str]) -> Iterator[Proposal]:
    """Brackets that hold the other form of what stands before them."""
    for found in _BRACKET.finditer(view.text):
        inside = _CALLED_TOO.sub("", found.group("inside").strip())
        start, end = found.start(), found.start("inside") + len(found.group("inside").rstrip())
        while start > 0 and view.text[start - 1] == " ":
            start -= 1
        inside_start = found.start("inside") + len(found.group("inside")) - len(found.group("inside").lstrip())
        if start == 0 or not inside or _NOT_A_NAME.match(inside):
            continue
        if not _CHINESE.search(inside) or _ENGLISH.fullmatch(inside) or _ACRONYM_ONLY.fullmatch(inside):
            yield from _latin_bracket(view, start, inside_start, inside, candidates)
            continue
        yield from _chinese_bracket(view, start, inside_start, end, inside)


def _latin_bracket(
    view: DocumentView, before: int, inside_start: int, inside: str, candidates: Collection[str]
) -> Iterator[Proposal]:
    acronym_only = _ACRONYM_ONLY.fullmatch(inside)
    english = _ENGLISH.fullmatch(inside)
    reversed_order = _ACRONYM_THEN_ENGLISH.fullmatch(inside)
    found = acronym_only or reversed_order or english
    if found is None:
        return
    has_acronym = found.groupdict().get("acronym") is not None
    if not has_acronym:
        if english is None or " " not in english.group("english"):
            return
        acronym = ACRONYM_BEFORE.search(view.text, max(0, before - 12), before)
        span = inside_start + english.start("english"), inside_start + english.end("english")
        if acronym is not None and initials_fit(acronym.group("acronym"), english.group("english")):
            yield from propose_pair(view, acronym.span("acronym"), span, "acronym-english", 0.93)
        elif acronym is None and _CHINESE.search(view.text[before - 1 : before]):
            words = len(re.findall("[A-Za-z]+", english.group("english")))
            start = full_form_start(view, before, letters=words if words < 6 else 0, candidates=candidates)
            if start is not None and before - start >= 3 and words > 1:  # 升级版（FCAS 2.0）
                yield from _english_name(view, (start, before), span)
        return
    short = inside_start + found.start("acronym"), inside_start + found.end("acronym")
    if not _CHINESE.search(view.text[before - 1]) and view.text[before - 1] not in "”’」』》":
        latin = re.search(r"[A-Za-z][A-Za-z'&\- ]{4,80}$", view.text[max(0, before - 90) : before])
        if latin is not None and acronym_only and initials_fit(found.group("acronym"), latin.group()):
            full = before - len(latin.group()), before
            yield from propose_pair(view, short, full, "acronym-english", 0.93)
            return
        if latin is None or not _CHINESE.match(view.text, before - len(latin.group()) - 1):
            return  # else 视觉Transformer
    letters = _weight(found.group("acronym"))
    full_start = full_form_start(view, before, letters=letters, candidates=candidates)
    if full_start is None or before - full_start < 2:
        return
    spelled_out = found is not acronym_only
    if not spelled_out and before - full_start < 3:
        return
    confidence = 0.93 if spelled_out else 0.88
    yield from propose_pair(
        view, short, (full_start, before), "acronym-in-brackets", confidence, kind=LinkKind.LATIN_ACRONYM
    )
    if spelled_out:
        span = inside_start + found.start("english"), inside_start + found.end("english")
        yield from _english_name(view, (full_start, before), span)


def _weight(acronym: str) -> int:
    """How many words the letters stand for: small ones inside are parts of a word, or of none (MaaS, IoT)."""
    return sum(letter.isalpha() and (index == 0 or letter.isupper()) for index, letter in enumerate(acronym))


def _english_name(view: DocumentView, term: tuple[int, int], name: tuple[int, int]) -> Iterator[Proposal]:
    """The English name that brackets give a Chinese term: another designation, not an expansion."""
    yield from propose_pair(
        view, term, name, "english-name", 0.88, kind=LinkKind.DEFINED_SHORT_FORM, relation=Relation.VARIANT
    )


def _chinese_bracket(view: DocumentView, before: int, start: int, end: int, inside: str) -> Iterator[Proposal]:
    """ABBR（中文全称）, and two Chinese forms of which one clips the other."""
    acronym = ACRONYM_BEFORE.search(view.text, max(0, before - 12), before)
    namely = re.match(r"(?:即|指|是指|全称(?:为|是)?|又称|也称|亦称)\s*:?\s*", inside)
    content_start = start + (namely.end() if namely else 0)
    content = view.text[content_start:end]
    if acronym is not None:
        if re.fullmatch("[\u4e00-\u9fffA-Za-z0-9\\-、和与/·]{3,30}", content) and not re.search(
            "年|月|级|版|型$", content[-1:]
        ):
            confidence = 0.92 if namely or not re.search("、", content) else 0.8
            yield from propose_pair(
                view, acronym.span("acronym"), (content_start, end), "acronym-explained", confidence
            )
        english = re.match(
            r"(?P<english>[A-Za-z][A-Za-z'&\- ]{4,80}[A-Za-z])\s*[,;:]\s*(?P<chinese>[\u4e00-\u9fff]{3,24})$", content
        )
        if english is not None:
            span = content_start + english.start("chinese"), content_start + english.end("chinese")
            yield from propose_pair(view, acronym.span("acronym"), span, "acronym-explained", 0.93)
        return
    if "、" in content:
        yield from _one_character_each(view, before, content_start, end)
        return
    if not re.fullmatch("[\u4e00-\u9fffA-Za-z0-9×*]{2,30}", content):
        return
    yield from _clipped_pair(view, before, content_start, end, content)


def _one_character_each(view: DocumentView, before: int, start: int, end: int) -> Iterator[Proposal]:
    """京津冀（北京、天津、河北）: a short form that takes one character of each member."""
    quoted = view.text[before - 1] in "”’」』"
    short_end = before - 1 if quoted else before
    whole = pieces(view.text, start, end, "、")
    halves = split_last(view.text, *whole[-1])
    for members in (whole, [*whole[:-1], *halves[0]] if halves else whole):
        short = view.written[short_end - len(members) : short_end]
        texts = [view.written[left:right] for left, right in members]
        outside = view.text[short_end - len(members) - 1 : short_end - len(members)]
        if quoted and outside not in ("“", "‘", "「", "『"):  # “三全育人” is more than 全育人
            continue
        if len(short) == len(members) > 1 and all(map(_stands_for, short, texts)):
            yield Proposal(
                surface=short,
                start=short_end - len(short),
                end=short_end,
                kind=LinkKind.CLIPPING,
                relation=Relation.MEMBERS,
                members=tuple(map(plain, texts)),
                pattern="one-character-each",
                confidence=0.93,
                evidence=(short_end - len(short), end),
            )
            return


def _stands_for(character: str, member: str) -> bool:
    """Whether a character is one of the member, or the short name of the province or city that it names (冀, 河北)."""
    return character in member or any(member.startswith(name) for name in _regions().get(character, ()))


@cache
def _regions() -> dict[str, tuple[str, ...]]:
    rows = [row for row in read_lexicon("regions") if len(row["surface"]) == 1]
    return {row["surface"]: tuple(row["members"].split(";")) for row in rows}


def _clipped_pair(view: DocumentView, before: int, start: int, end: int, content: str) -> Iterator[Proposal]:
    """FULL（S） and S（FULL）: the characters of one stand in the other in order, first and last alike."""
    phrase_start = full_form_start(view, before, short=content if len(content) <= 6 else "")
    if phrase_start is None:
        return
    phrase = plain(view.written[phrase_start:before])
    if len(content) <= 6 and is_clipping_of(content, phrase) and not phrase.endswith(content):
        if _edges_agree(content, phrase) and not (is_known_word(content) and len(content) == 2 and content in phrase):
            yield from propose_pair(view, (start, end), (phrase_start, before), "clipping-in-brackets", 0.9)
        return
    for length in range(min(8, before), 1, -1):
        short = view.written[before - length : before]
        if (
            _CHINESE.search(short[0])
            and is_clipping_of(short, content)
            and short not in content
            and _edges_agree(short, content)
        ):
            yield from propose_pair(view, (before - length, before), (start, end), "expanded-in-brackets", 0.9)
            return


def _edges_agree(short: str, full: str) -> bool:
    committee = short[-1] == "委" and full.endswith("委员会")
    return short[0] == full[0] or short[-1] == full[-1] or committee
