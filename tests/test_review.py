"""The review: every action by keyboard and mouse, through Textual's own driver; nothing confirmed is ever lost."""

from __future__ import annotations

import asyncio
import fcntl
import html
import os
import pty
import random
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sample_glossary import sample_glossary
from textual.pilot import Pilot
from textual.widgets import Input, OptionList
from textual.widgets._footer import FooterKey

from glossary.browsing.review.app import ReviewApp
from glossary.browsing.review.columns import columns_for
from glossary.browsing.review.dialogues import Help
from glossary.browsing.review.keys import keys
from glossary.browsing.review.listing import EntryList
from glossary.browsing.review.session import Session
from glossary.browsing.selection import Sort
from glossary.cli import main
from glossary.decisions import Decision, DecisionKind, Name, read_decisions, write_decisions
from glossary.decisions.lines import line_of
from glossary.errors import ModelError
from glossary.formats import write_glossary
from glossary.messages import choose_language
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, TermType, UsageStatus

GOLDEN = Path(__file__).parent / "golden"


@pytest.fixture(autouse=True)
def _english():
    """The messages these tests compare are the English ones."""
    choose_language("en")
    yield
    choose_language(None)


def reviewed_glossary() -> Glossary:
    """The sample, with an entry that has a variant and one that could be another name of it."""
    glossary = sample_glossary()
    first, *rest = glossary.entries
    variant = Term("１院３园", term_type=TermType.VARIANT, reading="yī yuàn sān yuán")
    entries = (replace(first, terms=(*first.terms, variant)), *rest)
    return replace(glossary, entries=tuple(entry for entry in entries if entry.status is EntryStatus.CANDIDATE))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.jsonl"


def play(
    path: Path,
    script: Callable[[ReviewApp, Pilot[None]], Awaitable[None]],
    *,
    glossary: Glossary | None = None,
    size: tuple[int, int] = (130, 34),
) -> ReviewApp:
    """Run a review, do what the script does, and give the application as it was at the end."""

    async def run() -> ReviewApp:
        app = ReviewApp(Session(glossary or reviewed_glossary(), path))
        async with app.run_test(size=size, notifications=True) as pilot:
            await pilot.pause(0.1)
            await script(app, pilot)
            await pilot.pause(0.1)
        return app

    return asyncio.run(run())


async def until(pilot: Pilot[None], is_so: Callable[[], bool]) -> None:
    """Wait for what a slow machine shows late."""
    for _turn in range(100):
        if is_so():
            return
        await pilot.pause(0.1)
    assert is_so()


def pressing(*pressed: str) -> Callable[[ReviewApp, Pilot[None]], Awaitable[None]]:
    """A script of keys; a text in angle brackets is typed letter by letter."""

    async def script(_app: ReviewApp, pilot: Pilot[None]) -> None:
        for key in pressed:
            letters = list(key[1:-1]) if key.startswith("<") else [key]
            await pilot.press(*("space" if letter == " " else letter for letter in letters))
            await pilot.pause()

    return script


def lines_of(path: Path) -> list[str]:
    """The decisions in the file, without the identifiers of the entries."""
    lines = [line_of(decision) for decision in read_decisions(path)] if path.exists() else []
    return sorted(re.sub(r'"entry": "\w+", ', "", line) for line in lines)


def decided(term: str, kind: str, rest: str = "") -> str:
    return f'{{"term": "{term}", "decision": "{kind}"{rest}}}'


VARIANT = ', "names": [{"text": "１院３园"}]'
TRANSLATION = ', "names": [{"text": "joint care of river and bank", "language": "en"}]'
EMPTIED = ["ctrl+u"]

