"""Terms that a person gives: a list, or a glossary."""

from __future__ import annotations

from pathlib import Path

__all__ = ["read_terms"]


def read_terms(path: Path) -> tuple[str, ...]:
    """The terms in a list with one a line, or those of a glossary in its own language; each once.

    Raises:
        GlossaryError: it is neither.
    """
    from glossary.formats import read_glossary
    from glossary.reading.encodings import decode

    if path.suffix.lower() in (".txt", ""):
        lines = decode(path.read_bytes()).text.splitlines()
        return tuple(dict.fromkeys(line.strip() for line in lines if line.strip()))
    glossary = read_glossary(path)
    main = glossary.language.split("-")[0]
    return tuple(
        dict.fromkeys(
            term.text for entry in glossary.entries for term in entry.terms if term.language.split("-")[0] == main
        )
    )
