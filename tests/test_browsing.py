"""What a terminal shows: aligned, whole, harmless."""

import io
import os
import pty
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from sample_glossary import sample_glossary

from glossary.browsing import (
    Sort,
    concordance,
    expansion_trees,
    explain,
    links_graph,
    links_table,
    plain_link_rows,
    plain_rows,
    select_rows,
    term_table,
)
from glossary.browsing.display import Prose, cut, cut_left, highlighted, inert, wrap
from glossary.browsing.names import measure_name, pattern_name, unit_name
from glossary.cli import browse as browse_command
from glossary.cli import main
from glossary.errors import SettingsError
from glossary.formats import profiles, write_glossary
from glossary.messages import choose_language
from glossary.model import ConceptEntry, Context, Glossary, Term
from glossary.ranking.measures import MEASURES


@pytest.fixture(autouse=True)
def _english():
    """The messages these tests compare are the English ones, whatever the environment speaks."""
    choose_language("en")
    yield
    choose_language(None)


def shown(renderable: object, width: int) -> list[str]:
    """The lines that a terminal of this width shows."""
    console = Console(width=width, file=io.StringIO(), force_terminal=True, color_system=None, legacy_windows=False)
    console.print(renderable)
    return console.file.getvalue().splitlines()


def headings(width: int) -> list[str]:
    return shown(term_table(sample_glossary(), width=width), width)[0].split()


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        (140, "# Term Reading Type Stands for Freq Docs Score Context"),
        (100, "# Term Type Stands for Freq Docs Score Context"),
        (80, "# Term Stands for Freq Score Context"),
        (50, "# Term Stands for Freq Score"),
        (36, "# Term Freq"),
        (16, "# Term"),
        (8, "Term"),
    ],
)
def test_columns_by_width(width, expected):
    """A narrower terminal shows fewer columns, in the stated order."""
    assert expected == " ".join(headings(width))


@pytest.mark.parametrize("width", range(8, 200, 7))
def test_table_fits(width):
    """No line is wider than the terminal, and no cell is cut by the table."""
    lines = shown(term_table(sample_glossary(), width=width), width)
    found = "".join("".join(lines).split())

    assert max(map(cell_len, lines)) <= width
    if width >= 20:
        assert all(entry.terms[0].text in found for entry in sample_glossary().entries)


@pytest.mark.parametrize("width", [60, 80, 140])
def test_columns_are_aligned(width):
    """Every row of the expansion column starts at the same cell, behind terms of any width."""
    lines = shown(term_table(sample_glossary(), width=width), width)
    start = cell_len(lines[0][: lines[0].index("Stands for")])
    starts = {
        cell_len(line[: line.index(word)])
        for line in lines
        for word in ("研究院、", "3：茶叶", "地理信息系统")
        if f" {word}" in line and "（" not in line
    }

    assert {start} == starts


def test_members_are_whole_at_80():
    """At 80 columns all members of an abbreviation can be read."""
    text = "".join(shown(term_table(sample_glossary(), width=80), 80))

    assert all(member in text for member in ("研究院", "种业园", "物流园", "数字园", "康养"))


WIDE = st.text(st.sampled_from("一院三园ab 、，（）“”…1+é"), max_size=30)


@given(WIDE, st.integers(2, 20))
def test_wrapping_keeps_everything(text, cells):
    """Wrapped lines are no wider than asked, and hold every character but the spaces at their ends."""
    lines = wrap(text, cells)

    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


@given(WIDE, st.integers(2, 20))
def test_prose_keeps_everything(text, cells):
    """So do sentences."""
    lines = shown(Prose(Text(text)), cells)

    assert all(cell_len(line) <= cells for line in lines)
    assert "".join(text.split()) == "".join("".join(lines).split())


def test_prose_breaks_as_chinese_does():
    """No line begins with a closing mark or ends with an opening one."""
    lines = shown(Prose(Text("河畔新区（原渡口镇）今年抓好“一院三园”，另建水文站。")), 10)

    assert not any(line[0] in "，。）”" or line.rstrip()[-1] in "（“" for line in lines)


@given(WIDE, st.integers(0, 20))
def test_cutting(text, cells):
    """What is cut fits, and says by an ellipsis on which side something is missing."""
    assert cell_len(cut(text, cells)) <= cells
    assert cell_len(cut_left(text, cells)) <= cells
    assert cell_len(text) <= cells or cells == 0 or (cut(text, cells)[-1], cut_left(text, cells)[0]) == ("…", "…")


