"""What speaks for and against a candidate: every measure with its unit, its source and the weight it has in the score.

A score is the sum of weight times value over these measures, plus the weight of `base`. The weights are round numbers
set by hand; `docs/ranking.md` shows what each of them is worth on three kinds of text. Logarithms make the sum the
logarithm of a product of ratios: one unit more is about 2.7 times the odds that a terminologist would keep the term.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from glossary.extraction.statistics import Candidates
from glossary.ranking.published import is_published
from glossary.ranking.shape import (
    begins_with_cut_name,
    describes,
    ends_in_activity,
    governed_words,
    governs_in_short,
    heads_terms,
    holds_cut_word,
    holds_governing_verb,
    is_adverb,
    is_clause,
    is_general_phrase,
    is_general_word,
    is_guess,
    modifies,
)
from glossary.text.characters import HAN

if TYPE_CHECKING:
    import numpy as np
    import polars as pl
    from numpy.typing import NDArray

__all__ = ["MEASURES", "Measure", "general_rarity", "measure"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One kind of evidence.

    Attributes:
        unit: of its values.
        weight: what one unit adds to the score.
        source: where the measure comes from, or why it is there.
    """

    name: str
    unit: str
    weight: float
    source: str


MEASURES = (
    Measure("base", "constant", -6.3, "places the score 0 where a reader would about as soon keep as drop a candidate"),
    # Unithood: is it one unit?
    Measure(
        "branching_entropy",
        "bits",
        0.7,
        "the smaller entropy of the neighbours on its two sides (Jin and Tanaka-Ishii 2006, Unsupervised segmentation "
        "of Chinese text by use of branching entropy)",
    ),
    Measure(
        "accessor_variety",
        "log2",
        0.2,
        "1 + the smaller number of distinct neighbours (Feng, Chen, Deng and Zheng 2004, Accessor variety criteria)",
    ),
    Measure(
        "cohesion", "bits", 0.12, "pointwise mutual information of its weakest split (Church and Hanks 1990), to 14"
    ),
    Measure("free", "share", 0.85, "occurrences with no word of the same phrase on either side"),
    Measure(
        "bound_word",
        "share",
        -0.75,
        "one word: occurrences right behind another of the same phrase, as 算法 in 遗传算法",
    ),
    Measure("disagreement", "share", -1.5, "looks of further segmenters that saw a word run across one of its edges"),
    # Termhood: is it a term of this text rather than a phrase of the language?
    Measure("rarity", "log10", 0.8, "how rare it is in general Chinese: minus the logarithm of its share, to 8"),
    Measure("familiarity", "log10", -1.0, "how common it is in the reference texts too, if there are any, to 3"),
    Measure("shortfall", "log2", 5.0, "how far its frequency falls short of what a text of this length makes likely"),
    Measure("length", "characters", 0.21, "terms are longer than words, up to 8"),
    Measure("known_term", "yes/no", 2.0, "stands in a published classification, plan, standard or law as a name"),
    Measure(
        "after_naming_verb", "share", 0.5, "occurrences right behind a verb such as 打造 or 实施: a thing is set up"
    ),
    Measure(
        "common_parts",
        "share",
        -0.8,
        "how far its first and its last word are more common in these texts than it is itself, in logarithms: parts "
        "that go with anything make phrases of the moment",
    ),
    Measure("generic", "share", -0.5, "words such as 工作, 情况, 水平"),
    Measure("generic_alone", "yes/no", -1.0, "is such a word and nothing else"),
    Measure(
        "general_word", "yes/no", -1.3, "names a whole sector, a level, a quantity or a part of a document: 金融, 含量"
    ),
    Measure("general_phrase", "yes/no", -0.6, "nothing but general words: 经济环境, 方法研究"),
    Measure("particle", "yes/no", -1.5, "holds 的: it describes something rather than names it"),
    Measure("quoted", "yes/no", 3.0, "stands between quotation marks"),
    Measure("quoted_head", "yes/no", 0.5, "is a quotation with the nouns behind it"),
    Measure("titled", "yes/no", 1.5, "stands between book-title marks"),
    Measure("heading", "yes/no", 0.4, "stands in a heading"),
    Measure("in_title", "log2", 1.3, "1 + occurrences in titles, to 4: what a text is about stands in its title"),
    Measure("listed", "share", 0.2, "occurrences beside a list comma"),
    Measure("parallel", "share", 0.75, "occurrences beside an item of a list that ends in the same word"),
    Measure("head_added", "yes/no", 0.4, "without its last word it is a phrase that these texts use more often"),
    # Shape: could it be a noun phrase?
    Measure("noun_at_end", "yes/no", 0.5, "its last word is a noun"),
    Measure("term_head", "yes/no", 0.75, "its last word heads many terms, such as 制度, 基地 or 传感器"),
    Measure("head_alone", "yes/no", 0.5, "one word that ends like such a head: 分中心, 变电站"),
    Measure("loose_phrase", "yes/no", -0.5, "three or more words, and the last one heads few terms"),
    Measure("adjective_at_end", "yes/no", -1.3, "its last word is an adjective or an adverb"),
    Measure("verb_at_start", "yes/no", -0.5, "its first word is a verb"),
    Measure("short_verb_at_start", "yes/no", -1.0, "a verb of one character and one word: 搭平台, 稳就业"),
    Measure("light_verb", "yes/no", -0.3, "holds a verb that governs nouns, such as 推进 or 加强"),
    Measure("governing_verb", "yes/no", -1.0, "holds one anywhere but before its head, as in 素质提升行动"),
    Measure("clause", "yes/no", -1.0, "holds a verb that governs two words or more, or an adverb before a verb"),
    Measure("object_inside", "yes/no", -0.5, "holds a verb that may govern nouns, and no head behind it"),
    Measure("light_verb_at_end", "yes/no", -1.3, "ends with one"),
    Measure("weak_verb_at_start", "yes/no", -1.2, "begins with a verb that governs what follows more often than not"),
    Measure("object_verb_at_start", "yes/no", -2.2, "is or begins with a verb that governs what follows: 盘活, 招引"),
    Measure(
        "after_adverb", "share", -1.0, "occurrences right behind an adverb or auxiliary: a verb follows 进一步 or 将"
    ),
    Measure("describing_at_start", "yes/no", -1.0, "begins with a word that describes and names no kind: 现有, 首批"),
    Measure("cut_name_at_start", "yes/no", -2.0, "begins with the end of a place's name: 市, 州"),
    Measure(
        "torn",
        "share",
        -1.5,
        "occurrences whose unknown word at an edge touches a further piece of a name: 湾|南科创走廊",
    ),
    Measure(
        "adverb_at_start",
        "yes/no",
        -0.8,
        "begins with an adverb or an adjective used as one, or is such a word as 全面",
    ),
    Measure("abstract_at_end", "yes/no", -0.8, "ends with a noun such as 力度 or 水平 that closes any phrase"),
    Measure("activity_at_end", "yes/no", -1.0, "ends with what the text does: 应用研究, 疗效观察"),
    Measure("bare_verb", "yes/no", -0.3, "is a verb by itself"),
    Measure("connective", "yes/no", -1.3, "holds 和, 与 or 及: two terms more often than one"),
    Measure("guess", "yes/no", -1.5, "two characters that no dictionary holds, neither quoted nor explained"),
    Measure("single_character", "yes/no", -0.5, "begins or ends with a word of one character that heads no terms"),
    Measure(
        "no_chinese",
        "yes/no",
        -1.8,
        "holds letters and no Chinese character or digit: it reads the same in the other language",
    ),
    # Links.
    Measure("expanded", "yes/no", 2.0, "the text says what it stands for"),
    Measure("member", "yes/no", 1.0, "it is one of the things that an abbreviation stands for"),
    Measure("counted", "yes/no", -3.0, "a number with what it counts, such as 三个方面"),
    # Last, by the sum of all others.
    Measure(
        "overlapped",
        "log2",
        -0.7,
        "1 + the better candidates that hold or cut it, where these are fewest; those that cut it or that it begins "
        "count twice",
    ),
)

