"""A corpus on disk gives the glossary that memory gives: at once, after a break, and when documents are added."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import msgspec
import polars as pl
import pytest

from glossary.engines.corpus import Corpus, store_corpus
from glossary.engines.shards import count_ranges
from glossary.errors import InputError, SettingsError
from glossary.formats import write_glossary
from glossary.linking.translations.brackets import find_brackets
from glossary.model import AnalysedDocument, Document, Skipped
from glossary.pipeline import prepare, run
from glossary.pipeline.corpora import gather
from glossary.pipeline.observing import Nobody
from glossary.settings import DocumentUnit, Engine, Settings

CLAUSES = (
    "灌区管理站实行轮灌计划",
    "用水户协会负责末级渠系维护",
    "末级渠系维护经费列入预算",
    "轮灌计划由管理站公布",
    "推广“水票制”",
    "量测水设施完好率达到九成",
    "《灌区管理办法》自公布之日起施行",
    "农业水价综合改革稳步推进",
    "管理站检修量测水设施",
    "用水户协会（water users association）选举产生",
    "干渠节制闸由专人看守",
)
MEMORY = 1 << 30
# Occurrences of a range: so few that there are several.
MOST = 4_000


def sentences(seed: int, count: int = 60) -> str:
    """A document of so many clauses, the same for the same seed."""
    rng = random.Random(seed)
    return "".join(rng.choice(CLAUSES) + rng.choice("，。；") for _ in range(count))


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Forty documents, a line each."""
    path = tmp_path / "灌区.txt"
    path.write_text("\n".join(map(sentences, range(40))) + "\n", encoding="utf-8")
    return path


def settings_for(tmp_path: Path, engine: Engine, unit: DocumentUnit = DocumentUnit.LINE) -> Settings:
    return Settings(engine=engine, work=str(tmp_path / "work"), document_unit=unit, sample_size=5_000, memory=MEMORY)


def as_json(paths: list[Path], settings: Settings, target: Path) -> bytes:
    """The bytes of glossary.json for these documents."""
    write_glossary(run(paths, settings).glossary, target, "json")
    return target.read_bytes()


def documents_of(seeds: range) -> list[Document]:
    return [Document(f"d{n + 1}", f"{n}.txt", "", sentences(n), f"{n:064x}", "utf-8") for n in seeds]


def prepared(some: list[Document]) -> list[AnalysedDocument]:
    return [prepare(document) for document in some]


def rows_of(corpus: Corpus) -> pl.DataFrame:
    return pl.read_parquet(count_ranges(corpus, 3, 6, MOST)).sort("text")


@pytest.mark.parametrize("sample_size", [5_000, 10**6])
def test_shards_give_the_glossary_of_memory(lines: Path, tmp_path: Path, sample_size: int) -> None:
    """The same bytes, whether a sample is read or everything."""
    local, shards = (
        as_json([lines], replace(settings_for(tmp_path, engine), sample_size=sample_size), tmp_path / f"{engine}.json")
        for engine in (Engine.LOCAL, Engine.SHARDS)
    )

    assert local == shards


def test_files_that_repeat_each_other_give_the_same(tmp_path: Path) -> None:
    """What files repeat is set aside in a stream as it is in memory."""
    folder = tmp_path / "files"
    folder.mkdir()
    copied = "各用水户协会每年汛前会同灌区管理站检查末级渠系，" * 4
    for number in range(12):
        text = f"灌区信息网首页导航栏\n{sentences(number)}\n{copied}\n{sentences(number + 90)}\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    local, shards = (
        as_json([folder], settings_for(tmp_path, engine, DocumentUnit.FILE), tmp_path / f"{engine}.json")
        for engine in (Engine.LOCAL, Engine.SHARDS)
    )

    assert local == shards


def test_a_sampled_glossary_lists_the_documents_it_names(lines: Path, tmp_path: Path) -> None:
    """Of a large corpus only the documents of contexts and links are listed, and all of those."""
    settings = replace(settings_for(tmp_path, Engine.SHARDS), top=3)
    extraction = run([lines], settings)
    terms = [term for entry in extraction.glossary.entries for term in entry.terms]
    named = {context.document for term in terms for context in term.contexts}

    assert named <= {document.identifier for document in extraction.glossary.documents}
    assert 40 == extraction.documents > len(extraction.glossary.documents)


