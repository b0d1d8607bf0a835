"""A glossary as one web page that needs nothing else: for colleagues without this program.

The page holds its style, its script and its data. Its Content-Security-Policy lets nothing be loaded and runs this one
script, known by its hash; the data is no script, but compressed JSON in Base64, so that no text in it can be markup.
The first rows are plain HTML: they can be read before the script has run, or without it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextvars import copy_context
from html import escape
from importlib.resources import files
from string import Template

from glossary.browsing.display import inert
from glossary.browsing.labels import label, type_of
from glossary.browsing.occurrences import Occurrences
from glossary.browsing.page.records import page_record
from glossary.browsing.page.words import page_labels, page_words
from glossary.browsing.selection import Row, select_rows
from glossary.expansions import describe_expansions
from glossary.messages import LANGUAGES, choose_language, current_language
from glossary.model import Context, Glossary

__all__ = ["SIZE", "web_page"]

SIZE = 2_000_000
"""Bytes of a page at the most: what a mail system takes without a question. Contexts are left out to stay below it."""

_MOST_CONTEXTS = 5
_FIRST_ROWS = 50


def web_page(glossary: Glossary, occurrences: Occurrences | None = None) -> str:
    """The page, in the reader's language; a button turns it into the other one.

    Each entry shows five contexts, or as many as keep the page below `SIZE`; none is not enough only for glossaries of
    tens of thousands of entries.

    Args:
        glossary: what to show.
        occurrences: where its terms stand in the documents, for the charts that need it; None leaves them out.
    """
    rows = select_rows(glossary)
    for most_contexts in range(_MOST_CONTEXTS, -1, -1):
        page = _page(glossary, rows, occurrences, most_contexts)
        if len(page.encode()) < SIZE:
            break
    return page


def _page(glossary: Glossary, rows: tuple[Row, ...], occurrences: Occurrences | None, most_contexts: int) -> str:
    record = page_record(glossary, rows, occurrences, most_contexts)
    record |= {
        "interface": current_language(),
        "words": {language: _in(language, page_words) for language in LANGUAGES},
        "labels": {language: _in(language, lambda: page_labels(record["names"])) for language in LANGUAGES},
    }
    data = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    # No time in the header: the same glossary gives the same page.
    packed = base64.b64encode(gzip.compress(data, 9, mtime=0)).decode("ascii")
    style, script = _part("page.css"), _part("page.js")
    words = page_words()
    about = words["about"].format(entries=len(rows), documents=len(glossary.documents))
    return Template(_part("page.html")).substitute(
        lang="en" if current_language() == "en" else "zh-CN",
        other_lang="zh-CN" if current_language() == "en" else "en",
        policy=_policy(style, script),
        title=escape(inert(glossary.title) or words["title"]),
        about=escape(about),
        style=style,
        empty=" ".join(_empty_columns(rows)),
        headings="".join(_headings(words)),
        rows="\n".join(_row(row) for row in rows[:_FIRST_ROWS]),
        outdated=escape(words["outdated"]),
        without_script=escape(words["without_script"]),
        data=packed,
        script=script,
    )


def _in(language: str, speak: Callable[[], dict[str, str]]) -> dict[str, str]:
    """What `speak` says in a language."""

    def spoken() -> dict[str, str]:
        choose_language(language)
        return speak()

    return copy_context().run(spoken)


def _part(name: str) -> str:
    return (files(__package__) / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Nothing but this style and this script (W3C, "Content Security Policy Level 3")."""

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")

    return (
        f"default-src 'none'; style-src 'sha256-{digest(style)}'; script-src 'sha256-{digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


# The columns: class, key of its word, key of the order that a click on its heading gives.
_COLUMNS = (
    ("number rank", "rank", "rank"),
    ("term", "term", "term"),
    ("reading", "reading", "reading"),
    ("kind", "kind", ""),
    ("expansion", "expansion", ""),
    ("translation", "translation", ""),
    ("number frequency", "frequency", "frequency"),
    ("number documents", "documents", "documents"),
    ("number score", "score", ""),
    ("context", "context", ""),
)


def _headings(words: dict[str, str]) -> Iterator[str]:
    for name, key, order in _COLUMNS:
        word = f'<span data-word="{key}">{escape(words[key])}</span>'
        button = f'<button type="button" data-sort="{order}">{word}</button>' if order else word
        yield f'<th scope="col" class="{name}">{button}</th>'


def _empty_columns(rows: Sequence[Row]) -> Iterator[str]:
    """The classes that hide the columns in which no row has anything."""
    for place, (name, _key, _order) in enumerate(_COLUMNS[2:-1]):
        if not any(_cells(row)[place] for row in rows):
            yield f"no-{name.split()[-1]}"
    if not any(row.term.contexts for row in rows):
        yield "no-context"


def _cells(row: Row) -> tuple[str, ...]:
    """The texts of the columns between the term and the context."""
    term, score = row.term, row.entry.score
    language = term.language.partition("-")[0]
    translations = [each.text for each in row.entry.terms if each.language.partition("-")[0] != language]
    return (
        *(term.reading or "", label(type_of(term, row.links)), describe_expansions(term, row.links)),
        *(" | ".join(translations), str(term.frequency), str(term.document_frequency)),
        "" if score is None else f"{score:.2f}",
    )


def _row(row: Row) -> str:
    """A row as the script makes it."""
    term = row.term
    button = f'<button type="button" lang="{escape(term.language)}">{escape(inert(term.text))}</button>'
    shown = "".join(
        f'<td class="{name}">{escape(inert(cell))}</td>'
        for (name, _key, _order), cell in zip(_COLUMNS[2:-1], _cells(row), strict=True)
    )
    shown += f'<td class="context">{_marked(term.contexts[0]) if term.contexts else ""}</td>'
    return f'<tr><td class="number rank">{row.rank}</td><th scope="row">{button}</th>{shown}</tr>'


def _marked(context: Context) -> str:
    before, surface, after = (escape(inert(part)) for part in context.text.partition(context.surface))
    return f"{before}<mark>{surface}</mark>{after}" if surface else before
