"""What a terminal shows, as a drawing (SVG) or as a web page: for slides, reports and manuals.

Both are whole by themselves: no script, no font and nothing else from the network. Equal content gives equal bytes.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.terminal_theme import SVG_EXPORT_THEME

__all__ = ["draw_html", "draw_svg", "fit_svg"]

FONTS = '"Sarasa Mono SC", "Noto Sans Mono CJK SC", "Source Han Mono SC", monospace'
CELL_WIDTH = 12.2
"""Rich draws a cell as 61% of its font size, which is 20."""

_FONT_FACE = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
_TEXT = re.compile(r'(<text [^>]*textLength=")([\d.]+)("[^>]*>)([^<]*)(</text>)')


# What `Console.export_html` fills; braces of CSS are doubled.
_PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>TITLE</title>
<style>
{stylesheet}
body {{ color: {foreground}; background-color: {background}; }}
pre {{ font-family: FONTS; line-height: 1.3; }}
</style>
</head>
<body><pre>{code}</pre></body>
</html>
"""


def draw_svg(parts: Sequence[RenderableType], *, width: int, title: str) -> str:
    """The parts one below the other on a terminal of `width` cells, as an SVG with a window around it."""
    return fit_svg(_recorded(parts, width).export_svg(title=title, unique_id=f"terminal-{width}"))


def draw_html(parts: Sequence[RenderableType], *, width: int, title: str) -> str:
    """The same as a page whose text can be searched and copied."""
    console = _recorded(parts, width)
    page = console.export_html(theme=SVG_EXPORT_THEME, code_format=_PAGE.replace("FONTS", FONTS))
    return page.replace("TITLE", html.escape(title), 1)


def fit_svg(drawing: str) -> str:
    """A drawing by rich without fonts from the network, each text as long as its cells are.

    Rich counts characters, which squeezes Chinese to half its width.
    """
    drawing = _FONT_FACE.sub("", drawing).replace("Fira Code, monospace", FONTS)
    return _TEXT.sub(_in_cells, drawing.replace("font-variant-east-asian: full-width;", ""))


def _recorded(parts: Sequence[RenderableType], width: int) -> Console:
    console = Console(
        width=width,
        record=True,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for part in parts:
        console.print(part)
    return console


def _in_cells(match: re.Match[str]) -> str:
    before, _length, between, text, end = match.groups()
    return f"{before}{cell_len(html.unescape(text)) * CELL_WIDTH:.1f}{between}{text}{end}"
