"""Which words may stand at the edge of a term: closed classes from a lexicon, the rest by part of speech."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from glossary.lexicons import read_lexicon
from glossary.model import Token
from glossary.text.characters import CHINESE_NUMERALS, DIGITS

__all__ = ["Before", "WordClass", "announced", "classify", "word_class"]


class WordClass(StrEnum):
    """What a word can do in a noun phrase.

    CONTENT may stand anywhere in a term. GENERIC may too, but says little by itself. ABSTRACT nouns (力度, 水平) close
    phrases that are put together on the spot. LIGHT_VERB governs a term from the left (推进, 加强) and is no first word
    of one; WEAK_VERB does so more often than not (监测, 改造), and OBJECT_VERB nearly always (盘活, 招引). FUNCTION
    stands at neither edge. CONNECTIVE (和, 及, 与) may stand inside. NUMBER and MEASURE begin terms only in patterns
    of their own. FORMULAIC (结果表明) and BREAK, which is punctuation, are in no term.
    """

    CONTENT = "content"
    GENERIC = "generic"
    ABSTRACT = "abstract"
    LIGHT_VERB = "light_verb"
    WEAK_VERB = "weak_verb"
    OBJECT_VERB = "object_verb"
    FUNCTION = "function"
    FORMULAIC = "formulaic"
    CONNECTIVE = "connective"
    NUMBER = "number"
    MEASURE = "measure"
    BREAK = "break"


class Before(StrEnum):
    """What kind of word stands before a mention, quotation marks left aside.

    An ADVERB says that a verb follows (进一步, 将); a NAMING_VERB, that a thing is set up or carried out (打造, 实施).
    """

    OTHER = "other"
    ADVERB = "adverb"
    NAMING_VERB = "naming_verb"


# Connectives that join nouns inside a term: 新能源装备及零部件, 氢能与储能.
_CONNECTIVES = frozenset("和与及暨")
# Parts of speech (ICTCLAS) whose members are function words even where the lexicon does not list them: preposition,
# conjunction, particle, modal, exclamation. Pronouns are listed, because their tag covers 本地 and 自我 too.
# Single characters are left out: the dictionary's tags for them are those of their rarest uses as often as not.
_FUNCTION_TAGS = frozenset("pcuyeo")
_NOUN_TAGS = frozenset(("n", "nz", "ns"))
# An adverb or adjective that some compounds begin with: 自然, 共同, 一般.
_MODIFIER_TAGS = frozenset(("a", "ad", "b", "d", "n", "an"))
_ADVERB_TAGS = frozenset(("d", "ad"))
_NUMERAL = re.compile(f"[{DIGITS}{CHINESE_NUMERALS}几数多]")
_GOVERNING = frozenset({WordClass.LIGHT_VERB, WordClass.FUNCTION})


@cache
def _listed() -> dict[str, WordClass]:
    listed = {row["word"]: WordClass(row["class"]) for row in read_lexicon("word_classes")}
    return listed | dict.fromkeys(_CONNECTIVES, WordClass.CONNECTIVE)


def classify(token: Token) -> WordClass:
    """The class of a token, by the lexicon `word_classes`, else by its part of speech.

    >>> classify(Token(0, 2, "推进", "v")).value, classify(Token(0, 3, "孵化器", "nz")).value
    ('light_verb', 'content')
    """
    return word_class(token.text, token.tag)


@cache
def _announcing() -> dict[str, Before]:
    return {row["word"]: Before(row["kind"]) for row in read_lexicon("words_before")}


def announced(word: str, tag: str) -> Before:
    """What a word with that part of speech says of what follows it.

    >>> announced("打造", "v").value, announced("进一步", "d").value, announced("泵站", "n").value
    ('naming_verb', 'adverb', 'other')
    """
    return _announcing().get(word, Before.ADVERB if tag in _ADVERB_TAGS else Before.OTHER)


def _is_governing_pair(first: str, second: str) -> bool:
    """Is this a pair such as 建立健全 or 大力开展? The dictionary holds them beside compounds such as 自然资源."""
    listed = _listed().get(first)
    return listed in _GOVERNING and not (
        listed is WordClass.FUNCTION and _tag(first) in _MODIFIER_TAGS and _tag(second) in _NOUN_TAGS
    )


def _tag(word: str) -> str:
    """The part of speech that jieba's dictionary gives a word; empty where it does not hold it."""
    from glossary.text.segmenters.dictionary import dictionary

    return dictionary().get(word, (0, ""))[1]


@cache
def word_class(word: str, tag: str) -> WordClass:
    """The class of a word with that part of speech."""
    listed = _listed().get(word)
    if listed:
        return listed
    if len(word) > 3 and tag not in _NOUN_TAGS and _is_governing_pair(word[:2], word[2:]):
        return WordClass.LIGHT_VERB
    if not any(character.isalnum() for character in word):
        return WordClass.BREAK
    if tag == "m" and _NUMERAL.search(word):
        return WordClass.NUMBER
    if tag in ("q", "mq"):
        return WordClass.MEASURE
    if len(word) > 1 and tag != "eng" and tag[0] in _FUNCTION_TAGS:
        return WordClass.FUNCTION
    return WordClass.CONTENT
