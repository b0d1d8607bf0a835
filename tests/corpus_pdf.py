"""PDF files of the reading corpus, set by reportlab as layout programs set them: line by line."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

SONG, TIMES = "STSong-Light", "Times-Roman"
WIDTH, HEIGHT = 595, 842
NO_LINE_START = "，。、；：！？”’）》」％%"


def wrapped(text: str, width: float, size: float, indent: float = 2, font: str = SONG) -> list[str]:
    """The lines of a paragraph: Han characters break anywhere, words and numbers do not."""
    units: list[str] = []
    for character in text:
        word = character.isascii() and not character.isspace()
        if units and (character in NO_LINE_START or (word and units[-1][-1].isascii() and not units[-1][-1].isspace())):
            units[-1] += character
        else:
            units.append(character)
    lines, line, left = [], "", width - indent * size
    for unit in units:
        wide = pdfmetrics.stringWidth(unit, font, size)
        if wide > left and line:
            lines.append(line.rstrip())
            line, left = "", width
            unit = unit.lstrip()
        line += unit
        left -= wide
    return [*lines, line]


class Sheet:
    """Sets paragraphs in columns, with what is printed on every page."""

    def __init__(self, columns=1, size=10.5, header="", numbered=True, margin=72, top=760, bottom=90, lock=None):
        pdfmetrics.registerFont(UnicodeCIDFont(SONG))
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=(WIDTH, HEIGHT), encrypt=lock)
        self.columns, self.size, self.header, self.numbered = columns, size, header, numbered
        self.margin, self.top, self.bottom = margin, top, bottom
        self.gutter = 2.2 * size
        self.width = (WIDTH - 2 * margin - (columns - 1) * self.gutter) / columns
        self.page, self.column, self.height = 0, 0, 0.0
        self.new_page()

    def new_page(self) -> None:
        if self.page:
            self.canvas.showPage()
        self.page += 1
        self.column, self.height = 0, self.top
        self.canvas.setFont(SONG, 9)
        if self.header:
            self.canvas.drawCentredString(WIDTH / 2, 805, self.header)
        if self.numbered:
            self.canvas.drawCentredString(WIDTH / 2, 45, f"- {self.page} -")

    def line(self, text: str, x: float, size: float, font: str = SONG) -> None:
        if self.height < self.bottom:
            self.column += 1
            self.height = self.top
            if self.column == self.columns:
                self.new_page()
        self.canvas.setFont(font, size)
        self.canvas.drawString(self.margin + self.column * (self.width + self.gutter) + x, self.height, text)
        self.height -= 1.6 * size

    def title(self, text: str, size: float = 18) -> None:
        whole = WIDTH - 2 * self.margin
        for line in wrapped(text, whole * 0.7, size, 0):
            self.canvas.setFont(SONG, size)
            self.canvas.drawCentredString(WIDTH / 2, self.height, line)
            self.height -= 1.5 * size
        self.height -= size
        self.top = self.height if self.page == 1 and self.columns > 1 else self.top

    def paragraph(self, text: str, indent: float = 2, font: str = SONG) -> None:
        for number, line in enumerate(wrapped(text, self.width, self.size, indent, font)):
            self.line(line, indent * self.size if number == 0 else 0, self.size, font)

    def data(self) -> bytes:
        self.canvas.save()
        return self.buffer.getvalue()


def set_paragraphs(title: str, paragraphs: Sequence[str], **options) -> bytes:
    """A document with a title and paragraphs."""
    sheet = Sheet(**options)
    if title:
        sheet.title(title)
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    return sheet.data()


def locked(title: str, paragraphs: Sequence[str]) -> bytes:
    """The same under a password."""
    return set_paragraphs(title, paragraphs, lock=StandardEncryption("geheim", canPrint=0))


def scanned() -> bytes:
    """A page with a picture on it and no text."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT))
    canvas.rect(72, 72, 400, 600, fill=1)
    canvas.save()
    return buffer.getvalue()


def watermarked(paragraphs: Sequence[str]) -> bytes:
    """Pages with a slanted watermark under the text."""
    sheet = Sheet(header="内部讨论稿")
    sheet.canvas.saveState()
    sheet.canvas.translate(200, 300)
    sheet.canvas.rotate(45)
    sheet.canvas.setFont(SONG, 60)
    sheet.canvas.drawString(0, 0, "严禁外传")
    sheet.canvas.restoreState()
    for paragraph in paragraphs:
        sheet.paragraph(paragraph)
    return sheet.data()


def interleaved(left: Sequence[str], right: Sequence[str]) -> bytes:
    """Two columns whose lines are drawn in turn, so that the order in the file is not the order of reading."""
    sheet = Sheet(columns=2)
    columns = [
        [
            (line, 2 * (number == 0))
            for text in texts
            for number, line in enumerate(wrapped(text, sheet.width, sheet.size))
        ]
        for texts in (left, right)
    ]
    for row in range(max(map(len, columns))):
        for index, lines in enumerate(columns):
            if row < len(lines):
                text, indent = lines[row]
                x = sheet.margin + index * (sheet.width + sheet.gutter) + indent * sheet.size
                sheet.canvas.setFont(SONG, sheet.size)
                sheet.canvas.drawString(x, 700 - 17 * row, text)
    return sheet.data()


def digits_apart(lines: Sequence[Sequence[str]], last: str) -> bytes:
    """Lines whose numbers stand a quarter of a character away from the Han characters, as Word sets them."""
    sheet = Sheet()
    for pieces in lines:
        x = float(sheet.margin)
        for piece in pieces:
            font = TIMES if piece.isascii() else SONG
            sheet.canvas.setFont(font, sheet.size)
            sheet.canvas.drawString(x, sheet.height, piece)
            x += pdfmetrics.stringWidth(piece, font, sheet.size) + sheet.size / 4
        sheet.height -= 17
    sheet.paragraph(last)
    return sheet.data()


def english_hyphenated() -> bytes:
    """An English abstract whose words are broken at line ends."""
    sheet = Sheet()
    for text in (
        "Hidden Markov models remain useful where little speech has been tran-",
        "scribed. We compare them with end-to-end models on nine tasks in a pro-",
        "vincial dialect of Chinese.",
    ):
        sheet.line(text, 0, sheet.size, TIMES)
    return sheet.data()
