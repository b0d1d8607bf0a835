"""Pattern 10: clipped forms and the full forms that the documents hold: 经开区, 晶盛, 规上, 提质满园.

Most short words are words of their own, so that a subsequence alone proves nothing. A clipping is proposed where

- a lexicon knows the pair and the text holds the full form: the text is the evidence, the lexicon only the reason to
  look (规上 and 规模以上);
- a name with the noun of its sort (晶盛机电, 稠江街道) also stands without it, and is no word of the dictionary;
- a string that the dictionary lists as an abbreviation, or does not know, takes one character of each word of an
  organisation's name;
- a quoted blend takes the halves of two quotations next to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations.adjacent_quotes import quotation_chain
from glossary.linking.abbreviations.full_form_edges import is_clipping_of
from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.abbreviations.words import is_known_word, tag
from glossary.model import LinkKind, Relation
from glossary.text.pattern_words import pattern_words

__all__ = ["propose_clippings"]

_HAN = "\u4e00-\u9fff"
_ORGANISATION = re.compile(
    "(?:委员会|管理局|办公室|研究院|研究所|实验室|大学|学院|医院|中学|集团|公司|银行|协会|学会|联合会|商会|开发区|示范区|试验区|"
    "自贸区|新区|园区|中心|管理处|管理所|监管局|厅|局|署|院|所|部|社|馆|台|站|会)"
)
_BODY = re.compile(f"[{_HAN}]+(?:局|委|办|院|所|会|中心|大|行|厅|部|区|社|馆)")


def propose_clippings(view: DocumentView, views: Sequence[DocumentView]) -> Iterator[Proposal]:
    """Propose full forms for the clippings of a document, from itself first and then from the others."""
    yield from _known_pairs(view, views)
    yield from _bare_names(view)
    yield from _initials(view)
    yield from _blends(view)
    yield from _bound_quotations(view)


# ------------------------------------------------------------------ pairs that a lexicon knows


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    """Short forms with their full forms: common words, and well-known bodies and companies."""
    words = ((row["short"], row["full"]) for row in read_lexicon("clipping_pairs"))
    bodies = ((row["surface"], row["members"]) for row in read_lexicon("organisation_clippings"))
    return tuple(dict.fromkeys((*words, *bodies)))


@cache
def _short_pattern() -> re.Pattern[str]:
    shorts = sorted({short for short, _ in _pairs()}, key=lambda short: (-len(short), short))
    return re.compile("|".join(map(re.escape, shorts)))


@cache
def _full_forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, tuple[str, ...]] = {}
    for short, full in _pairs():
        forms[short] = (*forms.get(short, ()), full)
    return forms


def _known_pairs(view: DocumentView, views: Sequence[DocumentView]) -> Iterator[Proposal]:
    seen: dict[str, int] = {}
    for found in _short_pattern().finditer(view.text):
        short = found.group()
        if short in seen or _inside_full_form(view, short, found.start()):
            continue
        if _stands_alone(view, found.start(), found.end()):
            seen[short] = found.start()
    for short, start in seen.items():
        proposal = _from_documents(view, views, short, start)
        if proposal is not None:
            yield proposal


def _inside_full_form(view: DocumentView, short: str, start: int) -> bool:
    """Whether the short form is only the part of its full form that it is written with: 专班 in 工作专班."""
    return any(view.text.startswith(full, start - full.find(short)) for full in _full_forms()[short] if short in full)


def _from_documents(view: DocumentView, views: Sequence[DocumentView], short: str, start: int) -> Proposal | None:
    for other in (view, *(other for other in views if other is not view)):
        for full in sorted(_full_forms()[short], key=len, reverse=True):
            position = other.text.find(full)
            if position < 0:
                continue
            left = _with_place(other, position) if other is view and full.endswith("区") else position
            return Proposal(
                surface=short,
                start=start,
                end=start + len(short),
                kind=LinkKind.CLIPPING,
                relation=Relation.FULL_FORM,
                members=(plain(other.written[left : position + len(full)]),),
                pattern="full-form-here" if other is view else "full-form-elsewhere",
                confidence=0.9 if other is view else 0.82,
                evidence=(left, position + len(full)),
                evidence_document=None if other is view else other.index,
            )
    return None


def _with_place(view: DocumentView, position: int) -> int:
    """Take the mask or place name before 经济技术开发区 into the full form."""
    before = view.text[max(0, position - 8) : position]
    mask = re.search(r"(?:[×*＊]+|[XＸ]{2,})$", before)
    if mask is not None:
        return position - len(mask.group())
    words = tag(view.text[max(0, position - 6) : position]) if re.search(f"[{_HAN}]$", before) else ()
    start = position
    for word, kind in reversed(words):
        if kind not in ("ns", "nz") or not re.fullmatch(f"[{_HAN}]+", word):
            break
        start -= len(word)
    return start


def _stands_alone(view: DocumentView, start: int, end: int) -> bool:
    """Whether no word reaches over the edges of the span."""
    left, right = max(0, start - 6), min(len(view.text), end + 6)
    position = left
    for word, _kind in tag(view.text[left:right].replace("\n", "。")):
        position = view.text.find(word[0], position, right) if word else position
        stop = position + len(word)
        if position < start < stop or position < end < stop:
            return False
        position = stop
    return True


# ------------------------------------------------------------------ names without the noun of their sort


@cache
def _sorts() -> re.Pattern[str]:
    """Nouns that say of what sort a named thing is (机电, 街道); a name that also stands without it is clipped."""
    nouns = pattern_words("company") | pattern_words("place")
    return re.compile("|".join(sorted(nouns, key=lambda noun: (-len(noun), noun))))


def _bare_names(view: DocumentView) -> Iterator[Proposal]:
    """晶盛 for 晶盛机电: an unknown name that stands with its noun first, and without any such noun later."""
    full_forms: dict[str, list[tuple[int, str]]] = {}
    for found in _sorts().finditer(view.text):
        name = _unknown_name(view, found.start(), place=found.group() in pattern_words("place"))
        if name is not None:
            full_forms.setdefault(name, []).append((found.start() - len(name), found.group()))
    for name, places in full_forms.items():
        alone = _alone(view, name)
        if alone is None:
            continue
        before = [place for place in places if place[0] < alone] or places
        counts = Counter(sort for _, sort in places)
        start, sort = before[0]
        if len(counts) > 2 or (
            sort in pattern_words("place")
            and any(other not in pattern_words("place") for other in counts)
            and counts[sort] < 2
        ):
            continue
        yield Proposal(
            surface=name,
            start=alone,
            end=alone + len(name),
            kind=LinkKind.CLIPPING,
            relation=Relation.FULL_FORM,
            members=(view.written[start : start + len(name) + len(sort)],),
            pattern="name-without-its-noun",
            confidence=0.85 if start < alone else 0.78,
            evidence=(start, start + len(name) + len(sort)),
        )


def _unknown_name(view: DocumentView, end: int, *, place: bool) -> str | None:
    """A run of two or three characters before `end` that the dictionary does not know as a word."""
    stretch = re.search(f"[{_HAN}]{{2,8}}$", view.text[max(0, end - 8) : end])
    if stretch is None:
        return None
    name = ""
    for word, kind in reversed(tag(stretch.group())):
        if kind == "x" or (
            len(word) == 1 and kind not in ("p", "c", "u", "d", "uj", "ul", "r", "m", "q", "f", "y", "zg")
        ):
            name = word + name
        else:
            break
        if len(name) > 3:
            return None
    if not 2 <= len(name) <= 3 or is_known_word(name) or (not place and is_known_word(name[-2:])):
        return None
    return name


def _alone(view: DocumentView, name: str) -> int | None:
    """The first place where the name stands without a noun of sort after it, and where no word reaches into it."""
    position = view.text.find(name)
    while position >= 0:
        end = position + len(name)
        if not _sorts().match(view.text, end) and _bounded(view, position, end):
            return position
        position = view.text.find(name, end)
    return None


def _bounded(view: DocumentView, start: int, end: int) -> bool:
    """Whether a name of unknown characters is not part of a longer unknown run or known word."""
    after = view.text[end : end + 4]
    following = tag(after)[0] if after and re.match(f"[{_HAN}]", after) else None
    if following is not None and following[1] == "x":
        return False
    before = view.text[max(0, start - 4) : start]
    preceding = tag(before)[-1] if before and re.search(f"[{_HAN}]$", before) else None
    if preceding is not None and len(preceding[0]) == 1 and preceding[1] in ("x", "n", "g", "ng", "nr", "nz", "b", "a"):
        return False
    joined = view.text[end - 1 : end + 1]
    return not (len(joined) == 2 and is_known_word(joined) and not is_known_word(view.text[end : end + 2]))


# ------------------------------------------------------------------ one character of each word


def _initials(view: DocumentView) -> Iterator[Proposal]:
    """工信局 for 工业和信息化局: a short form that takes a character of each main word of an organisation's name."""
    shorts = _short_strings(view)
    if not shorts:
        return
    seen: set[str] = set()
    for start, end in _organisations(view):
        full = view.written[start:end]
        if full in seen:
            continue
        seen.add(full)
        words = _parts(full)
        for short, place in shorts.items():
            if not _is_part(short, words) and _clips_words(short, words):
                yield Proposal(
                    surface=short,
                    start=place,
                    end=place + len(short),
                    kind=LinkKind.CLIPPING,
                    relation=Relation.FULL_FORM,
                    members=(plain(full),),
                    pattern="initials",
                    confidence=0.84 if start < place else 0.8,
                    evidence=(start, end),
                )


