"""TBX-Basic is what the standard's own schemas say it is."""

import io
from pathlib import Path

import pytest
from lxml import etree
from sample_glossary import sample_glossary

from glossary.errors import FormatError
from glossary.formats import LossKind, find_profile, read_glossary, write_glossary
from glossary.formats.losses import LossRecorder
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, TermType, UsageStatus

SCHEMAS = Path(__file__).parents[2] / "shared" / "schemas" / "tbx"
SCHEMATRONS = ("TBX-Basic_DCT.sch", "Basic.sch", "Min.sch")
SCH = "{http://purl.oclc.org/dsdl/schematron}"

# Elements of the modules whose picklists are in the modules' own grammars.
MODULES = {"http://www.tbxinfo.net/ns/basic": "Basic.rng", "http://www.tbxinfo.net/ns/min": "Min.rng"}

shared = pytest.mark.skipif(not SCHEMAS.is_dir(), reason="needs ../shared")


def written(glossary: Glossary) -> bytes:
    stream = io.BytesIO()
    find_profile("tbx").writer(glossary, stream, LossRecorder())
    return stream.getvalue()


def broken_rules(root: etree._Element) -> list[str]:
    """The rules of RelaxNG and Schematron that a document breaks.

    The Schematrons use XPath 2.0, which lxml does not know, so their rules are evaluated one by one.
    """
    import elementpath

    grammar = etree.RelaxNG(etree.parse(SCHEMAS / "TBXcoreStructV03.rng"))
    found = [] if grammar.validate(root) else [str(error) for error in grammar.error_log]
    tree = root.getroottree()
    for name in SCHEMATRONS:
        schema = etree.parse(SCHEMAS / name).getroot()
        namespaces = {space.get("prefix"): space.get("uri") for space in schema.iter(f"{SCH}ns")}
        for rule in schema.iter(f"{SCH}rule"):
            contexts = " | ".join(f"//{part.strip()}" for part in rule.get("context").split("|"))
            for node in elementpath.select(tree, contexts, namespaces):
                for assertion in rule.iter(f"{SCH}assert"):
                    test = f"boolean({assertion.get('test')})"
                    if not elementpath.select(tree, test, namespaces, item=node):
                        found.append(f"{name}: {assertion.get('test')}: {node.tag} {node.text}")
    for element in root.iter(etree.Element):
        module = MODULES.get(etree.QName(element).namespace)
        if module and not etree.RelaxNG(etree.parse(SCHEMAS / module)).validate(etree.ElementTree(element)):
            found.append(f"{module}: {element.tag} {element.text}")
    return found


def full_glossary() -> Glossary:
    """The sample with one entry that uses every element there is."""
    sample = sample_glossary()
    entry = ConceptEntry(
        "1 not a name",
        (
            *(Term(f"词{status}", usage_status=status, part_of_speech="noun", note="注") for status in UsageStatus),
            *(Term(f"词{kind}", term_type=kind, source="某书", part_of_speech="other") for kind in TermType),
            Term("word", "en", part_of_speech="classifier"),
        ),
        subject_field="水利",
        definition="一种<试验>",
        note="a & b",
    )
    return Glossary("a <title>", "zh-CN", sample.provenance, sample.documents, (*sample.entries, entry), sample.links)


@shared
@pytest.mark.shared
@pytest.mark.parametrize("glossary", [sample_glossary(), full_glossary(), Glossary()], ids=["sample", "full", "empty"])
def test_valid(glossary):
    """What is written validates against the RelaxNG grammars and the Schematrons of TBX-Basic."""
    assert [] == broken_rules(etree.fromstring(written(glossary)))


@shared
@pytest.mark.shared
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("preferredTerm-admn-sts", "preferred"),
        (">noun<", ">Nomen<"),
        ("fullForm<", "long form<"),
        ('style="dct"', 'style="dca"'),
        ('type="TBX-Basic"', 'type="TBX-Min"'),
        ("basic:context>", "basic:definition>"),
    ],
)
def test_validator_catches(right, wrong):
    """The validation of these tests sees each kind of mistake."""
    content = written(full_glossary()).decode().replace(right, wrong)

    assert broken_rules(etree.fromstring(content.encode()))


