"""Findings as comments in a Word document, each at the exact runs of its stretch."""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from glossary.checking.places import Places
from glossary.errors import InputError
from glossary.messages import _
from glossary.model import Document, Finding
from glossary.reading.word_runs import TextPiece, body_pieces

__all__ = ["annotated"]

_AUTHOR, _INITIALS = "shuyu", "术"


def annotated(data: bytes, document: Document, findings: Sequence[Finding]) -> tuple[bytes, list[Finding]]:
    """Put a comment into a Word document for every finding; text, styles and tables stay as they are.

    Args:
        data: the bytes of the file.
        document: what was read from it.
        findings: of this document.

    Returns:
        The new file, and the findings without a comment, because Word allows none in headers, notes and text boxes.

    Raises:
        InputError: the file is not the one that was read, or of a kind that cannot be written, such as one with macros.
    """
    import docx

    try:
        file = docx.Document(io.BytesIO(data))
    except (ValueError, KeyError) as error:
        hint = _("save it as .docx")
        raise InputError(_("not a Word document that can be annotated"), where=document.path, hint=hint) from error
    text, pieces = body_pieces(file.element, *(_related(file, kind) for kind in ("numbering", "styles")))
    if not document.text.startswith(text):
        raise InputError(_("it has changed since it was read"), where=document.path, hint=_("run the check again"))
    places = Places(document.text)
    runs = _Runs(pieces)
    left: list[Finding] = []
    for finding in findings:
        start = places.offset(finding.line, finding.column)
        end = places.offset(finding.end_line, finding.end_column)
        marked = runs.cut_out(start, end) if end <= len(text) else []
        if marked:
            file.add_comment(marked, _comment(finding), _AUTHOR, _INITIALS)
        else:
            left.append(finding)
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue(), left


def _related(file: Any, kind: str) -> Any:
    """The root of a part that the main one points to, or None."""
    for relation in file.part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _comment(finding: Finding) -> str:
    """What the comment says: the message, what to write, and the code."""
    lines = [finding.message]
    if finding.suggestion is not None:
        advice = _("write: {suggestion}", suggestion=finding.suggestion) if finding.suggestion else _("delete it")
        lines.append(advice)
    return "\n".join([*lines, f"[{finding.code}]"])


class _Runs:
    """The runs of a document by the text in them; a run is split where a stretch begins or ends inside it."""

    def __init__(self, pieces: Sequence[TextPiece]) -> None:
        self._pieces = [piece for piece in pieces if _run_of(piece.element) is not None]

    def cut_out(self, start: int, end: int) -> list[Any]:
        """The first and the last run of the stretch, which begin and end with it; empty where no run holds it."""
        from docx.text.run import Run

        first = bisect_right(self._pieces, start, key=lambda piece: piece.end)
        last = bisect_left(self._pieces, end, key=lambda piece: piece.start) - 1
        if last < first:
            return []
        if self._pieces[first].start < start:
            self._split(first, start)
            first, last = first + 1, last + 1
        if self._pieces[last].end > end:
            self._split(last, end)
        elements = self._isolated(self._pieces[first], before=True), self._isolated(self._pieces[last], before=False)
        return [Run(_run_of(element), None) for element in elements]  # type: ignore[arg-type]

    def _split(self, index: int, offset: int) -> None:
        """Split the text of a piece at an offset inside it into two elements side by side."""
        piece = self._pieces[index]
        element = piece.element
        text = element.text
        following = deepcopy(element)
        element.text, following.text = text[: offset - piece.start], text[offset - piece.start :]
        for part in (element, following):
            part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        element.addnext(following)
        halves = TextPiece(piece.start, offset, element), TextPiece(offset, piece.end, following)
        self._pieces[index : index + 1] = halves

    def _isolated(self, piece: TextPiece, *, before: bool) -> Any:
        """Give the element, in a run that begins (`before`) or ends with it."""
        element = piece.element
        run = _run_of(element)
        siblings = [child for child in run if not child.tag.endswith("}rPr")]
        while element.getparent() is not run:
            element = element.getparent()
        index = siblings.index(element)
        moved = siblings[:index] if before else siblings[index + 1 :]
        if moved:
            other = run.makeelement(run.tag, dict(run.attrib))
            properties = [child for child in run if child.tag.endswith("}rPr")]
            for child in (*map(deepcopy, properties), *moved):
                other.append(child)
            (run.addprevious if before else run.addnext)(other)
        return piece.element


def _run_of(element: Any) -> Any:
    """The run that an element stands in, or None: in a formula, or in a text box, where Word allows no comment."""
    run = element
    while run is not None and not run.tag.endswith("main}r"):
        run = run.getparent()
    boxed = run is not None and any(above.tag.endswith("}txbxContent") for above in run.iterancestors())
    return None if boxed else run
