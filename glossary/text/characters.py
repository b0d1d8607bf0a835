"""Which characters are which: classes for regular expressions, and two foldings that keep a text's length.

The classes are the insides of a bracket expression, so that they can be put together: `f"[{HAN}{LATIN}]+"`. Each range
carries its Unicode block name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

__all__ = [
    "CHINESE_NUMERALS",
    "CLOSING_MARKS",
    "DIGITS",
    "GREEK",
    "HAN",
    "LATIN",
    "PUNCTUATION",
    "SENTENCE_MARKS",
    "character_ranges",
    "common_han",
    "fold_punctuation",
    "fold_width",
    "is_common_han",
    "is_common_traditional",
    "is_han",
]

HAN = (
    "\u3005"  # CJK Symbols and Punctuation: ideographic iteration mark 々
    "\u3007"  # CJK Symbols and Punctuation: ideographic number zero 〇
    "\u3400-\u4dbf"  # CJK Unified Ideographs Extension A
    "\u4e00-\u9fff"  # CJK Unified Ideographs
    "\uf900-\ufaff"  # CJK Compatibility Ideographs
    "\U00020000-\U0002a6df"  # CJK Unified Ideographs Extension B
    "\U0002a700-\U0002b73f"  # CJK Unified Ideographs Extension C
    "\U0002b740-\U0002b81f"  # CJK Unified Ideographs Extension D
    "\U0002b820-\U0002ceaf"  # CJK Unified Ideographs Extension E
    "\U0002ceb0-\U0002ebef"  # CJK Unified Ideographs Extension F
    "\U0002ebf0-\U0002ee5f"  # CJK Unified Ideographs Extension I
    "\U0002f800-\U0002fa1f"  # CJK Compatibility Ideographs Supplement
    "\U00030000-\U0003134f"  # CJK Unified Ideographs Extension G
    "\U00031350-\U000323af"  # CJK Unified Ideographs Extension H
)
LATIN = (
    "A-Za-z"  # Basic Latin
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff"  # Latin-1 Supplement, without × and ÷
    "\u0100-\u017f"  # Latin Extended-A
    "\u0180-\u024f"  # Latin Extended-B
    "\u1e00-\u1eff"  # Latin Extended Additional
)
GREEK = "\u0391-\u03a9\u03b1-\u03c9"  # Greek and Coptic: the letters without accents
DIGITS = "0-9"  # Basic Latin; full-width digits are folded before
CHINESE_NUMERALS = "〇零一二三四五六七八九十百千万亿两"
SENTENCE_MARKS = "。！？!?…"
CLOSING_MARKS = "”’」』》〉）)】］\\]\"'"
PUNCTUATION = (
    "!-/:-@\\[-`{-~"  # Basic Latin
    "\u00b7"  # Latin-1 Supplement: middle dot
    "\u2010-\u2027\u2030-\u205e"  # General Punctuation
    "\u3001-\u3003\u3008-\u3011\u3014-\u301f"  # CJK Symbols and Punctuation
    "\ufe30-\ufe4f"  # CJK Compatibility Forms
    "\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"  # Halfwidth and Fullwidth Forms
)

_HAN = re.compile(f"[{HAN}]")

# What keeps its full width: the marks that a Chinese term keeps as its author wrote them.
_KEPT_WIDE = "（），：；！？"
# Signs that look and mean the same; each source is one code point.
_SAME_SIGN = {
    "\u3000": " ",  # ideographic space
    "\u00a0": " ",  # no-break space
    "\u202f": " ",  # narrow no-break space
    "\u205f": " ",  # medium mathematical space
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2212": "-",  # minus sign
    "\u2027": "·",  # hyphenation point
    "\u30fb": "·",  # katakana middle dot
    "\uff65": "·",  # halfwidth katakana middle dot
    "\u00b5": "μ",  # micro sign
    "\u2126": "Ω",  # ohm sign
    "\u212a": "K",  # kelvin sign
    "\uffe0": "¢",
    "\uffe1": "£",
    "\uffe5": "¥",
}


def is_han(character: str) -> bool:
    """Tell whether the character is a Han character, 々 and 〇 included.

    >>> is_han("术"), is_han("〇"), is_han("A")
    (True, True, False)
    """
    return _HAN.match(character) is not None


@cache
def common_han() -> frozenset[str]:
    """The 3,755 characters of level 1 of GB 2312-1980, which cover over 99% of running text."""
    rows = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
    return frozenset(rows.decode("gb2312", errors="ignore"))


def is_common_han(character: str) -> bool:
    """Tell whether the character is among those of `common_han`.

    >>> is_common_han("术"), is_common_han("斫"), is_common_han("術")
    (True, False, False)
    """
    return character in common_han()


def is_common_traditional(character: str) -> bool:
    """Tell whether the character is among the 5,401 of Big5 level 1.

    >>> is_common_traditional("術"), is_common_traditional("斫"), is_common_traditional("们")
    (True, True, False)
    """
    try:
        encoded = character.encode("big5")
    except UnicodeEncodeError:
        return False
    return 0xA4 <= encoded[0] <= 0xC6


def fold_width(text: str) -> str:
    """Give full-width letters, digits and symbols their usual width, one code point for one.

    Kangxi radicals and compatibility ideographs become the characters they stand for. The marks （），：；！？ stay,
    and so does everything that NFKC would change in length or meaning (㎡ ½ ①).

    >>> fold_width("５Ｇ－Ａ（ＰＭ２．５）⽂㎡")
    '5G-A（PM2.5）文㎡'
    """
    pattern, table = _width_table()
    return pattern.sub(lambda found: found.group().translate(table), text)


def fold_punctuation(text: str) -> str:
    """Give the text with （），：；！？ as ASCII: a view of the same length, for patterns.

    >>> fold_punctuation("一台两器（创新平台，孵化器）：")
    '一台两器(创新平台,孵化器):'
    """
    for wide in _KEPT_WIDE:
        text = text.replace(wide, chr(ord(wide) - 0xFEE0))
    return text


@cache
def _width_table() -> tuple[re.Pattern[str], dict[int, int]]:
    """Build the folding table, and the pattern of what it changes."""
    table = {ord(source): ord(target) for source, target in _SAME_SIGN.items()}
    # General Punctuation: the spaces from en quad to hair space.
    table |= dict.fromkeys(range(0x2000, 0x200B), 0x20)
    # Halfwidth and Fullwidth Forms stand 0xFEE0 above Basic Latin.
    table |= {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in _KEPT_WIDE}
    # Kangxi Radicals; CJK Compatibility Ideographs and their supplement.
    for first, last in ((0x2F00, 0x2FD5), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        for code in range(first, last + 1):
            folded = unicodedata.normalize("NFKC", chr(code))
            if folded != chr(code) and len(folded) == 1:
                table[code] = ord(folded)
    return re.compile(f"[{character_ranges(table)}]+"), table


def character_ranges(codes: Iterable[int]) -> str:
    """Write code points above ASCII as the inside of a bracket expression.

    As they are: with escapes, `re` takes three times as long to read thousands of ranges.

    >>> character_ranges([0x4E01, 0x4E00, 0x4E03])
    '一-丁七-七'
    """
    ranges: list[list[int]] = []
    for code in sorted(codes):
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
