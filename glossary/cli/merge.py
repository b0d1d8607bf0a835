"""`glossary merge`: two versions of a glossary in one, three-way where the common version is given."""

from __future__ import annotations

from pathlib import Path

import click

from glossary.cli.losses import print_losses
from glossary.cli.status import FINDINGS, FINE
from glossary.messages import _

__all__ = ["command"]


@click.command(
    "merge",
    help=_(
        "Merge THEIRS into OURS, two glossaries or two files of decisions. What both changed differently stays as in "
        "OURS and is listed on standard output; the exit status is then 1."
    ),
)
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option(
    "--base",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("The version that both come from; without it nothing is taken for deleted."),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("A .json file or an output folder; for decisions, a file."),
)
def command(ours: Path, theirs: Path, base: Path | None, output: Path) -> int:
    """Merge, write, and list the conflicts."""
    conflicts = (
        _merge_decisions(ours, theirs, base, output)
        if any(map(_holds_decisions, filter(None, (ours, theirs, base))))
        else _merge_glossaries(ours, theirs, base, output)
    )
    for row in conflicts:
        click.echo("\t".join(" ".join(cell.split()) for cell in row))
    return FINDINGS if conflicts else FINE


def _merge_glossaries(ours: Path, theirs: Path, base: Path | None, output: Path) -> list[tuple[str, ...]]:
    from glossary.formats import read_glossary, write_glossary
    from glossary.formats.merging import merge

    merged = merge(read_glossary(base) if base else None, read_glossary(ours), read_glossary(theirs))
    target = output if output.suffix == ".json" else output / "glossary.json"
    print_losses(write_glossary(merged.glossary, target, "json"))
    return [
        (conflict.identifier, conflict.field, conflict.base, conflict.ours, conflict.theirs)
        for conflict in merged.conflicts
    ]


def _holds_decisions(path: Path) -> bool:
    """Whether it is a file of decisions, by its name or, since git names them as it likes, by its first line."""
    if path.suffix == ".jsonl" or not path.is_file():
        return path.suffix == ".jsonl"
    with path.open("rb") as stream:
        return stream.readline().startswith(b'{"entry"')


def _merge_decisions(ours: Path, theirs: Path, base: Path | None, output: Path) -> list[tuple[str, ...]]:
    from glossary.decisions import merge_decisions, read_decisions, write_decisions
    from glossary.decisions.lines import line_of

    before = read_decisions(base) if base else ()
    merged, conflicts = merge_decisions(before, read_decisions(ours), read_decisions(theirs))
    write_decisions(merged, output)
    rows = []
    for conflict in conflicts:
        versions = (conflict.base, conflict.ours, conflict.theirs)
        first = next(filter(None, versions))
        kinds = [line_of(version) if version else "" for version in versions]
        rows.append((first.entry, f"{first.head.text}: {first.question[1]}", *kinds))
    return rows
