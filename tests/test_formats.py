"""What goes out comes back, and what a format cannot hold is said."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_glossary import sample_glossary

from glossary.errors import FormatError
from glossary.formats import LossKind, bring_back, find_profile, profiles, read_glossary, write_glossary
from glossary.formats.losses import LossRecorder
from glossary.formats.parquet import write_table
from glossary.messages import choose_language
from glossary.model import (
    ConceptEntry,
    Context,
    DocumentRecord,
    EntryStatus,
    Evidence,
    Glossary,
    Link,
    LinkKind,
    Relation,
    Slot,
    Term,
    TermType,
    UsageStatus,
)


@pytest.fixture(autouse=True)
def _english():
    """The messages these tests compare are the English ones, whatever the environment speaks."""
    choose_language("en")
    yield
    choose_language(None)


NAMES = [profile.name for profile in profiles() if profile.complete]

# What has broken spreadsheets, XML and CSV before, mixed with everything else that a term may hold.
HOSTILE = [
    "<",
    "&",
    '"',
    "'",
    "\t",
    "=",
    "+",
    "-",
    "@",
    ",",
    ";",
    "|",
    "]]>",
    "&lt;",
    "_x0041_",
    "{",
    "\\",
    "#",
    "术",
    "㎡",
]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
TEXTS = (
    st.lists(st.sampled_from(HOSTILE) | CHARACTERS, min_size=1, max_size=8)
    .map("".join)
    .filter(lambda text: text.strip() and text == text.strip(" \u00a0\u3000"))
)


def round_trip(glossary: Glossary, name: str) -> Glossary:
    """The glossary as it comes back from a format, without a file."""
    profile = find_profile(name)
    stream = io.BytesIO()
    profile.writer(glossary, stream, LossRecorder())
    return profile.reader(Path(f"a.{name}"), stream.getvalue())


def texts(glossary: Glossary) -> list[set[tuple[str, str]]]:
    return [{(term.language, term.text) for term in entry.terms} for entry in glossary.entries]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(TEXTS, st.lists(TEXTS, max_size=2)), min_size=1, max_size=4))
def test_terms_come_back(name, rows):
    """Whatever a term holds, it comes back equal from every format, with the terms beside it."""
    entries = [
        ConceptEntry(f"t{number}", (Term(term), *(Term(english, "en") for english in translations)))
        for number, (term, translations) in enumerate(rows)
    ]
    glossary = Glossary(entries=tuple(entries))

    assert texts(glossary) == texts(round_trip(glossary, name))


FINITE = st.floats(-1e300, 1e300)
NOTES = st.none() | TEXTS
TERMS = st.builds(
    Term,
    TEXTS,
    language=st.sampled_from(["zh-CN", "en", "zh-Hant"]),
    term_type=st.none() | st.sampled_from(list(TermType)),
    usage_status=st.none() | st.sampled_from(list(UsageStatus)),
    reading=NOTES,
    part_of_speech=NOTES,
    frequency=st.integers(0, 9),
    document_frequency=st.integers(0, 9),
    evidence=st.lists(st.builds(Evidence, TEXTS, FINITE, TEXTS, FINITE), max_size=2).map(tuple),
    contexts=st.lists(
        st.builds(
            Context,
            TEXTS,
            st.integers(0, 9),
            st.integers(0, 9),
            st.integers(1, 9),
            st.integers(1, 9),
            NOTES,
            TEXTS,
            TEXTS,
        ),
        max_size=2,
    ).map(tuple),
    source=NOTES,
    note=NOTES,
)
LINKS = st.builds(
    Link,
    TEXTS,
    st.sampled_from(list(LinkKind)),
    st.sampled_from(list(Relation)),
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    FINITE,
    document=NOTES,
    slots=st.none() | st.lists(st.builds(Slot, TEXTS, st.lists(TEXTS).map(tuple)), max_size=2).map(tuple),
    identifier=TEXTS,
)
GLOSSARIES = st.builds(
    Glossary,
    title=TEXTS,
    documents=st.lists(st.builds(DocumentRecord, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=2).map(tuple),
    entries=st.lists(
        st.builds(
            ConceptEntry,
            TEXTS,
            st.lists(TERMS, min_size=1, max_size=2).map(tuple),
            NOTES,
            NOTES,
            NOTES,
            st.none() | FINITE,
            st.sampled_from(list(EntryStatus)),
            st.lists(TEXTS, max_size=2).map(tuple),
        ),
        max_size=2,
        unique_by=lambda entry: entry.identifier,
    ).map(tuple),
    links=st.lists(LINKS, max_size=2).map(tuple),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GLOSSARIES)
def test_json_holds_everything(glossary):
    """JSON gives the very same glossary back."""
    assert glossary == round_trip(glossary, "json")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GLOSSARIES)
def test_tables_hold_any_glossary(glossary):
    """No glossary makes a writer fail; what it writes can be read."""
    for name in ("csv", "xlsx", "tbx"):
        kept = [entry for entry in glossary.entries if name != "tbx" or entry.status is not EntryStatus.REJECTED]
        merged_in_tables = len({entry.identifier.strip(" \u00a0\u3000") for entry in kept})

        assert len(round_trip(glossary, name).entries) in (len(kept), merged_in_tables)


@pytest.mark.parametrize("name", NAMES)
def test_equal_bytes(name):
    """The same glossary gives the same bytes."""
    first, second = io.BytesIO(), io.BytesIO()
    find_profile(name).writer(sample_glossary(), first, LossRecorder())
    find_profile(name).writer(sample_glossary(), second, LossRecorder())

    assert first.getvalue() == second.getvalue()


def test_workbook_has_no_clock():
    """No date in the workbook is today's."""
    stream = io.BytesIO()
    find_profile("xlsx").writer(sample_glossary(), stream, LossRecorder())
    with zipfile.ZipFile(stream) as archive:
        core = archive.read("docProps/core.xml").decode()
        dates = {entry.date_time[0] for entry in archive.infolist()}

    assert {1980} == dates
    assert {"2000"} == set(re.findall(r">(\d{4})-", core))


