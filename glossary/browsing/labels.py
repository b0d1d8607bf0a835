"""What kinds, types and statuses are called in a table."""

from __future__ import annotations

from glossary.expansions import links_explaining
from glossary.linking.names import name_kind
from glossary.messages import _
from glossary.model import DocumentRecord, Link, Term

__all__ = ["document_paths", "first_place", "label", "place", "type_of"]


def label(value: str) -> str:
    """A short name in the reader's language for a value of one of the model's closed lists; others stay as they are."""
    return {
        "numeral": _("numeral"),
        "plus": _("plus"),
        "alphanumeric": _("code"),
        "latin_acronym": _("acronym"),
        "clipping": _("clipping"),
        "defined_short_form": _("short form"),
        "quoted_coinage": _("coinage"),
        "organisation": _("organisation"),
        "place": _("place"),
        "product": _("product"),
        "fullForm": _("full form"),
        "acronym": _("acronym"),
        "abbreviation": _("abbreviation"),
        "shortForm": _("short form"),
        "variant": _("variant"),
        "phrase": _("phrase"),
        "full_form": _("full form"),
        "members": _("members"),
        "slots": _("slots"),
        "definition": _("definition"),
        "preferred": _("preferred"),
        "admitted": _("admitted"),
        "deprecated": _("deprecated"),
        "superseded": _("superseded"),
        "candidate": _("candidate"),
        "accepted": _("accepted"),
        "rejected": _("rejected"),
    }.get(value, value)


def type_of(term: Term, links: tuple[Link, ...]) -> str:
    """The kind of a term's first link, which says more than its type; else the type, else what it is the name of."""
    explaining = links_explaining(term, links)
    return explaining[0].kind if explaining and term.term_type else term.term_type or name_kind(term) or ""


def place(link: Link) -> str:
    """Where a link was found: `path:line:column`; for outside knowledge, its source and that no text states it."""
    if link.evidence:
        return f"{link.evidence.document}:{link.evidence.line}:{link.evidence.column}"
    return link.document or _("{source}, not stated in these texts", source=link.source)


def first_place(term: Term, paths: dict[str, str]) -> str:
    """Where the first context of a term stands: `path:line:column`, or nothing."""
    if not term.contexts:
        return ""
    context = term.contexts[0]
    return f"{paths.get(context.document, context.document)}:{context.line}:{context.column}"


def document_paths(documents: tuple[DocumentRecord, ...]) -> dict[str, str]:
    """The path of each document by its identifier."""
    return {record.identifier: record.path for record in documents}
