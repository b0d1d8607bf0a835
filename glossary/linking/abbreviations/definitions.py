"""Pattern 9: definitions in both directions: FULL（以下简称“S”）, S（FULL）, 中文（English Name，ABBR）, S，即FULL."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from glossary.linking.abbreviations.bracketed_names import propose_bracketed_names
from glossary.linking.abbreviations.full_form_edges import full_form_start, is_clipping_of
from glossary.linking.abbreviations.lists import clause_start, pieces, split_last, trim_first
from glossary.linking.abbreviations.pairs import ACRONYM, ACRONYM_BEFORE, propose_pair
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.model import LinkKind, Relation

__all__ = ["propose_definitions"]

_QUOTE = '[“‘「『"《]?'
_UNQUOTE = '[”’」』"》]?'
_SHORT = '[^\\s“”‘’「」『』"《》(),。;:!?、]{1,16}?'
_CALLED = (
    "(?:以下统称|以下简称|下文简称|以下称|下简称|下称|统称|又简称|简称为?|简写为|缩写为|英文缩写为?|英文简称为?|缩略为)"
)
# FULL(以下简称“S”), FULL(以下简称“S”或“T”), FULL（英文简称 S）
_BRACKETED = re.compile(
    rf"[(\[](?:[^()]{{0,90}}[,;])?\s*(?:以下)?{_CALLED}(?:为|作)?\s*[:,]?\s*"
    rf"(?P<short>{_QUOTE}{_SHORT}{_UNQUOTE}(?:(?:、|或者|或|和){_QUOTE}{_SHORT}{_UNQUOTE})*)\s*[)\]]"
)
# FULL，简称“S” ... ; FULL简称S，
_RUNNING = re.compile(
    rf"(?P<comma>,?)\s*(?:以下)?{_CALLED}(?:为|作)?\s*"
    rf"(?:(?P<quoted>[“‘「『](?P<inside>[^“”‘’「」『』\n]{{1,16}})[”’」』])|(?P<bare>[A-Za-z][A-Za-z0-9\-]{{1,9}}|[\u4e00-\u9fff]{{2,8}}(?=[,。;)])))"
)
_FULL_CALLED = re.compile(
    rf"(?:,|\()\s*(?:其)?(?:中文)?全称(?:是|为|叫)?:?\s*(?P<full>{_QUOTE}[\u4e00-\u9fffA-Za-z·]{{4,40}}{_UNQUOTE})"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def propose_definitions(view: DocumentView, candidates: Collection[str] = ()) -> Iterator[Proposal]:
    """Propose what the text defines with 简称, in brackets, or with 即 and 是指."""
    yield from _called_in_brackets(view, candidates)
    yield from _called_in_passing(view, candidates)
    yield from propose_bracketed_names(view, candidates)
    yield from _full_called(view)
    yield from _namely(view)
    yield from _acronym_namely(view, candidates)


def _called_in_brackets(view: DocumentView, candidates: Collection[str]) -> Iterator[Proposal]:
    for found in _BRACKETED.finditer(view.text):
        if "统称" in found.group()[:12]:
            yield from _called_together(view, found)
            continue
        written = found.group("short")
        offset = found.start("short")
        for part in re.finditer(rf"{_QUOTE}(?P<name>[^“”‘’「」『』\"《》、]+){_UNQUOTE}", written):
            for name in re.finditer(r"(?:(?!或者|或).)+", part.group("name")):
                start = offset + part.start("name") + name.start()
                short = view.written[start : start + len(name.group())]
                letters = sum(character.isascii() and character.isalpha() for character in short)
                full = full_form_start(view, found.start(), short=short, letters=letters, candidates=candidates)
                if full is not None and _may_name(short, view.written[full : found.start()]):
                    span = start, start + len(short)
                    yield from propose_pair(view, span, (full, found.start()), "defined-in-brackets", 0.96)


def _may_name(short: str, full: str) -> bool:
    """Whether what stands before the bracket is long enough for a full form, where it does not hold the short one."""
    return is_clipping_of(short, full) or len(full) >= sum(not character.isascii() for character in short) + 3


def _called_together(view: DocumentView, found: re.Match[str]) -> Iterator[Proposal]:
    """持牌银行、存款公司（统称“认可机构”）: the members of a list under one name; a single name as usual."""
    name = re.sub('[“”‘’「」『』"《》]', "", found.group("short"))
    offset = found.start("short") + found.group("short").find(name[0])
    line_start = view.line(found.start())[0]
    start = clause_start(view.text, line_start, found.start())
    listed = pieces(view.text, start, found.start(), "、")
    if len(listed) > 1:
        halves = split_last(view.text, *listed[-1])
        members = [*listed[:-1], *halves[0]] if halves else listed
        first = trim_first(view.text, members[0], members[1:])
        if first is None:
            return
        members[0] = first
        relation = Relation.MEMBERS
    else:
        full = full_form_start(view, found.start(), short=name)
        if full is None or (
            split_last(view.text, start, found.start()) and not is_clipping_of(name, view.text[full : found.start()])
        ):
            return
        members = [(full, found.start())]
        relation = Relation.FULL_FORM
    yield Proposal(
        surface=name,
        start=offset,
        end=offset + len(name),
        kind=LinkKind.DEFINED_SHORT_FORM,
        relation=relation,
        members=tuple(plain(view.written[left:right]) for left, right in members),
        pattern="called-together",
        confidence=0.92,
        evidence=(members[0][0], found.end()),
    )


def _called_in_passing(view: DocumentView, candidates: Collection[str]) -> Iterator[Proposal]:
    for found in _RUNNING.finditer(view.text):
        before = view.text[found.start() - 1 : found.start()]
        if not (_CHINESE.match(before) or before in "”’」』》)"):
            continue
        short = found.span("inside") if found.group("quoted") else found.span("bare")
        end = found.start()
        surface = view.written[short[0] : short[1]]
        full = full_form_start(view, end, short=surface, candidates=candidates)
        if full is None or end - full <= len(surface):
            continue
        yield from propose_pair(view, short, (full, end), "defined-in-passing", 0.93 if found.group("quoted") else 0.88)


def _full_called(view: DocumentView) -> Iterator[Proposal]:
    """S，全称FULL."""
    for found in _FULL_CALLED.finditer(view.text):
        before = re.search(
            r"(?P<short>[A-Za-z][A-Za-z0-9\-]{1,9}|[\u4e00-\u9fff]{2,8})[”’]?$",
            view.text[max(0, found.start() - 12) : found.start()],
        )
        if before is None:
            continue
        offset = max(0, found.start() - 12)
        start, end = offset + before.start("short"), offset + before.end("short")
        full = plain(found.group("full"))
        surface = view.text[start:end]
        if not surface.isascii():
            fitting = [n for n in range(len(surface)) if len(surface) - n >= 2 and is_clipping_of(surface[n:], full)]
            if not fitting:
                continue
            start += fitting[0]
        yield from propose_pair(view, (start, end), found.span("full"), "full-name-given", 0.94)


_NAMELY = re.compile(
    r"(?P<mark>[,(]?)\s*(?:一般|主要|通常)?(?P<verb>即为|即是|即|是指|指的是|指的就是|就是指|意为|意即|意思是|也就是)\s*(?=[^\s,。])"
)


def _namely(view: DocumentView) -> Iterator[Proposal]:
    """“T”，即D and ABBR是指D: the definition up to the end of its clause or sentence; no shared characters needed."""
    for found in _NAMELY.finditer(view.text):
        position = found.start()
        if position == 0:
            continue
        quotation = view.quotation_by_end.get(position - 1)
        acronym = ACRONYM_BEFORE.search(view.text, max(0, position - 12), position)
        if quotation is not None and quotation.opening not in "《〈" and quotation.end - quotation.start <= 12:
            term = quotation.start, quotation.end
        elif acronym is not None:
            term = acronym.span("acronym")
        else:
            continue
        surface = view.text[term[0] : term[1]]
        if len(surface) < 2:  # “X”是指…: a slot of a scheme
            continue
        listed = "、" in view.text[found.end() : view.sentence(found.end())[1]]
        if listed and re.match(
            "[二两双三四五六七八九十0-9]", surface
        ):  # a numeral head, whose list has to have its number
            continue
        if "、" in surface or "+" in surface or re.fullmatch(r"[\d+A-Z]*\d[\d+A-Z]*", surface):
            continue
        stops = (
            "[)]"
            if found.group("mark") == "("
            else "[。;!?\n]"
            if found.group("verb") not in ("即", "即为", "即是")
            else "[。;!?\n,)]"
        )
        ending = re.compile(stops).search(view.text, found.end(), min(len(view.text), found.end() + 120))
        if ending is None or ending.start() - found.end() < 2:
            continue
        end = ending.start()
        definition = view.text[found.end() : end]
        if acronym is not None and quotation is None and len(definition) > 25:
            continue
        clipped = acronym is not None or (is_clipping_of(surface, definition) and len(definition) <= 24)
        yield from propose_pair(
            view,
            term,
            (found.end(), end),
            "namely",
            0.88,
            kind=LinkKind.LATIN_ACRONYM
            if acronym is not None and quotation is None
            else (LinkKind.DEFINED_SHORT_FORM if clipped else LinkKind.QUOTED_COINAGE),
            relation=Relation.FULL_FORM if clipped else Relation.DEFINITION,
        )


_ACRONYM_NAMELY = re.compile(rf",即(?P<acronym>{ACRONYM})(?=[,。;])")


def _acronym_namely(view: DocumentView, candidates: Collection[str]) -> Iterator[Proposal]:
    """FULL，即ABBR，: the name before the mark in the other language."""
    for found in _ACRONYM_NAMELY.finditer(view.text):
        end = found.start()
        letters = sum(character.isupper() for character in found.group("acronym"))
        if end < 3 or not _CHINESE.match(view.text, end - 1):
            continue
        full = full_form_start(view, end, letters=letters, candidates=candidates)
        if full is not None and end - full >= max(3, letters):
            yield from propose_pair(view, found.span("acronym"), (full, end), "namely", 0.88)
