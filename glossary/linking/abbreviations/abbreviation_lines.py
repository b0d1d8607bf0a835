"""Pattern 9, lists of abbreviations: lines such as AOI：自动光学检测（Automated Optical Inspection）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.linking.abbreviations.pairs import ACRONYM, initials_fit, propose_pair
from glossary.linking.abbreviations.proposals import Proposal, Span
from glossary.linking.abbreviations.view import DocumentView

__all__ = ["propose_abbreviation_lines"]

_CHINESE = "(?P<chinese>[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9·/\\-]{2,30})"
_ENGLISH = "(?P<english>[A-Za-z][A-Za-z0-9'&/.,\\- ]{4,100}[A-Za-z0-9])"
_START = rf"^[ \t*•\-]*(?P<short>{ACRONYM})[ \t]*(?:[:|\t]|——?|–|-(?= )| (?=[ A-Z\u4e00-\u9fff]))[ \t|]*"
# The Chinese name alone, with the English one behind it or in brackets, or behind the English one.
_LINE = re.compile(
    rf"{_START}(?:{_CHINESE}[ \t]*(?:[(|,;:\t ][ \t]*{_ENGLISH}[ \t]*\)?)?"
    rf"|{_ENGLISH.replace('english', 'before')}[ \t]*[(|,;:\t ][ \t]*{_CHINESE.replace('chinese', 'after')}\)?)"
    r"[ \t|;。]*$",
    re.MULTILINE,
)
_HEADING = re.compile("缩略语|缩写|简称|术语|名词|符号")


def propose_abbreviation_lines(view: DocumentView) -> Iterator[Proposal]:
    """Propose the Chinese names that lines of a list of abbreviations give.

    One line alone may be anything that begins with capitals. It is believed where its English name has the letters of
    the acronym, or where it stands below a heading (缩略语) or another such line.
    """
    end = -1
    for found in _LINE.finditer(view.text):
        english = found["english"] or found["before"]
        listed = (end >= 0 and not view.text[end : found.start()].strip()) or _below_heading(view, found.start())
        if (english and initials_fit(found["short"], english)) or listed:
            full: Span = found.span("chinese") if found["chinese"] else found.span("after")
            yield from propose_pair(view, found.span("short"), full, "abbreviation-list", 0.93)
            end = found.end()


def _below_heading(view: DocumentView, start: int) -> bool:
    """Whether the line before the one that begins at `start` is a short heading that announces abbreviations."""
    before = view.text[:start].rstrip().rpartition("\n")[2]
    return len(before) <= 20 and _HEADING.search(before) is not None
