"""untranslated-segment: the target is empty, equals the source, or keeps a run of Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from glossary.checking.contract import Check, Drafts, Example, Mark
from glossary.checking.segments import SegmentPair, segment_pairs
from glossary.messages import _
from glossary.model import Glossary, Severity

__all__ = ["CHECK", "is_untranslated", "kept_in_chinese"]

_CHINESE = re.compile("[\u3400-\u9fff]+")


def _find(drafts: Drafts) -> Iterator[Mark]:
    kept = kept_in_chinese(drafts.glossary)
    for pair in segment_pairs(drafts):
        if is_untranslated(pair, kept):
            yield Mark(pair.document, pair.target_start, pair.target_end, _("this segment is not translated"))


def kept_in_chinese(glossary: Glossary) -> tuple[str, ...]:
    """The translations of the glossary that hold Chinese characters on purpose."""
    terms = (term for entry in glossary.entries for term in entry.terms)
    return tuple(
        term.text for term in terms if not term.language.lower().startswith("zh") and _CHINESE.search(term.text)
    )


def is_untranslated(pair: SegmentPair, kept: Sequence[str]) -> bool:
    """Whether a target says nothing or still speaks Chinese; what the glossary keeps in Chinese is left alone."""
    if not _CHINESE.search(pair.source):
        return False
    target = pair.target
    if _CHINESE.search(target):
        for name in kept:
            target = target.replace(name, "-")
    return not target.strip() or bool(_CHINESE.search(target))


def _title() -> str:
    return _("a segment that is not translated")


def _explanation() -> str:
    return _(
        "The target of a segment is empty, repeats the source or keeps Chinese characters. Names that the glossary "
        "keeps in Chinese are left alone. Translate the segment."
    )


CHECK = Check(
    code="untranslated-segment",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    examples=(
        Example("请排队\t请排队\n谢谢\tThanks\n保持安静\tKeep 安静", ("请排队", "Keep 安静"), path="draft.tsv"),
        Example("谢谢\tThanks\nWiFi\tWiFi", path="draft.tsv"),
    ),
)