@given(WIDE, st.sampled_from(["三园", "b", "一院三园"]), WIDE, st.integers(10, 40))
def test_highlight_survives_cutting(before, surface, after, cells):
    """However a context is cut, its term is there, highlighted, and everything fits."""
    text = highlighted(before + surface + after, surface, cells)

    assert cell_len(text.plain) <= cells
    assert [surface] == [text.plain[span.start : span.end] for span in text.spans]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("a\rb", "a b"),
        ("\x9b31m", "�31m"),
        ("\u202eabc", "�abc"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_control_sequences_are_inert(text, expected):
    """What would steer a terminal is made visible; markup stays text."""
    assert expected == inert(text)


@given(st.text(max_size=20), st.integers(20, 140))
@settings(deadline=None, max_examples=50)
def test_any_text_is_shown_harmlessly(text, width):
    """Contexts and paths may hold anything: nothing of it steers the terminal or breaks the table."""
    context = Context("d1", 0, 2, 1, 1, text, "术语", text + "术语[red]")
    glossary = Glossary(entries=(ConceptEntry("t1", (Term("[/]术语", contexts=(context,)),), score=0.5),))
    for renderable in (
        term_table(glossary, width=width),
        explain(glossary, "[/]术语"),
        concordance(glossary, "t1", width=width),
    ):
        lines = shown(renderable, width)

        assert not any(character < " " or "\x7f" <= character < "\xa0" for line in lines for character in line)
        assert any("术语" in line for line in lines)


@pytest.mark.parametrize(
    ("filter_text", "expected"),
    [
        ("yysy", ["一院三园"]),
        ("satz", ["水岸同治"]),
        ("shuian", ["水岸同治"]),
        ("SATZ", ["水岸同治"]),
        ("研学", ["3+2"]),
        ("joint care", ["水岸同治"]),
        ("gis", ["GIS"]),
        ("园", ["一院三园", "数字园"]),
        ("没有", []),
    ],
)
def test_filter(filter_text, expected):
    """Terms are found by text, by translation, by what they stand for, by initials and by pinyin."""
    assert expected == [row.term.text for row in select_rows(sample_glossary(), filter_text=filter_text)]


def test_filter_without_readings():
    """Initials work where the glossary has no readings."""
    glossary = Glossary(entries=(ConceptEntry("t1", (Term("行业标准"),)), ConceptEntry("t2", (Term("银行"),))))

    assert ["行业标准"] == [row.term.text for row in select_rows(glossary, filter_text="hybz")]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("score", "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端 数字园"),
        ("frequency", "GIS 水岸同治 一院三园 3+2 河湖长制 遥测终端 数字园"),
        ("documents", "水岸同治 一院三园 3+2 GIS 河湖长制 遥测终端 数字园"),
        ("reading", "3+2 GIS 河湖长制 数字园 水岸同治 遥测终端 一院三园"),
        ("term", "3+2 GIS 一院三园 数字园 水岸同治 河湖长制 遥测终端"),
        ("length", "一院三园 水岸同治 河湖长制 遥测终端 3+2 GIS 数字园"),
        ("rank", "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端 数字园"),
        ("type", "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端 数字园"),
        ("expansion", "3+2 GIS 河湖长制 一院三园 水岸同治 遥测终端 数字园"),
        ("status", "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端 数字园"),
        ("context", "一院三园 数字园 3+2 河湖长制 水岸同治 GIS 遥测终端"),
    ],
)
def test_sort(sort, expected):
    """Each order is what it says; ranks stay those of the glossary."""
    rows = select_rows(sample_glossary(), sort=sort)

    assert expected.split() == [row.term.text for row in rows]
    assert set(range(1, 8)) == {row.rank for row in rows}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("numeral", ["一院三园"]),
        ("latin_acronym", ["GIS"]),
        ("abbreviation", ["一院三园", "3+2"]),
        ("clipping", ["河湖长制"]),
    ],
)
def test_kind(kind, expected):
    """A kind is that of a link or of a term."""
    assert expected == [row.term.text for row in select_rows(sample_glossary(), kind=kind)]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("score", "遥测终端 河湖长制 水岸同治 GIS 3+2 一院三园 数字园"),
        ("reading", "一院三园 遥测终端 水岸同治 数字园 河湖长制 GIS 3+2"),
        ("expansion", "一院三园 河湖长制 GIS 3+2 水岸同治 遥测终端 数字园"),
    ],
)
def test_reverse(sort, expected):
    """An order runs the other way too; what has nothing in that column comes last either way."""
    assert expected.split() == [row.term.text for row in select_rows(sample_glossary(), sort=sort, reverse=True)]


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ({"status": "rejected"}, "数字园"),
        ({"least_score": 0.8}, "一院三园 3+2 GIS"),
        ({"least_score": 0.0}, "一院三园 3+2 GIS 水岸同治 河湖长制 遥测终端"),
        ({"document": "news/水文站.md"}, "GIS 水岸同治 遥测终端"),
        ({"document": "水文站"}, "GIS 水岸同治 遥测终端"),
        ({"document": "d1", "least_score": 0.9}, "一院三园 3+2"),
    ],
)
def test_selection(selection, expected):
    """Entries are chosen by state, by score and by document."""
    assert expected.split() == [row.term.text for row in select_rows(sample_glossary(), **selection)]


