"""Runs whose bytes make better sense in another encoding: UTF-8 read as GBK, and GBK that lost a byte."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.text.characters import is_common_han

__all__ = ["find_wrong_decodings", "meant"]

_WIDE_RUN = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff\u0370-\u04ff\u2010-\u2600€]{3,}")
# Three bytes of UTF-8 for one Han character, at least two of them.
_UTF8_HAN = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80[\x81-\x82]|\xef\xbc[\x81-\x9f]){2,}")
# A run that lost a byte ends at a character of one byte: the second byte of its last character.
_SHIFTED = re.compile("[\u4e00-\u9fff！-～、。“”‘’·…—]{4,}[@-~]")
_SHIFT_WINDOW = 4
# A shifted run holds no words, and several rare characters; with one rare character it must make words again.
_RARE = 2


def find_wrong_decodings(text: str) -> Iterator[tuple[int, int]]:
    """Find runs of a text that another decoding turns into common characters, as (start, end).

    >>> list(find_wrong_decodings("今年的鏀垮簻宸ヤ綔报告"))
    [(3, 9)]
    """
    for run in _WIDE_RUN.finditer(text):
        yield from _utf8_as_gbk(text, *run.span())
    for run in _SHIFTED.finditer(text):
        found = _lost_byte(text, *run.span())
        if found is not None:
            yield found


def meant(garbled: str) -> str | None:
    """What a garbled run says when its bytes are read rightly, or None where they cannot be.

    >>> meant("鏀垮簻宸ヤ綔"), meant("敝煊星褰榻B"), meant("锟斤拷")
    ('政府工作', '朱有清介紹', None)
    """
    for encoding in ("gb18030", "cp1252", "latin-1"):
        try:
            repaired = garbled.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if repaired != garbled and all(map(is_common_han, repaired)):
            return repaired
    return _shifted_back(garbled)


def _shifted_back(garbled: str) -> str | None:
    """What a run that lost its first byte says, without the character that was lost."""
    try:
        repaired = garbled.encode("gbk")[1:].decode("gbk")
    except UnicodeError:
        return None
    return repaired if len(repaired) > 2 and all(map(_is_plausible, repaired)) else None


def _utf8_as_gbk(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    encoded = [character.encode("gb18030") for character in text[start:end]]
    ends: list[int] = []
    for part in encoded:
        ends.append((ends[-1] if ends else 0) + len(part))
    for found in _UTF8_HAN.finditer(b"".join(encoded)):
        decoded = found.group().decode("utf-8", "ignore")
        if len(decoded) < 2 or sum(map(is_common_han, decoded)) < 0.8 * len(decoded):
            continue
        first = next(index for index, stop in enumerate(ends) if stop > found.start())
        last = next(index for index, stop in enumerate(ends) if stop >= found.end())
        yield start + first, start + last + 1


def _lost_byte(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The tail of a run whose bytes, shifted by one, are common characters while its own characters are rare."""
    try:
        encoded = text[start : end - 1].encode("gbk") + text[end - 1].encode("ascii")
    except UnicodeError:
        return None
    if len(encoded) != 2 * (end - 1 - start) + 1:
        return None
    begin = end - 1
    rare = 0
    while begin > start:
        offset = 2 * (begin - 1 - start) + 1
        try:
            shifted = encoded[offset : offset + 2].decode("gbk")
        except UnicodeError:
            break
        if not _is_plausible(shifted):
            break
        begin -= 1
        rare += not _is_plausible(text[begin])
    length = end - 1 - begin
    if length < _SHIFT_WINDOW or not rare or _has_words(text[begin : end - 1]):
        return None
    return (begin, end) if rare >= _RARE or _has_words(_shifted_back(text[begin:end]) or "") else None


def _has_words(text: str) -> bool:
    """Whether the segmenter knows a word in the text that is longer than a character."""
    from glossary.text.normalising import normalise
    from glossary.text.segmenters.jieba import segment

    return any(len(token.text) > 1 and token.tag != "x" for token in segment(normalise(text)))


def _is_plausible(character: str) -> bool:
    """Whether it is a mark, or a Han character that is common in simplified or traditional text."""
    from glossary.text.normalising import normalise

    return character in "，。、；：！？“”‘’（）《》" or is_common_han(normalise(character))
