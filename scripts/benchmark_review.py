"""Measure how long a key of `glossary review` takes until the terminal shows what it did.

    python scripts/benchmark_review.py [--entries 10000]

The program runs in a pseudo-terminal of 140 by 40 cells, over a glossary of invented terms. Printed are milliseconds
from the key to the first and to the last byte that it draws, the median and the worst of twenty, and the processor's
time for one key, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

from glossary.formats import write_glossary
from glossary.identifiers import mint_identifier
from glossary.model import ConceptEntry, Context, Evidence, Glossary, Term

QUIET_SECONDS = 0.3
TIMES = 20


def invented_glossary(entries: int) -> Glossary:
    """So many entries with readings, contexts, evidence and a translation for every third."""
    heads, tails = "水路站河湖云竹松石渡", "网站园链廊台库港桥渠"
    made = []
    for number in range(entries):
        name = f"{heads[number // 1000 % 10]}{tails[number // 100 % 10]}{heads[number // 10 % 10]}{tails[number % 10]}"
        name += "甲乙丙丁"[number // 10_000 % 4] if number >= 10_000 else ""
        context = Context("d1", number * 20, number * 20 + 4, number + 1, 1, None, name, f"{name}今年完成改造。")
        term = Term(
            name,
            reading="shuǐ wǎng lù zhàn",
            frequency=entries - number,
            document_frequency=1,
            evidence=(Evidence("rarity", 6.5, "log10", 0.8), Evidence("length", 4.0, "characters", 0.2)),
            contexts=(context,) * 5,
        )
        terms = (term, Term(f"term {number}", "en")) if number % 3 == 0 else (term,)
        made.append(ConceptEntry(mint_identifier(name), terms, score=round(1 - number / entries, 4)))
    return Glossary(entries=tuple(made))


class Review:
    """The program at work in a pseudo-terminal."""

    def __init__(self, folder: Path) -> None:
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "LANGUAGE": "en"}
        command = [sys.executable, "-m", "glossary", "review", str(folder)]
        self.process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
        os.close(theirs)

    def drawn(self, first_wait: float) -> tuple[float, float]:
        """Milliseconds until something is drawn, and until nothing more is."""
        begin = time.perf_counter()
        first = last = 0.0
        while select.select([self.ours], [], [], QUIET_SECONDS if first else first_wait)[0]:
            os.read(self.ours, 1 << 16)
            last = time.perf_counter() - begin
            first = first or last
        return first * 1000, last * 1000

    def processor_seconds(self) -> float:
        """What the program has used of the processor so far; Linux counts in hundredths."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def press(self, keys: str) -> tuple[float, float]:
        """Press, and see what it takes."""
        os.write(self.ours, keys.encode())
        return self.drawn(5)


def main() -> None:
    """Measure moving, accepting, filtering and sorting."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=10_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="shuyu-") as name:
        write_glossary(invented_glossary(options.entries), Path(name) / "glossary.json", "json")
        review = Review(Path(name))
        print(f"start: {review.drawn(60)[1]:.0f} ms")
        for label, keys in (
            ("move", "j" * TIMES),
            ("page", ["\x1b[6~"] * TIMES),
            ("accept", "a" * TIMES),
            ("note", ["nx\r"] * TIMES),
            ("undo", "z" * TIMES),
            ("sort", "o" * TIMES),
            ("filter", ["/", *"slswslswsl", *["\x7f"] * 9]),
        ):
            before = review.processor_seconds()
            times = [review.press(key) for key in keys]
            used = (review.processor_seconds() - before) / len(times) * 1000
            firsts, lasts = zip(*times, strict=True)
            print(
                f"{label}: first byte {statistics.median(firsts):.0f} ms (worst {max(firsts):.0f}), "
                f"all drawn {statistics.median(lasts):.0f} ms (worst {max(lasts):.0f}), "
                f"processor {used:.0f} ms"
            )
        review.process.kill()


if __name__ == "__main__":
    main()
