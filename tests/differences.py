"""What differs between a glossary and what came back of it, found from the two alone: what a loss report must say."""

from collections import Counter

from glossary.model import ConceptEntry, EntryStatus, Glossary, Term

ENTRY_FIELDS = ("subject_field", "definition", "note", "score", "status")
TERM_FIELDS = (
    *("language", "term_type", "usage_status", "reading", "part_of_speech", "frequency", "document_frequency"),
    *("evidence", "source", "note"),
)
# The reasons that a report gives for the loss of whole entries and terms, and of links and documents by name.
ENTRIES = ("rejected entry", "untranslated entry")
TERMS = (
    *("term", "deprecated term", "further translation", "long term", "comment sign", "repeated source"),
    "row beyond the size of a file",
)


def reported(losses) -> Counter[str]:
    """The losses of a report by field, whole entries and terms in one line each."""
    counts: Counter[str] = Counter()
    for loss in losses:
        if loss.kind != "warning":
            name = "entry" if loss.what in ENTRIES else "whole term" if loss.what in TERMS else loss.what
            counts[name] += loss.count
    return +counts


def squeezed(text: str) -> str:
    """The text without what formats may take out of it: spaces, byte order marks, line breaks."""
    return "".join(text.replace("\ufeff", "").split())


def difference(before: Glossary, after: Glossary, *, one_to_one: bool = False) -> Counter[str]:
    """Every difference by field. A term stands for another where nothing but white space differs.

    `one_to_one` says of a file without identifiers that it has one entry for each that went in.
    """
    counts: Counter[str] = Counter()
    for name in ("title", "language", "provenance"):
        counts[name] += getattr(before, name) != getattr(after, name)
    counts["document"] += len(set(before.documents) - set(after.documents))
    counts["link"] += len(set(before.links) - set(after.links))
    free = {id(entry): [*entry.terms] for entry in after.entries}
    unknown = set(free)
    for entry in before.entries:
        homes = homes_of(entry, before, after)
        if one_to_one:
            homes = [home for home in homes if id(home) in unknown][:1]
        if not homes:
            counts["entry"] += 1
            continue
        first = next((home for home in homes if id(home) in unknown), ConceptEntry("", ()))
        unknown -= {id(home) for home in homes}
        counts["split entry"] += len(homes) - 1
        counts["identifier"] += entry.identifier != first.identifier
        counts.update(name for name in ENTRY_FIELDS if not same(getattr(entry, name), getattr(first, name)))
        places = [free[id(home)] for home in homes]
        found = [[other for place in places for other in taken(key, term, place)] for term in entry.terms]
        for term, others in zip(entry.terms, found, strict=True):
            others = others or [other for place in places for other in taken(loose_key, term, place)]
            counts["whole term"] += not others
            if others:
                counts.update(compare_terms(term, others[0]))
    counts["invented"] = sum(map(len, free.values())) + len(unknown)
    return +counts


def taken(key, term: Term, free: list[Term]) -> list[Term]:
    """The first of the terms that may stand for this one, taken from among them."""
    for other in free:
        if key(other) == key(term):
            free.remove(other)
            return [other]
    return []


def key(term: Term) -> tuple[str, str]:
    return term.language.split("-")[0].lower(), squeezed(term.text)


def loose_key(term: Term) -> tuple[bool, str]:
    """The same for a file that does not name its second language."""
    return term.language.startswith("zh"), squeezed(term.text)


def homes_of(entry: ConceptEntry, before: Glossary, after: Glossary) -> list[ConceptEntry]:
    """The entries that came back of this one: the one of its identifier, else those that hold its main terms."""
    own = {other.identifier for other in before.entries}
    same_identifier = [other for other in after.entries if other.identifier == entry.identifier]
    strangers = [other for other in after.entries if other.identifier not in own]
    wanted, homes = main_keys(entry, before.language), {}
    for other in strangers:
        if wanted & main_keys(other, after.language):
            homes[id(other)] = other
    if entry.status is EntryStatus.REJECTED and not same_identifier:
        return []
    return same_identifier or list(homes.values())


def main_keys(entry: ConceptEntry, language: str) -> set[tuple[str, str]]:
    """The keys of an entry's terms in the glossary's language; of all its terms where it has none in that."""
    primary = language.split("-")[0]
    return {key(term) for term in entry.terms if term.language.split("-")[0] == primary} or {*map(key, entry.terms)}


def same(one: object, other: object) -> bool:
    """Whether two values are the same; nothing is nothing, but a score of 0.0 is something."""
    return one == other or (one in (None, "") and other in (None, ""))


def compare_terms(term: Term, found: Term) -> Counter[str]:
    counts = Counter(name for name in TERM_FIELDS if not same(getattr(term, name), getattr(found, name)))
    counts["text"] = term.text != found.text
    counts["contexts"] = len(set(term.contexts) - set(found.contexts))
    return counts
