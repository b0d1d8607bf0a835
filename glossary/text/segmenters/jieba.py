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

__all__ = ["dictionary", "segment"]

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%‰]?")
_LATIN = re.compile(r"[A-Za-z]")
# Characters that are words by themselves far more often than parts of unknown ones: particles, prepositions,
# conjunctions, pronouns, copulas, common adverbs and auxiliaries.
_GRAMMAR = frozenset(
    "的地得了着过是在有和与及或而但且并以为于从自由向往对把被将让使给用按因若如即则就才也都还又再很更最不没未无非可能会要应须该此这那其某每各所之者们等"
)
# jieba builds a graph over each run of Chinese characters; a bound on the run bounds its memory.
_LONGEST_RUN = 10_000


def segment(text: str) -> tuple[Token, ...]:
    """Cut `text` into words, each with the part of speech that jieba's dictionary gives it. White space is left out.

    The dictionary cuts. Where it knows only single characters, jieba's hidden Markov model may join them to a new word,
    tagged `x`; not across characters that are words of the grammar, which the model likes to swallow (以晶盛 for 晶盛).

    >>> [token.text for token in segment("建设孵化器 和加速器")]
    ['建设', '孵化器', '和', '加速器']
    """
    known = _tokens(text, new_words=False)
    joined = {token.start: token for token in _tokens(text, new_words=True) if token.tag == "x" and len(token.text) > 1}
    merged: list[Token] = []
    end = 0
    for index, token in enumerate(known):
        if token.start < end:
            continue
        new = joined.get(token.start)
        if new and _is_new_word(known, index, new):
            merged.append(new)
            end = new.end
        else:
            merged.append(token)
    return tuple(merged)


def _is_new_word(known: tuple[Token, ...], index: int, new: Token) -> bool:
    """Is `new` made of whole single characters, none of which is a word of the grammar?"""
    return not _GRAMMAR.intersection(new.text) and all(
        len(token.text) == 1 for token in known[index : index + len(new.text)]
    )


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