def test_initials_find_the_coined_term():
    """ytlq finds 一台两器, with a reading or without one."""
    for reading in ("yī tái liǎng qì", None):
        glossary = Glossary(entries=(ConceptEntry("t1", (Term("一台两器", reading=reading),)),))

        assert ["一台两器"] == [row.term.text for row in select_rows(glossary, filter_text="ytlq")]


def test_grouped_by_concept():
    """The other terms of a concept stand under it and share its rank and identifier."""
    lines = shown(term_table(sample_glossary(), width=140, grouped=True), 140)
    head = next(number for number, line in enumerate(lines) if "水岸同治" in line)
    heading, *rows = plain_rows(sample_glossary(), grouped=True)
    concept = [row for row in rows if row[heading.index("rank")] == "4"]

    assert "└ joint care of river" in lines[head + 1]
    assert ["水岸同治", "joint care of river and bank"] == [row[1] for row in concept]
    assert 1 == len({row[heading.index("identifier")] for row in concept})
    assert ["zh-CN", "en"] == [row[heading.index("language")] for row in concept]


def test_trees():
    """Members stand below their short form, slots between them; a member with members of its own goes on."""
    glossary = sample_glossary()
    nested = replace(glossary.links[0], surface="数字园", members=("数据中心", "一院三园"), identifier="l9")
    trees = expansion_trees(replace(glossary, links=(*glossary.links, nested)))
    lines = [line.rstrip() for tree in trees for line in shown(tree, 100)]

    assert "一院三园" == lines[0]
    assert "    ├── 种业园" in lines
    assert "    └── 数字园" in lines
    assert any(line.endswith("├── 数据中心") for line in lines)
    assert 1 == sum(line == "一院三园" for line in lines)
    assert any("3: 3" in line for line in lines)


@pytest.mark.parametrize("kind", ["svg", "html"])
def test_drawings(folder, capsys, kind):
    """A drawing holds every term, loads nothing from the network, runs no script, and is the same each time."""
    arguments = ["browse", str(folder), "--export", kind]
    outputs = []
    for _time in range(2):
        assert 0 == main(arguments, standalone_mode=False)
        outputs.append(capsys.readouterr().out)
    assert 0 == main([*arguments, "-o", str(folder / f"table.{kind}")], standalone_mode=False)
    text = outputs[0]

    assert outputs[0] == outputs[1] == (folder / f"table.{kind}").read_text(encoding="utf-8") + "\n"
    assert "一院三园" in text
    assert not re.findall(r"url\((?!#)|src=|href=\"(?!#)", text)
    assert "<script" not in text
    etree.fromstring(text.encode(), etree.HTMLParser() if kind == "html" else None)


def test_drawings_are_inert(tmp_path, capsys):
    """Markup of any kind in a term is text."""
    hostile = '<script>alert(1)</script>[bold]"onerror='
    write_glossary(Glossary(entries=(ConceptEntry("t1", (Term(hostile),)),)), tmp_path / "glossary.json", "json")
    for kind in ("svg", "html"):
        assert 0 == main(["browse", str(tmp_path), "--export", kind], standalone_mode=False)
        assert "<script" not in capsys.readouterr().out


def test_every_name_is_known():
    """Every measure and unit of a score, and every pattern of the sample's links, has a Chinese name."""
    choose_language("zh_CN")
    from glossary.pipeline import extract

    sample = extract([Path(__file__).parent.parent / "glossary" / "sample" / "documents"])

    assert [] == [measure.name for measure in MEASURES if measure_name(measure.name) == measure.name]
    assert {"log2", "log10"} >= {measure.unit for measure in MEASURES if unit_name(measure.unit) == measure.unit}
    assert [] == [link.pattern for link in sample.links if pattern_name(link.pattern) == link.pattern]


