"""The best candidates as concept entries: terms with their evidence, contexts, reading and links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from glossary.extraction.statistics import Candidates, Occurrence
from glossary.identifiers import mint_identifier
from glossary.lexicons import read_lexicon
from glossary.linking.concepts import concept_of, term_type
from glossary.linking.names import PROPER_NOUN, kind_of_name
from glossary.linking.variants import written_forms
from glossary.model import AnalysedDocument, ConceptEntry, Link, Relation, Term, TermType
from glossary.ranking.contexts import ContextFinder
from glossary.ranking.scoring import Scores, evidence
from glossary.ranking.selection import CUT_OFF
from glossary.ranking.unmeasured import full_form_places, pinyin, unmeasured_term
from glossary.settings import Settings
from glossary.sharing import share_each

__all__ = ["build_entries"]

# What is written once may be a slip; its context shows it.
_SEVERAL = 2
# Entries that are made in one go where there are many: a tenth of a second's work.
_TOGETHER = 500


def build_entries(
    rows: Iterable[int],
    candidates: Candidates,
    scores: Scores,
    links: Sequence[Link],
    documents: Sequence[AnalysedDocument],
    settings: Settings,
) -> tuple[ConceptEntry, ...]:
    """Make a concept entry of each row, in that order; a short form whose full form is known shares its entry.

    Args:
        rows: of the table of candidates, best first.
        candidates: what was found and counted.
        scores: of all candidates.
        links: with identifiers.
        documents: those the candidates come from.
        settings: how many contexts of what length, and the script of the terms.
    """
    builder = _Builder(candidates, scores, links, documents, settings)
    done: set[str] = set()
    concepts = []
    for row in rows:
        text = builder.texts[row]
        if text not in done:
            names = builder.names_of_one_concept(text)
            done.update(names)
            concepts.append((row, names))

    def made(some: Sequence[tuple[int, Sequence[str]]]) -> list[ConceptEntry]:
        return [builder.entry(*concept) for concept in some]

    if isinstance(documents, list):
        return tuple(share_each(made, concepts, _TOGETHER, form=ConceptEntry))
    # Two processes would move the place in one file that each reads from. In the order of documents, each is read once.
    order = sorted(range(len(concepts)), key=lambda number: candidates.occurrences[concepts[number][0]][:1])
    entries = dict(zip(order, made([concepts[number] for number in order]), strict=True))
    return tuple(entries[number] for number in range(len(concepts)))


class _Builder:
    """What all entries of a run share."""

    def __init__(
        self,
        candidates: Candidates,
        scores: Scores,
        links: Sequence[Link],
        documents: Sequence[AnalysedDocument],
        settings: Settings,
    ) -> None:
        self.candidates, self.scores, self.documents = candidates, scores, documents
        self.texts = candidates.table["text"].to_list()
        self.words = candidates.table["words"].to_list()
        self.tags = candidates.table["tags"].to_list()
        self.frequency = candidates.table["frequency"].to_list()
        self.document_frequency = candidates.table["document_frequency"].to_list()
        self.rows = {text: row for row, text in enumerate(self.texts)}
        self.probabilities = scores.probabilities()
        self.values = scores.by_row()
        self.contexts = ContextFinder(documents, settings)
        self.links_of: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            self.links_of[link.surface].append(link)
        self.concept_of = concept_of(links)
        self.names_of: defaultdict[str, list[str]] = defaultdict(list)
        for name, concept in self.concept_of.items():
            self.names_of[concept].append(name)
        self.links_to: defaultdict[str, list[Link]] = defaultdict(list)
        for link in links:
            for member in link.members:
                self.links_to[member].append(link)
        named = {full_form for full_form in self.concept_of.values() if full_form not in self.rows}
        self.places_of_unmeasured = full_form_places(sorted(named), documents)
        self.english = {row["surface"]: row for row in read_lexicon("policy_abbreviations") if row["english"]}

    def names_of_one_concept(self, text: str) -> tuple[str, ...]:
        """The text first, then its full form and other names of that, as far as they are candidates."""
        concept = self.concept_of.get(text, text)
        others = [concept, *sorted(self.names_of[concept])]
        return (text, *(name for name in others if name != text and self._worth_keeping(name)))

    def _worth_keeping(self, name: str) -> bool:
        """Could this stand alone? The left edge of a full form is a guess; its score tells.

        How rare it is in a long text tells nothing of its edge.
        """
        row = self.rows.get(name)
        if row is None:
            return name in self.places_of_unmeasured
        return float(self.scores.sums[row]) - self.scores.contribution("shortfall", row) >= CUT_OFF

    def entry(self, row: int, names: Sequence[str]) -> ConceptEntry:
        links = [link for name in names for link in self.links_of[name]]
        definition = next((link.members[0] for link in links if link.relation is Relation.DEFINITION), None)
        complete = any(link.relation is Relation.FULL_FORM for link in links)
        terms = [term for name in names for term in self._terms_of(name, complete=complete)]
        terms += [term for name in names for term in self._translations(name)]
        return ConceptEntry(
            identifier=mint_identifier(names[0]),
            terms=tuple(terms),
            definition=definition,
            score=round(float(self.probabilities[row]), 4),
            links=tuple(dict.fromkeys(link.identifier for link in (*links, *self._links_to(names)))),
        )

    def _links_to(self, names: Sequence[str]) -> list[Link]:
        """The links that name the concept among their members: what it is one of."""
        return [link for name in names for link in self.links_to[name] if link.source == "text"]

    def _terms_of(self, name: str, *, complete: bool) -> Iterator[Term]:
        if name in self.rows:
            yield from self._terms(self.rows[name], complete=complete)
        else:
            term = unmeasured_term(name, self.places_of_unmeasured[name], self.contexts)
            yield replace(term, term_type=TermType.FULL_FORM if complete else None)

    def _terms(self, row: int, *, complete: bool) -> Iterator[Term]:
        """The term, then the other forms in which the originals write it, where they write it as given too."""
        term = self._term(row, complete=complete)
        yield term
        places: tuple[Occurrence, ...] = self.candidates.occurrences[row]
        forms = written_forms(self.documents, term.text, places)
        if term.text in forms:
            for form in sorted(form for form in forms if form != term.text and forms[form] >= _SEVERAL):
                yield Term(text=form, term_type=TermType.VARIANT, reading=pinyin(form), frequency=forms[form])

    def _term(self, row: int, *, complete: bool) -> Term:
        text = self.texts[row]
        kind = term_type(self.links_of[text])
        if kind is None and complete:
            kind = TermType.FULL_FORM
        occurrences: tuple[Occurrence, ...] = self.candidates.occurrences[row]
        return Term(
            text=text,
            term_type=kind,
            reading=pinyin(text),
            part_of_speech=PROPER_NOUN if self._is_name(row) else None,
            frequency=self.frequency[row],
            document_frequency=self.document_frequency[row],
            evidence=evidence(self.values[row]),
            contexts=self.contexts.find(text, occurrences),
        )

    def _is_name(self, row: int) -> bool:
        return kind_of_name(self.texts[row], self.words[row].split(" "), self.tags[row].split(" ")) is not None

    def _translations(self, name: str) -> list[Term]:
        row = self.english.get(name)
        explained = [link for link in self.links_of[name] if link.source == "text"]
        stated = [set(link.members) for link in explained if link.relation is not Relation.VARIANT]
        if row is None or (stated and set(row["members"].split(";")) not in stated):
            return []  # here the name means something else
        source = f"lexicon:policy_abbreviations ({row['english_source']})"
        return [Term(text=row["english"], language="en", source=source)]
