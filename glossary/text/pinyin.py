"""Readings left behind in brackets, as pages for learners write them: 項(xiàng)目, 臺（tái）, 建(jian)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path

from glossary.text.characters import is_han
from glossary.text.scanning import Interest
from glossary.text.simplifying import simplify

__all__ = ["find_pinyin_annotations"]

# Latin letters with the four tone marks, ü, and what web pages write for them: ɑ (U+0251), ɡ (U+0261), combining marks.
_LETTERS = "a-zàáāǎèéēěìíīǐòóōǒùúūǔüǜǘǖǚêńňǹḿɑɡ\u0300\u0301\u0304\u0308\u030c"
_CAPITALS = "A-ZÀÁĀǍÈÉĒĚÒÓŌǑ"
# Eight syllables of six letters, with what may stand between them.
_ANNOTATION = re.compile(f"[(（\\[〔]\\s?([{_CAPITALS}]?[{_LETTERS}][{_LETTERS} '’\\-]{{0,62}})[)）\\]〕]")

# The syllables of Hanyu Pinyin (GB/T 16159-2012) without tones, v for ü, as initials by finals.
_SYLLABLE = re.compile(
    "(?:[bp](?:a|o|ai|ei|ao|an|en|ang|eng|i|ie|iao|ian|in|ing|u|ou)|m(?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|i|ie|iao|iu|ian"
    "|in|ing|u)|f(?:a|o|ei|ou|an|en|ang|eng|u)|[dt](?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|ia|iao|iu|ian|ing|u|uo|ui"
    "|uan|un)|[nl](?:a|o|e|ai|ei|ao|ou|an|en|ang|eng|ong|i|ie|ia|iao|iu|ian|in|iang|ing|u|uo|uan|un|v|ve|ue)|[gkh](?:a|e"
    "|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|[jqx](?:i|ia|ie|iao|iu|ian|in|iang|ing|iong|u|ue|uan|un)"
    "|(?:[zcs]h?|r)(?:a|e|i|ai|ei|ao|ou|an|en|ang|eng|ong|u|ua|uo|uai|ui|uan|un|uang)|y(?:a|o|e|ao|ou|an|in|ang|ing|ong|i"
    "|u|ue|uan|un)|w(?:a|o|ai|ei|an|en|ang|eng|u)|a|o|e|ai|ei|ao|ou|an|en|er|ang|eng)"
)
_DIAERESIS = "\u0308"


def find_pinyin_annotations(text: str) -> tuple[tuple[int, int], ...]:
    """Find bracketed readings right after the character or word they read, as sorted (start, end) of the brackets.

    What stands in the brackets must be valid pinyin and, tones aside, a reading of what stands before: one syllable for
    the last character, or one for each of several characters where tone marks are written. Thus (CNN), (quantum),
    (résumé) and (km) stay.

    >>> find_pinyin_annotations("項(xiàng)目、臺（tai）帳、新聞(CNN)")
    ((1, 8), (11, 16))
    """
    spans: list[tuple[int, int]] = []
    for found in _STARTS.matches(_ANNOTATION, text):
        start, end = found.span()
        anchor = start
        while spans and spans[-1][1] == anchor:
            anchor = spans.pop()[0]
        if anchor and is_han(text[anchor - 1]) and _is_reading(found.group(1), text[max(0, anchor - 8) : anchor]):
            spans.append((anchor, end))
        elif anchor != start:
            spans.append((anchor, start))
    return tuple(spans)


def _beginnings() -> Iterator[str]:
    """A bracket, and what may follow it."""
    spaces = "".join(character for code in range(0x3001) if (character := chr(code)).isspace())
    letters = [chr(code) for code in range(0x310) if re.match(f"[{_CAPITALS}{_LETTERS}]", chr(code))]
    return (f"{bracket}{follower}" for bracket in "(（[〔" for follower in [*letters, *spaces, "ɑ", "ɡ"])


_STARTS = Interest(_beginnings)


def _is_reading(written: str, before: str) -> bool:
    """Tell whether the letters read the end of `before`."""
    reads_one = _reads_character(written, before[-1])
    return _reads_word(_squeezed(written), before) if reads_one is None else reads_one


@lru_cache(maxsize=1 << 14)
def _reads_character(written: str, character: str) -> bool | None:
    """Tell whether the letters are one syllable, and read the character; None where they may be several syllables."""
    squeezed = _squeezed(written)
    if _SYLLABLE.fullmatch(squeezed):
        return written == written.lower() and squeezed in _readings(character)
    return None if _toneless(written) != written.lower() else False


def _squeezed(written: str) -> str:
    return re.sub("[ '’-]+", "", _toneless(written))


def _reads_word(letters: str, before: str) -> bool:
    """Tell whether the letters are the readings of the last characters, one after another, taken from the end."""
    rests = {letters}
    for character in reversed(before):
        rests = {
            rest[: -len(reading)]
            for rest in rests
            for reading in _readings(character)
            if rest.endswith(reading) and _SYLLABLE.fullmatch(reading)
        }
        if "" in rests:
            return True
        if not rests:
            return False
    return False


def _toneless(letters: str) -> str:
    """Take the tone marks off, and write ü as v.

    >>> _toneless("lǜ"), _toneless("Xiàng")
    ('lv', 'xiang')
    """
    decomposed = unicodedata.normalize("NFD", letters.lower().replace("ɑ", "a").replace("ɡ", "g"))
    decomposed = re.sub(f"u([\u0300\u0301\u0304\u030c]?){_DIAERESIS}", "v", decomposed)
    return "".join(character for character in decomposed if not unicodedata.combining(character))


@cache
def _listed() -> dict[str, str]:
    """The readings of characters by their code points, commas between them.

    Source: `pinyin_dict.json` of the installed pypinyin package (MIT). To import pypinyin takes eight times as long: it
    reads its phrases too.
    """
    package = find_spec("pypinyin")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("pypinyin is not installed", name="pypinyin")
    text = Path(package.origin).with_name("pinyin_dict.json").read_text(encoding="utf-8")
    listed: dict[str, str] = json.loads(text)
    return listed


@cache
def _readings(character: str) -> frozenset[str]:
    """The toneless readings of a character and of its simplified form: after simplifying, the answer is the same."""
    listed = ",".join(_listed().get(str(ord(form)), "") for form in {character, simplify(character)})
    readings = {_toneless(reading) for reading in listed.split(",") if reading}
    # Without ü on the keyboard, lü and nü are also written lu and nu, or with v.
    return frozenset(readings | {reading.replace("v", "u") for reading in readings})