# Presses, and the lines that stand in the file afterwards. The first entries are 一院三园, 3+2, GIS, 水岸同治.
ACTIONS = {
    "accept": (["a"], [decided("一院三园", "accept", VARIANT)]),
    "accept two": (["a", "a"], [decided("3+2", "accept"), decided("一院三园", "accept", VARIANT)]),
    "reject": (["down", "r"], [decided("3+2", "reject")]),
    "accept, then reject": (["down", "a", "up", "r"], [decided("3+2", "reject")]),
    "accept, then reopen": (["down", "a", "up", "c"], []),
    "reject the marked": (
        ["down", "space", "down", "space", "r"],
        [decided("3+2", "reject"), decided("水岸同治", "reject", TRANSLATION)],
    ),
    "unmark": (
        ["down", "space", "up", "space", "a"],
        [decided("GIS", "accept", ', "names": [{"text": "GIS", "language": "en"}]')],
    ),
    "prefer the only term": (["down", "p"], [decided("3+2", "prefer", ', "of": {"text": "3+2"}')]),
    "prefer one of two": (["p", "down", "enter"], [decided("一院三园", "prefer", ', "of": {"text": "１院３园"}')]),
    "prefer another": (
        ["p", "enter", "p", "down", "enter"],
        [
            decided("一院三园", "admit", ', "of": {"text": "一院三园"}'),
            decided("一院三园", "prefer", ', "of": {"text": "１院３园"}'),
        ],
    ),
    "deprecate": (
        ["u", "down", "enter", "down", "down", "enter"],
        [decided("一院三园", "deprecate", ', "of": {"text": "１院３园"}')],
    ),
    "no usage": (["down", "u", "up", "enter"], [decided("3+2", "unmark", ', "of": {"text": "3+2"}')]),
    "merge the marked": (
        ["down", "space", "up", "up", "m"],
        [decided("3+2", "merge", ', "into": {"term": "一院三园"}')],
    ),
    "merge into a search": (
        ["down", "m", "<satz>", "enter"],
        [decided("3+2", "merge", ', "into": {"term": "水岸同治"}')],
    ),
    "merge into a choice": (
        ["down", "m", "down", "down", "enter"],
        [decided("3+2", "merge", ', "into": {"term": "GIS"}')],
    ),
    "split": (["x", "enter"], [decided("１院３园", "split", ', "from": {"term": "一院三园"}')]),
    "translate": (
        ["down", "t", "<3+2 system; 3+2>", "enter"],
        [decided("3+2", "translation", ', "to": "en", "texts": ["3+2 system", "3+2"]')],
    ),
    "translate anew": (
        ["down", "down", "down", "t", *EMPTIED, "<river care>", "enter"],
        [decided("水岸同治", "translation", ', "to": "en", "texts": ["river care"]')],
    ),
    "no translation": (
        ["down", "down", "t", *EMPTIED, "enter"],
        [decided("GIS", "translation", ', "to": "en", "texts": []')],
    ),
    "note": (["n", "<see the plan>", "enter"], [decided("一院三园", "note", ', "text": "see the plan"')]),
    "definition": (["d", "<four places>", "enter"], [decided("一院三园", "definition", ', "text": "four places"')]),
    "subject": (["s", "<planning>", "enter"], [decided("一院三园", "subject", ', "text": "planning"')]),
    "reading": (
        ["y", *EMPTIED, "<yi yuan  san yuan>", "enter"],
        [decided("一院三园", "reading", ', "of": {"text": "一院三园"}, "text": "yi yuan san yuan"')],
    ),
    "undo": (["a", "r", "z"], [decided("一院三园", "accept", VARIANT)]),
    "undo all": (["a", "p", "enter", "n", "<x>", "enter", "z", "ctrl+z", "z", "z"], []),
    "undo a merge": (["down", "m", "<satz>", "enter", "z"], []),
    "undo a split": (["x", "enter", "z"], []),
    "undo another preference": (
        ["p", "enter", "p", "down", "enter", "z"],
        [decided("一院三园", "prefer", ', "of": {"text": "一院三园"}')],
    ),
    "not asked after all": (["n", "<x>", "escape", "m", "escape", "x", "escape", "u", "escape"], []),
    "nothing changed": (["n", "enter", "y", "enter"], []),
}


@pytest.mark.slow
@pytest.mark.parametrize(("pressed", "expected"), ACTIONS.values(), ids=ACTIONS)
def test_actions(path, pressed, expected):
    """Each action writes its decisions at once; undo takes them back; leaving a question changes nothing."""
    play(path, pressing(*pressed))

    assert sorted(expected) == [re.sub(r'"entry": "\w+", ', "", line) for line in lines_of(path)]


def test_a_review(path):
    """One sitting: accept, reject, mark, prefer, merge, split, write, take back."""
    presses = ["a", "r", "down", "space", "down", "down", "m", "home", "p", "down", "enter", "x", "enter"]
    presses += ["n", "<see the plan>", "enter", "t", "<one; two>", "enter", "n", "<x>", "enter", "z"]
    play(path, pressing(*presses))

    assert [
        decided("3+2", "reject"),
        decided("一院三园", "accept", VARIANT),
        decided("一院三园", "note", ', "text": "see the plan"'),
        decided("一院三园", "prefer", ', "of": {"text": "１院３园"}'),
        decided("一院三园", "translation", ', "to": "en", "texts": ["one", "two"]'),
        decided("水岸同治", "merge", ', "into": {"term": "遥测终端"}'),
        decided("１院３园", "split", ', "from": {"term": "一院三园"}'),
    ] == [re.sub(r'"entry": "\w+", ', "", line) for line in lines_of(path)]


