"""rjieba: jieba in Rust, ten times as fast, with its own dictionary and tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from glossary.text.segmenters.contract import Engine, Word

__all__ = ["load"]


def load(_model: str) -> Engine:
    """Prepare a tokenizer of our own."""
    import rjieba

    tokenizer: Any = rjieba.Jieba()

    def cut(pieces: Sequence[str]) -> Iterator[list[Word]]:
        for piece in pieces:
            yield [Word(word, tag) for word, tag in tokenizer.tag(piece)]

    return Engine("rjieba", cut)
