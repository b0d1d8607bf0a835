"""Findings for a reader: place, message, the line, and a caret under the stretch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO
from typing import TYPE_CHECKING

from glossary.checking.places import Places
from glossary.locations import describe_location
from glossary.messages import _
from glossary.model import Finding, Severity

if TYPE_CHECKING:
    from rich.text import Text

__all__ = ["severity_name", "summary", "text"]

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_INDENT = "    "


def text(
    findings: Sequence[Finding],
    texts: Mapping[str, str] | None = None,
    *,
    width: int = 100,
    colour: bool = False,
) -> str:
    """Give the findings as lines of text, each with the line of the draft and a caret under the stretch.

    Args:
        findings: in the order in which they are to be shown.
        texts: path to the original text of the draft; a finding of another path is shown without its line.
        width: columns of the terminal; a longer line is cut around the stretch.
        colour: whether to colour for a terminal.
    """
    from rich.console import Console

    stream = StringIO()
    console = Console(file=stream, width=width, force_terminal=colour, no_color=not colour, highlight=False)
    places = {path: Places(draft) for path, draft in (texts or {}).items()}
    for finding in findings:
        head, *below = _lines(finding, places.get(finding.path), width)
        # A terminal would break a long line inside a word; what is piped stays on one line.
        console.print(head, soft_wrap=not colour)
        for line in below:
            console.print(line, soft_wrap=True)
    console.print(summary(findings), soft_wrap=True)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"


def _lines(finding: Finding, places: Places | None, width: int) -> Iterable[Text]:
    from rich.text import Text

    style = _STYLES[finding.severity]
    head = Text(f"{finding.path}:{finding.line}:{finding.column}: ", style="bold")
    if finding.location:
        head.append(f"({describe_location(finding.location)}) ", style="dim")
    head.append(severity_name(finding.severity), style=style)
    head.append(f": {finding.message} ")
    head.append(f"[{finding.code}]", style="dim")
    yield head
    if places is not None:
        line, caret = _excerpt(finding, places, width - len(_INDENT))
        yield Text(_INDENT + line)
        yield Text(_INDENT + caret, style=style)
    if finding.suggestion is not None:
        advice = _("write: {suggestion}", suggestion=finding.suggestion) if finding.suggestion else _("delete it")
        yield Text(_INDENT + advice, style="green")


def _excerpt(finding: Finding, places: Places, cells: int) -> tuple[str, str]:
    """The line around the stretch in at most `cells` terminal cells, and the line of carets below it."""
    from rich.cells import cell_len

    line = places.line(finding.line).replace("\t", " ")
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    end = max(start, min(end, len(line)))
    left, right = start, min(end, start + max(1, cells // 4))
    used = cell_len(line[left:right])
    # Grow to both sides in turn, leaving room for the two marks of omission.
    while (left > 0 or right < len(line)) and used < cells - 4:
        if left > 0:
            left -= 1
            used += cell_len(line[left])
        if right < len(line) and used < cells - 4:
            used += cell_len(line[right])
            right += 1
    before = "…" if left > 0 else ""
    after = "…" if right < len(line) else ""
    pad = cell_len(before + line[left:start])
    return f"{before}{line[left:right]}{after}", " " * pad + "^" * max(1, cell_len(line[start : min(end, right)]))


def summary(findings: Sequence[Finding]) -> str:
    """How much there is of each severity, in one sentence."""
    if not findings:
        return _("nothing found")
    count = Counter(finding.severity for finding in findings)
    return _(
        "errors: {errors}, warnings: {warnings}, notes: {notes}",
        errors=count[Severity.ERROR],
        warnings=count[Severity.WARNING],
        notes=count[Severity.NOTE],
    )


def severity_name(severity: Severity) -> str:
    """A severity in the reader's language."""
    match severity:
        case Severity.ERROR:
            return _("error")
        case Severity.WARNING:
            return _("warning")
        case Severity.NOTE:
            return _("note")
