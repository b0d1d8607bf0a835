"""Zip folders: the files inside are read as if they lay in a folder; nothing is written to the disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

_UTF_8_NAMES = 0x800  # bit 11 of the general purpose flags (APPNOTE 4.4.4)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked, over all folders inside one another."""

    size: int
    files: int


def _read(source: Source) -> Iterator[Document | Skipped]:
    settings = source.settings
    budget = _Budget(settings.maximum_unpacked_size, settings.maximum_archive_files)
    yield from _unfold(source, settings.maximum_archive_depth, budget)


def _unfold(source: Source, depth: int, budget: _Budget) -> Iterator[Document | Skipped]:
    """Read the files of a zip folder, sorted by name, and those of zip folders in it."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except _BROKEN as error:
        raise InputError(
            _("not a {format}, or a damaged one", format=_("zip folder")), hint=_("pack the folder again")
        ) from error
    with archive:
        members = [(_name(member), member) for member in archive.infolist() if not member.is_dir()]
        for name, member in sorted(members, key=lambda each: each[0]):
            if any(part.startswith((".", "__MACOSX", "~$")) for part in name.split("/")):
                continue
            path = f"{source.path}/{name}"
            try:
                yield from _member(archive, member, replace(source, path=path), depth, budget)
            except InputError as error:
                yield Skipped(path, str(InputError(error.what, hint=error.hint)))


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, depth: int, budget: _Budget
) -> Iterator[Document | Skipped]:
    from glossary.reading import known_readers, read_source

    suffix = posixpath.splitext(source.path)[1].lower()
    if suffix not in known_readers():
        return
    budget.files -= 1
    if budget.files < 0:
        raise InputError(
            _("more than {limit} files in a zip folder", limit=source.settings.maximum_archive_files),
            hint=_("unpack it, or raise maximum_archive_files"),
        )
    if member.flag_bits & _ENCRYPTED:
        raise InputError(_("encrypted"), hint=_("save it without a password and try again"))
    unpacked = replace(source, data=_unpack(archive, member, source, budget))
    if suffix in READER.suffixes:
        if depth <= 1:
            raise InputError(_("zip folders in one another too deeply"), hint=_("unpack it"))
        yield from _unfold(unpacked, depth - 1, budget)
    else:
        yield from read_source(unpacked, suffix)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, budget: _Budget) -> bytes:
    try:
        with archive.open(member) as stream:
            data = stream.read(budget.size + 1)
    except _BROKEN as error:
        raise InputError(_("damaged in the zip folder"), hint=_("pack the folder again")) from error
    if len(data) > budget.size:
        raise InputError(
            _("refused: it unpacks to more than {limit} bytes", limit=source.settings.maximum_unpacked_size),
            hint=_("unpack it, or raise maximum_unpacked_size"),
        )
    budget.size -= len(data)
    return data


def _name(member: zipfile.ZipInfo) -> str:
    """The path inside the folder: it never leaves it, and Chinese names of Windows' own packer are read as GBK."""
    name = member.filename
    if not member.flag_bits & _UTF_8_NAMES and not name.isascii():
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = b""
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding) or name
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "file"


READER = Reader("zip folder", (".zip",), _read)
