"""Pages as they lie on paper, back to paragraphs: columns in order, wrapped lines joined, page furniture told apart.

Everything here is geometry on fragments of text with their boxes; which program reads them from a file does not matter.
"""

from __future__ import annotations

from glossary.reading.pages.flowing import Paragraph, flow_pages
from glossary.reading.pages.fragments import DESCENT, Fragment, Page

__all__ = ["DESCENT", "Fragment", "Page", "Paragraph", "flow_pages"]
