"""What an attentive editor would mark in a draft: one file per check, one table of all, one function that runs them."""

from __future__ import annotations

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.running import check_documents
from glossary.checking.table import CHECKS, check_named

__all__ = ["CHECKS", "Check", "Drafts", "Example", "Mark", "check_documents", "check_named"]
