"""Surfaces with +: self-contained ones (“研究院+综合体”), mappings (“A+B”的“1+N”), and slots (5+4, 1+3+N)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.linking.abbreviations.lists import pieces
from glossary.linking.abbreviations.numeral_lists import NumeralList
from glossary.linking.abbreviations.proposals import Proposal
from glossary.linking.abbreviations.view import DocumentView, plain
from glossary.model import LinkKind, Relation, Slot

__all__ = ["propose_mappings", "propose_plus_parts", "propose_quoted_lists", "propose_slots"]

_LABEL = r"(?:\d{1,3}|[NnXxMmYy]|[一二三四五六七八九十])"
_SCHEME = re.compile(rf"(?<![A-Za-z0-9+.]){_LABEL}(?:\+{_LABEL})+(?![A-Za-z0-9+])")
_HAN = re.compile("[\u4e00-\u9fffA-Za-z]")
_OPEN = re.compile(rf"{_LABEL}")
# What N stands for, in the clause behind the counted ones or the next: 前瞻布局若干未来产业.
_SOME = re.compile(
    "[^,。;!?\n]{0,8}[、,和及]?[^,。;!?\n]{0,8}(?P<some>(?:若干|一批|一系列|多个|各类)[^,。;:!?、\n()]{2,20})"
)
_NUMBERED = re.compile("[一二两三四五六七八九十]年")
_BETWEEN = re.compile(r"\s*(?:等)?[^\s,。;:!?、“”‘’()]{0,8}\s*")


def propose_plus_parts(view: DocumentView) -> Iterator[Proposal]:
    """Quoted surfaces whose parts stand in themselves: “政府+企业+农户” stands for 政府, 企业 and 农户.

    Parts that are numbers or letters (1+X), open ends (亩均+) and equations explain nothing.
    """
    for quotation in view.quotations:
        inner = view.written[quotation.start : quotation.end]
        if "+" not in inner or len(inner) > 60 or "\n" in inner:
            continue
        parts = pieces(view.text, quotation.start, quotation.end, "+")
        if len(parts) != inner.count("+") + 1 or len(parts) < 2:
            continue
        members = [plain(view.written[left:right]) for left, right in parts]
        if not all(_HAN.search(member) and not _OPEN.fullmatch(member) for member in members):
            continue
        if re.search(r"\d\+\d", inner):  # 交通7+1论坛
            continue
        if any(mark in member for member in members for mark in ",。;:!?、=") or len(set(members)) < len(members):
            continue
        yield Proposal(
            surface=inner,
            start=quotation.start,
            end=quotation.end,
            kind=LinkKind.PLUS,
            relation=Relation.MEMBERS,
            members=tuple(members),
            pattern="self-contained",
            confidence=0.95,
            evidence=(quotation.start, quotation.end),
        )


def propose_quoted_lists(view: DocumentView, lists: Sequence[NumeralList]) -> Iterator[Proposal]:
    """Quoted lists that name their own members: “美化、绿化、亮化、净化”工程; not those that a numeral names.

    Only three or more members of one length that all share a character: others are slogans and campaign names
    (腾笼换鸟、凤凰涅槃), which are one name and not a list.
    """
    named = [found.members[0][0] for found in lists if found.agrees]
    for quotation in view.quotations:
        inner = view.text[quotation.start : quotation.end]
        if inner.count("、") < 2 or "," in inner or len(inner) > 60:
            continue
        if any(quotation.start <= start < quotation.end for start in named):
            continue
        members = [
            plain(view.written[left:right]) for left, right in pieces(view.text, quotation.start, quotation.end, "、")
        ]
        lengths = {len(member) for member in members}
        if len(members) < 3 or len(lengths) != 1 or min(lengths) < 2 or len(set(members)) < len(members):
            continue
        if all(_NUMBERED.match(member) for member in members):  # 一年打基础、两年上台阶
            continue
        shared = set(members[0]).intersection(*map(set, members[1:]))
        if not any(len({member.index(character) for member in members}) <= 2 for character in shared):
            continue
        yield Proposal(
            surface=view.written[quotation.start : quotation.end],
            start=quotation.start,
            end=quotation.end,
            kind=LinkKind.QUOTED_COINAGE,
            relation=Relation.MEMBERS,
            members=tuple(members),
            pattern="self-contained",
            confidence=0.9,
            evidence=(quotation.start, quotation.end),
        )


def propose_mappings(view: DocumentView) -> Iterator[Proposal]:
    """A quoted plus list before a scheme of as many slots: “园区+部门”的“1+N”方案: 1 is 园区, N is 部门."""
    for scheme in _SCHEME.finditer(view.text):
        labels = scheme.group().split("+")
        before = scheme.start() - 1 if scheme.start() in view.quotation_by_start else scheme.start()
        for position in range(before - 1, max(-1, before - 12), -1):
            quotation = view.quotation_by_end.get(position)
            if quotation is None:
                continue
            if not _BETWEEN.fullmatch(view.text, position + 1, before):
                break
            parts = pieces(view.text, quotation.start, quotation.end, "+")
            if len(parts) == len(labels) and view.text.count("+", quotation.start, quotation.end) == len(labels) - 1:
                fillers = [(plain(view.written[left:right]),) for left, right in parts]
                yield _slotted(view, scheme, labels, fillers, "mapping", 0.93, (quotation.start, scheme.end()))
            break


def propose_slots(view: DocumentView, lists: Sequence[NumeralList]) -> Iterator[Proposal]:
    """A scheme of numbers and, near it, numeral heads with just these numbers in this order, each with its list."""
    agreeing = sorted((found for found in lists if found.agrees), key=lambda found: found.head.start)
    for scheme in _SCHEME.finditer(view.text):
        labels = scheme.group().split("+")
        yield from _explained_labels(view, scheme, labels)
        numbers = [label for label in labels if label.isdigit()]
        rest = labels[len(numbers) :]
        if not numbers or "1" in numbers or len(rest) > 1 or not all(label in "NnXx" for label in rest):
            continue
        line_start, line_end = view.line(scheme.start())
        left, right = max(line_start, scheme.start() - 200), min(line_end, scheme.end() + 300)
        near = [found for found in agreeing if left <= found.head.start < right]
        for offset in range(len(near) - len(numbers) + 1):
            chosen = near[offset : offset + len(numbers)]
            if [str(found.head.count) for found in chosen] != numbers:
                continue
            fillers = [tuple(plain(view.written[a:b]) for a, b in found.members) for found in chosen]
            span = min(scheme.start(), chosen[0].span[0]), max(scheme.end(), chosen[-1].span[1])
            if rest:
                some = _SOME.search(view.text, chosen[-1].head.outer_end, right)
                if some is None:
                    continue
                fillers.append((plain(view.written[some.start("some") : some.end("some")]),))
                span = span[0], max(span[1], some.end())
            yield _slotted(view, scheme, labels, fillers, "slots", 0.95, span)
            break


_REST_OF_HEADING = 12
_SUMMED = re.compile("(?<=[^一])(?P<number>[二两三四五六七八九十]|[2-9])[个大项条类][\u4e00-\u9fff]{2,8}$")
_EXPLAINED = (
    r"[“‘\"]?{label}[”’\"]?\s*(?:即|是指|指的是|就是指|就是|是|指|为|代表|:|—{{1,2}})\s*:?\s*"
    r"(?P<filler>[^,。;!?\n]{{2,40}})"
)


def _explained_labels(view: DocumentView, scheme: re.Match[str], labels: list[str]) -> Iterator[Proposal]:
    """Slots explained one by one: “1”是指…，“3”是指…，“N”是指…."""
    _, line_end = view.line(scheme.start())
    position = scheme.end()
    if line_end - position <= _REST_OF_HEADING:  # a heading, then the paragraph that explains it
        _, line_end = view.line(min(line_end + 1, len(view.text)))
    limit = min(line_end, position + 400)
    fillers: list[tuple[str, ...]] = []
    for label in labels:
        pattern = re.compile(_EXPLAINED.format(label=rf"(?<![0-9A-Za-z+]){re.escape(label)}(?![0-9A-Za-z+.])"))
        found = pattern.search(view.text, position, limit)
        if found is None:
            return
        filler = found.span("filler")
        summed = _SUMMED.search(view.text, *filler) if label.isdigit() else None
        listed = pieces(view.text, filler[0], summed.start() if summed else filler[1], "、")  # 食品、药品|两个方案
        parts = listed if label.isdigit() and len(listed) == int(label) else [filler]
        fillers.append(tuple(plain(view.written[left:right]) for left, right in parts))
        position = found.end()
    yield _slotted(view, scheme, labels, fillers, "explained-slots", 0.93, (scheme.start(), position))


def _slotted(
    view: DocumentView,
    scheme: re.Match[str],
    labels: Sequence[str],
    fillers: Sequence[tuple[str, ...]],
    pattern: str,
    confidence: float,
    evidence: tuple[int, int],
) -> Proposal:
    return Proposal(
        surface=view.written[scheme.start() : scheme.end()],
        start=scheme.start(),
        end=scheme.end(),
        kind=LinkKind.PLUS,
        relation=Relation.SLOTS,
        members=tuple(member for filler in fillers for member in filler),
        pattern=pattern,
        confidence=confidence,
        evidence=evidence,
        slots=tuple(Slot(label, filler) for label, filler in zip(labels, fillers, strict=True)),
    )
