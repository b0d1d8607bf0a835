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
from collections.abc import Iterator, Sequence
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.linking.abbreviations.adjacent_quotes import quotation_chain
from glossary.linking.abbreviations.bare_names import propose_bare_names
from glossary.linking.abbreviations.full_form_edges import full_form_start
from glossary.linking.abbreviations.initials import propose_initials
from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.abbreviations.words import introduces, is_known_word, tag
from glossary.model import LinkKind, Relation

__all__ = ["FullFormSites", "propose_clippings"]

_HAN = "\u4e00-\u9fff"
# Whose office it is: 县科技局.
_LEVELS = frozenset("省市县区州镇乡")


class FullFormSites:
    """Where full forms first stand in a set of documents; each is looked for once."""

    def __init__(self, views: Sequence[DocumentView]) -> None:
        self._views = views
        self._found: dict[str, tuple[DocumentView, int] | None] = {}

    def first(self, full: str) -> tuple[DocumentView, int] | None:
        """The first document that holds the full form, and where; None if none does."""
        if full not in self._found:
            positions = ((view, view.text.find(full)) for view in self._views)
            self._found[full] = next((site for site in positions if site[1] >= 0), None)
        return self._found[full]


def propose_clippings(view: DocumentView, sites: FullFormSites) -> Iterator[Proposal]:
    """Propose full forms for the clippings of a document, from itself first and then from the others."""
    yield from _on_their_own(view, [*_known_pairs(view, sites), *_parks(view), *propose_initials(view)])
    yield from propose_bare_names(view)
    yield from _blends(view)
    yield from _bound_quotations(view)