def test_json_is_one_record_a_line(tmp_path):
    """An entry, a link and a document have a line each, so that a difference is a line."""
    path = tmp_path / "glossary.json"
    write_glossary(sample_glossary(), path, "json")
    starts = [line[:15] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith('{"')]

    assert 2 + 7 + 4 == len(starts)


def test_csv_columns(tmp_path):
    """The long form has the agreed columns and Excel's byte order mark."""
    path = tmp_path / "glossary.csv"
    write_glossary(sample_glossary(), path, "csv")
    content = path.read_bytes()

    assert content.startswith(
        b"\xef\xbb\xbfconcept_id,language,term,term_type,usage_status,status,reading,frequency,score,expansion,context,note\r\n"
    )
    assert "研究院、种业园、物流园、数字园" in content.decode("utf-8-sig")


def test_losses_are_counted(tmp_path):
    """The report counts duplicates, fields without a place, and cells that a spreadsheet would run."""
    twice = Term("=1+1", note="x"), Term("=1+1"), Term("sum", "en", source="a dictionary")
    glossary = Glossary(entries=(ConceptEntry("t1", twice, definition="a sum"),))
    report = write_glossary(glossary, tmp_path / "a.csv", "csv")

    assert 1 == report.count(LossKind.COLLAPSED, "term")
    assert 1 == report.count(LossKind.DROPPED, "definition")
    assert 1 == report.count(LossKind.DROPPED, "source")
    assert ("=1+1",) == next(loss.examples for loss in report.losses if loss.kind is LossKind.WARNING)
    assert (1, 2) == (report.entries, report.terms)
    assert "terms: 1 written once instead of several times (=1+1)" == str(report.losses[0])


