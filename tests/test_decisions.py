"""Decisions: one line each, never lost, and held to by every later extraction."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from decided_documents import corpus
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_glossary import sample_glossary

from glossary.cli import main
from glossary.decisions import (
    Decision,
    DecisionKind,
    DecisionStore,
    Name,
    decide,
    left_out_texts,
    merge_decisions,
    pinned_texts,
    read_decisions,
    write_decisions,
)
from glossary.decisions.lines import decision_from_line, line_of
from glossary.decisions.records import STATUSES, USAGES
from glossary.errors import FormatError
from glossary.formats import read_glossary, write_glossary
from glossary.identifiers import mint_identifier
from glossary.messages import choose_language
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, TermType, UsageStatus
from glossary.pipeline import extract


@pytest.fixture(autouse=True)
def _english():
    """The messages these tests compare are the English ones."""
    choose_language("en")
    yield
    choose_language(None)


def zh(text: str) -> Name:
    return Name("zh-CN", text)


def about(head: str, kind: str, **values: object) -> Decision:
    """A decision about the entry that a text mints."""
    return Decision(mint_identifier(head), zh(head), DecisionKind(kind), **values)  # type: ignore[arg-type]


def merged(text: str, into: str) -> Decision:
    return about(text, "merge", other=mint_identifier(into), other_head=zh(into))


def split(text: str, source: str) -> Decision:
    return about(text, "split", other=mint_identifier(source), other_head=zh(source))


def glossary_of(*entries: str) -> Glossary:
    """Entries given as their terms, separated by bars; the first mints the identifier. Scores fall from 0.9."""
    return Glossary(
        entries=tuple(
            ConceptEntry(
                mint_identifier(texts.split("|")[0]),
                tuple(Term(text, "en" if text.isascii() else "zh-CN") for text in texts.split("|")),
                score=round(0.9 - place / 100, 2),
            )
            for place, texts in enumerate(entries)
        )
    )


def shown(glossary: Glossary) -> list[str]:
    """The terms of each entry, with a mark for its state."""
    marks = {EntryStatus.CANDIDATE: "", EntryStatus.ACCEPTED: "+", EntryStatus.REJECTED: "-"}
    return [marks[entry.status] + "|".join(term.text for term in entry.terms) for entry in glossary.entries]


# ------------------------------------------------------------------ the file

TEXT = st.text(st.sampled_from('水网站廊甲乙"\\\n [/]😀\u2028'), max_size=6)
WORD = st.text(st.sampled_from('水网站廊甲乙"\\[/]'), min_size=1, max_size=4)
NAME = st.builds(Name, st.sampled_from(["zh-CN", "en", "fr"]), WORD)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    kind = draw(st.sampled_from(DecisionKind))
    values: dict[str, object] = {}
    if kind in STATUSES:
        values["names"] = tuple(sorted(draw(st.sets(NAME, max_size=3))))
    elif kind in USAGES or kind is DecisionKind.READING:
        values["name"] = draw(NAME)
    elif kind in (DecisionKind.MERGE, DecisionKind.SPLIT):
        values |= {"other": draw(st.sampled_from(["t1", "t2"])), "other_head": draw(NAME)}
    elif kind is DecisionKind.TRANSLATION:
        values |= {"language": "en", "texts": tuple(draw(st.lists(WORD, max_size=3)))}
    if kind in (DecisionKind.READING, DecisionKind.NOTE, DecisionKind.DEFINITION, DecisionKind.SUBJECT):
        values["text"] = draw(TEXT)
    return Decision(draw(st.sampled_from(["t1", "t2", "t3"])), draw(NAME), kind, **values)  # type: ignore[arg-type]


@settings(deadline=None)
@given(decisions())
def test_a_line_gives_the_decision_back(decision):
    """Whatever is decided fits on one line and comes back equal."""
    line = line_of(decision)

    assert "\n" not in line
    assert decision == decision_from_line(line, "decisions.jsonl:1")


@settings(deadline=None, max_examples=40)
@given(st.lists(decisions(), unique_by=lambda decision: decision.question, max_size=12))
def test_a_file_is_sorted_and_comes_back(tmp_path_factory, made):
    """Lines are in the order of their code points, which is that of `LC_ALL=C sort`."""
    path = tmp_path_factory.mktemp("store") / "decisions.jsonl"
    write_decisions(made, path)
    lines = path.read_bytes().decode().split("\n")

    assert sorted(map(line_of, made)) == lines[:-1]
    assert sorted(lines[:-1], key=str.encode) == lines[:-1]
    assert set(made) == set(read_decisions(path))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("{", "decisions.jsonl:1: not a line of JSON"),
        ("[]", "decisions.jsonl:1: not a record with fields"),
        ('\n\n{"entry": "t1"}', "decisions.jsonl:3: the field 'term' must be a text"),
        ('{"entry": "t1", "term": "水网", "decision": "like"}', "unknown decision 'like', not one of accept, reject"),
        ('{"entry": "t1", "term": " ", "decision": "accept"}', "the field 'term' must be a text"),
        ('{"entry": "t1", "term": "水\\u0007", "decision": "accept"}', "control character U+0007"),
        ('{"entry": "t1", "term": "水网", "decision": "prefer"}', "not a record with fields"),
        ('{"entry": "t1", "term": "水网", "decision": "note", "text": "\\u0007"}', "control character U+0007"),
        ('{"entry": "t1", "term": "水网", "decision": "translation", "to": "en", "texts": [1]}', "a list of texts"),
        ('{"entry": "t1", "term": "水网", "decision": "accept", "names": 1}', "a list of texts"),
        ("<<<<<<< HEAD", "decisions.jsonl:1: a merge left its marks here"),
        (
            '{"entry": "t1", "term": "水网", "decision": "accept"}\n'
            '{"entry": "t1", "term": "水网", "decision": "reject"}',
            "decisions.jsonl:2: another decision than on line 1, about the same thing; delete one of the two lines",
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path, content, expected):
    """Every fault has its line and what to do; nothing is skipped silently."""
    (tmp_path / "decisions.jsonl").write_text(content, encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        read_decisions(tmp_path / "decisions.jsonl")

    assert expected in str(caught.value)
    assert "\n" not in str(caught.value)


def test_not_utf_8_is_said(tmp_path):
    """A file in another encoding is named."""
    (tmp_path / "decisions.jsonl").write_bytes("水网".encode("gb18030"))
    with pytest.raises(FormatError, match="not UTF-8"):
        read_decisions(tmp_path / "decisions.jsonl")


def test_what_union_merging_leaves_is_read(tmp_path):
    """Unsorted lines, lines that stand there twice, empty lines and a byte order mark do no harm."""
    one, other = line_of(about("水网", "accept")), line_of(about("路网", "reject"))
    (tmp_path / "decisions.jsonl").write_text(f"\ufeff{other}\r\n{one}\n\n{other}\n", encoding="utf-8")

    assert {about("水网", "accept"), about("路网", "reject")} == set(read_decisions(tmp_path / "decisions.jsonl"))


def test_a_store_keeps_what_others_wrote_meanwhile(tmp_path):
    """Two people, or git, may write into one file while it is open."""
    path = tmp_path / "decisions.jsonl"
    mine, yours = DecisionStore(path), DecisionStore(path)
    accepted, rejected = about("水网", "accept"), about("路网", "reject")
    mine.change({accepted.question: accepted})
    yours.change({rejected.question: rejected})

    assert {accepted, rejected} == set(read_decisions(path))
    assert mine.refresh()
    assert {accepted, rejected} == set(mine.decisions)
    mine.change({accepted.question: None})
    assert (rejected,) == read_decisions(path)
    assert not mine.refresh()


def test_a_store_that_cannot_write_changes_nothing(tmp_path):
    """What is not on the disk is not decided."""
    (tmp_path / "folder").mkdir()
    store = DecisionStore(tmp_path / "folder" / "decisions.jsonl")
    (tmp_path / "folder").rmdir()
    (tmp_path / "folder").write_text("", encoding="utf-8")
    decision = about("水网", "accept")
    with pytest.raises(FormatError):
        store.change({decision.question: decision})

    assert () == store.decisions


# ------------------------------------------------------------------ two reviewers

A, B, C = about("水网", "accept"), about("路网", "reject"), about("站网", "note", text="甲")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "expected", "conflicts"),
    [
        ([], [A], [B], [A, B], 0),
        ([A], [A, B], [A, C], [A, B, C], 0),
        ([A, B], [A], [A, B, C], [A, C], 0),
        ([A], [], [A], [], 0),
        ([A], [about("水网", "reject")], [A], [about("水网", "reject")], 0),
        ([], [A], [about("水网", "reject")], [A], 1),
        ([A], [about("水网", "reject")], [], [about("水网", "reject")], 1),
        ([A], [], [about("水网", "reject")], [about("水网", "reject")], 1),
        ([], [merged("水网", "路网")], [split("水网", "站网")], [merged("水网", "路网")], 1),
        (
            [],
            [about("水网", "prefer", name=zh("水网"))],
            [about("水网", "prefer", name=zh("供水网"))],
            [about("水网", "prefer", name=zh("水网"))],
            1,
        ),
    ],
)
def test_merging(base, ours, theirs, expected, conflicts):
    """What one side changed is taken; what both changed is ours and is listed; a decision beats none."""
    found, clashes = merge_decisions(base, ours, theirs)

    assert sorted(expected, key=line_of) == list(found)
    assert conflicts == len(clashes)


@settings(deadline=None)
@given(*[st.lists(decisions(), unique_by=lambda decision: decision.question, max_size=8)] * 3)
def test_merging_loses_nothing(base, ours, theirs):
    """What a side answered anew is there, or is a conflict; merging with oneself changes nothing."""
    found, conflicts = merge_decisions(base, ours, theirs)
    clashing = {side.question for clash in conflicts for side in (clash.base, clash.ours, clash.theirs) if side}
    for side in (ours, theirs):
        assert {decision.question for decision in side if decision not in base} <= clashing | {
            decision.question for decision in found if decision in side
        }
    assert (tuple(sorted(ours, key=line_of)), ()) == merge_decisions(base, ours, ours)


def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    identity = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for role in ("AUTHOR", "COMMITTER"):
        identity |= {f"GIT_{role}_NAME": "Reviewer", f"GIT_{role}_EMAIL": "reviewer@example.org"}
    return subprocess.run(
        ["git", *arguments], cwd=folder, env=os.environ | identity, capture_output=True, text=True, check=False
    )


def two_branches(folder: Path, base: list[Decision], ours: list[Decision], theirs: list[Decision]) -> None:
    """A repository whose branches `ours`, checked out, and `theirs` come from one file of decisions."""
    git(folder, "init", "-q", "-b", "ours")
    for branch, made in (("ours", base), ("theirs", theirs), ("ours", ours)):
        if branch == "theirs":
            git(folder, "branch", "theirs")
        git(folder, "checkout", "-q", branch)
        write_decisions(made, folder / "decisions.jsonl")
        git(folder, "add", ".")
        git(folder, "commit", "-q", "--allow-empty", "-m", f"decide as {branch}")


TERMS = [f"{first}{second}网" for first in "水路站河湖" for second in "东西南北中"]


def test_two_reviewers_merge_in_git(tmp_path):
    """Decisions about different terms merge by lines alone."""
    base = [about(text, "accept") for text in TERMS[::2]]
    two_branches(tmp_path, base, [*base, about(TERMS[1], "reject")], [*base, about(TERMS[3], "reject")])
    merge = git(tmp_path, "merge", "-q", "--no-edit", "theirs")

    assert 0 == merge.returncode, merge.stdout
    assert {*base, about(TERMS[1], "reject"), about(TERMS[3], "reject")} == set(
        read_decisions(tmp_path / "decisions.jsonl")
    )


def test_git_merges_with_our_driver(tmp_path):
    """With `glossary merge` as its merge driver, git merges whatever does not contradict itself."""
    base = [about(text, "accept") for text in TERMS]
    ours = [about(text, "reject") for text in TERMS[::2]] + base[1::2]
    theirs = [*base[::2], *(about(text, "reject") for text in TERMS[1::2])]
    two_branches(tmp_path, base, ours, theirs)
    (tmp_path / ".gitattributes").write_text("decisions.jsonl merge=decisions\n", encoding="utf-8")
    driver = f"{sys.executable} -m glossary merge %A %B --base %O -o %A"
    git(tmp_path, "config", "merge.decisions.driver", driver)
    merge = git(tmp_path, "merge", "-q", "--no-edit", "theirs")

    assert 0 == merge.returncode, merge.stdout + merge.stderr
    assert {about(text, "reject") for text in TERMS} == set(read_decisions(tmp_path / "decisions.jsonl"))


def test_merge_command_lists_conflicts(tmp_path, capsys):
    """What both sides answered differently is listed, status 1; ours stays."""
    for name, made in (("ours", [A, C]), ("theirs", [about("水网", "reject"), B])):
        write_decisions(made, tmp_path / f"{name}.jsonl")
    paths = [str(tmp_path / f"{name}.jsonl") for name in ("ours", "theirs", "both")]

    assert 1 == main(["merge", *paths[:2], "-o", paths[2]], standalone_mode=False)
    assert '"decision": "reject"' in capsys.readouterr().out
    assert {A, B, C} == set(read_decisions(paths[2]))


# ------------------------------------------------------------------ a glossary as it was decided


@pytest.mark.parametrize(
    ("entries", "made", "expected"),
    [
        pytest.param(["水网", "路网"], [], ["水网", "路网"], id="nothing decided"),
        pytest.param(["水网", "路网"], [about("路网", "accept")], ["水网", "+路网"], id="accepted"),
        pytest.param(["水网", "路网"], [about("水网", "reject")], ["路网"], id="rejected"),
        pytest.param(["水网"], [about("路网", "accept")], ["水网", "+路网"], id="accepted and gone"),
        pytest.param(["水网"], [about("路网", "note", text="甲")], ["水网", "路网"], id="noted and gone"),
        pytest.param(["水网"], [about("路网", "reject")], ["水网"], id="rejected and gone"),
        pytest.param(["水网", "路网"], [merged("路网", "水网")], ["水网|路网"], id="merged"),
        pytest.param(["站网"], [merged("路网", "水网")], ["站网", "水网|路网"], id="merged and gone"),
        pytest.param(
            ["水网", "路网", "站网"],
            [merged("路网", "水网"), merged("站网", "路网")],
            ["水网|路网|站网"],
            id="merged in a chain",
        ),
        pytest.param(["水网|路网"], [split("路网", "水网")], ["水网", "路网"], id="split"),
        pytest.param(["水网|路网", "路网|站网"], [split("路网", "水网")], ["水网", "路网|站网"], id="split, and known"),
        pytest.param(
            ["路网|水网"],
            [about("水网", "accept"), about("路网", "accept")],
            ["+路网", "+水网"],
            id="two stay two",
        ),
        pytest.param(["路网|水网"], [about("水网", "accept")], ["+水网|路网"], id="a new name before the old one"),
        pytest.param(["路网|水网"], [about("水网", "reject")], ["路网"], id="what was not rejected stays"),
        pytest.param(
            ["水网", "路网"],
            [about("水网", "accept", names=(zh("路网"),))],
            ["+水网|路网"],
            id="names as seen",
        ),
        pytest.param(
            ["水网|grid"],
            [about("水网", "translation", language="en", texts=("water network", "grid"))],
            ["水网|water network|grid"],
            id="translated",
        ),
        pytest.param(["水网|grid"], [about("水网", "translation", language="en")], ["水网"], id="translation deleted"),
        pytest.param(
            ["水网|net"],
            [about("水网", "accept", names=(Name("en", "grid"),))],
            ["+水网|grid|net"],
            id="the translation that was accepted comes first",
        ),
        pytest.param(
            ["水网", "路网"],
            [merged("路网", "水网"), about("路网", "accept")],
            ["+水网|路网"],
            id="accepted before it was merged",
        ),
        pytest.param(
            ["水网", "路网"],
            [merged("路网", "水网"), merged("水网", "路网")],
            [min(("水网|路网", "路网|水网"), key=lambda texts: mint_identifier(texts[:2]))],
            id="merged into each other",
        ),
    ],
)
def test_deciding(entries, made, expected):
    """What was decided holds, whatever was extracted; doing it again changes nothing."""
    glossary = glossary_of(*entries)
    glossary = replace(glossary, entries=tuple(map(with_contexts, glossary.entries)))
    found = decide(glossary, made)

    assert expected == shown(found)
    assert found == decide(found, made)
    assert len(found.entries) == len({entry.identifier for entry in found.entries})


HEADS = st.sampled_from([zh(text) for text in ("水网", "路网", "站网", "河网")])


@st.composite
def decided_heads(draw: st.DrawFn) -> Decision:
    """A decision of any kind about one of few entries, so that many meet."""
    decision, head, other = draw(decisions()), draw(HEADS), draw(HEADS)
    changed = replace(decision, entry=mint_identifier(head.text), head=head)
    if decision.other:
        changed = replace(changed, other=mint_identifier(other.text), other_head=other)
    return changed


@settings(deadline=None, max_examples=300)
@given(
    st.tuples(st.permutations(["水网", "路网", "站网", "河网", "甲网"]), st.text("|,", min_size=4, max_size=4)).map(
        lambda drawn: "".join(map(str.__add__, drawn[0], [*drawn[1], ""])).split(",")
    ),
    st.lists(decided_heads(), unique_by=lambda decision: decision.question, max_size=6),
    st.booleans(),
)
def test_deciding_twice_is_deciding_once(entries, made, keep_rejected):
    """However decisions contradict each other, they come to one glossary with one entry for each identifier.

    As in an extraction, no term names two concepts.
    """
    glossary = glossary_of(*entries)
    glossary = replace(glossary, entries=tuple(map(with_contexts, glossary.entries)))
    found = decide(glossary, made, keep_rejected=keep_rejected)
    identifiers = [entry.identifier for entry in found.entries]

    assert found == decide(found, made, keep_rejected=keep_rejected)
    assert len(identifiers) == len(set(identifiers))
    assert found == decide(glossary, made[::-1], keep_rejected=keep_rejected)


def with_contexts(entry: ConceptEntry) -> ConceptEntry:
    """The entry with terms that were seen somewhere, as extraction gives them."""
    context = sample_glossary().entries[0].terms[0].contexts
    return replace(entry, terms=tuple(replace(term, contexts=context) for term in entry.terms))


def test_identifiers_come_back():
    """An entry keeps its identifier, although another of its names mints another one now."""
    found = decide(glossary_of("路网|水网"), [about("水网", "note", text="甲")])

    assert [mint_identifier("水网")] == [entry.identifier for entry in found.entries]
    assert "甲" == found.entries[0].note


def test_a_merged_entry_keeps_the_identifier_of_its_target():
    """What was merged has no identifier of its own any more; split off again, it has."""
    glossary = glossary_of("水网", "路网")
    one = decide(glossary, [merged("路网", "水网")])
    two = decide(one, [split("路网", "水网")])

    assert [mint_identifier("水网")] == [entry.identifier for entry in one.entries]
    assert {mint_identifier("水网"), mint_identifier("路网")} == {entry.identifier for entry in two.entries}


def test_homographs_stay_apart():
    """Two entries of a termbase with the same term are two, also when one of them was decided about."""
    one, other = Term("网", note="甲"), Term("网", note="乙")
    glossary = Glossary(entries=(ConceptEntry("c1", (one,)), ConceptEntry("c2", (other,))))
    decision = Decision("c1", zh("网"), DecisionKind.ACCEPT)
    found = decide(glossary, [decision])

    assert [("c1", EntryStatus.ACCEPTED), ("c2", EntryStatus.CANDIDATE)] == [
        (entry.identifier, entry.status) for entry in found.entries
    ]


def test_variants_of_what_was_rejected_stay_out():
    """Another way to write a rejected term is no new term."""
    glossary = glossary_of("水网|水網")
    terms = (glossary.entries[0].terms[0], replace(glossary.entries[0].terms[1], term_type=TermType.VARIANT))
    glossary = replace(glossary, entries=(with_contexts(replace(glossary.entries[0], terms=terms)),))

    assert [] == shown(decide(glossary, [about("水网", "reject")]))
    assert ["-水网|水網"] == shown(decide(glossary, [about("水网", "reject")], keep_rejected=True))


def test_usage_and_reading():
    """They are a term's, also one that a person wrote, and one that is gone."""
    made = [
        about("水网", "translation", language="en", texts=("water network",)),
        about("水网", "prefer", name=Name("en", "water network")),
        about("水网", "deprecate", name=zh("供水网")),
        about("水网", "reading", name=zh("水网"), text="shuǐ wǎng"),
    ]
    found = decide(glossary_of("水网"), made).entries[0]

    assert [
        ("水网", None, "shuǐ wǎng"),
        ("供水网", UsageStatus.DEPRECATED, None),
        ("water network", UsageStatus.PREFERRED, None),
    ] == [(term.text, term.usage_status, term.reading) for term in found.terms]