@pytest.mark.parametrize("options", [{"sort": "size"}, {"kind": "word"}, {"status": "done"}])
def test_unknown_choice(options):
    """An unknown order or kind names the known ones."""
    with pytest.raises(SettingsError, match="one of"):
        select_rows(sample_glossary(), **options)


def test_command_knows_all_orders():
    """The list that the command writes out is that of the package."""
    assert tuple(Sort) == browse_command.SORTS


def test_plain_rows():
    """Plain rows have all columns, nothing shortened, no tab or line break in a cell."""
    heading, *rows = plain_rows(sample_glossary())

    assert 7 == len(rows)
    assert {len(heading)} == {len(row) for row in rows}
    assert ("2", "3+2", "3 + 2", "plus", "3：茶叶、竹木、水产；2：康养、研学", "1", "1", "0.9000") == rows[1][:8]
    assert "plans/河畔新区工作要点.txt:2:4" == rows[1][9]


@pytest.mark.parametrize("width", [30, 50, 80, 120])
def test_concordance_is_aligned(width):
    """Every context has its term at the same cell."""
    lines = shown(concordance(sample_glossary(), "水岸同治", width=width), width)

    assert 2 == len(lines)
    assert 1 == len({cell_len(line[: line.index("水岸同治")]) for line in lines})
    assert all(cell_len(line.rstrip()) <= width for line in lines)


def test_explanation():
    """Every measure has its value, unit, weight and contribution; contexts and links say where they stand."""
    text = "\n".join(line.rstrip() for line in shown(explain(sample_glossary(), "3+2"), 100))

    assert "left_entropy         1.585   bits            0.25         +0.396" in text
    assert "Sum                                                       +0.446" in text
    assert "Score of the entry           0 to 1                        0.900" in text
    assert "3+2 → 3：茶叶、竹木、水产；2：康养、研学" in text
    assert "plans/河畔新区工作要点.txt:2:4" in text
    assert "confidence 0.85" in text


def test_outside_knowledge_is_labelled():
    """What no text states is said to be so, wherever it is shown."""
    glossary = sample_glossary()
    label = "lexicon:policy_abbreviations"

    assert "not stated in these texts" in "".join(shown(explain(glossary, "河湖长制"), 140))
    assert "† not stated in these texts" in "".join(shown(term_table(glossary, width=200), 200))
    assert label in "".join(shown(links_table(glossary.links, width=140), 140))
    assert label in list(plain_link_rows(glossary.links))[-1][3]


def test_explain_by_translation():
    """A term is found by its translation too, with its own source."""
    text = "\n".join(shown(explain(sample_glossary(), "joint care of river and bank"), 100))

    assert "Source: bitext:river.tsv" in text
    assert "水岸同治" in text


@pytest.mark.parametrize(
    ("term", "hint"),
    [("一院四园", "did you mean 一院三园?"), ("水岸", "did you mean 水岸同治?"), ("zzz", "list the terms")],
)
def test_explain_unknown(term, hint):
    """An unknown term names those most like it."""
    with pytest.raises(SettingsError) as caught:
        explain(sample_glossary(), term)

    assert hint in str(caught.value)


def test_graphs():
    """Surfaces point at their members; slots are captions, outside knowledge is dashed, quotes are escaped."""
    links = sample_glossary().links
    mermaid, dot = links_graph(links, "mermaid"), links_graph(links, "dot")
    hostile = links_graph([replace(links[0], surface='a"];b\\', members=("]",))], "dot")

    assert mermaid.startswith('graph LR\n  n1["一院三园"]\n  n2["研究院"]\n')
    assert '  n6 -->|"3"| n7\n' in mermaid
    assert '  n14 -.->|"full form"| n15\n' in mermaid
    assert '  n14 -> n15 [label="full form", style=dashed];\n' in dot
    assert '  n1 [label="a\\"];b\\\\"];\n' in hostile
    with pytest.raises(SettingsError, match="one of mermaid, dot"):
        links_graph(links, "svg")


