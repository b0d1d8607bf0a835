"""Older office formats: through LibreOffice where it is installed; what only has their names is read for what it is."""

import http.server
import subprocess
import threading
from pathlib import Path, PurePosixPath

import corpus_office as office
import pytest
from corpus_files import WEB_PAGE, web_archive
from corpus_texts import NOTICE

from glossary.errors import InputError
from glossary.reading import known_readers, read_source
from glossary.reading.reader import Source
from glossary.reading.readers.legacy_office import find_libreoffice
from glossary.settings import Settings

PROGRAM = find_libreoffice()
needs_libreoffice = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice (soffice) is not installed")
PAGE = WEB_PAGE.format(charset="utf-8", title=NOTICE[0], body="".join(f"<p>{line}</p>" for line in NOTICE[1:]))


def read(name, data, **options):
    found = read_source(Source(name, data, Settings(**options)), PurePosixPath(name).suffix)
    return next(iter(found))


def lines_of(document):
    return tuple(line for line in document.text.split("\n") if line.strip())


@pytest.fixture(scope="module")
def convert(tmp_path_factory):
    """Make an older file of one of today's with LibreOffice itself; what was made once is kept."""
    folder = tmp_path_factory.mktemp("legacy")
    made: dict[tuple[bytes, str], bytes] = {}

    def run(data: bytes, suffix: str, target: str) -> bytes:
        if (data, target) not in made:
            original = folder / f"original{len(made)}{suffix}"
            original.write_bytes(data)
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            command = [PROGRAM, "--headless", profile, "--convert-to", target, "--outdir", folder / "out", original]
            subprocess.run(command, check=True, capture_output=True, timeout=300)
            made[data, target] = (folder / "out" / original.with_suffix(f".{target}").name).read_bytes()
        return made[data, target]

    return run


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize(("name", "made_as"), [("a.doc", "doc"), ("a.dot", "doc"), ("a.wps", "doc"), ("a.rtf", "rtf")])
def test_older_texts_are_read_whole(convert, name, made_as):
    """WPS writes the format of Word 97 under a suffix of its own."""
    data = convert(office.word(NOTICE), ".docx", made_as)

    assert NOTICE == lines_of(read(name, data))


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.ppt", "a.dps"])
def test_older_slides_are_read_with_their_notes(convert, name):
    slides = office.slides([("清洁取暖方案", ["一是改气", "二是改电"], "讲到这里停一停")])
    document = read(name, convert(slides, ".pptx", "ppt"))

    assert ("清洁取暖方案", "一是改气", "二是改电", "讲到这里停一停") == lines_of(document)
    assert "slide 1, notes" == document.location(document.text.index("讲到"))


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.xls", "a.et"])
def test_older_sheets_are_read_by_cell(convert, name):
    workbook = office.workbook({"计划": [["项目", "投资"], ["智慧调度平台", 3.6]]})
    document = read(name, convert(workbook, ".xlsx", "xls"))

    assert ("项目", "投资", "智慧调度平台") == lines_of(document)
    assert "计划!A2" == document.location(document.text.index("智慧"))


@needs_libreoffice
@pytest.mark.slow
def test_older_word_document_keeps_tables_headers_and_numbers(convert):
    table = (("任务", "时限"), ("改造12000户", "2024年底"))
    whole = convert(office.word(NOTICE, "", "内部资料", "注意保存", table), ".docx", "doc")
    numbered = office.word_numbered([(0, "总体目标"), (0, "重点任务")], [("chineseCounting", "%1、")])

    assert (*NOTICE, *table[0], *table[1], "内部资料", "注意保存") == lines_of(read("a.doc", whole))
    assert ("一、总体目标", "二、重点任务") == lines_of(read("b.doc", convert(numbered, ".docx", "doc")))


@needs_libreoffice
@pytest.mark.slow
def test_tracked_deletion_in_an_older_document_is_no_text(convert):
    data = convert(office.word_tracked("清洁取暖", "试点", "示范"), ".docx", "doc")

    assert ("清洁取暖示范",) == lines_of(read("a.doc", data))


@needs_libreoffice
@pytest.mark.slow
def test_picture_that_a_file_links_to_is_not_fetched(convert):
    """LibreOffice by itself fetches it, which tells a stranger who reads the draft, and when."""
    asked: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *arguments):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/picture.png"
        data = convert(office.word_linked_picture(NOTICE[0], address), ".docx", "doc")
        asked.clear()  # what making the file asked for
        lines = lines_of(read("a.doc", data))
        server.shutdown()

    assert address.encode("utf-16-le") in data
    assert NOTICE[:1] == lines
    assert [] == asked


@needs_libreoffice
@pytest.mark.slow
def test_conversion_that_takes_too_long_ends(convert):
    data = convert(office.word(NOTICE), ".docx", "doc")

    with pytest.raises(InputError, match="longer than 1 seconds"):
        read("a.doc", data + b"\0" * 10, conversion_seconds=1)


@needs_libreoffice
@pytest.mark.slow
@pytest.mark.parametrize("part", [600, 4000, 12_000])
def test_damaged_older_document_is_one_line_or_what_is_left_of_it(convert, part):
    data = convert(office.word(NOTICE), ".docx", "doc")
    try:
        text = read("a.doc", data[:part]).text
    except InputError as error:
        text = str(error)

    assert "\ufffd" not in text
    assert text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("page.doc", PAGE.encode("gb18030").replace(b"utf-8", b"gb2312")),
        ("page_with_mark.doc", b"\xef\xbb\xbf" + PAGE.encode()),
        ("page_utf16.doc", PAGE.encode("utf-16")),
        ("archive.doc", web_archive(PAGE)),
        ("today.doc", office.word(NOTICE)),
        ("today.wps", office.word(NOTICE)),
        ("plain.doc", "\n".join(NOTICE).encode("gb18030")),
    ],
)
def test_what_only_has_the_name_is_read_for_what_it_is(name, data):
    """Web sites give pages the name of Word documents, for Word opens them."""
    assert NOTICE == lines_of(read(name, data))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("table.xls", "<table><tr><td>任务</td><td>时限</td></tr><tr><td>换管</td><td>九月</td></tr></table>".encode()),
        ("today.et", office.workbook({"计划": [["任务", "时限"], ["换管", "九月"]]})),
    ],
)
def test_tables_that_only_have_the_name_are_read(name, data):
    assert ("任务", "时限", "换管", "九月") == lines_of(read(name, data))


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.ppt", "a.wps", "a.mhtml"])
def test_other_bytes_are_refused(name):
    with pytest.raises(InputError):
        read(name, bytes(range(256)) * 20)


@pytest.mark.skipif(PROGRAM is not None, reason="LibreOffice is installed")
def test_missing_program_is_one_line_with_a_way_out():
    with pytest.raises(InputError, match=r"needs LibreOffice.*save the file as \.docx"):
        read("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100))


def test_every_older_suffix_is_documented():
    page = (Path(__file__).parent.parent / "docs" / "reading.md").read_text(encoding="utf-8")
    suffixes = [suffix for suffix, reader in known_readers().items() if reader.name == "LibreOffice"]

    assert [] == [
        suffix for suffix in suffixes if f"{suffix[1:]}" not in page.split("```")[0].replace(",", " ").split()
    ]