def test_what_extraction_must_keep_and_leave_out():
    """Merged and noted entries are kept as accepted ones are; what one entry rejects and another needs is kept."""
    made = [
        about("水网", "accept", names=(zh("供水网"), Name("en", "water network"))),
        about("路网", "reject", names=(zh("供水网"), zh("公路网"))),
        merged("站网", "河网"),
    ]

    assert {"水网", "供水网", "站网", "河网"} == set(pinned_texts(made))
    assert {"路网", "公路网"} == left_out_texts(made)


# ------------------------------------------------------------------ extraction holds to them


def random_decisions(glossary: Glossary, count: int, chance: random.Random) -> list[Decision]:
    """Decisions of all kinds about different entries, as a person might take them."""
    entries = chance.sample(glossary.entries, count)
    made: list[Decision] = []
    for place, entry in enumerate(entries):
        head = Name(entry.terms[0].language, entry.terms[0].text)
        names = tuple(sorted(Name(term.language, term.text) for term in entry.terms[1:]))
        chinese = [name for name in names if name.language == head.language]
        kind = chance.choice(list(DecisionKind))
        values: dict[str, object] = {}
        if kind is DecisionKind.SPLIT and not chinese:
            kind = DecisionKind.ACCEPT
        if kind is DecisionKind.MERGE and place + 1 == count:
            kind = DecisionKind.REJECT
        if kind in STATUSES:
            values["names"] = names
        elif kind in USAGES or kind is DecisionKind.READING:
            values["name"] = chance.choice([head, *names])
        elif kind is DecisionKind.TRANSLATION:
            values |= {"language": "en", "texts": (f"term {place}",)}
        identifier = entry.identifier
        if kind is DecisionKind.MERGE:
            target = entries[place + 1]
            values |= {"other": target.identifier, "other_head": Name("zh-CN", target.terms[0].text)}
        if kind is DecisionKind.SPLIT:
            values |= {"other": identifier, "other_head": head}
            head = chance.choice(chinese)
            identifier = mint_identifier(head.text)
        if kind in (DecisionKind.READING, DecisionKind.NOTE, DecisionKind.DEFINITION, DecisionKind.SUBJECT):
            values["text"] = f"text {place}"
        made.append(Decision(identifier, head, kind, **values))  # type: ignore[arg-type]
    return made


