"""Models that were installed for this user: where they are, what they are, and whether they are still whole."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from glossary.errors import SegmenterError
from glossary.messages import _

__all__ = ["Notice", "check_whole", "models_folder", "read_notice", "replaced_folder", "write_notice"]

NOTICE = "model.json"


class Notice(msgspec.Struct, frozen=True):
    """What is known of an installed model.

    Attributes:
        origin: the file that it was taken from.
        digests: SHA-256 of each of its files, by name.
    """

    name: str
    origin: str
    licence: str
    digests: dict[str, str]


def models_folder() -> Path:
    """The folder for models in the user's data folder, such as ~/.local/share/shuyu/segmenters; it may not exist."""
    from platformdirs import user_data_path

    return user_data_path("shuyu", appauthor=False) / "segmenters"


def read_notice(folder: Path) -> Notice | None:
    """What is known of the model in a folder; None where nothing is: it was not installed by this program."""
    try:
        return msgspec.json.decode((folder / NOTICE).read_bytes(), type=Notice)
    except (OSError, msgspec.MsgspecError):
        return None


def write_notice(folder: Path, name: str, origin: str, licence: str) -> None:
    """Write down what the model in a folder is, with the digests of its files."""
    digests = {path.name: _digest(path) for path in sorted(folder.iterdir()) if path.name != NOTICE}
    (folder / NOTICE).write_bytes(msgspec.json.format(msgspec.json.encode(Notice(name, origin, licence, digests))))


def check_whole(folder: Path, hint: str) -> None:
    """Hold the files of an installed model against their digests; other folders pass.

    Raises:
        SegmenterError: a file is missing or has changed.
    """
    notice = read_notice(folder)
    for name, digest in notice.digests.items() if notice else ():
        path = folder / name
        if not path.is_file() or _digest(path) != digest:
            raise SegmenterError(_("the model is damaged"), where=str(path), hint=hint)


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """An empty folder that takes the place of `folder` when the block ends well, and vanishes when it does not."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".installing-", dir=folder.parent) as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        yield fresh
        if folder.exists():
            shutil.move(folder, Path(name) / "old")
        fresh.rename(folder)
