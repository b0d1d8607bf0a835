"""Every check marks what its examples say, and nothing in their twins."""

from __future__ import annotations

import pytest
from drafts import analyse, glossary_of

from glossary.checking import CHECKS, check_documents

EXAMPLES = [(check, example) for check in CHECKS for example in check.examples]


@pytest.mark.parametrize(("check", "example"), EXAMPLES, ids=[f"{c.code}:{e.text[:12]}" for c, e in EXAMPLES])
def test_a_check_marks_what_its_example_says(check, example):
    """An example lists all stretches that the check marks in it, in order."""
    glossary = glossary_of(*example.terms, translations=example.translations)
    found = check_documents([analyse(example.text, example.path)], glossary, codes={check.code})

    assert list(example.marked) == [finding.text for finding in found]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_has_an_example_that_fires_and_a_silent_twin(check):
    """A check without both kinds of examples cannot be trusted."""
    assert {True, False} == {bool(example.marked) for example in check.examples}
