"""Findings for people and programs: one file per format, each a function from findings and drafts to one text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from glossary.checking.reporters.checkstyle import checkstyle
from glossary.checking.reporters.github import github
from glossary.checking.reporters.html import html
from glossary.checking.reporters.json import json
from glossary.checking.reporters.sarif import sarif
from glossary.checking.reporters.text import text
from glossary.model import Finding

__all__ = ["REPORTERS", "Reporter", "checkstyle", "github", "html", "json", "sarif", "text"]

Reporter = Callable[[Sequence[Finding], Mapping[str, str]], str]

# By the name that `--format` takes. The second argument gives the original text of a draft by its path.
REPORTERS: Mapping[str, Reporter] = {
    "text": text,
    "json": json,
    "sarif": sarif,
    "github": github,
    "checkstyle": checkstyle,
    "html": html,
}