def test_every_key_is_tested():
    """No key of the review goes without a test here."""
    elsewhere = {"slash", "f", "o", "O", "tab", "question_mark,f1", "q,ctrl+q"}
    pressed = {key for presses, _expected in ACTIONS.values() for key in presses}

    assert elsewhere == {key.key for key in keys() if not set(key.key.split(",")) & pressed}


def shown_terms(app: ReviewApp) -> list[str]:
    return [row.term.text for row in app.query_one(EntryList).rows]


def watching(observe: Callable[[ReviewApp], object], *pressed: str, **options: object) -> Callable[[Path], object]:
    """Press, then observe while the screen is there."""

    def run(path: Path) -> object:
        seen: list[object] = []

        async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
            await pressing(*pressed)(app, pilot)
            await pilot.pause(0.1)
            seen.append(observe(app))

        play(path, script, **options)  # type: ignore[arg-type]
        return seen[0]

    return run


ALL = "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端"


def test_what_is_shown(path):
    """The filter works while it is typed; states are shown in turn; each column is an order."""
    steps = [
        ([], ALL),
        (["slash", "<yysy>"], "一院三园"),
        (["ctrl+u", "<joint>"], "水岸同治"),
        (["ctrl+u", "<zzz>"], ""),
        (["ctrl+u", "<gis>", "enter", "c"], "GIS"),
        (["escape"], ALL),
        (["home", "a", "r", "f"], "GIS 水岸同治 河湖长制 遥测终端"),
        (["f"], "一院三园"),
        (["f"], "3+2"),
        (["f"], ALL),
        (["O"], "遥测终端 河湖长制 水岸同治 GIS 3+2 一院三园"),
        (["o"], "3+2 GIS 一院三园 水岸同治 河湖长制 遥测终端"),
        (["O"], "遥测终端 河湖长制 水岸同治 一院三园 GIS 3+2"),
    ]

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for pressed, expected in steps:
            await pressing(*pressed)(app, pilot)
            await pilot.pause(0.05)

            assert expected.split() == shown_terms(app), pressed

    play(path, script)


@pytest.mark.parametrize("width", range(20, 150, 13))
def test_columns_fit(width):
    """Cells and headings are exactly as wide as their columns, and columns no wider than the list."""
    rows = Session(reviewed_glossary(), Path("none.jsonl")).select("", None, Sort.RANK, reverse=False)
    columns = columns_for(width)

    assert sum(column.width + 1 for column in columns) <= width
    assert Sort.TERM in {column.sort for column in columns}
    for column in columns:
        assert {column.width} == {cell_len(column.cell(row)) for row in rows} | {cell_len(column.heading("▼"))}


@pytest.mark.parametrize("sort", Sort)
def test_every_order_runs_both_ways(path, sort):
    """What has nothing in a column comes last in both directions; nobody is lost."""
    session = Session(reviewed_glossary(), path)
    forth = session.select("", None, sort, reverse=False)
    back = session.select("", None, sort, reverse=True)

    assert {row.rank for row in forth} == {row.rank for row in back} == set(range(1, 7))


def test_moving(path):
    """The cursor stays on the list, however far it is moved."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for pressed, expected in (
            (["down", "j"], 2),
            (["up", "up", "k"], 0),
            (["pagedown"], 5),
            (["end", "down"], 5),
            (["G", "pageup"], 0),
            (["end", "home"], 0),
            (["G", "g"], 0),
        ):
            await pilot.press(*pressed)
            assert expected == app.query_one(EntryList).cursor, pressed

    play(path, script)


def test_panes_help_and_leaving(path):
    """Tab goes to the details and back; the help names every key; Control-C says how to leave; q leaves."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("tab")
        assert app.focused is not None
        assert "details" == app.focused.id
        await pilot.press("tab")
        assert app.query_one(EntryList).has_focus
        await pilot.press("question_mark")
        await pilot.pause(0.1)
        text = "\n".join(screen(app))
        assert all(key.meaning in text for key in keys())
        await pilot.press("escape")
        assert not isinstance(app.screen, Help)
        await pilot.press("ctrl+c")
        await pilot.pause(0.1)
        assert "q leaves" in "\n".join(screen(app))
        await pilot.press("q")

    assert 0 == play(path, script, size=(130, 50)).return_code