def test_long_text_is_cut_with_a_report(tmp_path):
    """A note longer than a cell is cut to the cell, and the report says so."""
    glossary = Glossary(entries=(ConceptEntry("t1", (Term("术语", note="长" * 40_000),)),))
    report = write_glossary(glossary, tmp_path / "a.xlsx", "xlsx")

    assert 1 == report.count(LossKind.CUT)
    assert 32_767 == len(read_glossary(tmp_path / "a.xlsx").entries[0].terms[0].note)


def test_control_characters_in_contexts(tmp_path):
    """What a document holds may be more than XML can; it is replaced, and the file can be read."""
    context = Context("d1", 0, 2, 1, 1, None, "术语", "术语\x00\x0b\ufffe")
    glossary = Glossary(entries=(ConceptEntry("t1", (Term("术语", contexts=(context,)),)),))
    for name in ("xlsx", "tbx"):
        write_glossary(glossary, tmp_path / f"a.{name}", name)

        assert [{("zh-CN", "术语")}] == texts(read_glossary(tmp_path / f"a.{name}"))


def test_broken_file_name_in_json(tmp_path):
    """Half a surrogate in a path, which is how Python shows a broken file name, does not stop the writing."""
    record = DocumentRecord("d1", "a\udcff.txt", "a", "", "utf-8")
    report = write_glossary(Glossary(documents=(record,)), tmp_path / "glossary.json", "json")

    assert 1 == report.count(LossKind.CHANGED)
    assert "a?.txt" == read_glossary(tmp_path).documents[0].path


def test_cells_hold_text_not_formulas(tmp_path):
    """In the workbook, a term with a leading = is text."""
    path = tmp_path / "a.xlsx"
    write_glossary(
        Glossary(entries=(ConceptEntry("t1", (Term("=1+1"), Term("http://a.example", "en"))),)), path, "xlsx"
    )
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()

    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet


def test_filled_workbook_comes_back(tmp_path):
    """Translations typed into the empty column become terms; everything that was known stays."""
    import xlsxwriter

    glossary = sample_glossary()
    path = tmp_path / "returned.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("术语 Terms")
        sheet.write_row(0, 0, ["标识 Identifier", "术语 Term (zh-CN)", "英文 English (en)", "状态 Status"])
        first, second = glossary.entries[:2]
        sheet.write_row(1, 0, [first.identifier, "一院三园", "one institute, three parks ", "accepted"])
        sheet.write_row(2, 0, [second.identifier, "3+2", "", "candidate"])
        sheet.write_row(3, 0, ["", "新词", 5, ""])
    updated = bring_back(glossary, read_glossary(path))

    assert Term("one institute, three parks", "en") == updated.entries[0].terms[1]
    assert EntryStatus.ACCEPTED is updated.entries[0].status
    assert glossary.entries[0].terms[0] == updated.entries[0].terms[0]
    assert glossary.entries[1:] == updated.entries[1:7]
    assert {("zh-CN", "新词"), ("en", "5")} == texts(updated)[7]
    assert glossary.links == updated.links


def test_bringing_nothing_back_changes_nothing():
    """A glossary that comes back untouched leaves the old one as it was, through every format."""
    glossary = sample_glossary()
    for name in ("json", "csv", "xlsx"):
        assert glossary == bring_back(glossary, round_trip(glossary, name))


def test_corrected_translation_replaces_the_old_one():
    """A corrected translation takes the place of the one that was sent out; a plain list is matched by its terms."""
    old = Glossary(entries=(ConceptEntry("t1", (Term("水网", frequency=3), Term("water net", "en"))),))
    new = Glossary(entries=(ConceptEntry("x", (Term("水网"), Term("water network", "en"))),))

    assert (Term("水网", frequency=3), Term("water network", "en")) == bring_back(old, new).entries[0].terms


