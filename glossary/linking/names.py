"""Names of organisations, places and products among terms: proper nouns, told apart by how they end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.model import Term
from glossary.text.characters import CHINESE_NUMERALS, DIGITS

__all__ = ["PROPER_NOUN", "NameKind", "body_acts", "kind_of_name", "name_kind"]

# The part of speech of names, as TBX-Basic calls it.
PROPER_NOUN = "properNoun"
# A code of a model, by itself or before what it is a model of: CR400AF, HTR-10型反应堆.
_CODE = re.compile("(?=[A-Z]+-?[0-9]{2})[A-Z]{2,4}-?[0-9]{2,4}[A-Z]{0,2}(?![A-Za-z0-9.])")
# Parts of speech (ICTCLAS) of names, and of words that no dictionary holds.
_NAMES = frozenset(("ns", "nr", "nrt", "nt", "nz", "x"))
_PLACES = frozenset(("ns", "x"))
_SURE = frozenset(("ns", "nt"))
# Ends of kinds of bodies as often as of names: only a place before them is a sign of a name.
_COMMON_ENDS = ("中心", "机构", "工作站", "领导小组", "集团")
# What national and international bodies, and those of the place that is spoken of, begin with.
_WIDE = re.compile(
    "国家(?!级)|国务院|中国|中华|中央|全国|世界|国际|联合国|亚洲|欧洲|[省市县区](?![级城场区域会内外情民属])"
)
# One body that does something with or to another: no name of either.
_ACTING = re.compile(
    "(?:局|委|办|部|厅|院|所|中心|公司|集团|银行|政府|街道|协会)"
    "(?:联合(?!国|会|体|社|大学)|会同|配合|协同|携手|牵头|负责|组织(?!部|局|处)|组成|印发|主办|承办|召开|指导(?!中心|站)|报|和|与|及|同|对|向|由)"
)
# What tells kinds of bodies apart, though no dictionary may hold it, and what kinds of places are called.
_KIND = re.compile(
    "(?:持牌|持证|控股|参股|参控股|中资|外资|合资|独资|内资|离岸|在岸|头部)|(?:国际|世界|全球|亚洲|区域).*中心$"
)
_COUNTED = re.compile(f"[{DIGITS}{CHINESE_NUMERALS}“‘《]")
_LONGEST_END = 4


class NameKind(StrEnum):
    """What a name is the name of."""

    ORGANISATION = "organisation"
    PLACE = "place"
    PRODUCT = "product"


def name_kind(term: Term) -> NameKind | None:
    """What a term that is a proper noun names, if its end or its code tells."""
    return _kind_of(term.text) if term.part_of_speech == PROPER_NOUN else None


def body_acts(text: str) -> bool:
    """Is a body named here with what it does, or with another one?

    >>> body_acts("水务局会同财政局"), body_acts("国家发展和改革委员会")
    (True, False)
    """
    return _ACTING.search(text) is not None


def kind_of_name(text: str, words: Sequence[str], tags: Sequence[str]) -> NameKind | None:
    """What this is the name of, where it names one organisation, place or product and not a kind of them.

    A name begins with a name: of a place, of a person, one that no dictionary holds, or of a country and more.

    Args:
        text: a term.
        words: what a segmenter made of it.
        tags: their parts of speech.

    >>> kind_of_name("海州市水务局", ("海州市", "水务局"), ("ns", "n")).value
    'organisation'
    >>> kind_of_name("上市公司", ("上市公司",), ("n",)) is None
    True
    """
    kind = _kind_of(text)
    return kind if kind and not _COUNTED.match(text) and _names_one(kind, text, words, tags) else None


def _names_one(kind: NameKind, text: str, words: Sequence[str], tags: Sequence[str]) -> bool:
    if kind is NameKind.PLACE:
        return len(text) > 2 and tags[0] in _PLACES and len(words) < 3 and (len(words) > 1 or tags[0] == "ns")
    if kind is NameKind.PRODUCT:
        return _CODE.match(text) is not None or tags[0] in _NAMES
    if body_acts(text) or _KIND.match(text):
        return False
    if len(text) < 4 or tags[0] in _SURE or _WIDE.match(text):
        return len(text) > 3
    return len(words) > 1 and tags[0] in _NAMES and not text.endswith(_COMMON_ENDS)


@cache
def _ends() -> dict[str, NameKind | None]:
    """The kinds of names by their ends; None for longer ends of what is no name, such as 布局 and 园区."""
    kinds = {str(kind): kind for kind in NameKind}
    return {row["end"]: kinds.get(row["kind"]) for row in read_lexicon("name_ends")}


def _kind_of(text: str) -> NameKind | None:
    """By the code that it begins with, or the longest end that is known."""
    if _CODE.match(text):
        return NameKind.PRODUCT
    ends = (text[-length:] for length in range(min(_LONGEST_END, len(text)), 0, -1))
    return next((_ends()[end] for end in ends if end in _ends()), None)
