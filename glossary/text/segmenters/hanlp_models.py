"""Models of HanLP: their names, where HanLP keeps them, and what is wrong with a folder, all without loading HanLP."""

from __future__ import annotations

import os
import re
import zipfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from glossary.errors import SegmenterError
from glossary.messages import _

__all__ = [
    "DEFAULT_MODEL",
    "base_url",
    "component_folder",
    "install_command",
    "installed_models",
    "model_urls",
    "read_configuration",
    "transformer_of",
]

# Of the models for words, the one that HanLP's documentation shows first; 45 MB.
DEFAULT_MODEL = "COARSE_ELECTRA_SMALL_ZH"
_URL = re.compile(r"^(\w+) = (HANLP_URL \+ )?'([^']+\.zip)'", re.MULTILINE)
_MIRROR = re.compile(r"^\s+'([^']+)': HANLP_URL \+ '([^']+\.zip)'", re.MULTILINE)
_COMPONENTS = ("hanlp.components.tokenizers.", "hanlp.components.mtl.")


def install_command(name: str = "") -> str:
    """The command that fetches a model of that name."""
    return f"glossary segmenters install hanlp{f'={name}' if name else ''}"


def base_url() -> str:
    """Where HanLP's models are fetched from: as HanLP has it, from the environment or its authors' server."""
    return os.environ.get("HANLP_URL", "https://file.hankcs.com/hanlp/")


@cache
def model_urls() -> dict[str, str]:
    """The address of each model that cuts Chinese words, by its name in HanLP; read from HanLP's source."""
    urls = {}
    for module in ("tok", "mtl"):
        for name, official, path in _URL.findall(_source(f"pretrained/{module}.py")):
            # CONVSEG models are of HanLP 2.0 and need TensorFlow.
            if name.endswith("_ZH") or (module == "tok" and not name.endswith("CONVSEG")):
                urls[name] = base_url() + path if official else path
    return urls


def _source(path: str) -> str:
    package = find_spec("hanlp")
    return "" if package is None or package.origin is None else (Path(package.origin).parent / path).read_text("utf-8")


def _kept(url: str) -> Path:
    """The folder that HanLP unpacks a download to."""
    default = Path(os.environ.get("APPDATA", ""), "hanlp") if os.name == "nt" else Path.home() / ".hanlp"
    home = Path(os.environ.get("HANLP_HOME", default))
    if url.startswith(base_url()):
        return home / url.removeprefix(base_url()).removesuffix(".zip")
    asked = urlsplit(url)
    return home / "thirdparty" / (asked.hostname or "") / asked.path.strip("/").removesuffix(".zip")


def installed_models() -> dict[str, Path]:
    """The models that HanLP has fetched, by name, the default one first."""
    found = {name: _kept(url) for name, url in model_urls().items()}
    names = sorted(found, key=lambda name: (name != DEFAULT_MODEL, name))
    return {name: found[name] for name in names if (found[name] / "config.json").is_file()}


def component_folder(model: str) -> Path:
    """The folder of a model: that of a name, a folder itself, or of what is installed where nothing is named.

    Raises:
        SegmenterError: there is none.
    """
    installed = installed_models()
    if not model:
        if installed:
            return next(iter(installed.values()))
        raise SegmenterError(
            _("no model for {name} is installed", name="hanlp"), hint=_("run {command}", command=install_command())
        )
    if model in installed:
        return installed[model]
    if model in model_urls():
        hint = _("run {command}", command=install_command(model))
        raise SegmenterError(_("the model {name} is not installed", name=model), hint=hint)
    if Path(model).is_dir():
        return Path(model)
    known = ", ".join(sorted(model_urls()))
    raise SegmenterError(
        _("no such folder, and no model of that name"), where=model, hint=_("known: {names}", names=known)
    )


def read_configuration(folder: Path) -> dict[str, Any]:
    """The configuration of a component that cuts words.

    Raises:
        SegmenterError: the folder holds no such component, or it is damaged.
    """
    if not (folder / "config.json").is_file():
        raise _wrong(folder)
    configuration = _decoded(folder / "config.json")
    if not isinstance(configuration, dict) or not str(configuration.get("classpath")).startswith(_COMPONENTS):
        raise _wrong(folder)
    _decoded(folder / "vocabs.json")
    try:
        with zipfile.ZipFile(folder / "model.pt") as weights:
            damaged = weights.testzip() is not None
    except (OSError, zipfile.BadZipFile) as error:
        raise _damaged(folder / "model.pt") from error
    if damaged:
        raise _damaged(folder / "model.pt")
    return configuration


def _decoded(path: Path) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes())
    except (OSError, ValueError) as error:  # which msgspec's errors are
        raise _damaged(path) from error


def _wrong(folder: Path) -> SegmenterError:
    return SegmenterError(
        _("no folder with a model of {name}", name="hanlp"),
        where=str(folder),
        hint=_("run {command}", command=install_command()),
    )


def _damaged(path: Path) -> SegmenterError:
    names = [name for name, folder in installed_models().items() if folder == path.parent]
    command = install_command(*names)
    return SegmenterError(_("the model is damaged"), where=str(path), hint=_("run {command}", command=command))


def transformer_of(folder: Path, configuration: dict[str, Any]) -> str | None:
    """Where the vocabulary and the shape of a component's transformer are: a folder, or a name that HanLP has fetched.

    A component that was trained elsewhere names a folder of that computer: then one of the same name is looked for
    inside the component's folder and beside it. None stands for a component without a transformer.

    Raises:
        SegmenterError: it is not on this computer.
    """
    named = configuration.get("transformer")
    if not isinstance(named, str):
        return None
    last = re.split(r"[/\\]", named)[-1]
    for place in (Path(named), folder / last, folder.parent / last):
        if (place / "config.json").is_file():
            return str(place)
    mirrors = dict(_MIRROR.findall(_source("layers/transformers/resource.py")))
    if named in mirrors:
        if _kept(base_url() + mirrors[named]).is_dir():
            return named
    elif _cached(named):
        return named
    raise SegmenterError(
        _("the transformer {name} of this model is not on this computer", name=named),
        where=str(folder),
        hint=_("put its folder beside it as {path}, or run {command}", path=folder / last, command=install_command()),
    )


def _cached(name: str) -> bool:
    """Has Hugging Face's downloader fetched a model of that name?"""
    home = Path(os.environ.get("HF_HOME", Path.home() / ".cache" / "huggingface"))
    return (Path(os.environ.get("HF_HUB_CACHE", home / "hub")) / f"models--{name.replace('/', '--')}").is_dir()
