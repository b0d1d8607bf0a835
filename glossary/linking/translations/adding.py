"""Concept entries with the translations that the user's own material supports, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

from glossary.linking.translations.alignment import align
from glossary.linking.translations.brackets import Bracket, find_brackets
from glossary.linking.translations.records import SegmentPair, Translation
from glossary.messages import _
from glossary.model import (
    AnalysedDocument,
    ConceptEntry,
    Context,
    Evidence,
    Link,
    Relation,
    Term,
    TermType,
)
from glossary.settings import Aligner, Settings

__all__ = ["add_translations"]

TARGET_LANGUAGE = "en"
# On development data, of the best translations that score below, fewer than four in ten are right; above, seven in ten.
LEAST_SCORE = 0.15
# Translations of a term among which the full form of an acronym is looked for.
ALTERNATIVES = 5
# A single segment supports what fits it well, and nothing else.
LEAST_SCORE_ONCE = 0.4


def add_translations(
    entries: Sequence[ConceptEntry],
    documents: Sequence[AnalysedDocument],
    links: Sequence[Link],
    pairs: Sequence[SegmentPair],
    settings: Settings,
    look: Callable[[Collection[str]], Mapping[str, Sequence[Bracket]]] | None = None,
) -> tuple[ConceptEntry, ...]:
    """Give entries the translations that brackets in the documents and the segment pairs support.

    A numeral abbreviation whose members are all translated gets a draft made of these. Where nothing supports a
    translation there is none. `look` finds what stands in brackets beside terms; without it, the documents are read.
    """
    texts = [text for entry in entries for text in _chinese(entry)]
    brackets = find_brackets(documents, texts) if look is None else look(texts)
    aligned = _aligned(pairs, texts, settings.aligner) if pairs else {}
    in_brackets = {text: _bracket_term(found, documents, settings) for text, found in brackets.items()}
    translated = [_translated(entry, in_brackets, aligned, settings) for entry in entries]
    return _with_drafts(translated, links)


def _chinese(entry: ConceptEntry) -> list[str]:
    return [term.text for term in entry.terms if term.language.startswith("zh")]


def _aligned(pairs: Sequence[SegmentPair], texts: Sequence[str], aligner: Aligner) -> dict[str, list[Translation]]:
    """The best translation of each term; where it is an acronym, what it stands for comes first, if that is found."""
    ranked: dict[str, list[Translation]] = {}
    for found in align(pairs, texts, top=ALTERNATIVES, aligner=aligner):
        ranked.setdefault(found.term, []).append(found)
    chosen = {}
    for text, candidates in ranked.items():
        best = candidates[0]
        if _is_supported(best):
            full = next((found for found in candidates[1:] if spells(best.text, found.text)), None)
            chosen[text] = [full, best] if full else [best]
    return chosen


def spells(acronym: str, full_form: str) -> bool:
    """Whether the initials of a phrase spell an acronym; small words may be passed over, and a plural has its s.

    >>> spells("HKMA", "Hong Kong Monetary Authority"), spells("AIs", "authorized institutions"), spells("IA", "is")
    (True, True, False)
    """
    letters = acronym.removesuffix("s")
    words = [word for word in full_form.replace("-", " ").split() if word]
    content = [word for word in words if word.lower() not in ("of", "and", "the", "for", "on", "in", "to")]
    initials = {"".join(word[0] for word in group).upper() for group in (words, content)}
    return len(letters) > 1 and letters.isupper() and letters in initials


def is_part(text: str, whole: str) -> bool:
    """Whether a phrase is some of the words of a longer one.

    >>> is_part("Road", "Belt and Road Initiative"), is_part("road", "Broad Street")
    (True, False)
    """
    return text.lower() != whole.lower() and f" {text.lower()} " in f" {whole.lower()} "


def _is_supported(found: Translation) -> bool:
    return found.score >= (LEAST_SCORE if found.count > 1 else LEAST_SCORE_ONCE)


def _translated(
    entry: ConceptEntry,
    brackets: dict[str, Term],
    aligned: dict[str, list[Translation]],
    settings: Settings,
) -> ConceptEntry:
    """The entry with new translations behind its terms; one that it has already is not added again."""
    proposed = [brackets[text] for text in _chinese(entry) if text in brackets]
    proposed += [_aligned_term(found, settings) for text in _chinese(entry) for found in aligned.get(text, ())]
    known = {term.text.lower() for term in entry.terms if not term.language.startswith("zh")}
    added: list[Term] = []
    for term in proposed:
        # Part of a translation that there is already, e.g. in brackets, is where the alignment stopped too early.
        if term.text.lower() not in known and not any(is_part(term.text, text) for text in known):
            known.add(term.text.lower())
            added.append(term)
    return replace(entry, terms=(*entry.terms, *added)) if added else entry


def _bracket_term(found: Sequence[Bracket], documents: Sequence[AnalysedDocument], settings: Settings) -> Term:
    """The text that stands in brackets most often, with its places."""
    texts = [bracket.text for bracket in found]
    text = max(dict.fromkeys(texts), key=texts.count)
    places = [bracket for bracket in found if bracket.text == text]
    shown = places[: settings.maximum_contexts]
    return Term(
        text=text,
        language=TARGET_LANGUAGE,
        term_type=TermType.ACRONYM if text.isupper() and " " not in text else None,
        frequency=len(places),
        document_frequency=len({bracket.document for bracket in places}),
        contexts=tuple(_bracket_context(bracket, documents[bracket.document], settings) for bracket in shown),
        source="text",
        note=_("in brackets beside the term"),
    )


def _bracket_context(bracket: Bracket, analysed: AnalysedDocument, settings: Settings) -> Context:
    document = analysed.document
    start, end = analysed.normalised.original_span(bracket.start, bracket.end)
    line_start = max(document.text.rfind(mark, 0, start) for mark in "\r\n") + 1
    line = document.text.count("\n", 0, start) + document.text.replace("\r\n", "  ").count("\r", 0, start) + 1
    cut = max(line_start, start - settings.context_length // 2)
    sentence = document.text[cut : max(end, cut + settings.context_length)].splitlines()[0]
    return Context(
        document=document.identifier,
        start=start,
        end=end,
        line=line,
        column=start - line_start + 1,
        location=document.location(start),
        surface=document.text[start:end],
        text=sentence.strip(),
    )


def _aligned_term(found: Translation, settings: Settings) -> Term:
    pair = found.evidence[0]
    return Term(
        text=found.text,
        language=TARGET_LANGUAGE,
        term_type=TermType.ACRONYM if found.text.isupper() and found.text.isalpha() else None,
        evidence=(
            Evidence("translation_score", found.score, "share"),
            Evidence("translation_segments", float(found.count), "segments"),
        ),
        contexts=(_aligned_context(found, pair, settings),),
        source=f"bitext:{pair.document or '-'}:{pair.line}",
        note=_("confidence {score:.2f}, {count} segments", score=found.score, count=found.count),
    )


def _aligned_context(found: Translation, pair: SegmentPair, settings: Settings) -> Context:
    """The place of the phrase in the target text of its bilingual file."""
    offset = max(pair.target.lower().find(found.text.lower()), 0)
    end = offset + len(found.text)
    cut = max(0, end - settings.context_length) if end > settings.context_length else 0
    return Context(
        document=pair.document or "-",
        start=pair.target_start + offset,
        end=pair.target_start + end,
        line=max(pair.line, 1),
        column=pair.target_column + offset,
        location=None,
        surface=pair.target[offset:end],
        text=" ".join(pair.target[cut : max(end, cut + settings.context_length)].split()),
    )


def _with_drafts(entries: Sequence[ConceptEntry], links: Sequence[Link]) -> tuple[ConceptEntry, ...]:
    """Compose the translation of a numeral abbreviation from those of its members, and mark it as a draft."""
    english: dict[str, str] = {}
    for entry in entries:
        target = next((term.text for term in entry.terms if term.language == TARGET_LANGUAGE), None)
        if target is not None:
            english.update(dict.fromkeys(_chinese(entry), target))
    members = {link.identifier: link.members for link in links if link.relation is Relation.MEMBERS}
    drafted = []
    for entry in entries:
        lists = [members[identifier] for identifier in entry.links if identifier in members]
        whole = next((names for names in lists if len(names) > 1 and all(name in english for name in names)), None)
        if whole is not None and not any(term.language == TARGET_LANGUAGE for term in entry.terms):
            entry = replace(entry, terms=(*entry.terms, _draft([english[name] for name in whole])))
        drafted.append(entry)
    return tuple(drafted)


def _draft(parts: Sequence[str]) -> Term:
    return Term(
        text=f"{', '.join(parts[:-1])} and {parts[-1]}",
        language=TARGET_LANGUAGE,
        term_type=TermType.PHRASE,
        source="composition",
        note=_("draft: composed from the translations of the members"),
    )
