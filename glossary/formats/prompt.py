"""A list for language models: Markdown with what to write, what never to write, and nothing else."""

from __future__ import annotations

from typing import BinaryIO

from glossary.expansions import describe_expansions, links_by_identifier, links_of
from glossary.formats.losses import LossKind, LossRecorder
from glossary.formats.pairs import target_language, usable_entries
from glossary.model import ConceptEntry, Glossary, Term, UsageStatus

__all__ = ["write_prompt"]

_DISCOURAGED = (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED)
# What Markdown would take for the edge of a cell, markup or a link.
_MARKDOWN = str.maketrans(
    {character: f"\\{character}" for character in "\\|`*_[]<>#"} | {"\n": " ", "\r": " ", "\t": " "}
)


def write_prompt(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a table with a row for each entry that nobody rejected. It instructs in English, which models know best."""
    losses.add(LossKind.DROPPED, "document", len(glossary.documents))
    target = target_language(glossary)
    links = links_by_identifier(glossary)
    lines = [
        f"Use these translations from {glossary.language} to {target}. Where a cell is empty, translate freely.",
        "",
        "| term | translation | never write | stands for |",
        "|---|---|---|---|",
    ]
    for entry in usable_entries(glossary, losses):
        losses.entries += 1
        losses.dropped_fields(entry, ("subject_field", "definition", "note", "score"))
        terms = losses.distinct_terms(entry)
        expansion = next((text for term in terms if (text := describe_expansions(term, links_of(entry, links)))), "")
        cells = [*_cells(entry, terms, glossary.language, target, losses), expansion]
        lines.append("| " + " | ".join(cell.translate(_MARKDOWN) for cell in cells) + " |")
    stream.write(("\n".join(lines) + "\n").encode(errors="replace"))


def _cells(
    entry: ConceptEntry, terms: tuple[Term, ...], source: str, target: str, losses: LossRecorder
) -> tuple[str, str, str]:
    for term in terms:
        losses.terms += term.language in (source, target)
        losses.add(LossKind.DROPPED, "term", int(term.language not in (source, target)), term.text)
        losses.dropped_fields(
            term,
            (
                *("term_type", "reading", "part_of_speech", "frequency", "document_frequency", "evidence"),
                *("contexts", "source", "note"),
            ),
        )
    names = [term.text for term in terms if term.language == source]
    wanted = [term.text for term in terms if term.language == target and term.usage_status not in _DISCOURAGED]
    unwanted = [term.text for term in terms if term.language == target and term.usage_status in _DISCOURAGED]
    return "; ".join(names) or entry.terms[0].text, "; ".join(wanted), "; ".join(unwanted)
