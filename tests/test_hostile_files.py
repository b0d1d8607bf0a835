"""Files that were made to do harm: refused or read in one piece, in bounded time and memory."""

import io
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path, PurePosixPath

import corpus_office as office
import corpus_pdf as pdf
import pytest
from corpus_files import bitexts
from corpus_texts import NOTICE, PAPER, zipped

from glossary.errors import InputError
from glossary.model import Document, Skipped
from glossary.pipeline import prepare
from glossary.reading import known_readers, read_source
from glossary.reading.bitexts import known_bitext_readers
from glossary.reading.pages import Fragment, Page, flow_pages
from glossary.reading.reader import Source
from glossary.settings import Settings

ROOT = Path(__file__).parent.parent
EXTERNAL = '<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
LAUGHS = "<!DOCTYPE d [<!ENTITY a0 'ha'>" + "".join(
    f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)
) + "]>"  # fmt: skip
DEEP = "<x>" * 10_000
ZIPPED = {
    "a.docx": (office.word(NOTICE), "word/document.xml"),
    "a.pptx": (office.slides([("题", ["甲"], "")]), "ppt/slides/slide1.xml"),
    "a.xlsx": (office.workbook({"表": [["甲"]]}), "xl/worksheets/sheet1.xml"),
    "a.odt": (office.open_document("<office:text/>"), "content.xml"),
    "a.ofd": (office.fixed_layout([[(1, 1, 5, "甲")]]), "Doc_0/Pages/0/Content.xml"),
    "a.epub": (office.book([("章", ["甲"])]), "OEBPS/content.opf"),
}


def read(name, data, registry=None, **options):
    return list(read_source(Source(name, data, Settings(**options)), PurePosixPath(name).suffix, registry))


def replaced(data, part, content):
    """The zipped file with one part replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, content if each == part else old.read(each))
    return buffer.getvalue()


@pytest.mark.parametrize("start", [EXTERNAL + "<d>&e;", LAUGHS + "<d>&a11;"], ids=["xxe", "laughs"])
@pytest.mark.parametrize("name", ZIPPED)
def test_entities_in_office_files_are_refused(name, start):
    data, part = ZIPPED[name]

    with pytest.raises(InputError):
        read(name, replaced(data, part, f"{start}</d>"))


@pytest.mark.parametrize("name", ZIPPED)
def test_ten_thousand_nested_tags_are_refused(name):
    data, part = ZIPPED[name]

    with pytest.raises(InputError):
        read(name, replaced(data, part, DEEP + "</x>" * 10_000))


@pytest.mark.parametrize("name", ZIPPED)
def test_zip_bomb_is_refused(name):
    data, part = ZIPPED[name]

    with pytest.raises(InputError, match="unpacks to more than"):
        read(name, replaced(data, part, f"<d>{' ' * 3_000_000}</d>"), maximum_unpacked_size=2_000_000)


@pytest.mark.parametrize("file", list(bitexts())[:3], ids=lambda file: file.name)
def test_entities_in_bilingual_files_are_refused(file):
    start = file.data.decode("utf-16" if file.data.startswith(b"\xff\xfe") else "utf-8")

    for declared in (EXTERNAL, LAUGHS):
        with pytest.raises(InputError):
            read(file.name, (declared + start).encode(), known_bitext_readers())


def test_zip_folder_cannot_leave_itself_nor_bring_a_bomb():
    bomb = zipped({f"{n}.txt": "水" * 400_000 for n in range(10)})
    data = zipped({"../../../etc/一.txt": NOTICE[2], "C:\\二.txt": NOTICE[2], "里/bomb.zip": bomb})
    found = read("a.zip", data, maximum_unpacked_size=3_000_000)
    documents = [each.path for each in found if isinstance(each, Document)]

    assert ["a.zip/etc/一.txt", "a.zip/C:/二.txt"] == [path for path in documents if "bomb" not in path][::-1]
    assert any(isinstance(each, Skipped) and "unpacks to more than" in each.reason for each in found)


def test_zip_folders_in_one_another_end_at_the_limit():
    data = zipped({"一.txt": NOTICE[2]})
    for _ in range(5):
        data = zipped({"里.zip": data})
    found = read("a.zip", data)

    assert ["Skipped"] == [type(each).__name__ for each in found]
    assert "too deeply" in found[0].reason


def test_relations_that_go_in_circles():
    data, _part = ZIPPED["a.pptx"]
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="x/notesSlide" Target="slide1.xml"/><Relationship Id="r2" Type="x/slide" Target="slide1.xml"/>'
        "</Relationships>"
    )
    found = read("a.pptx", replaced(data, "ppt/slides/_rels/slide1.xml.rels", relations))

    assert "题\n甲\n题\n甲" == found[0].text


def test_cell_in_the_last_corner_costs_no_more_than_another():
    data, part = ZIPPED["a.xlsx"]
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>首</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末</t></is></c></row></sheetData></worksheet>'
    )

    assert "首\n末" == read("a.xlsx", replaced(data, part, sheet))[0].text


def test_page_of_many_fragments_takes_no_quadratic_time():
    fragments = tuple(Fragment("水", n % 499, n % 499 + 8, 8.0 * (n % 97), 8.0 * (n % 97) + 8) for n in range(60_000))

    assert flow_pages([Page(1, 842, fragments)])


def test_damaged_pdf_gives_what_is_left_or_one_line():
    data = pdf.set_paragraphs("", PAPER[1:])
    messages = []
    for cut in range(100, len(data), len(data) // 23):
        try:
            read("a.pdf", data[:cut])
        except InputError as error:
            messages.append(str(error))

    assert messages
    assert [] == [message for message in messages if "\n" in message]


@pytest.mark.slow
def test_line_of_fifty_megabytes_is_read_in_bounded_memory():
    data = "推行河长制，落实责任；".encode() * (50_000_000 // 33)
    tracemalloc.start()
    document = read("a.txt", data)[0]
    prepared = prepare(document)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert len(document.text) == len(prepared.text)
    assert peak < 20 * len(data)


@pytest.mark.slow
def test_mutated_files_give_nothing_but_input_errors():
    """A short run of the fuzz script, over every format."""
    script = [sys.executable, ROOT / "scripts" / "fuzz_readers.py", "--mutations", "40", "--seed", "3"]
    run = subprocess.run(script, capture_output=True, text=True, check=False)

    assert 0 == run.returncode, run.stdout
    assert len({reader.name for reader in known_readers().values()}) <= len(run.stdout.splitlines())
