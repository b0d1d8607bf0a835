"""Compare the counting kernel with other ways to count, side by side in one run: ratios, never absolute promises.

    python scripts/benchmark.py                       1, 10 and 100 MB, about ten minutes on two quiet processors
    python scripts/benchmark.py --short               1 and 10 MB
    python scripts/benchmark.py --write docs          and put the table and a plot into docs/performance.md and .svg
    python scripts/benchmark.py --corpus FOLDER       where 10MB.txt.xz and 100MB.txt.xz are (one document a line)

The task: every string of up to 8 characters that occurs at least 5 times, with frequency, document frequency, neighbour
counts and entropies, and minimum PMI. The suffix array is only the first step to it, and so are the bare
frequencies; polars does it without PMI. Contenders take turns on each corpus and the best turn counts. Times are CPU
seconds; for threads, and for `glossary extract` from start to end, wall seconds. pydivsufsort is optional.
"""

from __future__ import annotations

import argparse
import gc
import lzma
import math
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from glossary.extraction.counting import refinement

ROOT = Path(__file__).resolve().parent.parent
MINIMUM_FREQUENCY, MAXIMUM_LENGTH = 5, 8
NO_TERM_CHARACTER = re.compile("[^\u3007\u3400-\u4dbf\u4e00-\u9fff0-9A-Za-z\n]")


def count_compiled(texts: list[str], threads: int = 1) -> int:
    """The kernel: text to rows."""
    coded = refinement.code_large(texts, MAXIMUM_LENGTH)
    return len(refinement.count_large(coded, MINIMUM_FREQUENCY, MAXIMUM_LENGTH, threads))


def strings_of(texts: list[str]) -> Iterator[tuple[int, str, str, str]]:
    """Document, character before, string and character after, for every occurrence."""
    for document, text in enumerate(texts):
        for part in re.split("[\n\x00]", text):
            padded = f"\x00{part}\x00"
            for length in range(1, MAXIMUM_LENGTH + 1):
                for start in range(1, len(part) - length + 2):
                    yield document, padded[start - 1], padded[start : start + length], padded[start + length]


def count_with_counter(texts: list[str]) -> int:
    """Frequencies alone."""
    counter: Counter[str] = Counter()
    for text in texts:
        for part in re.split("[\n\x00]", text):
            for length in range(1, MAXIMUM_LENGTH + 1):
                counter.update(part[start : start + length] for start in range(len(part) - length + 1))
    return sum(count >= MINIMUM_FREQUENCY for count in counter.values())


def count_all_with_counters(texts: list[str]) -> int:
    """Frequencies, document frequencies and neighbours of the frequent strings, with their entropies; without PMI."""
    counter = Counter(string for _, _, string, _ in strings_of(texts))
    kept = {string for string, count in counter.items() if count >= MINIMUM_FREQUENCY}
    documents, lefts, rights = (defaultdict(Counter) for _ in range(3))
    for document, left, string, right in strings_of(texts):
        if string in kept:
            documents[string][document] += 1
            lefts[string][left] += 1
            rights[string][right] += 1
    for side in (lefts, rights):
        for string, tally in side.items():
            sum(count * math.log2(count) for count in tally.values()) / counter[string]
    return len(kept)


def count_with_polars(texts: list[str]) -> int:
    """Length by length: a string is a pair of two strings one shorter, so ids are joined, never texts. Without PMI."""
    points = np.frombuffer("\n".join(texts).encode("utf-32-le"), dtype="<u4")
    letter = np.where(points == ord("\n"), 0, points).astype(np.uint32)
    place = np.flatnonzero(letter)
    ids = np.zeros(letter.size + MAXIMUM_LENGTH + 1, dtype=np.uint32)
    ids[: letter.size] = letter
    padded = np.concatenate([np.zeros(1, np.uint32), letter, np.zeros(MAXIMUM_LENGTH + 1, np.uint32)])
    document = np.cumsum(points == ord("\n"), dtype=np.uint32)
    rows = 0
    for length in range(1, MAXIMUM_LENGTH + 1):
        following = place + (length > 1)
        place = place[(ids[place] > 0) & (ids[following] > 0)]
        level = pl.DataFrame(
            {
                "head": ids[place],
                "tail": ids[place + (length > 1)],
                "place": place,
                "document": document[place],
                "left": padded[place],
                "right": padded[place + 1 + length],
            }
        )
        pair = ["head", "tail"]
        kept = (
            level.lazy()
            .group_by(pair)
            .agg(pl.len(), pl.col("document").n_unique())
            .filter(pl.col("len") >= MINIMUM_FREQUENCY)
            .with_row_index("id", offset=1)
            .collect()
        )
        if kept.is_empty():
            break
        level = level.join(kept.select(*pair, "id"), on=pair)
        for side in ("left", "right"):
            tally = level.group_by("id", side).agg(pl.len())
            tally.group_by("id").agg(pl.len().alias("neighbours"), pl.col("len").entropy(base=2))
        rows += kept.height
        ids[:] = 0
        place = np.sort(level["place"].to_numpy())
        ids[level["place"].to_numpy()] = level["id"].to_numpy()
    return rows


