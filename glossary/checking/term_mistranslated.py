"""term-mistranslated: the source holds a glossary term, the target neither an approved nor a forbidden translation."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.term_translations import translated_terms
from glossary.messages import _
from glossary.model import Severity

__all__ = ["CHECK"]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for found in translated_terms(drafts):
        if not found.approved and not found.forbidden:
            pair = found.pair
            message = _("“{term}” should be “{preferred}” here", term=found.term, preferred=found.preferred)
            yield Mark(pair.document, pair.target_start, pair.target_end, message, entry=found.entry)


def _title() -> str:
    return _("a term without its approved translation")


def _explanation() -> str:
    return _(
        "The source holds a term of the glossary, and the target holds none of its approved translations. Inflection, "
        "capitals and hyphens do not matter. Use the approved translation."
    )


CHECK = Check(
    code="term-mistranslated",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example(
            "孵化器已建成。\tThe hatchery is complete.",
            ("The hatchery is complete.",),
            path="draft.tsv",
            translations=(("孵化器", "incubator", ""),),
        ),
        Example(
            "孵化器已建成。\tThe Incubators are complete.",
            path="draft.tsv",
            translations=(("孵化器", "incubator", ""),),
        ),
    ),
)
