"""jieba, with a tokenizer of our own: no global dictionary, no cache file that another program could plant.

jieba keeps its prepared dictionary in the system's temporary folder and reads it back unseen; ours lies in the user's
cache folder, which only the user can write to.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from glossary.model import Token

__all__ = ["dictionary", "segment", "segment_with_new_words"]

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%‰]?")
_LATIN = re.compile(r"[A-Za-z]")
# jieba builds a graph over each run of Chinese characters; a bound on the run bounds its memory.
_LONGEST_RUN = 10_000


def segment(text: str) -> tuple[Token, ...]:
    """Cut `text` into words of jieba's dictionary, each with the part of speech the dictionary gives it.

    Words that the dictionary lacks come out as single characters with the tag `x`. White space is left out.

    >>> [token.text for token in segment("建设孵化器 和加速器")]
    ['建设', '孵化器', '和', '加速器']
    """
    return _tokens(text, new_words=False)


def segment_with_new_words(text: str) -> tuple[Token, ...]:
    """Cut `text` as `segment` does, with jieba's hidden Markov model joining characters into words it does not know.

    A word the model made has the tag `x`.
    """
    return _tokens(text, new_words=True)


@cache
def dictionary() -> dict[str, tuple[int, str]]:
    """jieba's dictionary: word to its count in jieba's training corpus and its part of speech.

    Source: `dict.txt` of the installed jieba package (349,046 words, MIT).
    """
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    words = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        words[word] = (int(count), tag)
    return words


def _tokens(text: str, *, new_words: bool) -> tuple[Token, ...]:
    tokenizer, words = _tokenizer(), dictionary()
    tokens = []
    offset = 0
    for start in range(0, len(text), _LONGEST_RUN):
        for word in tokenizer.cut(text[start : start + _LONGEST_RUN], HMM=new_words):
            end = offset + len(word)
            if not word.isspace():
                known = words.get(word)
                tokens.append(Token(offset, end, word, known[1] if known else _shape_tag(word)))
            offset = end
    return tuple(tokens)


def _shape_tag(word: str) -> str:
    if _NUMBER.fullmatch(word):
        return "m"
    return "eng" if _LATIN.search(word) else "x"


@cache
def _tokenizer() -> Any:
    import jieba

    # jieba logs a traceback when its cache cannot be written; the cache is a convenience, its absence no news.
    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    # jieba never compares its cache with the dictionary it was made from; the version in the name does.
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    folder = _cache_folder()
    if folder:
        tokenizer.tmp_dir = str(folder)
        tokenizer.initialize()
    else:
        with tempfile.TemporaryDirectory() as private:
            tokenizer.tmp_dir = private
            tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path | None:
    """A folder that only the user writes to, or None where there is none: then nothing is kept."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    if not base:
        return None
    folder = Path(base) / "shuyu"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None
    return folder if os.access(folder, os.W_OK) else None
