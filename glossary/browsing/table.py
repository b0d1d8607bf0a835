"""The table of a glossary's terms: for a terminal of any width, or as plain rows for other programs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import BAR_WIDTH, bar, highlighted, inert
from glossary.browsing.labels import document_paths, first_place, label, type_of
from glossary.browsing.layout import Column, lay_out, numbers, text_cells
from glossary.browsing.selection import Row, Sort, select_rows
from glossary.expansions import describe_expansions
from glossary.messages import _
from glossary.model import Glossary

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
    top: int | None = TOP,
    sort: Sort | str = Sort.SCORE,
    filter_text: str = "",
    kind: str | None = None,
) -> Table:
    """The terms in a table at most `width` cells wide.

    On a narrow terminal, columns are dropped in this order until the rest fits: reading, documents, type, context,
    score, expansion, frequency, rank. Terms and expansions wrap; a context is one line around its term.

    Args:
        glossary: the glossary.
        width: cells of the terminal.
        top: see `select_rows`, as are the others.
        sort: the order.
        filter_text: what to look for.
        kind: of link or of term.

    Raises:
        SettingsError: unknown order or kind.
    """
    rows = select_rows(glossary, top=top, sort=sort, filter_text=filter_text, kind=kind)
    table = lay_out(_columns(rows, width), width)
    if any(link.source != "text" for row in rows for link in row.links):
        table.caption = f"{OUTSIDE} {_('not stated in these texts')}"
        table.caption_justify = "left"
    return table


def _columns(rows: Sequence[Row], width: int) -> list[Column]:
    terms = [inert(row.term.text) for row in rows]
    readings = [inert(row.term.reading or "") for row in rows]
    types = [label(type_of(row.term, row.links)) for row in rows]
    expansions = [inert(_OUTSIDE_SOURCE.sub(OUTSIDE, describe_expansions(row.term, row.links))) for row in rows]
    columns = [
        numbers(_("#"), [row.rank for row in rows], importance=8),
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
        numbers(_("Freq"), [row.term.frequency for row in rows], importance=7),
        numbers(_("Docs"), [row.term.document_frequency for row in rows], importance=2),
        Column(_("Score"), list(map(_score_cell, rows)), BAR_WIDTH, BAR_WIDTH + 5, 5),
        Column(_("Context"), list(map(_context_cell, rows)), 24, 100, 4, last=True),
    ]
    needless = [
        column for column, texts in zip(columns[2:5], (readings, types, expansions), strict=True) if not any(texts)
    ]
    return [column for column in columns if column not in needless]


def _widest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts), default=1) or 1


def _score_cell(row: Row) -> Callable[[int], Text]:
    score = row.entry.score
    if score is None:
        return lambda _width: Text("")
    shown = score

    def cell(width: int) -> Text:
        number = f" {shown:.2f}" if width >= BAR_WIDTH + 5 else ""
        return Text.assemble((bar(shown), "magenta"), number)

    return cell


def _context_cell(row: Row) -> Callable[[int], Text]:
    contexts = row.term.contexts
    if not contexts:
        return lambda _width: Text("")
    return lambda width: highlighted(contexts[0].text, contexts[0].surface, width)


PLAIN_HEADING = (
    *("rank", "term", "reading", "type", "expansion", "frequency", "documents", "score", "context", "place"),
    "identifier",
)


def plain_rows(
    glossary: Glossary,
    *,
    top: int | None = None,
    sort: Sort | str = Sort.SCORE,
    filter_text: str = "",
    kind: str | None = None,
) -> Iterator[tuple[str, ...]]:
    """The same terms as rows of cells without a tab or a line break, a heading first, nothing shortened.

    Headings and kinds are not translated, because programs read them.

    Raises:
        SettingsError: unknown order or kind.
    """
    paths = document_paths(glossary.documents)
    rows = select_rows(glossary, top=top, sort=sort, filter_text=filter_text, kind=kind)
    yield PLAIN_HEADING
    for row in rows:
        term, score = row.term, row.entry.score
        cells = (
            *(
                str(row.rank),
                term.text,
                term.reading or "",
                type_of(term, row.links),
                describe_expansions(term, row.links),
            ),
            *(str(term.frequency), str(term.document_frequency), "" if score is None else f"{score:.4f}"),
            *(term.contexts[0].text if term.contexts else "", first_place(term, paths), row.entry.identifier),
        )
        yield tuple(map(inert, cells))
