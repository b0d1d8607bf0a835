"""Every rule of `lexicons/boilerplate.tsv` sets aside what its example marks, and leaves its counterexample alone."""

import re

import pytest

from glossary.lexicons import read_lexicon
from glossary.text.boilerplate import Scope, boilerplate_rules, find_set_aside

ROWS = read_lexicon("boilerplate")
NAMES = [row["rule"] for row in ROWS]


def _marked(example):
    """The text of an example, and the stretches that stand in ⟦⟧."""
    text, spans, start = "", [], 0
    for piece in re.split("([⟦⟧])", example.replace("⏎", "\n")):
        if piece == "⟦":
            start = len(text)
        elif piece == "⟧":
            spans.append((start, len(text)))
        else:
            text += piece
    return text, spans


def _joined(text, found):
    """Spans, those that only white space parts put together."""
    spans = []
    for stretch in found:
        if spans and not text[spans[-1][1] : stretch.start].strip():
            spans[-1] = (spans[-1][0], stretch.end)
        else:
            spans.append((stretch.start, stretch.end))
    return spans


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_rule_sets_aside_exactly_what_its_example_marks(row):
    text, expected = _marked(row["example"])
    found = find_set_aside(text)

    merged = []
    for start, end in expected:
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    assert merged == _joined(text, found)
    assert row["rule"] in {stretch.rule for stretch in found}


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_rule_leaves_its_counterexample_alone(row):
    text, marks = _marked(row["counterexample"])

    assert ([], ()) == (marks, find_set_aside(text))


@pytest.mark.parametrize("row", ROWS, ids=NAMES)
def test_every_match_holds_a_trigger(row):
    """The triggers are only a quick filter, so that adding one never changes what a pattern means."""
    rule = next(rule for rule in boilerplate_rules() if rule.name == row["rule"])
    text, spans = _marked(row["example"])
    pieces = [piece for start, end in spans for piece in (text[start:end], *text[start:end].splitlines())]
    parts = [piece for piece in pieces if rule.matcher().search(piece)]

    assert parts
    assert rule.scope is Scope.NEAR or any(trigger in part for part in parts for trigger in rule.triggers)


def test_rules_are_sorted_and_named_once():
    assert NAMES == sorted(set(NAMES))
