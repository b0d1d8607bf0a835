"""HanLP with its own code: a component in a folder, one that HanLP fetched by name, or its service at an address."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import Any

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.text.segmenters.contract import Engine, Word, has_words, loss, spans_of
from glossary.text.segmenters.hanlp_answers import chosen_task, words_of
from glossary.text.segmenters.hanlp_models import component_folder, install_command, read_configuration, transformer_of
from glossary.text.segmenters.pieces import pieces

__all__ = ["load", "load_component"]

# Characters of a piece where the model sets no narrower bound: longer ones cost more memory and gain nothing.
_LONGEST = 400
# Positions of a transformer that are no characters: [CLS], [SEP], and two that RoBERTa never uses.
_SPECIAL = 4


def load(model: str) -> Engine:
    """Load a component, from this computer alone, or name the service.

    Raises:
        SegmenterError: there is no such model, it is damaged, or it cuts no words.
    """
    if model.startswith(("http:", "https:")):
        from glossary.text.segmenters import hanlp_service

        return hanlp_service.load(model)
    folder = component_folder(model)
    component = load_component(folder)
    ask = _asking(component)
    one_at_a_time = Lock()

    def cut(stretches: Sequence[str]) -> Iterator[list[Word]]:
        with one_at_a_time:
            answers = _answers(ask, stretches)
        yield from answers

    return Engine("hanlp", cut, longest=_longest_piece(component), batch=64)


def load_component(folder: Path) -> Any:
    """Load a component from a folder, without a look at the network.

    `hanlp.load` does the same, but asks the package index for newer versions when anything is wrong.
    """
    configuration = read_configuration(folder)
    transformer = transformer_of(folder, configuration)
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from hanlp_common.reflection import object_from_classpath

    try:
        component = object_from_classpath(configuration["classpath"])
        component.load(str(folder), verbose=False, **({"transformer": transformer} if transformer else {}))
        missing = _missing_weights(component, folder)
    except Exception as error:  # what a damaged model raises is up to torch, transformers and HanLP
        what = _("the model cannot be loaded: {reason}", reason=f"{type(error).__name__} {error}"[:200])
        raise SegmenterError(what, where=str(folder), hint=_("run {command}", command=install_command())) from error
    if missing:
        what = _("the model lacks weights, such as {name}", name=missing[0])
        raise SegmenterError(what, where=str(folder), hint=_("run {command}", command=install_command()))
    return component


def _missing_weights(component: Any, folder: Path) -> list[str]:
    """Parameters that the file of weights does not hold: HanLP would leave them to chance."""
    import torch

    saved = torch.load(folder / "model.pt", map_location="cpu", weights_only=True, mmap=True)
    return [name for name, _parameter in component.model.named_parameters() if name not in saved]


def _longest_piece(component: Any) -> int:
    """Characters that surely fit into the positions of the component's transformers.

    HanLP takes 512 positions for granted, and loses what comes after the last one a smaller model has.
    """
    shapes = (getattr(module, "config", None) for module in component.model.modules())
    positions = (getattr(shape, "max_position_embeddings", None) for shape in shapes)
    return max(1, min([_LONGEST, *(count - _SPECIAL for count in positions if isinstance(count, int))]))


def _asking(component: Any) -> Callable[[list[str]], list[list[Word]]]:
    """How to ask this kind of component for words."""
    tasks = getattr(component, "tasks", None)
    if tasks is None:
        return lambda stretches: [[Word(word) for word in words] for words in component(stretches)]
    cut, tagged = chosen_task("tok", tasks), chosen_task("pos", tasks)
    if cut is None:
        raise SegmenterError(_("the model cuts no words; its tasks: {names}", names=", ".join(tasks)))
    wanted = [cut, tagged] if tagged else [cut]
    return lambda stretches: words_of(component(stretches, tasks=wanted)) or []


def _asked(ask: Callable[[list[str]], list[list[Word]]], stretches: list[str]) -> list[list[Word]]:
    """What the component answers; nothing for a stretch that needs more positions than its transformer has."""
    if not stretches:
        return []
    try:
        return ask(stretches)
    except (IndexError, RuntimeError):
        return [] if len(stretches) == 1 else [words for one in stretches for words in _asked(ask, [one]) or [[]]]


def _answers(ask: Callable[[list[str]], list[list[Word]]], stretches: Sequence[str]) -> list[list[Word]]:
    """The words of each stretch; where a part of one is lost, those of its halves."""
    given = iter(_asked(ask, [stretch for stretch in stretches if has_words(stretch)]))
    answers: list[list[Word]] = []
    for stretch in stretches:
        words = next(given, []) if has_words(stretch) else []
        if spans_of(stretch, words) is None:
            if len(stretch) < 2:
                raise loss(stretch, "hanlp")
            halves = [stretch[start:end] for start, end in pieces(stretch, (len(stretch) + 1) // 2)]
            words = [word for half in _answers(ask, halves) for word in half]
        answers.append(words)
    return answers
