"""What people decided about a glossary's entries: kept in `decisions.jsonl`, and applied to every new extraction.

Reading order: `records` (what a decision is), `lines` (how it is written), `store` (the file), `merging` (two
reviewers' files in one), `applying` (a glossary as it was decided).
"""

from __future__ import annotations

from glossary.decisions.applying import decide, left_out_texts, pinned_texts
from glossary.decisions.merging import DecisionConflict, merge_decisions
from glossary.decisions.records import Decision, DecisionKind, Name
from glossary.decisions.store import FILE_NAME, DecisionStore, read_decisions, write_decisions

__all__ = [
    "FILE_NAME",
    "Decision",
    "DecisionConflict",
    "DecisionKind",
    "DecisionStore",
    "Name",
    "decide",
    "left_out_texts",
    "merge_decisions",
    "pinned_texts",
    "read_decisions",
    "write_decisions",
]
