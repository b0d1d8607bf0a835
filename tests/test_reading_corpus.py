"""The reading corpus: every wanted sentence of every file, none that is unwanted."""

from pathlib import PurePosixPath

import corpus_pdf as pdf
import pytest
from corpus_files import FILES, bitexts, corpus_files
from corpus_texts import NOTICE, PAPER

from glossary.errors import InputError
from glossary.model import Document
from glossary.pipeline import analyse, prepare
from glossary.reading import known_readers, read_source
from glossary.reading.bitexts import known_bitext_readers
from glossary.reading.reader import Source
from glossary.settings import Settings

CORPUS = corpus_files()
BITEXTS = list(bitexts())


def documents(name, data, registry=None, **options):
    """What a file gives, without what was skipped in it."""
    source = Source(name, data, Settings(**options))
    found = read_source(source, PurePosixPath(name).suffix, registry)
    return [document for document in found if isinstance(document, Document)]


def lines_of(found):
    """The lines of the normalised texts, without white space around them."""
    lines = [line.strip() for document in found for line in prepare(document).text.split("\n")]
    return [line for line in lines if line]


def test_corpus_has_files_of_every_format():
    formats = {known_readers()[PurePosixPath(file.name).suffix].name for file in CORPUS}
    needs_a_program = {"LibreOffice"}

    assert {reader.name for reader in known_readers().values()} - needs_a_program == formats
    assert 40 <= len(CORPUS) + len(BITEXTS)
    assert len(FILES) <= len(CORPUS)


@pytest.mark.parametrize("file", CORPUS, ids=lambda file: file.name)
def test_golden_text(file):
    assert list(file.golden) == lines_of(documents(file.name, file.data))


@pytest.mark.parametrize("file", BITEXTS, ids=lambda file: file.name)
def test_golden_pairs(file):
    found = documents(file.name, file.data, known_bitext_readers())

    assert list(file.golden) == [line for document in found for line in document.text.split("\n")]


@pytest.mark.parametrize("width", range(100, 260, 8))
@pytest.mark.parametrize("columns", [1, 2])
def test_term_that_is_broken_across_lines_is_found_every_time(width, columns):
    """Every column width breaks 隐马尔可夫模型 in another place."""
    size = width / 16
    data = pdf.set_paragraphs("", PAPER[1:] * 2, columns=columns, size=size, header="青江大学学报")
    text = "".join(documents("a.pdf", data)[0].text)

    assert sum(paragraph.count("隐马尔可夫模型") for paragraph in PAPER[1:] * 2) == text.count("隐马尔可夫模型")


def test_pages_are_where_the_text_says():
    document = documents("a.pdf", pdf.set_paragraphs("", PAPER[1:] * 12, header="青江大学学报"))[0]
    last = document.text.rindex("结果表明")

    assert "page 1" == document.location(0)
    assert f"page {document.text.count('青江大学学报')}" == document.location(last)
    assert {"page-header", "page-number"} == {found.rule for found in document.set_aside}


@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("scan.pdf", pdf.scanned(), "needs text recognition"),
        ("locked.pdf", pdf.locked(NOTICE[0], NOTICE[1:]), "without a password"),
        ("cut.pdf", pdf.set_paragraphs("", PAPER)[:400], "not a PDF"),
    ],
)
def test_pdf_that_cannot_be_read_is_one_clear_line(name, data, part):
    with pytest.raises(InputError, match=part) as caught:
        documents(name, data)

    assert "\n" not in str(caught.value)


def test_too_many_pages_are_refused():
    with pytest.raises(InputError, match="more than 1 pages"):
        documents("a.pdf", pdf.set_paragraphs("", PAPER[1:] * 12), maximum_pages=1)


def test_cells_of_word_tables_are_cells():
    file = next(file for file in CORPUS if file.name == "table.docx")
    analysed = analyse(documents(file.name, file.data)[0], Settings())
    cells = [analysed.text[block.start : block.end] for block in analysed.blocks if block.kind.value == "cell"]

    assert ["任务", "时限", "改造12000户", "2024年底"] == cells


@pytest.mark.parametrize(
    ("name", "line", "location"),
    [
        ("plan.pptx", "一是改气", "slide 1"),
        ("plan.pptx", "讲到这里停一停", "slide 1, notes"),
        ("plan.xlsx", "同步建设", "计划!C2"),
        ("sparse.xlsx", "末行", "表!A5001"),
        ("book.epub", PAPER[3], "chapter 2"),
        ("notes.odt", "注文在此", "note 1"),
        ("plan.odp", "备注", "slide 1, notes"),
        ("official.ofd", NOTICE[0], "page 1"),
        ("table.docx", "时限", "table 1, row 1, cell 2"),
    ],
)
def test_location(name, line, location):
    file = next(file for file in CORPUS if file.name == name)
    document = documents(file.name, file.data)[0]

    assert location == document.location(document.text.index(line))
