"""Results that are kept in a work folder: they spare work and change nothing, whatever becomes of them."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from glossary.engines.kept_results import KeptResults
from glossary.extraction.sampling import choose_sample
from glossary.formats import write_glossary
from glossary.keeping import NothingKept
from glossary.pipeline import prepare, read, run
from glossary.pipeline.observing import Nobody
from glossary.pipeline.sampled import sampled_passages
from glossary.settings import DocumentUnit, Engine, Settings

CLAUSES = (
    "苗圃基地按批次提供容器苗",
    "护林员沿防火隔离带巡查",
    "容器苗（container seedling）成活率高于裸根苗",
    "防火隔离带由林场维护",
    "推行“一岗三责”，即巡护、宣传、报告",
    "《林场管护办法》另行公布",
    "松材线虫病疫木就地除治",
    "国家林业和草原局（以下简称国家林草局）组织验收",
    "林场维护瞭望塔和巡护步道",
    "巡护步道按五级编号",
)
KINDS = ("passages", "phrases")


def sentences(seed: int, count: int = 60) -> str:
    """A document of so many clauses, the same for the same seed."""
    rng = random.Random(seed)
    return "".join(rng.choice(CLAUSES) + rng.choice("，。；") for _ in range(count))


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Ten files with four documents each, a line each."""
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(10):
        lines = (sentences(10 * number + line) for line in range(4))
        (folder / f"{number}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return sorted(folder.iterdir())


def settings_in(work: Path) -> Settings:
    return Settings(
        engine=Engine.SHARDS, work=str(work), document_unit=DocumentUnit.LINE, sample_size=8_000, memory=1 << 30
    )


def as_json(paths: Sequence[Path], settings: Settings) -> bytes:
    """The bytes of glossary.json for these documents."""
    target = Path(f"{settings.work}.json")
    write_glossary(run(paths, settings).glossary, target, "json")
    return target.read_bytes()


def kept_in(work: Path) -> list[Path]:
    return sorted(work.glob("kept-*"))


def test_ten_additions_give_the_glossary_of_one_run(files: list[Path], tmp_path: Path) -> None:
    """With a sample, of which all but the last documents were read in the runs before."""
    for last in range(1, 11):
        grown = as_json(files[:last], settings_in(tmp_path / "grown"))

    assert as_json(files, settings_in(tmp_path / "once")) == grown


def test_what_is_kept_is_that_of_the_sample(files: list[Path], tmp_path: Path) -> None:
    """What a run did not ask for is dropped: the files do not grow with the number of additions."""
    for last in (6, 10):
        as_json(files[:last], settings_in(tmp_path / "grown"))
    as_json(files, settings_in(tmp_path / "once"))

    assert [f"kept-{kind}.bin" for kind in KINDS] == [file.name for file in kept_in(tmp_path / "grown")]
    for kind in KINDS:
        grown, once = (
            msgspec.msgpack.decode((tmp_path / work / f"kept-{kind}.bin").read_bytes()[32:])
            for work in ("grown", "once")
        )
        assert once == grown


def test_fewer_documents_take_over_what_is_kept(files: list[Path], tmp_path: Path) -> None:
    """Where a document is missing, the folder must be a new one; results taken over from the old one hold there too."""
    as_json(files, settings_in(tmp_path / "all"))
    (tmp_path / "fewer").mkdir()
    for file in kept_in(tmp_path / "all"):
        shutil.copy(file, tmp_path / "fewer")
    fewer = [*files[:4], *files[5:]]

    assert as_json(fewer, settings_in(tmp_path / "once")) == as_json(fewer, settings_in(tmp_path / "fewer"))


def test_other_settings_begin_anew(files: list[Path], tmp_path: Path) -> None:
    """Words that no segmenter may cut change what is seen in a passage, though the work folder stays."""
    as_json(files, settings_in(tmp_path / "changed"))
    changed, once = (
        replace(settings_in(tmp_path / work), whole_terms=("松材线虫病疫木", "沿防火")) for work in ("changed", "once")
    )
    before = [file.read_bytes() for file in kept_in(tmp_path / "changed")]

    assert as_json(files, once) == as_json(files, changed)
    assert before != [file.read_bytes() for file in kept_in(tmp_path / "changed")]


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 4]) + content[middle + 1 :]


@pytest.mark.parametrize("damage", [_cut, _flipped, lambda _content: b"", lambda content: content + b"\0"])
def test_damaged_files_are_replaced(files: list[Path], tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    """They count for nothing, and the run writes whole ones."""
    glossary = as_json(files[:3], settings_in(tmp_path / "work"))
    whole = [file.read_bytes() for file in kept_in(tmp_path / "work")]
    for file in kept_in(tmp_path / "work"):
        file.write_bytes(damage(file.read_bytes()))

    assert glossary == as_json(files[:3], settings_in(tmp_path / "work"))
    assert whole == [file.read_bytes() for file in kept_in(tmp_path / "work")]


def test_kept_passages_are_as_they_were_seen(files: list[Path], tmp_path: Path) -> None:
    """Structure, words and mentions come back equal, in types and all."""
    settings = settings_in(tmp_path)
    documents = [prepare(document) for document in read(files, settings)]
    stretches = choose_sample(documents, 4_000) or []

    def seen(keeping: KeptResults | NothingKept) -> list[object]:
        passages = sampled_passages(documents, stretches, settings, keeping, Nobody(), [])
        return [(*passage[:3], tuple(passage.mentions)) for passage in passages]

    kept = KeptResults(tmp_path, "1")
    made = seen(kept)
    kept.save()

    assert stretches
    assert seen(NothingKept()) == made == seen(KeptResults(tmp_path, "1"))


def test_only_unknown_results_are_made(tmp_path: Path) -> None:
    """Under the same fingerprint, and in the form that is asked for."""
    asked: list[str] = []

    def lengths(fingerprint: str, *keys: str, form: type = int) -> list[Any]:
        def make(unknown: Sequence[int]) -> list[Any]:
            asked.extend(keys[index] for index in unknown)
            return [form(len(keys[index])) for index in unknown]

        kept = KeptResults(tmp_path, fingerprint)
        found = kept.results("lengths", keys, make, form)
        kept.save()
        return found

    assert [2, 3] == lengths("1", "苗圃", "护林员")
    assert [3, 1, 3] == lengths("1", "护林员", "林", "护林员")
    assert [1] == lengths("2", "林")
    assert [["1"], ["1"]] == [lengths("2", "林", form=str) for _again in range(2)]
    assert ["苗圃", "护林员", "林", "林", "林"] == asked