def test_what_was_typed_over_has_no_evidence_of_the_old(tmp_path):
    """A translation typed over a proposed one keeps neither its source nor its note; an edited reading comes back."""
    proposed = Term("water net", "en", source="bitext:a.tsv:3", note="confidence 0.30, 3 segments")
    old = Glossary(entries=(ConceptEntry("t1", (Term("水网", reading="shuǐ wáng"), proposed)),))
    write_glossary(old, tmp_path / "a.xlsx", "xlsx")
    (entry,) = read_glossary(tmp_path / "a.xlsx").entries
    typed = replace(
        entry, terms=(replace(entry.terms[0], reading="shuǐ wǎng"), replace(entry.terms[1], text="water network"))
    )
    returned = bring_back(old, Glossary(entries=(typed,)))

    assert (Term("水网", reading="shuǐ wǎng"), Term("water network", "en")) == returned.entries[0].terms
    assert old == bring_back(old, read_glossary(tmp_path / "a.xlsx"))


def test_workbook_speaks_words():
    """Statuses, kinds and sources stand in words of both languages; typed in one, they are understood."""
    from python_calamine import CalamineWorkbook

    stream = io.BytesIO()
    find_profile("xlsx").writer(sample_glossary(), stream, LossRecorder())
    book = CalamineWorkbook.from_filelike(io.BytesIO(stream.getvalue()))
    cells = {str(cell) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row}

    assert {"待审 candidate", "不用 rejected", "首选 preferred", "数字缩略 numeral", "全称 full form"} <= cells
    assert not [cell for cell in cells if "lexicon:p" in cell or cell in [*LinkKind, *Relation, *EntryStatus]]