def _short_strings(view: DocumentView) -> dict[str, int]:
    """Strings that may be short forms: abbreviations by their tag, and unknown runs that end like a body's name."""
    shorts: dict[str, int] = {}
    tokens = view.document.tokens
    for index, token in enumerate(tokens):
        body = len(token.text) == 3 and token.text[-1] in "委办院局所会部厅"
        if (token.tag == "j" and 2 <= len(token.text) <= 6) or body:
            shorts.setdefault(token.text, token.start)
        for width in (2, 3, 4):
            run = tokens[index : index + width]
            text = "".join(part.text for part in run)
            whole = len(run) == width and run[-1].end - run[0].start == len(text)
            if whole and 3 <= len(text) <= 6 and _BODY.fullmatch(text) and not is_known_word(text):
                shorts.setdefault(text, run[0].start)
        if token.tag == "x" and re.fullmatch(f"[{_HAN}]{{3,5}}", token.text):
            shorts.setdefault(token.text, token.start)
    return shorts


def _organisations(view: DocumentView) -> Iterator[Span]:
    """Names of bodies of at least three words, from the noun phrase that ends in the noun of a body."""
    from glossary.linking.abbreviations.full_form_edges import full_form_start

    for found in _ORGANISATION.finditer(view.text):
        start = full_form_start(view, found.end())
        if start is not None and 6 <= found.end() - start <= 30:
            yield start, found.end()


