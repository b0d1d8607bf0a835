"""deprecated-term: a term that the glossary advises against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from glossary.checking.contract import UNWANTED, Check, Drafts, Example, Mark, chinese_terms, mark, preferred_term
from glossary.checking.matching import TermMatcher, cuts_a_word, longest_matches, quotations_around
from glossary.messages import _
from glossary.model import AnalysedDocument, Glossary, Severity, UsageStatus
from glossary.text.normalising import normalise

__all__ = ["CHECK", "Advice", "advised_against"]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the glossary says about an unwanted term.

    `spelling` is the term as written where only its script or width is unwanted (帳戶 beside a preferred 账户 is found
    by its normalised form; ５Ｇ beside 5G only by its spelling); else None.
    """

    entry: str
    preferred: str | None
    superseded: bool
    spelling: str | None = None


def advised_against(glossary: Glossary) -> dict[str, Advice]:
    """The unwanted Chinese terms of a glossary in normalised form.

    A text that is unwanted for one concept and usable for another is left out: only a reader can tell them apart.
    """
    advice: dict[str, Advice] = {}
    usable: set[str] = set()
    for entry in glossary.entries:
        terms = chinese_terms(entry.terms)
        preferred = preferred_term(terms)
        forms = {normalise(term.text) for term in terms if term.usage_status not in UNWANTED}
        usable |= forms
        for term in terms:
            if term.usage_status in UNWANTED:
                form = normalise(term.text)
                advice[form] = Advice(
                    entry.identifier,
                    preferred.text if preferred else None,
                    term.usage_status is UsageStatus.SUPERSEDED,
                    term.text if form in forms else None,
                )
    return {form: found for form, found in advice.items() if form not in usable or found.spelling is not None}


def _find(drafts: Drafts) -> Iterator[Mark]:
    advice = advised_against(drafts.glossary)
    if not advice:
        return
    known = {normalise(term.text) for entry in drafts.glossary.entries for term in chinese_terms(entry.terms)}
    matcher = TermMatcher(known)
    for document in drafts.documents:
        yield from _find_in(document, matcher, advice)


def _find_in(document: AnalysedDocument, matcher: TermMatcher, advice: dict[str, Advice]) -> Iterator[Mark]:
    text = document.text
    whole = [span for span in matcher.find(text) if not cuts_a_word(document, *span)]
    for start, end in _without_overlaps(longest_matches(whole)):
        found = advice.get(text[start:end])
        if found is None or _inside_longer_title(document, start, end):
            continue
        first, last = document.normalised.original_span(start, end)
        written = document.document.text[first:last]
        if found.spelling is not None and written != found.spelling:
            continue
        yield mark(document, start, end, _message(written, found), suggestion=found.preferred, entry=found.entry)


def _without_overlaps(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Of spans that overlap, the leftmost."""
    reached = 0
    for start, end in spans:
        if start >= reached:
            yield start, end
            reached = end


def _inside_longer_title(document: AnalysedDocument, start: int, end: int) -> bool:
    """Whether the term is part of the name of a document, which nobody may rewrite; a title that names it alone is."""
    return any(
        quotation.opening in "《〈" and (quotation.start, quotation.end) != (start, end)
        for quotation in quotations_around(document, start, end)
    )


def _message(written: str, advice: Advice) -> str:
    if advice.preferred is None:
        return _("the glossary advises against “{term}”", term=written)
    if advice.superseded:
        return _("“{term}” has been superseded by “{preferred}”", term=written, preferred=advice.preferred)
    return _("the glossary prefers “{preferred}” to “{term}”", term=written, preferred=advice.preferred)


def _title() -> str:
    return _("a term that the glossary marks as deprecated or superseded")


def _explanation() -> str:
    return _(
        "The glossary marks a term as deprecated or superseded, and the draft uses it. Traditional characters and "
        "full-width letters count as the same term. A term inside a longer term of the glossary, inside a longer word "
        "or inside the title of a document is left alone. Write the preferred term."
    )


CHECK = Check(
    code="deprecated-term",
    severity=Severity.ERROR,
    title=_title,
    explanation=_explanation,
    find=_find,
    sure=True,
    examples=(
        Example("请携带帐户资料前来办理。", ("帐户",), (("账户", "帐户"),)),
        Example("請攜帶帳戶資料前來辦理。", ("帳戶",), (("账户", "帐户"),)),
        Example("所谓“孵化园”，就是企业成长的摇篮。", ("孵化园",), (("孵化器", "孵化园"),)),
        Example("河滩上支起了三顶帐篷。", (), (("账", "帐"),)),
        Example("留学人员孵化园今年扩建。", (), (("孵化器", "孵化园"), ("留学人员孵化园", ""))),
        Example("按照《孵化园管理规定》执行。", (), (("孵化器", "孵化园"),)),
    ),
)
