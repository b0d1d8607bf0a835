"""Segmenters with their own code: one contract, users' terms, long lines, and one clear line for all that is wrong."""

from __future__ import annotations

import itertools
import json
import os
import pickle
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import jieba
import msgspec
import numpy as np
import polars as pl
import pytest
import rjieba
import spacy_pkuseg
from commands import run
from hypothesis import given, settings
from hypothesis import strategies as st

import glossary
from glossary import pipeline
from glossary.cli import main
from glossary.errors import GlossaryError, MissingExtraError, SegmenterError, SettingsError
from glossary.extraction.disagreement import boundary_disagreement
from glossary.extraction.statistics import Candidates, Occurrence
from glossary.model import Document, Token
from glossary.text.segmenters import SEGMENTERS, pkuseg_models, segment
from glossary.text.segmenters.contract import Engine, Word, spans_of, tokens_of
from glossary.text.segmenters.folders import check_whole, read_notice, replaced_folder, write_notice
from glossary.text.segmenters.hanlp_answers import words_of
from glossary.text.segmenters.pieces import pieces
from glossary.text.segmenters.pkuseg_models import read_features, read_pickle
from glossary.text.segmenters.whole_terms import TermList, find_wholes, keep_whole

# Everything that has gone wrong with segmenters: coined numerals, codes, ideographs beyond the BMP, spaces of two
# widths, full-width letters, an accent and a selector of their own, an invisible space, and marks inside names.
SENTENCE = (
    "本镇建成“两中心一站”，用上５Ｇ 基站与415X、PM2.5监测点；𠮷田村　的e\u0301lan号渡船\ufe0f由\u200b玛依拉·艾山负责，"
    "乡村（社区）卫生站/所也 参加。"
)
TERMS = ("玛依拉·艾山", "乡村（社区）卫生站/所", "两中心一站", "也 参加", "5G 基站")
SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = [
    "本镇 建成 “ 两中心一站 ” ， 用 上 基站 。",
    "渡船 由 村民 负责 ， 卫生站 也 参加 。",
    "水库 灌区 的 渠系 改造 完成 了 。",
    "合作社 卖 出 柑橘 ， 村民 增收 。",
] * 10


