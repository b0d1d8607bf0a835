"""What a format carries and loses, found by writing a glossary in it that holds a value in every field."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable
from typing import BinaryIO

from glossary.formats.losses import LossRecorder, name_of
from glossary.model import (
    ConceptEntry,
    Context,
    DocumentRecord,
    EntryStatus,
    Evidence,
    Glossary,
    Link,
    LinkKind,
    Provenance,
    Relation,
    Term,
    TermType,
    UsageStatus,
)

__all__ = ["fields_kept_and_lost"]

_CONTEXT = Context("d1", 0, 4, 1, 1, None, "河湖长制", "河湖长制推开了。")


def _term(text: str, language: str, status: UsageStatus | None) -> Term:
    evidence = (Evidence("c_value", 1.0, "bits"),)
    return Term(
        *(text, language, TermType.PHRASE, status, "a", "noun", 1, 1, evidence, (_CONTEXT,), "b", "c"),
    )


_FULL = Glossary(
    title="a",
    provenance=Provenance("1"),
    documents=(DocumentRecord("d1", "a.txt", "a", "b", "utf-8"),),
    entries=(
        ConceptEntry(
            "t1",
            (
                _term("河湖长制", "zh-CN", UsageStatus.PREFERRED),
                _term("river and lake chief system", "en", UsageStatus.ADMITTED),
            ),
            subject_field="a",
            definition="b",
            note="c",
            score=0.5,
            status=EntryStatus.ACCEPTED,
            links=("l1",),
        ),
    ),
    links=(Link("河湖长制", LinkKind.CLIPPING, Relation.FULL_FORM, ("河长制和湖长制",), "a", 1.0, identifier="l1"),),
)


# How often each field is filled in it.
_FILLED = {"note": 3, "document": 1, "link": 1, "title": 1, "provenance": 1}
_FILLED |= dict.fromkeys(("identifier", "subject_field", "definition", "score", "status"), 1)
_FILLED |= dict.fromkeys(
    (
        *("term_type", "usage_status", "reading", "part_of_speech", "frequency", "document_frequency", "evidence"),
        *("contexts", "source"),
    ),
    2,
)


def fields_kept_and_lost(
    writer: Callable[[Glossary, BinaryIO, LossRecorder], None],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of what comes back and of what does not, in the reader's language; some comes back in part."""
    losses = LossRecorder()
    writer(_FULL, io.BytesIO(), losses)
    lost: Counter[str] = Counter()
    for loss in losses.report("", "").losses:
        lost[loss.what] += loss.count
    kept = tuple(name_of(name) for name, count in _FILLED.items() if lost[name] < count)
    return kept, tuple(name_of(name) for name in _FILLED if lost[name])
