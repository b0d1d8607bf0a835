"""pkuseg with its own code, by the maintained package spacy-pkuseg or by pkuseg itself; no pickle is executed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.text.segmenters import SEGMENTERS
from glossary.text.segmenters.contract import Engine, Word
from glossary.text.segmenters.pkuseg_models import (
    INSTALL,
    Features,
    Weights,
    chosen_folder,
    read_features,
    read_weights,
)

__all__ = ["load"]


def load(model: str) -> Engine:
    """Load a model: that of a folder, else the one that was installed, else the one that pkuseg itself brings.

    pkuseg has no part of speech without a further model that its authors keep outside the package index.

    Raises:
        SegmenterError: there is no model, or not in that folder, or it is damaged.
    """
    package = SEGMENTERS["pkuseg"].package or "spacy_pkuseg"
    folder = Path(model) if model else chosen_folder(package)
    features, weights = read_features(folder), read_weights(folder)
    sizes = len(features.tag_to_idx), len(features.feature_to_idx)
    if sizes != weights[:2] or weights.values.shape != (sizes[0] * sum(sizes),):
        raise SegmenterError(
            _("features and weights are not of one model"), where=str(folder), hint=_("run {command}", command=INSTALL)
        )
    segmenter = _segmenter(import_module(package), features, weights)

    def cut(pieces: Sequence[str]) -> Iterator[list[Word]]:
        for piece in pieces:
            yield [Word(word) for word in segmenter.cut(piece)]

    return Engine("pkuseg", cut)


def _segmenter(code: Any, features: Features, weights: Weights) -> Any:
    """Put pkuseg's segmenter together from its parts.

    Its own constructor takes the folder from a variable of the whole process, and unpickles what is there.
    """
    extractor = code.FeatureExtractor()
    extractor.unigram = features.unigram
    extractor.feature_to_idx, extractor.tag_to_idx = features.feature_to_idx, features.tag_to_idx
    model = code.Model.__new__(code.Model)
    model.n_tag, model.n_feature, model.w = weights
    model.n_transition_feature = model.w.shape[0]
    segmenter = code.pkuseg.__new__(code.pkuseg)
    segmenter.postag = False
    segmenter.preprocesser = code.Preprocesser([])
    words = Path(code.__file__).parent / "dicts" / "default.pkl"  # a part of the installed package
    segmenter.postprocesser = code.Postprocesser(None, [str(words)])
    segmenter.feature_extractor, segmenter.model = extractor, model
    segmenter.n_tag, segmenter.n_feature = weights[:2]
    segmenter.idx_to_tag = {index: tag for tag, index in features.tag_to_idx.items()}
    return segmenter
