"""Pattern 9: definitions in both directions: FULL（以下简称“S”）, S（FULL）, 中文（English Name，ABBR）, S，即FULL."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from glossary.linking.abbreviations.full_form_edges import full_form_start, is_clipping_of
from glossary.linking.abbreviations.lists import clause_start, pieces, split_last, trim_first
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.abbreviations.words import is_known_word
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
    rf"[(\[](?:[^()]{{0,30}}[,;])?\s*(?:以下)?{_CALLED}(?:为|作)?\s*[:,]?\s*"
    rf"(?P<short>{_QUOTE}{_SHORT}{_UNQUOTE}(?:(?:、|或者|或|和){_QUOTE}{_SHORT}{_UNQUOTE})*)\s*[)\]]"
)
# FULL，简称“S” ... ; FULL简称S，
_RUNNING = re.compile(
    rf"(?P<comma>,?)\s*(?:以下)?{_CALLED}(?:为|作)?\s*"
    rf"(?:(?P<quoted>[“‘「『](?P<inside>[^“”‘’「」『』\n]{{1,16}})[”’」』])|(?P<bare>[A-Za-z][A-Za-z0-9\-]{{1,9}}|[\u4e00-\u9fff]{{2,8}}(?=[,。;)])))"
)
# S（FULL） / FULL（S） where one clips the other; ABBR（中文全称）; 中文（ABBR）; 中文（Full English Name，ABBR）
_BRACKET = re.compile(r"\((?P<inside>[^()\n]{2,120})\)")
_ACRONYM = r"[A-Z][A-Za-z0-9\-]{0,8}[A-Z0-9](?:\.\d)?s?|[A-Z]{2,10}"
_ACRONYM_ONLY = re.compile(rf"(?:英文|简称|即|又称)?\s*(?P<acronym>{_ACRONYM})")
_ENGLISH = re.compile(
    rf"(?:英文(?:全称|名称|名)?(?:为)?:?\s*)?(?P<english>[A-Za-z][A-Za-z0-9'&/.\- ]{{4,100}}[A-Za-z0-9])\s*"
    rf"(?:[,;:]\s*(?:英文缩写|英文简称|缩写|以下简称|简称|简写|下称)?\s*(?:为)?:?\s*[“\"]?(?P<acronym>{_ACRONYM})[”\"]?)?"
)
_ACRONYM_THEN_ENGLISH = re.compile(
    rf"(?P<acronym>{_ACRONYM})\s*[,;:]\s*(?P<english>[A-Za-z][A-Za-z0-9'&/.\- ]{{4,100}}[A-Za-z0-9])"
)
_ACRONYM_BEFORE = re.compile(rf"(?<![A-Za-z0-9\-+.])(?P<acronym>{_ACRONYM})[”’]?$")
_FULL_CALLED = re.compile(
    rf"(?:,|\()\s*(?:其)?(?:中文)?全称(?:是|为|叫)?:?\s*(?P<full>{_QUOTE}[\u4e00-\u9fffA-Za-z·]{{4,40}}{_UNQUOTE})"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_NOT_A_NAME = re.compile(
    r"^(?:含|下同|包括|不含|如|例如|例|见|详见|参见|附|第|共|约|其中|单位|同比|截至|原|今|排名|注|图|表|以下同|近|前|后|暂定|拟|试行|修订|节选|\d)"
)


def propose_definitions(view: DocumentView, candidates: Collection[str] = ()) -> Iterator[Proposal]:
    """Propose what the text defines with 简称, in brackets, or with 即 and 是指."""
    yield from _called_in_brackets(view, candidates)
    yield from _called_in_passing(view, candidates)
    yield from _brackets(view, candidates)
    yield from _full_called(view)
    yield from _namely(view)


def _kind(short: str) -> LinkKind:
    if re.fullmatch(r"[A-Za-z][A-Za-z0-9.\-/&]*", short):
        return LinkKind.LATIN_ACRONYM
    return LinkKind.DEFINED_SHORT_FORM


def _proposal(
    view: DocumentView,
    short: tuple[int, int],
    full: tuple[int, int],
    pattern: str,
    confidence: float,
    *,
    kind: LinkKind | None = None,
    relation: Relation = Relation.FULL_FORM,
) -> Proposal | None:
    surface = plain(view.written[short[0] : short[1]])
    member = plain(view.written[full[0] : full[1]])
    if not surface or not member or surface == member:
        return None
    return Proposal(
        surface=surface,
        start=short[0],
        end=short[1],
        kind=kind or _kind(surface),
        relation=relation,
        members=(member,),
        pattern=pattern,
        confidence=confidence,
        evidence=(min(short[0], full[0]), max(short[1], full[1])),
    )


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
                    proposal = _proposal(view, span, (full, found.start()), "defined-in-brackets", 0.96)
                    if proposal is not None:
                        yield proposal


def _may_name(short: str, full: str) -> bool:
    """Whether what stands before the bracket is long enough for a full form, where it does not hold the short one."""
    return is_clipping_of(short, full) or short.isascii() or len(full) >= len(short) + 3


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
        proposal = _proposal(view, short, (full, end), "defined-in-passing", 0.93 if found.group("quoted") else 0.88)
        if proposal is not None:
            yield proposal


def _brackets(view: DocumentView, candidates: Collection[str]) -> Iterator[Proposal]:
    """Brackets that hold the other form of what stands before them."""
    for found in _BRACKET.finditer(view.text):
        inside = found.group("inside").strip()
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
        acronym = _ACRONYM_BEFORE.search(view.text, max(0, before - 12), before)
        span = inside_start + english.start("english"), inside_start + english.end("english")
        if acronym is not None and _initials_fit(acronym.group("acronym"), english.group("english")):
            proposal = _proposal(view, acronym.span("acronym"), span, "acronym-english", 0.93)
            if proposal is not None:
                yield proposal
        elif acronym is None and _CHINESE.search(view.text[before - 1 : before]):
            start = full_form_start(view, before, candidates=candidates)
            if start is not None and before - start >= 3:
                yield from _english_name(view, (start, before), span)
        return
    short = inside_start + found.start("acronym"), inside_start + found.end("acronym")
    if not _CHINESE.search(view.text[before - 1]) and view.text[before - 1] not in "”’」』》":
        latin = re.search(r"[A-Za-z][A-Za-z'&\- ]{4,80}$", view.text[max(0, before - 90) : before])
        if latin is not None and acronym_only and _initials_fit(found.group("acronym"), latin.group()):
            full = before - len(latin.group()), before
            proposal = _proposal(view, short, full, "acronym-english", 0.93)
            if proposal is not None:
                yield proposal
        return
    letters = sum(character.isalpha() for character in found.group("acronym"))
    full_start = full_form_start(view, before, letters=letters, candidates=candidates)
    if full_start is None or before - full_start < 2:
        return
    spelled_out = found is not acronym_only
    if not spelled_out and before - full_start < 3:
        return
    confidence = 0.93 if spelled_out else 0.88
    proposal = _proposal(
        view, short, (full_start, before), "acronym-in-brackets", confidence, kind=LinkKind.LATIN_ACRONYM
    )
    if proposal is not None:
        yield proposal
    if spelled_out:
        span = inside_start + found.start("english"), inside_start + found.end("english")
        yield from _english_name(view, (full_start, before), span)


def _english_name(view: DocumentView, term: tuple[int, int], name: tuple[int, int]) -> Iterator[Proposal]:
    """The English name that brackets give a Chinese term: another designation, not an expansion."""
    proposal = _proposal(
        view, term, name, "english-name", 0.88, kind=LinkKind.DEFINED_SHORT_FORM, relation=Relation.VARIANT
    )
    if proposal is not None:
        yield proposal


def _initials_fit(acronym: str, english: str) -> bool:
    """Whether the letters of the acronym stand in the English name in order, beginning with its first letter.

    After Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation definitions in biomedical text".

    >>> _initials_fit("LLM", "Large Language Model"), _initials_fit("GAN", "Neural Network")
    (True, False)
    """
    letters = [letter.lower() for letter in acronym if letter.isalpha()]
    english = english.strip().lower()
    if not letters or not english.startswith(letters[0]):
        return False
    position = 0
    for letter in letters:
        position = english.find(letter, position) + 1
        if not position:
            return False
    return True


def _chinese_bracket(view: DocumentView, before: int, start: int, end: int, inside: str) -> Iterator[Proposal]:
    """ABBR（中文全称）, and two Chinese forms of which one clips the other."""
    acronym = _ACRONYM_BEFORE.search(view.text, max(0, before - 12), before)
    namely = re.match(r"(?:即|指|是指|全称(?:为|是)?|又称|也称|亦称)\s*:?\s*", inside)
    content_start = start + (namely.end() if namely else 0)
    content = view.text[content_start:end]
    if acronym is not None:
        if re.fullmatch("[\u4e00-\u9fffA-Za-z0-9\\-、和与/·]{3,30}", content) and not re.search(
            "年|月|级|版|型$", content[-1:]
        ):
            confidence = 0.92 if namely or not re.search("、", content) else 0.8
            proposal = _proposal(view, acronym.span("acronym"), (content_start, end), "acronym-explained", confidence)
            if proposal is not None:
                yield proposal
        english = re.match(
            r"(?P<english>[A-Za-z][A-Za-z'&\- ]{4,80}[A-Za-z])\s*[,;:]\s*(?P<chinese>[\u4e00-\u9fff]{3,24})$", content
        )
        if english is not None:
            span = content_start + english.start("chinese"), content_start + english.end("chinese")
            proposal = _proposal(view, acronym.span("acronym"), span, "acronym-explained", 0.93)
            if proposal is not None:
                yield proposal
        return
    if not re.fullmatch("[\u4e00-\u9fffA-Za-z0-9×*]{2,30}", content):
        return
    yield from _clipped_pair(view, before, content_start, end, content)


def _clipped_pair(view: DocumentView, before: int, start: int, end: int, content: str) -> Iterator[Proposal]:
    """FULL（S） and S（FULL）: the characters of one stand in the other in order, first and last alike."""
    phrase_start = full_form_start(view, before, short=content if len(content) <= 6 else "")
    if phrase_start is None:
        return
    phrase = plain(view.written[phrase_start:before])
    if len(content) <= 6 and is_clipping_of(content, phrase) and not phrase.endswith(content):
        if _edges_agree(content, phrase) and not (is_known_word(content) and len(content) == 2 and content in phrase):
            proposal = _proposal(view, (start, end), (phrase_start, before), "clipping-in-brackets", 0.9)
            if proposal is not None:
                yield proposal
        return
    for length in range(min(8, before), 1, -1):
        short = view.written[before - length : before]
        if (
            _CHINESE.search(short[0])
            and is_clipping_of(short, content)
            and short not in content
            and _edges_agree(short, content)
        ):
            proposal = _proposal(view, (before - length, before), (start, end), "expanded-in-brackets", 0.9)
            if proposal is not None:
                yield proposal
            return


def _edges_agree(short: str, full: str) -> bool:
    return short[0] == full[0] or short[-1] == full[-1]


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
        proposal = _proposal(view, (start, end), found.span("full"), "full-name-given", 0.94)
        if proposal is not None:
            yield proposal


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
        acronym = _ACRONYM_BEFORE.search(view.text, max(0, position - 12), position)
        if quotation is not None and quotation.opening not in "《〈" and quotation.end - quotation.start <= 12:
            term = quotation.start, quotation.end
        elif acronym is not None:
            term = acronym.span("acronym")
        else:
            continue
        surface = view.text[term[0] : term[1]]
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
        proposal = _proposal(
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
        if proposal is not None:
            yield proposal
