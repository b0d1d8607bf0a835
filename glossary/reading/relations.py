"""How the parts of an OOXML file point to one another (ISO/IEC 29500-2, Open Packaging Conventions)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from glossary.reading.zipped_xml import ZippedXml

__all__ = ["Relation", "main_part", "relations_of"]


class Relation(NamedTuple):
    """The last word of the relation's type, and the part it points to."""

    kind: str
    target: str


def relations_of(parts: ZippedXml, part: str) -> dict[str, Relation]:
    """What a part points to inside the file, by identifier; links to the outside are left out."""
    folder, name = posixpath.split(part)
    root = parts.parse(posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, Relation] = {}
    for relation in root if root is not None else ():
        if relation.get("TargetMode") == "External":
            continue
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[relation.get("Id", "")] = Relation(relation.get("Type", "").rsplit("/", 1)[-1], path)
    return found


def main_part(parts: ZippedXml, usual: str) -> str:
    """The part that holds the document itself."""
    for relation in relations_of(parts, "").values():
        if relation.kind == "officeDocument":
            return relation.target
    return usual