def _parts(full: str) -> list[str]:
    """The words of a name; the dictionary's long names are cut into the longest words they are made of."""
    parts: list[str] = []
    for word, _ in tag(full):
        while len(word) > 4:
            lengths = [n for n in (4, 3, 2) if is_known_word(word[:n])]
            length = next((n for n in lengths if is_known_word(word[n:])), lengths[0] if lengths else 1)
            parts.append(word[:length])
            word = word[length:]
        parts.append(word)
    return parts


def _is_part(short: str, words: Sequence[str]) -> bool:
    """Whether the string is a word or some words of the name as they stand: no clipping."""
    return any(
        "".join(words[first : last + 1]) == short for first in range(len(words)) for last in range(first, len(words))
    )


def _clips_words(short: str, words: Sequence[str]) -> bool:
    """Whether the short form takes the first or last characters of words that follow each other up to the last word.

    Words before the first one clipped may be missing (国家自然科学基金委员会 is 基金委).

    >>> _clips_words("工信局", ["工业", "和", "信息化", "局"])
    True
    >>> _clips_words("基金委", ["国家", "自然科学", "基金", "委员会"])
    True
    >>> _clips_words("专委会", ["专业", "建设", "局"])
    False
    """
    main = [word for word in words if word not in ("和", "与", "及", "的")]
    if len(short) < 3 or short[-1] not in (main[-1][-1], main[-1][0]) or not is_clipping_of(short, "".join(main)):
        return False
    return any(
        short[0] == main[index][0]
        and (index == 0 or len(short) >= 3)
        and _clips_all(short, main[index:], whole=index == 0)
        for index in range(len(main))
    )


