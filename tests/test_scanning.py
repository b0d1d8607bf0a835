"""Where strings of interest may start in a long text: the places that a slow look at every character finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.text.scanning import Interest, Look, Starts, mapped, mapping_table

STRINGS = st.lists(st.text(st.sampled_from("术语表ab×\U00020000"), min_size=1, max_size=3), max_size=6)
TEXT = st.text(st.sampled_from("术语表ab×\U00020000\n。"), max_size=40)


def _starts(strings, text):
    return [place for place in range(len(text)) if any(text.startswith(string[:2], place) for string in strings)]


@settings(deadline=None)
@given(st.lists(STRINGS, min_size=1, max_size=3), TEXT)
def test_no_start_is_missed(kinds, text):
    """Of single characters all places are right; a longer string may share its pair's sixteen bits with others."""
    look = Starts(*kinds).look(text)
    for kind, strings in enumerate(kinds):
        places = look.places(kind)

        assert sorted(set(places)) == places
        assert set(_starts(strings, text)) <= set(places)
        assert bool(places) == look.holds(kind)
        if all(len(string) == 1 for string in strings):
            assert _starts(strings, text) == places


@pytest.mark.parametrize("before", [0, 1, (1 << 14) - 1, 1 << 14, 3 << 14])
def test_a_string_is_found_across_the_edge_of_a_piece(before):
    text = f"{'表' * before}术语{'表' * 20_000}"
    look = Starts(["术语"], "表").look(text)

    assert [before] == look.places(0)
    assert len(text) - 2 == len(look.places(1))


def test_an_empty_text_holds_nothing():
    look: Look = Starts(["术语"], "表").look("")

    assert ([], [], False) == (look.places(0), look.places(1), look.holds(1))


def test_an_interest_that_comes_later_is_looked_for_in_a_text_that_was_looked_at():
    text = "术语表"

    assert [0] == Interest(lambda: ["术语"]).places(text)
    assert [2] == Interest(lambda: "表").places(text)


def test_there_is_room_for_so_many_kinds():
    with pytest.raises(ValueError, match="17 kinds"):
        Starts(*("表" for _kind in range(17)))


@given(TEXT)
def test_what_changes_keeps_its_place(text):
    assert text.replace("术", "術") == mapped(text, mapping_table({ord("术"): ord("術")}))
