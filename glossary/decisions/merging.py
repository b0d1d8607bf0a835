"""Two reviewers' decisions in one, three-way where their common version is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glossary.decisions.lines import line_of
from glossary.decisions.records import Decision, DecisionKind

__all__ = ["DecisionConflict", "merge_decisions"]


@dataclass(frozen=True, slots=True)
class DecisionConflict:
    """A question that both sides answered since the common version, each in its own way; ours was kept.

    `base`, `ours`, `theirs` are None where there is no decision.
    """

    base: Decision | None
    ours: Decision | None
    theirs: Decision | None


def merge_decisions(
    base: Iterable[Decision], ours: Iterable[Decision], theirs: Iterable[Decision]
) -> tuple[tuple[Decision, ...], tuple[DecisionConflict, ...]]:
    """The decisions of both sides, sorted, and what a person has to look at.

    What only one side changed since `base` is taken, whoever it was. Where both changed, ours stays; so it does where
    both prefer a term of one entry and language, but not the same. Without a common version, pass an empty `base`:
    nothing is taken for deleted.
    """
    before, mine, yours = ({decision.question: decision for decision in side} for side in (base, ours, theirs))
    merged: dict[tuple[str, ...], Decision] = {}
    conflicts: list[DecisionConflict] = []
    for question in sorted({*before, *mine, *yours}):
        old, own, other = before.get(question), mine.get(question), yours.get(question)
        if own != other and old not in (own, other):
            conflicts.append(DecisionConflict(old, own, other))
        # A decision beats none: what one side took back and the other changed stays, and is a conflict.
        chosen = other if own == old else own or other if other != old else own
        if chosen is not None:
            merged[question] = chosen
    preferred = {key: decision for decision in mine.values() if any(key := _preference(decision))}
    for question, decision in list(merged.items()):
        rival = preferred.get(_preference(decision))
        if rival is not None and rival != decision and rival.question in merged and question not in mine:
            conflicts.append(DecisionConflict(None, rival, decision))
            del merged[question]
    return tuple(sorted(merged.values(), key=line_of)), tuple(conflicts)


def _preference(decision: Decision) -> tuple[str, str]:
    """The entry and the language that a decision prefers a term in; empty where it prefers none."""
    preferring = decision.kind is DecisionKind.PREFER and decision.name is not None
    return (decision.entry, decision.name.language) if preferring and decision.name else ("", "")
