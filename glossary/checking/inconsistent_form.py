"""inconsistent-form: one thing in two forms within a draft or across the drafts of a run."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator

from glossary.checking.contract import UNWANTED, Check, Drafts, Example, Mark
from glossary.checking.written_forms import Written, traditional_words, written_forms
from glossary.checking.wrong_decodings import garbled_runs
from glossary.messages import _
from glossary.model import AnalysedDocument, Glossary, Severity, UsageStatus

__all__ = ["CHECK"]

# Characters of the longest quotation that is looked at; quoted speech of a page and a half.
_LONGEST_QUOTATION = 2000


def _find(drafts: Drafts) -> Iterator[Mark]:
    admitted, preferred = _decided(drafts.glossary)
    groups: dict[tuple[str, str], list[tuple[AnalysedDocument, Written]]] = defaultdict(list)
    for document in drafts.documents:
        for written in written_forms(document):
            groups[written.sort, written.key].append((document, written))
    for uses in groups.values():
        usual, decided = _usual_form([written for _document, written in uses], preferred)
        for document, written in uses:
            if written.form not in admitted and not _same(written.form, usual):
                yield from _mark(document, written, usual, usual if decided else None)
    for document in drafts.documents:
        words = list(traditional_words(document))
        garbled = garbled_runs(document) if words else []
        for written in words:
            if written.form not in admitted and not _touches(garbled, written):
                yield from _mark(document, written, written.key, written.key)


def _touches(runs: list[tuple[int, int]], written: Written) -> bool:
    """Whether the form is, or is part of, text that a wrong decoding garbled."""
    return any(start < written.end and written.start < end for start, end in runs)


def _mark(document: AnalysedDocument, written: Written, usual: str, suggestion: str | None) -> Iterator[Mark]:
    """Mark the form, unless the site wrote it or it is part of a title or of somebody else's words."""
    aside = any(part.start <= written.start < part.end for part in document.set_aside)
    if not aside and not _in_quoted_name(document, written):
        message = _("“{form}” is written “{usual}” elsewhere", form=written.form, usual=usual)
        yield Mark(document, written.start, written.end, message, suggestion=suggestion)


def _usual_form(uses: list[Written], preferred: frozenset[str]) -> tuple[str, bool]:
    """The form that the glossary prefers, else the more frequent one, else the earlier one.

    And whether something better than the order of use decided, so that the form may be suggested.
    """
    counted = Counter(written.form for written in uses)
    for form in counted:
        if form in preferred:
            return form, True
    # Of two spellings used equally often the standard one; else max gives the first of equals, in order of use.
    standard = uses[0].key if uses[0].sort == "spelling" else None
    usual = max(counted, key=lambda form: (counted[form], form == standard))
    return usual, usual == standard or list(counted.values()).count(counted[usual]) == 1


def _same(form: str, usual: str) -> bool:
    """Whether two forms differ at most in a capital at the beginning, as an English title has one."""
    return form[1:] == usual[1:] and form[:1].casefold() == usual[:1].casefold()


def _decided(glossary: Glossary) -> tuple[frozenset[str], frozenset[str]]:
    """The forms that the glossary admits, and those that it prefers."""
    terms = [term for entry in glossary.entries for term in entry.terms]
    admitted = {term.text for term in terms if term.usage_status is UsageStatus.ADMITTED}
    preferred = {term.text for term in terms if term.usage_status is UsageStatus.PREFERRED}
    return frozenset(admitted | preferred), frozenset(preferred - {t.text for t in terms if t.usage_status in UNWANTED})


def _in_quoted_name(document: AnalysedDocument, written: Written) -> bool:
    """Whether the form stands inside the title of a document or a longer quotation, which nobody may rewrite."""
    original_start = document.normalised.original_start
    first = bisect_right(document.quotations, written.start, key=lambda quotation: original_start(quotation.start)) - 1
    for index in range(first, -1, -1):
        quotation = document.quotations[index]
        start, end = document.normalised.original_span(quotation.start, quotation.end)
        if start < written.start - _LONGEST_QUOTATION:
            break
        if written.end <= end and (start, end) != (written.start, written.end):
            return True
    return False


def _title() -> str:
    return _("one thing in two forms")


def _explanation() -> str:
    return _(
        "The drafts write one thing in two ways: width, case, hyphen, space, dash, quotation marks, traditional "
        "characters or spelling. The rarer form is marked, or the later one. Forms that the glossary admits, "
        "quotations and titles are left alone. Write the usual form."
    )


CHECK = Check(
    code="inconsistent-form",
    severity=Severity.WARNING,
    title=_title,
    explanation=_explanation,
    find=_find,
    sure=True,
    examples=(
        Example("园区建成5G-A基站，5G-A网络覆盖全区，５G-A应用起步。", ("５G-A",)),
        Example("请核对账户余额，账户如有变动，请到柜台更新帐户信息。", ("帐户",)),
        Example("WiFi已覆盖广场，WiFi免费使用，Wi-Fi密码见公告栏。", ("Wi-Fi",)),
        Example("重点項目二十个，项目进度良好，项目资金到位。", ("重点項目",)),
        Example("推行“一窗办”服务，“一窗办”好评率高，「一窗办」窗口增至八个。", ("「一窗办」",)),
        Example("2021—2025年完成改造，2021-2025年分批验收，2021—2025年共三期。", ("2021-2025年",)),
        Example("请核对账户余额，按照《帐户管理办法》更新账户信息。"),
        Example("IT部门说：it is fine。CO浓度达标，Co含量很低。"),
    ),
)
