"""Writing sure suggestions into drafts: nothing else of a draft changes, not even its bytes."""

from __future__ import annotations

import codecs
import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from glossary.checking.places import Places
from glossary.checking.table import check_named
from glossary.model import Document, Finding
from glossary.text.normalising import normalise

__all__ = ["diff", "encoded", "fixed_text", "is_fixable"]

_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})
_HAN = re.compile("[\u3400-\u9fff]")
_OPENING, _CLOSING = "“‘「『\"'《〈", "”’」』\"'》〉"
# A draft with more traditional characters than this among its Han characters is written in them.
_TRADITIONAL = 0.1
_MARKS = {
    "utf-8": codecs.BOM_UTF8,
    "utf-16-le": codecs.BOM_UTF16_LE,
    "utf-16-be": codecs.BOM_UTF16_BE,
    "utf-32-le": codecs.BOM_UTF32_LE,
    "utf-32-be": codecs.BOM_UTF32_BE,
    "gb18030": b"\x84\x31\x95\x33",
}


def is_fixable(document: Document) -> bool:
    """Whether a draft is plain text or Markdown, whose text is the file."""
    return PurePosixPath(document.path).suffix.lower() in _PLAIN


def fixed_text(document: Document, findings: Sequence[Finding]) -> str:
    """The text of a draft with the sure suggestions in it; of two that overlap, the first.

    A suggestion is sure where its check says so, except for a term that the draft names in quotation marks or a title,
    and for a simplified term in a draft in traditional characters.
    """
    text = document.text
    pieces: list[str] = []
    reached = 0
    for start, end, suggestion in sorted(_sure(document, findings)):
        if start >= reached:
            pieces += (text[reached:start], suggestion)
            reached = end
    return "".join([*pieces, text[reached:]])


def _sure(document: Document, findings: Sequence[Finding]) -> Iterator[tuple[int, int, str]]:
    text = document.text
    places = Places(text)
    traditional = _is_traditional(text)
    for finding in findings:
        check = check_named(finding.code)
        suggestion = finding.suggestion
        if check is None or not check.sure or suggestion is None or finding.line != finding.end_line:
            continue
        start = places.offset(finding.line, finding.column)
        end = places.offset(finding.end_line, finding.end_column)
        named = (
            text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING and start > 0 and end < len(text)
        )
        if named or (traditional and _HAN.search(suggestion) and normalise(suggestion) == suggestion):
            continue
        yield start, end, suggestion


def _is_traditional(text: str) -> bool:
    characters = _HAN.findall(text)
    changed = {character for character in set(characters) if normalise(character) != character}
    return sum(character in changed for character in characters) > _TRADITIONAL * len(characters)


def encoded(document: Document, data: bytes, text: str) -> bytes | None:
    """The bytes of the file with `text` in place of the draft's text, or None where that cannot be done.

    Lines that did not change keep their bytes, damaged ones included. A line that changes must survive decoding and
    encoding, and its new characters must exist in the encoding.
    """
    encoding = document.encoding
    mark = _MARKS.get(encoding, b"")
    mark = mark if mark and data.startswith(mark) else b""
    body = data[len(mark) :]
    if encoding.startswith(("utf-16", "utf-32")):
        return mark + text.encode(encoding) if document.text.encode(encoding, "replace") == body else None
    # In the other encodings the byte of a line feed is never part of a character.
    old, new, kept = document.text.split("\n"), text.split("\n"), body.split(b"\n")
    if not len(old) == len(new) == len(kept):
        return None
    for index, (before, after) in enumerate(zip(old, new, strict=True)):
        if before == after:
            continue
        try:
            if before.encode(encoding) != kept[index]:
                return None
            kept[index] = after.encode(encoding)
        except UnicodeEncodeError:
            return None
    return mark + b"\n".join(kept)


def diff(path: str, before: str, after: str) -> str:
    """The change as a unified diff; line ends are shown as LF."""
    old, new = (text.replace("\r\n", "\n").split("\n") for text in (before, after))
    return "".join(f"{line}\n" for line in difflib.unified_diff(old, new, path, path, n=1, lineterm=""))
