"""The table of all checks, in the order in which one is preferred where two mark the same stretch."""

from __future__ import annotations

from glossary.checking import (
    deprecated_term,
    leftover_boilerplate,
    leftover_mask,
    leftover_pinyin,
    mojibake,
    numeral_count_mismatch,
    repeated_punctuation,
)
from glossary.checking.contract import Check

__all__ = ["CHECKS", "check_named"]

CHECKS: tuple[Check, ...] = (
    deprecated_term.CHECK,
    numeral_count_mismatch.CHECK,
    mojibake.CHECK,
    leftover_mask.CHECK,
    leftover_pinyin.CHECK,
    leftover_boilerplate.CHECK,
    repeated_punctuation.CHECK,
)


def check_named(code: str) -> Check | None:
    """The check with that code, or None."""
    return next((check for check in CHECKS if check.code == code), None)
