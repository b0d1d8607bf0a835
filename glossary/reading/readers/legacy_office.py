"""Older office formats, through LibreOffice where the user has it: in a profile of its own that reaches no network.

What only has the name of such a file is read for what it is: web pages and tables that web sites call .doc and .xls,
files of today's formats, plain text.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path, PurePosixPath

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading.reader import Reader, Source
from glossary.reading.readers import html, plain_text, presentation, spreadsheet, web_archive, word

__all__ = ["READER", "find_libreoffice"]

# On the path; else where the installers for macOS and Windows put it.
_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
)
# What each format becomes, and who reads that.
_WORD, _SLIDES, _SHEETS = ("docx", word.READER), ("pptx", presentation.READER), ("xlsx", spreadsheet.READER)
_TARGETS = dict.fromkeys((".doc", ".dot", ".wps", ".rtf"), _WORD) | {
    ".ppt": _SLIDES,
    ".dps": _SLIDES,
    ".xls": _SHEETS,
    ".et": _SHEETS,
}
# How files start that LibreOffice is asked for: OLE 2 containers, RTF, Word 2 to 6, Excel 2 to 4, XML of Office 2003.
# Other bytes it would take for text, and give them back as noise.
_LEGACY = re.compile(
    rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1|\s*\{\\rtf|[\xdb\x9b]\xa5|\x09[\x00\x02\x04\x08][\x04-\x08]\x00"
    rb"|\s*<\?xml[^>]*>\s*<\?mso-application"
)
_PAGE = re.compile(
    rb"(?:\s|<!--(?:[^-]|-(?!->))*-->|<\?xml[^>]*>)*<(?:!doctype\s+html|html|head|meta|title|style|body|table|div|p)\b",
    re.I,
)
# LibreOffice fetches the pictures that a file links to; with a proxy that nobody is, it reaches none. Port 9 discards.
_CONFIGURATION = (
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
)


def find_libreoffice() -> str | None:
    """The path of the program, or None where there is none."""
    on_path = map(shutil.which, _PROGRAMS)
    return next((found for found in (*on_path, *filter(os.path.isfile, _PLACES)) if found), None)


def _read(source: Source) -> Iterator[Document | Skipped]:
    reader = _reader_by_content(source.data)
    target, target_reader = _TARGETS.get(PurePosixPath(source.path).suffix.lower(), _WORD)
    if reader is not None:
        yield from reader.read(source)
    elif source.data.startswith(b"PK\x03\x04"):
        yield from target_reader.read(source)
    else:
        digest = source.document("", "").sha256
        for document in target_reader.read(replace(source, data=_converted(source, target))):
            yield replace(document, sha256=digest) if isinstance(document, Document) else document


def _reader_by_content(data: bytes) -> Reader | None:
    """The reader of what is no office file at all, whatever its name."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").replace(b"\0", b"")
    if _LEGACY.match(data) or data.startswith(b"PK\x03\x04"):
        return None
    if web_archive.is_web_archive(head):
        return web_archive.READER
    return html.READER if _PAGE.match(head) else plain_text.READER


def _converted(source: Source, target: str) -> bytes:
    """Convert in a folder that is removed afterwards, under a name that the file does not choose."""
    suffix = PurePosixPath(source.path).suffix.lower()
    program = find_libreoffice()
    if program is None:
        raise InputError(
            _("{suffix} needs LibreOffice, which is not installed", suffix=suffix),
            hint=_("install it, or save the file as .{target}", target=target),
        )
    with tempfile.TemporaryDirectory(prefix="glossary-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        original = folder / f"document{suffix}"
        original.write_bytes(source.data)
        _write_configuration(folder / "profile")
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
        _run(command, source.settings.conversion_seconds, target)
        converted = folder / "converted" / f"document.{target}"
        if not converted.is_file() or converted.stat().st_size > source.settings.maximum_file_size:
            raise InputError(_("LibreOffice cannot convert it"), hint=_("open it in its program and save it again"))
        return converted.read_bytes()


def _run(command: list[str], seconds: int, target: str) -> None:
    """Run a program to its end; when its time is up, end it with the processes it started."""
    with subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            raise InputError(
                _("LibreOffice took longer than {seconds} seconds", seconds=seconds),
                hint=_("save the file as .{target}", target=target),
            ) from error
        finally:
            if process.poll() is None:
                _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()


def _write_configuration(profile: Path) -> None:
    """Write the settings of a new profile, as LibreOffice itself writes them."""
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{escape(value, quote=False)}</value></prop></item>"
        for path, name, value in _CONFIGURATION
    )
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>',
        encoding="utf-8",
    )


READER = Reader("LibreOffice", tuple(_TARGETS), _read)
