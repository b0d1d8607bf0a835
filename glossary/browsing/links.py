"""What stands for what: as a table, as plain rows, and as a graph for Mermaid or Graphviz."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from glossary.browsing.display import highlighted, inert
from glossary.browsing.labels import label, place
from glossary.browsing.layout import Column, lay_out, text_cells
from glossary.browsing.names import pattern_name
from glossary.errors import SettingsError
from glossary.expansions import describe_members
from glossary.messages import _
from glossary.model import Link, LinkKind, Relation

__all__ = ["GRAPHS", "links_graph", "links_table", "plain_link_rows"]

GRAPHS = ("mermaid", "dot")

PLAIN_HEADING = (
    *("surface", "kind", "relation", "members", "pattern", "confidence", "source", "document", "place", "sentence"),
)


def links_table(links: Sequence[Link], *, width: int) -> Table:
    """Links in a table at most `width` cells wide.

    Dropped first where room is short: relation, place, kind, pattern, sentence, confidence.
    """

    def column(
        title: str, texts: Sequence[str], most: int, importance: int, style: str = "", least: int = 12
    ) -> Column:
        """A column that is no narrower than short texts need, and wraps longer ones."""
        widest = max(map(cell_len, texts), default=1) or 1
        return Column(title, text_cells(texts, style), min(widest, least), min(widest, most), importance)

    return lay_out(
        [
            column(_("Short form"), [link.surface for link in links], 20, 7, "bold"),
            column(_("Kind"), [_kind(link) for link in links], 12, 1, "cyan"),
            column(_("Stands for"), [describe_members(link) for link in links], width // 3, 6, "green", 22),
            column(_("Relation"), [label(link.relation) for link in links], 12, -1),
            column(_("Pattern"), [pattern_name(link.pattern) for link in links], 24, 2, "dim", 24),
            column(_("Sure"), [f"{link.confidence:.2f}" for link in links], 4, 4),
            column(_("Place"), [place(link) if link.evidence else _("not stated") for link in links], 28, 0, "dim", 24),
            replace(
                column(_("Sentence"), [link.evidence.text if link.evidence else "" for link in links], 60, 3),
                cells=[_sentence_cell(link) for link in links],
                minimum=30,
            ),
        ],
        width,
    )


def _kind(link: Link) -> str:
    """What a link is called: its kind, but for a name in another language, which is no short form."""
    named = link.relation is Relation.VARIANT and link.kind is not LinkKind.VARIANT
    return _("English name") if named else label(link.kind)


def _sentence_cell(link: Link) -> Callable[[int], Text]:
    return lambda width: highlighted(link.evidence.text, link.surface, width) if link.evidence else Text("")


def plain_link_rows(links: Sequence[Link]) -> Iterator[tuple[str, ...]]:
    """The links as rows of cells without a tab or a line break, a heading first."""
    yield PLAIN_HEADING
    for link in links:
        evidence = link.evidence
        where = f"{evidence.document}:{evidence.line}:{evidence.column}" if evidence else ""
        cells = (
            *(link.surface, link.kind, link.relation, describe_members(link), link.pattern, f"{link.confidence:.2f}"),
            *(link.source, link.document or "", where, evidence.text if evidence else ""),
        )
        yield tuple(map(inert, cells))


def links_graph(links: Sequence[Link], language: str) -> str:
    """A graph of short forms and what they stand for, as text for Mermaid or for Graphviz' `dot`.

    An arrow runs from the surface to each member and carries the relation, or the slot; knowledge from outside the
    texts has a dashed one. Surfaces with the same text are one node.

    Raises:
        SettingsError: a language that is none of `GRAPHS`.
    """
    if language not in GRAPHS:
        raise SettingsError(
            _("unknown graph language {name!r}", name=language), hint=_("one of {names}", names=", ".join(GRAPHS))
        )
    edges = dict.fromkeys(edge for link in links for edge in _edges(link))
    nodes = dict.fromkeys(text for start, end, _caption, _dashed in edges for text in (start, end))
    names = {text: f"n{number}" for number, text in enumerate(nodes, 1)}
    if language == "mermaid":
        lines = ["graph LR", *(f'  {name}["{_mermaid(text)}"]' for text, name in names.items())]
        for start, end, caption, dashed in edges:
            arrow = "-.->" if dashed else "-->"
            lines.append(f'  {names[start]} {arrow}|"{_mermaid(caption)}"| {names[end]}')
        return "\n".join(lines) + "\n"
    lines = ["digraph glossary {", "  rankdir=LR;", "  node [shape=box];"]
    lines += [f'  {name} [label="{_dot(text)}"];' for text, name in names.items()]
    for start, end, caption, dashed in edges:
        style = ", style=dashed" if dashed else ""
        lines.append(f'  {names[start]} -> {names[end]} [label="{_dot(caption)}"{style}];')
    return "\n".join([*lines, "}"]) + "\n"


def _edges(link: Link) -> Iterator[tuple[str, str, str, bool]]:
    outside = link.source != "text"
    parts = [(slot.label, slot.members) for slot in link.slots or ()] or [(label(link.relation), link.members)]
    for caption, members in parts:
        for member in members:
            yield link.surface, member, caption, outside


def _mermaid(text: str) -> str:
    """Text between Mermaid's quotes: every character with a meaning there as an entity (mermaid.js.org, flowcharts)."""
    return "".join(f"#{ord(mark)};" if mark in '"#<>&`;\\|[]{}' else mark for mark in inert(text))


def _dot(text: str) -> str:
    """Text between the quotes of a DOT string (graphviz.org, "The DOT Language")."""
    return inert(text).replace("\\", "\\\\").replace('"', '\\"')
