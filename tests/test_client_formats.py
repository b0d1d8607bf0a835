"""The files for other programs are what those programs' own readers, schemas and published rules accept."""

import csv
import io
from pathlib import Path

import deepl
import pytest
import rdflib
from deepl.util import convert_tsv_to_dict
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from python_calamine import CalamineWorkbook
from sample_glossary import sample_glossary
from translate.storage import tbx as toolkit_tbx
from translate.storage import tmx as toolkit_tmx
from translate.storage import utx as toolkit_utx
from translate.storage import xliff as toolkit_xliff

from glossary.errors import FormatError
from glossary.formats import LossKind, LossReport, find_profile, profiles, read_glossary, write_glossary
from glossary.formats.losses import LossRecorder
from glossary.messages import choose_language
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, UsageStatus

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas" / "tbx"
shared = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="needs ../shared")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
SKOS = rdflib.Namespace("http://www.w3.org/2004/02/skos/core#")

assert deepl.__version__  # the offline parser is part of the vendor's library


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


def written(glossary: Glossary, name: str) -> tuple[bytes, LossReport]:
    stream, losses = io.BytesIO(), LossRecorder()
    find_profile(name).writer(glossary, stream, losses)
    return stream.getvalue(), losses.report("a", name)


def glossary_of(*rows: tuple[str, ...]) -> Glossary:
    """Entries of a Chinese term and its translations."""
    entries = [
        ConceptEntry(f"t{number}", (Term(chinese), *(Term(text, "en") for text in english)))
        for number, (chinese, *english) in enumerate(rows)
    ]
    return Glossary(entries=tuple(entries))


PAIRS = glossary_of(("水岸同治", "joint care of river and bank"), ("遥测终端", "telemetry unit", "remote terminal"))

# ------------------------------------------------------------------ machine translation services

HOSTILE = st.sampled_from(["\t", '"', ",", "#", " ", "\u3000", "\u00a0", "=", "\ufeff", "'", "{", "术", "é", "𠮷"])
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(HOSTILE | CHARACTERS, min_size=1, max_size=8).map("".join).filter(str.strip)
LONG = st.integers(100, 500).map(lambda count: "长" * count)
STATUSES = st.none() | st.sampled_from(list(UsageStatus))
GLOSSARIES = st.lists(
    st.tuples(TEXTS | LONG, st.lists(st.tuples(TEXTS | LONG, STATUSES), max_size=3), st.sampled_from(EntryStatus)),
    max_size=5,
).map(
    lambda rows: Glossary(
        entries=tuple(
            ConceptEntry(
                f"t{number}",
                (Term(source), *(Term(text, "en", usage_status=status) for text, status in targets)),
                status=status,
            )
            for number, (source, targets, status) in enumerate(rows)
        )
    )
)


@settings(max_examples=150, deadline=None)
@given(GLOSSARIES)
def test_deepl_accepts_every_file(glossary):
    """DeepL's own parser raises for what the service would refuse; besides, 1,024 bytes a phrase and no mark."""
    content, report = written(glossary, "deepl")
    entries = convert_tsv_to_dict(content.decode())

    assert not content.startswith(b"\xef\xbb\xbf")
    assert len(content.splitlines()) == len(entries)
    assert all(len(text.encode()) <= 1024 for pair in entries.items() for text in pair)
    assert all(text == text.strip() != "" for pair in entries.items() for text in pair)
    assert len(entries) <= report.terms


@pytest.mark.parametrize(
    ("name", "heading", "longest"),
    [("google", None, 1024), ("google-set", ["zh-CN", "en"], 1024), ("aws", ["zh", "en"], 200)],
)
@settings(max_examples=100, deadline=None)
@given(glossary=GLOSSARIES)
def test_service_rules_hold(name, heading, longest, glossary):
    """Two columns, no source twice, nothing empty, nothing too long, and the heading that the service wants."""
    content, _report = written(glossary, name)
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    if heading is not None:
        assert heading == rows.pop(0)
    sources = [row[0] for row in rows]

    assert len(sources) == len(set(sources))
    assert all(len(row) == 2 for row in rows)
    assert all(cell == cell.strip() != "" and len(cell.encode()) <= longest for row in rows for cell in row)
    assert not any(character < " " for row in rows for cell in row for character in cell)


