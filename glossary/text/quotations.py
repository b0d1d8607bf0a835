"""What a text quotes or names as a title: pairs of “” ‘’ 「」 『』 《》 〈〉 and straight quotes, nested."""

from __future__ import annotations

import re

from glossary.model import Quotation

__all__ = ["find_quotations"]

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉"}
_OPENINGS = {closing: opening for opening, closing in _PAIRS.items()}
# Book-title marks nest in themselves (《《民法典》解读》); quotation marks alternate, so a second one opens anew.
_SELF_NESTING = "《〈「『"
_MARK = re.compile("[“”‘’「」『』《》〈〉\"']|\n[ \t]*(?=\n)")
_IN_WORD = re.compile(r"[A-Za-z][’'][A-Za-z]")


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Find what stands inside quotation and book-title marks, sorted by start, outer ones first.

    A mark without its partner is ignored, and so is everything between partners that a blank line parts.

    >>> [text[q.start : q.end] for text in ["抓好“一台两器”，见《关于〈纲要〉的说明》"] for q in find_quotations(text)]
    ['一台两器', '关于〈纲要〉的说明', '纲要']
    """
    quotations: list[Quotation] = []
    stack: list[tuple[str, int]] = []
    for found in _MARK.finditer(text):
        mark, position = found.group(), found.start()
        if mark[0] == "\n":
            stack.clear()
        elif mark in _PAIRS:
            if mark not in _SELF_NESTING:
                _drop(stack, mark)
            stack.append((mark, position))
        elif mark in _OPENINGS:
            if not _is_apostrophe(text, position):
                _close(stack, _OPENINGS[mark], position, quotations)
        elif not _is_apostrophe(text, position):
            _straight(text, mark, position, stack, quotations)
    return tuple(sorted(quotations, key=lambda quotation: (quotation.start, -quotation.end)))


def _is_apostrophe(text: str, position: int) -> bool:
    return position > 0 and _IN_WORD.match(text, position - 1) is not None


def _drop(stack: list[tuple[str, int]], mark: str) -> None:
    """Forget an earlier opening mark of the same kind, and what was opened inside it: it has no partner."""
    for index, (opening, _) in enumerate(stack):
        if opening == mark:
            del stack[index:]
            return


def _close(stack: list[tuple[str, int]], opening: str, position: int, quotations: list[Quotation]) -> None:
    for index in range(len(stack) - 1, -1, -1):
        if stack[index][0] == opening:
            start = stack[index][1] + 1
            if text_between := position - start:
                quotations.append(Quotation(start, start + text_between, opening))
            del stack[index:]
            return


def _straight(text: str, mark: str, position: int, stack: list[tuple[str, int]], quotations: list[Quotation]) -> None:
    """Open or close a straight quote. It closes on the line it opened on; a digit before makes it inches or minutes."""
    for index in range(len(stack) - 1, -1, -1):
        opening, opened = stack[index]
        if opening == mark:
            if "\n" in text[opened:position]:
                del stack[index:]
                break
            _close(stack, mark, position, quotations)
            return
    if not (position and text[position - 1].isdigit()):
        stack.append((mark, position))
