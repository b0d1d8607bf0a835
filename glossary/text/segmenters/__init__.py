"""Words and where they start and end: one adapter per segmenter, one contract.

A segmenter is a function from a text to its tokens: `text[token.start:token.end] == token.text`, in order, with
nothing but white space between them. `dictionary` is the default, and quick; the others run with their own code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import MissingExtraError, SettingsError
from glossary.messages import _
from glossary.model import Token

if TYPE_CHECKING:
    from glossary.text.segmenters.contract import Engine

__all__ = ["DEFAULT", "SEGMENTERS", "Segmenter", "prepare_segmenter", "segment"]

DEFAULT = "dictionary"


class Segmenter(NamedTuple):
    """What there is to know of a segmenter before it is loaded.

    Attributes:
        packages: any one of them has its code.
        requirement: what pip installs to have one of them.
        takes_model: whether `NAME=MODEL` chooses between several models.
        licence: of the code, and of the models where they have another one.
    """

    name: str
    packages: tuple[str, ...]
    requirement: str
    takes_model: bool
    licence: str

    @property
    def package(self) -> str | None:
        """The package that has its code, or None where none is installed."""
        return next((package for package in self.packages if find_spec(package) is not None), None)


SEGMENTERS = {
    segmenter.name: segmenter
    for segmenter in (
        Segmenter(DEFAULT, ("jieba",), "jieba", False, "MIT"),
        Segmenter("jieba", ("jieba",), "jieba", False, "MIT"),
        Segmenter("rjieba", ("rjieba",), "rjieba", False, "MIT"),
        Segmenter("pkuseg", ("spacy_pkuseg", "pkuseg"), "spacy-pkuseg", True, "MIT"),
        Segmenter("hanlp", ("hanlp",), "torch==2.13.0 'hanlp<2.1.6'", True, "Apache-2.0, models CC BY-NC-SA 4.0"),
    )
}
_loading = Lock()


def segment(
    text: str,
    name: str = DEFAULT,
    *,
    terms: Sequence[str] = (),
    boundaries: bytes | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> tuple[Token, ...]:
    """Cut `text` into words.

    Args:
        text: any text.
        name: of the segmenter, or `NAME=MODEL`.
        terms: no segmenter cuts them; the longest one that starts at a place counts.
        boundaries: where the words of the dictionary begin, where that is known; see `dictionary.segment`.
        on_progress: is told how many characters more are done.

    Raises:
        SettingsError: there is no segmenter of that name.
        MissingExtraError: its package is not installed.
        SegmenterError: its model cannot be used, or it lost a part of the text.

    >>> [token.text for token in segment("参观玛依拉·艾山工坊（示范点）", terms=["玛依拉·艾山", "工坊（示范点）"])]
    ['参观', '玛依拉·艾山', '工坊（示范点）']
    """
    from glossary.text.segmenters.whole_terms import find_wholes, keep_whole, term_list

    wholes = find_wholes(text, term_list(tuple(terms)) if terms else None)
    if name == DEFAULT:
        from glossary.text.segmenters import dictionary

        tokens = keep_whole(text, dictionary.segment(text, boundaries), wholes)
        if on_progress is not None:
            on_progress(len(text))
        return tokens
    from glossary.text.segmenters.contract import tokens_of

    return keep_whole(text, tokens_of(_engine(name), text, on_progress), wholes)


def prepare_segmenter(name: str) -> None:
    """Load a segmenter before there is anything to cut, so that what is wrong with it comes out at once.

    Raises:
        SettingsError, MissingExtraError, SegmenterError: as `segment`.
    """
    if name != DEFAULT:
        _engine(name)


def _engine(name: str) -> Engine:
    with _loading:
        return _loaded(name)


@cache
def _loaded(name: str) -> Engine:
    """The engine of that name, loaded once."""
    base, _equals, model = name.partition("=")
    if base not in SEGMENTERS:
        raise SettingsError(
            _("no segmenter named {name}", name=base), hint=_("known: {names}", names=", ".join(SEGMENTERS))
        )
    segmenter = SEGMENTERS[base]
    if model and not segmenter.takes_model:
        raise SettingsError(_("{name} takes no model", name=base), hint=_("write {name} alone", name=base))
    if segmenter.package is None and not model.startswith(("http:", "https:")):
        raise MissingExtraError(
            _("the segmenter {name} is not installed", name=base),
            hint=_("run {command}", command=f"pip install {segmenter.requirement}"),
        )
    engine: Engine = import_module(f"glossary.text.segmenters.{base}").load(model)
    return engine
