"""What a person asks for: lengths, stop lists, kinds, a termbase, reference texts; by option or in `glossary.toml`."""

from __future__ import annotations

import json

import polars as pl
import pytest

from glossary.cli import main
from glossary.errors import SettingsError
from glossary.messages import choose_language
from glossary.model import Link, LinkKind, Relation
from glossary.pipeline import extract
from glossary.ranking.wanted import unwanted_texts
from glossary.settings import Settings

TEXT = (
    "冷链仓储（以下简称“冷仓”）扩建。冷链仓储设施共三处，冷链仓储设施由水务局（Water Bureau，WB）验收。\n"
    "推行“一窗三办”服务，深化灌区改造，新型泵站投用。灌区改造分三年实施，灌区改造的主要情况已经公开。\n"
)
CANDIDATES = pl.DataFrame(
    [
        ("新型泵站", "新型 泵站", "b n"),
        ("主要情况", "主要 情况", "b n"),
        ("健康相关行为", "健康 相关 行为", "a v n"),
        ("泵站", "泵站", "n"),
        ("泵", "泵", "n"),
        ("海州市水务局", "海州市 水务局", "ns n"),
    ],
    schema=["text", "words", "tags"],
    orient="row",
)


@pytest.fixture(autouse=True)
def _in_english():
    choose_language("en")
    yield
    choose_language(None)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(arguments) -> int:
    return main(arguments, standalone_mode=False)


def terms(glossary) -> list[str]:
    return [term.text for entry in glossary.entries for term in entry.terms]


def written(folder) -> list[str]:
    entries = json.loads((folder / "output" / "glossary.json").read_text(encoding="utf-8"))["entries"]
    return [entry["terms"][0]["text"] for entry in entries]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"minimum_length": 1}, []),
        ({}, ["泵"]),
        ({"minimum_length": 3}, ["泵", "泵站"]),
        ({"stop_patterns": ("新型*",)}, ["新型泵站", "泵"]),
        ({"stop_patterns": ("*情况",)}, ["主要情况", "泵"]),
        ({"stop_patterns": ("*相关*",)}, ["健康相关行为", "泵"]),
        ({"stop_patterns": ("泵站", "*相关*")}, ["健康相关行为", "泵", "泵站"]),
        ({"known_terms": ("泵站",)}, ["泵"]),
        ({"known_terms": ("泵站",), "new_only": True}, ["泵", "泵站"]),
        ({"kinds": ("clipping",)}, ["主要情况", "健康相关行为", "新型泵站", "泵", "海州市水务局"]),
        ({"kinds": ("organisation",)}, ["主要情况", "健康相关行为", "新型泵站", "泵", "泵站"]),
        ({"kinds": ("place",)}, ["主要情况", "健康相关行为", "新型泵站", "泵", "泵站", "海州市水务局"]),
        ({"kinds": ("organisation", "clipping")}, ["主要情况", "健康相关行为", "新型泵站", "泵"]),
        ({"kinds": ("fullForm",), "minimum_length": 1}, ["主要情况", "健康相关行为", "泵", "泵站", "海州市水务局"]),
    ],
)
def test_what_is_not_wanted(options, expected):
    """By length, by pattern at the head, the tail, inside and as a whole, by kind, and by what is known."""
    link = Link("泵站", LinkKind.CLIPPING, Relation.FULL_FORM, ("新型泵站",), "", 0.9)

    assert expected == sorted(unwanted_texts(CANDIDATES, (link,), Settings(**options)))


def test_a_known_term_is_kept_whatever_its_score(folder):
    """One below the cut-off comes in with its contexts; with `new_only` no known term does."""
    known = ("扩建", "一窗三办", "并不存在")
    kept = extract(["texts"], Settings(top=3, known_terms=known))
    new = extract(["texts"], Settings(known_terms=known, new_only=True))

    assert {"扩建", "一窗三办"} <= set(terms(kept))
    assert "并不存在" not in terms(kept)
    assert all(term.contexts for entry in kept.entries for term in entry.terms if term.text == "扩建")
    assert not set(known) & set(terms(new))


def test_what_reference_texts_hold_as_often_says_less(folder):
    """A term falls behind one that it led, and the evidence says why."""
    (folder / "other.txt").write_text("灌区改造。灌区改造很慢。灌区改造，灌区改造。", encoding="utf-8")
    alone = terms(extract(["texts"], Settings()))
    compared = extract(["texts"], Settings(reference=("other.txt",)))
    order = terms(compared)
    evidence = {
        entry.measure: entry.value
        for concept in compared.entries
        for term in concept.terms
        if term.text == "灌区改造"
        for entry in term.evidence
    }

    assert alone.index("灌区改造") < alone.index("冷链仓储设施")
    assert order.index("灌区改造") > order.index("冷链仓储设施")
    assert evidence["familiarity"] > 0


def test_options_reach_the_glossary(folder):
    """The same wishes on the command line."""
    (folder / "stop.txt").write_text("*情况\n冷链*\n", encoding="utf-8")

    assert 0 == run(["extract", "texts", "-q", "--to", "json", "--stop-list", "stop.txt", "--min-length", "3"])
    assert "一窗三办" in written(folder)
    assert not [text for text in written(folder) if text.startswith("冷链") or text.endswith("情况") or len(text) < 3]
    assert 0 == run(["extract", "texts", "-q", "--to", "json", "--kind", "defined_short_form", "--kind", "fullForm"])
    assert ["冷仓", "水务局"] == written(folder)


def test_the_project_states_options(folder):
    """`[extract]` in the nearest glossary.toml gives defaults; the command line goes before it."""
    (folder / "known.txt").write_text("扩建\n", encoding="utf-8")
    (folder / "glossary.toml").write_text(
        '[extract]\nto = ["json", "csv"]\ntop = 2\nstop = ["冷链*"]\ntermbase = "known.txt"\n', encoding="utf-8"
    )

    assert 0 == run(["extract", "texts", "-q"])
    assert (folder / "output" / "glossary.csv").is_file()
    assert not (folder / "output" / "glossary.xlsx").exists()
    assert "扩建" in written(folder)
    assert not [text for text in written(folder) if text.startswith("冷链")]
    assert 0 == run(["extract", "texts", "-q", "--top", "50", "--stop", "扩*"])
    assert len(written(folder)) > 3
    assert [text for text in written(folder) if text.startswith("冷链")]


@pytest.mark.parametrize("stated", ["[extract]\ntpo = 3\n", "extract = 3\n", "[extract\n"])
def test_a_wrong_project_file_is_refused(folder, capsys, stated):
    """With the file and, for an unknown name, the known ones."""
    (folder / "glossary.toml").write_text(stated, encoding="utf-8")

    assert 2 == run(["extract", "texts", "-q"])
    assert "glossary.toml" in capsys.readouterr().err


def test_a_length_below_one_is_refused():
    """Nothing is that short."""
    with pytest.raises(SettingsError, match="minimum_length"):
        Settings(minimum_length=0)
