"""Files that are either whole or not there: every file of this package is written through here."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from glossary.errors import FormatError
from glossary.messages import _

__all__ = ["explain_os_error", "system_reason", "write_atomically"]


@contextmanager
def write_atomically(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """Give a binary stream whose content becomes the file `path` when the block ends well.

    The bytes go to a temporary file in the same folder, which then takes the place of the old file in one step.
    Whatever ends the block early (an error, a full disk, an interrupt) removes the temporary file and leaves the old
    file as it was. Missing folders are made. A link is followed; a device or a pipe is written to directly.

    Raises:
        FormatError: the file cannot be written, with the path and what to do.
    """
    target = Path(path)
    try:
        if target.is_dir():
            raise FormatError(_("is a folder"), where=str(path), hint=_("name a file"))
        if target.exists() and not target.is_file():
            with target.open("wb") as stream:
                yield stream
            return
        target = target.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.part")
        try:
            with temporary.open("xb") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                shutil.copymode(target, temporary)
            temporary.replace(target)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
    except OSError as error:
        raise explain_os_error(error, path) from error


def explain_os_error(error: OSError, path: str | os.PathLike[str]) -> FormatError:
    """The error that a person reads when the system refuses to read or write `path`.

    >>> str(explain_os_error(PermissionError(13, "Permission denied"), "terms.xlsx"))
    'terms.xlsx: Permission denied; close the file in other programs, or choose another folder'
    """
    hints = {
        errno.ENOSPC: _("free some space on the disk, or choose another one"),
        errno.EDQUOT: _("free some space on the disk, or choose another one"),
        errno.EFBIG: _("the system limits the size of files; raise the limit, or write fewer entries"),
        errno.EACCES: _("close the file in other programs, or choose another folder"),
        errno.EPERM: _("close the file in other programs, or choose another folder"),
        errno.EROFS: _("choose another folder"),
        errno.ENOENT: _("check the name of the file"),
        errno.ENOTDIR: _("a part of the path is a file; choose another folder"),
        errno.EEXIST: _("a part of the path is a file; choose another folder"),
        errno.EISDIR: _("name a file"),
        errno.ENAMETOOLONG: _("choose a shorter name"),
    }
    hint = hints.get(error.errno or 0, "")
    return FormatError(system_reason(error), where=os.fspath(path), hint=hint)


def system_reason(error: OSError) -> str:
    """What the system says went wrong, in the reader's language where it is one of the usual things.

    >>> system_reason(FileNotFoundError(2, "No such file or directory"))
    'No such file or directory'
    """
    usual = {
        errno.ENOSPC: _("No space left on device"),
        errno.EDQUOT: _("Disk quota exceeded"),
        errno.EFBIG: _("File too large"),
        errno.EACCES: _("Permission denied"),
        errno.EPERM: _("Operation not permitted"),
        errno.EROFS: _("Read-only file system"),
        errno.ENOENT: _("No such file or directory"),
        errno.ENOTDIR: _("Not a directory"),
        errno.EEXIST: _("File exists"),
        errno.EISDIR: _("Is a directory"),
        errno.ENAMETOOLONG: _("File name too long"),
        errno.ELOOP: _("Too many levels of symbolic links"),
        errno.EIO: _("Input/output error"),
    }
    return usual.get(error.errno or 0) or error.strerror or str(error)
