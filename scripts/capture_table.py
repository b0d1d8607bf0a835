"""Draw the table of a glossary as terminals of 80 and 140 columns show it: `docs/table-80.svg`, `docs/table-140.svg`.

    python scripts/capture_table.py output/glossary.json [--top 20] [--to docs]

The same glossary gives the same bytes. The drawings name no font on the network.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from glossary.browsing import draw_svg, term_table
from glossary.formats import read_glossary
from glossary.writing import write_atomically

WIDTHS = (80, 140)


def main() -> None:
    """Write both drawings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("glossary", type=Path)
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parents[1] / "docs")
    options = parser.parse_args()
    glossary = read_glossary(options.glossary)
    for width in WIDTHS:
        table = term_table(glossary, width=width, top=options.top)
        with write_atomically(options.to / f"table-{width}.svg") as stream:
            stream.write(draw_svg([table], width=width, title="glossary browse").encode())


if __name__ == "__main__":
    main()
