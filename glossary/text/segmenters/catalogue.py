"""What can cut words on this computer, for `glossary segmenters`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

from glossary.errors import GlossaryError
from glossary.messages import _
from glossary.text.segmenters import SEGMENTERS, Segmenter, prepare_segmenter, segment

__all__ = ["Listed", "list_segmenters"]

# How often the sample is cut to time it: it has a few thousand characters.
_TIMES = 5


@dataclass(frozen=True, slots=True)
class Listed:
    """A segmenter, or one of its models, and how it is here.

    Attributes:
        name: as `--with` takes it.
        package: with its version; what to install where it is missing.
        model: its name, or what is wrong with it.
        origin: the file or folder it is in.
        licence: of code and model.
        speed: megabytes of UTF-8 a second, loading aside; None where it cannot be used.
    """

    name: str
    package: str
    model: str
    origin: str
    licence: str
    speed: float | None = None


def list_segmenters(sample: str) -> Iterator[Listed]:
    """Every segmenter, with a line for each model of HanLP that is installed; each cuts the sample."""
    for segmenter in SEGMENTERS.values():
        package = segmenter.package
        if package is None:
            command = _("run {command}", command=f"pip install {segmenter.requirement}")
            yield Listed(segmenter.name, _("not installed: {hint}", hint=command), "", "", segmenter.licence)
            continue
        installed = f"{package} {_version(package)}"
        for name, model, origin in _models(segmenter, package):
            try:
                yield Listed(name, installed, model, origin, segmenter.licence, _speed(name, sample))
            except GlossaryError as error:
                yield Listed(name, installed, str(error), origin, segmenter.licence)


def _models(segmenter: Segmenter, package: str) -> Iterator[tuple[str, str, str]]:
    """Name, model and origin of all that can be chosen without naming a folder."""
    if segmenter.name == "pkuseg":
        from glossary.text.segmenters.folders import read_notice
        from glossary.text.segmenters.pkuseg_models import chosen_folder

        try:
            folder = chosen_folder(package)
        except GlossaryError:
            yield "pkuseg", "", ""
            return
        notice = read_notice(folder)
        if notice is None:
            yield "pkuseg", _("its own"), str(folder)
        else:
            yield "pkuseg", notice.name, f"{notice.origin} → {folder}"
    elif segmenter.name == "hanlp":
        from glossary.text.segmenters.hanlp_models import installed_models, model_urls

        installed = installed_models()
        for name, folder in installed.items():
            yield f"hanlp={name}", name, f"{model_urls()[name]} → {folder}"
        if not installed:
            yield "hanlp", "", ""
    else:
        yield segmenter.name, _("its own"), package


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _speed(name: str, sample: str) -> float:
    """Megabytes of UTF-8 a second, once everything is loaded."""
    prepare_segmenter(name)
    segment(sample, name)
    text = "\n".join([sample] * _TIMES)
    start = perf_counter()
    segment(text, name)
    return len(text.encode()) / 1e6 / max(perf_counter() - start, 1e-9)
