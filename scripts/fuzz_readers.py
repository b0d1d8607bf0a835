"""Mutate real files of every format and read them: nothing but the project's own errors may come out, in bounded time.

    python scripts/fuzz_readers.py                        2,000 mutations of each format
    python scripts/fuzz_readers.py --mutations 50 --seed 7 --formats pdf docx

The files are those of the reading corpus in `tests`. Each mutation changes, cuts, doubles or swaps stretches of a file;
half of those of zipped formats change the XML inside and pack it again. Each format has a process of its own, because a
crash of a compiled library ends it. Prints a line for each format; the status is 1 if anything but an input error came
out.
"""

from __future__ import annotations

import argparse
import io
import random
import resource
import subprocess
import sys
import time
import zipfile
from collections import Counter
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
# Seconds that one mutated file may take, and bytes of address space for all.
SLOW = 20.0
MEMORY = 6 << 30


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Change a few stretches of a file."""
    for _ in range(chance.choice((1, 1, 1, 2, 4, 8))):
        at = chance.randrange(len(data) + 1)
        length = min(chance.choice((1, 1, 2, 4, 16, 200)), len(data) - at)
        match chance.randrange(6):
            case 0:
                data = data[:at] + chance.randbytes(length) + data[at + length :]
            case 1:
                data = data[:at] + data[at + length :]
            case 2:
                data = data[:at] + data[at : at + length] * chance.choice((2, 3, 50)) + data[at + length :]
            case 3:
                other = chance.randrange(len(data) + 1)
                data = data[:at] + data[other : other + length] + data[at + length :]
            case 4:
                data = (
                    data[:at]
                    + bytes(byte ^ (1 << chance.randrange(8)) for byte in data[at : at + length])
                    + data[at + length :]
                )
            case _:
                number = chance.choice(
                    (b"0", b"-1", b"65535", b"4294967296", b"99999999999999999999", b"<", b">", b"&x;")
                )
                data = data[:at] + number + data[at + length :]
    return data if chance.random() > 0.1 else data[: chance.randrange(len(data) + 1)]


def mutate_inside(data: bytes, chance: random.Random) -> bytes:
    """Change one part of a zipped file and pack it again."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            content = old.read(name)
            new.writestr(name, mutate(content, chance) if name == chosen else content)
    return buffer.getvalue()


def fuzz(name: str, mutations: int, seed: int) -> Counter[str]:
    """Read mutations of the corpus files of one format, in this process."""
    from corpus_files import bitexts, corpus_files

    from glossary.errors import InputError
    from glossary.model import Document
    from glossary.reading import known_readers, read_source
    from glossary.reading.bitexts import known_bitext_readers
    from glossary.reading.reader import Source
    from glossary.settings import Settings

    pair = name.startswith("bitext ")
    registry = known_bitext_readers() if pair else known_readers()
    files = [
        file
        for file in (bitexts() if pair else corpus_files())
        if registry[PurePosixPath(file.name).suffix].name == name.removeprefix("bitext ")
    ]
    chance = random.Random(seed)  # noqa: S311
    outcomes: Counter[str] = Counter()
    for _ in range(mutations):
        file = chance.choice(files)
        zipped = file.data.startswith(b"PK") and chance.random() < 0.5
        data = mutate_inside(file.data, chance) if zipped else mutate(file.data, chance)
        started = time.monotonic()
        try:
            source = Source(file.name, data, Settings(maximum_unpacked_size=1 << 24))
            found = list(read_source(source, PurePosixPath(file.name).suffix, registry))
            outcomes["read" if any(isinstance(each, Document) for each in found) else "skipped"] += 1
        except InputError:
            outcomes["refused"] += 1
        except Exception as error:
            outcomes["FAILED"] += 1
            print(f"{file.name}: {type(error).__name__}: {error}", file=sys.stderr)
        if time.monotonic() - started > SLOW:
            outcomes["SLOW"] += 1
    return outcomes


def formats() -> list[str]:
    """The formats with files in the corpus."""
    from corpus_files import bitexts, corpus_files

    from glossary.reading import known_readers
    from glossary.reading.bitexts import known_bitext_readers

    plain = {known_readers()[PurePosixPath(file.name).suffix].name for file in corpus_files()}
    pairs = {f"bitext {known_bitext_readers()[PurePosixPath(file.name).suffix].name}" for file in bitexts()}
    return sorted(plain) + sorted(pairs)


def main() -> int:
    """Run one process for each format, and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--mutations", type=int, default=2000, metavar="N", help="mutations of each format")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="*", default=None, metavar="NAME", help="only these")
    parser.add_argument("--here", metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.here:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        outcomes = fuzz(options.here, options.mutations, options.seed)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(", ".join(f"{count} {what}" for what, count in sorted(outcomes.items())), f"peak {peak} MB", sep=", ")
        return 1 if outcomes["FAILED"] or outcomes["SLOW"] else 0
    status = 0
    for name in options.formats or formats():
        command = [
            sys.executable,
            __file__,
            "--here",
            name,
            "--mutations",
            str(options.mutations),
            "--seed",
            str(options.seed),
        ]
        started = time.monotonic()
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        result = run.stdout.strip() or f"CRASHED with status {run.returncode}"
        print(f"{name}: {result}, {time.monotonic() - started:.0f} s", flush=True)
        if run.returncode:
            print(run.stderr[-2000:])
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
