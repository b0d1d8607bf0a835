"""HanLP with its own code: a component trained here goes through the adapter that users' components go through.

Runs where HanLP is installed: `python scripts/bootstrap.py hanlp` makes such an environment.
"""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from commands import run

import glossary
from glossary.errors import SegmenterError
from glossary.model import Token
from glossary.text.segmenters import hanlp_models, segment

pytest.importorskip("hanlp")
pytestmark = pytest.mark.slow

SENTENCE = (
    "本镇建成“两中心一站”，用上５Ｇ 基站与415X、PM2.5监测点；𠮷田村　的e\u0301lan号渡船\ufe0f由\u200b玛依拉·艾山负责，"
    "乡村（社区）卫生站/所也 参加。한국어 …"
)
TERMS = ("玛依拉·艾山", "乡村（社区）卫生站/所", "两中心一站", "也 参加")
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from hanlp_training import train

    return train(tmp_path_factory.mktemp("hanlp"), 512)


@pytest.fixture(scope="session")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A component whose transformer has 64 positions; HanLP by itself loses what comes after them, or fails."""
    from hanlp_training import train

    return train(tmp_path_factory.mktemp("narrow"), 64)


@pytest.fixture(params=["trained", "narrow"])
def folder(request: pytest.FixtureRequest) -> Path:
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Path)
    return found


@pytest.fixture
def copy(trained: Path, tmp_path: Path) -> Path:
    """A component to be spoiled."""
    return Path(shutil.copytree(trained, tmp_path / "component"))


def assert_contract(text: str, tokens: tuple[Token, ...]) -> None:
    position = 0
    for token in tokens:
        assert "" == text[position : token.start].strip()
        assert text[token.start : token.end] == token.text
        position = token.end
    assert "" == text[position:].strip()


def test_a_hard_sentence_keeps_the_contract(folder: Path) -> None:
    tokens = segment(SENTENCE, f"hanlp={folder}", terms=TERMS)

    assert_contract(SENTENCE, tokens)
    assert set(TERMS) <= {token.text for token in tokens}


@pytest.mark.parametrize("mark", ["", "，", "x", " ", "한"])
def test_nothing_of_a_long_line_is_lost(mark: str, folder: Path) -> None:
    line = (f"{mark}渠系改造完成" * 2_000)[:10_000]

    assert_contract(line, segment(line, f"hanlp={folder}"))


def test_invisible_text_is_kept(trained: Path) -> None:
    text = "\u200b\n渠系\n\ufe0f\u0301\n"

    assert ["\u200b", "渠系", "\ufe0f\u0301"] == [token.text for token in segment(text, f"hanlp={trained}")]


def test_words_are_those_of_hanlp(trained: Path) -> None:
    import hanlp

    text = "水库灌区的渠系改造完成了。村民负责渡船，合作社卖出柑橘"

    assert hanlp.load(str(trained), verbose=False)(text) == [token.text for token in segment(text, f"hanlp={trained}")]


def test_threads_give_what_one_gives(trained: Path) -> None:
    texts = [SENTENCE[start:] for start in range(12)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: segment(text, f"hanlp={trained}"), texts))

    assert [segment(text, f"hanlp={trained}") for text in texts] == together


def test_a_component_from_another_computer_finds_its_transformer(copy: Path, trained: Path) -> None:
    """Its configuration names a folder that is only there; one of that name stands beside it here, or inside it."""
    configuration = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    configuration["transformer"] = "/home/someone/transformer"
    (copy / "config.json").write_text(json.dumps(configuration), encoding="utf-8")
    with pytest.raises(SegmenterError) as raised:
        segment("渠系", f"hanlp={copy}")
    shutil.copytree(trained.parent / "transformer", copy / "transformer")

    assert "the transformer /home/someone/transformer of this model is not on this computer" in str(raised.value)
    assert f"put its folder beside it as {copy / 'transformer'}" in str(raised.value)
    assert segment(SENTENCE, f"hanlp={trained}") == segment(SENTENCE, f"hanlp={copy}")


# ------------------------------------------------------------------ what can be wrong


@pytest.mark.parametrize("name", ["config.json", "vocabs.json", "model.pt"])
def test_a_damaged_file_is_named(name: str, copy: Path) -> None:
    (copy / name).write_bytes((copy / name).read_bytes()[:-40])
    with pytest.raises(SegmenterError) as raised:
        segment("渠系", f"hanlp={copy}")

    assert f"{copy / name}: the model is damaged; run glossary segmenters install hanlp" == str(raised.value)


def test_changed_weights_are_noticed(copy: Path) -> None:
    weights = bytearray((copy / "model.pt").read_bytes())
    weights[len(weights) // 2] ^= 0xFF
    (copy / "model.pt").write_bytes(weights)
    with pytest.raises(SegmenterError, match=r"model\.pt: the model is damaged"):
        segment("渠系", f"hanlp={copy}")


def test_missing_weights_are_noticed(copy: Path) -> None:
    """HanLP would fill them with chance, and cut at random."""
    import torch

    weights = torch.load(copy / "model.pt", weights_only=True)
    missing = next(name for name in weights if name.endswith("classifier.weight"))
    del weights[missing]
    torch.save(weights, copy / "model.pt")
    with pytest.raises(SegmenterError, match=f"the model lacks weights, such as {missing}"):
        segment("渠系", f"hanlp={copy}")


def test_a_component_that_is_no_segmenter_is_refused(copy: Path, trained: Path) -> None:
    configuration = json.loads((copy / "config.json").read_text(encoding="utf-8"))
    configuration["classpath"] = "os.system"
    (copy / "config.json").write_text(json.dumps(configuration), encoding="utf-8")
    for folder in (copy, trained.parent / "transformer", trained.parent):
        with pytest.raises(SegmenterError, match="no folder with a model of hanlp; run glossary segmenters install"):
            segment("渠系", f"hanlp={folder}")


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("", "no model for hanlp is installed; run glossary segmenters install hanlp\n"),
        (
            "=FINE_ELECTRA_SMALL_ZH",
            "the model FINE_ELECTRA_SMALL_ZH is not installed; run glossary segmenters install "
            "hanlp=FINE_ELECTRA_SMALL_ZH\n",
        ),
        ("=FINE", "FINE: no such folder, and no model of that name; known: CLOSE_TOK"),
    ],
)
def test_a_missing_model_is_said_in_one_line(model: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("渠系\n", encoding="utf-8")
    ran = run(
        "segment",
        "--with",
        f"hanlp{model}",
        str(tmp_path / "text.txt"),
        HANLP_HOME=str(tmp_path),
        HF_HOME=str(tmp_path),
    )

    assert 2 == ran.returncode
    assert ran.stderr.startswith(f"glossary: {expected}")
    assert 1 == len(ran.stderr.splitlines())


def test_no_network_is_said_in_one_line(tmp_path: Path) -> None:
    ran = run("segmenters", "install", "hanlp", "--quiet", HANLP_HOME=str(tmp_path), HANLP_URL="http://127.0.0.1:9/")

    assert 2 == ran.returncode
    assert (
        "glossary: no connection to 127.0.0.1:9; connect to the network, then run glossary segmenters install "
        "hanlp=COARSE_ELECTRA_SMALL_ZH\n" == ran.stderr
    )


# ------------------------------------------------------------------ HanLP's own downloader


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """A server of files, as HanLP's authors have one."""
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_arguments: None})
    handler = functools.partial(quiet, directory=str(tmp_path / "served"))
    running = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


