"""What comes back from a format, and its loss report, are together what went in: nothing more and nothing less."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from differences import difference, reported, squeezed
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_glossary import sample_glossary

from glossary.formats import find_profile, profiles
from glossary.formats.losses import LossRecorder
from glossary.identifiers import mint_identifier
from glossary.model import (
    ConceptEntry,
    Context,
    DocumentRecord,
    EntryStatus,
    Evidence,
    Glossary,
    Provenance,
    Term,
    TermType,
    UsageStatus,
)

NAMES = [profile.name for profile in profiles()]


def read_prompt(path: Path, content: bytes) -> Glossary:
    """The list for language models is for no program; here it is read as Markdown is."""
    lines = content.decode().splitlines()
    source, target = re.match(r"Use these translations from (\S+) to (\S+)\.", lines[0]).groups()
    entries = []
    for line in lines[4:]:
        cells = [cell.strip(" ") for cell in re.findall(r"\| ((?:\\.|[^\\|])*?) (?=\|)", line)]
        terms = []
        for number, (cell, language) in enumerate(zip(cells, (source, target, target), strict=False)):
            for text in filter(None, cell.split("<br>")):
                status = UsageStatus.DEPRECATED if number == 2 else None
                terms.append(Term(re.sub(r"\\(.)", r"\1", text), language, usage_status=status))
        entries.append(ConceptEntry(mint_identifier(terms[0].text), tuple(terms)))
    return Glossary(language=source, entries=tuple(entries))


def difference_and_report(glossary: Glossary, name: str):
    """What differs after the way there and back, and what the report says; reports are about the fields alone."""
    profile = find_profile(name)
    stream, losses = io.BytesIO(), LossRecorder()
    profile.writer(glossary, stream, losses)
    reader = read_prompt if name == "prompt" else profile.reader
    returned = reader(Path("a"), stream.getvalue())
    one_to_one = name in ("memoq", "prompt")
    return difference(glossary, returned, one_to_one=one_to_one), reported(losses.report("a", name).losses)


def full_glossary() -> Glossary:
    """Every field filled, every status and type, hostile texts, homographs, synonyms, languages, duplicates."""
    context = Context("d1", 4, 8, 1, 5, "page 2", "水岸同治", "落实水岸同治，鱼多了。\x0b")
    chinese = Term(
        "水岸同治",
        term_type=TermType.PHRASE,
        usage_status=UsageStatus.PREFERRED,
        reading="shuǐ àn tóng zhì",
        part_of_speech="noun",
        frequency=3,
        document_frequency=2,
        evidence=(Evidence("c_value", 1.5, "bits", 0.2),),
        contexts=(context, replace(context, start=14, end=18)),
        source="工作要点",
        note="见\n“河长”；\t=1",
    )
    english = [
        replace(
            chinese,
            text=text,
            language="en",
            usage_status=status,
            term_type=term_type,
            note=note,
            part_of_speech=part,
        )
        for text, status, term_type, note, part in (
            ('joint care, of "river"; and bank', UsageStatus.ADMITTED, TermType.FULL_FORM, None, "verb"),
            ("care\tof | river", None, TermType.VARIANT, "draft", "classifier"),
            (" bank care ", UsageStatus.DEPRECATED, TermType.SHORT_FORM, "a\n b", None),
            ("RBC", UsageStatus.SUPERSEDED, TermType.ACRONYM, " ", "adverb"),
            ("x" * 1500, UsageStatus.PREFERRED, TermType.ABBREVIATION, "y" * 40_000, "other"),
        )
    ]
    french = replace(chinese, text="soin des rives", language="fr")
    synonym = replace(chinese, text="#岸水共治", usage_status=UsageStatus.DEPRECATED, contexts=(), note=None)
    entries = (
        ConceptEntry(
            "t1",
            (chinese, synonym, *english, french, chinese),
            subject_field="水利\n",
            definition="河与岸 & 一起\n管。",
            note="由<河长办>定",
            score=0.1 + 0.2,
            status=EntryStatus.ACCEPTED,
            links=("l1",),
        ),
        ConceptEntry("2 is no name", (Term("3+2", note="n"), Term("three plus two", "en", source="s"))),
        ConceptEntry("t3", (Term("水岸同治", note="homograph"), Term("new", "en")), note="again"),
        ConceptEntry("t4", (Term("遥测终端", frequency=1),), score=0.0),
        ConceptEntry("t5", (Term("no Chinese", "en"),), definition="d"),
        ConceptEntry("t6", (Term("丢弃"), Term("gone", "en")), status=EntryStatus.REJECTED),
        ConceptEntry("t7", (Term("旧称"), Term("old name", "en", usage_status=UsageStatus.DEPRECATED))),
    )
    sample = sample_glossary()
    return replace(sample, title="a <title>\x00", entries=entries)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "glossary",
    [
        full_glossary(),
        sample_glossary(),
        Glossary(),
        replace(
            full_glossary(),
            language="zh-TW",
            entries=(ConceptEntry("t1", (Term("水網", "zh-TW"), Term("net", "en-GB"))),),
        ),
        Glossary(language="zh-Hant", entries=(ConceptEntry("t1", (Term("水網", "zh-Hant"), Term("réseau", "fr"))),)),
    ],
    ids=["full", "sample", "empty", "taiwan", "french"],
)
def test_difference_is_the_report(name, glossary):
    """Out and back, a glossary differs in what the loss report says, and in nothing else."""
    differing, report = difference_and_report(glossary, name)

    assert differing == report


def test_json_carries_everything():
    """The complete format has nothing to report."""
    differing, report = difference_and_report(full_glossary(), "json")

    assert not differing
    assert not report


HOSTILE = st.sampled_from(
    [
        "\t",
        '"',
        ",",
        ";",
        "#",
        "|",
        "\\",
        " ",
        "\u3000",
        "\u00a0",
        "=",
        "\ufeff",
        "'",
        "{",
        "<",
        "&",
        "]]>",
        "<br>",
        "术",
        "𠮷",
    ]
)
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
TEXTS = st.lists(HOSTILE | CHARACTERS, min_size=1, max_size=6).map("".join).filter(squeezed)
NOTES = st.none() | TEXTS | st.sampled_from(["a\nb", " \n ", "candidate", "true", "5.0"])
CONTEXTS = st.builds(Context, TEXTS, st.integers(0, 9), st.integers(9, 12), st.just(1), st.just(1), NOTES, TEXTS, TEXTS)
TERMS = st.builds(
    Term,
    TEXTS,
    language=st.sampled_from(["zh-CN", "zh-CN", "en", "en", "fr"]),
    term_type=st.none() | st.sampled_from(list(TermType)),
    usage_status=st.none() | st.sampled_from(list(UsageStatus)),
    reading=NOTES,
    part_of_speech=NOTES | st.sampled_from(["noun", "verb", "properNoun"]),
    frequency=st.integers(0, 9),
    document_frequency=st.integers(0, 9),
    evidence=st.lists(st.builds(Evidence, TEXTS, st.floats(0, 1), TEXTS), max_size=1).map(tuple),
    contexts=st.lists(CONTEXTS, max_size=2, unique=True).map(tuple),
    source=NOTES,
    note=NOTES,
)


@st.composite
def glossaries(draw) -> Glossary:
    """Glossaries whose translations are few enough to meet again, and never differ by white space alone."""
    pool = draw(st.lists(TERMS, min_size=1, max_size=6, unique_by=lambda term: squeezed(term.text)))
    drawn = draw(st.lists(st.lists(st.sampled_from(pool), min_size=1, max_size=4), max_size=3))
    main = {term.text: number for number, terms in reversed([*enumerate(drawn)]) for term in terms}
    # Homographs are in the full glossary: of a lost entry, its homograph would seem to be what came back.
    rows = [[t for t in terms if t.language != "zh-CN" or main[t.text] == number] for number, terms in enumerate(drawn)]
    entries = [
        ConceptEntry(
            f"t{number}",
            tuple(terms),
            subject_field=draw(NOTES),
            definition=draw(NOTES),
            note=draw(NOTES),
            score=draw(st.none() | st.floats(0, 1)),
            status=draw(st.sampled_from(EntryStatus)),
        )
        for number, terms in enumerate(rows)
        if terms
    ]
    documents = draw(st.lists(st.builds(DocumentRecord, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS), max_size=1))
    return Glossary(draw(TEXTS), "zh-CN", Provenance("0.1"), tuple(documents), tuple(entries))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(glossary=glossaries())
def test_difference_is_the_report_whatever_it_holds(name, glossary):
    """The same for any glossary: nothing disappears unsaid, and nothing is said that did not happen."""
    differing, report = difference_and_report(glossary, name)

    assert differing == report
