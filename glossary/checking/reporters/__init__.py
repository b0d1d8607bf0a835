"""Findings for people and programs: one file per format, each a function from findings to one text."""

from __future__ import annotations

from glossary.checking.reporters.json import json
from glossary.checking.reporters.text import text

__all__ = ["json", "text"]
