"""Measure reading, cleaning and normalising: bytes a second for text, and times the underlying library's own time.

    python scripts/benchmark_reading.py [--corpus FOLDER]

Text comes from 10MB.txt.xz, in files of some hundred kilobytes; the office files are made from the same lines. The
underlying libraries do the least that any reader needs: pdfium loads pages and gives their text, lxml parses the parts
of a Word file, trafilatura takes a page's main text. CPU seconds of this process; the best of several turns counts.
"""

from __future__ import annotations

import argparse
import io
import lzma
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

from glossary.model import Document
from glossary.reading import read_source
from glossary.reading.reader import Source
from glossary.settings import Settings
from glossary.text.cleaning import find_barriers, find_set_aside
from glossary.text.normalising import normalise_document

ROOT = Path(__file__).resolve().parent.parent
TURNS = 5


def best(function: Callable[[], object]) -> float:
    """The shortest CPU time of several calls, in seconds."""
    return min(cpu_seconds(function) for _ in range(TURNS))


def cpu_seconds(function: Callable[[], object]) -> float:
    """CPU seconds that a call takes in this process."""
    started = time.process_time()
    function()
    return time.process_time() - started


def report(rows: list[tuple[str, str, str]]) -> None:
    """Print what was measured as a table."""
    print("| | measured | target |\n|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def read(name: str, data: bytes) -> list[Document]:
    """The documents of a file."""
    found = read_source(Source(name, data, Settings()), PurePosixPath(name).suffix)
    return [document for document in found if isinstance(document, Document)]


def measure_text(texts: list[bytes]) -> list[tuple[str, str, str]]:
    """Bytes a second of what becomes normalised text with its barriers, in files and as one."""

    def run(files: list[bytes]) -> None:
        for data in files:
            for document in read("a.txt", data):
                find_barriers(normalise_document(document.text, find_set_aside(document.text)).text)

    run(texts[:1])
    size = sum(map(len, texts)) / 1e6
    whole = [b"\n".join(texts)]
    return [
        (
            f"txt read, cleaned, normalised, {len(texts)} files",
            f"{size / best(lambda: run(texts)):.1f} MB/s",
            "≥ 20 MB/s",
        ),
        ("the same in one file", f"{size / best(lambda: run(whole)):.1f} MB/s", "≥ 20 MB/s"),
    ]


def measure_formats(lines: list[str]) -> list[tuple[str, str, str]]:
    """Times the underlying library's own time, for files of some thousand lines."""
    sys.path.insert(0, str(ROOT / "tests"))
    import corpus_office
    import corpus_pdf

    page = "".join(f"<p>{line}</p>" for line in lines[:300])
    files: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
        "a.docx": (corpus_office.word(lines), parse_word),
        "a.pdf": (corpus_pdf.set_paragraphs("", lines[:400], header="页眉"), extract_pdf),
        "a.html": (f"<html><body><article>{page}</article></body></html>".encode(), extract_page),
    }
    rows = []
    for name, (data, library) in files.items():
        own, bare = best(lambda name=name, data=data: read(name, data)), best(lambda data=data, run=library: run(data))
        rows.append((f"{name[2:]} / {library.__name__}, {len(data) >> 10} KB", f"{own / bare:.2f}x", "≤ 2x"))
    return rows


def parse_word(data: bytes) -> None:
    """What lxml takes to parse every part of a Word file."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(archive.read(name))


def extract_pdf(data: bytes) -> None:
    """What pdfium takes to give the text of every page."""
    import pypdfium2

    file = pypdfium2.PdfDocument(data)
    for page in file:
        page.get_textpage().get_text_range()
    file.close()


def extract_page(data: bytes) -> None:
    """What trafilatura takes for the main text of a page."""
    import trafilatura

    trafilatura.bare_extraction(data.decode(), include_comments=False, favor_recall=True, with_metadata=False)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "data" / "corpus")
    arguments = parser.parse_args()
    with lzma.open(arguments.corpus / "10MB.txt.xz") as packed:
        lines = packed.read().decode().split("\n")
    texts = ["\n".join(lines[start : start + 30]).encode() for start in range(0, len(lines), 30)]
    report([*measure_text(texts), *measure_formats(["".join(line.split())[:400] for line in lines[:1000]])])
    print(f"\nCPUs {os.cpu_count()}, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