def holds(decision: Decision, glossary: Glossary, made: list[Decision]) -> bool:
    """Whether a glossary shows what was decided."""
    entries = {entry.identifier: entry for entry in glossary.entries}
    into = {one.entry: one.other for one in made if one.kind is DecisionKind.MERGE}
    root = decision.entry
    while root in into:
        root = into[root]
    status = {one.entry: STATUSES[one.kind] for one in made if one.kind in STATUSES}
    if status.get(root) is EntryStatus.REJECTED:
        texts = {term.text for entry in glossary.entries for term in entry.terms}
        return root not in entries and (decision.entry != root or decision.head.text not in texts)
    entry = entries.get(root)
    if entry is None:
        return False
    terms = {Name(term.language, term.text): term for term in entry.terms}
    others = {one.text for other in glossary.entries if other is not entry for one in other.terms}
    found = decision.head in terms and decision.head.text not in others
    match decision.kind:
        case DecisionKind.ACCEPT:
            return found and entry.status is EntryStatus.ACCEPTED and set(decision.names) <= set(terms)
        case kind if kind in USAGES and decision.name:
            return found and terms[decision.name].usage_status is USAGES[kind]
        case DecisionKind.READING if decision.name:
            return found and terms[decision.name].reading == decision.text
        case DecisionKind.TRANSLATION:
            english = [name.text for name in terms if name.language == "en"]
            return found and set(decision.texts) <= set(english)
        case DecisionKind.NOTE:
            return found and entry.note == decision.text
        case DecisionKind.DEFINITION:
            return found and entry.definition == decision.text
        case DecisionKind.SUBJECT:
            return found and entry.subject_field == decision.text
    return found


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.slow), pytest.param(3, marks=pytest.mark.slow)])
def test_extracting_again_keeps_200_decisions_and_identifiers(tmp_path, seed):
    """With ten new documents, and with none of the old ones, every decision and identifier is there."""
    chance = random.Random(seed)
    for folder, numbers in (("old", range(12)), ("new", range(12, 22))):
        for number, text in zip(numbers, corpus(chance, len(numbers)), strict=True):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    first = extract([tmp_path / "old"])
    made = random_decisions(first, 200, chance)
    write_decisions(made, tmp_path / "decisions.jsonl")
    for folders in (["old", "new"], ["new"]):
        again = extract([tmp_path / name for name in folders], decisions=read_decisions(tmp_path / "decisions.jsonl"))

        assert [] == [line_of(decision) for decision in made if not holds(decision, again, made)]
        identifiers = [entry.identifier for entry in again.entries]
        assert len(identifiers) == len(set(identifiers))
        assert again == decide(again, made)


