"""Findings as one web page that needs nothing else: no script, no style sheet, no font from elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from glossary.checking.places import Places
from glossary.checking.reporters.text import severity_name, summary
from glossary.checking.table import check_named
from glossary.locations import describe_location
from glossary.messages import _, current_language
from glossary.model import Finding

__all__ = ["html"]

# Characters of the line shown on each side of a stretch.
_AROUND = 60
_STYLE = """
body{font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;max-width:60rem;margin:2rem auto;
padding:0 1rem;color:#1b1b1b;background:#fff}
h2{border-bottom:1px solid #ccc}li{margin:.8rem 0}ol{list-style:none;padding:0}q{quotes:none;display:block}
mark{background:#ffe08a}.error mark{background:#ffb3ad}.note mark{background:#bfe0ff}
.place,code{color:#555;font-size:.9em}ins{color:#066b2d;text-decoration:none}
@media(prefers-color-scheme:dark){body{color:#eee;background:#1b1b1b}.place,code{color:#aaa}mark{color:#000}
ins{color:#7ee2a0}}
"""


def html(findings: Sequence[Finding], texts: Mapping[str, str] | None = None) -> str:
    """Give the findings as one page: by draft, each with its line and the explanation of its check.

    Args:
        findings: in the order in which they are to be shown.
        texts: path to the original text of the draft; a finding of another path is shown without its line.
    """
    places = {path: Places(text) for path, text in (texts or {}).items()}
    title = _("What an editor would mark")
    parts = [
        f'<!doctype html>\n<html lang="{current_language().replace("_", "-")}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>",
        f"<p>{escape(summary(findings))}</p>",
    ]
    for path, found in groupby(findings, key=lambda finding: finding.path):
        parts.append(f"<h2>{escape(path)}</h2>\n<ol>")
        parts += [_entry(finding, places.get(path)) for finding in found]
        parts.append("</ol>")
    return "\n".join([*parts, *_explanations(findings), "</body>\n</html>", ""])


def _entry(finding: Finding, places: Places | None) -> str:
    place = f"{finding.line}:{finding.column}" + (
        f" · {describe_location(finding.location)}" if finding.location else ""
    )
    lines = [
        f'<li class="{finding.severity.value}"><span class="place">{escape(place)}</span> '
        f"{escape(severity_name(finding.severity))}: {escape(finding.message)} "
        f'<a href="#{finding.code}"><code>{finding.code}</code></a>'
    ]
    if places is not None:
        lines.append(f"<q>{_excerpt(finding, places)}</q>")
    if finding.suggestion is not None:
        advice = _("write: {suggestion}", suggestion=finding.suggestion) if finding.suggestion else _("delete it")
        lines.append(f"<ins>{escape(advice)}</ins>")
    return "\n".join(lines) + "</li>"


def _excerpt(finding: Finding, places: Places) -> str:
    line = places.line(finding.line)
    start = finding.column - 1
    end = finding.end_column - 1 if finding.end_line == finding.line else len(line)
    left, right = max(0, start - _AROUND), end + _AROUND
    before = ("…" if left else "") + escape(line[left:start])
    after = escape(line[end:right]) + ("…" if right < len(line) else "")
    return f"{before}<mark>{escape(line[start:end])}</mark>{after}"


def _explanations(findings: Sequence[Finding]) -> list[str]:
    """What the checks say that found something, the busiest first."""
    counted = Counter(finding.code for finding in findings)
    parts = [f"<h2>{escape(_('The checks'))}</h2>\n<dl>"] if counted else []
    for code, _count in counted.most_common():
        check = check_named(code)
        if check is not None:
            parts.append(f'<dt id="{code}"><code>{code}</code> {escape(check.title())}</dt>')
            parts.append(f"<dd>{escape(check.explanation())}</dd>")
    return [*parts, "</dl>"] if counted else []
