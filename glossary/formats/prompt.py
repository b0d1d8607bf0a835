"""A list for language models: Markdown with what to write, what never to write, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from glossary.expansions import describe_expansions, links_by_identifier, links_of
from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossKind, LossRecorder, unique_terms
from glossary.formats.pairs import DISCOURAGED, target_language, usable_entries
from glossary.model import Glossary, Term, UsageStatus

__all__ = ["write_prompt"]

_CAPACITY = Capacity.of((), ())
# What Markdown would take for the edge of a cell, markup or a link.
_MARKDOWN = str.maketrans({character: f"\\{character}" for character in "\\|`*_[]<>#"})
_BREAKS = str.maketrans("\n\r\t", "   ")


def write_prompt(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write a table with a row for each entry that nobody rejected. It instructs in English, which models know best."""
    losses.head(glossary, carried_head(glossary), one_way=("link",))
    target = target_language(glossary)
    links = links_by_identifier(glossary)
    lines = [
        f"Use these translations from {glossary.language} to {target}. Where a cell is empty, translate freely.",
        "",
        "| term | translation | never write | stands for |",
        "|---|---|---|---|",
    ]
    for entry in usable_entries(glossary, losses):
        names, wanted, unwanted = _columns(unique_terms(entry), glossary.language, target)
        if not names:
            losses.add(LossKind.DROPPED, "untranslated entry", example=entry.terms[0].text)
            continue
        losses.entry(entry, _CAPACITY.entry_of(entry))
        terms = losses.distinct_terms(entry)
        _count(terms, (*names, *wanted, *unwanted), unwanted, losses)
        expansion = next((text for term in terms if (text := describe_expansions(term, links_of(entry, links)))), "")
        cells = [*("<br>".join(_cell(term.text) for term in column) for column in (names, wanted, unwanted))]
        lines.append("| " + " | ".join([*cells, _cell(expansion)]) + " |")
    stream.write(("\n".join(lines) + "\n").encode(errors="replace"))


def _columns(terms: Sequence[Term], source: str, target: str) -> tuple[list[Term], list[Term], list[Term]]:
    translations = [term for term in terms if term.language == target]
    return (
        [term for term in terms if term.language == source],
        [term for term in translations if term.usage_status not in DISCOURAGED],
        [term for term in translations if term.usage_status in DISCOURAGED],
    )


def _count(terms: Sequence[Term], written: Sequence[Term], unwanted: Sequence[Term], losses: LossRecorder) -> None:
    for term in terms:
        if term in written:
            status = UsageStatus.DEPRECATED if term in unwanted else None
            losses.term(term, _CAPACITY.term_of(term, _plain, usage_status=status))
        else:
            losses.add(LossKind.DROPPED, "term", example=term.text)


def _plain(text: str) -> str:
    return text.translate(_BREAKS).strip()


def _cell(text: str) -> str:
    return _plain(text).translate(_MARKDOWN)
