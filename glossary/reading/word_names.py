"""The names of WordprocessingML's elements and attributes, in both of its namespaces."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

__all__ = ["FALLBACK", "MATH_TEXT", "attribute", "word_name"]

# ISO/IEC 29500 transitional and strict.
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


@lru_cache(maxsize=1024)
def word_name(tag: object) -> str:
    """The local name of an element of Word's, else an empty string.

    >>> word_name("{http://purl.oclc.org/ooxml/wordprocessingml/main}p"), word_name("{urn:x}p")
    ('p', '')
    """
    namespace, _brace, name = str(tag).rpartition("}")
    return name if namespace[1:] in _WORD else ""


def attribute(element: Any, name: str) -> str:
    """The value of an attribute of Word's; empty where it is not stated."""
    for namespace in _WORD:
        value = element.get(f"{{{namespace}}}{name}")
        if value is not None:
            return str(value)
    return ""