def test_the_mouse(path):
    """A click moves the cursor, sorts by a heading, or does what the footer says."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.click(EntryList, offset=(5, 3))
        assert 3 == app.query_one(EntryList).cursor
        await pilot.click("Headings", offset=(12, 0))
        await pilot.pause()
        assert Sort.TERM is app.order
        assert "3+2" == shown_terms(app)[0]
        await pilot.click("Headings", offset=(12, 0))
        await pilot.pause()
        assert "遥测终端" == shown_terms(app)[0]
        accept = next(key for key in app.query(FooterKey) if key.key_display == "a")
        await pilot.click(accept, offset=(1, 0))
        await pilot.pause()

    play(path, script)

    assert [decided("遥测终端", "accept")] == lines_of(path)


@pytest.mark.slow
def test_the_mouse_in_a_choice(path):
    """A click chooses."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("p")
        await pilot.pause(0.1)
        await pilot.click(OptionList, offset=(3, 2))
        await pilot.pause()

    play(path, script)

    assert [decided("一院三园", "prefer", ', "of": {"text": "１院３园"}')] == lines_of(path)


@pytest.mark.slow
def test_a_later_session_sees_what_was_decided(path):
    """State, merges, edits and their undoing by opposite actions."""
    play(path, pressing("down", "a", "down", "space", *["up"] * 4, "m", "n", "<plan>", "enter"))
    seen = watching(lambda app: app.query_one(EntryList).rows, "escape")(path)

    assert ["一院三园", "3+2", "GIS", "河湖长制", "遥测终端"] == [row.term.text for row in seen]
    assert ["一院三园", "１院３园", "水岸同治", "joint care of river and bank"] == [
        term.text for term in seen[0].entry.terms
    ]
    assert EntryStatus.ACCEPTED is seen[1].entry.status
    assert "plan" == seen[0].entry.note
    # What came by a merge gets its old identifier back when it is split off.
    play(path, pressing("x", "down", "enter"))
    old = {entry.terms[0].text: entry.identifier for entry in reviewed_glossary().entries}
    splits = [decision for decision in read_decisions(path) if decision.kind is DecisionKind.SPLIT]
    assert [old["水岸同治"]] == [decision.entry for decision in splits]


@pytest.mark.slow
def test_two_reviewers_at_once(path):
    """What somebody else decided while the review is open is kept and seen; undo leaves it alone."""
    other = reviewed_glossary().entries[2]
    theirs = Decision(other.identifier, Name("zh-CN", "GIS"), DecisionKind.REJECT)

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("a")
        write_decisions([*read_decisions(path), theirs], path)
        await pilot.press("a")
        await pilot.pause()
        assert EntryStatus.REJECTED is app.session.rows[other.identifier].entry.status
        await pilot.press("z", "z", "z")

    play(path, script)

    assert (theirs,) == read_decisions(path)


def test_what_cannot_be_saved_is_said_and_not_shown(path):
    """A full disk, a folder taken away: the entry stays as it was, and a message says why."""
    path.mkdir()
    lost = path / "gone" / "decisions.jsonl"
    lost.parent.mkdir()

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        lost.parent.rmdir()
        lost.parent.write_text("", encoding="utf-8")
        await pilot.press("a")
        # Of the message, not of the screen: how it is wrapped there depends on the length of the path.
        await until(pilot, lambda: any("Not a directory" in each.message for each in app._notifications))
        assert {EntryStatus.CANDIDATE} == {row.entry.status for row in app.session.rows.values()}

    play(lost, script)


@pytest.mark.slow
@pytest.mark.parametrize("typed", ["\x07", "a;\x1b;b"])
def test_control_characters_are_refused(path, typed):
    """What no glossary may hold is refused with a message; the review goes on."""

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        await pilot.press("t")
        await pilot.pause(0.1)
        app.screen.query_one(Input).value = typed
        await pilot.press("enter")
        await until(pilot, lambda: "control character" in "\n".join(screen(app)))

    play(path, script)

    assert [] == lines_of(path)


