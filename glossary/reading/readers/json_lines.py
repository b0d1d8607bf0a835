"""JSON Lines: one document a line, in the field `text` or `content`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Skipped
from glossary.reading.encodings import decode
from glossary.reading.reader import Reader, Source

__all__ = ["READER"]

TEXT_FIELDS = ("text", "content")
PATH_FIELDS = ("path", "id")


def _read(source: Source) -> Iterator[Document | Skipped]:
    """One broken line costs that line; a file without a single good one is none of this format."""
    decoded = decode(source.data)
    first_error: InputError | None = None
    skipped: list[Skipped] = []
    good = 0
    for number, line in enumerate(decoded.text.split("\n"), start=source.lines_before + 1):
        if not line.strip():
            continue
        try:
            document = _document(source, decoded.encoding, number, line)
        except InputError as error:
            first_error = first_error or error
            skipped.append(Skipped(f"{source.path}:{number}", str(error)))
            continue
        good += 1
        yield document
    if first_error is not None and not good:
        raise first_error
    yield from skipped


def _document(source: Source, encoding: str, number: int, line: str) -> Document:
    record = _record(line, number)
    text = next((record[field] for field in TEXT_FIELDS if isinstance(record.get(field), str)), None)
    if text is None:
        raise InputError(
            _("line {number} has no text", number=number), hint=_("each line needs a field {field}", field='"text"')
        )
    named = next((str(record[field]) for field in PATH_FIELDS if isinstance(record.get(field), str | int)), "")
    title = record.get("title")
    return source.document(
        text,
        encoding,
        title=title if isinstance(title, str) else "",
        path=f"{source.path}:{named or number}",
        data=line.rstrip("\r").encode("utf-8", "surrogatepass"),
    )


def _record(line: str, number: int) -> dict[str, Any]:
    import msgspec

    try:
        record = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise InputError(
            _("line {number} is not JSON: {reason}", number=number, reason=str(error)),
            hint=_("write one JSON object a line"),
        ) from error
    if not isinstance(record, dict):
        raise InputError(_("line {number} is not a JSON object", number=number))
    return record


READER = Reader("JSON Lines", (".jsonl", ".ndjson"), _read, lambda _settings: True)
