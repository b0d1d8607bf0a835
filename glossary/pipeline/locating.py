"""Reading → browsing: from paths and a glossary to where its terms stand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.messages import _
from glossary.model import Glossary
from glossary.pipeline.analysis import nothing_to_read, prepare, read_distinct
from glossary.pipeline.observing import Nobody, Observer
from glossary.settings import Settings

if TYPE_CHECKING:
    from glossary.browsing.occurrences import Occurrences

__all__ = ["locate"]


def locate(
    paths: Sequence[str | Path], glossary: Glossary, settings: Settings, *, observer: Observer | None = None
) -> Occurrences:
    """Find every occurrence of a glossary's terms in the documents below `paths`, cleaned as for extraction.

    Raises:
        InputError: there is nothing to read.
    """
    from glossary.browsing.occurrences import find_occurrences

    watching = observer or Nobody()
    watching.step(_("reading"), None)
    documents = read_distinct(paths, settings, observer=watching)
    if not documents:
        raise nothing_to_read(paths)
    watching.step(_("counting"), None)
    return find_occurrences(glossary, map(prepare, documents))