def test_service_losses_are_told():
    """What a service cannot take is in the report: further translations, repeated sources, rejected and long terms."""
    glossary = glossary_of(("甲", "a", "b"), ("甲", "c"), ("乙",), ("丙", "x" * 2000))
    rejected = ConceptEntry("t9", (Term("丁"), Term("d", "en")), status=EntryStatus.REJECTED)
    content, report = written(Glossary(entries=(*glossary.entries, rejected)), "deepl")

    assert "甲\ta\n".encode() == content
    assert 1 == report.count(LossKind.COLLAPSED, "repeated source")
    assert 2 == report.count(LossKind.DROPPED, "further translation")
    assert 2 == report.count(LossKind.DROPPED, "untranslated entry")
    assert 1 == report.count(LossKind.WARNING, "long term")
    assert 1 == report.count(LossKind.DROPPED, "rejected entry")


def test_files_of_services_stay_within_their_size():
    """What would make the file too large for the service is left out and counted."""
    rows = [(f"术语{number}", f"{number} " + "x" * 1000) for number in range(10_500)]
    content, report = written(glossary_of(*rows), "deepl")

    assert len(content) <= 10_000_000
    assert 10_500 - len(content.splitlines()) == report.count(LossKind.WARNING, "row beyond the size of a file") > 0


def test_deprecated_translations_are_never_offered():
    """A service or OmegaT would offer a term that is not to be used as a translation."""
    entry = ConceptEntry("t1", (Term("甲"), Term("bad", "en", usage_status=UsageStatus.DEPRECATED), Term("good", "en")))
    for name in ("deepl", "google", "google-set", "aws", "azure", "omegat", "tmx"):
        content, report = written(Glossary(entries=(entry,)), name)

        assert b"good" in content
        assert b"bad" not in content
        assert 1 == report.count(LossKind.DROPPED, "deprecated term")


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("name", [profile.name for profile in profiles()])
def test_every_profile_writes_the_same_bytes_twice(name):
    """The sample goes into every format, with a report; again gives the same bytes; nothing is written for nothing."""
    first, report = written(sample_glossary(), name)

    assert (first, report) == written(sample_glossary(), name)
    assert written(Glossary(), name)[1].terms == 0 < report.terms


@pytest.mark.parametrize("name", [profile.name for profile in profiles() if not profile.readable])
def test_what_can_only_be_written_says_so(name, tmp_path):
    """Reading a file of a format for writing is an error in one line."""
    path = tmp_path / "a"
    write_glossary(PAIRS, path, name)

    with pytest.raises(FormatError, match="can be written, not read"):
        read_glossary(path, name)


def test_double_suffixes_tell_the_format(tmp_path):
    """`terms.memoq.csv` is memoQ's, `terms.csv` ours; `terms.multiterm.xml` MultiTerm's, `terms.xml` a TBX."""
    for name in ("memoq", "csv", "multiterm", "tbx", "utx", "omegat", "tmx"):
        path = tmp_path / f"terms{find_profile(name).suffixes[0]}"
        write_glossary(PAIRS, path, name)
        texts = {term.text for entry in read_glossary(path).entries for term in entry.terms}

        assert {"水岸同治", "joint care of river and bank", "遥测终端", "telemetry unit", "remote terminal"} == texts


# ------------------------------------------------------------------ real readers


@shared
@pytest.mark.shared
@pytest.mark.parametrize("name", ["tbx-v2", "weblate", "crowdin", "phrase"])
def test_version_2_is_valid_by_grammar(name):
    """The grammar of the core structure accepts every kind of version 2."""
    root = etree.fromstring(written(sample_glossary(), name)[0])
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "TBXcoreStructV02.rng"))

    assert grammar.validate(root), grammar.error_log


@shared
@pytest.mark.shared
def test_version_2_is_valid_by_dialect_and_dtd():
    """TBX-Basic's own grammar and DTD accept version 2."""
    root = etree.fromstring(written(sample_glossary(), "tbx-v2")[0])
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "TBXBasicRNGV02.rng"))
    dtd = etree.DTD(str(SCHEMAS / "TBXBasiccoreStructV02.dtd"))

    assert grammar.validate(root), grammar.error_log
    assert dtd.validate(root), dtd.error_log


