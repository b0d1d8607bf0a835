"""abbreviation-never-expanded: a Latin acronym or a quoted numeral coinage that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from glossary.checking.announced_lists import list_after
from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.item_lists import list_before
from glossary.checking.numeral_heads import find_numeral_heads
from glossary.checking.series import series_after
from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations import link_abbreviations
from glossary.messages import _
from glossary.model import AnalysedDocument, ConceptEntry, Glossary, Link, Severity
from glossary.text.characters import fold_punctuation
from glossary.text.numerals import Segment, head_segments, number_value

__all__ = ["CHECK"]

# Capitals alone: with digits or signs they are codes, models and formulas.
_ACRONYM = re.compile(r"(?<![A-Za-z0-9\-_./@&+#%°=*<>≤≥∈′Λ])[A-Z]{2,6}(?![A-Za-z0-9\-_/@+#=*<>≤≥∈′∞π])")
_ROMAN_OR_MASK = re.compile("[IVX]+|X*[SL]")
_AFTER_NUMBER = re.compile(r"[0-9] ?$")
_IN_ENGLISH = re.compile(r"[A-Za-z][,.;:']? $")
_BEFORE_ENGLISH = re.compile(r"[ ,.;:']{1,2}[A-Za-z]{2}")
_PROPER_NAME = re.compile("公司|集团|咨询|科技|电子|律师|事务所|研究院|俱乐部|品牌|股份|银行|大学|杯|牌|型号|车型|系列")
_EXPLAINED_AFTER = re.compile(
    r"[”’]?(?:\s*\([^()]*[\u4e00-\u9fff]{2}|\s*\([^()]*[A-Za-z]{3}|,?(?:即|是指|指的是|全称|又称|意为|也就是|——))"
)
_COINAGE = re.compile(
    "(?:[二两三四五六七八九十](?![次期届级月年日度天时周岁元斤米里分秒点])[个大项条]?[\u4e00-\u9fff]{1,3}|(?:[一二两三四五六七八九十][\u4e00-\u9fff]{1,2}){2,3}|"
    "[0-9]{1,2}(?:[+＋][0-9A-Za-z]{1,2})+)"
)

# 一户一档 and the like say “one for each” and count nothing.
_EACH = re.compile("(?:一[\u4e00-\u9fff]{1,2}){2,}")
_ONE_NUMERAL = re.compile("([二两三四五六七八九十])[个大项条张]?([\u4e00-\u9fff])")
# Members stand in the sentence of the coinage or in the next one.
_NEAR = 80


def _find(drafts: Drafts) -> Iterator[Mark]:
    explained = _explained(drafts)
    for document in drafts.documents:
        text = fold_punctuation(document.text)
        for surface, start, end in _first_uses(document, text):
            if surface not in explained:
                yield mark(document, start, end, _("nothing explains what “{short}” stands for", short=surface))


def _first_uses(document: AnalysedDocument, text: str) -> Iterator[tuple[str, int, int]]:
    """The first use of each acronym and coinage of a draft that the draft itself does not explain."""
    uses: dict[str, tuple[int, int]] = {}
    explained: set[str] = set()
    for found in _ACRONYM.finditer(text):
        if _is_acronym(text, found):
            uses.setdefault(found[0], found.span())
            if _EXPLAINED_AFTER.match(text, found.end()) or _explained_in_brackets(text, found):
                explained.add(found[0])
    for quotation in document.quotations:
        surface = text[quotation.start : quotation.end]
        if quotation.opening in "《〈" or not _COINAGE.fullmatch(surface) or _EACH.fullmatch(surface):
            continue
        uses.setdefault(surface, (quotation.start, quotation.end))
        if _EXPLAINED_AFTER.match(text, quotation.end) or _members_near(text, quotation.start, quotation.end):
            explained.add(surface)
    explained |= _listed(document, text, set(uses))
    for surface, (start, end) in sorted(uses.items(), key=lambda item: item[1]):
        if surface not in explained:
            yield surface, start, end


def _is_acronym(text: str, found: re.Match[str]) -> bool:
    """Whether capitals are an acronym in Chinese text, and not a numeral, a unit, a name or part of English."""
    if _ROMAN_OR_MASK.fullmatch(found[0]) or len(set(found[0])) == 1:
        return False
    before, after = text[max(0, found.start() - 3) : found.start()], text[found.end() : found.end() + 3]
    if _AFTER_NUMBER.search(before) or _IN_ENGLISH.search(before) or _BEFORE_ENGLISH.match(after):
        return False
    return not _PROPER_NAME.match(text, found.end())


def _explained_in_brackets(text: str, found: re.Match[str]) -> bool:
    """区域协同指数（LCI）, 区域协同指数（Local Coordination Index，LCI）, and 简称LCI."""
    opening = text.rfind("(", max(0, found.start() - 80), found.start())
    if opening > 0 and ")" not in text[opening : found.start()]:
        return bool(re.match("[\u4e00-\u9fffA-Za-z”》]", text[opening - 1]))
    return bool(re.search("(?:简称|缩写|称|称作|叫做)[为:]?[“]?$", text[max(0, found.start() - 6) : found.start()]))


def _members_near(text: str, start: int, end: int) -> bool:
    """Whether the words beside a coinage are its members: 清淤泥、清违建，提升品质 after “两清一提升”."""
    surface = text[start:end]
    near = text[max(0, start - _NEAR) : start] + "\n" + text[end : end + _NEAR]
    single = _ONE_NUMERAL.match(surface)
    segments = head_segments(surface) or ((Segment(number_value(single[1]) or 0, single[2]),) if single else ())
    return bool(segments) and all(near.count(segment.head) >= segment.count for segment in segments)


def _listed(document: AnalysedDocument, text: str, surfaces: set[str]) -> set[str]:
    """Those coinages that stand beside their list somewhere in the draft."""
    return {
        text[head.start : head.end]
        for head in find_numeral_heads(document, text)
        if text[head.start : head.end] in surfaces
        and (list_before(document, text, head) or list_after(text, head) or series_after(text, head))
    }


def _explained(drafts: Drafts) -> frozenset[str]:
    """What the links between the drafts, the glossary and the lexicons explain."""
    links: tuple[Link, ...] = drafts.links or link_abbreviations(drafts.documents)
    surfaces = {link.surface for link in (*links, *drafts.glossary.links)}
    return frozenset(surfaces | _in_glossary(drafts.glossary)) | _everyday()


def _in_glossary(glossary: Glossary) -> set[str]:
    return {term.text for entry in glossary.entries if _explains(entry) for term in entry.terms}


def _explains(entry: ConceptEntry) -> bool:
    """Whether an entry says what its terms stand for: it defines the concept, or names it in more than one way."""
    return bool(entry.definition) or len({term.text for term in entry.terms}) > 1


@cache
def _everyday() -> frozenset[str]:
    names = ("everyday_acronyms", "policy_abbreviations", "arity_exceptions")
    surfaces = {row["surface"] for name in names for row in read_lexicon(name)}
    return frozenset(surfaces | {row["unit"] for row in read_lexicon("units")})


def _title() -> str:
    return _("an abbreviation that nothing explains")


def _explanation() -> str:
    return _(
        "A Latin acronym or a quoted numeral coinage is explained neither in the draft nor in the glossary nor in the "
        "lexicons of well-known abbreviations. The first use is marked. Units, codes, names of products and everyday "
        "acronyms are left alone. Give the full form at the first use."
    )


CHECK = Check(
    code="abbreviation-never-expanded",
    severity=Severity.NOTE,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("各村的QZK得分每月公布，QZK靠前的给予奖励。", ("QZK",)),
        Example("全镇上下要打好“四张网”，年底见成效。", ("四张网",)),
        Example("深化“1+5+N”工作体系。会期“两天”。", ("1+5+N",)),
        Example("清洁指数（QZK）每月公布，QZK靠前的给予奖励。"),
        Example("地区GDP增长5%，功率为30KW，选用CPU为ZX-200的主机。"),
        Example("推行“三长联动”。由河湖长、检察长、警长共同巡河。"),
        Example("建好“三张网”：水网、路网、电网。“三张网”要年底见效。"),
    ),
)