def test_extract_command_finds_the_file(tmp_path, capsys):
    """Decisions beside the glossary are applied, others when they are named; what is broken is said."""
    (tmp_path / "in.txt").write_text(
        "抓好“两站一廊”，即水文站、气象站和生态廊道。水文站已建成。\n" * 3, encoding="utf-8"
    )
    output = tmp_path / "out"

    assert 0 == main(["extract", str(tmp_path / "in.txt"), "-o", str(output), "--to", "json"], standalone_mode=False)
    first = read_glossary(output)
    head = first.entries[0].terms[0].text
    write_decisions([about(head, "reject")], output / "decisions.jsonl")
    write_decisions([about("不在文中", "accept")], tmp_path / "others.jsonl")
    arguments = ["extract", str(tmp_path / "in.txt"), "-o", str(output), "--to", "json"]

    assert 0 == main(arguments, standalone_mode=False)
    assert head not in {term.text for entry in read_glossary(output).entries for term in entry.terms}
    assert 0 == main([*arguments, "--decisions", str(tmp_path / "others.jsonl")], standalone_mode=False)
    content = json.loads((output / "glossary.json").read_text(encoding="utf-8"))
    assert {head, "不在文中"} <= {term["text"] for entry in content["entries"] for term in entry["terms"]}
    (output / "decisions.jsonl").write_text("{\n", encoding="utf-8")
    assert 2 == main(arguments, standalone_mode=False)
    assert "decisions.jsonl:1: not a line of JSON" in capsys.readouterr().err


def test_other_commands_see_decisions_at_once(tmp_path):
    """A glossary is read as it was decided, before anything is extracted again."""
    glossary = sample_glossary()
    write_glossary(glossary, tmp_path / "glossary.json", "json")
    entry = glossary.entries[0]
    write_decisions(
        [Decision(entry.identifier, zh(entry.terms[0].text), DecisionKind.REJECT)], tmp_path / "decisions.jsonl"
    )

    assert entry.identifier not in {one.identifier for one in read_glossary(tmp_path).entries}
    assert entry.identifier not in {one.identifier for one in read_glossary(tmp_path / "glossary.json").entries}
    kept = read_glossary(tmp_path, keep_rejected=True).entries
    assert EntryStatus.REJECTED is next(one.status for one in kept if one.identifier == entry.identifier)