@pytest.mark.parametrize(
    ("label", "content", "expected"),
    [
        ("two columns", "zh,en\n水网,water network\n", [{("zh-CN", "水网"), ("en", "water network")}]),
        ("names", "中文;英文\n水网; water network\n", [{("zh-CN", "水网"), ("en", "water network")}]),
        ("long", "language,term\nzh-TW,水網\n", [{("zh-TW", "水網")}]),
        ("grouped", "id\tlang\tterm\n1\tzh\t水网\n1\ten\twater net\n", [{("zh-CN", "水网"), ("en", "water net")}]),
        ("same term twice", "zh,en\n水网,a\n水网,b\n", [{("zh-CN", "水网"), ("en", "a"), ("en", "b")}]),
        ("no translation yet", "zh,en\n水网\n\n路网,\n", [{("zh-CN", "水网")}, {("zh-CN", "路网")}]),
        ("quoted", 'zh,en\n"甲,乙","a ""b"""\n', [{("zh-CN", "甲,乙"), ("en", 'a "b"')}]),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_of_others(tmp_path, label, content, expected, encoding):
    """Any table with a heading that names terms is a glossary."""
    path = tmp_path / "a.csv"
    path.write_bytes(content.encode(encoding))

    assert expected == texts(read_glossary(path))


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.json", b'{"format": "glossary/1", "entr', "not whole JSON: Input data was truncated; make it again"),
        ("a.json", b'{"format": "glossary/9"}', "its format is 'glossary/9', not 'glossary/1'"),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":1}]}',
            "not a glossary: Expected `str`, got `int`",
        ),
        ("a.json", b"\xff\xfe\x00", "not whole JSON"),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":"t","terms":[]}]}',
            "entries[0] t: an entry without a term; delete it",
        ),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":"t","terms":[{"text":"a"}]},{"identifier":"t","terms":'
            b'[{"text":"b"}]}]}',
            "entries[1] t: the identifier 't' is empty or taken",
        ),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":"t","terms":[{"text":"a","frequency":-1}]}]}',
            "entries[0] t: a negative frequency of a",
        ),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":"t","terms":[{"text":" "}]}]}',
            "empty term",
        ),
        (
            "a.json",
            b'{"format":"glossary/1","entries":[{"identifier":"t","terms":[{"text":"a\\u0007"}]}]}',
            "control character U+0007 in a term: 'a\\x07'; delete it",
        ),
        ("a.json", b"", "an empty file"),
        (
            "a.csv",
            b"a,b\n1,2\n",
            "no heading that names terms: 'a,b'; start it with a row such as language,term or zh,en",
        ),
        ("a.csv", b"language,term\nzh,\n", ":2: empty term; give it a text or delete the row"),
        ("a.csv", b'zh,en\na,"b\n', ":2: not a table: unexpected end of data; check its quotes"),
        ("a.csv", b"zh,en,status\na,b,done\n", ":2: unknown status 'done'; one of candidate, accepted, rejected"),
        ("a.csv", b"zh,en,frequency\na,b,many\n", ":2: frequency is 'many', not a number"),
        ("a.csv", b"zh,en,score\na,b,nan\n", ":2: score is 'nan', not a number"),
        ("a.csv", b"concept_id,language,term,note\nt1,zh,a,b\nt2,z", ":3: 2 cells where the heading has 4"),
        ("a.csv", "zh,en\n水".encode()[:-1], "not whole text in any of UTF-8, GB18030"),
        ("a.csv", b"zh,en\na\x00,b\n", ":2: control character U+0000 in a term"),
        ("a.xlsx", b"PK\x03\x04", "not a whole Excel workbook"),
        ("a.xlsx", b"zh,en", "not a whole Excel workbook"),
        ("a.tbx", b"<tbx><text>", "not whole XML"),
        ("a.tbx", b"<html/>", "not TBX: its outermost element is <html>"),
        ("a.tbx", b"<tbx><conceptEntry/></tbx>", ":1: an entry without a term"),
        ("a.doc", b"x", "unknown kind of glossary file '.doc'; known kinds: .json, .csv"),
    ],
)
def test_bad_files(tmp_path, name, content, message):
    """A file that is no glossary is one line: the file, what is wrong, what to do."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FormatError) as caught:
        read_glossary(path)

    assert str(path) in str(caught.value)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_truncated_files(tmp_path, name, share):
    """A file that was cut is refused, or, where the cut fell between two rows of a table, gives the rows before it."""
    path = tmp_path / f"a.{name}"
    glossary = sample_glossary()
    write_glossary(glossary, path, name)
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    if name == "csv":
        path.write_bytes(content[: content.rindex(b",", 0, int(len(content) * share))])
    with pytest.raises(FormatError):
        read_glossary(path)


@pytest.mark.parametrize(
    ("name", "message"), [("none.json", "no such file"), ("folder", "no glossary.json in this folder")]
)
def test_missing(tmp_path, name, message):
    """What is not there is said to be missing."""
    (tmp_path / "folder").mkdir()
    with pytest.raises(FormatError, match=message):
        read_glossary(tmp_path / name)


def test_unknown_profile(tmp_path):
    """An unknown format names the known ones."""
    with pytest.raises(FormatError, match=r"unknown format 'doc'; one of json, csv, tsv, xlsx, tbx"):
        write_glossary(Glossary(), tmp_path / "a.doc", "doc")


def test_failed_write_leaves_the_old_file(tmp_path):
    """A writer that fails in the middle leaves what was there, and nothing else."""
    path = tmp_path / "a.tbx"
    path.write_text("old")
    with pytest.raises(ValueError, match="XML compatible"):
        write_glossary(Glossary(language="\x00"), path, "tbx")

    assert "old" == path.read_text()
    assert [path] == list(tmp_path.iterdir())


def test_statistics_table(tmp_path):
    """The statistics come back from Parquet as they were."""
    import polars

    frame = polars.DataFrame({"candidate": ["一院三园", "=1"], "frequency": [3, 1], "left_entropy": [0.5, None]})
    write_table(frame, tmp_path / "a.parquet")

    assert frame.equals(polars.read_parquet(tmp_path / "a.parquet"))