@pytest.mark.parametrize("width", [30, 60, 80, 140])
def test_links_table_fits(width):
    """The table of links is no wider than the terminal and shows every surface."""
    lines = shown(links_table(sample_glossary().links, width=width), width)

    assert max(map(cell_len, lines)) <= width
    assert all(any(link.surface in line for line in lines) for link in sample_glossary().links)


def test_empty_glossary():
    """A glossary without entries is a table without rows."""
    assert 2 == len(shown(term_table(Glossary(), width=80), 80))


# ------------------------------------------------------------------ the commands


@pytest.fixture
def folder(tmp_path):
    """An output folder with the sample glossary."""
    write_glossary(sample_glossary(), tmp_path / "glossary.json", "json")
    return tmp_path


def test_browse_piped(folder, capsys):
    """A piped table is plain; the options reach it."""
    status = main(["--lang", "en", "browse", str(folder), "--top", "1", "--sort", "length"], standalone_mode=False)

    assert 0 == status
    assert ["rank", "1"] == [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize("width", [80, 140])
def test_browse_on_a_terminal(folder, width):
    """A real terminal of this width gets a table with colours that fits."""
    lines = on_a_terminal(["browse", str(folder)], width)

    assert any("\x1b[" in line for line in lines)
    assert max(cell_len(Text.from_ansi(line).plain) for line in lines) <= width
    assert "7 of 7 terms" in Text.from_ansi(lines[-1]).plain


def test_explain_on_a_terminal(folder):
    """So does an explanation."""
    lines = on_a_terminal(["explain", str(folder), "GIS"], 80)

    assert any("地理信息系统" in line for line in lines)
    assert max(cell_len(Text.from_ansi(line).plain) for line in lines) <= 80


def on_a_terminal(arguments: list[str], width: int) -> list[str]:
    """The lines that the command prints where its output is a terminal."""
    leader, follower = pty.openpty()
    environment = os.environ | {"COLUMNS": str(width), "TERM": "xterm-256color", "LANGUAGE": "en"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", "from glossary.cli import main; main()", *arguments]
    with subprocess.Popen(command, stdout=follower, stderr=follower, env=environment) as process:
        os.close(follower)
        content = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:
                break
            if not piece:
                break
            content += piece
    os.close(leader)

    assert 0 == process.returncode
    return content.decode().splitlines()


@pytest.mark.parametrize("name", ["csv", "xlsx", "tbx"])
def test_export_and_import(folder, name, capsys):
    """A glossary goes out and comes back into the folder it came from, unchanged."""
    before = (folder / "glossary.json").read_bytes()

    assert 0 == main(["export", str(folder), "--to", name], standalone_mode=False)
    assert (folder / f"glossary.{name}").exists()
    assert "measures behind scores" in capsys.readouterr().err
    if name != "tbx":
        assert 0 == main(["import", str(folder / f"glossary.{name}"), "-o", str(folder)], standalone_mode=False)
        assert before == (folder / "glossary.json").read_bytes()


def test_import_into_a_new_folder(tmp_path, capsys):
    """A list of anybody's becomes a glossary."""
    (tmp_path / "list.csv").write_text("zh,en\n水网,water network\n", encoding="utf-8")

    assert 0 == main(["import", str(tmp_path / "list.csv"), "-o", str(tmp_path / "new")], standalone_mode=False)
    assert 0 == main(["browse", str(tmp_path / "new")], standalone_mode=False)
    assert "水网" in capsys.readouterr().out


def test_formats_command(capsys):
    """Every format has a line."""
    assert 0 == main(["formats", "--plain"], standalone_mode=False)
    names = [line.split("\t")[0] for line in capsys.readouterr().out.splitlines()]
    assert [profile.name for profile in profiles()] == names
    assert "json" == names[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["browse", "none.json"],
        ["explain", "FOLDER", "无此词"],
        ["export", "FOLDER", "--to", "doc"],
        ["export", "FOLDER", "--to", "csv", "-o", "/proc/none/a.csv"],
        ["import", "none.csv", "-o", "FOLDER"],
        ["browse", "FOLDER", "--kind", "word"],
        ["browse", "FOLDER", "--document", "nowhere"],
        ["browse", "FOLDER", "--output", "table.svg"],
    ],
)
def test_failures_are_one_line(folder, capsys, arguments):
    """What cannot be done is one line on standard error and status 2."""
    arguments = [str(folder) if argument == "FOLDER" else argument for argument in arguments]

    assert 2 == main(arguments, standalone_mode=False)
    assert 1 == len(capsys.readouterr().err.splitlines())
