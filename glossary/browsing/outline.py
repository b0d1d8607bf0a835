"""The outline of a document: its headings, list items and series, each with its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.model import AnalysedDocument, BlockKind
from glossary.text.series import Series

__all__ = ["outline_lines"]

# Characters of a line of the outline.
LENGTH = 60
_SHOWN = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.LIST_ITEM)


def outline_lines(analysed: AnalysedDocument, series: Sequence[Series]) -> Iterator[str]:
    """One line for each part: its line in the original, and its beginning, set in by its depth."""
    depths = {each.start: (each.level, each.end) for each in analysed.blocks if each.kind in _SHOWN}
    parts = sorted(
        [(start, end, level, False) for start, (level, end) in depths.items()]
        + [
            (item.start, item.end, each.level, True)
            for each in series
            for item in each.items
            if item.start not in depths
        ]
    )
    original, heading = analysed.document.text, 0
    for start, end, level, in_series in parts:
        if not in_series:
            heading = level
        depth = max(0, (heading + level if in_series else level) - 1)
        line = original.count("\n", 0, analysed.normalised.original_start(start)) + 1
        yield f"{line}\t{'  ' * depth}{' '.join(analysed.text[start:end].split())[:LENGTH]}"
