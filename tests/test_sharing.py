"""Work shared by two processes: the results of one, whatever becomes of the other."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Document, Token
from glossary.pipeline import prepare
from glossary.pipeline.analysis import prepare_all
from glossary.sharing import share, share_each

HERE = os.getpid()


@settings(deadline=None, max_examples=20)
@given(pieces=st.lists(st.text(max_size=20), max_size=12))
def test_results_come_in_the_order_of_the_pieces(pieces):
    done = []
    results = share(lambda piece: (piece, len(piece)), pieces, done.append)

    assert [(piece, len(piece)) for piece in pieces] == results
    assert pieces == done


@pytest.mark.parametrize("fate", ["dies", "fails", "gives back what cannot be sent"])
def test_what_the_copy_does_not_give_back_is_done_here(fate):
    def double(number):
        if os.getpid() != HERE and number == 5:
            if fate == "dies":
                os._exit(1)
            if fate == "fails":
                raise ValueError(number)
            return (lambda: number, 2 * number)
        return 2 * number

    assert [2 * number for number in range(9)] == share(double, range(9))


@pytest.mark.parametrize("pieces", [[], ["术语"], ["术语", "术语表", "表"]])
def test_what_is_done_meanwhile_is_done_once_and_here(pieces):
    """Where there is a copy; a single piece has none."""
    done = []

    assert list(map(len, pieces)) == share(len, pieces, meanwhile=lambda: done.append(os.getpid()))
    assert done in ([], [HERE])


@settings(deadline=None, max_examples=20)
@given(texts=st.lists(st.text(max_size=20), max_size=12))
def test_records_come_back_as_they_are(texts):
    """Those with a form, whatever characters are in them."""

    def words(some):
        return [(Token(0, len(text), text, "n"),) * (len(text) % 3) for text in some]

    assert words(texts) == share_each(words, texts, enough=2, form=tuple[Token, ...])
    assert words(["术\ud800", "术语"]) == share_each(words, ["术\ud800", "术语"], enough=1, form=tuple[Token, ...])


@pytest.mark.parametrize("in_memory", [True, False])
def test_results_larger_than_a_pipe_come_back(in_memory, monkeypatch):
    """Also from a file on disk, where Python was built without files in memory."""
    if not in_memory:
        monkeypatch.delattr(os, "memfd_create", raising=False)

    assert ["术语" * 100_000 * number for number in range(9)] == share(
        lambda number: "术语" * 100_000 * number, range(9)
    )


def test_an_error_comes_out_where_the_work_was_asked_for():
    def fail(number):
        raise ValueError(f"piece {number}")

    with pytest.raises(ValueError, match="piece 0"):
        share(fail, range(3))


@settings(deadline=None, max_examples=20)
@given(items=st.lists(st.text(max_size=20), max_size=30), enough=st.integers(1, 60))
def test_each_item_has_its_own_result(items, enough):
    done = []
    results = share_each(lambda some: [item[::-1] for item in some], items, enough, len, done.append)

    assert [item[::-1] for item in items] == results
    assert len(items) == sum(done)


def test_items_that_are_read_when_they_are_asked_for_stay_in_this_process():
    assert [HERE] * 9 == share_each(lambda some: [os.getpid() for _ in some], range(9), 1)


def test_documents_are_prepared_alike_one_by_one_and_together(monkeypatch):
    monkeypatch.setattr("glossary.pipeline.analysis._TOGETHER", 20)
    texts = [f"第{number}批設備（xx公司）驗收**完成**，轉入試運行。" for number in range(30)]
    documents = [Document(f"d{number}", "a.txt", "", text, "", "") for number, text in enumerate(texts)]
    done = []

    assert [prepare(document) for document in documents] == prepare_all(documents, done.append)
    assert len(documents) == sum(done)
