"""abbreviation-expanded-two-ways: one abbreviation is given two different full forms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from glossary.checking.contract import Check, Drafts, Example, Mark, mark
from glossary.checking.definitions import Definition, find_definitions, is_latin
from glossary.messages import _
from glossary.model import Severity

__all__ = ["CHECK"]


def _find(drafts: Drafts) -> Iterator[Mark]:
    for document in drafts.documents:
        by_short: dict[str, list[Definition]] = defaultdict(list)
        for definition in find_definitions(document):
            first = by_short[definition.short]
            clash = next((other for other in first if _differ(other.full, definition.full)), None)
            if clash is not None:
                yield mark(
                    document,
                    definition.full_start,
                    definition.full_start + len(definition.full),
                    _(
                        "“{short}” stood for “{first}” before, and stands for “{second}” here",
                        short=definition.short,
                        first=clash.full,
                        second=definition.full,
                    ),
                )
            elif all(definition.full != other.full for other in first):
                first.append(definition)


def _differ(one: str, other: str) -> bool:
    """Whether two full forms are different: not the same with a modifier before it, nor the same in two languages."""
    if is_latin(one) != is_latin(other):
        return False
    if is_latin(one):
        one, other = (" ".join(form.lower().replace("-", " ").split()) for form in (one, other))
    return not (one.endswith(other) or other.endswith(one))


def _title() -> str:
    return _("one abbreviation has two full forms")


def _explanation() -> str:
    return _(
        "The same abbreviation is introduced twice in a draft, for two different full forms. The second one is marked. "
        "Another draft of the run may give it a meaning of its own. Keep one meaning, or choose another abbreviation."
    )


CHECK = Check(
    code="abbreviation-expanded-two-ways",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example(
            "县水利投资办公室（以下简称“水投办”）牵头。附件由水上投诉办理中心（以下简称“水投办”）提供。",
            ("水上投诉办理中心",),
        ),
        Example("引入关键绩效指标（KPI）考核。各组按核心业务流程指标（KPI）打分。", ("核心业务流程指标",)),
        Example("引入关键绩效指标（KPI）考核。我市关键绩效指标（KPI）已经下达。"),
        Example("县水利投资办公室（以下简称“水投办”）牵头，县交通投资办公室（以下简称“交投办”）配合。"),
    ),
)
