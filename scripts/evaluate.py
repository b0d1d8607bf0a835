"""Measure quality on the optional data folder `../shared` and hold it against the pinned floors.

    python scripts/evaluate.py                       measure everything; exit 1 when a figure is past its bound
    python scripts/evaluate.py seed_terms hkma       measure only these
    python scripts/evaluate.py --pin                 move every bound to what is measured now, where that is better
    python scripts/evaluate.py --pin --allow-lower   move every bound, also where that is worse: say why in CHANGELOG.md

The bounds are in `tests/evaluation_floors.toml`, each set with a digest of the data it was measured on.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
FLOORS = ROOT / "tests" / "evaluation_floors.toml"
DECIMALS = 3
HEADING = """\
# What quality must not fall past, set by `python scripts/evaluate.py --pin`; `data` is a digest of what was measured.
"""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of the scorer.

    Attributes:
        scorer: its subcommand.
        gold: files it compares with, relative to the shared folder.
        documents: what the glossary is extracted from; empty where the scorer needs none.
        at_least, at_most: the figures that are bound from below and from above.
    """

    scorer: str
    gold: tuple[str, ...]
    documents: str
    at_least: tuple[str, ...]
    at_most: tuple[str, ...] = ()


RANKING = ("AP", "best_F1", "P@100")
FULL_FORMS = ("accuracy@1", "accuracy@5", "absent_refused")
MEASUREMENTS = {
    "seed_terms": Measurement(
        scorer="terms",
        gold=("gold/seed_terms.tsv", "gold/seed_nonterms.tsv"),
        documents="seeds",
        at_least=("core_recall", "core_in_first_500", "R_precision"),
        at_most=("glossary_terms", "nonterms_in_first_200"),
    ),
    "seed_links": Measurement(
        scorer="links",
        gold=("gold/seed_abbreviations.tsv",),
        documents="seeds",
        at_least=("exact_recall", "member_recall", "precision"),
        at_most=("false_link_rate",),
    ),
    "hkma": Measurement("ranking", ("data/hkma/gold_terms.tsv",), "data/hkma/zh", RANKING),
    "csl": Measurement("ranking", ("data/csl/gold_terms.tsv",), "data/csl/zh", RANKING),
    "cedict": Measurement(
        "full-forms", ("data/abbreviations/cedict.tsv", "data/abbreviations/pool.txt"), "", FULL_FORMS
    ),
    "lancopku": Measurement(
        "full-forms", ("data/abbreviations/lancopku.tsv", "data/abbreviations/pool.txt"), "", FULL_FORMS
    ),
}


def data_digest(measurement: Measurement) -> str:
    """A digest over the names and bytes of everything a measurement looks at."""
    digest = hashlib.sha256()
    for name in filter(None, (*measurement.gold, measurement.documents)):
        path = SHARED / name
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file():
                digest.update(file.relative_to(SHARED).as_posix().encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


@cache
def extracted(documents: str, work: Path) -> Path:
    """The folder with the glossary of a corpus, extracted with no setting changed for it."""
    folder = work / documents.replace("/", "-")
    command = [sys.executable, "-m", "glossary", "extract", str(SHARED / documents), "-o", str(folder), "--to", "json"]
    subprocess.run([*command, "--quiet"], check=True, cwd=ROOT)
    return folder


def measured(measurement: Measurement, work: Path) -> dict[str, float]:
    """What the scorer prints, as numbers by name."""
    command = [sys.executable, str(SHARED / "evaluate" / "evaluate.py"), measurement.scorer]
    command += [str(SHARED / name) for name in measurement.gold]
    if measurement.documents:
        command.append(str(extracted(measurement.documents, work)))
    printed = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True, encoding="utf-8").stdout
    figures = {}
    for line in printed.splitlines():
        name, _, value = line.partition(": ")
        if name in (*measurement.at_least, *measurement.at_most):
            figures[name] = float(value)
    return figures


def pinned(
    measurement: Measurement, figures: dict[str, float], bounds: dict[str, float], *, allow_lower: bool
) -> dict[str, float]:
    """The new bounds: what was measured, or the old bound where that is stricter and lowering is not allowed."""
    result = {}
    scale = 10**DECIMALS
    for name in measurement.at_least:
        floor = math.floor(figures[name] * scale) / scale
        result[name] = floor if allow_lower or name not in bounds else max(floor, bounds[name])
    for name in measurement.at_most:
        ceiling = math.ceil(figures[name] * scale) / scale
        result[name] = ceiling if allow_lower or name not in bounds else min(ceiling, bounds[name])
    return result


def breaches(measurement: Measurement, figures: dict[str, float], bounds: dict[str, float]) -> list[str]:
    """Every figure past its bound, a line each."""
    lines = [
        f"{name} is {figures[name]:.4f}, its floor is {bounds[name]}"
        for name in measurement.at_least
        if figures[name] < bounds[name]
    ]
    lines += [
        f"{name} is {figures[name]:.4f}, its ceiling is {bounds[name]}"
        for name in measurement.at_most
        if figures[name] > bounds[name]
    ]
    return lines


def as_toml(floors: dict[str, dict[str, str | float]]) -> str:
    """The floors as the text of their file."""
    lines = [HEADING]
    for name, bounds in floors.items():
        lines.append(f"[{name}]")
        lines += [f'"{key}" = {value!r}'.replace("'", '"') for key, value in bounds.items()]
        lines.append("")
    return "\n".join(lines)


def evaluate(names: list[str], *, pin: bool, allow_lower: bool) -> int:
    """Measure, print, and compare or pin."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    failed = False
    with tempfile.TemporaryDirectory(prefix="shuyu-") as work:
        for name in names:
            measurement = MEASUREMENTS[name]
            figures = measured(measurement, Path(work))
            print(name, *(f"{key}={value:.4g}" for key, value in figures.items()), sep="  ", flush=True)
            digest, bounds = data_digest(measurement), floors.get(name, {})
            if pin:
                floors[name] = {"data": digest, **pinned(measurement, figures, bounds, allow_lower=allow_lower)}
                continue
            lines = ["no floors yet; set them with --pin"] if not bounds else breaches(measurement, figures, bounds)
            if bounds and bounds["data"] != digest:
                lines = ["the data is not what the floors were measured on; look at it, then use --pin --allow-lower"]
            for line in lines:
                failed = True
                print(f"{name}: {line}", file=sys.stderr)
    if pin:
        FLOORS.write_text(as_toml(floors), encoding="utf-8")
    return 1 if failed else 0


def main() -> int:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--pin", action="store_true", help="move the bounds to what is measured")
    parser.add_argument("--allow-lower", action="store_true", help="with --pin: also where that is worse")
    options = parser.parse_args()
    unknown = set(options.names) - set(MEASUREMENTS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(MEASUREMENTS)}")
    if not SHARED.is_dir():
        parser.error(f"the data folder {SHARED} is missing")
    return evaluate(options.names or list(MEASUREMENTS), pin=options.pin, allow_lower=options.allow_lower)


if __name__ == "__main__":
    sys.exit(main())
