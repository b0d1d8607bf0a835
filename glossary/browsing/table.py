"""The table of a glossary's terms: for a terminal of any width, or as plain rows for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Unpack

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import BAR_WIDTH, bar, highlighted, inert
from glossary.browsing.labels import document_paths, first_place, label, type_of
from glossary.browsing.layout import Column, lay_out, numbers, text_cells
from glossary.browsing.selection import Row, Selection, select_rows
from glossary.expansions import describe_expansions
from glossary.messages import _
from glossary.model import EntryStatus, Glossary, Term

__all__ = ["plain_rows", "term_table"]

OUTSIDE = "†"
"""What marks an expansion that no document states. Which lexicon does is for `glossary explain` to say."""

_OUTSIDE_SOURCE = re.compile(r" \[(?:lexicon|glossary):[^\]]*\]")

TOP = 50
"""Rows of a table where nobody asked for more or fewer: two screens."""


def term_table(
    glossary: Glossary,
    *,
    width: int,
    grouped: bool = False,
    **selection: Unpack[Selection],
) -> Table:
    """The terms in a table at most `width` cells wide.

    On a narrow terminal, columns are dropped in this order until the rest fits: reading, documents, type, context,
    score, expansion, frequency, rank. Terms and expansions wrap; a context is one line around its term.

    Args:
        glossary: the glossary.
        width: cells of the terminal.
        grouped: whether the other terms of each concept stand under it, with what each of them is.
        selection: see `Selection`; without `top` there are no more than `TOP` rows.

    Raises:
        SettingsError: unknown order, kind, status or document.
    """
    rows = select_rows(glossary, **(Selection(top=TOP) | selection))
    table = lay_out(_columns([line for row in rows for line in _lines(row, grouped=grouped)], width), width)
    if any(link.source != "text" for row in rows for link in row.links):
        table.caption = f"{OUTSIDE} {_('not stated in these texts')}"
        table.caption_justify = "left"
    return table


@dataclass(frozen=True, slots=True)
class _Line:
    """One term of an entry as a line of the table; the entry's own facts stand beside the first."""

    row: Row
    term: Term
    first: bool

    def text(self) -> str:
        """The term, with what was decided about its entry; another name of the entry hangs below."""
        return f"{_MARKS[self.row.entry.status] if self.first else '└ '}{inert(self.term.text)}"

    def type(self) -> str:
        """What the term is: its kind; for a term in another language, that language."""
        if self.term.usage_status and not self.first:
            return label(self.term.usage_status)
        kind = type_of(self.term, self.row.links)
        return label(kind) if kind or self.term.language == self.row.term.language else self.term.language


_MARKS = {EntryStatus.CANDIDATE: "", EntryStatus.ACCEPTED: "✓ ", EntryStatus.REJECTED: "✗ "}


def _lines(row: Row, *, grouped: bool) -> Iterator[_Line]:
    yield _Line(row, row.term, first=True)
    if grouped:
        yield from (_Line(row, term, first=False) for term in row.entry.terms if term is not row.term)


def _columns(lines: Sequence[_Line], width: int) -> list[Column]:
    terms = [line.text() for line in lines]
    readings = [inert(line.term.reading or "") for line in lines]
    types = [line.type() for line in lines]
    expansions = [inert(_OUTSIDE_SOURCE.sub(OUTSIDE, describe_expansions(line.term, line.row.links))) for line in lines]
    columns = [
        numbers(_("#"), [line.row.rank if line.first else None for line in lines], importance=8),
        Column(_("Term"), text_cells(terms, "bold"), min(8, _widest(terms)), min(_widest(terms), width // 4), 9),
        Column(_("Reading"), text_cells(readings, "dim"), min(16, _widest(readings)), min(_widest(readings), 26), 1),
        Column(_("Type"), text_cells(types, "cyan"), _widest(types), _widest(types), 3),
        Column(
            _("Stands for"),
            text_cells(expansions, "green"),
            min(22, _widest(expansions)),
            min(_widest(expansions), width // 3),
            6,
        ),
        numbers(_("Freq"), [line.term.frequency for line in lines], importance=7),
        numbers(_("Docs"), [line.term.document_frequency for line in lines], importance=2),
        Column(_("Score"), list(map(_score_cell, lines)), BAR_WIDTH, BAR_WIDTH + 5, 5),
        Column(_("Context"), list(map(_context_cell, lines)), 24, 100, 4, last=True),
    ]
    needless = [
        column for column, texts in zip(columns[2:5], (readings, types, expansions), strict=True) if not any(texts)
    ]
    return [column for column in columns if column not in needless]


def _widest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts), default=1) or 1


def _score_cell(line: _Line) -> Callable[[int], Text]:
    score = line.row.entry.score
    if score is None or not line.first:
        return lambda _width: Text("")
    shown = score

    def cell(width: int) -> Text:
        number = f" {shown:.2f}" if width >= BAR_WIDTH + 5 else ""
        return Text.assemble((bar(shown), "magenta"), number)

    return cell


def _context_cell(line: _Line) -> Callable[[int], Text]:
    contexts = line.term.contexts
    if not contexts:
        return lambda _width: Text("")
    return lambda width: highlighted(contexts[0].text, contexts[0].surface, width)


PLAIN_HEADING = (
    *("rank", "term", "reading", "type", "expansion", "frequency", "documents", "score", "context", "place"),
    *("identifier", "status", "language"),
)


def plain_rows(
    glossary: Glossary, *, grouped: bool = False, **selection: Unpack[Selection]
) -> Iterator[tuple[str, ...]]:
    """The same terms as rows of cells without a tab or a line break, a heading first, nothing shortened.

    Headings and kinds are not translated, because programs read them. `grouped` gives each term of a concept a row;
    they share its rank and identifier.

    Raises:
        SettingsError: unknown order, kind, status or document.
    """
    paths = document_paths(glossary.documents)
    yield PLAIN_HEADING
    for row in select_rows(glossary, **selection):
        for line in _lines(row, grouped=grouped):
            yield tuple(map(inert, _plain_cells(row, line.term, paths)))


def _plain_cells(row: Row, term: Term, paths: dict[str, str]) -> tuple[str, ...]:
    score = row.entry.score
    return (
        *(str(row.rank), term.text, term.reading or "", type_of(term, row.links)),
        describe_expansions(term, row.links),
        *(str(term.frequency), str(term.document_frequency), "" if score is None else f"{score:.4f}"),
        *(term.contexts[0].text if term.contexts else "", first_place(term, paths)),
        *(row.entry.identifier, row.entry.status.value, term.language),
    )