@shared
@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(path.name for path in SCHEMAS.glob("*.tbx")))
def test_samples_of_all_styles_are_read(name):
    """Both styles of version 3, and version 2, give the same entry."""
    entry = read_glossary(SCHEMAS / name).entries[0]

    assert ["zh-CN", "zh-CN", "en", "en"] == [term.language for term in entry.terms]
    assert (TermType.ABBREVIATION, UsageStatus.PREFERRED) == (entry.terms[0].term_type, entry.terms[0].usage_status)
    assert UsageStatus.DEPRECATED is entry.terms[3].usage_status
    assert entry.subject_field
    assert entry.definition


def test_everything_that_tbx_holds_comes_back(tmp_path):
    """Types, statuses, parts of speech, sources, notes and definitions come back; the rest is in the report."""
    glossary = full_glossary()
    report = write_glossary(glossary, tmp_path / "a.tbx", "tbx")
    returned = read_glossary(tmp_path / "a.tbx")
    before, after = glossary.entries[-1], returned.entries[-1]
    kept = before.terms[:-1]

    assert kept == after.terms[:-1]
    assert (before.subject_field, before.definition, before.note) == (after.subject_field, after.definition, after.note)
    assert glossary.title == returned.title
    assert 1 == report.count(LossKind.CHANGED, "identifier")
    assert 1 == report.count(LossKind.DROPPED, "part_of_speech")
    assert 1 == report.count(LossKind.DROPPED, "rejected entry")
    assert all(entry.status is not EntryStatus.REJECTED for entry in returned.entries)


def test_canonical_form_is_stable(tmp_path):
    """Written, read and written again, the entries are the same document after canonicalisation."""
    entries = full_glossary().entries[-1:]
    first = written(Glossary("t", entries=entries))
    (tmp_path / "a.tbx").write_bytes(first)
    second = written(read_glossary(tmp_path / "a.tbx"))

    assert etree.canonicalize(first.decode().split("?>")[1]) == etree.canonicalize(second.decode().split("?>")[1])


def test_expansions_become_definitions():
    """What an abbreviation stands for goes along, with the place it was found at."""
    root = etree.fromstring(written(sample_glossary()))
    groups = [[child.text for child in group] for group in root.iter("{*}descripGrp")]

    assert ["一院三园：研究院、种业园、物流园、数字园", "plans/河畔新区工作要点.txt:1:10"] in groups
    assert ["河湖长制：河长制和湖长制 [lexicon:policy_abbreviations]", "lexicon:policy_abbreviations"] in groups


ENTRY = (
    '<text><body><termEntry id="c1"><langSet xml:lang="zh-CN"><tig><term>{}</term></tig></langSet></termEntry></body>'
    "</text>"
)


@pytest.mark.parametrize("declared", ['SYSTEM "file://{secret}"', '"inner"'])
def test_entities_are_refused(tmp_path, declared):
    """A file cannot pull other files in, nor blow up by entities that it defines itself."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    path = tmp_path / "a.tbx"
    definition = f"<!ENTITY e {declared.format(secret=secret)}>"
    path.write_text(f"<!DOCTYPE martif [{definition}]><martif>{ENTRY.format('a&e;b')}</martif>")
    with pytest.raises(FormatError, match="refers to an entity"):
        read_glossary(path)


@pytest.mark.parametrize(
    "doctype", ['martif SYSTEM "TBXBasiccoreStructV02.dtd"', 'martif PUBLIC "x" "http://a.example/b"']
)
def test_document_types_are_not_fetched(tmp_path, doctype):
    """Version 2 names its document type; it is passed over."""
    path = tmp_path / "a.tbx"
    path.write_text(f"<!DOCTYPE {doctype}><martif>{ENTRY.format('水&amp;网')}</martif>")

    assert "水&网" == read_glossary(path).entries[0].terms[0].text