@pytest.fixture(scope="session")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model that spacy-pkuseg trained on sentences of ours."""
    folder = tmp_path_factory.mktemp("pkuseg")
    text = folder / "text.txt"
    text.write_text("\n".join(CORPUS) + "\n", encoding="utf-8")
    # Training goes over the sentences in a random order, and over features in that of their hashes.
    script = (
        "import random, numpy, spacy_pkuseg; random.seed(1); numpy.random.seed(1); "
        f"spacy_pkuseg.train({str(text)!r}, {str(text)!r}, {str(folder)!r}, train_iter=5)"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, cwd=folder, env=environment)
    return folder


@pytest.fixture(params=["dictionary", "jieba", "rjieba", "pkuseg"])
def name(request: pytest.FixtureRequest, trained: Path) -> str:
    """Every segmenter that runs without torch; HanLP has tests of its own."""
    return f"pkuseg={trained}" if request.param == "pkuseg" else str(request.param)


def assert_contract(text: str, tokens: tuple[Token, ...]) -> None:
    """Tokens are spans of the text, in order, and leave out nothing but white space."""
    position = 0
    for token in tokens:
        assert "" == text[position : token.start].strip()
        assert text[token.start : token.end] == token.text
        assert token.text.strip()
        assert token.tag
        position = token.end
    assert "" == text[position:].strip()


# ------------------------------------------------------------------ the contract


def test_a_hard_sentence_keeps_the_contract(name: str) -> None:
    assert_contract(SENTENCE, segment(SENTENCE, name))


def test_terms_are_kept_whole(name: str) -> None:
    tokens = segment(SENTENCE, name, terms=TERMS)

    assert_contract(SENTENCE, tokens)
    assert {"玛依拉·艾山", "乡村（社区）卫生站/所", "两中心一站", "也 参加"} <= {token.text for token in tokens}


def test_a_line_of_ten_thousand_characters_is_cut(name: str) -> None:
    line = "".join(mark.join(["渠系改造完成"] * 50) for mark in ("", "，", "x", " ")) * 7
    line += "灌" * (10_000 - len(line))

    assert 10_000 == len(line)
    assert_contract(line, segment(line, name))


@settings(deadline=None, max_examples=60)
@given(text=st.text(alphabet="渠系改造，。 \n\u3000\u200b\u0301\ufe0fＡＢab12+-·（）/𠮷㐀한é", max_size=40))
def test_any_text_keeps_the_contract(text: str, trained: Path) -> None:
    for name in ("jieba", "rjieba", f"pkuseg={trained}"):
        assert_contract(text, segment(text, name, terms=("改造 ab", "·（")))


def test_threads_give_what_one_gives(name: str) -> None:
    texts = [SENTENCE[start:] for start in range(20)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda text: segment(text, name), texts))

    assert [segment(text, name) for text in texts] == together


def test_progress_adds_up_to_the_text(name: str) -> None:
    done: list[int] = []
    text = "\n\n".join([SENTENCE] * 150) + "\n  "
    segment(text, name, on_progress=done.append)

    assert len(text) == sum(done)


@pytest.mark.parametrize(
    ("piece", "words", "expected"),
    [
        pytest.param("先进制造", ["先进", "制造"], [(0, 2), (2, 4)], id="words"),
        pytest.param(" 先进 制造\t", ["先进", " ", "制造"], [(1, 3), (4, 6)], id="white space"),
        pytest.param("用 Mac Book 写", ["用", "MacBook", "写"], [(0, 1), (2, 10), (11, 12)], id="a word over a space"),
        pytest.param("e\u0301lan号", ["elan", "号"], [(0, 5), (5, 6)], id="an accent left out inside"),
        pytest.param("船\ufe0f号", ["船", "号"], [(0, 2), (2, 3)], id="a selector left out"),
        pytest.param("\u200b船", ["船"], [(0, 1), (1, 2)], id="an invisible character at the start"),
        pytest.param("先进制造", ["先进"], None, id="a lost end"),
        pytest.param("先进制造", ["制造"], None, id="a lost beginning"),
        pytest.param("先进ＡＢ", ["先进", "AB"], None, id="changed letters"),
        pytest.param("先进", ["先进", "先进"], None, id="a word too many"),
    ],
)
def test_words_are_found_again(piece: str, words: list[str], expected: list[tuple[int, int]] | None) -> None:
    spans = spans_of(piece, map(Word, words))

    assert expected == (spans and [(span.start, span.end) for span in spans])


def test_a_loss_is_an_error() -> None:
    careless = Engine("careless", lambda texts: [[Word(text[:5])] for text in texts])
    with pytest.raises(SegmenterError, match="careless lost or changed a part of: 渠系改造完成"):
        list(tokens_of(careless, "渠系改造完成"))


@given(st.text(alphabet="渠系。，a \n", max_size=60), st.integers(1, 9))
def test_pieces_leave_out_blank_lines_only(text: str, longest: int) -> None:
    spans = list(pieces(text, longest))

    assert all(0 < end - start <= longest for start, end in spans)
    assert "".join(text.split()) == "".join("".join(text[start:end] for start, end in spans).split())


# ------------------------------------------------------------------ terms


@pytest.mark.parametrize(
    ("terms", "text", "expected"),
    [
        pytest.param(["先进", "先进制造业集群"], "推动先进制造发展", ["先进"], id="a longer term that is not there"),
        pytest.param(["先进", "先进制造"], "先进制造业", ["先进制造"], id="the longest one"),
        pytest.param(["制造业", "先进制造"], "先进制造业", ["先进制造"], id="the first one"),
        pytest.param(["5G"], "15G和5G基站、5Gs", ["5G"], id="Latin ones stand alone"),
        pytest.param(["A/B 测试（二）"], "做A/B 测试（二）。", ["A/B 测试（二）"], id="marks and spaces"),
        pytest.param(["", " 灌区 "], "灌区", ["灌区"], id="blank ones"),
    ],
)
def test_terms_are_found(terms: list[str], text: str, expected: list[str]) -> None:
    assert expected == [token.text for token in TermList(terms).find(text)]


@given(
    st.text(alphabet="先进制造业5G+a ", max_size=30),
    st.lists(st.text(alphabet="先进制造业5G+a ", min_size=1, max_size=5), max_size=5),
    st.lists(st.integers(0, 30), max_size=8),
)
def test_wholes_take_the_place_of_any_tokens(text: str, terms: list[str], cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    tokens = [
        Token(start, end, text[start:end], "x")
        for start, end in itertools.pairwise(edges)
        if text[start:end] == text[start:end].strip() != ""
    ]
    covered = "".join(token.text for token in tokens)
    wholes = [whole for whole in find_wholes(text, TermList(terms)) if whole.text.strip()]
    kept = keep_whole(text, tokens, wholes)

    assert set(wholes) <= set(kept)
    assert all(text[token.start : token.end] == token.text for token in kept)
    assert all(before.end <= after.start for before, after in itertools.pairwise(kept))
    if covered == text:
        assert_contract(text, kept)


# ------------------------------------------------------------------ each with its own code


def test_jieba_gives_its_own_words() -> None:
    text = "鲍埂村的柑橘合作社卖到了芜湖"

    assert list(jieba.cut(text)) == [token.text for token in segment(text, "jieba")]


def test_jieba_is_not_touched(tmp_path: Path) -> None:
    """Neither the global tokenizer, nor the folder for temporary files, nor standard error."""
    program = (
        "import jieba; from glossary.text.segmenters import segment; segment('渠系改造', 'jieba'); "
        "print(jieba.dt.initialized, jieba.dt.FREQ)"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program], check=True, capture_output=True, text=True, env=environment
    )

    assert ("False {}\n", "") == (ran.stdout, ran.stderr)
    assert [] == list(tmp_path.iterdir())


LISTENING = """
import sys

