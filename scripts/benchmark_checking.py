"""Measure the checks: a draft of 1 MB against a glossary of 20,000 entries, beside extracting the same draft.

    python scripts/benchmark_checking.py                    about three minutes
    python scripts/benchmark_checking.py --corpus FILE      a text, one document a line (.xz or plain)

Reading and analysing count on both sides. Targets: at most twice the time of extraction, and
the cost per MB and per entry flat. Times are CPU seconds, the best of the turns.
"""

from __future__ import annotations

import argparse
import gc
import lzma
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from glossary import pipeline
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus
from glossary.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
ENTRIES = 20_000
# Drafts and glossaries of these parts of the whole, to see whether twice as much takes twice as long.
SHARES = (4, 2, 1)


def cpu_seconds(function: Callable[[], object], turns: int) -> float:
    """CPU seconds of the best turn."""
    best = float("inf")
    for _turn in range(turns):
        gc.collect()
        start = time.process_time()
        function()
        best = min(best, time.process_time() - start)
    return best


def read_text(path: Path, size: int) -> str:
    """The first `size` bytes of a corpus, as text."""
    with lzma.open(path) if path.suffix == ".xz" else path.open("rb") as stream:
        return stream.read(size).decode("utf-8", "ignore")


def glossary_of(text: str, count: int) -> Glossary:
    """A glossary of terms that stand in the text and of as many that do not; every second one has an unwanted form."""
    entries = []
    pieces = [text[start : start + 3 + start % 4] for start in range(0, len(text) - 10, max(1, len(text) // count))]
    for number in range(count):
        piece = "".join(pieces[number % len(pieces)].split()) or "术语"
        name = piece if number % 2 else piece[::-1] + str(number)
        terms = [Term(name, usage_status=UsageStatus.PREFERRED), Term(f"term {number}", "en")]
        if number % 2 == 0:
            terms.append(Term(f"旧{name}", usage_status=UsageStatus.DEPRECATED))
        entries.append(ConceptEntry(f"t{number}", tuple(terms)))
    return Glossary(entries=tuple(entries))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "data" / "corpus" / "10MB.txt.xz")
    parser.add_argument("--turns", type=int, default=2)
    arguments = parser.parse_args()
    settings = Settings()
    whole = read_text(arguments.corpus, 1_000_000)
    with tempfile.TemporaryDirectory() as name:
        drafts = {}
        for share in SHARES:
            drafts[share] = Path(name) / f"draft{share}.txt"
            drafts[share].write_text(whole[: len(whole) // share], encoding="utf-8")
        glossaries = {share: glossary_of(whole, ENTRIES // share) for share in SHARES}
        pipeline.check([drafts[4]], glossaries[4], settings)
        extraction = cpu_seconds(lambda: pipeline.extract([drafts[1]], settings), arguments.turns)

        def checking(draft: int, glossary: int) -> float:
            return cpu_seconds(lambda: pipeline.check([drafts[draft]], glossaries[glossary], settings), arguments.turns)

        by_size = {share: checking(share, 1) for share in SHARES}
        by_entries = {share: checking(1, share) for share in SHARES[:-1]}
    full = by_size[1]
    print("| | measured | target |\n|---|---|---|")
    print(f"| extracting 1 MB | {extraction:.1f} s | |")
    print(f"| checking / extracting | {full / extraction:.2f}x | ≤ 2x |")
    for share, seconds in by_size.items():
        print(f"| checking {1 / share:g} MB against {ENTRIES:,} entries | {seconds:.1f} s | |")
    print(f"| cost per MB, 1 MB / a quarter | {full / by_size[4] / 4:.2f}x | ≤ 1.4x |")
    for share, seconds in by_entries.items():
        print(f"| checking 1 MB against {ENTRIES // share:,} entries | {seconds:.1f} s | |")
    print(f"| time, {ENTRIES:,} entries / a quarter of them | {full / by_entries[4]:.2f}x | ≤ 4x |")
    print(f"\nCPUs {os.cpu_count()}, load average {os.getloadavg()[0]:.1f}", file=sys.stderr)


if __name__ == "__main__":
    main()