def test_counting_goes_on_after_a_break(tmp_path: Path) -> None:
    """What was counted before a run ended is not counted again, and the rows are those of one run."""
    corpus = store_corpus(documents_of(range(30)), tmp_path / "a", "1", prepared, shard=5_000)
    again = store_corpus(documents_of(range(30)), tmp_path / "b", "1", prepared, shard=5_000)
    ranges: list[int] = []

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_ranges(again, 3, 6, MOST, on_plan=ranges.append, on_done=fail)
    first = next(again.folder.glob("counts-*/range-00000.parquet"))
    written = first.stat().st_mtime_ns

    assert ranges[0] > 3
    assert rows_of(corpus).equals(rows_of(again))
    assert written == first.stat().st_mtime_ns


def test_storing_goes_on_after_a_break(tmp_path: Path) -> None:
    """Shards that were whole stay; the half-written one is written anew."""
    calls = 0

    def breaking(some: list[Document]) -> list[AnalysedDocument]:
        nonlocal calls
        calls += 1
        if calls == 3:
            raise KeyboardInterrupt
        return prepared(some)

    with pytest.raises(KeyboardInterrupt):
        store_corpus(documents_of(range(30)), tmp_path / "a", "1", breaking, shard=3_000)
    with (tmp_path / "a" / "documents.bin").open("ab") as stream:
        stream.write(b"half of a record")
    corpus = store_corpus(documents_of(range(30)), tmp_path / "a", "1", prepared, shard=3_000)
    whole = store_corpus(documents_of(range(30)), tmp_path / "b", "1", prepared, shard=3_000)

    assert [document.text for document in whole] == [document.text for document in corpus]
    assert rows_of(whole).equals(rows_of(corpus))


def test_ten_additions_equal_one_run(tmp_path: Path) -> None:
    """Documents that are added and counted ten times over give the rows of a run with all of them."""
    for last in range(3, 33, 3):
        corpus = store_corpus(documents_of(range(last)), tmp_path / "grown", "1", prepared)
        rows = rows_of(corpus)
    whole = store_corpus(documents_of(range(30)), tmp_path / "whole", "1", prepared)

    assert rows_of(whole).equals(rows)


def test_an_addition_goes_on_after_a_break(tmp_path: Path) -> None:
    """The counts of fewer documents stay until the new ones are whole, and what was added to them stays too."""
    rows_of(store_corpus(documents_of(range(25)), tmp_path / "grown", "1", prepared))
    grown = store_corpus(documents_of(range(30)), tmp_path / "grown", "1", prepared)

    def fail() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        count_ranges(grown, 3, 6, MOST, on_done=fail)
    first = next(grown.folder.glob("counts-30-*/range-00000.parquet"))
    written = first.stat().st_mtime_ns
    plan = msgspec.json.decode((first.parent / "plan.json").read_bytes())
    whole = store_corpus(documents_of(range(30)), tmp_path / "whole", "1", prepared)

    assert (tmp_path / "grown" / plan["before"]).exists()
    assert rows_of(whole).equals(rows_of(grown))
    assert written == first.stat().st_mtime_ns
    assert [first.parent] == [*grown.folder.glob("counts-*")]