@shared
@pytest.mark.shared
def test_dca_is_valid():
    """The grammar of version 3 and the Schematron of DCA accept the file."""
    import elementpath

    root = etree.fromstring(written(sample_glossary(), "tbx-dca")[0])
    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "TBXcoreStructV03.rng"))
    schema = etree.parse(SCHEMAS / "TBX-Basic_DCA.sch").getroot()
    sch = "{http://purl.oclc.org/dsdl/schematron}"
    namespaces = {space.get("prefix"): space.get("uri") for space in schema.iter(f"{sch}ns")}
    checked = 0

    assert grammar.validate(root), grammar.error_log
    for rule in schema.iter(f"{sch}rule"):
        contexts = " | ".join(f"//{part.strip()}" for part in rule.get("context").split("|"))
        for node in elementpath.select(root.getroottree(), contexts, namespaces):
            for assertion in rule.iter(f"{sch}assert"):
                checked += 1
                test = f"boolean({assertion.get('test')})"
                assert elementpath.select(root.getroottree(), test, namespaces, item=node), assertion.get("test")
    assert checked > 0


def test_translate_toolkit_reads_version_2():
    """The reader behind Weblate finds the terms and their translations."""
    store = toolkit_tbx.tbxfile.parsestring(written(PAIRS, "tbx-v2")[0])

    assert ["水岸同治", "遥测终端"] == [unit.source for unit in store.units]


def test_translate_toolkit_reads_utx_tmx_and_xliff():
    """The toolkit finds every pair of the three formats."""
    expected = [
        ("水岸同治", "joint care of river and bank"),
        ("遥测终端", "telemetry unit"),
        ("遥测终端", "remote terminal"),
    ]
    utx = toolkit_utx.UtxFile.parsestring(written(PAIRS, "utx")[0])
    memory = toolkit_tmx.tmxfile(io.BytesIO(written(PAIRS, "tmx")[0]), sourcelanguage="zh-CN", targetlanguage="en")

    assert expected == [(unit.source, unit.target) for unit in utx.units if unit.source]
    assert expected == [(str(unit.source), str(unit.target)) for unit in memory.units]
    units = toolkit_xliff.xlifffile.parsestring(written(PAIRS, "xliff")[0]).units
    assert expected == [(str(unit.source), str(unit.target)) for unit in units if not unit.isheader()]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
def test_rdflib_reads_skos(rows):
    """Whatever terms hold, the graph has one preferred label for each concept and language."""
    content, _report = written(glossary_of(*rows), "skos")
    graph = rdflib.Graph().parse(data=content, format="turtle")
    labels = {(str(label), label.language) for label in graph.objects(None, SKOS.prefLabel)}

    assert labels == {(row[0], "zh-CN") for row in rows} | {(row[1], "en") for row in rows}


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("phrase-xlsx", ["conceptId", "zh-CN", "en", "preferred", "forbidden", "status", "note"]),
        ("matecat", ["Forbidden", "Domain", "Subdomain", "Definition", "zh-CN", "en", "Notes"]),
        ("lokalise", ["Term", "Description", "Case sensitive", "Translatable", "Forbidden", "en"]),
    ],
)
def test_workbooks_have_real_truth_values(name, heading):
    """A sheet with the client's heading; what is forbidden is a truth value, not a word."""
    entry = ConceptEntry(
        "t1", (Term("甲"), Term("bad", "en", usage_status=UsageStatus.DEPRECATED), Term("=good", "en"))
    )
    content, _report = written(Glossary(entries=(entry,)), name)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    forbidden, english = (
        heading.index(column) for column in (next(h for h in heading if h.lower() == "forbidden"), "en")
    )

    assert heading == rows[0]
    assert {("=good", False), ("bad", True)} == {(row[english], row[forbidden]) for row in rows[1:]}


def test_prompt_says_what_to_write_and_what_not():
    """The table for a language model: term, translation, what never to write; markup in terms is escaped."""
    entry = ConceptEntry(
        "t1", (Term("甲|乙"), Term("bad", "en", usage_status=UsageStatus.DEPRECATED), Term("good", "en"))
    )
    content, _report = written(Glossary(entries=(entry,)), "prompt")

    assert r"| 甲\|乙 | good | bad |  |" == content.decode().splitlines()[-1]


@pytest.mark.parametrize(("name", "status"), [("weblate", "forbidden"), ("crowdin", "not recommended")])
def test_statuses_travel_under_the_clients_names(name, status):
    """A deprecated term has the client's own word for it, and comes back deprecated."""
    entry = ConceptEntry("t1", (Term("甲"), Term("bad", "en", usage_status=UsageStatus.DEPRECATED)))
    content, _report = written(Glossary(entries=(entry,)), name)
    returned = find_profile(name).reader(Path("a.tbx"), content)

    assert status in content.decode()
    assert UsageStatus.DEPRECATED is returned.entries[0].terms[1].usage_status
