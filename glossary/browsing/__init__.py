"""Looking at a glossary: the table of terms, concordances, explanations, links. Everything is a rich renderable.

Text from documents is shown as it is: markup in it means nothing, and control sequences are made visible.
"""

from __future__ import annotations

from glossary.browsing.concordance import concordance, concordance_rows
from glossary.browsing.drawing import draw_html, draw_svg
from glossary.browsing.explanation import explain
from glossary.browsing.links import links_graph, links_table, plain_link_rows
from glossary.browsing.selection import Row, Selection, Sort, find_row, select_rows
from glossary.browsing.table import TOP, plain_rows, term_table
from glossary.browsing.tree import expansion_trees

__all__ = [
    "TOP",
    "Row",
    "Selection",
    "Sort",
    "concordance",
    "concordance_rows",
    "draw_html",
    "draw_svg",
    "expansion_trees",
    "explain",
    "find_row",
    "links_graph",
    "links_table",
    "plain_link_rows",
    "plain_rows",
    "select_rows",
    "term_table",
]
