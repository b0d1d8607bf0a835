"""Draw the table of a glossary as terminals of 80 and 140 columns show it: `docs/table-80.svg`, `docs/table-140.svg`.

    python scripts/capture_table.py output/glossary.json [--top 20] [--to docs]

The same glossary gives the same bytes. The drawings name no font on the network.
"""

from __future__ import annotations

import argparse
import html
import io
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.cells import cell_len
from rich.console import Console

from glossary.browsing import term_table
from glossary.formats import read_glossary
from glossary.model import Glossary
from glossary.writing import write_atomically

WIDTHS = (80, 140)
FONTS = '"Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC", monospace'
CELL_WIDTH = 12.2  # rich draws a cell as 61% of its font size, which is 20

_FONT_FACE = re.compile(r"\s*@font-face \{\{.*?\}\}\n", re.DOTALL)
_TEXT = re.compile(r'(<text [^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')


def capture_table(glossary: Glossary, width: int, top: int) -> str:
    """An SVG of the table on a terminal of this width, Chinese characters two cells wide."""
    console = Console(width=width, record=True, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(term_table(glossary, width=width, top=top))
    template = _FONT_FACE.sub("", CONSOLE_SVG_FORMAT).replace("Fira Code, monospace", FONTS)
    template = template.replace("font-variant-east-asian: full-width;", "")
    drawing = console.export_svg(title="glossary browse", code_format=template, unique_id=f"table-{width}")
    return _TEXT.sub(_in_cells, drawing)


def _in_cells(match: re.Match[str]) -> str:
    """The same text as long as its cells are; rich counts characters, which squeezes Chinese to half its width."""
    before, _length, between, text, end = match.groups()
    return f"{before}{cell_len(html.unescape(text)) * CELL_WIDTH:.1f}{between}{text}{end}"


def main() -> None:
    """Write both drawings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("glossary", type=Path)
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parents[1] / "docs")
    options = parser.parse_args()
    glossary = read_glossary(options.glossary)
    for width in WIDTHS:
        with write_atomically(options.to / f"table-{width}.svg") as stream:
            stream.write(capture_table(glossary, width, options.top).encode())


if __name__ == "__main__":
    main()
