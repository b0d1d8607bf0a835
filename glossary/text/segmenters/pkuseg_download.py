"""The model that pkuseg's authors publish inside their wheel: fetched by pip, laid down without executing anything."""

from __future__ import annotations

import hashlib
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import zipfile
from importlib.util import find_spec
from pathlib import Path

import msgspec

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.text.segmenters.folders import models_folder, replaced_folder, write_notice
from glossary.text.segmenters.network import require_network
from glossary.text.segmenters.pkuseg_models import INSTALL, WEIGHTS, read_pickle

__all__ = ["ORIGIN", "install"]

# Any of the wheels holds the same model; this one is the smallest for a machine that pip knows everywhere.
ORIGIN = "pkuseg-0.0.25-cp37-cp37m-manylinux1_x86_64.whl"
_REQUIREMENT = "pkuseg==0.0.25 --hash=sha256:6fc2f97d0f66cc6722cf772e65dbcde1b01d8cc53b66ac4aa7bce639de79588f\n"
_WHEEL = [
    "--only-binary=:all:",
    "--python-version=37",
    "--implementation=cp",
    "--abi=cp37m",
    "--platform=manylinux1_x86_64",
]
_LICENCE = "MIT"
_FOLDER = "pkuseg/models/default"
_DIGESTS = {
    "features.pkl": "265dcf5534a11d6429776f7e7450a9eef8e075b1a4bedb82ef996994d9c721ac",
    WEIGHTS: "95d1632a1fed45993b5006d8ba85939cb110fae71313987673582d24669811dd",
}
# Seconds: pip waits no longer for a server that does not answer.
_TIMEOUT = 15


def install() -> Path:
    """Fetch the model and put it into the user's data folder; give the folder.

    pip checks the wheel's hash, and each file is checked again. The features, a pickle, are read as data and written as
    msgpack in the format of spacy-pkuseg.

    Raises:
        SegmenterError: there is no pip or no network, or what came is not what was published.
    """
    pip = _pip()
    if not os.environ.get("PIP_NO_INDEX"):
        index = _index(pip)
        if index.startswith("http"):
            require_network(index, _("connect to the network, then run {command}", command=INSTALL))
    with tempfile.TemporaryDirectory(prefix="glossary-") as name:
        wheel = _downloaded(pip, Path(name))
        target = models_folder() / "pkuseg"
        with replaced_folder(target) as folder:
            _unpack(wheel, folder)
            write_notice(folder, "pkuseg 0.0.25 default", ORIGIN, _LICENCE)
    return target


def _pip() -> list[str]:
    """The pip of this environment, else any: it only downloads."""
    if find_spec("pip") is not None:
        return [sys.executable, "-m", "pip"]
    found = shutil.which("pip3") or shutil.which("pip")
    if found is None:
        raise SegmenterError(_("pip is not installed"), hint=f"{sys.executable} -m ensurepip")
    return [found]


def _index(pip: list[str]) -> str:
    """The package index that pip was told to ask first; empty where it asks its usual one."""
    asked = os.environ.get("PIP_INDEX_URL")
    if asked:
        return asked
    told = subprocess.run(  # noqa: S603
        [*pip, "config", "get", "global.index-url"], capture_output=True, encoding="utf-8", check=False
    )
    return told.stdout.strip()


def _downloaded(pip: list[str], folder: Path) -> Path:
    (folder / "requirement.txt").write_text(_REQUIREMENT, encoding="utf-8")
    options = ["--no-deps", "--require-hashes", "--quiet", "--no-input", "--disable-pip-version-check"]
    limits = ["--retries=1", f"--timeout={_TIMEOUT}"]
    where = ["--dest", str(folder), "--requirement", str(folder / "requirement.txt")]
    ran = subprocess.run(  # noqa: S603
        [*pip, "download", *options, *limits, *_WHEEL, *where], capture_output=True, encoding="utf-8", check=False
    )
    wheel = folder / ORIGIN
    if ran.returncode or not wheel.is_file():
        said = [line.removeprefix("ERROR: ") for line in ran.stderr.splitlines() if line.startswith("ERROR: ")]
        raise SegmenterError(
            _("pip could not fetch {name}", name="pkuseg 0.0.25"),
            where=said[0] if said else "pip",
            hint=_("run {command}", command=INSTALL),
        )
    return wheel


def _unpack(wheel: Path, folder: Path) -> None:
    """Write the model's files from the wheel into an empty folder, each one checked."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            files = {name: archive.read(f"{_FOLDER}/{name}") for name in _DIGESTS}
    except (zipfile.BadZipFile, KeyError) as error:
        raise SegmenterError(
            _("the download is damaged"), where=wheel.name, hint=_("run {command}", command=INSTALL)
        ) from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != _DIGESTS[name]:
            raise SegmenterError(
                _("the download is damaged"), where=f"{wheel.name}/{name}", hint=_("run {command}", command=INSTALL)
            )
    try:
        features = read_pickle(files["features.pkl"])
    except pickle.UnpicklingError as error:
        raise SegmenterError(
            _("the download is damaged"), where=f"{wheel.name}/features.pkl", hint=_("run {command}", command=INSTALL)
        ) from error
    (folder / "features.msgpack").write_bytes(msgspec.msgpack.encode(features))
    (folder / WEIGHTS).write_bytes(files[WEIGHTS])
