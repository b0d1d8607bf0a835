r"""Check the tables in lexicons/ and write their row counts and digests into their notices.

    python scripts/build_lexicons.py            check every table, then rewrite `rows` and `sha256` in every notice
    python scripts/build_lexicons.py --check    change nothing; exit 1 if a table is wrong or a notice out of date

A table is UTF-8 with LF line ends and one header row; it is sorted by code point and holds no row twice; the columns
are those of its notice, and every field matches the pattern stated there (`\p{Han}` stands for a Chinese character).
"""

from __future__ import annotations

import hashlib
import re
import sys
import tomllib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "lexicons"
REQUIRED = ("title", "language", "source", "date", "licence", "script", "rows", "sha256", "columns")
# CJK Unified Ideographs with Extension A, the ideographic zero, and the supplementary ideographic planes.
HAN = "[\u3007\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"


def digest(table: Path) -> str:
    """The SHA-256 of a table's bytes, in hexadecimal."""
    return hashlib.sha256(table.read_bytes()).hexdigest()


def read_table(table: Path) -> tuple[list[str], list[list[str]]]:
    """Give the header and the rows of a table."""
    lines = table.read_bytes().decode("utf-8").split("\n")
    return lines[0].split("\t"), [line.split("\t") for line in lines[1:] if line]


def table_faults(table: Path) -> Iterator[str]:
    """Say what is wrong with a table and its notice, one sentence each; the row count and digest are left aside."""
    notice_path = table.with_suffix(".toml")
    if not notice_path.exists():
        yield f"{table.name}: no notice {notice_path.name} beside it"
        return
    notice = tomllib.loads(notice_path.read_text(encoding="utf-8"))
    missing = [field for field in REQUIRED if field not in notice]
    if missing:
        yield f"{notice_path.name}: {', '.join(missing)} missing"
        return
    data = table.read_bytes()
    if data.startswith(b"\xef\xbb\xbf") or b"\r" in data or not data.endswith(b"\n"):
        yield f"{table.name}: write it as UTF-8 without BOM, with LF line ends, the last one included"
    header, rows = read_table(table)
    if header != list(notice["columns"]):
        yield f"{table.name}: its columns are {header}, its notice says {list(notice['columns'])}"
        return
    yield from order_faults(table.name, rows)
    yield from field_faults(table.name, header, rows, notice["columns"])


def order_faults(name: str, rows: list[list[str]]) -> Iterator[str]:
    """Report rows that are out of order or stand twice. Rows are ordered by their first field, then the next ones."""
    for number, (before, row) in enumerate(pairwise(rows), start=3):
        if row == before:
            yield f"{name}:{number}: the row stands twice"
        elif row[0] < before[0]:
            yield f"{name}:{number}: {row[0]} belongs before {before[0]}"


def field_faults(
    name: str, header: list[str], rows: list[list[str]], columns: dict[str, dict[str, str]]
) -> Iterator[str]:
    """Report rows with too many or too few fields and fields that do not match their column's pattern."""
    patterns = [re.compile(columns[column].get("pattern", "").replace(r"\p{Han}", HAN)) for column in header]
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            yield f"{name}:{number}: {len(row)} fields, not {len(header)}"
            continue
        for column, pattern, value in zip(header, patterns, row, strict=True):
            if not pattern.search(value):
                yield f"{name}:{number}: {column} {value!r} does not match {pattern.pattern}"


def stated_notice(table: Path) -> str:
    """The text of a table's notice with the row count and the digest that the table has now."""
    text = table.with_suffix(".toml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^rows = .*$", f"rows = {len(read_table(table)[1])}", text, count=1)
    return re.sub(r"(?m)^sha256 = .*$", f'sha256 = "{digest(table)}"', text, count=1)


def main(arguments: list[str]) -> int:
    """Check all tables, rewrite their notices unless told not to, and give the exit status."""
    status = 0
    for table in sorted(FOLDER.glob("*.tsv")):
        faults = list(table_faults(table))
        print("\n".join(faults), end="\n" if faults else "")
        if faults:
            status = 1
            continue
        notice_path, text = table.with_suffix(".toml"), stated_notice(table)
        if notice_path.read_text(encoding="utf-8") == text:
            continue
        if "--check" in arguments:
            print(f"{notice_path.name}: rows or sha256 out of date; run scripts/build_lexicons.py")
            status = 1
        else:
            notice_path.write_text(text, encoding="utf-8", newline="\n")
            print(f"{notice_path.name}: rewritten")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