def test_markup_and_direction_marks_are_inert(path):
    """Terms, notes and contexts may look like markup, emoji codes or turn the direction of writing."""
    hostile = Term("[bold]x[/] :smile: [@click=app.quit]y[/]", note="[/] \u202e \u061c")
    entries = (ConceptEntry("t1", (hostile, Term("[/]变体")), note="[red]"), ConceptEntry("t2", (Term("乙"),)))
    glossary = Glossary(entries=entries)

    async def script(app: ReviewApp, pilot: Pilot[None]) -> None:
        for pressed in ([], ["p"], ["escape", "x"], ["escape", "m"], ["escape", "t"], ["escape", "a"], ["z"]):
            await pressing(*pressed)(app, pilot)
            await pilot.pause(0.1)
            text = "\n".join(screen(app))

            assert "[bold]x[/] :smile:" in text, pressed
            assert not set("\u202e\u061c") & set(text)

    play(path, script, glossary=glossary, size=(140, 40))


@pytest.mark.slow
def test_an_empty_glossary(path):
    """Nothing to review is no reason to fail, whatever is pressed."""
    presses = [key.key.split(",")[0] for key in keys() if key.action not in ("quit", "help")]
    lines = watching(screen, *presses, glossary=Glossary())(path)

    assert any("this glossary has no entries" in line for line in lines)
    assert [] == lines_of(path)


# ------------------------------------------------------------------ what it looks like

_TEXT = re.compile(r'<text class="[^"]*" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')


def screen(app: ReviewApp) -> list[str]:
    """The lines on the screen."""
    rows: dict[float, list[tuple[float, str]]] = {}
    drawing = app.export_screenshot()
    body = drawing[drawing.index("-matrix") :]
    for x, y, text in _TEXT.findall(body):
        rows.setdefault(float(y), []).append((float(x), html.unescape(text).replace("\xa0", " ")))
    lines = []
    for _y, pieces in sorted(rows.items()):
        line = ""
        for x, text in sorted(pieces):
            line += " " * (round(x / 12.2) - cell_len(line)) + text
        lines.append(line.rstrip())
    return lines


@pytest.mark.parametrize(
    ("name", "language", "size", "pressed"),
    [
        ("review-140-en", "en", (140, 36), ["a", "r", "space"]),
        ("review-80-zh", "zh_CN", (80, 30), ["a", "r"]),
        ("review-help-zh", "zh_CN", (100, 34), ["question_mark"]),
        ("review-merge-en", "en", (80, 24), ["m", "<s>"]),
    ],
)
def test_screens(path, name, language, size, pressed):
    """The screen is as it was last looked at; a new look is written with `UPDATE_GOLDEN=1`."""
    choose_language(language)
    lines = watching(screen, *pressed, size=size)(path)
    text = "".join(f"{line}\n" for line in lines)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, encoding="utf-8")

    assert golden.read_text(encoding="utf-8") == text
    assert all(cell_len(line) <= size[0] for line in lines)


# ------------------------------------------------------------------ the command


def test_no_terminal_is_said(tmp_path, capsys):
    """Where nobody can see a screen, one line says what to do instead."""
    write_glossary(reviewed_glossary(), tmp_path / "glossary.json", "json")

    assert 2 == main(["--lang", "en", "review", str(tmp_path)], standalone_mode=False)
    assert "no terminal to review on" in capsys.readouterr().err


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10**6))
def test_a_session_shows_what_the_next_one_will(tmp_path_factory, seed):
    """However it goes, the entries are seen as they are when the same glossary is opened again."""
    chance = random.Random(seed)
    path = tmp_path_factory.mktemp("session") / "decisions.jsonl"
    glossary = reviewed_glossary()
    session = Session(glossary, path)
    for _action in range(12):
        row = chance.choice(list(session.rows.values()))
        other = chance.choice(list(session.rows.values()))
        term, identifier = chance.choice(row.entry.terms), row.entry.identifier
        actions = (
            lambda i=identifier, o=other: session.set_status([i, o.entry.identifier], chance.choice(list(EntryStatus))),
            lambda i=identifier, t=term: session.set_usage(i, t, chance.choice([None, *UsageStatus])),
            lambda i=identifier, t=term: session.set_reading(i, t, "yī"),
            lambda i=identifier: session.set_translations(i, "en", chance.sample(["a", "b", "GIS"], 2)),
            lambda i=identifier: session.set_text(i, DecisionKind.NOTE, chance.choice(["", "x"])),
            lambda i=identifier, o=other: session.merge([o.entry.identifier], i),
            lambda i=identifier, t=term: session.split(i, t),
            session.undo,
        )
        with suppress(ModelError):
            chance.choice(actions)()
        again = Session(glossary, path)

        assert again.rows == session.rows


