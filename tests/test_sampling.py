"""Large corpora: words from a sample, counts from everything, and nothing else for small ones."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from glossary import Document, DocumentUnit, Settings
from glossary.extraction import sampling
from glossary.extraction.candidates import find_mentions
from glossary.extraction.sampling import choose_sample, excerpt, least_frequency, likely_frequency
from glossary.extraction.statistics import count_candidates
from glossary.model import AnalysedDocument, BarrierKind
from glossary.pipeline import analyse, prepare, run

SETTINGS = Settings(document_unit=DocumentUnit.LINE, sample_size=20_000)
SUBJECTS = ["灌区管理站", "县水利局", "冷链物流园", "数字孪生流域平台", "村级合作社", "渔港防波堤工程", "蓝莓产业园"]
VERBS = ["验收了", "支持", "扩建了", "检查了", "公布了", "接管了", "改造了"]
OBJECTS = ["高标准农田", "小型水库除险加固项目", "5G基站", "智慧灌溉示范基地", "低温仓储设施", "土壤墒情监测点"]
WHERE = ["在坝上", "在河西片区", "在山口镇", "在老码头", "去年", "今年春天", "按计划"]


def passage(index: int, document: AnalysedDocument) -> sampling.Passage:
    """A whole document as a passage."""
    return sampling.Passage(index, 0, document, find_mentions(document))


def sentences(count: int, seed: int = 7) -> list[str]:
    """Original sentences, made of parts."""
    chance = random.Random(seed)
    parts = (WHERE, SUBJECTS, VERBS, OBJECTS)
    return ["".join(chance.choice(part) for part in parts) + "。" for _ in range(count)]


def documents_of(lines: list[str], per_document: int) -> list[Document]:
    texts = ["".join(lines[start : start + per_document]) for start in range(0, len(lines), per_document)]
    return [
        Document(f"d{number}", f"{number}.txt", "", text, f"{hash_of(text)}", "utf-8")
        for number, text in enumerate(texts, start=1)
    ]


def hash_of(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture(scope="module")
def large() -> list[Document]:
    """Some 120,000 characters: more than are read word by word."""
    return documents_of(sentences(5_000), 40)


@pytest.fixture(scope="module")
def folder(large, tmp_path_factory):
    file = tmp_path_factory.mktemp("corpus") / "corpus.txt"
    file.write_text("\n".join(document.text for document in large), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def extraction(folder):
    return run([folder], SETTINGS)


@pytest.mark.parametrize(
    ("characters", "likely", "least"), [(0, 1.0, 2), (40_000, 1.0, 2), (20_480_000, 10.0, 5), (20_000 << 16, 16.0, 8)]
)
def test_frequencies_grow_with_the_logarithm(characters, likely, least):
    assert (likely, least) == (likely_frequency(characters), least_frequency(characters))


def test_small_inputs_are_not_sampled(large):
    prepared = [prepare(document) for document in large[:100]]
    assert choose_sample(prepared, Settings().sample_size) is None
    assert choose_sample(prepared, limit=sum(len(document.text) for document in prepared)) is None


def test_a_sample_is_as_large_as_it_should_be(large):
    prepared = [prepare(document) for document in large]
    size = sum(end - start for _document, start, end in choose_sample(prepared, limit=50_000))
    assert 50_000 <= size < 50_000 + sampling.PASSAGE


def test_the_order_of_documents_does_not_change_the_sample(large):
    prepared = [prepare(document) for document in large]
    backwards = prepared[::-1]
    forth, back = choose_sample(prepared, limit=50_000), choose_sample(backwards, limit=50_000)
    assert sorted(prepared[index].text for index, _start, _end in forth) == sorted(
        backwards[index].text for index, _start, _end in back
    )


def test_a_long_document_is_sampled_in_passages():
    whole = prepare(Document("d1", "a.txt", "", "\n".join(sentences(3_000)), "0", "utf-8"))
    stretches = choose_sample([whole], limit=30_000)
    assert len(stretches) > 1
    assert all(0 < end - start <= sampling.PASSAGE for _document, start, end in stretches)
    assert all(whole.text[end - 1] == "\n" or end == len(whole.text) for _document, _start, end in stretches)


def test_an_excerpt_leads_back_to_the_whole():
    text = "頁首\r\n臺帳（xù）與項(xiàng)目××，\r\n推(tuī)進低溫倉儲設施"
    whole = prepare(Document("d1", "a.txt", "", text, "0", "utf-8"))
    for start in range(len(whole.text)):
        for end in range(start + 1, len(whole.text) + 1):
            part = excerpt(whole, start, end)
            assert whole.text[start:end] == part.text
            for offset in range(end - start):
                assert whole.normalised.original_start(start + offset) == part.normalised.original_start(offset)
            masks = "".join(part.text[barrier.start : barrier.end] for barrier in part.barriers)
            assert masks == "".join(character for character in part.text if character == "×")
            assert all(barrier.kind is BarrierKind.MASK for barrier in part.barriers)


def test_every_frequency_is_that_of_the_whole_corpus(extraction, large):
    """Also of what only few or none of the passages in the sample hold."""
    whole = [document.text for document in large]
    table = extraction.candidates
    assert table.height > 50
    for text, frequency, documents in table.select("text", "frequency", "document_frequency").iter_rows():
        assert frequency == sum(line.count(text) for line in whole), text
        assert documents == sum(text in line for line in whole), text


def test_terms_of_the_corpus_are_found(extraction):
    terms = {term.text for entry in extraction.glossary.entries for term in entry.terms}
    assert {*SUBJECTS, *OBJECTS} <= terms


def test_every_context_is_exact(extraction, large):
    by_identifier = {document.identifier: document.text for document in large}
    contexts = [
        (term.text, context)
        for entry in extraction.glossary.entries
        for term in entry.terms
        for context in term.contexts
    ]
    assert len(contexts) > 50
    for text, context in contexts:
        original = by_identifier[context.document]
        assert text == context.surface == original[context.start : context.end]
        assert 1 == context.line
        assert context.start + 1 == context.column


def test_the_same_corpus_gives_the_same_glossary(extraction, folder):
    again = run([folder], SETTINGS)
    assert extraction.glossary == again.glossary


def test_the_order_of_lines_changes_no_term(extraction, large, tmp_path):
    file = tmp_path / "corpus.txt"
    file.write_text("\n".join(document.text for document in reversed(large)), encoding="utf-8")
    backwards = run([file], SETTINGS)
    columns = ["text", "frequency", "document_frequency", "score"]
    assert extraction.candidates.select(columns).equals(backwards.candidates.select(columns))


def test_counts_do_not_depend_on_sampling(large):
    """A corpus in the middle: where everything is a sample, the same candidates have the same counts."""
    settings = Settings()
    documents = [analyse(document, settings) for document in large[:60]]
    whole = count_candidates(documents, settings).table
    passages = [passage(index, document) for index, document in enumerate(documents)]
    sampled = count_candidates(documents, settings, passages).table
    least = least_frequency(sum(len(document.text) for document in documents))
    columns = [
        "text",
        "frequency",
        "document_frequency",
        "left_variety",
        "right_variety",
        "left_entropy",
        "right_entropy",
        "cohesion",
        "quoted",
        "titled",
        "words",
    ]
    known = whole.filter((whole["frequency"] >= least) & (whole["length"] <= settings.maximum_length)).select(columns)
    compared = sampled.filter(sampled["text"].is_in(known["text"].to_list())).select(columns)
    assert known.height > 50
    assert known["text"].to_list() == compared["text"].to_list()
    for column in columns[1:]:
        assert known[column].to_list() == pytest.approx(compared[column].to_list()), column


def test_only_repeated_strings_that_stand_alone_are_added(extraction):
    """What only begins or ends another string is no candidate, however frequent."""
    texts = set(extraction.candidates["text"])
    assert "数字孪生流域平台" in texts
    assert not {"字孪生流域平台", "数字孪生流域平", "站验收了", "了高标准农田"} & texts
    frequency = Counter(dict(extraction.candidates.select("text", "frequency").iter_rows()))
    assert frequency["数字孪生流域平台"] > 500


def test_quotations_and_titles_are_counted_outside_the_sample(large):
    coined = "".join(f"试行“一塘两用”，对照《渔港与灌区、码头管理办法（{part}）》。" for part in ("试行", "修订") * 4)
    documents = [prepare(document) for document in (*large[:20], *documents_of([coined], 1))]
    first = [passage(index, analyse(large[index], SETTINGS)) for index in range(3)]
    table = count_candidates(documents, SETTINGS, first).table
    found = {row["text"]: row for row in table.iter_rows(named=True)}

    assert 8 == found["一塘两用"]["quoted"]
    assert (4, 4, 1) == tuple(
        found["渔港与灌区、码头管理办法（试行）"][name] for name in ("titled", "frequency", "document_frequency")
    )
