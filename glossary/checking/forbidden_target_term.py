"""forbidden-target-term: the target uses a translation that the glossary advises against."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.term_translations import translated_terms
from glossary.messages import _
from glossary.model import Severity

__all__ = ["CHECK"]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for found in translated_terms(drafts):
        for start, end in found.forbidden:
            pair = found.pair
            message = _(
                "the glossary prefers “{preferred}” to “{term}”",
                preferred=found.preferred,
                term=pair.target[start:end],
            )
            yield Mark(
                pair.document,
                pair.target_start + start,
                pair.target_start + end,
                message,
                suggestion=found.preferred,
                entry=found.entry,
            )


def _title() -> str:
    return _("a translation that the glossary advises against")


def _explanation() -> str:
    return _(
        "The target uses a deprecated or superseded translation of a term in the source. Part of a longer approved "
        "translation is left alone. Use the preferred translation."
    )


CHECK = Check(
    code="forbidden-target-term",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example(
            "孵化器已建成。\tThe hatcheries are complete.",
            ("hatcheries",),
            path="draft.tsv",
            translations=(("孵化器", "incubator", "hatchery"),),
        ),
        Example(
            "孵化器已建成。\tThe business incubator is complete.",
            path="draft.tsv",
            translations=(("孵化器", "business incubator", "incubator"),),
        ),
    ),
)
