"""A document as it was read: what was kept, what was set aside and by which rule."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rich.text import Text

from glossary.browsing.display import inert
from glossary.model import AnalysedDocument, BarrierKind

__all__ = ["Stretch", "marked_text", "reading_record", "stretch_lines", "stretches"]

_STYLES = {BarrierKind.MASK.value: "yellow", BarrierKind.GARBLED.value: "red"}


class Stretch(NamedTuple):
    """Part of a document's original text that is not plain text of its author's, and why."""

    start: int
    end: int
    rule: str

    def is_aside(self) -> bool:
        """Whether it was set aside; masks and garbled runs stay in the text."""
        return self.rule not in _STYLES


def stretches(analysed: AnalysedDocument) -> list[Stretch]:
    """What was set aside, and the masks and garbled runs, in offsets of the original and in order."""
    found = [Stretch(each.start, each.end, each.rule) for each in analysed.set_aside]
    for barrier in analysed.barriers:
        found.append(Stretch(*analysed.normalised.original_span(barrier.start, barrier.end), barrier.kind.value))
    return sorted(found)


def marked_text(analysed: AnalysedDocument) -> Text:
    """The original text for a terminal: what was set aside is struck and named by its rule, masks and garbling show."""
    text = analysed.document.text
    marked = Text()
    position = 0
    for stretch in stretches(analysed):
        marked.append(_shown(text[position : stretch.start]))
        style = "dim strike" if stretch.is_aside() else _STYLES[stretch.rule]
        marked.append(_shown(text[max(position, stretch.start) : stretch.end]), style=style)
        if stretch.is_aside():
            marked.append(f" [{stretch.rule}]", style="cyan")
        position = max(position, stretch.end)
    marked.append(_shown(text[position:]))
    return marked


def _shown(text: str) -> str:
    return "\n".join(map(inert, text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))


def reading_record(analysed: AnalysedDocument) -> dict[str, object]:
    """The document for JSON; offsets count code points of its original text, lines start at 1."""
    document = analysed.document
    return {
        "path": document.path,
        "title": document.title,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "text": analysed.text,
        "warnings": list(document.warnings),
        "set_aside": [_stretch_record(analysed, each) for each in stretches(analysed) if each.is_aside()],
        "barriers": [_stretch_record(analysed, each) for each in stretches(analysed) if not each.is_aside()],
    }


def _stretch_record(analysed: AnalysedDocument, stretch: Stretch) -> dict[str, object]:
    document = analysed.document
    return {
        "rule": stretch.rule,
        "start": stretch.start,
        "end": stretch.end,
        "line": document.text.count("\n", 0, stretch.start) + 1,
        "location": document.location(stretch.start),
        "text": document.text[stretch.start : stretch.end],
    }


def stretch_lines(analysed: AnalysedDocument) -> Iterator[str]:
    """One line a stretch: its line in the original, why it is no plain text, and its beginning."""
    text = analysed.document.text
    for start, end, rule in stretches(analysed):
        yield f"{text.count(chr(10), 0, start) + 1}\t{rule}\t{' '.join(text[start:end].split())[:120]}"
