"""Running checks, places, matching and reporting."""

from __future__ import annotations

import json

import pytest
from drafts import analyse, glossary_of
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from glossary.checking import CHECKS, check_documents, check_named, reporters
from glossary.checking.matching import TermMatcher, longest_matches
from glossary.checking.places import Places
from glossary.checking.segments import english_stems, find_english
from glossary.errors import SettingsError
from glossary.messages import choose_language
from glossary.model import Severity
from glossary.text.number_values import chinese_values, english_values

DRAFT = "一、概况\r\n各科室要认真排查，，不留死角。\r\n××局负责。𠮷野先生到会，，并讲话。\r\n"
TEXTS = st.text(alphabet="帐户管理篷A、，。\r\n\t𠮷", max_size=40)


def test_findings_point_at_the_original_text():
    """Lines end at CRLF too, and characters beyond the BMP are one column."""
    found = [(f.line, f.column, f.end_line, f.end_column, f.text) for f in check_documents([analyse(DRAFT)])]

    assert [(2, 9, 2, 11, "，，"), (3, 1, 3, 3, "××"), (3, 13, 3, 15, "，，")] == found


def test_an_unknown_code_names_the_known_ones():
    """A mistyped code is an error, not an empty report."""
    with pytest.raises(SettingsError, match="no check named") as raised:
        check_documents([analyse(DRAFT)], codes={"deprecated-terms"})

    assert "deprecated-term" in raised.value.hint


def test_every_check_speaks_for_itself():
    """Codes are unique, found by name, and every check has a title and an explanation."""
    assert len(CHECKS) == len({check.code for check in CHECKS}) == 17
    assert all(check_named(check.code) is check and check.title() and check.explanation() for check in CHECKS)


def test_the_order_of_the_drafts_changes_no_finding_of_a_draft():
    """Drafts of one run share forms, not places."""
    one, two = analyse(DRAFT, "one.txt"), analyse("请核对账户余额，，谢谢。", "two.txt")

    assert sorted(map(str, check_documents([one, two]))) == sorted(map(str, check_documents([two, one])))


def test_drafts_of_a_run_are_held_against_each_other():
    """A form that differs from the usual one of the run is marked in the other draft."""
    one, two = analyse("账户有变，请更新账户。", "one.txt"), analyse("请核对帐户。", "two.txt")

    assert [("two.txt", "帐户")] == [(f.path, f.text) for f in check_documents([one, two])]


def test_a_glossary_decides_which_form_is_preferred():
    """The preferred term wins over the more frequent form."""
    glossary = glossary_of(("Wi-Fi", ""))
    found = check_documents([analyse("WiFi已通，WiFi免费，Wi-Fi密码见公告。")], glossary)

    assert [("WiFi", "Wi-Fi")] * 2 == [(f.text, f.suggestion) for f in found]


@given(TEXTS)
def test_a_place_leads_back_to_its_offset(text):
    """Every offset has the line and column that its text says."""
    places = Places(text)
    for offset in range(len(text) + 1):
        line, column = places.place(offset)

        assert text[:offset].count("\n") + 1 == line
        assert offset - (text.rfind("\n", 0, offset) + 1) + 1 == column


@given(TEXTS, st.sets(st.sampled_from(["帐", "帐户", "户管", "帐户管理", "A"])))
def test_the_matcher_finds_what_a_plain_search_finds(text, terms):
    """Every occurrence of every term, no other, in order."""
    plain = sorted(
        (start, start + len(term)) for term in terms for start in range(len(text)) if text.startswith(term, start)
    )

    assert plain == list(TermMatcher(terms).find(text))
    assert set(longest_matches(plain)) <= set(plain)


def test_json_has_the_fields_of_a_finding_and_nothing_else():
    """Programs rely on the names and their order."""
    first = json.loads(reporters.json(check_documents([analyse(DRAFT)])))[0]
    names = "code severity message path line column end_line end_column location text suggestion entry"

    assert names.split() == list(first)
    assert [] == json.loads(reporters.json([]))


@pytest.mark.parametrize("width", [40, 80])
def test_the_caret_stands_under_the_stretch(width):
    """By display width, however long the line is, and the excerpt fits the terminal."""
    choose_language("en")
    draft = analyse("术语" * 60 + "，，" + "术语" * 60)
    lines = reporters.text(check_documents([draft]), {"draft.txt": draft.document.text}, width=width).splitlines()
    excerpt, carets = lines[1], lines[2]
    before = excerpt[: excerpt.index("，，")]

    assert "draft.txt:1:121: warning: " in lines[0]
    assert cell_len(before) == len(carets) - len(carets.lstrip())
    assert "^^^^" == carets.strip()
    assert cell_len(excerpt) <= width


def test_the_text_report_counts_by_severity():
    """The last line says how much there is of each."""
    choose_language("en")
    found = check_documents([analyse(DRAFT)])

    assert {Severity.ERROR, Severity.WARNING} == {finding.severity for finding in found}
    assert reporters.text(found).endswith("errors: 1, warnings: 2, notes: 0\n")
    assert "nothing found\n" == reporters.text([])


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("1260万", "12.6 million"),
        ("1.2亿", "120 million"),
        ("3,450亿", "345 billion"),
        ("百分之十二点五", "12.5"),
        ("2.3万亿", "2.3 trillion"),
        ("85%", "85%"),
    ],
)
def test_numbers_of_two_languages_have_one_value(chinese, english):
    """万 and 亿 beside thousand, million, billion and trillion."""
    assert [number.value for number in chinese_values(chinese)] == [number.value for number in english_values(english)]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("low-carbon industry", "Low carbon industries grow"),
        ("plan", "It was planned"),
        ("price", "pricing matters"),
        ("incubator", "Incubators"),
    ],
)
def test_an_approved_translation_may_be_inflected(term, text):
    """Plural, case, hyphen and verb endings do not matter."""
    assert find_english(term, english_stems(text)) is not None
