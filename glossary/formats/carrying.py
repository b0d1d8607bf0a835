"""What a format can carry of an entry and of a term, said once: its writer writes that, and its report is the rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from glossary.model import ConceptEntry, Glossary, Provenance, Term

__all__ = ["Capacity", "carried_head"]


@dataclass(frozen=True, slots=True)
class Capacity:
    """What comes back from a format.

    Attributes:
        entry: names of fields of an entry, beside its terms.
        term: names of fields of a term; text and language always come back.
        one_way: names of what stands in a file for its readers only.
    """

    entry: frozenset[str]
    term: frozenset[str]
    one_way: frozenset[str] = frozenset()

    @classmethod
    def of(cls, entry: Iterable[str], term: Iterable[str], one_way: Iterable[str] = ()) -> Capacity:
        """A capacity from names."""
        return cls(frozenset(entry), frozenset(term), frozenset(one_way))

    def entry_of(self, entry: ConceptEntry, text: Callable[[str], str] = str, **changed: Any) -> ConceptEntry:
        """The entry without what gets lost, and without its terms; its texts written as `text` writes them.

        `changed` are the fields that a format writes in a way of its own.
        """
        values = {name: _written(getattr(entry, name), text) for name in self.entry}
        return ConceptEntry(**{"identifier": "", "terms": ()} | values | changed)

    def term_of(self, term: Term, text: Callable[[str], str] = str, **changed: Any) -> Term:
        """The term without what gets lost; its texts written as `text` writes them, fields in `changed` as they are.

        >>> Capacity.of((), ("note",)).term_of(Term("水网", note="a b", reading="shuǐ wǎng"), str.title)
        Term(text='水网', language='zh-CN', ... reading=None, ... note='A B')
        """
        values = {name: _written(getattr(term, name), text) for name in self.term}
        return Term(**{"text": _written(term.text, text), "language": term.language} | values | changed)


def _written(value: Any, text: Callable[[str], str]) -> Any:
    # Members of enumerations are texts too, but come from a list of ours.
    return (text(value) or None) if type(value) is str else value


def carried_head(glossary: Glossary, names: Collection[str] = (), language: str | None = None) -> Glossary:
    """What comes back of a glossary beside its entries: its language and the named fields."""
    return Glossary(
        title=glossary.title if "title" in names else "",
        language=language or glossary.language,
        provenance=glossary.provenance if "provenance" in names else Provenance(),
    )
