"""The table of all checks, in the order in which one is preferred where two mark the same stretch."""

from __future__ import annotations

from glossary.checking import (
    abbreviation_expanded_two_ways,
    abbreviation_never_expanded,
    abbreviation_used_before_definition,
    deprecated_term,
    forbidden_target_term,
    full_form_after_abbreviation,
    inconsistent_form,
    leftover_boilerplate,
    leftover_mask,
    leftover_pinyin,
    mojibake,
    number_mismatch,
    number_unit_inconsistency,
    numeral_count_mismatch,
    repeated_punctuation,
    term_mistranslated,
    untranslated,
)
from glossary.checking.contract import Check

__all__ = ["BILINGUAL", "CHECKS", "check_named"]

CHECKS: tuple[Check, ...] = (
    deprecated_term.CHECK,
    numeral_count_mismatch.CHECK,
    abbreviation_expanded_two_ways.CHECK,
    abbreviation_used_before_definition.CHECK,
    full_form_after_abbreviation.CHECK,
    number_unit_inconsistency.CHECK,
    inconsistent_form.CHECK,
    mojibake.CHECK,
    leftover_mask.CHECK,
    leftover_pinyin.CHECK,
    leftover_boilerplate.CHECK,
    repeated_punctuation.CHECK,
    abbreviation_never_expanded.CHECK,
    untranslated.CHECK,
    forbidden_target_term.CHECK,
    number_mismatch.CHECK,
    term_mistranslated.CHECK,
)

# Checks that read segment pairs, or make sense in any text. The others read Chinese prose and pass tables of pairs by.
BILINGUAL = frozenset(
    check.CHECK.code
    for check in (untranslated, forbidden_target_term, number_mismatch, term_mistranslated, mojibake, leftover_mask)
)


def check_named(code: str) -> Check | None:
    """The check with that code, or None."""
    return next((check for check in CHECKS if check.code == code), None)
