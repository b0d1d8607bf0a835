"""What the values of a glossary are called in a workbook, in both languages, so that it reads the same everywhere."""

from __future__ import annotations

from glossary.expansions import describe_members
from glossary.model import EntryStatus, Link, LinkKind, Relation, TermType, UsageStatus

__all__ = ["WORDS", "code_of", "readable_members", "readable_source", "word_for"]

WORDS: dict[str, str] = {
    EntryStatus.CANDIDATE: "待审 candidate",
    EntryStatus.ACCEPTED: "采用 accepted",
    EntryStatus.REJECTED: "不用 rejected",
    UsageStatus.PREFERRED: "首选 preferred",
    UsageStatus.ADMITTED: "可用 admitted",
    UsageStatus.DEPRECATED: "不宜 deprecated",
    UsageStatus.SUPERSEDED: "已替代 superseded",
    TermType.FULL_FORM: "全称 full form",
    TermType.ACRONYM: "字母缩写 acronym",
    TermType.ABBREVIATION: "缩略语 abbreviation",
    TermType.SHORT_FORM: "简称 short form",
    TermType.VARIANT: "异形 variant",
    TermType.PHRASE: "短语 phrase",
    LinkKind.NUMERAL: "数字缩略 numeral",
    LinkKind.PLUS: "加号式 plus",
    LinkKind.ALPHANUMERIC: "字母数字 code",
    LinkKind.LATIN_ACRONYM: "字母缩写 acronym",
    LinkKind.CLIPPING: "紧缩 clipping",
    LinkKind.DEFINED_SHORT_FORM: "文中简称 defined short form",
    LinkKind.QUOTED_COINAGE: "引号新词 quoted coinage",
    Relation.FULL_FORM: "全称 full form",
    Relation.MEMBERS: "所含各项 members",
    Relation.SLOTS: "各位所含 slots",
    Relation.DEFINITION: "释义 definition",
}
"""A value and its words; the English one stands last, so that people may type it alone."""

# Only these come back; a kind of link may be called as a type of term is.
_CODES = {WORDS[code]: str(code) for choices in (EntryStatus, UsageStatus, TermType) for code in choices}
_SOURCES = {"text": "原文 this text", "composition": "由各项译文拼成 composed from members"}
_KINDS = {"lexicon": "词表 lexicon", "glossary": "术语表 glossary", "bitext": "双语语料 bitext"}
_KINDS |= {"dictionary": "词典 dictionary", "model": "模型 model"}


def word_for(code: str) -> str:
    """What a workbook calls a value.

    >>> word_for("accepted"), word_for("fullForm")
    ('采用 accepted', '全称 full form')
    """
    return WORDS.get(code, code)


def code_of(words: str) -> str:
    """The value that a workbook's words stand for; anything else is given back.

    >>> code_of("采用 accepted"), code_of("采用"), code_of("accepted"), code_of("done")
    ('accepted', 'accepted', 'accepted', 'done')
    """
    known = _CODES.get(words)
    return known or next((code for name, code in _CODES.items() if name.partition(" ")[0] == words), words)


def readable_source(source: str) -> str:
    """Where something comes from, as a person reads it.

    >>> readable_source("lexicon:policy_abbreviations")
    '词表 lexicon: policy abbreviations'
    """
    kind, colon, name = source.partition(":")
    if colon and kind in _KINDS:
        return f"{_KINDS[kind]}: {name.replace('_', ' ') if kind == 'lexicon' else name}"
    return _SOURCES.get(source, source)


def readable_members(link: Link) -> str:
    """What a link's surface stands for; what does not come from the texts says so in words."""
    text = describe_members(link)
    return (
        text.removesuffix(f"[{link.source}]") + f"（{readable_source(link.source)}）" if link.source != "text" else text
    )
