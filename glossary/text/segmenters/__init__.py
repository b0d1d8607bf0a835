"""Words and where they start and end: one adapter per segmenter, one contract.

A segmenter is a function from a text to its tokens: `text[token.start:token.end] == token.text`, in order, with
nothing but white space between them.
"""

from __future__ import annotations

from importlib import import_module

from glossary.errors import SettingsError
from glossary.messages import _
from glossary.model import Token

__all__ = ["SEGMENTERS", "segment"]

SEGMENTERS = {"jieba": "glossary.text.segmenters.jieba"}


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
    return tokens
