"""Comments in a draft that tell the checks to keep quiet, in one syntax for each format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from glossary.checking.table import check_named
from glossary.messages import _
from glossary.model import Document, Finding

__all__ = ["Directive", "find_directives", "not_suppressed", "unknown_codes", "without_comments"]

_ORDER = r"glossary:[ \t]*(?P<order>ignore(?:-file)?)(?P<codes>(?:[ \t,]+[a-z][a-z\-]*)*)[ \t]*"
_HTML_COMMENT = re.compile(rf"<!--[ \t]*{_ORDER}-->")
_LINE_COMMENT = re.compile(rf"//[ \t]*{_ORDER}(?=\r?$)", re.MULTILINE)
_SYNTAX = {
    ".md": _HTML_COMMENT,
    ".markdown": _HTML_COMMENT,
    ".txt": _LINE_COMMENT,
    ".text": _LINE_COMMENT,
    ".tsv": _LINE_COMMENT,
    "": _LINE_COMMENT,  # standard input
}


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment that silences checks.

    Attributes:
        codes: the checks; empty for all.
        line: the line that it is about, from 1; None for the whole draft.
        start, end: the comment itself, in offsets of the original text.
    """

    codes: frozenset[str]
    line: int | None
    start: int
    end: int

    def silences(self, finding: Finding) -> bool:
        """Whether the comment is about this finding of its draft."""
        return (not self.codes or finding.code in self.codes) and self.line in (None, finding.line)


def find_directives(document: Document) -> Iterator[Directive]:
    """The comments of a draft, in order.

    A comment on a line of its own is about the next line that is not blank, any other about its own line:
    `<!-- glossary: ignore leftover-mask -->` in Markdown, `// glossary: ignore leftover-mask` at the end of a line of
    plain text or of a table of segments; several codes with commas, no code for all checks. `ignore-file` is about the
    whole draft.
    """
    pattern = _SYNTAX.get(PurePosixPath(document.path).suffix.lower())
    if pattern is None or "glossary:" not in document.text:
        return
    text = document.text
    for found in pattern.finditer(text):
        codes = frozenset(re.findall("[a-z][a-z-]*", found["codes"]))
        line = None if found["order"] == "ignore-file" else _line_concerned(text, *found.span())
        yield Directive(codes, line, *found.span())


def _line_concerned(text: str, start: int, end: int) -> int:
    line_start = text.rfind("\n", 0, start) + 1
    line_end = text.find("\n", end)
    number = text.count("\n", 0, start) + 1
    rest = text[line_start:start] + (text[end:line_end] if line_end >= 0 else text[end:])
    if rest.strip() or line_end < 0:
        return number
    following = re.compile(r"\s*").match(text, line_end)
    return text.count("\n", 0, following.end() if following else line_end) + 1


def without_comments(document: Document) -> Document:
    """The draft as the checks are to see it: spaces in place of comments, so that every offset stays."""
    text = document.text
    for directive in find_directives(document):
        text = text[: directive.start] + " " * (directive.end - directive.start) + text[directive.end :]
    return document if text == document.text else replace(document, text=text)


def not_suppressed(findings: Iterable[Finding], documents: Sequence[Document]) -> list[Finding]:
    """Those findings that no comment in their draft silences.

    Args:
        findings: of these drafts.
        documents: the drafts as they were read.
    """
    directives = {document.path: tuple(find_directives(document)) for document in documents}
    return [
        finding
        for finding in findings
        if not any(directive.silences(finding) for directive in directives.get(finding.path, ()))
    ]


def unknown_codes(document: Document) -> Iterator[str]:
    """A sentence for every code in a comment that no check has."""
    for directive in find_directives(document):
        for code in sorted(directive.codes):
            if check_named(code) is None:
                line = document.text.count("\n", 0, directive.start) + 1
                yield _("{path}:{line}: no check named {code}", path=document.path, line=line, code=code)
