"""Reports that programs read: against their schema or a real parser, whatever a draft holds."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from drafts import analyse, glossary_of
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.checking import CHECKS, check_documents, reporters
from glossary.cli.check import REPORTS
from glossary.messages import choose_language
from glossary.model import Finding, Severity

SCHEMA = Path(__file__).parents[2] / "shared" / "schemas" / "sarif" / "sarif-schema-2.1.0.json"
PATH = "讲话 稿/a,b:c.txt"
DRAFT = "一、概况\r\n增长50%，，<b>𠮷野</b>先生 & “××局”到会。\r\n请携带帐户。\r\n"
TEXTS = st.text(max_size=30)
FINDINGS = st.builds(
    Finding,
    code=st.sampled_from([check.code for check in CHECKS]),
    severity=st.sampled_from(list(Severity)),
    message=TEXTS,
    path=TEXTS,
    line=st.integers(1, 9),
    column=st.integers(1, 9),
    end_line=st.integers(9, 12),
    end_column=st.integers(9, 12),
    location=st.none() | TEXTS,
    text=TEXTS,
    suggestion=st.none() | TEXTS,
    entry=st.none() | TEXTS,
)


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


def found():
    draft = analyse(DRAFT, PATH)
    return check_documents([draft], glossary_of(("账户", "帐户"))), {PATH: DRAFT}


def validator():
    from jsonschema import Draft7Validator

    return Draft7Validator(json.loads(SCHEMA.read_bytes()))


def test_every_report_has_its_name_on_the_command_line():
    """The names are written out twice, so that help texts load no reporter."""
    assert list(reporters.REPORTERS) == list(REPORTS)


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="needs ../shared")
def test_sarif_is_valid():
    """With findings, with fixes, and without any."""
    check = validator()
    for log in (reporters.sarif(*found()), reporters.sarif([])):
        assert [] == [error.message for error in check.iter_errors(json.loads(log))]


@pytest.mark.shared
@pytest.mark.skipif(not SCHEMA.exists(), reason="needs ../shared")
@settings(max_examples=20, deadline=None)
@given(st.lists(FINDINGS, max_size=3))
def test_sarif_is_valid_whatever_drafts_hold(findings):
    """Any character in any field."""
    assert [] == [error.message for error in validator().iter_errors(json.loads(reporters.sarif(findings)))]


def test_sarif_points_at_code_points_and_proposes_fixes():
    """Regions count code points, beyond the BMP too, and a fix replaces exactly what was marked."""
    run = json.loads(reporters.sarif(*found()))["runs"][0]
    results = {result["ruleId"]: result for result in run["results"]}
    region = results["leftover-mask"]["locations"][0]["physicalLocation"]["region"]
    replacement = results["deprecated-term"]["fixes"][0]["artifactChanges"][0]["replacements"][0]

    assert "unicodeCodePoints" == run["columnKind"]
    assert (2, 23, 25, "××") == (
        region["startLine"],
        region["startColumn"],
        region["endColumn"],
        region["snippet"]["text"],
    )
    assert ("账户", 3, 4, 6) == (
        replacement["insertedContent"]["text"],
        *(replacement["deletedRegion"][name] for name in ("startLine", "startColumn", "endColumn")),
    )
    for result in run["results"]:
        assert result["ruleId"] == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]


def test_sarif_explains_rules_in_both_languages():
    """Whatever language the reader speaks; and that language is still spoken afterwards."""
    rules = json.loads(reporters.sarif([]))["runs"][0]["tool"]["driver"]["rules"]

    assert [check.code for check in CHECKS] == [rule["id"] for rule in rules]
    for rule, check in zip(rules, CHECKS, strict=True):
        assert check.explanation() == rule["properties"]["en"]["help"] == rule["fullDescription"]["text"]
        assert {"en", "zh_CN"} == set(rule["properties"])


@given(st.lists(FINDINGS, max_size=4))
def test_checkstyle_is_xml_whatever_drafts_hold(findings):
    """A real parser reads every error back, in order."""
    root = ElementTree.fromstring(reporters.checkstyle(findings).encode("utf-8", "surrogatepass"))

    assert [f"glossary.{finding.code}" for finding in findings] == [error.get("source") for error in root.iter("error")]


def test_checkstyle_groups_by_draft():
    """One `file` element a draft, with lines, columns and severities."""
    findings, texts = found()
    root = ElementTree.fromstring(reporters.checkstyle(findings, texts).encode())

    assert [PATH] == [file.get("name") for file in root]
    assert ("2", "6", "warning") == tuple(root[0][0].get(name) for name in ("line", "column", "severity"))


def test_annotations_escape_what_ends_a_command():
    """Commas, colons and percent signs stay where they belong; columns are inclusive."""
    findings, texts = found()
    lines = reporters.github(findings, texts).splitlines()

    assert len(findings) == len(lines)
    assert lines[0].startswith(
        "::warning file=讲话 稿/a%2Cb%3Ac.txt,line=2,endLine=2,col=6,endColumn=7,title=repeated-"
    )
    assert "" == reporters.github([])


@given(st.lists(FINDINGS, max_size=4))
def test_annotations_are_one_line_each(findings):
    """Whatever a message holds."""
    written = reporters.github(findings)

    assert len(findings) == written.count("\n")
    assert "\r" not in written


class Page(HTMLParser):
    """The tags, links to other places and marked text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.addresses, self.marked, self._in_mark = [], [], [], False

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]
        self._in_mark = tag == "mark"

    def handle_endtag(self, tag):
        self._in_mark = False

    def handle_data(self, data):
        if self._in_mark:
            self.marked.append(data)


def test_the_page_marks_the_stretches_and_needs_nothing_else():
    """Text of the draft is text of the page, never markup; nothing is loaded from elsewhere."""
    findings, texts = found()
    page = Page()
    page.feed(reporters.html(findings, texts))

    assert [finding.text for finding in findings] == page.marked
    assert all(address.startswith("#") for address in page.addresses)
    assert not {"b", "script", "link", "img", "iframe"} & set(page.tags)


@given(st.lists(FINDINGS, max_size=3))
def test_the_page_shows_no_markup_of_a_draft(findings):
    """The same tags, whatever messages and paths hold."""
    known = set("html head meta title style body h1 h2 p ol li span a code q mark ins dl dt dd".split())  # noqa: SIM905
    page = Page()
    page.feed(reporters.html(findings))

    assert set(page.tags) <= known
