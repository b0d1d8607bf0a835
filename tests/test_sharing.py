"""Work shared by two processes: the results of one, whatever becomes of the other."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.model import Document
from glossary.pipeline import prepare
from glossary.pipeline.analysis import prepare_all
from glossary.sharing import share

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


def test_an_error_comes_out_where_the_work_was_asked_for():
    def fail(number):
        raise ValueError(f"piece {number}")

    with pytest.raises(ValueError, match="piece 0"):
        share(fail, range(3))


def test_documents_are_prepared_alike_one_by_one_and_together(monkeypatch):
    monkeypatch.setattr("glossary.pipeline.analysis._TOGETHER", 20)
    texts = [f"第{number}批設備（xx公司）驗收**完成**，轉入試運行。" for number in range(30)]
    documents = [Document(f"d{number}", "a.txt", "", text, "", "") for number, text in enumerate(texts)]
    done = []

    assert [prepare(document) for document in documents] == prepare_all(documents, done.append)
    assert len(documents) == sum(done)
