"""The web page in a real browser: what it finds, sorts and shows, what it refuses to run, and what it weighs."""

import base64
import csv
import gzip
import io
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, sync_playwright
from sample_glossary import sample_glossary

from glossary.browsing.occurrences import Occurrences, find_occurrences
from glossary.browsing.page import SIZE, web_page
from glossary.cli import main
from glossary.formats import write_glossary
from glossary.messages import choose_language
from glossary.model import ConceptEntry, Context, Document, DocumentRecord, Glossary, Term
from glossary.pipeline import prepare

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

# Terms that try to be markup, attributes, script ends, formulas, templates, or to turn the direction of the page.
HOSTILE = (
    "<script>window.hacked=1</script>",
    '"onerror="window.hacked=1',
    "<img src=x onerror=window.hacked=1>",
    "</script><script>window.hacked=1</script>",
    "${window.hacked=1}",
    "javascript:window.hacked=1",
    "&lt;b&gt;渠道&lt;/b&gt;",
    "\u202e渠道\u202c",
    "=HYPERLINK(1)",
    "'; DROP TABLE 渠道",
)


def document(text: str, path: str = "a.txt") -> Document:
    return Document("d1", path, path, text, "", "utf-8")


def hostile_glossary() -> Glossary:
    record = DocumentRecord("d1", "<b>a</b>.txt", "a", "", "utf-8")
    entries = tuple(
        ConceptEntry(
            f"t{number}",
            (
                Term(text, contexts=(Context("d1", 0, len(text), 1, 1, None, text, f"前{text}后"),), note=text),
                Term(text, language="en", source=text),
            ),
            definition=text,
            score=0.5,
        )
        for number, text in enumerate(HOSTILE)
    )
    return Glossary("<h1>题</h1>", documents=(record,), entries=entries)


def large_glossary(count: int) -> Glossary:
    """So many entries, each with five contexts of 80 characters that no other entry has."""
    base = 0x4E00
    records = (DocumentRecord("d1", "a.txt", "a", "", "utf-8"),)

    def entry(number: int) -> ConceptEntry:
        text = chr(base + number % 5000) + chr(base + number * 7 % 5000) + "渠道"
        contexts = tuple(
            Context("d1", 40, 44, turn + 1, 41, None, text, f"{sentence(number, turn)}{text}{sentence(turn, number)}")
            for turn in range(5)
        )
        return ConceptEntry(f"t{number}", (Term(text, reading="qú dào", frequency=5, contexts=contexts),), score=0.9)

    def sentence(one: int, other: int) -> str:
        return "".join(chr(base + (one * 131 + other * 17 + place * place * 29) % 5000) for place in range(38))

    return Glossary("大", documents=records, entries=tuple(map(entry, range(count))))


def data_of(page: str) -> dict[str, object]:
    packed = re.search(r'id="data">([^<]*)<', page)
    assert packed is not None
    return json.loads(gzip.decompress(base64.b64decode(packed.group(1))))


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    choose_language("en")
    yield
    choose_language(None)


# ------------------------------------------------------------------ the file


def test_the_same_glossary_gives_the_same_page() -> None:
    assert web_page(sample_glossary()) == web_page(sample_glossary())


def test_every_entry_is_in_the_data_and_the_first_rows_are_in_the_page_itself() -> None:
    page = web_page(sample_glossary())

    assert len(sample_glossary().entries) == len(data_of(page)["entries"])
    assert "水岸同治</button>" in page


def test_the_page_speaks_both_languages_whole() -> None:
    words = data_of(web_page(sample_glossary()))["words"]

    assert words["en"].keys() == words["zh_CN"].keys()
    assert words["en"]["search"] == "Search"
    assert [] == [key for key, text in words["zh_CN"].items() if text.isascii() and text.isalpha()]


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=20).filter(str.strip))
def test_no_text_of_a_glossary_becomes_markup(text: str) -> None:
    texts = sample_glossary()
    entry = replace(
        texts.entries[0],
        terms=(replace(texts.entries[0].terms[0], text=text.replace("\u2028", "").replace("\u2029", "") or "渠"),),
    )

    page = web_page(replace(texts, title=text, entries=(entry,)))

    assert page.count("<script") == 2
    assert page.count("<h1>") == 1
    assert page.count('<button type="button" lang=') == 1


