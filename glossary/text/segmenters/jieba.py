"""jieba with its own code: the words of `jieba.cut`, new ones by its hidden Markov model included."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from glossary.text.segmenters.contract import Engine, Word

__all__ = ["load"]


def load(_model: str) -> Engine:
    """Prepare a tokenizer of our own.

    jieba's global one, its log and its cache file in the system's temporary folder, which is read without a look at who
    wrote it, are left alone: the prefix dictionary is made anew, in about a second.
    """
    import jieba

    tokenizer: Any = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True

    def cut(pieces: Sequence[str]) -> Iterator[list[Word]]:
        for piece in pieces:
            yield [Word(word) for word in tokenizer.cut(piece)]

    return Engine("jieba", cut)
