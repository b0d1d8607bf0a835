"""Which encoding a file is in: UTF-8, UTF-16, UTF-32, GB 18030 or Big5, and nothing else."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import NamedTuple

from glossary.errors import InputError
from glossary.messages import _

__all__ = ["Decoded", "decode", "is_empty", "plausibility"]

# The longest first: the mark of UTF-32 starts with the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# How files of other kinds start, whatever their names say.
_MAGIC = (
    (b"PK\x03\x04", "zip"),
    (b"%PDF-", "PDF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "Windows program"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
)
# Bytes looked at to tell GB 18030 from Big5 and others; a text of another encoding shows within a page.
SAMPLE = 65_536
# Right decodings of Chinese news, reports and papers scored 0.98 to 1.0, wrong ones 0.55 at the most (GB 18030, Big5,
# UTF-16, Shift JIS and EUC-KR read as one another, texts of 4,000 characters).
PLAUSIBLE = 0.75
ACCEPTABLE = 0.6
# Broken characters among all non-ASCII ones that a damaged file may have and still be read, with a warning.
DAMAGED = 0.02
# A short text may have this many, which one lost byte makes, but never more than a quarter.
DAMAGED_AT_LEAST = 3
# Control characters among all characters of a text at the most. Text has next to none, a binary file about a tenth.
CONTROL = 0.01

_FILLED = re.compile(rb"[^ \t\r\n\0]")
_CONTROL = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_NON_ASCII = re.compile("[^\x00-\x7f]")
_COMMON_MARKS = "，。、；：？！“”‘’（）《》「」—…·％【】〔〕"


class Decoded(NamedTuple):
    """A text, the encoding it was in, and what a person should know about it."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """Decode the bytes of a text file.

    A byte order mark decides; then strict UTF-8; then GB 18030, Big5 and UTF-16 by how plausible the characters are. A
    declaration, as in an HTML page, is tried before guessing, because it is often wrong but UTF-8 rarely is.

    Raises:
        InputError: the bytes are no text in any of these encodings.

    >>> decode("术语".encode("gb18030"))
    Decoded(text='术语', encoding='gb18030', warnings=())
    """
    for magic, name in _MAGIC:
        if data.startswith(magic) and not (name == "Windows program" and b"\0" not in data[:1024]):
            raise InputError(_("binary data ({name}), not text", name=name), hint=_("give the file its right name"))
    decoded = _by_mark(data) or _by_strict_utf8(data) or _by_declaration(data, declared) or _by_plausibility(data)
    if decoded is None or _is_binary(decoded.text):
        raise InputError(_("binary data, not text"), hint=_("save it as UTF-8 text"))
    return decoded


def is_empty(data: bytes) -> bool:
    r"""Tell whether a file has nothing but white space in it, and perhaps the mark of an encoding before that.

    >>> is_empty(b"\xff\xfe\n\0"), is_empty(b"a")
    (True, False)
    """
    mark = next((mark for mark, _encoding in _MARKS if data.startswith(mark)), b"")
    return _FILLED.search(data, len(mark)) is None


def plausibility(text: str) -> float:
    """The share of common Han characters and Chinese marks among the non-ASCII characters, 0 to 1; 1 if there are none.

    Common are those of level 1 of GB 2312 (3,755 simplified) and of Big5 (5,401 traditional).

    >>> plausibility("术語"), plausibility("敜")
    (1.0, 0.0)
    """
    characters = _NON_ASCII.findall(text)
    if not characters:
        return 1.0
    return sum(map(_is_common, characters)) / len(characters)


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            return _with_damage(text, encoding, DAMAGED) or None
    return None


def _by_strict_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        # Cut in the middle of a character, or damaged here and there.
        if error.start == 0 and not data[:1].isascii() and len(data) < 4:
            return None
    return _with_damage(data.decode("utf-8", errors="replace"), "utf-8", DAMAGED)


def _by_declaration(data: bytes, declared: str | None) -> Decoded | None:
    name = (declared or "").strip().lower()
    if name in ("gb2312", "gbk", "gb_2312-80", "x-gbk", "gb18030"):
        name = "gb18030"
    elif name in ("big5", "big5-hkscs", "x-x-big5"):
        name = "big5hkscs"
    else:
        return None
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        return None
    return Decoded(text, name) if plausibility(text[:SAMPLE]) >= ACCEPTABLE else None


def _by_plausibility(data: bytes) -> Decoded | None:
    """Choose among the two-byte encodings and UTF-16 without a mark."""
    scored: list[tuple[float, str]] = []
    names = ["gb18030", "big5hkscs"]
    if b"\0" in data[:SAMPLE] or len(data) % 2 == 0:
        names += ["utf-16-le", "utf-16-be"]
    for name in names:
        sample = data[:SAMPLE].decode(name, errors="replace")
        score = plausibility(sample) if _NON_ASCII.search(sample) and "\0" not in sample[:100] else 0.0
        if score >= PLAUSIBLE and name == "gb18030":
            scored = [(score, name)]
            break
        scored.append((score, name))
    score, name = max(scored)
    if score < PLAUSIBLE:
        name = _guess(data) or name
    if score < ACCEPTABLE:
        return None
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        return _with_damage(data.decode(name, errors="replace"), name, DAMAGED)


def _guess(data: bytes) -> str | None:
    """Ask charset-normalizer, among the encodings that Chinese text comes in."""
    from charset_normalizer import from_bytes

    isolated = ["utf_8", "gb18030", "big5", "big5hkscs", "utf_16", "utf_16_le", "utf_16_be"]
    best = from_bytes(data[:SAMPLE], cp_isolation=isolated).best()
    return best.encoding if best else None


def _with_damage(text: str, encoding: str, limit: float) -> Decoded | None:
    """Accept a text with a few characters that could not be decoded, and say so."""
    broken = text.count("\ufffd")
    if not broken:
        return Decoded(text, encoding)
    non_ascii = len(text) - len(text.encode("ascii", errors="ignore"))
    if broken > max(DAMAGED_AT_LEAST, limit * non_ascii) or 4 * broken > non_ascii:
        return None
    warning = _("{count} characters are damaged: the file is not clean {encoding}", count=broken, encoding=encoding)
    return Decoded(text, encoding, (warning,))


def _is_binary(text: str) -> bool:
    sample = text[:SAMPLE]
    return len(_CONTROL.findall(sample)) > CONTROL * len(sample) or sample.count("\0") > 0.1 * len(sample)


@lru_cache(maxsize=1 << 14)
def _is_common(character: str) -> bool:
    if character in _COMMON_MARKS:
        return True
    for encoding, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            encoded = character.encode(encoding)
        except UnicodeEncodeError:
            continue
        if first <= encoded[0] <= last:
            return True
    return False
