"""Runs whose bytes make better sense in another encoding, and what they say in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.model import AnalysedDocument, BarrierKind
from glossary.text.characters import is_common_han
from glossary.text.garbling import shift_back
from glossary.text.normalising import normalise

__all__ = [
    "find_broken_pairs",
    "find_gbk_read_as_latin",
    "find_utf8_read_as_gbk",
    "find_utf8_read_as_latin",
    "garbled_runs",
    "meant",
]

# What two bytes of GBK can show: Han, kana, bopomofo, Greek, Cyrillic, signs, private use.
_WIDE_RUN = re.compile("[\u3000-\u9fff\uf900-\ufaff\uff00-\uffef\ue000-\uf8ff\u0370-\u04ff\u2010-\u2600€]{3,}")
# Three bytes of UTF-8 for a Han character or a mark, at least two of them.
# A byte order mark may come first.
_UTF8_HAN = re.compile(rb"(?:\xef\xbb\xbf|[\xe4-\xe9][\x80-\xbf]{2}|\xe3\x80[\x81-\x82]|\xef\xbc[\x81-\x9f]){2,}")


_HAN = re.compile("[\u4e00-\u9fff]")
_LEAD = re.compile(rb"[\xe4-\xe9][\x80-\xbf]$|\xef\xbc$")
_CUT = re.compile(rb"(?:[\xe4-\xe9][\x80-\xbf]{2}|\xef\xbc[\x81-\x9f])[\xe4-\xe9]$")
_MIDDLE_LOST = re.compile(rb"[\xe4-\xe9][\x80-\xbf]{3}$")

# The bytes of GBK from 0xA1 on as Latin-1 letters and signs show them; four make two characters.
# The lead bytes C2 and C3 of signs and of letters with marks, E2 80 of quotation marks, and the bytes that follow.
_FOLLOWING = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_LATIN_PAIRS = re.compile(f"(?:[ÂÃ][{_FOLLOWING}]|â[€\u0080][{_FOLLOWING}])+")
_LATIN_RUN = re.compile("[\u00a1-\u00ff]{4,}")


def find_utf8_read_as_gbk(text: str) -> Iterator[tuple[int, int]]:
    """Find runs of a text whose GBK bytes are the UTF-8 of common characters, as (start, end).

    >>> list(find_utf8_read_as_gbk("今年的鏀垮簻宸ヤ綔报告"))
    [(3, 9)]
    """
    for run in _WIDE_RUN.finditer(text):
        encoded = [character.encode("gb18030") for character in run.group()]
        ends: list[int] = []
        for part in encoded:
            ends.append((ends[-1] if ends else 0) + len(part))
        for found in _UTF8_HAN.finditer(b"".join(encoded)):
            # Every Han character or mark took three bytes.
            decoded = found.group().decode("utf-8", "replace")
            kinds = "".join(
                "r1"[_is_common(character)] if _HAN.match(character) else "01"[_is_common(character)]
                for character in decoded
            )
            for common in re.finditer("r?1{2,}(?:r1+)*", kinds):
                begin, stop = found.start() + 3 * common.start(), found.start() + 3 * common.end()
                first = next(index for index, end in enumerate(ends) if end > begin)
                last = next(index for index, end in enumerate(ends) if end >= stop)
                yield run.start() + first, run.start() + last + 1


def find_broken_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Find two characters that are the UTF-8 of one common character and a piece of the next, as (start, end).

    Where text was cut, or lost the character between that nothing shows, a pair is all that is left. Its first
    character is never a common one: 涓, 鍥, 锛.

    >>> list(find_broken_pairs("今年鍥藉公园开放")), list(find_broken_pairs("鉴定涓績"))
    ([(2, 4)], [(2, 4)])
    """
    firsts = {character for character in set(text) if _begins_pair(character)}
    if not firsts:
        return
    for found in re.finditer(f"[{''.join(sorted(firsts))}](?=[\u4e00-\u9fff])", text):
        start = found.start()
        data = text[start : start + 2].encode("gb18030")
        # One character and the lead of the next; or the first two bytes of one and the last two of the next.
        cut = _CUT.match(data) and _is_common(data[:3].decode("utf-8", "replace"))
        if cut or (_MIDDLE_LOST.match(data) and not is_common_han(text[start + 1])):
            yield start, start + 2


def _begins_pair(character: str) -> bool:
    """Whether a character is a rare one whose bytes in GBK begin a common character in UTF-8."""
    if not "\u4e00" <= character <= "\u9fff":
        return False
    return bool(_LEAD.match(character.encode("gb18030"))) and not is_common_han(normalise(character))


def find_utf8_read_as_latin(text: str) -> Iterator[tuple[int, int]]:
    """Find what the UTF-8 of a letter with a mark, a sign or a quotation mark looks like in cp1252, as (start, end).

    >>> list(find_utf8_read_as_latin("CafÃ© de Paris，水温25Â°C")), list(find_utf8_read_as_latin("São João"))
    ([(3, 5), (19, 21)], [])
    """
    for found in _LATIN_PAIRS.finditer(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                found.group().encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            yield found.span()
            break


def find_gbk_read_as_latin(text: str) -> Iterator[tuple[int, int]]:
    """Find runs of Latin letters with marks whose bytes are common Chinese characters in GBK, as (start, end).

    >>> list(find_gbk_read_as_latin("会议要求ÈÏÕæÂäÊµ任务，Café照常营业"))
    [(4, 12)]
    """
    for run in _LATIN_RUN.finditer(text):
        if _as_gbk(run.group()):
            yield run.span()


def _as_gbk(run: str) -> str:
    """What a run of Latin-1 letters says in GBK, or nothing where that is not common Chinese."""
    # × and ÷ in a row are signs.
    if sum(map(str.isalpha, run)) < len(run) / 2:
        return ""
    try:
        decoded = run.encode("cp1252", "strict").decode("gb18030")
    except UnicodeError:
        return ""
    return decoded if all(map(_is_common, decoded)) else ""


def garbled_runs(document: AnalysedDocument) -> list[tuple[int, int]]:
    """The garbled runs of a draft in offsets of its original text, those that overlap or touch joined."""
    spans = [
        document.normalised.original_span(barrier.start, barrier.end)
        for barrier in document.barriers
        if barrier.kind is BarrierKind.GARBLED
    ]
    runs: list[tuple[int, int]] = []
    text = document.document.text
    searches = (find_utf8_read_as_gbk, find_utf8_read_as_latin, find_gbk_read_as_latin, find_broken_pairs)
    for start, end in sorted([*spans, *(span for search in searches for span in search(text))]):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    return runs


def _is_common(character: str) -> bool:
    return is_common_han(character) or character in "\ufeff，。、；：！？“”《》（）"


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
        readable = all(
            is_common_han(character) or character in "“”‘’…" or character.isalpha() for character in repaired
        )
        if repaired != garbled and readable:
            return repaired
    if as_gbk := _as_gbk(garbled):
        return as_gbk
    if garbled[-1:].isascii() and not garbled.isascii():
        return shift_back(garbled) or None
    return None
