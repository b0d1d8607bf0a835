"""Compare segmenters, and their agreement, by what they do to the glossary and what they cost; needs `../shared`.

    python scripts/compare_segmenters.py                   write the table into docs/segmenters.md
    python scripts/compare_segmenters.py hanlp=FOLDER      the same with a row for HanLP's model, and its agreement

pkuseg is compared with the model that `glossary segmenters install pkuseg` fetches. Quality is what
`../shared/evaluate/evaluate.py` says of the glossary with no other setting changed. Costs are processor seconds of the
main job over the three collections, as a ratio to the default, and megabytes of text a processor second that are cut.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from compare_scores import CORPORA, SHARED, scorer

from glossary.formats import write_glossary
from glossary.pipeline import extract
from glossary.settings import Settings
from glossary.text.segmenters import DEFAULT, prepare_segmenter, segment

PAGE = Path(__file__).resolve().parent.parent / "docs" / "segmenters.md"
TABLE = re.compile(r"(?<=<!-- compared -->\n).*?(?=<!-- end -->)", re.DOTALL)
SEGMENTERS = ("jieba", "rjieba", "pkuseg")
HEAD = """\
| `--segmenter` | HKMA AP | best F1 | P@100 | CSL AP | best F1 | P@100 \
| seeds core recall | in first 500 | R-precision | cost | cuts, MB/s |
|---|---|---|---|---|---|---|---|---|---|---|---|
"""
# Characters that the speed of cutting is measured on.
SAMPLE = 60_000


def quality(names: Sequence[str], evaluate: ModuleType) -> tuple[list[str], float]:
    """The figures of the glossaries made with these segmenters, and the processor seconds that they took."""
    found: list[float] = []
    seconds = 0.0
    for name, folder in CORPORA.items():
        start = time.process_time()
        made = extract([folder], Settings(segmenters=tuple(names)))
        seconds += time.process_time() - start
        with tempfile.TemporaryDirectory() as work:
            path = Path(work) / "glossary.json"
            write_glossary(made, path, "json")
            if name == "seeds":
                gold = SHARED / "gold"
                asked = Namespace(
                    terms=gold / "seed_terms.tsv", nonterms=gold / "seed_nonterms.tsv", glossary=str(path)
                )
                figures = evaluate.terms(asked)
                found += [figures[key] for key in ("core_recall", "core_in_first_500", "R_precision")]
            else:
                gold = SHARED / "data" / name / "gold_terms.tsv"
                figures = evaluate.ranking(Namespace(gold=gold, glossary=str(path), min_frequency=3))
                found += [figures[key] for key in ("AP", "best_F1", "P@100")]
    return [f"{figure:.3f}".lstrip("0") for figure in found], seconds


def speed(name: str) -> float:
    """Megabytes of UTF-8 a processor second, once everything is loaded."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CORPORA["csl"].glob("*.txt")))[:SAMPLE]
    segment(text[: SAMPLE // 10], name)
    start = time.process_time()
    segment(text, name)
    return len(text.encode()) / 1e6 / (time.process_time() - start)


def main() -> int:
    """Measure, print each row, and put the table into the page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("further", nargs="*", metavar="NAME=MODEL", help="further segmenters")
    single = (*SEGMENTERS, *parser.parse_args().further)
    compared = [(DEFAULT,), *((name,) for name in single), *((DEFAULT, name) for name in single), (DEFAULT, *single)]
    for name in single:
        prepare_segmenter(name)
    evaluate = scorer()
    quality((DEFAULT,), evaluate)  # what is loaded once is no part of any cost
    usual = 0.0
    rows = [HEAD]
    for names in compared:
        cells, seconds = quality(names, evaluate)
        usual = usual or seconds
        pace = f"{speed(names[0]):.2f}" if len(names) == 1 else ""
        label = ",".join(name.partition("=")[0] for name in names)
        rows.append(f"| {label} | {' | '.join(cells)} | {seconds / usual:.1f} | {pace} |\n")
        print(rows[-1], end="", flush=True)
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLE.sub(lambda _found: "".join(rows), page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