def _clips_all(short: str, words: Sequence[str], *, whole: bool) -> bool:
    """Whether the characters come from the edges of the words in order; from every word, unless the name is whole."""
    index = 0
    used: set[int] = set()
    for character in short:
        while index < len(words) and character not in (words[index][0], words[index][-1]):
            index += 1
        if index == len(words):
            return False
        used.add(index)
        if character == words[index][-1]:
            index += 1
    every = len(used) == len(words)
    return every or (whole and len(short) * 4 >= sum(map(len, words)) and len(words) - 1 in used)


# ------------------------------------------------------------------ quoted blends


def _blends(view: DocumentView) -> Iterator[Proposal]:
    """“提质满园” for “园区提质” and “企业满园”: halves of two neighbouring quotations."""
    chains = []
    for quotation in view.quotations:
        chain = quotation_chain(view, quotation.end)
        if len(chain) == 2:
            chains.append(chain)
    for quotation in view.quotations:
        surface = view.written[quotation.start : quotation.end]
        if not re.fullmatch(f"[{_HAN}]{{4}}", surface):
            continue
        for chain in chains:
            first, second = (view.written[left:right] for left, right in chain)
            if surface in (first, second) or (quotation.start, quotation.end) in chain:
                continue
            if (
                _holds_half(first, surface[:2])
                and _holds_half(second, surface[2:])
                and max(len(first), len(second)) <= 8
            ):
                yield Proposal(
                    surface=surface,
                    start=quotation.start,
                    end=quotation.end,
                    kind=LinkKind.QUOTED_COINAGE,
                    relation=Relation.MEMBERS,
                    members=(plain(first), plain(second)),
                    pattern="blend",
                    confidence=0.86,
                    evidence=(chain[0][0], chain[1][1]),
                )
                break


def _holds_half(whole: str, half: str) -> bool:
    return len(whole) > 2 and (whole.startswith(half) or whole.endswith(half))


def _bound_quotations(view: DocumentView) -> Iterator[Proposal]:
    """“全员聘用” for 园区全员聘用制: a quoted form whose whole, with a bound 制, stands earlier without marks."""
    from glossary.linking.abbreviations.full_form_edges import full_form_start

    for quotation in view.quotations:
        surface = view.written[quotation.start : quotation.end]
        if not re.fullmatch(f"[{_HAN}]{{3,6}}", surface) or surface.endswith("制"):
            continue
        position = view.text.find(surface + "制")
        if position < 0 or view.text[position + len(surface) + 1 : position + len(surface) + 2] in (
            "度",
            "造",
            "作",
            "定",
        ):
            continue
        end = position + len(surface) + 1
        start = full_form_start(view, end, short=surface + "制")
        start = position if start is None else min(start, position)
        yield Proposal(
            surface=surface,
            start=quotation.start,
            end=quotation.end,
            kind=LinkKind.QUOTED_COINAGE,
            relation=Relation.FULL_FORM,
            members=(plain(view.written[start:end]),),
            pattern="full-form-here",
            confidence=0.83,
            evidence=(start, end),
        )
