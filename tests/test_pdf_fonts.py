"""PDF text in fonts that are neither in the file nor on the machine: read where pdfium can, missed aloud where not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import io, sys
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from glossary.reading import read_source
from glossary.reading.reader import Source
from glossary.settings import Settings
pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
buffer = io.BytesIO()
canvas = Canvas(buffer)
canvas.setFont("STSong-Light", 12)
canvas.drawString(100, 700, "甲乙丙")
for number, character in enumerate("清洁取暖"):
    canvas.drawString(100 + 12 * number, 600, character)
canvas.save()
for document in read_source(Source("a.pdf", buffer.getvalue(), Settings()), ".pdf"):
    print(document.text.replace("\\n", "|"), document.warnings)
"""
FONTS = Path("/usr/share/fonts")
ALONE = ["unshare", "-m", "sh", "-c"]
can_hide_fonts = (
    FONTS.is_dir()
    and shutil.which("unshare") is not None
    and subprocess.run([*ALONE, f"mount -t tmpfs none {FONTS}"], capture_output=True, check=False).returncode == 0
)


@pytest.mark.slow
@pytest.mark.skipif(not can_hide_fonts, reason="hiding the fonts of this machine from a program is not allowed here")
def test_characters_without_a_font_are_missed_aloud():
    command = f"mount -t tmpfs none {FONTS} && exec {sys.executable} - "
    run = subprocess.run([*ALONE, command], input=SCRIPT, capture_output=True, text=True, check=True, timeout=120)

    assert run.stdout.startswith("甲乙丙 ('about 4 characters are missing")
