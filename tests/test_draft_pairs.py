"""Whole drafts in pairs: the defective one is marked where an editor would mark it, its clean twin nowhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from drafts import glossary_of

from glossary import pipeline
from glossary.checking import CHECKS
from glossary.settings import Settings

FOLDER = Path(__file__).parent / "cases" / "drafts"
NAMES = sorted(path.name for path in (FOLDER / "defective").iterdir())
KINDS = ("defective", "clean")
PRECISION, RECALL = 0.98, 0.95


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


GLOSSARY = glossary_of(
    *((row["preferred"], row["deprecated"]) for row in rows("terms.tsv")),
    translations=tuple((row["chinese"], row["preferred"], row["deprecated"]) for row in rows("translations.tsv")),
)


def check(kind, name):
    return pipeline.check([FOLDER / kind / name], GLOSSARY, Settings())


def matches(row, finding):
    """Whether a finding has the code of an expected one and shares a character with it."""
    return (
        row["file"] == f"defective/{finding.path}"
        and row["kind"] == finding.code
        and finding.line <= int(row["line"]) <= finding.end_line
        and finding.column < int(row["end_column"])
        and int(row["column"]) < finding.end_column
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_clean_draft_gives_nothing(name):
    """Whatever a check says about a clean draft is a cry of wolf."""
    assert [] == [(finding.code, finding.line, finding.text) for finding in check("clean", name)]


def test_defects_are_found_and_nothing_else():
    """Precision and recall over all defective drafts."""
    expected = rows("expected.tsv")
    found = [finding for name in NAMES for finding in check("defective", name)]
    caught = [row for row in expected if any(matches(row, finding) for finding in found)]
    right = [finding for finding in found if any(matches(row, finding) for row in expected)]

    assert RECALL <= len(caught) / len(expected), [row for row in expected if row not in caught]
    assert PRECISION <= len(right) / len(found), [finding for finding in found if finding not in right]


def test_the_drafts_cover_the_checks_and_are_pairs():
    """Every expected code is a check's, and every defective draft has its clean twin."""
    assert {check.code for check in CHECKS} == {row["kind"] for row in rows("expected.tsv")}
    assert NAMES == sorted(path.name for path in (FOLDER / "clean").iterdir())
    assert 25 <= len(NAMES)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith((".txt", ".md"))])
def test_fixing_what_was_fixed_changes_nothing(name):
    """The sure suggestions of a defective draft are gone after one turn, and a clean draft has none."""
    drafts = {kind: pipeline.run_checks([FOLDER / kind / name], GLOSSARY, Settings()).documents for kind in KINDS}
    once = pipeline.fix_drafts(drafts["defective"], GLOSSARY, Settings())

    assert drafts["clean"] == pipeline.fix_drafts(drafts["clean"], GLOSSARY, Settings())
    assert once == pipeline.fix_drafts(once, GLOSSARY, Settings())
