"""Files in, documents out: one reader per format, in `glossary.reading.readers`.

Nothing that a file holds can stop a run: what cannot be read is reported, and reading goes on.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import pkgutil
import stat
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from operator import attrgetter
from pathlib import Path

from glossary.errors import GlossaryError, InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading import readers
from glossary.reading.blocks import BLOCK, line_blocks
from glossary.reading.encodings import is_empty
from glossary.reading.inputs import Input, find_inputs
from glossary.reading.reader import Reader, Source
from glossary.settings import Settings
from glossary.writing import system_reason

__all__ = ["STANDARD_INPUT", "known_readers", "read_documents", "read_source"]

STANDARD_INPUT = "-"

# `dataclasses.replace` takes five times as long, which shows where lines are documents.
_AFTER_IDENTIFIER = attrgetter(*(field.name for field in fields(Document) if field.name != "identifier"))


def read_documents(
    paths: Sequence[str | os.PathLike[str]],
    settings: Settings | None = None,
    *,
    excluded: Sequence[str | os.PathLike[str]] = (),
    on_skip: Callable[[Skipped], None] | None = None,
    registry: Mapping[str, Reader] | None = None,
    passing: Callable[[Input], int] = lambda _found: 0,
    on_read: Callable[[Input, str, int, int], None] | None = None,
) -> Iterator[Document]:
    """Read every document that the paths name: files, folders, or `-` for standard input.

    Args:
        paths: in the order in which their documents come; a folder's files come sorted.
        settings: `document_unit` and `maximum_file_size` matter here.
        excluded: files and folders to leave out, such as the folder that the results go to.
        on_skip: told of every input that could not be read; without it, such inputs are passed over.
        registry: the readers to use, by suffix; None for those of documents.
        passing: asked for each file how many documents of it are known; if any, they are counted and not read.
        on_read: told of each file that was read without a complaint: the sha256 of its bytes, and how many documents
            there are before it and up to its end.
    """
    settings = settings or Settings()
    registry = known_readers() if registry is None else registry
    count = 0
    for found in _inputs(paths, excluded, registry):
        try:
            if isinstance(found, InputError):
                raise found
            if known := passing(found):
                count += known
                continue
            digest = hashlib.sha256()
            first, complaints = count, 0
            for source in _sources(found, settings, registry):
                if on_read is not None:
                    digest.update(source.data)
                for document in read_source(source, found.suffix, registry):
                    if isinstance(document, Document):
                        count += 1
                        complaints += len(document.warnings)
                        yield Document(f"d{count}", *_AFTER_IDENTIFIER(document))
                    else:
                        complaints += 1
                        if on_skip is not None:
                            on_skip(document)
            if on_read is not None and not complaints:
                on_read(found, digest.hexdigest(), first, count)
        except InputError as error:
            if on_skip is not None:
                where = found.path if isinstance(found, Input) else error.where
                reason = InputError(error.what, hint=error.hint)
                on_skip(Skipped(where, str(reason)))


@cache
def known_readers() -> dict[str, Reader]:
    """The readers by the suffix they take."""
    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(readers.__path__), key=lambda module: module.name):
        reader: Reader = importlib.import_module(f"{readers.__name__}.{module.name}").READER
        found |= dict.fromkeys(reader.suffixes, reader)
    return found


def _inputs(
    paths: Sequence[str | os.PathLike[str]],
    excluded: Sequence[str | os.PathLike[str]],
    registry: Mapping[str, Reader],
) -> Iterator[Input | InputError]:
    files = [path for path in paths if os.fspath(path) != STANDARD_INPUT]
    if len(files) < len(paths):
        yield Input(Path(STANDARD_INPUT), STANDARD_INPUT, ".txt")
    yield from find_inputs(files, registry, excluded)


def read_source(
    source: Source, suffix: str, registry: Mapping[str, Reader] | None = None
) -> Iterator[Document | Skipped]:
    """Read the documents of a file whose bytes are at hand; of a zip folder, also what in it was skipped.

    Raises:
        InputError: the bytes are not what the suffix says; whatever a library below a reader raises becomes this.
    """
    if is_empty(source.data):
        raise InputError(_("empty file"))
    reader = (known_readers() if registry is None else registry)[suffix]
    try:
        yield from reader.read(source)
    except GlossaryError:
        raise
    except Exception as error:  # every parser below has errors of its own
        reason = f"{type(error).__name__}: {error}"
        raise InputError(
            _("not a {format} file that can be read: {reason}", format=reader.name, reason=reason)
        ) from error


def _sources(found: Input, settings: Settings, registry: Mapping[str, Reader]) -> Iterator[Source]:
    """The file, or where its lines are documents and it is large, one block of it after the other."""
    if registry[found.suffix].in_lines(settings) and found.path != STANDARD_INPUT and _is_large(found.file):
        for before, data in line_blocks(found.file):
            yield Source(found.path, data, settings, before)
    else:
        yield Source(found.path, _bytes(found, settings.maximum_file_size), settings)


def _is_large(file: Path) -> bool:
    try:
        return file.is_file() and file.stat().st_size > BLOCK
    except OSError:
        return False


def _bytes(found: Input, limit: int) -> bytes:
    """Read a file's bytes, refusing what is no regular file or larger than `limit`."""
    try:
        if found.path == STANDARD_INPUT:
            data = sys.stdin.buffer.read(limit + 1)
        else:
            if not stat.S_ISREG(found.file.stat().st_mode):  # opening a named pipe would wait for ever
                raise InputError(_("not a regular file"))
            with found.file.open("rb") as stream:
                data = stream.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError(system_reason(error), hint=_("look at the path, and where a link points")) from error
    except OSError as error:
        raise InputError(system_reason(error), hint=_("look at its permissions")) from error
    if len(data) > limit:
        raise InputError(_("larger than {limit} bytes", limit=limit), hint=_("split it, or raise maximum_file_size"))
    return data
