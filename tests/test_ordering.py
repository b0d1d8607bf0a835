"""Files in the order of a dictionary, and forms of terms in other scripts and regions."""

import sys

import pytest

from glossary.cli import main
from glossary.errors import MissingExtraError, SettingsError
from glossary.formats import read_glossary, write_glossary
from glossary.formats.ordering import Order, in_order
from glossary.formats.script_forms import add_forms
from glossary.model import ConceptEntry, Glossary, Term


def glossary(*terms: Term) -> Glossary:
    return Glossary(entries=tuple(ConceptEntry(f"t{number}", (term,)) for number, term in enumerate(terms)))


def first_terms(found: Glossary) -> list[str]:
    return [entry.terms[0].text for entry in found.entries]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        pytest.param(["水网", "河长", "巴士"], ["巴士", "河长", "水网"], id="by syllables"),
        pytest.param(["重量", "重庆"], ["重庆", "重量"], id="words have their own readings"),
        pytest.param(["行走", "行业"], ["行业", "行走"], id="háng before xíng"),
        pytest.param(["罚单", "发单"], ["发单", "罚单"], id="tones last"),
        pytest.param(["西安", "先", "西"], ["西", "西安", "先"], id="syllable by syllable, not letter by letter"),
    ],
)
def test_readings_sort(terms, expected):
    """As in a dictionary: syllables, then tones, and words before single characters."""
    assert expected == first_terms(in_order(glossary(*map(Term, terms)), Order.READING))


def test_corrected_readings_count():
    """A reading that a person wrote decides, whatever a table says."""
    found = glossary(Term("重量"), Term("行长", reading="a"))

    assert ["行长", "重量"] == first_terms(in_order(found, Order.READING))


def test_strokes_sort():
    """Fewer strokes come first."""
    pytest.importorskip("icu")

    assert ["一院", "三区", "水网"] == first_terms(
        in_order(glossary(*map(Term, ["水网", "三区", "一院"])), Order.STROKES)
    )


def test_strokes_without_their_extra(monkeypatch):
    """Without PyICU, the error says what to install."""
    monkeypatch.setitem(sys.modules, "icu", None)
    with pytest.raises(MissingExtraError, match="PyICU is not installed"):
        in_order(glossary(Term("水")), Order.STROKES)


def test_forms_keep_what_a_person_wrote():
    """A form that is there already stays, and nothing is converted to a language that no table knows."""
    found = Glossary(entries=(ConceptEntry("t1", (Term("软件"), Term("軟件程式", "zh-HK"))),))
    terms = add_forms(found, ["zh-HK", "zh-TW", "zh-Hans"]).entries[0].terms

    assert [("zh-CN", "软件"), ("zh-HK", "軟件程式"), ("zh-TW", "軟體"), ("zh-Hans", "软件")] == [
        (term.language, term.text) for term in terms
    ]
    assert ["opencc:s2twp", "opencc:t2s"] == [term.source for term in terms[2:]]
    with pytest.raises(SettingsError, match="no conversion to fr"):
        add_forms(found, ["fr"])


def test_export_sorts_and_converts(tmp_path):
    """Both by option, in any format."""
    write_glossary(glossary(Term("软件"), Term("河长")), tmp_path / "glossary.json", "json")
    target = tmp_path / "a.csv"
    arguments = ["export", str(tmp_path), "--to", "csv", "-o", str(target), "--sort", "reading", "--forms", "zh-TW"]

    assert 0 == main(arguments, standalone_mode=False)
    assert [["河长", "河長"], ["软件", "軟體"]] == [
        [term.text for term in e.terms] for e in read_glossary(target).entries
    ]
