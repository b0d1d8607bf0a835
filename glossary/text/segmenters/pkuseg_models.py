"""Models of pkuseg: where one is, and its features and weights, read without executing what is in the file."""

from __future__ import annotations

import gc
import io
import pickle
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.text.segmenters.folders import check_whole, models_folder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["INSTALL", "WEIGHTS", "Features", "Weights", "chosen_folder", "read_features", "read_pickle", "read_weights"]

INSTALL = "glossary segmenters install pkuseg"
WEIGHTS = "weights.npz"


class Features(msgspec.Struct, frozen=True):
    """What cutting needs of a model's features: its words, and the index of each feature and tag."""

    unigram: set[str]
    feature_to_idx: dict[str, int]
    tag_to_idx: dict[str, int]


class Weights(NamedTuple):
    """How many tags and features there are, and a weight for each tag with each feature and each other tag."""

    tags: int
    features: int
    values: NDArray[np.float64]


def chosen_folder(package: str) -> Path:
    """The folder of the model to use where none is named: the installed one, else the one inside pkuseg's package.

    Raises:
        SegmenterError: there is none, or it is damaged.
    """
    folder = models_folder() / "pkuseg"
    if folder.is_dir():
        check_whole(folder, _("run {command}", command=INSTALL))
        return folder
    spec = find_spec(package)
    bundled = Path(spec.origin if spec and spec.origin else "").parent / "models" / "default"
    if (bundled / WEIGHTS).is_file():
        return bundled
    raise SegmenterError(_("no model for {name} is installed", name="pkuseg"), hint=_("run {command}", command=INSTALL))


def read_features(folder: Path) -> Features:
    """Read the features of a model, as spacy-pkuseg writes them (msgpack) or as pkuseg does (pickle).

    Raises:
        SegmenterError: there is no model in the folder, or it is damaged.
    """
    packed, pickled = folder / "features.msgpack", folder / "features.pkl"
    if packed.is_file():
        with _reading(packed):
            return msgspec.msgpack.decode(packed.read_bytes(), type=Features)
    if pickled.is_file():
        with _reading(pickled):
            return msgspec.convert(read_pickle(pickled.read_bytes()), Features)
    what = _("no folder with a model of {name}", name="pkuseg") if folder.is_dir() else _("no such folder")
    raise SegmenterError(what, where=str(folder), hint=_("run {command}", command=INSTALL))


def read_weights(folder: Path) -> Weights:
    """Read the weights of a model.

    Raises:
        SegmenterError: they are missing or damaged.
    """
    import numpy as np

    path = folder / WEIGHTS
    with _reading(path), np.load(path, allow_pickle=False) as arrays:
        tags, features = arrays["sizes"].tolist()
        return Weights(int(tags), int(features), arrays["w"])


class _DataOnly(pickle.Unpickler):
    """Reads dictionaries, lists, strings and numbers; anything that would call a function is refused."""

    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"{module}.{name} is no data")


def read_pickle(data: bytes) -> Any:
    """Read a pickle of plain data.

    Raises:
        pickle.UnpicklingError: it is damaged, or would execute something.
    """
    return _DataOnly(io.BytesIO(data)).load()


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn what can be wrong with a file of a model into one line.

    Python looks for garbage all the time while millions of strings come in, and finds none: that is put off.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    except (OSError, EOFError, ValueError, KeyError, TypeError, pickle.UnpicklingError, zipfile.BadZipFile) as error:
        raise SegmenterError(
            _("the model is damaged"), where=str(path), hint=_("run {command}", command=INSTALL)
        ) from error
    finally:
        if collecting:
            gc.enable()
