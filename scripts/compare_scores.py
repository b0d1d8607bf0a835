"""Compare ways to make one score of the measures, and what each measure is worth, on the optional folder `../shared`.

    python scripts/compare_scores.py > docs/scores.md

All forms see the same candidates with the same measures and one setting for all three kinds of text. The figures are
those of `../shared/evaluate/evaluate.py`.
"""

from __future__ import annotations

import importlib.util
import json
import sys
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import numpy as np
import polars as pl
from numpy.typing import NDArray

from glossary.pipeline import run
from glossary.ranking.measures import MEASURES
from glossary.ranking.selection import HEAPS_EXPONENT, HEAPS_FACTOR
from glossary.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
# What we marked as terms among the first 330 candidates of our own documents; all other candidates count as none.
SAMPLE, SAMPLE_TERMS = ROOT / "glossary" / "sample" / "documents", ROOT / "tests" / "cases" / "sample_terms.tsv"
CORPORA = {"hkma": SHARED / "data" / "hkma" / "zh", "csl": SHARED / "data" / "csl" / "zh", "seeds": SHARED / "seeds"}
WEIGHTS = {entry.name: entry.weight for entry in MEASURES}
# The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, "Reciprocal rank fusion outperforms
# Condorcet and individual rank learning methods").
RRF = 60

Score = Callable[[pl.DataFrame], NDArray[np.float64]]


def column(table: pl.DataFrame, name: str) -> NDArray[np.float64]:
    """A measure's values."""
    return np.asarray(table[f"m_{name}"].to_numpy(), dtype=np.float64)


def weighted_sum(table: pl.DataFrame, without: str = "") -> NDArray[np.float64]:
    """The form in use: weight times value, added up."""
    total = np.zeros(table.height)
    for name, weight in WEIGHTS.items():
        if name not in ("base", without):
            total += weight * column(table, name)
    return total


def c_value(table: pl.DataFrame) -> NDArray[np.float64]:
    """C-value (Frantzi, Ananiadou and Mima 2000) over characters."""
    containers = table["containers"].to_numpy()
    nested = np.where(containers > 0, table["nested_frequency"].to_numpy() / np.maximum(containers, 1), 0.0)
    values = np.log2(table["length"].to_numpy()) * (table["frequency"].to_numpy() - nested)
    return np.asarray(values, dtype=np.float64)


def product(table: pl.DataFrame) -> NDArray[np.float64]:
    """Frequency, freedom on both sides, cohesion and rarity multiplied, each shifted to be positive."""
    values = (
        np.log2(1 + table["frequency"].to_numpy())
        * (1 + column(table, "branching_entropy"))
        * (1 + column(table, "cohesion"))
        * column(table, "rarity")
    )
    return np.asarray(values, dtype=np.float64)


def fusion(table: pl.DataFrame) -> NDArray[np.float64]:
    """Reciprocal rank fusion of the same measures."""
    lists = [
        table["frequency"].to_numpy().astype(np.float64),
        column(table, "branching_entropy"),
        column(table, "accessor_variety"),
        column(table, "cohesion"),
        column(table, "rarity"),
        column(table, "free"),
        c_value(table),
    ]
    total = np.zeros(table.height)
    for values in lists:
        ranks = np.empty(table.height)
        ranks[np.argsort(-values, kind="stable")] = np.arange(table.height)
        total += 1 / (RRF + ranks)
    return total


def measures_of(table: pl.DataFrame) -> NDArray[np.float64]:
    """All measures, a column each; the first one is the constant."""
    return np.column_stack([column(table, name) for name in WEIGHTS])


