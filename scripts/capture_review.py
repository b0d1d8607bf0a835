"""Draw the review of a glossary: `docs/review-140.svg` in English, `docs/review-80.svg` in Chinese.

    python scripts/capture_review.py output/glossary.json [--to docs]

The first entries are accepted and rejected in a file of decisions that is thrown away. The drawings name no font on the
network.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from pathlib import Path

from glossary.browsing.drawing import fit_svg
from glossary.browsing.review.app import ReviewApp
from glossary.browsing.review.session import Session
from glossary.formats import read_undecided
from glossary.messages import choose_language
from glossary.model import Glossary
from glossary.writing import write_atomically

CAPTURES = (("review-140.svg", "en", (140, 36)), ("review-80.svg", "zh_CN", (80, 36)))
KEYS = ("a", "a", "r", "a", "space", "space", "a")


async def capture_review(glossary: Glossary, size: tuple[int, int]) -> str:
    """An SVG of the screen after a few decisions."""
    with tempfile.TemporaryDirectory(prefix="shuyu-") as folder:
        app = ReviewApp(Session(glossary, Path(folder) / "decisions.jsonl"))
        async with app.run_test(size=size) as pilot:
            await pilot.press(*KEYS)
            await pilot.pause(1)
            return fit_svg(app.export_screenshot(title="glossary review"))


def main() -> None:
    """Write both drawings."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("glossary", type=Path)
    parser.add_argument("--to", type=Path, default=Path(__file__).resolve().parents[1] / "docs")
    options = parser.parse_args()
    glossary = read_undecided(options.glossary)
    for name, language, size in CAPTURES:
        choose_language(language)
        drawing = asyncio.run(capture_review(glossary, size))
        with write_atomically(options.to / name) as stream:
            stream.write(drawing.encode())


if __name__ == "__main__":
    main()