def test_a_model_is_fetched_by_name_and_used_without_a_network(trained: Path, server: str, tmp_path: Path) -> None:
    path = hanlp_models.model_urls()[hanlp_models.DEFAULT_MODEL].removeprefix(hanlp_models.base_url())
    served = tmp_path / "served" / path
    packed = tmp_path / "packed" / served.stem
    shutil.copytree(trained, packed)
    served.parent.mkdir(parents=True)
    shutil.make_archive(str(served.with_suffix("")), "zip", packed.parent, packed.name)
    (tmp_path / "text.txt").write_text("水库灌区的渠系改造完成了。\n", encoding="utf-8")
    home = {"HANLP_HOME": str(tmp_path / "home"), "HANLP_URL": server}
    ran = run("segmenters", "install", "hanlp", **home)

    assert 0 == ran.returncode, ran.stderr
    assert "CC BY-NC-SA 4.0, allows no commercial use" in ran.stderr
    served.unlink()
    ran = run("segment", "--with", "hanlp", str(tmp_path / "text.txt"), **home)
    assert 0 == ran.returncode, ran.stderr


# ------------------------------------------------------------------ the main job


def test_a_glossary_is_made_with_it(trained: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("合作社修好了水库。水库灌区的渠系改造完成了，村民增收。\n" * 3, encoding="utf-8")
    made = glossary.extract([tmp_path], glossary.Settings(segmenters=(f"hanlp={trained}", "jieba")))

    assert {"水库", "渠系改造"} & {entry.terms[0].text for entry in made.entries}


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_seeds_are_extracted_with_it(trained: Path) -> None:
    made = glossary.extract([SHARED / "seeds"], glossary.Settings(segmenters=(f"hanlp={trained}",)))

    assert 5 == len(made.documents)
    assert len(made.entries) > 100