_NOUNS = frozenset(["n", "nt", "nz", "ns", "nr", "nrt", "vn", "l", "j", "nl", "nw", "an", "s", "ng"])
_ADJECTIVES = frozenset(["a", "z", "b", "d"])
_ADVERBS = frozenset(("d", "ad"))
_VERBS = frozenset(("v", "vd", "vi"))
_WEAK_VERBS = frozenset(("weak_verb", "object_verb"))
_CHINESE = re.compile(f"[{HAN}]")
_DIGIT = re.compile("[0-9]")
# The probability of a string that the general list does not hold; jieba's dictionary has 6e7 tokens.
_RAREST = 8.0
# Characters in which a common word of a text occurs once.
_COMMON_WORD = 1_500
# Up to this many characters a text repeats few of its terms; each doubling makes one more occurrence likely.
_SHORT_TEXT = 20_000


def measure(
    candidates: Candidates, characters: int, expanded: frozenset[str], members: frozenset[str]
) -> Mapping[str, NDArray[np.float64]]:
    """Give the value of every measure for every candidate, in the order of the table's rows.

    What further texts, further segmenters and the other candidates say comes later, with the scores.

    Args:
        candidates: what was found and counted.
        characters: of all documents together, barriers left out.
        expanded: surfaces that a link explains.
        members: texts that are members of such a link.
    """
    import numpy as np

    table = candidates.table
    columns = {
        name: table[name].to_numpy() for name in table.columns if name not in ("text", "words", "tags", "classes")
    }
    texts = table["text"].to_list()
    words, tags, classes = ([entry.split(" ") for entry in table[name]] for name in ("words", "tags", "classes"))

    def each(values: object) -> NDArray[np.float64]:
        return np.fromiter(values, dtype=np.float64, count=len(texts))  # type: ignore[call-overload,no-any-return]

    of_classes, of_tags = _by_value(table["classes"]), _by_value(table["tags"])

    def begins_with(word_class: str) -> NDArray[np.float64]:
        pairs = zip(words, classes, strict=True)
        return each(len(entry) > 1 and entry[0] == word_class and not modifies(shape) for shape, entry in pairs)

    explained = each(text in expanded for text in texts)
    unmarked = (columns["quoted"] == 0) & (columns["quoted_head"] == 0) & (columns["titled"] == 0)
    likely = max(1.0, math.log2(max(characters, 1) / _SHORT_TEXT))
    return {
        "base": np.ones(len(texts)),
        "branching_entropy": np.minimum(columns["left_entropy"], columns["right_entropy"]),
        "accessor_variety": np.log2(1.0 + np.minimum(columns["left_variety"], columns["right_variety"])),
        "cohesion": np.clip(np.nan_to_num(columns["cohesion"].astype(np.float64)), 0, 14),
        "free": columns["free"],
        "bound_word": (1.0 - columns["free_left"]) * of_classes(lambda entry: len(entry) == 1) * unmarked,
        "rarity": each(map(general_rarity, texts)),
        "shortfall": np.minimum(0.0, np.log2(columns["frequency"] / likely)),
        "length": np.minimum(columns["length"], 8).astype(np.float64),
        "known_term": each(map(is_published, texts)),
        "after_naming_verb": columns["after_naming_verb"],
        "common_parts": _common_parts(texts, words, columns["frequency"], characters),
        "generic": of_classes(lambda entry: sum(word in ("generic", "abstract") for word in entry) / len(entry)),
        "generic_alone": of_classes(lambda entry: entry in (["generic"], ["abstract"])),
        "general_word": each(map(is_general_word, texts)) * unmarked,
        "general_phrase": each(map(is_general_phrase, words, classes)) * unmarked,
        "particle": each("的" in text for text in texts) * unmarked,
        "quoted": (columns["quoted"] > 0).astype(np.float64),
        "quoted_head": (columns["quoted_head"] > 0).astype(np.float64),
        "titled": (columns["titled"] > 0).astype(np.float64),
        "heading": (columns["heading"] > 0).astype(np.float64),
        "in_title": np.minimum(np.log2(1.0 + columns["in_title"]), 4.0),
        "listed": columns["listed"],
        "parallel": columns["parallel"],
        "head_added": each(_adds_head(texts, words, columns["frequency"], columns["free"])),
        "noun_at_end": of_tags(lambda entry: entry[-1] in _NOUNS),
        "term_head": each(len(entry) > 1 and heads_terms(entry[-1]) for entry in words),
        "head_alone": each(len(entry) == 1 and len(entry[0]) > 2 and heads_terms(entry[0]) for entry in words),
        "loose_phrase": each(len(entry) > 2 and not heads_terms(entry[-1]) for entry in words),
        "adjective_at_end": of_tags(lambda entry: entry[-1] in _ADJECTIVES),
        "verb_at_start": of_tags(lambda entry: len(entry) > 1 and entry[0] == "v"),
        "short_verb_at_start": each(map(governs_in_short, words, tags)) * unmarked,
        "light_verb": of_classes(lambda entry: "light_verb" in entry),
        "governing_verb": each(map(holds_governing_verb, words, classes)),
        "clause": each(map(is_clause, words, tags, classes)) * unmarked,
        "object_inside": each(governed_words(*entry, _WEAK_VERBS) > 0 for entry in zip(words, classes, strict=True)),
        "light_verb_at_end": of_classes(lambda entry: entry[-1] == "light_verb"),
        "weak_verb_at_start": begins_with("weak_verb"),
        "object_verb_at_start": np.maximum(
            begins_with("object_verb"), of_classes(lambda entry: entry == ["object_verb"])
        ),
        "after_adverb": columns["after_adverb"] * unmarked,
        "describing_at_start": each(map(describes, words)) * unmarked,
        "cut_name_at_start": each(map(begins_with_cut_name, texts, words, tags)) * unmarked,
        "torn": columns["torn"] * unmarked,
        "adverb_at_start": each(map(_opens_as_adverb, words, tags)),
        "abstract_at_end": of_classes(lambda entry: entry[-1] == "abstract"),
        "activity_at_end": each(map(ends_in_activity, words)),
        "bare_verb": of_tags(lambda entry: len(entry) == 1 and entry[0] in _VERBS),
        "connective": of_classes(lambda entry: "connective" in entry),
        "guess": each(map(is_guess, words, tags)) * (columns["quoted"] == 0) * (explained == 0),
        "single_character": each(map(holds_cut_word, words)),
        "no_chinese": each(not _CHINESE.search(text) and not _DIGIT.search(text) for text in texts),
        "expanded": explained,
        "member": each(text in members for text in texts),
        "counted": ((columns["counted"] > 0) & unmarked).astype(np.float64),
    }


