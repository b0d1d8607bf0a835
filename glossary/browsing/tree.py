"""What short forms stand for, as trees: each member that stands for something itself goes on below."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Unpack

from rich.text import Text
from rich.tree import Tree

from glossary.browsing.display import inert
from glossary.browsing.labels import label, place
from glossary.browsing.selection import Selection, select_rows
from glossary.expansions import links_explaining
from glossary.messages import _
from glossary.model import Glossary, Link

__all__ = ["expansion_trees"]


def expansion_trees(glossary: Glossary, **selection: Unpack[Selection]) -> tuple[Tree, ...]:
    """A tree for each selected row that stands for something.

    A link that says the same as another one is not shown again; a member that leads back to a form above it ends there.

    Raises:
        SettingsError: unknown order, kind, status or document.
    """
    by_surface: defaultdict[str, list[Link]] = defaultdict(list)
    for link in glossary.links:
        by_surface[link.surface].append(link)
    trees = []
    for row in select_rows(glossary, **selection):
        links = links_explaining(row.term, row.links)
        if links:
            tree = Tree(Text(inert(row.term.text), style="bold"), guide_style="dim")
            _grow(tree, links, by_surface, (row.term.text,))
            trees.append(tree)
    return tuple(trees)


def _grow(tree: Tree, links: Sequence[Link], by_surface: dict[str, list[Link]], above: tuple[str, ...]) -> None:
    distinct = {(link.relation, link.members): link for link in reversed(links)}
    for link in reversed(distinct.values()):
        caption = " · ".join((label(link.kind), label(link.relation), place(link)))
        branch = tree.add(Text(inert(caption), style="dim"))
        for slot in link.slots or ():
            part = branch.add(Text(_("{slot}: {count}", slot=inert(slot.label), count=len(slot.members)), style="cyan"))
            for member in slot.members:
                _add_member(part, member, by_surface, above)
        if not link.slots:
            for member in link.members:
                _add_member(branch, member, by_surface, above)


def _add_member(tree: Tree, member: str, by_surface: dict[str, list[Link]], above: tuple[str, ...]) -> None:
    node = tree.add(Text(inert(member), style="green"))
    if member in by_surface and member not in above:
        _grow(node, by_surface[member], by_surface, (*above, member))