def small_model() -> Score:
    """Logistic regression on the same measures, learned from the documents that we wrote and 220 terms in them.

    By Newton's method, with a penalty of 1 on the squared weights; measures that do not vary there get no weight.
    """
    table = run([SAMPLE], Settings()).candidates
    terms = set(SAMPLE_TERMS.read_text(encoding="utf-8").splitlines()[1:])
    known = table["text"].is_in(list(terms)).to_numpy().astype(np.float64)
    values = measures_of(table)
    weights = np.zeros(values.shape[1])
    for _step in range(30):
        likely = 1 / (1 + np.exp(-values @ weights))
        slope = values.T @ (known - likely) - weights
        curvature = (values * (likely * (1 - likely))[:, None]).T @ values + np.eye(len(weights))
        weights += np.linalg.solve(curvature, slope)
    return lambda other: np.asarray(measures_of(other) @ weights, dtype=np.float64)


FORMS: dict[str, Score] = {
    "frequency": lambda table: table["frequency"].to_numpy().astype(np.float64),
    "C-value": c_value,
    "C-value × rarity": lambda table: c_value(table) * column(table, "rarity"),
    "product of four measures": product,
    "reciprocal rank fusion of seven": fusion,
    "unweighted sum of all measures": lambda table: sum(
        (np.sign(weight) * column(table, name) for name, weight in WEIGHTS.items() if name != "base"),
        start=np.zeros(table.height),
    ),
    "weighted sum (in use)": weighted_sum,
}
LEARNED = "logistic regression learned from our own six documents"


def scorer() -> ModuleType:
    """The evaluation script as a module."""
    spec = importlib.util.spec_from_file_location("evaluate", SHARED / "evaluate" / "evaluate.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {SHARED}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def figures(tables: dict[str, pl.DataFrame], sizes: dict[str, int], score: Score, evaluate: ModuleType) -> list[str]:
    """One row of a table: what the scorer says of the first terms by that score."""
    cells = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.json"
        for name, table in tables.items():
            order = np.argsort(-score(table), kind="stable")[: sizes[name]]
            entries = [{"terms": [{"text": text, "language": "zh-CN"}]} for text in table["text"].gather(order)]
            path.write_text(json.dumps({"language": "zh-CN", "entries": entries}), encoding="utf-8")
            if name == "seeds":
                gold = SHARED / "gold"
                options = Namespace(
                    terms=gold / "seed_terms.tsv", nonterms=gold / "seed_nonterms.tsv", glossary=str(path)
                )
                found = evaluate.terms(options)
                cells += [found["core_recall"], found["core_in_first_500"], found["R_precision"]]
            else:
                gold = SHARED / "data" / name / "gold_terms.tsv"
                found = evaluate.ranking(Namespace(gold=gold, glossary=str(path), min_frequency=3))
                cells += [found["AP"], found["best_F1"], found.get("P@100", 0.0)]
    return [f"{cell:.3f}".lstrip("0") for cell in cells]


def main() -> int:
    """Print the two tables as Markdown."""
    evaluate = scorer()
    tables, sizes = {}, {}
    for name, folder in CORPORA.items():
        extraction = run([folder], Settings())
        tables[name] = extraction.candidates
        characters = sum(len(path.read_text(encoding="utf-8")) for path in folder.glob("*.txt"))
        sizes[name] = round(HEAPS_FACTOR * characters**HEAPS_EXPONENT)
    head = (
        "| | HKMA AP | best F1 | P@100 | CSL AP | best F1 | P@100 | seeds core recall | in first 500 | R-precision |\n"
        "|---|---|---|---|---|---|---|---|---|---|"
    )
    print("# Ways to score, compared\n\n[中文](zh/scores.md)\n")
    print("Made by `scripts/compare_scores.py`; the data is development data, and one setting serves all of it.\n")
    print("## Forms\n\nThe same candidates, the same measures, other ways to make one number of them.\n")
    print(head)
    for label, score in (FORMS | {LEARNED: small_model()}).items():
        print(f"| {label} | {' | '.join(figures(tables, sizes, score, evaluate))} |", flush=True)
    print("\n## Measures\n\nThe weighted sum without one of them: what falls is what that measure is worth.\n")
    print(head)
    for name in WEIGHTS:
        if name != "base":
            row = figures(tables, sizes, lambda table, name=name: weighted_sum(table, name), evaluate)  # type: ignore[misc]
            print(f"| without {name} | {' | '.join(row)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