def forbid(event, arguments):
    if event.startswith("socket.") and event != "socket.__new__":
        raise RuntimeError(f"network: {event} {arguments}")

sys.addaudithook(forbid)
import pkgutil
from importlib import import_module
from glossary.text import segmenters

for module in pkgutil.iter_modules(segmenters.__path__):
    import_module(f"glossary.text.segmenters.{module.name}")
for name in sys.argv[1:]:
    segmenters.segment("渠系改造完成", name)
print("silent")
"""


def test_no_adapter_asks_the_network(trained: Path) -> None:
    names = ["dictionary", "jieba", "rjieba", f"pkuseg={trained}"]
    ran = subprocess.run([sys.executable, "-c", LISTENING, *names], capture_output=True, encoding="utf-8", check=False)

    assert "silent" == ran.stdout.strip(), ran.stderr


def test_rjieba_gives_its_own_words_and_tags() -> None:
    text = "鲍埂村的柑橘合作社卖到了芜湖"

    assert rjieba.tag(text) == [(token.text, token.tag) for token in segment(text, "rjieba")]


def test_pkuseg_gives_its_own_words(trained: Path) -> None:
    """The same as its own constructor, which changes the settings of the whole process, does."""
    text = "渡船由村民负责，建成“两中心一站”，合作社完成了渠系改造"
    before = spacy_pkuseg.config.modelDir
    words = [token.text for token in segment(text, f"pkuseg={trained}")]

    assert before == spacy_pkuseg.config.modelDir
    assert spacy_pkuseg.pkuseg(str(trained)).cut(text) == words


def test_pkuseg_reads_a_pickle_of_data(trained: Path, tmp_path: Path) -> None:
    """The format of pkuseg itself."""
    features = msgspec.msgpack.decode((trained / "features.msgpack").read_bytes())
    (tmp_path / "features.pkl").write_bytes(pickle.dumps(features))
    shutil.copy(trained / "weights.npz", tmp_path)
    text = "渡船由村民负责"

    assert read_features(trained) == read_features(tmp_path)
    assert segment(text, f"pkuseg={trained}") == segment(text, f"pkuseg={tmp_path}")


class Harmful:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("harm",)


def test_a_pickle_that_does_something_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = pickle.dumps({"unigram": Harmful()})
    (tmp_path / "features.pkl").write_bytes(data)

    with pytest.raises(pickle.UnpicklingError, match="mkdir is no data"):
        read_pickle(data)
    with pytest.raises(SegmenterError, match="damaged"):
        read_features(tmp_path)
    assert not (tmp_path / "harm").exists()


# ------------------------------------------------------------------ what can be wrong


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "text.txt"
    path.write_text("渠系改造完成。\n", encoding="utf-8")
    return str(path)


@pytest.fixture
def nothing(tmp_path: Path) -> dict[str, str]:
    """An environment of a user who has no models."""
    return {"XDG_DATA_HOME": str(tmp_path / "data"), "HANLP_HOME": str(tmp_path / "hanlp"), "HOME": str(tmp_path)}


CLOSED = {"HTTPS_PROXY": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9"}
HANLP_IS_HERE = SEGMENTERS["hanlp"].package is not None


@pytest.mark.skipif(sys.platform != "linux", reason="the data folder is set by a variable of Linux")
@pytest.mark.parametrize(
    ("segmenter", "expected"),
    [
        pytest.param("scissors", "no segmenter named scissors; known: dictionary, jieba", id="1"),
        pytest.param("jieba=big", "jieba takes no model; write jieba alone", id="a model where there is none"),
        pytest.param(
            "pkuseg", "no model for pkuseg is installed; run glossary segmenters install pkuseg", id="no model"
        ),
        pytest.param("pkuseg=nowhere", "nowhere: no such folder; run glossary segmenters", id="no folder"),
        pytest.param("hanlp=http://127.0.0.1:9/api", "no connection to 127.0.0.1:9; check the", id="no service"),
        pytest.param(
            "hanlp",
            "the segmenter hanlp is not installed; run pip install torch==2.13.0 'hanlp<2.1.6'",
            id="no package",
            marks=pytest.mark.skipif(HANLP_IS_HERE, reason="HanLP is installed"),
        ),
    ],
)
def test_what_is_missing_is_said_in_one_line(segmenter: str, expected: str, text: str, nothing: dict[str, str]) -> None:
    ran = run("segment", "--with", segmenter, text, **nothing)

    assert 2 == ran.returncode
    assert 1 == len(ran.stderr.splitlines())
    assert ran.stderr.startswith(f"glossary: {expected}")


@pytest.mark.skipif(sys.platform != "linux", reason="the data folder is set by a variable of Linux")
@pytest.mark.parametrize(
    "offline",
    [
        pytest.param({"PIP_INDEX_URL": "http://127.0.0.1:9/simple"}, id="index"),
        pytest.param({"PIP_INDEX_URL": "https://index.invalid/simple", **CLOSED}, id="proxy"),
    ],
)
def test_no_network_is_said_in_one_line(offline: dict[str, str], nothing: dict[str, str]) -> None:
    kept = dict.fromkeys(("PIP_NO_INDEX", "NO_PROXY", "no_proxy"), "")
    ran = run("segmenters", "install", "pkuseg", "--quiet", **{**nothing, **kept, **offline})

    assert 2 == ran.returncode
    assert (
        "glossary: no connection to 127.0.0.1:9; connect to the network, then run glossary segmenters install pkuseg\n"
        == ran.stderr
    )
    assert not list(Path(nothing["XDG_DATA_HOME"]).rglob("*.*"))


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    missing = SEGMENTERS["rjieba"]._replace(name="absent", packages=("glossary_absent",), requirement="absent")
    monkeypatch.setitem(SEGMENTERS, "absent", missing)
    with pytest.raises(MissingExtraError) as raised:
        segment("渠系", "absent")

    assert "the segmenter absent is not installed; run pip install absent" == str(raised.value)


def spoil(path: Path) -> None:
    """Cut a file off in the middle."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


