"""What HanLP answers, from a component or a service, as words with parts of speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from glossary.text.segmenters.contract import Word

__all__ = ["chosen_task", "words_of"]

# The tasks whose answers are read, the best one first: fine words are what parts of speech are given to, and the PKU
# set of tags is nearly ICTCLAS's.
_TASKS = {"tok": ("tok/fine", "tok"), "pos": ("pos/pku", "pos/ctb", "pos/863", "pos")}
# Parts of speech of the Chinese Treebank (Xia 2000, The part-of-speech tagging guidelines for the Penn Chinese
# Treebank) and the nearest ones of ICTCLAS. VC and VE are 是 and 有, DEC to DEV 的 and 得, LB and SB 被.
_TREEBANK = {
    "AD": "d", "AS": "u", "BA": "p", "CC": "c", "CD": "m", "CS": "c", "DEC": "u", "DEG": "u", "DER": "u", "DEV": "u",
    "DT": "r", "ETC": "u", "FW": "eng", "IJ": "e", "JJ": "b", "LB": "p", "LC": "f", "M": "q", "MSP": "u", "NN": "n",
    "NR": "nz", "NT": "t", "OD": "m", "ON": "o", "P": "p", "PN": "r", "PU": "x", "SB": "p", "SP": "y", "URL": "eng",
    "VA": "a", "VC": "v", "VE": "v", "VV": "v",
}  # fmt: skip


def chosen_task(kind: str, names: Iterable[str]) -> str | None:
    """The best of the tasks of a kind, `tok` or `pos`, among these; None where there is none.

    >>> chosen_task("tok", ["tok/coarse", "pos/ctb", "tok/fine"]), chosen_task("pos", ["tok"])
    ('tok/fine', None)
    """
    known = sorted(name for name in names if name.split("/")[0] == kind)
    return next((name for name in _TASKS[kind] if name in known), known[0] if known else None)


def words_of(document: Mapping[str, Sequence[Sequence[str]]]) -> list[list[Word]] | None:
    """The words of each sentence in HanLP's answer; None where it holds none.

    >>> words_of({"tok/fine": [["建设", "孵化器"]], "pos/ctb": [["VV", "NN"]]})
    [[Word(text='建设', tag='v'), Word(text='孵化器', tag='n')]]
    """
    cut, tagged = chosen_task("tok", document), chosen_task("pos", document)
    if cut is None:
        return None
    if tagged is None:
        return [[Word(word) for word in words] for words in document[cut]]
    return [
        [Word(word, _TREEBANK.get(tag, tag if tag.islower() else "")) for word, tag in zip(words, tags, strict=True)]
        for words, tags in zip(document[cut], document[tagged], strict=True)
    ]