def build_suffix_array(texts: list[str]) -> int:
    """The bare suffix array: no common prefixes, no counts."""
    import pydivsufsort

    units = np.frombuffer("\n".join(texts).encode("utf-16-le"), dtype=np.uint16)
    return int(pydivsufsort.divsufsort(units.copy()).size)


def timed(function: Callable[[], object]) -> tuple[float, float]:
    """CPU seconds of this process, and wall seconds, for one call."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    function()
    return time.process_time() - cpu, time.perf_counter() - wall


def peak_bytes(function: Callable[[], object]) -> int:
    """Peak resident memory over what was resident before the call."""
    page = os.sysconf("SC_PAGE_SIZE")

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * page

    gc.collect()
    base = resident()
    peak = base
    done = threading.Event()

    def watch() -> None:
        nonlocal peak
        while not done.wait(0.002):
            peak = max(peak, resident())

    watcher = threading.Thread(target=watch)
    watcher.start()
    function()
    done.set()
    watcher.join()
    return peak - base


@dataclass(frozen=True)
class Corpus:
    """A corpus: its file, its texts with barriers, and its size."""

    path: Path
    texts: list[str]
    megabytes: float
    characters: int


@dataclass
class Measured:
    """The best turn of a contender on a corpus, and the most memory of any, as bytes a character."""

    cpu: float = float("inf")
    wall: float = float("inf")
    memory: float = 0.0


KERNEL, THREADS, EXTRACT = "kernel", "kernel, two threads", "glossary extract, start to end"
COUNTER, BARE = "Counter, the task", "Counter, bare frequencies"
POLARS, SUFFIXES = "polars, length by length", "bare suffix array"
WALL = (THREADS, EXTRACT)
# Contenders, the largest corpus in MB that each is asked to count, and the function. Larger ones would take minutes.
CONTENDERS: tuple[tuple[str, int, Callable[[list[str]], object]], ...] = (
    (COUNTER, 1, count_all_with_counters),
    (BARE, 10, count_with_counter),
    (POLARS, 10, count_with_polars),
    (SUFFIXES, 100, build_suffix_array),
    (KERNEL, 100, count_compiled),
    (THREADS, 100, lambda texts: count_compiled(texts, 2)),
)


def measure(corpus: Corpus, turns: int) -> dict[str, Measured]:
    """Let all contenders count a corpus in turns, slow ones once; the first turn measures memory, the others time."""
    megabytes = round(corpus.megabytes)
    chosen = {name: function for name, largest, function in CONTENDERS if megabytes <= largest and is_there(name)}
    results = {name: Measured() for name in chosen}
    for turn in range(turns + 1):
        for name, function in chosen.items():
            result = results[name]
            if turn == 0:
                result.memory = peak_bytes(partial(function, corpus.texts)) / corpus.characters
            elif turn == 1 or name not in (COUNTER, BARE):
                cpu, wall = timed(partial(function, corpus.texts))
                result.cpu, result.wall = min(result.cpu, cpu), min(result.wall, wall)
    results[EXTRACT] = Measured()
    for _turn in range(min(turns, 2)):
        extract(corpus, results[EXTRACT])
    return results


def is_there(name: str) -> bool:
    """Is what the contender needs installed?"""
    return name != SUFFIXES or find_spec("pydivsufsort") is not None


def extract(corpus: Corpus, result: Measured) -> None:
    """Run `glossary extract` on a corpus in a process of its own; the memory is the whole process's."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "glossary", "extract", str(corpus.path), "--document-unit", "line", "--quiet"]
        start = time.perf_counter()
        process = subprocess.Popen([*command, "-o", folder])
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"glossary extract failed with status {process.returncode}")
    result.wall, result.cpu = min(result.wall, wall), min(result.cpu, usage.ru_utime + usage.ru_stime)
    result.memory = max(result.memory, usage.ru_maxrss * 1024 / corpus.characters)


