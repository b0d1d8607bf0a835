"""What every check is made of: the drafts it sees, the marks it makes, the examples it must keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from glossary.model import AnalysedDocument, Glossary, Link, Severity, Term, UsageStatus

__all__ = ["Check", "Drafts", "Example", "Mark", "chinese_terms", "mark", "preferred_term"]

UNWANTED = frozenset({UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class Drafts:
    """What a check sees: the drafts of one run, and the knowledge that they are held against."""

    documents: tuple[AnalysedDocument, ...]
    glossary: Glossary
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A place that an editor would mark, in offsets of the draft's original text.

    `severity` is None where the check's own severity applies.
    """

    document: AnalysedDocument
    start: int
    end: int
    message: str
    severity: Severity | None = None
    suggestion: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A short draft and the stretches of it that a check must mark, in order; none for a twin that must stay silent.

    Attributes:
        terms: pairs (preferred term, deprecated term) of a small glossary; the deprecated one may be empty.
        translations: (Chinese term, preferred translation, deprecated translation) of the same glossary.
        path: the name of the draft; one that ends in `.tsv` is bilingual.
    """

    text: str
    marked: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    translations: tuple[tuple[str, str, str], ...] = ()
    path: str = "draft.txt"


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        code: its name in reports and settings.
        severity: of its findings where they do not say otherwise.
        title: one line; a function, because the reader's language is known only when it is shown.
        explanation: what fires, what does not and what to do, for the manual.
        find: the check itself.
        examples: drafts that must fire and twins that must not; a test demands both.
        sure: whether its suggestions may be written into a draft without a person looking at each.
    """

    code: str
    severity: Severity
    title: Callable[[], str]
    explanation: Callable[[], str]
    find: Callable[[Drafts], Iterable[Mark]]
    examples: tuple[Example, ...]
    sure: bool = False


def mark(
    document: AnalysedDocument,
    start: int,
    end: int,
    message: str,
    *,
    severity: Severity | None = None,
    suggestion: str | None = None,
    entry: str | None = None,
) -> Mark:
    """Mark a span that is given in offsets of the normalised text."""
    first, last = document.normalised.original_span(start, end)
    return Mark(document, first, last, message, severity, suggestion, entry)


def chinese_terms(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Those of an entry's terms that are Chinese, in their order."""
    return tuple(term for term in terms if term.language.lower().split("-")[0] == "zh")


def preferred_term(terms: Iterable[Term]) -> Term | None:
    """The term of one language to use: the preferred one, else the first that nobody advises against.

    >>> preferred_term((Term("登陆", usage_status=UsageStatus.DEPRECATED), Term("登录"))).text
    '登录'
    """
    usable = [term for term in terms if term.usage_status not in UNWANTED]
    for term in usable:
        if term.usage_status is UsageStatus.PREFERRED:
            return term
    return usable[0] if usable else None
