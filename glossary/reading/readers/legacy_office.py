"""Older office formats, through LibreOffice where the user has it: never over the network, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading.reader import Reader, Source
from glossary.reading.readers import presentation, spreadsheet, word

__all__ = ["READER"]

_PROGRAMS = ("soffice", "libreoffice")
# What each format becomes, and who reads that.
_WORD, _SLIDES, _SHEETS = ("docx", word.READER), ("pptx", presentation.READER), ("xlsx", spreadsheet.READER)
_TARGETS = dict.fromkeys((".doc", ".dot", ".wps", ".rtf"), _WORD) | {
    ".ppt": _SLIDES,
    ".dps": _SLIDES,
    ".xls": _SHEETS,
    ".et": _SHEETS,
}


def _read(source: Source) -> Iterator[Document | Skipped]:
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    suffix = PurePosixPath(source.path).suffix.lower()
    target, reader = _TARGETS.get(suffix, _WORD)
    if program is None:
        raise InputError(
            _("{suffix} needs LibreOffice, which is not installed", suffix=suffix),
            hint=_("install it, or save the file as .{target}", target=target),
        )
    converted = _convert(source, program, suffix, target)
    for document in reader.read(replace(source, data=converted)):
        yield replace(document, sha256=source.document("", "").sha256) if isinstance(document, Document) else document


def _convert(source: Source, program: str, suffix: str, target: str) -> bytes:
    """Convert in a folder that is removed afterwards, under a name that the file does not choose."""
    with tempfile.TemporaryDirectory(prefix="glossary-") as name:
        folder = Path(name)
        original = folder / f"document{suffix}"
        original.write_bytes(source.data)
        command = [
            program,
            "--headless",
            "--norestore",
            "--nolockcheck",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to",
            target,
            "--outdir",
            str(folder / "converted"),
            str(original),
        ]
        seconds = source.settings.conversion_seconds
        try:
            subprocess.run(command, capture_output=True, timeout=seconds, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
        except subprocess.TimeoutExpired as error:
            raise InputError(
                _("LibreOffice took longer than {seconds} seconds", seconds=seconds),
                hint=_("save the file as .{target}", target=target),
            ) from error
        converted = folder / "converted" / f"document.{target}"
        if not converted.is_file() or converted.stat().st_size > source.settings.maximum_file_size:
            raise InputError(_("LibreOffice cannot convert it"), hint=_("open it in its program and save it again"))
        return converted.read_bytes()


READER = Reader("LibreOffice", tuple(_TARGETS), _read)
