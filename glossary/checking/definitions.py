"""Where a draft introduces an abbreviation, and where it uses the abbreviation or the full form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.checking.matching import cuts_a_word, quotations_around, tokens_touching
from glossary.linking.abbreviations.definitions import propose_definitions
from glossary.linking.abbreviations.view import DocumentView
from glossary.model import AnalysedDocument, Relation, Token

__all__ = [
    "Definition",
    "find_definitions",
    "find_uses",
    "in_book_title",
    "is_generic",
    "is_latin",
    "is_modified",
    "is_part_of_name",
    "shared_before",
]

# 统称 names several things at once: it introduces a word for them, and no short form of any of them.
_CALLED = re.compile("以下简称|下文简称|下简称|以下称|下称|简称|简写|缩写")
# The number of an article or a heading before a name is no part of it.
_MARKER = re.compile(
    r"^(?:第[一二三四五六七八九十百零0-9]+[条章款节]|[一二三四五六七八九十]+、|\([^()]{1,3}\)|[0-9]+[.、])\s*"
)
_MODIFIER_TAGS = ("n", "j", "b", "s", "eng", "vn")
# What may begin a longer name: a place, a person, a body. An ordinary noun before it is often a verb as well (联系).
_NAMING_TAGS = ("ns", "nr", "nt", "nz", "j", "s", "b", "eng")
_BODY = re.compile("(?:^.|[省市县区州旗镇乡村局院校部厅委司会])$")
_FUNCTION_TAGS = ("p", "c", "d", "u", "v", "r", "t", "f")
_NAME = re.compile("[\u4e00-\u9fffA-Za-z0-9]")
_GENERIC_TAGS = ("n", "v", "vn", "b", "a", "r")


@dataclass(frozen=True, slots=True)
class Definition:
    """A place that introduces a short form, in offsets of the normalised text.

    Attributes:
        short, full: the two forms, without quotation marks.
        short_start, full_start: where each stands in the definition.
        start, end: the whole definition.
        called: what introduces it: 以下简称, 简称; empty where a bracket alone does.
    """

    short: str
    full: str
    short_start: int
    full_start: int
    start: int
    end: int
    called: str


def is_latin(text: str) -> bool:
    """Whether a short form is written in Latin letters.

    >>> is_latin("5G-A"), is_latin("管委会")
    (True, False)
    """
    return text.isascii()


def find_definitions(document: AnalysedDocument) -> tuple[Definition, ...]:
    """The definitions of a draft in the order of the text; each place once."""
    view = DocumentView(document)
    found: dict[tuple[int, str], Definition] = {}
    for proposal in propose_definitions(view):
        if proposal.relation is not Relation.FULL_FORM or not proposal.members:
            continue
        full = _MARKER.sub("", proposal.members[0])
        start, end = proposal.evidence
        at = view.written.find(full, start, end + 1)
        if at < 0:
            continue
        called = _CALLED.search(view.text, at + len(full), max(at + len(full), proposal.start))
        definition = Definition(proposal.surface, full, proposal.start, at, start, end, called[0] if called else "")
        found.setdefault((proposal.start, proposal.surface), definition)
    return tuple(sorted(found.values(), key=lambda definition: definition.start))


def find_uses(document: AnalysedDocument, form: str) -> Iterator[tuple[int, int]]:
    """Where a form stands as a word of its own, as (start, end): not inside a longer word or Latin string."""
    text = document.text
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if not cuts_a_word(document, start, end):
            yield start, end
        start = text.find(form, start + 1)


def in_book_title(document: AnalysedDocument, start: int, end: int) -> bool:
    """Whether the span stands inside 《》 or 〈〉."""
    return any(quotation.opening in "《〈" for quotation in quotations_around(document, start, end))


def is_modified(document: AnalysedDocument, start: int) -> bool:
    """Whether a noun stands right before the span and modifies it: 区管委会, 外国公司."""
    before = _word_before(document, start)
    return before is not None and before.tag.startswith(_MODIFIER_TAGS)


def is_part_of_name(document: AnalysedDocument, start: int) -> bool:
    """Whether a longer name may begin before the span: 临江县 before 综合服务中心, but not 联系."""
    before = _word_before(document, start)
    if before is None or not before.tag.startswith(_MODIFIER_TAGS):
        return False
    return before.tag.startswith(_NAMING_TAGS) or bool(_BODY.search(before.text))


def _word_before(document: AnalysedDocument, start: int) -> Token | None:
    """The word that ends right where the span begins, or None."""
    before = list(tokens_touching(document, max(0, start - 1), start)) if start else []
    return before[-1] if before and before[-1].end == start and _NAME.match(before[-1].text[-1]) else None


def is_generic(document: AnalysedDocument, form: str, start: int) -> bool:
    """Whether a short form is an ordinary word, which may stand anywhere in its ordinary sense: 公司, 条例, 项目."""
    if is_latin(form) or len(form) > 3:
        return False
    tokens = list(tokens_touching(document, start, start + len(form)))
    return len(tokens) == 1 and tokens[0].text == form and tokens[0].tag in _GENERIC_TAGS


def shared_before(document: AnalysedDocument, one: int, other: int) -> int:
    """How many characters of a name stand before both offsets alike: 云河县 before 水利投资办公室, both times.

    The reading of a definition may begin a name too late; what both places share, function words aside, belongs to it.
    """
    text = document.text
    shared = 0
    while one > shared and _NAME.match(text[one - shared - 1]) and text[one - shared - 1] == text[other - shared - 1]:
        shared += 1
    before = ""
    for token in tokens_touching(document, other - shared, other) if shared else ():
        # 和 after a single character is a syllable of a name: 安和里.
        syllable = token.tag == "c" and len(before) == 1
        if token.start >= other - shared and token.tag.startswith(_FUNCTION_TAGS) and not syllable:
            shared = other - token.end
        before = text[max(token.start, other - shared) : token.end]
    return shared