def test_stored_files_are_not_read_again(tmp_path: Path) -> None:
    """A file with the same bytes is passed over; one that changed is read, and refused if its documents are others."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"{sentences(number)}\n{sentences(number + 50)}\n", encoding="utf-8")
    settings = settings_for(tmp_path, Engine.SHARDS)
    gather([folder], settings, (), Nobody())
    read: list[int] = []

    class Watching(Nobody):
        def advance(self, count: int = 1) -> None:
            read.append(count)

    (folder / "3.txt").write_text(f"{sentences(3)}\n", encoding="utf-8")
    added = gather([folder], settings, (), Watching())

    assert [1] == read
    assert ["d7", "3.txt:1"] == [added.prepared[6].document.identifier, added.prepared[6].document.path]
    (folder / "1.txt").write_text(f"{sentences(1)}\n{sentences(52)}\n", encoding="utf-8")
    with pytest.raises(InputError, match="not those"):
        gather([folder], settings, (), Nobody())


def test_a_file_that_is_read_with_complaints_is_read_again(tmp_path: Path) -> None:
    """What was skipped in it is said again; and the files behind it do not stand for its documents."""
    folder = tmp_path / "files"
    folder.mkdir()
    line = json.dumps({"text": sentences(1)}, ensure_ascii=False)
    (folder / "0.jsonl").write_text(f"{line}\nno record\n", encoding="utf-8")
    (folder / "1.txt").write_text(f"{sentences(2)}\n", encoding="utf-8")
    skipped: list[str] = []

    class Watching(Nobody):
        def skipped(self, skipped_input: Skipped) -> None:
            skipped.append(skipped_input.path)

    for _run in range(2):
        gathered = gather([folder], settings_for(tmp_path, Engine.SHARDS), (), Watching())

    assert 2 == len(gathered.prepared)
    assert ["0.jsonl:2", "0.jsonl:2"] == skipped
    with pytest.raises(InputError, match="not those"):
        gather([folder / "1.txt"], settings_for(tmp_path, Engine.SHARDS), (), Nobody())


def test_stored_brackets_are_those_of_the_documents(tmp_path: Path) -> None:
    """Of each term, in the same order: after it and before it, the longest that ends there, over several shards."""
    stated = "推广滴灌（drip irrigation，DI）。Micro sprinkler（微喷头）到货，见图（左）。"
    documents = [replace(each, text=f"{each.text}\n{stated}") for each in documents_of(range(9))]
    corpus = store_corpus(documents, tmp_path, "1", prepared, shard=1_000)
    found = corpus.brackets({"滴灌", "灌", "微喷头", "用水户协会", "左", "管理站"})

    assert find_brackets(prepared(documents), ["滴灌", "灌", "微喷头", "用水户协会", "左", "管理站"]) == found
    assert {"滴灌", "微喷头", "用水户协会"} == found.keys()
    assert 9 == len(found["微喷头"])


def test_additions_prepare_only_what_is_new(tmp_path: Path) -> None:
    """Documents that are stored are not cleaned and cut again."""
    seen: list[str] = []

    def noting(some: list[Document]) -> list[AnalysedDocument]:
        seen.extend(document.path for document in some)
        return prepared(some)

    store_corpus(documents_of(range(10)), tmp_path, "1", prepared)
    store_corpus(documents_of(range(12)), tmp_path, "1", noting)

    assert ["10.txt", "11.txt"] == seen


def test_files_that_are_added_give_the_same(tmp_path: Path) -> None:
    """Also where a line becomes a site's frame only by the files that were added."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(2):
        (folder / f"{number}.txt").write_text(f"灌区信息网首页导航栏\n{sentences(number, 90)}\n", encoding="utf-8")
    shards = settings_for(tmp_path, Engine.SHARDS, DocumentUnit.FILE)
    run([folder], shards)
    for number in range(2, 8):
        (folder / f"{number}.txt").write_text(f"灌区信息网首页导航栏\n{sentences(number, 90)}\n", encoding="utf-8")
    local = as_json([folder], settings_for(tmp_path, Engine.LOCAL, DocumentUnit.FILE), tmp_path / "local.json")

    assert local == as_json([folder], shards, tmp_path / "shards.json")


def test_another_corpus_is_refused(tmp_path: Path) -> None:
    """A work folder goes on with its own documents and settings only."""
    store_corpus(documents_of(range(4)), tmp_path, "1", prepared)
    with pytest.raises(InputError, match="not those"):
        store_corpus([documents_of(range(4))[0], *documents_of(range(7, 9))], tmp_path, "1", prepared)
    with pytest.raises(InputError, match="settings"):
        store_corpus(documents_of(range(4)), tmp_path, "2", prepared)


def test_too_little_memory_is_said(lines: Path, tmp_path: Path) -> None:
    """A limit below what the programs themselves take is refused before anything is read, with one that will do."""
    for memory in (1, 10**8):
        settings = replace(settings_for(tmp_path, Engine.SHARDS), memory=memory)
        with pytest.raises(SettingsError, match=r"too little; allow \d+ MB"):
            gather([lines], settings, (), Nobody())

    assert not (tmp_path / "work").exists()
    with pytest.raises(SettingsError, match="work folder"):
        gather([lines], Settings(engine=Engine.SHARDS), (), Nobody())