def _by_value(column: pl.Series) -> Callable[[Callable[[list[str]], float]], NDArray[np.float64]]:
    """How to give each row a number by the parts of its value: asked once for all rows with one value."""
    import numpy as np

    numbers: dict[str, int] = {}
    rows = [numbers.setdefault(value, len(numbers)) for value in column]
    parts = [value.split(" ") for value in numbers]

    def of_parts(function: Callable[[list[str]], float]) -> NDArray[np.float64]:
        return np.array([function(entry) for entry in parts], dtype=np.float64)[rows]

    return of_parts


def _adds_head(
    texts: Sequence[str], words: Sequence[Sequence[str]], frequency: NDArray[np.int64], free: NDArray[np.float64]
) -> Iterator[bool]:
    """Whether each text is a phrase with one more word behind it; the phrase stands free somewhere, and more often."""
    alone = {text: count for text, count, share in zip(texts, frequency.tolist(), free.tolist(), strict=True) if share}
    for entry, count in zip(words, frequency.tolist(), strict=True):
        yield len(entry) > 2 and alone.get("".join(entry[:-1]), 0) > count


def _opens_as_adverb(words: Sequence[str], tags: Sequence[str]) -> bool:
    return tags[0] in _ADVERBS if len(words) > 1 else is_adverb(words[0], tags[0])