@pytest.mark.parametrize("spoiled", ["features.msgpack", "weights.npz"])
def test_a_damaged_model_is_named(spoiled: str, trained: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(trained, tmp_path / "model")
    spoil(folder / spoiled)
    with pytest.raises(SegmenterError) as raised:
        segment("渠系", f"pkuseg={folder}")

    command = "run glossary segmenters install pkuseg"
    assert f"{folder / spoiled}: the model is damaged; {command}" == str(raised.value)


def test_parts_of_two_models_are_refused(trained: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(trained, tmp_path / "model")
    np.savez(folder / "weights.npz", sizes=np.array([5, 2]), w=np.zeros(35))
    with pytest.raises(SegmenterError, match="not of one model"):
        segment("渠系", f"pkuseg={folder}")


def test_another_folder_is_no_model(tmp_path: Path) -> None:
    with pytest.raises(SegmenterError, match="no folder with a model of pkuseg; run glossary segmenters install"):
        segment("渠系", f"pkuseg={tmp_path}")


def test_an_installed_model_is_held_against_its_digests(tmp_path: Path) -> None:
    target = tmp_path / "models" / "small"
    for content in (b"old", b"new"):
        with replaced_folder(target) as folder:
            (folder / "features.msgpack").write_bytes(content)
            write_notice(folder, "small", "small.whl", "MIT")
    check_whole(target, "")
    notice = read_notice(target)

    assert b"new" == (target / "features.msgpack").read_bytes()
    assert notice is not None
    assert ("small", "small.whl", "MIT") == (notice.name, notice.origin, notice.licence)
    assert [target] == list(target.parent.iterdir())
    (target / "features.msgpack").write_bytes(b"neu")
    with pytest.raises(SegmenterError, match=r"features\.msgpack: the model is damaged; again"):
        check_whole(target, "again")


def test_a_failed_installation_leaves_the_old_model(tmp_path: Path) -> None:
    target = tmp_path / "small"
    target.mkdir()
    with pytest.raises(FileNotFoundError), replaced_folder(target) as folder:
        (folder / "absent" / "file").touch()

    assert [target] == list(tmp_path.iterdir())
    assert [] == list(target.iterdir())


# ------------------------------------------------------------------ HanLP's answers and its service


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        pytest.param({"tok": [["渠系", "改造"]]}, [[("渠系", ""), ("改造", "")]], id="words alone"),
        pytest.param(
            {"tok/coarse": [["渠系改造"]], "tok/fine": [["渠系", "改造"]], "pos/ctb": [["NN", "VV"]]},
            [[("渠系", "n"), ("改造", "v")]],
            id="fine words with treebank tags",
        ),
        pytest.param(
            {"tok/fine": [["改造"]], "pos/ctb": [["NN"]], "pos/pku": [["vn"]]}, [[("改造", "vn")]], id="PKU tags"
        ),
        pytest.param({"tok": [["哎"]], "pos": [["NEW"]]}, [[("哎", "")]], id="an unknown tag"),
        pytest.param({"ner": []}, None, id="no words"),
    ],
)
def test_answers_are_read(answer: dict[str, list[list[str]]], expected: object) -> None:
    assert expected == words_of(answer)


