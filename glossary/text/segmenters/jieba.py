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
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from glossary.model import Token
from glossary.text.characters import HAN

__all__ = ["dictionary", "segment"]

_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*[%‰]?")
_LATIN = re.compile(r"[A-Za-z]")
_IDEOGRAPH = re.compile(f"[{HAN}]")
# Characters that are words by themselves far more often than parts of unknown ones: particles, prepositions,
# conjunctions, pronouns, copulas, common adverbs and auxiliaries.
_GRAMMAR = frozenset(
    "的地得了着过是在有和与及或而但且并以为于从自由向往对把被将让使给用按因若如即则就才也都还又再很更最不没未无非可能会要应须该此这那其某每各所之者们等"
)
# jieba builds a graph over each run of Chinese characters; a bound on the run bounds its memory.
_LONGEST_RUN = 10_000


def segment(text: str) -> tuple[Token, ...]:
    """Cut `text` into words, each with the part of speech that jieba's dictionary gives it. White space is left out.

    The dictionary cuts. Where it leaves single characters in a row, jieba's hidden Markov model may join them to a new
    word, tagged `x`; not across words of the grammar, which the model likes to swallow (以晶盛 for 晶盛).

    >>> [token.text for token in segment("建设孵化器 和加速器")]
    ['建设', '孵化器', '和', '加速器']
    """
    tokens: list[Token] = []
    single: list[Token] = []
    for token in _known_words(text):
        if len(token.text) == 1 and token.text not in _GRAMMAR and _IDEOGRAPH.match(token.text):
            if single and single[-1].end != token.start:
                tokens += _joined(single)
                single = []
            single.append(token)
            continue
        if single:
            tokens += _joined(single)
            single = []
        tokens.append(token)
    return (*tokens, *_joined(single))


def _joined(single: list[Token]) -> list[Token]:
    """Single characters in a row, joined where the model takes them for a word."""
    if len(single) < 2:
        return single
    from jieba import finalseg

    tokens = []
    index = 0
    for word in finalseg.cut("".join(token.text for token in single)):
        first = single[index]
        index += len(word)
        tokens.append(first if len(word) == 1 else Token(first.start, first.start + len(word), word, "x"))
    return tokens


@cache
def dictionary() -> dict[str, tuple[int, str]]:
    """Jieba's dictionary: word to its count in jieba's training corpus and its part of speech.

    Source: `dict.txt` of the installed jieba package (349,046 words, MIT).
    """
    import jieba

    path = Path(jieba.__file__).with_name("dict.txt")
    words = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        words[word] = (int(count), tag)
    return words


def _known_words(text: str) -> Iterator[Token]:
    tokenizer, words = _tokenizer(), dictionary()
    offset = 0
    for start in range(0, len(text), _LONGEST_RUN):
        for word in tokenizer.cut(text[start : start + _LONGEST_RUN], HMM=False):
            end = offset + len(word)
            if not word.isspace():
                known = words.get(word)
                yield Token(offset, end, word, known[1] if known else _shape_tag(word))
            offset = end


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