def _common_parts(
    texts: Sequence[str], words: Sequence[Sequence[str]], frequency: NDArray[np.int64], characters: int
) -> NDArray[np.float64]:
    """How much more often the first and the last word of each phrase occur than the phrase; 0 for single words.

    On a logarithmic scale from as often as the phrase, 0, to as often again as a common word, 1; the mean of the two.
    """
    import numpy as np

    occurrences = dict(zip(texts, frequency.tolist(), strict=True))
    scale = math.log2(max(4, characters / _COMMON_WORD))

    def share(position: int) -> NDArray[np.float64]:
        times = np.array([occurrences.get(entry[position], 1) if len(entry) > 1 else 1 for entry in words])
        return np.clip(np.log2(times / frequency) / scale, 0.0, 1.0)

    return (share(0) + share(-1)) / 2


def general_rarity(text: str) -> float:
    """How rare a string is in general Chinese: minus log10 of its share of the words of jieba's training corpus.

    From about 1.5 (的) to 8 for a string that the dictionary does not hold. The counts are smoothed by one half.

    >>> general_rarity("经济") < general_rarity("孵化器") <= general_rarity("一台两器")
    True
    """
    from glossary.text.segmenters.dictionary import dictionary

    counted = dictionary().get(text)
    return min(_RAREST, -math.log10((counted[0] if counted else 0.5) / _general_total()))


@cache
def _general_total() -> int:
    from glossary.text.segmenters.dictionary import dictionary

    return sum(count for count, _tag in dictionary().values())