class Service(BaseHTTPRequestHandler):
    """A server that speaks as HanLP's does: jieba cuts, the path decides what goes wrong."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answers = {
            "/api/parse": {"tok/fine": [[word for word in jieba.cut(text) if word.strip()] for text in asked["text"]]},
            "/lossy/parse": {"tok": [[text[:3]] for text in asked["text"]]},
            "/odd/parse": ["no document"],
        }
        self.send_response(429 if self.path == "/busy/parse" else 200)
        self.end_headers()
        self.wfile.write(json.dumps(answers.get(self.path, {})).encode())

    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> object:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_service_cuts(address: str) -> None:
    tokens = segment(SENTENCE, f"hanlp={address}/api", terms=TERMS)

    assert_contract(SENTENCE, tokens)
    assert {"玛依拉·艾山", "卫生站/所"} & {token.text for token in tokens}


def test_the_service_gets_short_pieces(address: str) -> None:
    line = "渠系改造完成" * 1_700

    assert_contract(line, segment(line, f"hanlp={address}/api"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [("busy", "too many requests"), ("odd", "none of HanLP's"), ("lossy", "hanlp lost or changed"), ("no", "none of")],
)
def test_what_is_wrong_with_the_service_is_said(path: str, expected: str, address: str) -> None:
    with pytest.raises(SegmenterError, match=expected):
        segment("渠系改造完成", f"hanlp={address}/{path}")


# ------------------------------------------------------------------ commands


def test_segmenters_are_listed(
    nothing: dict[str, str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", nothing["XDG_DATA_HOME"])
    assert 0 == main(["segmenters", "--quiet"], standalone_mode=False)

    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    speeds = {row[0]: row[5] for row in rows}
    assert list(SEGMENTERS) == list(dict.fromkeys(row[0].partition("=")[0] for row in rows))
    assert all(speeds[name].endswith("MB/s") for name in ("dictionary", "jieba", "rjieba"))


def test_only_models_can_be_installed(capsys: pytest.CaptureFixture[str]) -> None:
    assert 2 == main(["segmenters", "install", "jieba"], standalone_mode=False)
    assert "no model to install for jieba" in capsys.readouterr().err


def test_terms_of_a_file_are_kept_whole(text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path(text).write_text("玛依拉·艾山的工坊（示範點）開了。\n", encoding="utf-8")
    terms = tmp_path / "terms.txt"
    terms.write_text("工坊（示範點）\n玛依拉·艾山\n", encoding="utf-8")
    assert 0 == main(["segment", "--with", "jieba", "--terms", str(terms), text], standalone_mode=False)

    assert "玛依拉·艾山 的 工坊（示范点） 开 了 。\n" == capsys.readouterr().out


def test_disagreement_is_evidence(trained: Path, tmp_path: Path) -> None:
    """The small model knows 水库 and 渠系, and cuts across what it does not know."""
    (tmp_path / "a.txt").write_text("合作社修好了水库。水库灌区的渠系改造完成了，村民增收。\n", encoding="utf-8")

    def disagreement(*names: str) -> dict[str, float]:
        table = pipeline.run([tmp_path], glossary.Settings(segmenters=names)).candidates
        return dict(zip(table["text"], table["m_disagreement"], strict=True))

    alone, asked = disagreement("dictionary"), disagreement("dictionary", f"pkuseg={trained}", "jieba")

    assert {0.0} == set(alone.values())
    assert 0.0 == asked["水库"]
    assert {0.5, 1.0} & set(asked.values())
    assert all(0 <= value <= 1 for value in asked.values())


@pytest.mark.parametrize(
    ("best_first", "limit", "expected"),
    [
        pytest.param([0, 1, 2], 100, [0.0, 1.0, 0.0], id="all are looked at"),
        pytest.param([0, 1, 2], 11, [0.0, 0.0, 0.0], id="no room for the first sentence"),
        pytest.param([2, 0, 1], 13, [0.0, 0.0, 0.0], id="room for the best one alone"),
        pytest.param([1, 2, 0], 13, [0.0, 1.0, 0.0], id="its neighbours are looked at too"),
    ],
)
def test_the_best_are_looked_at_as_long_as_there_is_room(
    best_first: list[int], limit: int, expected: list[float]
) -> None:
    """A candidate that was not looked at loses nothing."""
    text = "水库灌区的渠系改造完成了。村民增收了。"
    places = [(0, 2), (4, 6), (13, 15)]
    table = pl.DataFrame({"text": [text[start:end] for start, end in places]})
    candidates = Candidates(table, tuple((Occurrence(0, start, end),) for start, end in places))
    documents = [pipeline.prepare(Document("d1", "a.txt", "", text, "", ""), glossary.Settings())]

    assert expected == boundary_disagreement(candidates, best_first, documents, ["jieba"], limit=limit).tolist()


@pytest.mark.slow
def test_the_published_model_of_pkuseg_is_installed_and_used(
    tmp_path: Path, nothing: dict[str, str], text: str
) -> None:
    """Needs the package index, or whatever pip is set up with."""
    kept = {name: value for name, value in nothing.items() if name != "HOME"}
    ran = run("segmenters", "install", "pkuseg", **kept)
    if "no connection" in ran.stderr or "could not fetch" in ran.stderr:
        pytest.skip(ran.stderr)
    folder = tmp_path / "data" / "shuyu" / "segmenters" / "pkuseg"

    assert 0 == ran.returncode
    assert ["features.msgpack", "model.json", "weights.npz"] == sorted(path.name for path in folder.iterdir())
    assert spacy_pkuseg.pkuseg(str(folder)).cut(SENTENCE) == [
        word.text for words in [tokens_of(_published(folder), SENTENCE)] for word in words
    ]
    assert_contract(SENTENCE, segment(SENTENCE, f"pkuseg={folder}", terms=TERMS))
    if SHARED.is_dir():
        made = glossary.extract([SHARED / "seeds"], glossary.Settings(segmenters=(f"pkuseg={folder}",)))
        assert len(made.entries) > 500
    spoil(folder / "weights.npz")
    ran = run("segment", "--with", "pkuseg", text, **kept)

    assert 2 == ran.returncode
    assert (
        f"glossary: {folder / 'weights.npz'}: the model is damaged; run glossary segmenters install pkuseg\n"
        == ran.stderr
    )


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs ../shared")
def test_the_seeds_are_extracted_with_each(name: str) -> None:
    made = glossary.extract([SHARED / "seeds"], glossary.Settings(segmenters=(name,)))

    assert 5 == len(made.documents)
    assert 100 < len(made.entries)
    assert len(made.links) > 10


def _published(folder: Path) -> Engine:
    from glossary.text.segmenters import pkuseg

    return pkuseg.load(str(folder))


def test_errors_are_of_the_package() -> None:
    for name in ("pkuseg=/", "nothing", "jieba=x"):
        with pytest.raises(GlossaryError) as raised:
            segment("渠系", name)
        assert isinstance(raised.value, SegmenterError | SettingsError)
    assert pkuseg_models.INSTALL.startswith("glossary segmenters install")