def test_five_thousand_entries_stay_below_the_size_and_contexts_give_way_first() -> None:
    page = web_page(large_glossary(5000))

    assert len(page.encode()) < SIZE
    assert 5000 == len(data_of(page)["entries"])


def test_the_command_writes_the_page_and_reads_the_documents(tmp_path: Path) -> None:
    write_glossary(sample_glossary(), tmp_path / "glossary.json", "json")
    (tmp_path / "a.txt").write_text("水岸同治要求明确。水岸同治见效。", encoding="utf-8")
    out = tmp_path / "page.html"

    status = main(
        ["page", str(tmp_path / "glossary.json"), "-o", str(out), "--documents", str(tmp_path / "a.txt"), "--quiet"],
        standalone_mode=False,
    )

    assert 0 == status
    assert [[16, 1]] == data_of(out.read_text(encoding="utf-8"))["overview"]["growth"]


# ------------------------------------------------------------------ occurrences


def test_occurrences_are_found_inside_longer_terms_too() -> None:
    glossary = Glossary(
        entries=tuple(ConceptEntry(f"t{n}", (Term(text),)) for n, text in enumerate(("水站", "引水站", "渠")))
    )

    found = find_occurrences(glossary, [prepare(document("引水站在渠边。水站新。"))])

    assert {"水站": [1, 7], "引水站": [0], "渠": [4]} == found.places
    assert 11 == found.size


@pytest.mark.parametrize(
    ("offsets", "expected"),
    [([0, 10], 0.0), ([0, 1, 2], 0.5), ([], None)],
)
def test_dispersion_is_zero_where_a_term_is_spread_as_the_text_is(offsets: list[int], expected: float | None) -> None:
    assert expected == Occurrences({"渠": offsets}, [10, 20], [0]).deviation_of_proportions("渠")


def test_terms_in_company_share_two_sentences_at_least_and_none_is_part_of_the_other() -> None:
    places = {"水站": [0, 10, 20], "渠": [2, 12, 25], "引水站": [1, 11], "闸": [3]}

    texts, pairs = Occurrences(places, [30], [0, 10, 20]).together(list(places))

    assert ["水站", "渠", "引水站"] == texts
    assert [(0, 1, 1.0), (1, 2, 0.8)] == pairs


# ------------------------------------------------------------------ charts as files


@pytest.mark.slow
@pytest.mark.parametrize(("file_type", "signature"), [("svg", b"<svg"), ("png", b"\x89PNG")])
def test_charts_are_images_and_hold_the_terms(tmp_path: Path, file_type: str, signature: bytes) -> None:
    write_glossary(sample_glossary(), tmp_path / "glossary.json", "json")
    (tmp_path / "a.txt").write_text("水岸同治配遥测终端。\n水岸同治用遥测终端。\n河湖长制落地。", encoding="utf-8")
    arguments = ["plot", str(tmp_path / "glossary.json"), "-o", str(tmp_path / "charts"), "--to", file_type, "--quiet"]

    status = main(
        [*arguments, "--documents", str(tmp_path / "a.txt"), "--term", "水岸同治"],
        standalone_mode=False,
    )

    files = {path.stem: path.read_bytes() for path in (tmp_path / "charts").iterdir()}
    assert 0 == status
    assert {"scores", "growth", "company", "dispersion"} == files.keys()
    assert all(content.startswith(signature) for content in files.values())
    assert file_type == "png" or "遥测终端" in files["company"].decode()


