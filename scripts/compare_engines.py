"""Count one corpus with each engine and compare: python scripts/compare_engines.py CORPUS.txt WORK.

The corpus has a document a line. For each engine: the digest of its sorted rows, which must be the same, the rows, CPU
seconds with those of all processes it started, and the largest resident memory. Every engine runs in a process of its
own. Storing the corpus is a line of its own: the engines share it.

With --additions 10 the corpus is cut into ten files, which are stored and counted in shards one after the other and,
in another folder, all at once: with the same digest in the end. Each time storing and counting share a process, and the
CPU seconds of counting include those of storing.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import polars as pl

ENGINES = ("local", "shards", "spark")


def main() -> None:
    """Run the engines one by one, or the one that was asked for in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("work", type=Path)
    parser.add_argument("--engines", nargs="+", default=ENGINES)
    parser.add_argument("--min-frequency", type=int, default=5)
    parser.add_argument("--max-length", type=int, default=8)
    parser.add_argument("--memory", type=int, default=1000, help="MB for shards")
    parser.add_argument("--most", type=int, default=4_000_000, help="occurrences of a range on Spark")
    parser.add_argument("--master", default="local[2]")
    parser.add_argument("--here", action="store_true", help="in this process")
    parser.add_argument("--additions", type=int, default=0, help="files to cut the corpus into")
    arguments = parser.parse_args()
    if arguments.additions:
        add_one_by_one(arguments)
        return
    if arguments.here:
        for engine in arguments.engines:
            run(engine, arguments)
        return
    print("engine  digest            rows      CPU s  wall s  peak MB", flush=True)
    for engine in ("store", *arguments.engines):
        command = [sys.executable, __file__, *sys.argv[1:], "--here", "--engines", engine]
        subprocess.run(command, check=True)


def add_one_by_one(arguments: argparse.Namespace) -> None:
    """Store and count one file more each time, then all of them at once, in processes of their own."""
    lines = arguments.corpus.read_text(encoding="utf-8").splitlines(keepends=True)
    size = -(-len(lines) // arguments.additions)
    arguments.work.mkdir(parents=True, exist_ok=True)
    files = [arguments.work / f"part-{number:03}.txt" for number in range(arguments.additions)]
    for number, file in enumerate(files):
        file.write_text("".join(lines[number * size : (number + 1) * size]), encoding="utf-8")
    options = ["--min-frequency", str(arguments.min_frequency), "--max-length", str(arguments.max_length)]
    runs = [(files[:count], "grown") for count in range(1, len(files) + 1)]
    for number, (some, name) in enumerate([*runs, (files, "whole")], start=1):
        print(f"{number}: {len(some)} files, {name}", flush=True)
        # All files are listed in a folder, which is what a person would name.
        folder = arguments.work / f"files-{number}"
        folder.mkdir(exist_ok=True)
        for file in some:
            (folder / file.name).unlink(missing_ok=True)
            (folder / file.name).hardlink_to(file)
        command = [sys.executable, __file__, str(folder), str(arguments.work / name), "--here", *options]
        subprocess.run([*command, "--engines", "store", "shards"], check=True)


def run(engine: str, arguments: argparse.Namespace) -> None:
    """Count with one engine and print its line."""
    started = time.perf_counter()
    rows = {"store": stored, "local": by_local, "shards": by_shards, "spark": by_spark}[engine](arguments)
    wall = time.perf_counter() - started
    usage = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    seconds = sum(part.ru_utime + part.ru_stime for part in usage)
    peak = usage[0].ru_maxrss / 1000
    digest, count = ("-", 0) if rows is None else digest_of(rows)
    print(f"{engine:7} {digest:16} {count:9,} {seconds:8.1f} {wall:7.1f} {peak:8.0f}", flush=True)


def digest_of(rows: pl.DataFrame) -> tuple[str, int]:
    """The digest of the sorted rows, floating-point numbers bit by bit."""
    ordered = rows.sort("text").select(sorted(rows.columns))
    digest = hashlib.sha256()
    for name in ordered.columns:
        column = ordered[name]
        digest.update("\n".join(column).encode() if column.dtype == pl.String else column.to_numpy().tobytes())
    return digest.hexdigest()[:16], ordered.height


def stored(arguments: argparse.Namespace) -> None:
    """Store the corpus."""
    from glossary import Settings
    from glossary.pipeline.corpora import gather
    from glossary.pipeline.observing import Nobody
    from glossary.settings import DocumentUnit, Engine

    settings = Settings(engine=Engine.SHARDS, document_unit=DocumentUnit.LINE, work=str(arguments.work))
    gather([arguments.corpus], settings, (), Nobody())


def by_local(arguments: argparse.Namespace) -> pl.DataFrame:
    """Count in memory: reads, cleans and counts without the stored corpus."""
    from glossary import Settings
    from glossary.extraction.countable import countable, is_inside
    from glossary.extraction.counting import count_strings
    from glossary.extraction.counting.boundaries import dictionary_boundaries
    from glossary.extraction.counting.range_rows import ROW_COLUMNS
    from glossary.pipeline.corpora import gather
    from glossary.pipeline.observing import Nobody
    from glossary.settings import DocumentUnit

    gathered = gather([arguments.corpus], Settings(document_unit=DocumentUnit.LINE), (), Nobody())
    texts = [countable(document) for document in gathered.prepared]
    counts = count_strings(
        texts,
        minimum_frequency=arguments.min_frequency,
        maximum_length=arguments.max_length,
        boundaries=dictionary_boundaries(texts),
        inside=is_inside,
    )
    return counts.to_frame().select(list(ROW_COLUMNS)).cast(ROW_COLUMNS)


def by_shards(arguments: argparse.Namespace) -> pl.DataFrame:
    """Count the stored corpus in shards."""
    from glossary.engines.corpus import Corpus
    from glossary.engines.shards import count_ranges, occurrences_at_a_time

    most = occurrences_at_a_time(arguments.memory * 10**6)
    corpus = Corpus(arguments.work)
    return pl.read_parquet(count_ranges(corpus, arguments.min_frequency, arguments.max_length, most))


def by_spark(arguments: argparse.Namespace) -> pl.DataFrame:
    """Count the stored corpus on Spark, and say what was shuffled."""
    from glossary.engines.corpus import Corpus
    from glossary.engines.spark import count_corpus, open_session

    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    session = open_session(arguments.master)
    files = count_corpus(session, Corpus(arguments.work), arguments.min_frequency, arguments.max_length, arguments.most)
    context = session.sparkContext
    print(f"        shuffled: {shuffled_bytes(context.uiWebUrl, context.applicationId):,} bytes")
    session.stop()
    return pl.read_parquet(files)


def shuffled_bytes(address: str, application: str) -> int:
    """Bytes that all stages wrote for others to read, from Spark's own page of measures on this machine."""
    import json
    from urllib.request import urlopen

    with urlopen(f"{address}/api/v1/applications/{application}/stages") as answer:  # noqa: S310
        return sum(stage["shuffleWriteBytes"] for stage in json.load(answer))


if __name__ == "__main__":
    main()