class Terminal:
    """A review in a pseudo-terminal, and all that it has shown so far."""

    def __init__(self, folder: Path, columns: int = 120, lines: int = 30) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "LANGUAGE": "en", "COLUMNS": "", "LINES": ""}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "glossary", "review", str(folder)],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = b""

    def read(self, seconds: float) -> None:
        """Take in what is shown within a time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _write, _error = select.select([self._ours], [], [], left)
            if ready:
                try:
                    self.shown += os.read(self._ours, 1 << 16)
                except OSError:
                    return

    def wait_for(self, text: str) -> None:
        """Take in what is shown until a text is there."""
        for _second in range(60):
            if text.encode() in self.shown:
                return
            self.read(1)
        raise AssertionError(f"{text!r} was never shown: {self.shown[-2000:]!r}")

    def press(self, text: str) -> None:
        os.write(self._ours, text.encode())

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.read(0.05)
        os.close(self._ours)


def large_glossary(count: int) -> Glossary:
    """So many entries with invented terms."""
    heads, tails = "水路站河湖云竹松石渡", "网站园链廊台库港桥渠"
    names = (f"{heads[n // 1000 % 10]}{tails[n // 100 % 10]}{heads[n // 10 % 10]}{tails[n % 10]}" for n in range(count))
    return Glossary(
        entries=tuple(
            ConceptEntry(f"t{place:05}", (Term(name, frequency=count - place),), score=1 - place / count)
            for place, name in enumerate(names)
        )
    )


@pytest.mark.slow
def test_killed_at_any_moment_nothing_confirmed_is_lost(tmp_path):
    """Killed without warning at 50 moments, the file is whole and has all that the screen said was accepted."""
    chance = random.Random(8)
    write_glossary(large_glossary(400), tmp_path / "glossary.json", "json")
    path = tmp_path / "decisions.jsonl"
    moments = []
    for _kill in range(50):
        path.unlink(missing_ok=True)
        terminal = Terminal(tmp_path)
        try:
            terminal.wait_for("accepted 0")
            end = time.monotonic() + chance.uniform(0.02, 1.2)
            while time.monotonic() < end:
                terminal.press("a" * chance.randint(1, 3))
                terminal.read(chance.uniform(0, 0.05))
            terminal.process.send_signal(signal.SIGKILL)
            terminal.process.wait()
            terminal.read(0.1)
            confirmed = max(map(int, re.findall(rb"accepted (\d+)", terminal.shown)))
            kept = read_decisions(path) if path.exists() else ()

            assert confirmed <= len(kept)
            moments.append(confirmed)
        finally:
            terminal.close()

    assert len(set(moments)) > 5


@pytest.mark.slow
def test_keys_that_come_faster_than_the_screen(tmp_path):
    """Keys typed ahead, whatever they meet, end no review and spoil no file."""
    chance = random.Random(5)
    write_glossary(large_glossary(100), tmp_path / "glossary.json", "json")
    pressed = ["a", "r", "n", "x", "\r", "\x1b", "t", "m", "z", "p", "u", " ", "/", "f", "o", "\t", "?", "j", "\x1b[B"]
    terminal = Terminal(tmp_path)
    try:
        terminal.wait_for("accepted 0")
        for _burst in range(60):
            terminal.press("".join(chance.choices(pressed, k=8)))
            terminal.read(0.05)
        terminal.read(3)
        assert terminal.process.poll() is None, terminal.shown[-3000:].decode(errors="replace")
    finally:
        terminal.close()

    path = tmp_path / "decisions.jsonl"
    assert path.exists()
    read_decisions(path)  # strict: it refuses a line that is no decision


@pytest.mark.slow
def test_the_program_in_a_terminal(tmp_path):
    """The real program starts, decides, and leaves with status 0 and the terminal as it was."""
    write_glossary(reviewed_glossary(), tmp_path / "glossary.json", "json")
    terminal = Terminal(tmp_path)
    try:
        terminal.wait_for("accepted 0")
        terminal.press("a")
        terminal.wait_for("accepted 1")
        terminal.press("q")
        assert 0 == terminal.process.wait(30)
        terminal.read(0.2)
    finally:
        terminal.close()

    assert b"\x1b[?1049l" in terminal.shown
    assert [decided("一院三园", "accept", VARIANT)] == lines_of(tmp_path / "decisions.jsonl")


@pytest.mark.slow
def test_usage_survives_in_the_entry(path):
    """A term that was preferred shows it."""
    rows = watching(lambda app: app.query_one(EntryList).rows, "p", "down", "enter")(path)

    assert [None, UsageStatus.PREFERRED] == [term.usage_status for term in rows[0].entry.terms]
