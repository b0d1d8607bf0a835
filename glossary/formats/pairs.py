"""Source and target terms in pairs: what two-column clients take, and what they leave out of a concept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from glossary.formats.carrying import Capacity, carried_head
from glossary.formats.losses import LossKind, LossRecorder, unique_terms
from glossary.model import ConceptEntry, EntryStatus, Glossary, Term, UsageStatus

__all__ = ["DISCOURAGED", "STATUS_ORDER", "PairClient", "TermPair", "target_language", "term_pairs", "usable_entries"]

DISCOURAGED = (UsageStatus.DEPRECATED, UsageStatus.SUPERSEDED)
STATUS_ORDER = (UsageStatus.PREFERRED, None, UsageStatus.ADMITTED, *DISCOURAGED)


def _as_it_is(language: str, _is_source: bool) -> str:
    return language


def _refuse_blanks(text: str, _is_source: bool) -> str | None:
    return None if text.strip() else "term"


@dataclass(frozen=True, slots=True)
class PairClient:
    """What a client of pairs has a place for.

    Attributes:
        source, target: fields of the two terms; the source's capacity has the entry's, too.
        discouraged: whether it can mark translations not to use; otherwise deprecated and superseded ones stay out.
        comment: whether there is one note for a pair: it is the source's, else the target's, and comes back with the
            target.
        text: how it writes any text.
        refuses: the reason why it does not take a text as a source (true) or target (false) term, or none.
        language: what the language of sources (true) or targets (false) comes back as.
        part_of_speech, usage_status: what becomes of these values on the way out and back.
    """

    source: Capacity = field(default_factory=lambda: Capacity.of((), ()))
    target: Capacity = field(default_factory=lambda: Capacity.of((), ()))
    discouraged: bool = False
    comment: bool = False
    text: Callable[[str], str] = str
    refuses: Callable[[str, bool], str | None] = _refuse_blanks
    language: Callable[[str, bool], str] = _as_it_is
    part_of_speech: Callable[[str | None], str | None] = lambda part: part
    usage_status: Callable[[UsageStatus | None], UsageStatus | None] = lambda status: status


@dataclass(frozen=True, slots=True)
class TermPair:
    """A term of the glossary's language and its translation, as they come back from the client."""

    entry: ConceptEntry
    source: Term
    target: Term


def target_language(glossary: Glossary) -> str:
    """The language that the glossary translates into: English where it has any, else the first other one."""
    languages = {term.language: None for entry in glossary.entries for term in entry.terms}
    others = [language for language in languages if language.split("-")[0] != glossary.language.split("-")[0]]
    english = [language for language in others if language.split("-")[0] == "en"]
    return [*english, *others, "en"][0]


def usable_entries(glossary: Glossary, losses: LossRecorder) -> Iterator[ConceptEntry]:
    """The entries that nobody rejected."""
    for entry in glossary.entries:
        if entry.status is EntryStatus.REJECTED:
            losses.add(LossKind.DROPPED, "rejected entry", example=entry.terms[0].text)
        else:
            yield entry


def term_pairs(glossary: Glossary, client: PairClient, losses: LossRecorder) -> Iterator[TermPair]:
    """Every term of the glossary's language with every translation of its concept, preferred ones first.

    What the client has no place for is taken out of them, and counted.
    """
    languages = (glossary.language, target_language(glossary))
    losses.head(glossary, carried_head(glossary, language=client.language(glossary.language, True)))
    taken = _Taken("identifier" in client.source.entry)
    for entry in usable_entries(glossary, losses):
        sources, targets = _sides(entry, languages, client, losses)
        if not sources or not targets:
            losses.add(LossKind.DROPPED, "untranslated entry", example=entry.terms[0].text)
            continue
        pairs = _PairedEntry(entry, sources, targets, client)
        pairs.count(taken, losses)
        yield from pairs.rows()