def count_characters_with_wc(path: Path) -> float:
    """CPU seconds of `wc -m`, in a locale that decodes UTF-8."""
    before = os.times()
    subprocess.run(["wc", "-m", path], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def read_corpora(source: Path, folder: Path, *, short: bool) -> list[Corpus]:
    """Decompress the corpora; the smallest is the first tenth of the next."""
    second = unpack(source / "10MB.txt.xz", folder)
    lines = second.read_text(encoding="utf-8").split("\n")
    first = folder / "1MB.txt"
    first.write_text("\n".join(lines[: len(lines) // 10]), encoding="utf-8")
    return [corpus_of(path) for path in (first, second, *(() if short else (unpack(source / "100MB.txt.xz", folder),)))]


def unpack(path: Path, folder: Path) -> Path:
    """Decompress a file."""
    target = folder / path.stem
    with lzma.open(path) as packed:
        target.write_bytes(packed.read())
    return target


def corpus_of(path: Path) -> Corpus:
    """A corpus with barriers in the place of what stands in no term."""
    texts = NO_TERM_CHARACTER.sub("\x00", path.read_text(encoding="utf-8")).split("\n")
    characters = sum(len(text) - text.count("\x00") for text in texts)
    return Corpus(path, texts, path.stat().st_size / 1e6, characters)


def table(corpora: list[Corpus], results: list[dict[str, Measured]]) -> Iterator[str]:
    """Speed and memory of every contender on every corpus, as lines of Markdown."""
    yield "| | " + " | ".join(f"{corpus.megabytes:.0f} MB" for corpus in corpora) + " |"
    yield "|---|" + "---|" * len(corpora)
    for name in [*(name for name, _, _ in CONTENDERS), EXTRACT]:
        cells = []
        for corpus, measured in zip(corpora, results, strict=True):
            result = measured.get(name)
            cells.append(
                f"{speed(corpus, name, result):.3g} MB/s, {result.memory:.0f} bytes a character" if result else ""
            )
        yield f"| {name} | " + " | ".join(cells) + " |"


def speed(corpus: Corpus, name: str, result: Measured) -> float:
    """MB a second."""
    return corpus.megabytes / (result.wall if name in WALL else result.cpu)


def ratios(corpora: list[Corpus], results: list[dict[str, Measured]]) -> Iterator[str]:
    """What is promised as ratios, as lines of Markdown."""
    small, middle, large = results[0], results[1], results[-1]
    first, second, last = corpora[0], corpora[1], corpora[-1]
    growth = (large[KERNEL].cpu / last.megabytes) / (middle[KERNEL].cpu / second.megabytes)
    wc = min(count_characters_with_wc(last.path) for _ in range(3))
    task = (small[COUNTER].cpu / first.megabytes) / (middle[KERNEL].cpu / second.megabytes)
    rows = [
        ("Counter, the task, to kernel on 10 MB; cost per MB", f"{task:.0f}x", "≥ 100x"),
        ("Counter, bare frequencies, to kernel, 10 MB", f"{middle[BARE].cpu / middle[KERNEL].cpu:.0f}x", "≥ 100x"),
        ("polars to kernel, 10 MB", f"{middle[POLARS].cpu / middle[KERNEL].cpu:.0f}x", "≥ 10x"),
        ("kernel, cost per MB to that on 10 MB", f"{growth:.2f}x", "≤ 1.4x"),
        ("kernel, memory", f"{large[KERNEL].memory:.1f} bytes a character", "≤ 21"),
        ("kernel, one thread to two, wall", f"{large[KERNEL].wall / large[THREADS].wall:.2f}x", "≥ 1.6x"),
        ("kernel to `wc -m`", f"{large[KERNEL].cpu / wc:.1f}x", "≤ 2x"),
        ("extract, start to end, wall", f"{speed(last, EXTRACT, large[EXTRACT]):.1f} MB/s", "≥ 5 MB/s"),
        ("extract, the same by processor time", f"{last.megabytes / large[EXTRACT].cpu:.1f} MB/s", ""),
        ("extract, memory of the process", f"{large[EXTRACT].memory:.0f} bytes a character", "≤ 60"),
    ]
    if SUFFIXES in large:
        share = large[KERNEL].cpu / large[SUFFIXES].cpu
        rows.insert(3, ("kernel to bare suffix array", f"{share:.2f}x", "≤ 0.5x"))
    yield f"| on {last.megabytes:.0f} MB, where no size is given | measured | target |"
    yield "|---|---|---|"
    yield from (f"| {' | '.join(row)} |" for row in rows)


def plot(corpora: list[Corpus], results: list[dict[str, Measured]]) -> str:
    """A bar for every contender and corpus, on a logarithmic scale from 0.1 to 100 MB/s, as SVG."""
    names = [*(name for name, _, _ in CONTENDERS if name in results[0]), EXTRACT]
    left, width, thick, colours = 220, 420, 12, ("#9ecae1", "#4292c6", "#08519c")
    row = thick * len(corpora) + 10
    height = row * len(names) + 60
    style = "font:12px sans-serif"
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + 60}" height="{height}" style="{style}">']
    for power in range(-1, 3):
        x = left + width * (power + 1) / 3
        lines.append(f'<path d="M{x:.0f} 20V{height - 36}" stroke="#ccc"/>')
        lines.append(f'<text x="{x:.0f}" y="14" text-anchor="middle">{10**power:g} MB/s</text>')
    for number, name in enumerate(names):
        top = 26 + number * row
        lines.append(f'<text x="{left - 8}" y="{top + row / 2:.0f}" text-anchor="end">{name}</text>')
        for place, (corpus, measured) in enumerate(zip(corpora, results, strict=True)):
            if name in measured:
                value = speed(corpus, name, measured[name])
                length = max(1.0, width * (math.log10(value) + 1) / 3)
                y = top + place * thick
                lines.append(
                    f'<rect x="{left}" y="{y}" width="{length:.0f}" height="{thick - 2}" fill="{colours[place]}"/>'
                )
                lines.append(f'<text x="{left + length + 4:.0f}" y="{y + thick - 2}">{value:.2g}</text>')
    for place, corpus in enumerate(corpora):
        x = left + 100 * place
        lines.append(f'<rect x="{x}" y="{height - 24}" width="12" height="12" fill="{colours[place]}"/>')
        lines.append(f'<text x="{x + 18}" y="{height - 14}">{corpus.megabytes:.0f} MB</text>')
    return "\n".join([*lines, "</svg>", ""])


def write(folder: Path, measured: str, drawing: str) -> None:
    """Put the tables between the marks of `performance.md`, and the plot beside it."""
    page = folder / "performance.md"
    before, mark, rest = page.read_text(encoding="utf-8").partition("<!-- measured -->\n")
    _old, end, after = rest.partition("<!-- end -->\n")
    page.write_text(f"{before}{mark}{measured}{end}{after}", encoding="utf-8")
    (folder / "performance.svg").write_text(drawing, encoding="utf-8")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "data" / "corpus")
    parser.add_argument("--short", action="store_true", help="1 and 10 MB")
    parser.add_argument("--turns", type=int, default=3, help="how often each contender counts each corpus")
    parser.add_argument("--write", type=Path, help="the folder of performance.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        corpora = read_corpora(arguments.corpus, Path(folder), short=arguments.short)
        count_compiled(corpora[0].texts[:50])
        count_compiled(corpora[0].texts[:50], 2)
        results = [measure(corpus, arguments.turns) for corpus in corpora]
        load = f"{os.cpu_count()} processors, load average {os.getloadavg()[0]:.1f} at the end of the run."
        measured = "\n".join(["", *table(corpora, results), "", *ratios(corpora, results), "", load, ""])
    print(measured)
    if arguments.write:
        write(arguments.write, measured + "\n", plot(corpora, results))


if __name__ == "__main__":
    main()