def _on_their_own(view: DocumentView, proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Leave out a short form that only stands as the end of a longer one of the same name: 监管局 in 市场监管局."""
    for proposal in proposals:
        longer = [
            other.surface
            for other in proposals
            if other.members == proposal.members
            and other.surface != proposal.surface
            and other.surface.endswith(proposal.surface)
        ]
        apart = view.written
        for surface in sorted(longer, key=len, reverse=True):
            apart = apart.replace(surface, "")
        if proposal.surface in apart or not longer:
            yield proposal


_PARK = re.compile(f"(?P<name>[{_HAN}]{{2}})(?:(?:技术|科技|现代)?(?:产业|工业|科技|物流|创业)园)(?!区)")


def _parks(view: DocumentView) -> Iterator[Proposal]:
    """临港园 for 临港产业园: the name of a park and 园 alone."""
    for full in {found.group("name"): found for found in reversed([*_PARK.finditer(view.text)])}.values():
        short = full.group("name") + "园"
        place = view.text.find(short)
        if place < 0 or tag(full.group("name"))[0][0] != full.group("name"):
            continue
        yield Proposal(
            surface=short,
            start=place,
            end=place + len(short),
            kind=LinkKind.CLIPPING,
            relation=Relation.FULL_FORM,
            members=(view.written[full.start() : full.end()],),
            pattern="full-form-here",
            confidence=0.86,
            evidence=full.span(),
        )


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


def _known_pairs(view: DocumentView, sites: FullFormSites) -> Iterator[Proposal]:
    seen: dict[str, int] = {}
    for found in _short_pattern().finditer(view.text):
        short = found.group()
        if short in seen or _inside_full_form(view, short, found.start()):
            continue
        level = view.text[found.start() - 1 : found.start()] in _LEVELS  # 市二院 is no word of the dictionary
        if _stands_alone(view, *found.span()) or (level and _stands_alone(view, found.start() - 1, found.end())):
            seen[short] = found.start()
    for short, start in seen.items():
        proposal = _from_documents(view, sites, short, start)
        if proposal is not None:
            yield proposal


def _inside_full_form(view: DocumentView, short: str, start: int) -> bool:
    """Whether the short form is only the part of its full form that it is written with: 专班 in 工作专班."""
    return any(view.text.startswith(full, start - full.find(short)) for full in _full_forms()[short] if short in full)


def _from_documents(view: DocumentView, sites: FullFormSites, short: str, start: int) -> Proposal | None:
    """The full form in the document itself, the longest one first, else where another document holds it first."""
    fulls = sorted(_full_forms()[short], key=len, reverse=True)
    found = [(view, position, full) for full in fulls if (position := view.text.find(full)) >= 0]
    found += [(*site, full) for full in fulls if (site := sites.first(full)) is not None]
    if not found:
        return None
    home, position, full = found[0]
    here = home is view
    left = _with_place(home, position) if here and full.endswith(("区", "园", "园区")) else position
    place = home.written[left:position].removeprefix("中国(").removesuffix(")")
    if here and place and view.written.endswith(place, 0, start) and start - len(place) != left:
        short, start = place + short, start - len(place)  # 澄州|高新区
    level = view.text[start - 1] if start and _stands_alone(view, start - 1, start + len(short)) else ""
    if here and left == position and level in _LEVELS and home.text[position - 1 : position] == level:
        short, start, left = level + short, start - 1, _with_place(home, position - 1)  # 县|科技局 for 县|科学技术局
    return Proposal(
        surface=short,
        start=start,
        end=start + len(short),
        kind=LinkKind.CLIPPING,
        relation=Relation.FULL_FORM,
        members=(plain(home.written[left : position + len(full)]),),
        pattern="full-form-here" if here else "full-form-elsewhere",
        confidence=0.9 if here else 0.82,
        evidence=(left, position + len(full)),
        evidence_document=None if here else home.index,
    )


def _with_place(view: DocumentView, position: int) -> int:
    """Take the mask or place name before 经济技术开发区 into the full form; the dictionary may not know the place."""
    before = view.text[max(0, position - 8) : position]
    mask = re.search(r"(?:[×*＊]+|[XＸ]{2,}|中国\([^()]{2,5}\))$", before)
    if mask is not None:
        return position - len(mask.group())
    clause = re.search(f"[{_HAN}]{{0,6}}$", before)
    start = position
    words = tag(clause.group()) if clause and clause.group() else ()
    if len(words) > 1 and len(words[-1][0]) == 2 and words[-1][1] == "n" and introduces(words[-2][0]) == "frame":
        return position - 2  # 以|溪源|经济开发区
    for word, kind in reversed(words):
        name = kind in ("ns", "nz", "nr", "x") or (len(word) == 1 and kind.startswith(("n", "g", "zg", "a")))
        if not name or introduces(word) is not None:
            break
        start -= len(word)
    return start if position - start != 1 else position


def _stands_alone(view: DocumentView, start: int, end: int) -> bool:
    """Whether no word reaches over the edges of the span."""
    left, right = max(0, start - 6), min(len(view.text), end + 6)
    position = left
    for word, _kind in tag(view.text[left:right].replace("\n", "。")):
        position = view.text.find(word[0], position, right) if word else position
        stop = position + len(word)
        mistaken = start <= position < end < stop and _longest_known(view.text, end) >= len(word)
        if (position < start < stop or position < end < stop) and not mistaken:
            return False
        position = stop
    return True


def _longest_known(text: str, start: int) -> int:
    """The length of the longest word of the dictionary at this place, up to four characters: 非遗|传承人."""
    return next((length for length in (4, 3, 2) if is_known_word(text[start : start + length])), 0)


def _blends(view: DocumentView) -> Iterator[Proposal]:
    """“提质满园” for “园区提质” and “企业满园”: halves of two neighbouring quotations."""
    pairs: dict[tuple[str, str], Span] = {}
    for quotation in view.quotations:
        chain = quotation_chain(view, quotation.end)
        if len(chain) == 2:
            first, second = (view.written[left:right] for left, right in chain)
            if max(len(first), len(second)) <= 8:
                pairs.setdefault((first, second), (chain[0][0], chain[1][1]))
    by_half: dict[str, list[tuple[str, str]]] = {}
    for first, second in pairs:
        for half in {first[:2], first[-2:]} if len(first) > 2 else ():
            by_half.setdefault(half, []).append((first, second))
    for quotation in view.quotations:
        surface = view.written[quotation.start : quotation.end]
        if not re.fullmatch(f"[{_HAN}]{{4}}", surface):
            continue
        for first, second in by_half.get(surface[:2], ()):
            if surface not in (first, second) and _holds_half(second, surface[2:]):
                yield Proposal(
                    surface=surface,
                    start=quotation.start,
                    end=quotation.end,
                    kind=LinkKind.QUOTED_COINAGE,
                    relation=Relation.MEMBERS,
                    members=(plain(first), plain(second)),
                    pattern="blend",
                    confidence=0.86,
                    evidence=pairs[first, second],
                )
                break


def _holds_half(whole: str, half: str) -> bool:
    return len(whole) > 2 and (whole.startswith(half) or whole.endswith(half))


def _bound_quotations(view: DocumentView) -> Iterator[Proposal]:
    """“全员聘用” for 园区全员聘用制: a quoted form whose whole, with a bound 制, stands earlier without marks."""
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