def _sides(
    entry: ConceptEntry, languages: tuple[str, str], client: PairClient, losses: LossRecorder
) -> tuple[list[Term], list[Term]]:
    """The terms of an entry in the two languages, without those that the client cannot take."""
    sides: tuple[list[Term], list[Term]] = ([], [])
    refused = []
    for term in sorted(unique_terms(entry), key=lambda term: STATUS_ORDER.index(term.usage_status)):
        reason = client.refuses(client.text(term.text), term.language == languages[0])
        if term.language not in languages:
            reason = "term"
        elif term.language == languages[1] and term.usage_status in DISCOURAGED and not client.discouraged:
            # One in the source language stays: it stands in texts, and a translator needs to know what it means.
            reason = "deprecated term"
        if reason:
            refused.append((reason, term))
        else:
            sides[languages.index(term.language)].append(term)
    if all(sides):
        losses.distinct_terms(entry)
    # Where nothing is left to pair, the whole entry is lost, and these are why.
    kind = LossKind.DROPPED if all(sides) else LossKind.WARNING
    for reason, term in refused:
        losses.add(kind, reason, example=term.text)
    return sides


@dataclass(frozen=True, slots=True)
class _Taken:
    """The terms that a file holds already, by the entry that they come back in: an identifier, or a source term."""

    by_identifier: bool
    terms: set[tuple[str, str, str]] = field(default_factory=set)

    def homes(self, entry: ConceptEntry, sources: list[Term]) -> list[str]:
        return [entry.identifier] if self.by_identifier else [term.text for term in sources]

    def take(self, term: Term, homes: list[str]) -> bool:
        """Whether the file does not hold the term yet in one of the entries; from now on it does in all."""
        wanted = {(home, term.language, term.text) for home in homes}
        new = not wanted <= self.terms
        self.terms.update(wanted)
        return new


@dataclass(frozen=True, slots=True)
class _PairedEntry:
    """An entry on its way into rows: its terms in both languages, and what the client carries of them."""

    entry: ConceptEntry
    sources: list[Term]
    targets: list[Term]
    client: PairClient

    def written_entry(self) -> ConceptEntry:
        return self.client.source.entry_of(self.entry, self.client.text)

    def written_sources(self) -> list[Term]:
        terms = [self.client.source.term_of(term, self.client.text) for term in self.sources]
        return [replace(self._converted(term, True), note=None if self.client.comment else term.note) for term in terms]

    def written_targets(self, source: Term) -> list[Term]:
        """The targets as they stand beside one of the sources."""
        terms = [self.client.target.term_of(term, self.client.text) for term in self.targets]
        comment = self.client.text(source.note or "") if self.client.comment else ""
        return [replace(self._converted(term, False), note=comment or term.note) for term in terms]

    def _converted(self, term: Term, is_source: bool) -> Term:
        """The term with the values that the client has for its language, part of speech and usage status."""
        client = self.client
        fields = (client.source if is_source else client.target).term
        part, status = term.part_of_speech, term.usage_status
        return replace(
            term,
            language=client.language(term.language, is_source),
            part_of_speech=client.part_of_speech(part) if "part_of_speech" in fields else part,
            usage_status=client.usage_status(status) if "usage_status" in fields else status,
        )

    def count(self, taken: _Taken, losses: LossRecorder) -> None:
        written = self.written_sources()
        homes = taken.homes(self.entry, written)
        new = [taken.take(term, homes if taken.by_identifier else [term.text]) for term in written]
        losses.entry(self.entry, self.written_entry() if any(new) else ConceptEntry("", ()))
        if not taken.by_identifier:
            losses.add(LossKind.CHANGED, "split entry", len(set(homes)) - 1, example=self.entry.terms[0].text)
        for before, after, is_new in zip(self.sources, written, new, strict=True):
            if is_new:
                losses.term(before, after, one_way=("note",) if self.client.comment else ())
            else:
                losses.add(LossKind.COLLAPSED, "repeated source", example=before.text)
        for before, after in zip(self.targets, self.written_targets(self.sources[0]), strict=True):
            if taken.take(after, homes):
                losses.term(before, after)
            else:
                losses.add(LossKind.COLLAPSED, "term", example=before.text)

    def rows(self) -> Iterator[TermPair]:
        entry = self.written_entry()
        for before, source in zip(self.sources, self.written_sources(), strict=True):
            for target in self.written_targets(before):
                yield TermPair(entry, source, target)