@pytest.mark.parametrize(
    ("entries", "term", "expected"),
    [
        pytest.param(True, "无此术语", "no term '无此术语' in this glossary", id="unknown term"),
        pytest.param(False, None, "no entry has a score to draw; name the documents with --documents", id="no entries"),
    ],
)
def test_charts_that_cannot_be_drawn_are_said_and_leave_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], entries: bool, term: str | None, expected: str
) -> None:
    glossary = sample_glossary() if entries else replace(sample_glossary(), entries=(), links=())
    write_glossary(glossary, tmp_path / "glossary.json", "json")
    (tmp_path / "a.txt").write_text("水岸同治配遥测终端。", encoding="utf-8")
    arguments = ["plot", str(tmp_path / "glossary.json"), "-o", str(tmp_path / "charts"), "--quiet"]

    asked = ["--documents", str(tmp_path / "a.txt"), "--term", term] if term else []
    status = main([*arguments, *asked], standalone_mode=False)

    assert 2 == status
    assert expected in capsys.readouterr().err
    assert not (tmp_path / "charts").exists()


# ------------------------------------------------------------------ in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium: install Debian's package")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


class Visit:
    """A page opened from a file, with everything its console and its network say."""

    def __init__(self, browser: Browser, folder: Path, html: str, **context: object) -> None:
        path = folder / "page.html"
        path.write_text(html, encoding="utf-8")
        self.context = browser.new_context(accept_downloads=True, **context)
        self.page: Page = self.context.new_page()
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())
        # Not by a condition in JavaScript: evaluating one again and again is what the page's policy forbids.
        self.page.locator("#kind option").first.wait_for(state="attached")
        self.address = path.as_uri()

    def terms(self) -> list[str]:
        return self.page.locator("#rows th").all_inner_texts()


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[object]:
    opened: list[Visit] = []

    def open_page(html: str, **context: object) -> Visit:
        opened.append(Visit(browser, tmp_path, html, **context))
        return opened[-1]

    yield open_page
    for each in opened:
        each.context.close()


def in_english(sample: Glossary | None = None) -> str:
    return web_page(sample or sample_glossary())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param("水岸", ["水岸同治"], id="characters"),
        pytest.param("satz", ["水岸同治"], id="initials"),
        pytest.param("shui an", ["水岸同治"], id="pinyin"),
        pytest.param("shuǐàn", ["水岸同治"], id="pinyin with tones"),
        pytest.param("river and", ["水岸同治"], id="translation"),
        pytest.param("地理信息", ["GIS"], id="what it stands for"),
        pytest.param("gis", ["GIS"], id="case"),
        pytest.param("没有", [], id="nothing"),
        pytest.param("", [entry.terms[0].text for entry in sample_glossary().entries], id="everything"),
    ],
)
def test_search_finds_characters_pinyin_and_translations(visit, wanted: str, expected: list[str]) -> None:
    opened = visit(in_english())

    opened.page.fill("#search", wanted)

    assert expected == opened.terms()
    assert f"{len(expected)} of 7 terms" == opened.page.locator("#count").inner_text()


@pytest.mark.slow
def test_headings_and_the_choice_of_order_sort(visit) -> None:
    opened = visit(in_english())
    readings = ["3+2", "GIS", "河湖长制", "数字园", "水岸同治", "遥测终端", "一院三园"]

    opened.page.select_option("#sort", "reading")
    by_reading = opened.terms()
    opened.page.click("thead th.reading button")
    backwards = opened.terms()
    opened.page.select_option("#sort", "stroke")

    assert readings == by_reading
    assert readings[::-1] == backwards
    assert ["一院三园", "水岸同治"] == [term for term in opened.terms() if term in {"水岸同治", "一院三园"}]
    assert 0 == opened.page.locator("th[aria-sort]").count()


@pytest.mark.slow
def test_filters_narrow_and_clearing_widens(visit) -> None:
    opened = visit(in_english())

    opened.page.select_option("#kind", "numeral")
    by_kind = opened.terms()
    opened.page.click("#clear")
    opened.page.select_option("#status", "rejected")
    by_status = opened.terms()
    opened.page.click("#clear")
    opened.page.locator("#rows tr").nth(6).wait_for()

    assert (["一院三园"], ["数字园"]) == (by_kind, by_status)


