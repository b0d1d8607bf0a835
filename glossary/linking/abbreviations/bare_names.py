"""Pattern 10, names: 晶盛 for 晶盛机电 and 稠江 for 稠江街道, a name that also stands without the noun of its sort."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView
from glossary.linking.abbreviations.words import is_known_word, tag
from glossary.model import LinkKind, Relation
from glossary.text.pattern_words import pattern_words

__all__ = ["propose_bare_names"]

_HAN = "\u4e00-\u9fff"


@cache
def _sorts() -> re.Pattern[str]:
    """Nouns that say of what sort a named thing is (机电, 街道); a name that also stands without it is clipped."""
    nouns = pattern_words("company") | pattern_words("place")
    return re.compile("|".join(sorted(nouns, key=lambda noun: (-len(noun), noun))))


def propose_bare_names(view: DocumentView) -> Iterator[Proposal]:
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
        before = [place for place in places if place[0] < alone]
        if not before and not any(sort in pattern_words("place") for _, sort in places):
            continue  # a material before its industry: 绿氢……绿氢化工
        before = before or places
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
