"""`glossary.tbx`: TBX-Basic, version 3 (ISO 30042:2019), in the style that names elements after data categories (DCT).

Written for translation tools: rejected entries stay out. Reads version 3 in both styles and version 2 (MARTIF).
Elements and picklists: LTAC Global, TBX-Basic dialect, modules Core, Min and Basic.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, ModelError
from glossary.formats.losses import LossRecorder
from glossary.formats.tbx_writing import DCT, LINK_MARK, STATUS_SUFFIX, write_tbx_in
from glossary.formats.xml import LANGUAGE, parse_xml
from glossary.identifiers import mint_identifier
from glossary.messages import _
from glossary.model import ConceptEntry, Glossary, Term, TermType, UsageStatus

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["read_tbx", "write_tbx"]


def write_tbx(glossary: Glossary, stream: BinaryIO, losses: LossRecorder) -> None:
    """Write the glossary as TBX-Basic, version 3, DCT."""
    write_tbx_in(DCT, glossary, stream, losses)


_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = ("langSec", "langSet")
# What Weblate, Crowdin and others call the statuses, and types of terms in capital letters.
_OTHER_STATUSES = {
    "forbidden": "deprecated",
    "obsolete": "superseded",
    "not recommended": "deprecated",
    "notrecommended": "deprecated",
}
_TERM_TYPES = {kind.lower(): kind for kind in TermType}
_TERMS = ("termSec", "tig", "ntig")


def read_tbx(path: Path, content: bytes) -> Glossary:
    """The glossary in a TBX file. Contexts stay behind: their documents are not in it.

    Raises:
        FormatError: not XML, not TBX, or a value that no glossary may hold, with its line.
    """
    root = parse_xml(path, content)
    if _name(root) not in ("tbx", "martif"):
        raise FormatError(
            _("not TBX: its outermost element is <{name}>", name=_name(root)),
            where=str(path),
            hint=_("export it as TBX-Basic"),
        )
    language = root.get(LANGUAGE) or "zh-CN"
    titles = [element for element in root.iter() if _name(element) == "title"]
    return Glossary(
        title=_text(titles[0]).strip() if titles else "",
        language=language,
        entries=tuple(_read_entry(element, path) for element in root.iter() if _name(element) in _ENTRIES),
    )


def _name(element: Element) -> str:
    """The element's name without its namespace; empty for a processing instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _category(element: Element) -> str:
    """The data category: the element's name in one style, its `type` in the other."""
    return element.get("type") or _name(element)


def _text(element: Element) -> str:
    """The text of an element; where it was broken into lines for the eye, one space stands for each break."""
    text = "".join(map(str, element.itertext()))
    return text if "\n" not in text else " ".join(text.split())


def _values(parent: Element) -> Iterator[tuple[str, str]]:
    """Data category and text of everything that is said about a section itself, groups opened."""
    for child in parent:
        if _name(child) in (*_LANGUAGES, *_TERMS, "term"):
            continue
        if (child.get("id") or "").startswith(LINK_MARK):
            continue
        if _name(child).endswith("Grp"):
            # What stands beside the first element of a group is about that element, e.g. the source of a context.
            yield from list(_values(child))[:1]
        elif _name(child):
            yield _category(child), _text(child)


def _read_entry(element: Element, path: Path) -> ConceptEntry:
    values = dict(reversed(list(_values(element))))
    terms: list[Term] = []
    for section in (child for child in element if _name(child) in _LANGUAGES):
        definition = dict(_values(section)).get("definition")
        if definition:
            values.setdefault("definition", definition)
        language = (section.get(LANGUAGE) or section.get("lang") or "").replace("_", "-")
        for child in (child for child in section if _name(child) in _TERMS):
            terms.append(_read_term(child, language, path))
    if not terms:
        raise FormatError(_("an entry without a term"), where=f"{path}:{element.sourceline}", hint=_("delete it"))
    try:
        return ConceptEntry(
            element.get("id") or mint_identifier(terms[0].text),
            tuple(terms),
            subject_field=values.get("subjectField"),
            definition=values.get("definition"),
            note=values.get("note"),
        )
    except ModelError as error:
        raise FormatError(error.what, where=f"{path}:{element.sourceline}", hint=error.hint) from error


def _read_term(element: Element, language: str, path: Path) -> Term:
    where = f"{path}:{element.sourceline}"
    term = next((child for child in element.iter() if _name(child) == "term"), None)
    if term is None or not language:
        raise FormatError(_("a term section without a term or a language"), where=where, hint=_("complete it"))
    values = dict(reversed(list(_values(element))))
    status = values.get("administrativeStatus", "").removesuffix(STATUS_SUFFIX)
    status = _OTHER_STATUSES.get(status.lower(), status) or ("deprecated" if values.get("forbidden") == "true" else "")
    part_of_speech = values.get("partOfSpeech")
    term_type = _TERM_TYPES.get(values.get("termType", "").lower().replace("_", ""))
    try:
        return Term(
            _text(term),
            language,
            term_type=term_type,
            usage_status=UsageStatus(status) if status in list(UsageStatus) else None,
            part_of_speech=part_of_speech.lower() if part_of_speech and part_of_speech.isupper() else part_of_speech,
            source=values.get("source"),
            note=values.get("note"),
        )
    except ModelError as error:
        raise FormatError(f"{error.what}: {error.where}", where=where, hint=error.hint) from error
