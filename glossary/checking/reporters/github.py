"""Findings as workflow commands, which GitHub shows as annotations beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from glossary.model import Finding, Severity

__all__ = ["github"]

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github(findings: Sequence[Finding], _texts: Mapping[str, str] | None = None) -> str:
    """Give one command a finding, as the toolkit of GitHub Actions writes them; nothing where there are none.

    GitHub takes columns only for a stretch within one line.
    """
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    places = [f"file={_property(finding.path)}", f"line={finding.line}", f"endLine={finding.end_line}"]
    if finding.line == finding.end_line:
        # Its end column is inclusive.
        places += [f"col={finding.column}", f"endColumn={max(finding.column, finding.end_column - 1)}"]
    properties = ",".join([*places, f"title={_property(finding.code)}"])
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(finding.message)}"


def _data(text: str) -> str:
    r"""Escape what would end a command.

    >>> _data("增长50%\n")
    '增长50%25%0A'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Escape what would end a property, too."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
