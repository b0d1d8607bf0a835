"""Compare the counting kernel with other ways to count, side by side in one run: ratios, never absolute promises.

    python scripts/benchmark.py                       10 MB and 100 MB, about five minutes
    python scripts/benchmark.py --short               10 MB alone
    python scripts/benchmark.py --corpus FOLDER       where 10MB.txt.xz and 100MB.txt.xz are (one document a line)

The task: every string of up to 8 characters that occurs at least 5 times, with frequency, document frequency, neighbour
counts and entropies, and minimum PMI. The suffix array is only the first step to it, and so are the bare
frequencies; polars does it without PMI. Contenders take turns and the best turn counts, but for `Counter`, which
runs once; times are CPU seconds, for threads wall seconds. pydivsufsort is optional.
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
from pathlib import Path

import numpy as np
import polars as pl

from glossary.extraction.counting import refinement
from glossary.extraction.counting.boundaries import dictionary_boundaries, load_dictionary

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


def cpu_seconds(function: Callable[[], object]) -> float:
    """CPU seconds of this process for one call."""
    gc.collect()
    start = time.process_time()
    function()
    return time.process_time() - start


def wall_seconds(function: Callable[[], object]) -> float:
    """Wall seconds of one call."""
    gc.collect()
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def take_turns(
    contenders: dict[str, Callable[[], object]],
    turns: int,
    clock: Callable[[Callable[[], object]], float] = cpu_seconds,
) -> dict[str, float]:
    """The best time of each contender."""
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(turns):
        for name, function in contenders.items():
            best[name] = min(best[name], clock(function))
    return best


def count_characters_with_wc(path: Path) -> float:
    """CPU seconds of `wc -m`, in a locale that decodes UTF-8."""
    before = os.times()
    subprocess.run(["wc", "-m", path], check=True, capture_output=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def bytes_per_character(texts: list[str], threads: int) -> float:
    """Peak resident memory over what was resident before the call, for each counted character."""
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
    count_compiled(texts, threads)
    done.set()
    watcher.join()
    return (peak - base) / sum(len(text) - text.count("\x00") for text in texts)


def read_corpus(path: Path, folder: Path) -> tuple[Path, list[str], float]:
    """Decompress a corpus; give its file, its texts with barriers, and its size in MB."""
    target = folder / path.stem
    with lzma.open(path) as packed:
        target.write_bytes(packed.read())
    text = target.read_text(encoding="utf-8")
    return target, NO_TERM_CHARACTER.sub("\x00", text).split("\n"), target.stat().st_size / 1e6


def report(rows: list[tuple[str, str, str]]) -> None:
    """Print a Markdown table."""
    print("| | measured | target |\n|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def measure_small(path: Path, texts: list[str], size: float) -> list[tuple[str, str, str]]:
    """Ratios on the smaller corpus."""
    tenth = texts[: len(texts) // 10]
    share = sum(map(len, tenth)) / sum(map(len, texts))
    dictionary = load_dictionary()
    best = take_turns(
        {
            "kernel": lambda: count_compiled(texts),
            "polars": lambda: count_with_polars(texts),
            "boundaries": lambda: dictionary_boundaries(texts, dictionary),
        },
        turns=3,
    )
    bare = cpu_seconds(lambda: count_with_counter(texts))
    whole = cpu_seconds(lambda: count_all_with_counters(tenth)) / share
    wc = min(count_characters_with_wc(path) for _ in range(3))
    name = path.stem
    return [
        (f"kernel, {name}", f"{size / best['kernel']:.1f} MB/s", ""),
        (f"Counter / kernel, {name}, the task on a tenth", f"{whole / best['kernel']:.0f}x", "≥ 100x"),
        (f"Counter / kernel, {name}, bare frequencies", f"{bare / best['kernel']:.0f}x", "≥ 100x"),
        (f"polars by length / kernel, {name}", f"{best['polars'] / best['kernel']:.1f}x", "≥ 10x"),
        (f"kernel / wc -m, {name}", f"{best['kernel'] / wc:.1f}x", "≤ 2x"),
        (f"dictionary boundaries, {name}", f"{size / best['boundaries']:.1f} MB/s", ""),
    ]


def measure_large(
    path: Path, texts: list[str], size: float, small: tuple[list[str], float]
) -> list[tuple[str, str, str]]:
    """Ratios on the larger corpus, and scaling from the smaller one."""
    contenders = {"kernel": lambda: count_compiled(texts), "small": lambda: count_compiled(small[0])}
    try:
        import pydivsufsort  # noqa: F401
    except ModuleNotFoundError:
        print("pydivsufsort is not installed: no suffix array", file=sys.stderr)
    else:
        contenders["suffix array"] = lambda: build_suffix_array(texts)
    memory = max(bytes_per_character(texts, 1) for _ in range(2))
    best = take_turns(contenders, turns=3)
    walls = take_turns(
        {"one": lambda: count_compiled(texts), "two": lambda: count_compiled(texts, 2)}, turns=4, clock=wall_seconds
    )
    wc = min(count_characters_with_wc(path) for _ in range(3))
    name = path.stem
    rows = [
        (f"kernel, {name}", f"{size / best['kernel']:.1f} MB/s", ""),
        ("cost per MB, 100 MB / 10 MB", f"{best['kernel'] / size / (best['small'] / small[1]):.2f}x", "≤ 1.4x"),
        (f"peak memory, {name}", f"{memory:.1f} bytes a character", "≤ 21"),
        (f"two threads, {name}, wall", f"{walls['one'] / walls['two']:.2f}x", "≥ 1.6x"),
        (f"kernel / wc -m, {name}", f"{best['kernel'] / wc:.1f}x", "≤ 2x"),
    ]
    if "suffix array" in best:
        rows.append((f"kernel / bare suffix array, {name}", f"{best['kernel'] / best['suffix array']:.2f}x", "≤ 0.5x"))
    return rows


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "data" / "corpus")
    parser.add_argument("--short", action="store_true", help="10 MB alone")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path, texts, size = read_corpus(arguments.corpus / "10MB.txt.xz", Path(folder))
        count_compiled(texts[:50])
        rows = measure_small(path, texts, size)
        if not arguments.short:
            large = read_corpus(arguments.corpus / "100MB.txt.xz", Path(folder))
            rows += measure_large(*large, (texts, size))
    report(rows)
    print(f"\nCPUs {os.cpu_count()}, load average {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
