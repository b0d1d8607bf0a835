"""Pattern 10, initials: 工信局 for 工业和信息化局, a short form that takes a character of each word of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.full_form_edges import full_form_start, is_clipping_of
from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.linking.abbreviations.words import is_known_word, tag
from glossary.model import LinkKind, Relation

__all__ = ["propose_initials"]

_HAN = "\u4e00-\u9fff"
_ORGANISATION = re.compile(
    "(?:委员会|管理局|办公室|研究院|研究所|实验室|大学|学院|医院|中学|集团|公司|银行|协会|学会|联合会|商会|开发区|示范区|试验区|"
    "自贸区|新区|园区|中心|管理处|管理所|监管局|厅|局|署|院|所|部|社|馆|台|站|会)"
)
_BODY_ENDS = frozenset("局委办院所会心厅区馆")
_HAN_RUN = re.compile(f"[{_HAN}]+")
_BODY = re.compile(f"[{_HAN}]+(?:局|委|办|院|所|委会|中心|厅|区|馆)")


def propose_initials(view: DocumentView) -> Iterator[Proposal]:
    """工信局 for 工业和信息化局: a short form that takes a character of each main word of an organisation's name."""
    shorts: dict[str, list[tuple[str, int]]] = {}
    for short, place in _short_strings(view).items():
        shorts.setdefault(short[-1], []).append((short, place))
    if not shorts:
        return
    seen: set[str] = set()
    for start, end in _organisations(view, frozenset(shorts)):
        full = view.written[start:end]
        if full in seen:
            continue
        seen.add(full)
        words = _parts(full)
        edges = {words[-1][0], words[-1][-1]}
        for short, place in (pair for edge in sorted(edges) for pair in shorts.get(edge, ())):
            district = short[-1] == "区" and short[:-1] == words[0]  # 静河区 is no 静河|经济开发区
            if (
                not district
                and is_clipping_of(short, full)
                and not _is_part(short, words)
                and _clips_words(short, words)
            ):
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
        text = token.text
        tagged = token.tag == "j" and 2 <= len(text) <= 6
        ends_like_a_body = len(text) == 3 and text[-1] in "委办院局所会部厅"
        unknown = token.tag == "x" and 3 <= len(text) <= 5 and _HAN_RUN.fullmatch(text) is not None
        if tagged or ends_like_a_body or unknown:
            shorts.setdefault(text, token.start)
        if text[-1] not in _BODY_ENDS or len(text) > 3:
            continue
        for first in range(max(0, index - 3), index):
            start = tokens[first].start
            joined = view.written[start : token.end]
            if 3 <= len(joined) <= 6 and _BODY.fullmatch(joined) and not is_known_word(joined):
                shorts.setdefault(joined, start)
    return shorts


def _organisations(view: DocumentView, edges: frozenset[str]) -> Iterator[Span]:
    """Names of bodies, from the noun phrase that ends in the noun of a body.

    `edges` are the last characters of the short forms: names that end in none of them are not looked at.
    """
    for found in _ORGANISATION.finditer(view.text):
        if found.group()[0] not in edges and found.group()[-1] not in edges:
            continue
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
