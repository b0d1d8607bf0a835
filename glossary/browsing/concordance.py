"""Key word in context: every context of one term, the term in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import cut, cut_left, inert, pad, pad_left
from glossary.browsing.labels import document_paths
from glossary.browsing.selection import find_row
from glossary.model import Context, Glossary

__all__ = ["concordance", "concordance_rows"]

# The share of the width for the place, and the least cells on either side of the term.
PLACE_SHARE = 4
LEAST_SIDE = 6


def concordance_rows(glossary: Glossary, term: str) -> Iterator[tuple[str, str, str, str]]:
    """Place, text before, surface and text after, for each context that the glossary keeps of the term's entry.

    Raises:
        SettingsError: the glossary has no such term.
    """
    paths = document_paths(glossary.documents)
    for entry_term in find_row(glossary, term).entry.terms:
        for context in entry_term.contexts:
            path = paths.get(context.document, context.document)
            before, after = _around(context)
            yield inert(f"{path}:{context.line}:{context.column}"), before, inert(context.surface), after


def _around(context: Context) -> tuple[str, str]:
    before, _surface, after = context.text.partition(context.surface)
    return inert(before), inert(after)


def concordance(glossary: Glossary, term: str, *, width: int) -> Table:
    """The contexts one under the other at most `width` cells wide, sides cut where they do not fit.

    Raises:
        SettingsError: the glossary has no such term.
    """
    rows = list(concordance_rows(glossary, term))
    places = max((cell_len(place) for place, *_rest in rows), default=0)
    middle = max((cell_len(surface) for _place, _before, surface, _after in rows), default=0)
    places = min(places, width // PLACE_SHARE)
    side = (width - places - middle - 2) // 2
    if side < LEAST_SIDE:
        places, side = 0, max((width - middle) // 2, 1)
    table = Table.grid(padding=0)
    for place, before, surface, after in rows:
        cells = [
            Text(pad_left(cut_left(before, side), side)),
            Text(pad(surface, middle), style="bold yellow"),
            Text(cut(after, side)),
        ]
        if places:
            cells.insert(0, Text(pad(cut_left(place, places), places + 2), style="dim"))
        table.add_row(*cells)
    return table
