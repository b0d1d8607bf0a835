"""Office files of the reading corpus: made by libraries where there are any, else part by part."""

from __future__ import annotations

import io
from collections.abc import Sequence
from xml.sax.saxutils import escape

import docx
import pptx
import xlsxwriter
from corpus_texts import zipped
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

ODF = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:presentation="urn:oasis:names:tc:opendocument:xmlns:presentation:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def _saved(file) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def word(paragraphs: Sequence[str], title: str = "", header: str = "", footer: str = "", table=()) -> bytes:
    """A Word document."""
    file = docx.Document()
    if title:
        file.add_heading(title, 0)
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    if table:
        cells = file.add_table(len(table), len(table[0]))
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                cells.cell(row, column).text = text
    file.sections[0].header.paragraphs[0].text = header
    file.sections[0].footer.paragraphs[0].text = footer
    return _saved(file)


def word_runs(pieces: Sequence[str]) -> bytes:
    """A paragraph whose words are cut into runs in odd places."""
    file = docx.Document()
    paragraph = file.add_paragraph()
    for number, piece in enumerate(pieces):
        paragraph.add_run(piece).bold = number % 2 == 0
    return _saved(file)


def word_numbered(items: Sequence[tuple[int, str]], levels: Sequence[tuple[str, str]]) -> bytes:
    """Paragraphs that Word numbers: (level, text) items in a list whose levels have a number format and a pattern."""
    file = docx.Document()
    numbering = file.part.numbering_part.element
    written = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for level, (kind, pattern) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{written}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in items:
        properties = file.add_paragraph(text)._p.get_or_add_pPr()
        place = f'<w:ilvl w:val="{level}"/><w:numId w:val="77"/>'
        properties.append(parse_xml(f"<w:numPr {nsdecls('w')}>{place}</w:numPr>"))
    return _saved(file)


def word_tracked(kept: str, deleted: str, inserted: str) -> bytes:
    """A paragraph with a tracked deletion and a tracked insertion."""
    file = docx.Document()
    paragraph = file.add_paragraph(kept)._p
    by = 'w:id="1" w:author="甲" w:date="2024-01-01T00:00:00Z"'
    for name, text in (("del", f"<w:delText>{deleted}</w:delText>"), ("ins", f"<w:t>{inserted}</w:t>")):
        paragraph.append(parse_xml(f"<w:{name} {nsdecls('w')} {by}><w:r>{text}</w:r></w:{name}>"))
    return _saved(file)


def word_box(text: str, boxed: str) -> bytes:
    """A paragraph with a text box, stated twice as Word does it: for itself and for older programs."""
    file = docx.Document()
    run = file.add_paragraph(text).add_run()._r
    box = f"<w:txbxContent><w:p><w:r><w:t>{boxed}</w:t></w:r></w:p></w:txbxContent>"
    compatible = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    run.append(
        parse_xml(
            f'<mc:AlternateContent {nsdecls("w")} xmlns:mc="{compatible}"><mc:Choice Requires="wps"><w:drawing>'
            f'<wps:txbx xmlns:wps="{shape}">{box}</wps:txbx></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )
    assert run.find(qn("w:t")) is None
    return _saved(file)


def word_linked_picture(text: str, address: str) -> bytes:
    """A paragraph, and a picture that stands somewhere on the network."""
    file = docx.Document()
    run = file.add_paragraph(text).add_run()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    identifier = file.part.relate_to(address, kind, is_external=True)
    picture = (
        f"<w:drawing {nsdecls('w', 'wp', 'a', 'pic', 'r')}><wp:inline><wp:extent cx='900000' cy='900000'/>"
        "<wp:docPr id='1' name='x'/><a:graphic>"
        "<a:graphicData uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic>"
        "<pic:nvPicPr><pic:cNvPr id='1' name='x'/><pic:cNvPicPr/></pic:nvPicPr>"
        f"<pic:blipFill><a:blip r:link='{identifier}'/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        "<pic:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='900000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'/>"
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    run._r.append(parse_xml(picture))
    return _saved(file)


def slides(pages: Sequence[tuple[str, Sequence[str], str]], table=()) -> bytes:
    """A presentation of (title, lines, notes) slides; the last one has the table."""
    file = pptx.Presentation()
    slide = None
    for title, lines, notes in pages:
        slide = file.slides.add_slide(file.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        if notes:
            slide.notes_slide.notes_text_frame.text = notes
    if table:
        cells = slide.shapes.add_table(len(table), len(table[0]), 0, 0, 5_000_000, 1_000_000).table
        for row, texts in enumerate(table):
            for column, text in enumerate(texts):
                cells.cell(row, column).text = text
    return _saved(file)


def workbook(sheets: dict[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook of named sheets."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def book(chapters: Sequence[tuple[str, Sequence[str]]]) -> bytes:
    """An EPUB book with a table of contents that is no text."""
    items = "".join(
        f'<item id="c{n}" href="text/c{n}.xhtml" media-type="application/xhtml+xml"/>' for n in range(len(chapters))
    )
    order = "".join(f'<itemref idref="c{n}"/>' for n in range(len(chapters)))
    parts: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>',
        "OEBPS/content.opf": '<package xmlns="http://www.idpf.org/2007/opf"><metadata '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>治水读本</dc:title></metadata><manifest>'
        '<item id="nav" properties="nav" href="nav.xhtml" media-type="application/xhtml+xml"/>'
        f'{items}</manifest><spine><itemref idref="nav"/>{order}</spine></package>',
        "OEBPS/nav.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><ol><li>目录条目</li></ol></body></html>',
    }
    for number, (title, paragraphs) in enumerate(chapters):
        body = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
        parts[f"OEBPS/text/c{number}.xhtml"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml">'
            f"<head><title>页眉</title></head><body><h1>{title}</h1>{body}</body></html>"
        )
    return zipped(parts)


def open_document(body: str, styles: str = "", title: str = "") -> bytes:
    """An OpenDocument file with this body."""
    meta = f'<office:document-meta {ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta><dc:title>{title}</dc:title></office:meta></office:document-meta>'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODF}><office:body>{body}</office:body>"
            "</office:document-content>",
            "styles.xml": f"<office:document-styles {ODF}>{styles}</office:document-styles>",
            "meta.xml": meta,
            "META-INF/manifest.xml": f"<manifest:manifest {ODF}/>",
        }
    )


def fixed_layout(pages: Sequence[Sequence[tuple[float, float, float, str]]]) -> bytes:
    """An OFD file: pages of (x, y, size, text) in millimetres from the upper left corner."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    entries = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/{n}/Content.xml"/>' for n in range(len(pages)))
    parts: dict[str, str | bytes] = {
        "OFD.xml": f"<ofd:OFD {space}><ofd:DocBody><ofd:DocInfo><ofd:Title>公文</ofd:Title></ofd:DocInfo>"
        "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297"
        f"</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{entries}</ofd:Pages></ofd:Document>",
    }
    for number, lines in enumerate(pages):
        objects = "".join(
            f'<ofd:TextObject ID="{n}" Boundary="{x} {y} {len(text) * size} {size}" Font="1" Size="{size}">'
            f'<ofd:TextCode X="0" Y="{0.88 * size}" DeltaX="g {max(len(text) - 1, 0)} {size}">{text}</ofd:TextCode>'
            "</ofd:TextObject>"
            for n, (x, y, size, text) in enumerate(lines)
        )
        parts[f"Doc_0/Pages/{number}/Content.xml"] = (
            f"<ofd:Page {space}><ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
        )
    return zipped(parts)
