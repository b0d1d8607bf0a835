"""Bilingual files in, documents of segment pairs out: one file per format, each with a `READER`.

Such a document has one pair a line: source, tab, target. Only the checks of translations read these files, so they have
a registry of their own.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from glossary.reading.reader import Reader

__all__ = ["known_bitext_readers"]

_SHARED = frozenset({"segments"})


@cache
def known_bitext_readers() -> dict[str, Reader]:
    """The readers of bilingual files by the suffix they take."""
    found: dict[str, Reader] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        if module.name not in _SHARED:
            reader: Reader = importlib.import_module(f"{__name__}.{module.name}").READER
            found |= dict.fromkeys(reader.suffixes, reader)
    return found
