"""The ways in which drafts write one thing: case, width, hyphen, space, dash, characters, spelling, quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from glossary.checking.matching import cuts_a_word
from glossary.lexicons import read_lexicon
from glossary.model import AnalysedDocument, Document
from glossary.text.characters import fold_width, is_common_han
from glossary.text.normalising import normalise

__all__ = ["Written", "traditional_words", "written_forms"]

_LATIN = re.compile(r"[A-Za-z0-9]+(?:[\-‐‑–—−][A-Za-z0-9]+)*(?:\.[0-9]+)?")
_HYPHENS = re.compile("[\\-‐‑–—−]")
_ENGLISH_BEFORE = re.compile(r"[A-Za-z][,.;:']? $|[A-Za-z0-9._/@:#&+%\-]$")
_ENGLISH_AFTER = re.compile(r"[,.;:']? [A-Za-z]|[A-Za-z0-9_/@:#&+%\-]|\.[A-Za-z]")
_MIXED = re.compile("(?P<latin>[A-Za-z][A-Za-z0-9]+|[0-9][A-Z]+)(?P<space> ?)(?P<han>[\u4e00-\u9fff]{2})")
_NUMBER = r"[0-9]{1,4}(?:[.:][0-9]+)*[年月日时%]?"
_RANGE = re.compile(rf"(?<![0-9.:\-—–])(?P<left>{_NUMBER})(?P<dash>[-–—~～]{{1,2}})(?P<right>{_NUMBER})(?![0-9.:\-—–])")
# What joins two names: 石家庄—太原, 阿里·汗. A double dash is a stop.
_JOINED = re.compile("(?P<left>[\u4e00-\u9fff]{1,2})(?P<sign>[\\-–—−·•‧・])(?P<right>[\u4e00-\u9fff]{1,2})(?![\\-–—−])")
_NUMBERED = re.compile(
    r"(?<![A-Za-z0-9./\-] )(?<![A-Za-z0-9./\-])(?P<letters>[A-Z]{2,6}) ?"
    r"(?P<digits>[0-9]{2,6}(?:\.[0-9]+)?)(?![0-9A-Za-z.\-/])"
)
# A figure of two characters or more; a single one may be the number of a paragraph.
_FIGURE = re.compile(r"(?<![0-9A-Za-z.])[0-9]+(?:\.[0-9]+)?%?(?![0-9A-Za-z.])")
_FEW = 4
_DIGIT, _WIDE_DIGIT = re.compile("[0-9]"), re.compile("[０-９]")
# Where a spelling is another word: a storm makes land.
_IN_CONTEXT = {"登陆": ("登录", "登陆")}
_OTHER_SENSES = {"登陆": re.compile("台风|风暴|沿海|作战|部队|[舰艇岛滩舱月]|市场|海上|海岸|抢滩|战役|演习")}
_NEAR = 20
# Latin words between which a blank stands for a hyphen elsewhere.
_SPLIT = re.compile(
    r"(?<![A-Za-z0-9.\-/] )(?<![A-Za-z0-9.\-/])"
    r"(?P<left>[A-Za-z][A-Za-z0-9]*) (?P<right>[A-Za-z0-9]{2,})(?! ?[A-Za-z0-9.\-/])"
)
_HAN = re.compile("[\u3400-\u9fff]")
# Two shapes of one character, the one that Taiwan's standard lists of characters have before the one that others use.
_PAIRS = (
    "裡裏線綫為爲衛衞床牀啟啓麵麪雞鷄麼麽濕溼偽僞群羣腳脚內内說説"
    "戶户教敎產産錄録溫温別别黃黄脫脱悅悦銳鋭稅税閱閲絕絶綠緑眾衆蹟跡汙污祕秘豎竪妝粧"
)
_GLYPHS = {glyph: _PAIRS[at - at % 2] for at, glyph in enumerate(_PAIRS)}
_GLYPH = re.compile(f"[{''.join(_GLYPHS)}]")
# Restored in 2013 for names of persons and places (通用规范汉字表): 赵昇 is not written 赵升.
_IN_NAMES = frozenset("昇陞甦邨氾迺甯堃龢於頫鉅淼喆")


@dataclass(frozen=True, slots=True)
class Written:
    """One occurrence of a thing in the form in which it is written, in offsets of the original text.

    `key` is equal for forms of one thing; `sort` names the difference that forms with this key may have.
    """

    sort: str
    key: str
    form: str
    start: int
    end: int


def written_forms(document: AnalysedDocument) -> Iterator[Written]:
    """Every occurrence of what can be written in more than one way."""
    text = document.document.text
    folded = fold_width(text)
    yield from _latin(text, folded)
    yield from _spaced(folded)
    yield from _spelled(document)
    yield from _quoted(document)
    yield from _figures(text, folded)
    yield from _glyphs(document.document)
    yield from _numbered(text, folded)
    for found in _JOINED.finditer(folded):
        yield Written("sign", f"{found['left']} {found['right']}", text[found.start() : found.end()], *found.span())
    for found in _RANGE.finditer(folded):
        key = f"{found['left']} {found['right']}"
        yield Written("dash", key, text[found.start() : found.end()], *found.span())


def _numbered(text: str, folded: str) -> Iterator[Written]:
    """Letters before a number, with and without a space: ISO 9001 and ISO9001."""
    for found in _NUMBERED.finditer(folded):
        yield Written("space", found["letters"] + found["digits"], text[found.start() : found.end()], *found.span())


def _glyphs(document: Document) -> Iterator[Written]:
    """The characters of a traditional draft that are written in two ways: 裡 and 裏, 線 and 綫.

    Those that names keep (峯, 堃) and those that are also other words (着, 台, 週) are left out.
    """
    text = document.text
    found = list(_GLYPH.finditer(text))
    if len(found) > 1 and any(True for _run in _traditional_run(text)) and _is_traditional(text):
        for glyph in found:
            yield Written("glyph", f"{document.identifier} {_GLYPHS[glyph[0]]}", glyph[0], *glyph.span())


def _is_traditional(text: str) -> bool:
    """Whether more than a tenth of the Han characters of a text are traditional ones."""
    return sum(end - start for start, end in (run.span() for run in _traditional_run(text))) * 10 > len(
        _HAN.findall(text)
    )


def _figures(text: str, folded: str) -> Iterator[Written]:
    """Figures with digits of full width in a draft that writes them otherwise, and the same figures in half width.

    A draft does so where at most a tenth of its digits, or at most four, are of full width.
    """
    count = len(_WIDE_DIGIT.findall(text))
    if not count or (count > _FEW and count * 10 > len(_DIGIT.findall(folded))):
        return
    for found in _FIGURE.finditer(folded):
        form = text[found.start() : found.end()]
        if len(form) > 1:
            # A narrow dot or per cent sign is another matter.
            form = form if _WIDE_DIGIT.search(form) else found[0]
            yield Written("figure", found[0], form, *found.span())


def _latin(text: str, folded: str) -> Iterator[Written]:
    """Latin names in Chinese text; English sentences, addresses and formulas are another matter."""
    hyphened = {
        _HYPHENS.sub("-", found[0]).casefold() for found in _LATIN.finditer(folded) if _HYPHENS.search(found[0])
    }
    for found in _SPLIT.finditer(folded) if hyphened else ():
        if f"{found['left']}-{found['right']}".casefold() in hyphened:
            key = (found["left"] + found["right"]).casefold()
            yield Written("latin", key, text[found.start() : found.end()], *found.span())
    for found in _LATIN.finditer(folded):
        letters = sum(character.isalpha() for character in found[0])
        if not letters or len(found[0]) < 2 or (letters == 1 and not found[0][0].isdigit()):
            continue
        if _ENGLISH_BEFORE.search(folded[max(0, found.start() - 3) : found.start()]):
            continue
        if _ENGLISH_AFTER.match(folded, found.end()):
            continue
        key = _HYPHENS.sub("", found[0])
        # Two letters in another case are often another thing: Co and CO.
        key = key.casefold() if (letters > 2 or key[0].isdigit()) and key not in _units() else key
        yield Written("latin", key, text[found.start() : found.end()], *found.span())


@cache
def _units() -> frozenset[str]:
    return frozenset(row["unit"] for row in read_lexicon("units"))


def _spaced(folded: str) -> Iterator[Written]:
    for found in _MIXED.finditer(folded):
        start, end = found.start("latin"), found.end("han")
        if start and re.match(r"[A-Za-z0-9\-. ]", folded[start - 1]):
            continue
        yield Written(
            "space", found["latin"] + found["han"], found["latin"] + found["space"] + found["han"], start, end
        )


def _spelled(document: AnalysedDocument) -> Iterator[Written]:
    pattern, keys = _spellings()
    for found in pattern.finditer(document.text):
        another = _OTHER_SENSES.get(found[0])
        if another and another.search(document.text, max(0, found.start() - _NEAR), found.end() + _NEAR):
            continue
        if not cuts_a_word(document, *found.span()):
            span = document.normalised.original_span(*found.span())
            yield Written("spelling", keys[found[0]], found[0], *span)


@cache
def _spellings() -> tuple[re.Pattern[str], dict[str, str]]:
    keys: dict[str, str] = {}
    rows = read_lexicon("spelling_pairs")
    pairs = [(row["form"], row["variant"]) for row in rows if not any(part in row["variant"] for part in _IN_CONTEXT)]
    for form, variant in (*pairs, *_IN_CONTEXT.values()):
        keys[form] = keys[variant] = form
    return re.compile("|".join(sorted(map(re.escape, keys), key=len, reverse=True))), keys


def traditional_words(document: AnalysedDocument) -> Iterator[Written]:
    """The words with traditional characters in a draft that is otherwise simplified, keyed by their simplified form.

    A draft is so where at most a tenth of its characters, and at least one, are traditional ones.
    """
    text = document.document.text
    runs = [found.span() for found in _traditional_run(text)]
    count = sum(end - start for start, end in runs)
    if not count or count * 10 > len(_HAN.findall(text)):
        return
    reached = -1
    for token in document.tokens:
        start, end = document.normalised.original_span(token.start, token.end)
        form = text[start:end]
        changed = form != token.text and len(form) == len(token.text) and normalise(form) == token.text
        changed = changed and not _IN_NAMES & set(form)
        if changed and start >= reached and _HAN.match(form) and is_common_han(token.text[0]):
            yield Written("character", token.text, form, start, end)
            reached = end


def _traditional_run(text: str) -> Iterator[re.Match[str]]:
    """Runs of characters that simplifying changes."""
    changed = {character for character in set(text) if _HAN.match(character) and normalise(character) != character}
    if changed:
        yield from re.finditer(f"[{''.join(sorted(changed))}]+", text)


def _is_open(text: str, offset: int) -> bool:
    """Whether an outer quotation mark before the offset has no partner in its line: it was lost, or comes later."""
    line = text[text.rfind("\n", 0, offset) + 1 : offset]
    return line.count("“") > line.count("”") or line.count("「") > line.count("」")


def _quoted(document: AnalysedDocument) -> Iterator[Written]:
    """Short quotations, by the marks around them; inner marks inside another quotation are as they should be."""
    outer_end = -1
    for quotation in document.quotations:
        if quotation.opening in "《〈":
            continue
        if quotation.start >= outer_end:
            outer_end = quotation.end
            if quotation.opening in "‘『" and _is_open(document.text, quotation.start):
                continue
            if 2 <= quotation.end - quotation.start <= 16:
                start, end = document.normalised.original_span(quotation.start - 1, quotation.end + 1)
                # The same words in other characters are another matter: drafts of a run may differ in script.
                form = document.document.text[start:end]
                yield Written("quotation", form[1:-1], form, start, end)
