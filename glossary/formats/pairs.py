"""Source and target terms in pairs: what two-column clients take, and what they leave out of a concept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from glossary.formats.losses import LossKind, LossRecorder
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, UsageStatus

__all__ = ["TermPair", "target_language", "term_pairs", "usable_entries"]

_TERM_FIELDS = (
    *("term_type", "usage_status", "reading", "part_of_speech", "frequency", "document_frequency", "evidence"),
    *("contexts", "source", "note"),
)
_ENTRY_FIELDS = ("subject_field", "definition", "note", "score")
_DISCOURAGED = (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED)
_ORDER = (UsageStatus.PREFERRED, None, UsageStatus.ADMITTED, *_DISCOURAGED)


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term of the glossary's language and its translation."""

    entry: ConceptEntry
    source: Term
    target: Term


def target_language(glossary: Glossary) -> str:
    """The language that the glossary translates into: English where it has any, else the first other one."""
    languages = {term.language: None for entry in glossary.entries for term in entry.terms}
    others = [language for language in languages if language.split("-")[0] != glossary.language.split("-")[0]]
    english = [language for language in others if language.split("-")[0] == "en"]
    return [*english, *others, "en"][0]


def usable_entries(glossary: Glossary, losses: LossRecorder) -> Iterator[ConceptEntry]:
    """The entries that nobody rejected."""
    for entry in glossary.entries:
        if entry.status is EntryStatus.REJECTED:
            losses.add(LossKind.DROPPED, "rejected entry", example=entry.terms[0].text)
        else:
            yield entry


def term_pairs(
    glossary: Glossary,
    losses: LossRecorder,
    *,
    kept: Sequence[str] = (),
    discouraged: bool = False,
) -> Iterator[TermPair]:
    """Every term of the glossary's language with every translation of its concept, preferred ones first.

    Args:
        glossary: what to write.
        losses: told what the client has no place for.
        kept: names of fields that the client has a place for.
        discouraged: whether it can mark terms not to use; otherwise deprecated and superseded ones are left out.
    """
    wanted = target_language(glossary)
    losses.add(LossKind.DROPPED, "document", len(glossary.documents))
    losses.add(LossKind.DROPPED, "link", len(glossary.links))
    for entry in usable_entries(glossary, losses):
        losses.dropped_fields(entry, [name for name in _ENTRY_FIELDS if f"entry {name}" not in kept])
        terms = sorted(losses.distinct_terms(entry), key=lambda term: _ORDER.index(term.usage_status))
        sources, targets = [], []
        for term in terms:
            if term.usage_status in _DISCOURAGED and not discouraged:
                losses.add(LossKind.DROPPED, "deprecated term", example=term.text)
            elif term.language == glossary.language:
                sources.append(term)
            elif term.language == wanted:
                targets.append(term)
            else:
                losses.add(LossKind.DROPPED, "term", example=term.text)
        if not sources or not targets:
            losses.add(LossKind.DROPPED, "untranslated entry", example=entry.terms[0].text)
            continue
        losses.entries += 1
        losses.terms += len(sources) + len(targets)
        for term in (*sources, *targets):
            losses.dropped_fields(term, [name for name in _TERM_FIELDS if name not in kept])
        for source in sources:
            for target in targets:
                yield TermPair(entry, source, target)