@pytest.mark.slow
def test_all_can_be_done_from_the_keyboard(visit) -> None:
    opened = visit(in_english())
    page = opened.page

    page.keyboard.press("/")
    page.keyboard.type("yysy")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    shown = page.locator("#detail-term").inner_text()
    members = page.locator("#detail").inner_text()
    focused = page.evaluate("document.activeElement.id")
    page.keyboard.press("Escape")

    assert ("一院三园", "detail") == (shown, focused)
    assert "研究院、种业园、物流园、数字园" in members
    assert page.locator("#detail").is_hidden()
    assert "一院三园" == page.evaluate("document.activeElement.textContent")


@pytest.mark.slow
def test_a_member_that_is_an_entry_leads_to_it(visit) -> None:
    opened = visit(in_english())

    opened.page.click("text=一院三园")
    opened.page.click("#detail li button:has-text('数字园')")

    assert "数字园" == opened.page.locator("#detail-term").inner_text()


@pytest.mark.slow
def test_the_page_turns_to_chinese_and_back(visit) -> None:
    opened = visit(in_english())

    opened.page.click("#language")
    chinese = (opened.page.locator("html").get_attribute("lang"), opened.page.locator("#clear").inner_text())
    opened.page.click("#language")

    assert "zh-CN" == chinese[0]
    assert not chinese[1].isascii()
    assert "Clear" == opened.page.locator("#clear").inner_text()


@pytest.mark.slow
def test_the_table_is_downloaded_as_shown_and_no_cell_is_a_formula(visit) -> None:
    opened = visit(in_english(hostile_glossary()))

    with opened.page.expect_download() as download:
        opened.page.click("#download")

    rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))
    assert [f"'{text}" if text.startswith("=") else text for text in HOSTILE] == [row[0] for row in rows[1:]]


@pytest.mark.slow
def test_hostile_text_is_text_and_nothing_is_asked_of_the_network(visit) -> None:
    opened = visit(in_english(hostile_glossary()))
    page = opened.page

    shown = opened.terms()
    for number in range(len(HOSTILE)):
        page.locator("#rows th button").nth(number).click()
        page.keyboard.press("Escape")
    page.click("#overview summary")
    page.click("#copy")

    assert [text.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd") for text in HOSTILE] == shown
    assert page.evaluate("window.hacked") is None
    assert [] == opened.said
    assert [opened.address] == opened.asked


@pytest.mark.slow
def test_the_policy_lets_no_other_script_run(visit) -> None:
    opened = visit(in_english())

    opened.page.evaluate(
        "() => { const made = document.createElement('script'); made.textContent = 'window.hacked = 1';"
        " document.body.append(made); document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=hacked=1>'); }"
    )

    assert opened.page.evaluate("window.hacked") is None
    assert opened.said


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1400, 390])
def test_no_serious_fault_for_screen_readers(visit, scheme: str, width: int) -> None:
    opened = visit(in_english(), color_scheme=scheme, viewport={"width": width, "height": 900})
    opened.page.click("#overview summary")
    opened.page.click("text=一院三园")

    # The checker itself is a script that the page's own policy would refuse: its answers come through the debugger.
    found = Axe().run(opened.page).response["violations"]

    serious = [
        f"{each['id']}: {each['nodes'][0]['html']}" for each in found if each["impact"] in {"serious", "critical"}
    ]
    assert [] == serious


@pytest.mark.slow
def test_every_row_of_the_view_is_printed(visit) -> None:
    opened = visit(in_english(large_glossary(250)))

    opened.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = len(opened.terms())
    opened.page.evaluate("dispatchEvent(new Event('afterprint'))")

    assert (250, 50) == (printed, len(opened.terms()))
