"""`glossary.json`: the whole glossary, nothing left out, one entry, link or document a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from glossary.errors import FormatError, ModelError
from glossary.formats.losses import LossKind, LossRecorder
from glossary.messages import _
from glossary.model import ConceptEntry, DocumentRecord, Glossary, Link, Provenance, Term

__all__ = ["FORMAT", "links_json", "read_json", "write_json"]

FORMAT = "glossary/1"


class _Header(msgspec.Struct):
    format: str


def read_json(path: Path, content: bytes) -> Glossary:
    """The glossary in a `glossary/1` file. Unknown fields are passed over, missing ones get their defaults.

    Raises:
        FormatError: not JSON, another format, or a value of the wrong kind, with its place in the file.
    """
    try:
        header = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Header)
        if header.format != FORMAT:
            raise FormatError(
                _("its format is {found!r}, not {wanted!r}", found=header.format, wanted=FORMAT),
                where=str(path),
                hint=_("make it again with this version of glossary extract"),
            )
        return _checked(msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=Glossary), str(path))
    except msgspec.ValidationError as error:
        raise FormatError(
            _("not a glossary: {reason}", reason=error), where=str(path), hint=_("correct that value")
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise FormatError(
            _("not whole JSON: {reason}", reason=error), where=str(path), hint=_("make it again, or take a backup")
        ) from error
    except ModelError as error:
        raise FormatError(f"{error.what}: {error.where}", where=str(path), hint=error.hint) from error


def _checked(glossary: Glossary, path: str) -> Glossary:
    """The glossary, if its entries can be told apart and have terms that can be counted.

    Raises:
        FormatError: the first entry of which that is not so.
    """
    seen: set[str] = set()
    for number, entry in enumerate(glossary.entries, start=1):
        where = f"{path}: entries[{number - 1}] {entry.identifier}"
        if not entry.terms:
            raise FormatError(_("an entry without a term"), where=where, hint=_("delete it"))
        if not entry.identifier or entry.identifier in seen:
            raise FormatError(
                _("the identifier {name!r} is empty or taken", name=entry.identifier),
                where=where,
                hint=_("give it one of its own"),
            )
        seen.add(entry.identifier)
        for term in entry.terms:
            if min(term.frequency, term.document_frequency) < 0:
                raise FormatError(
                    _("a negative frequency of {term}", term=term.text), where=where, hint=_("correct that value")
                )
    return glossary


def links_json(links: Iterable[Link]) -> str:
    """The links alone, as one array with a link a line, each as in a `glossary/1` file."""
    lines = ",\n".join(msgspec.json.encode(_link(link)).decode() for link in links)
    return f"[\n{lines}\n]\n" if lines else "[]\n"


def write_json(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a `glossary/1` file piece by piece, so that the text of it is never in memory as a whole."""
    head = {"format": FORMAT, "title": glossary.title, "language": glossary.language, "provenance": glossary.provenance}
    lines = [b",\n".join(_encode(name, losses) + b": " + _encode(value, losses) for name, value in head.items())]
    stream.write(b"{\n" + lines[0])
    for name, records in (
        ("documents", map(_document, glossary.documents)),
        ("entries", map(_entry, glossary.entries)),
        ("links", map(_link, glossary.links)),
    ):
        stream.write(b",\n" + _encode(name, losses) + b": [")
        stream.writelines(_lines(records, losses))
        stream.write(b"\n]")
    stream.write(b"\n}\n")
    losses.entries = len(glossary.entries)
    losses.terms = sum(len(entry.terms) for entry in glossary.entries)


def _lines(records: Iterable[dict[str, Any]], losses: LossRecorder) -> Iterator[bytes]:
    separator = b"\n"
    for record in records:
        yield separator + _encode(record, losses)
        separator = b",\n"


def _encode(value: Any, losses: LossRecorder) -> bytes:
    """JSON for one value. Half a surrogate pair, which only a broken file name can hold, becomes a question mark."""
    try:
        return msgspec.json.encode(value, order="deterministic" if isinstance(value, Provenance) else None)
    except UnicodeEncodeError as error:
        losses.add(LossKind.CHANGED, "surrogate", example=error.object.encode(errors="replace").decode())
        return msgspec.json.encode(_without_surrogates(msgspec.to_builtins(value)))


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode(errors="replace").decode()
    if isinstance(value, dict):
        return {_without_surrogates(key): _without_surrogates(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [_without_surrogates(entry) for entry in value]
    return value


# The order of the keys is part of the contract that scripts and diffs rely on, so it is written down here.


def _document(record: DocumentRecord) -> dict[str, Any]:
    return _pick(record, "identifier path title sha256 encoding")


def _entry(entry: ConceptEntry) -> dict[str, Any]:
    fields = _pick(entry, "identifier subject_field definition note score status links")
    return fields | {"terms": [_term(term) for term in entry.terms]}


def _term(term: Term) -> dict[str, Any]:
    return _pick(
        term,
        "text language term_type usage_status reading part_of_speech frequency document_frequency evidence contexts "
        "source note",
    )


def _link(link: Link) -> dict[str, Any]:
    return _pick(link, "identifier surface kind relation members slots pattern confidence source document evidence")


def _pick(record: object, names: str) -> dict[str, Any]:
    return {name: getattr(record, name) for name in names.split()}
