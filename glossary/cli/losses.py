"""How a loss report is told: the file on standard output, what is missing from it on standard error."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.messages import _

if TYPE_CHECKING:
    from glossary.formats import LossReport


def print_losses(report: LossReport) -> None:
    """Print what was written and what the format could not hold."""
    click.echo(
        _("{path}: {entries} entries, {terms} terms", path=report.path, entries=report.entries, terms=report.terms)
    )
    for loss in report.losses:
        click.echo(f"  {loss}", err=True)


def save_losses(report: LossReport, path: Path) -> None:
    """Write the report as JSON."""
    from glossary.writing import write_atomically

    with write_atomically(path) as stream:
        stream.write((json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n").encode())
