"""The whole way, from files to a glossary whose every context points at its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import Document, InputError, Settings, Skipped
from glossary.extraction.statistics import Occurrence
from glossary.pipeline import analyse, extract, run
from glossary.ranking.contexts import ContextFinder
from glossary.text.normalising import normalise

SAMPLE = Path(__file__).parent.parent / "glossary" / "sample" / "documents"


@pytest.fixture(scope="module")
def sample():
    return run([SAMPLE], Settings())


@pytest.fixture(scope="module")
def originals():
    from glossary.pipeline import read

    return {document.identifier: document for document in read([SAMPLE], Settings())}


def test_every_context_points_at_its_place(sample, originals):
    """`document.text[start:end] == surface`, line and column agree, and the surface normalises to the term."""
    contexts = [
        (term, context) for entry in sample.glossary.entries for term in entry.terms for context in term.contexts
    ]
    assert len(contexts) > 500
    for term, context in contexts:
        text = originals[context.document].text

        assert text[context.start : context.end] == context.surface
        assert normalise(context.surface) == normalise(term.text)
        lines = text.replace("\r\n", "\n").split("\n") if "\r\n" in text else text.splitlines()
        assert context.surface.startswith(lines[context.line - 1][context.column - 1 :][:1])
        assert 0 < len(context.text) <= Settings().context_length


def test_every_extracted_term_has_a_context(sample):
    """A term that was found was found somewhere."""
    for entry in sample.glossary.entries:
        for term in entry.terms:
            if term.language == "zh-CN":
                assert term.contexts, term.text


def test_traditional_text_with_readings_gives_simplified_terms(sample, originals):
    """The entry is simplified, the context shows what the document writes."""
    surfaces = {
        (term.text, context.surface)
        for entry in sample.glossary.entries
        for term in entry.terms
        for context in term.contexts
    }
    changed = {(term, surface) for term, surface in surfaces if term != surface}

    assert changed
    assert all(normalise(surface) == term for term, surface in changed)


def test_the_same_input_gives_the_same_glossary(sample):
    """Nothing depends on hash seeds, time or earlier runs."""
    assert sample.glossary == extract([SAMPLE])


def test_links_hold_in_their_document(sample):
    """Every link from the text names its document and shows its sentence; outside knowledge names neither."""
    paths = {record.path for record in sample.glossary.documents}
    assert sample.glossary.links
    for link in sample.glossary.links:
        if link.source == "text":
            assert link.document in paths
            assert link.evidence is not None
            assert link.evidence.document in paths
        else:
            assert link.document is None
            assert link.source.startswith("lexicon:")


def test_identifiers_are_unique_and_known(sample):
    """Entries point at links that exist; no identifier serves twice."""
    entries = [entry.identifier for entry in sample.glossary.entries]
    links = [link.identifier for link in sample.glossary.links]

    assert len(entries) == len(set(entries))
    assert len(links) == len(set(links))
    assert {name for entry in sample.glossary.entries for name in entry.links} <= set(links)


def test_the_table_of_candidates_carries_measures_and_scores(sample):
    """The statistics behind the glossary, best first."""
    scores = sample.candidates["score"].to_list()

    assert sorted(scores, reverse=True) == scores
    assert {"text", "frequency", "document_frequency", "m_rarity", "m_branching_entropy"} <= set(
        sample.candidates.columns
    )


def test_nothing_to_read_is_one_clear_error(tmp_path):
    """An empty folder is named."""
    with pytest.raises(InputError, match="nothing to read") as caught:
        extract([tmp_path])

    assert str(tmp_path) in str(caught.value)


def test_what_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path):
    """One bad file costs one line."""

    class Listener:
        def __init__(self):
            self.lost: list[Skipped] = []

        def step(self, name, total):
            pass

        def advance(self, count=1):
            pass

        def skipped(self, skipped):
            self.lost.append(skipped)

        def noticed(self, message):
            pass

    (tmp_path / "good.txt").write_text("推行“一窗三办”服务。", encoding="utf-8")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a document")
    listener = Listener()
    glossary = extract([tmp_path], observer=listener)

    assert ["broken.docx"] == [Path(lost.path).name for lost in listener.lost]
    assert "一窗三办" in {entry.terms[0].text for entry in glossary.entries}


pieces = st.lists(
    st.sampled_from(
        [
            "項(xiàng)目",
            "創(chuàng)新",
            "孵化器",
            "ＡＢ",
            "，",
            "\r\n",
            "臺(tái)",
            "“",
            "”",
            "×",
            "平臺",
            "著",
            "乾",
            "𠮷",
            "\u200b",
            "(CNN)",
        ]
    ),
    max_size=30,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(pieces, st.data())
def test_contexts_of_any_span_are_exact(text, data):
    """For any span of a normalised text the context is the original's, whatever was changed on the way."""
    document = Document("d1", "d1.txt", "", text, "0" * 64, "utf-8")
    analysed = analyse(document, Settings())
    if not analysed.text.strip():
        return
    start = data.draw(st.integers(0, len(analysed.text) - 1))
    end = data.draw(st.integers(start + 1, min(len(analysed.text), start + 8)))
    surface = analysed.text[start:end]
    if not surface.strip() or "\n" in surface:
        return
    for context in ContextFinder([analysed], Settings()).find(surface, [Occurrence(0, start, end)]):
        assert text[context.start : context.end] == context.surface
        assert normalise(context.surface) == normalise(surface)
