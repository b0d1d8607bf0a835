"""Words and where they start and end: one adapter per segmenter, one contract.

A segmenter is a function from a text to its tokens: `text[token.start:token.end] == token.text`, in order, with
nothing but white space between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module

from glossary.errors import SettingsError
from glossary.messages import _
from glossary.model import Token

__all__ = ["SEGMENTERS", "segment"]

SEGMENTERS = {"jieba": "glossary.text.segmenters.jieba"}

# Names and numbers that no segmenter may cut: 5G-A, PM2.5, 415X, COVID-19, α, 3.5%. A trailing + belongs to a name
# (5G+), one before another name joins the two (1+N).
_CODE = re.compile(
    r"(?P<name>(?:[0-9]+(?:\.[0-9]+)?)?[A-Za-z\u0370-\u03ff](?:[A-Za-z0-9\u0370-\u03ff]|[-.&/·'’+](?=[A-Za-z0-9]))*\+?"
    r"|[0-9]+(?:\+[0-9A-Z]+)+)"
    r"|[0-9]+(?:[.,][0-9]+)*[%‰]?"
)


def segment(text: str, name: str = "jieba") -> tuple[Token, ...]:
    """Cut `text` into words with the segmenter of that name.

    Raises:
        SettingsError: there is no segmenter of that name.
    """
    if name not in SEGMENTERS:
        raise SettingsError(
            _("no segmenter named {name}", name=name), hint=_("known: {names}", names=", ".join(SEGMENTERS))
        )
    tokens: tuple[Token, ...] = import_module(SEGMENTERS[name]).segment(text)
    return _keep_whole(text, tokens, _codes(text))


def _codes(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(found.start(), found.end(), found.group(), "eng" if found["name"] else "m")
        for found in _CODE.finditer(text)
    )


def _keep_whole(text: str, tokens: Sequence[Token], wholes: Sequence[Token]) -> tuple[Token, ...]:
    """Put each of `wholes` in the place of the tokens it covers; what sticks out of it at either end is a token too."""
    kept: list[Token] = []
    index = 0
    for whole in wholes:
        while index < len(tokens) and tokens[index].end <= whole.start:
            kept.append(tokens[index])
            index += 1
        if index < len(tokens) and tokens[index].start < whole.start:
            kept.append(Token(tokens[index].start, whole.start, text[tokens[index].start : whole.start], "x"))
        kept.append(whole)
        while index < len(tokens) and tokens[index].end <= whole.end:
            index += 1
        if index < len(tokens) and tokens[index].start < whole.end:
            kept.append(Token(whole.end, tokens[index].end, text[whole.end : tokens[index].end], "x"))
            index += 1
    kept.extend(tokens[index:])
    return tuple(kept)
