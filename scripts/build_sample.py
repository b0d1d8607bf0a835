"""Make the sample's Word document and its GB18030 text from `scripts/sample/`: equal input, equal bytes.

    python scripts/build_sample.py            write both into glossary/sample/documents
    python scripts/build_sample.py --check    exit 1 when what is there differs

The texts are kept as UTF-8 so that a change can be read. In `work_plan.txt` a line is a paragraph, `# ` starts the
title and `## ` a heading, lines of `| a | b |` are rows of one table, and `{...}` is a footnote at that place.
The Word file is stored without compression, because compressed bytes differ from one zlib to the next.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "scripts" / "sample"
DOCUMENTS = ROOT / "glossary" / "sample" / "documents"

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CONTENT_TYPES = f"""{DECLARATION}<Types xmlns="{PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{TYPE}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{TYPE}.styles+xml"/>\
<Override PartName="/word/footnotes.xml" ContentType="{TYPE}.footnotes+xml"/>\
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>\
</Types>"""

PACKAGE_RELATIONS = f"""{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>\
<Relationship Id="rId2" Type="{PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>\
</Relationships>"""

DOCUMENT_RELATIONS = f"""{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>\
</Relationships>"""

STYLES = f"""{DECLARATION}<w:styles xmlns:w="{WORD}">\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>\
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>\
</w:styles>"""


def run(text: str) -> str:
    """A stretch of text as a WordprocessingML run."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(line: str, notes: list[str]) -> str:
    """One line as a paragraph; the footnotes found in it are appended to `notes`."""
    style = ""
    for mark, name in (("## ", "Heading1"), ("# ", "Title")):
        if line.startswith(mark):
            line, style = line.removeprefix(mark), f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>'
            break
    runs = []
    for index, part in enumerate(re.split(r"\{(.*?)\}", line)):
        if index % 2:
            notes.append(part)
            runs.append(f'<w:r><w:footnoteReference w:id="{len(notes)}"/></w:r>')
        elif part:
            runs.append(run(part))
    return f"<w:p>{style}{''.join(runs)}</w:p>"


def table(lines: list[str]) -> str:
    """Lines of `| a | b |` as one table."""
    rows = []
    for line in lines:
        cells = (cell.strip() for cell in line.strip("| ").split("|"))
        rows.append("<w:tr>" + "".join(f"<w:tc><w:p>{run(cell)}</w:p></w:tc>" for cell in cells) + "</w:tr>")
    grid = "<w:gridCol/>" * rows[0].count("<w:tc>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_document(source: str) -> bytes:
    """The bytes of the Word file for the text of a source."""
    notes: list[str] = []
    body = []
    for is_table, group in groupby(source.splitlines(), key=lambda line: line.startswith("| ")):
        lines = list(group)
        body += [table(lines)] if is_table else [paragraph(line, notes) for line in lines]
    footnotes = "".join(
        f'<w:footnote w:id="{number}"><w:p>{run(note)}</w:p></w:footnote>' for number, note in enumerate(notes, 1)
    )
    title = escape(source.splitlines()[0].removeprefix("# "))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": PACKAGE_RELATIONS,
        "docProps/core.xml": f'{DECLARATION}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>',
        "word/document.xml": f"{DECLARATION}<w:document {NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/footnotes.xml": f"{DECLARATION}<w:footnotes {NAMESPACES}>{footnotes}</w:footnotes>",
        "word/_rels/document.xml.rels": DOCUMENT_RELATIONS,
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980-01-01
            entry.create_system = 3  # the same byte on every platform
            archive.writestr(entry, content.encode("utf-8"))
    return file.getvalue()


def sample_files() -> dict[Path, bytes]:
    """What belongs into the sample folder, by path."""
    work_plan = (SOURCES / "work_plan.txt").read_text(encoding="utf-8")
    maintenance = (SOURCES / "maintenance.txt").read_text(encoding="utf-8")
    return {
        DOCUMENTS / "work_plan.docx": word_document(work_plan),
        DOCUMENTS / "maintenance.txt": maintenance.encode("gb18030"),
    }


def main() -> int:
    """Write the files, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 when a file differs")
    options = parser.parse_args()
    stale = 0
    for path, content in sample_files().items():
        if path.exists() and path.read_bytes() == content:
            continue
        stale += 1
        if options.check:
            print(f"{path.relative_to(ROOT)}: differs from its source; run scripts/build_sample.py", file=sys.stderr)
        else:
            path.write_bytes(content)
            print(f"{path.relative_to(ROOT)}: written")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
