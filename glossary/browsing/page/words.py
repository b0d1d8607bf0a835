"""What the page says, in the reader's language; the page holds both languages and turns from one to the other."""

from __future__ import annotations

from collections.abc import Iterable

from glossary.browsing.labels import label
from glossary.linking.concepts import KINDS
from glossary.messages import _
from glossary.model import EntryStatus, Relation, UsageStatus

__all__ = ["page_labels", "page_words"]


def page_words() -> dict[str, str]:
    """Every sentence of the page by its key in the script; fields in braces are filled in by the script."""
    return {
        "title": _("Glossary"),
        "about": _("{entries} terms from {documents} documents"),
        "search": _("Search"),
        "search_hint": _("characters, pinyin, initials, translation"),
        "kind": _("Kind"),
        "status": _("Status"),
        "document": _("Document"),
        "sort": _("Order"),
        "all": _("all"),
        "clear": _("Clear"),
        "copy": _("Copy table"),
        "download": _("Download CSV"),
        "copied": _("{count} terms copied."),
        "count": _("{shown} of {entries} terms"),
        "range": _("{start}–{end} of {entries}"),
        "nothing": _("No term matches."),
        "pages": _("Pages"),
        "previous": _("Previous"),
        "next": _("Next"),
        "overview": _("Overview"),
        "dark": _("Dark"),
        "light": _("Light"),
        "close": _("Close"),
        "rank": _("#"),
        "term": _("Term"),
        "reading": _("Reading"),
        "expansion": _("Stands for"),
        "translation": _("Translation"),
        "frequency": _("Freq"),
        "documents": _("Docs"),
        "score": _("Score"),
        "context": _("Context"),
        "sort_rank": _("by score"),
        "sort_reading": _("by reading"),
        "sort_stroke": _("by strokes"),
        "sort_term": _("by characters in pinyin order"),
        "sort_frequency": _("by frequency"),
        "sort_documents": _("by documents"),
        "sort_length": _("by length"),
        "subject": _("Subject field"),
        "definition": _("Definition"),
        "note": _("Note"),
        "source": _("Source"),
        "term_note": _("Note on the term"),
        "stands_for": _("Stands for"),
        "named_by": _("Named by"),
        "other_terms": _("Other terms"),
        "contexts": _("Contexts"),
        "confidence": _("confidence {value}"),
        "others": _("and {count} more places"),
        "outside": _("{source}, not stated in these texts"),
        "evidence": _("Evidence"),
        "measure": _("Measure"),
        "value": _("Value"),
        "adds": _("Adds"),
        "sum": _("Sum {sum}; score of the entry {score}, from 0 to 1"),
        "dispersion": _("Where it stands, from the first document to the last"),
        "dispersion_alt": _("It stands in {bins} of {all} equal parts of the documents."),
        "scores": _("Entries by score"),
        "scores_alt": _("A histogram: how many entries have which score."),
        "growth": _("Different terms after so many characters"),
        "growth_alt": _("A curve: how the number of terms grows as documents are added."),
        "together": _("Terms that stand in the same sentences"),
        "together_alt": _("Terms on a circle; a line joins two that share sentences, thicker where they do so more."),
        "keys": _("Keys: / search, ↑ ↓ move, Enter open, Esc close, n and p turn pages."),
        "without_script": _("Without JavaScript this page shows the first rows only."),
        "outdated": _("This browser is too old to show more than the first rows: open the page in a current one."),
    }


def page_labels(names: Iterable[str]) -> dict[str, str]:
    """What kinds, types, statuses and relations are called, and so the given measures and units."""
    values = (*KINDS, *EntryStatus, *UsageStatus, *Relation, *names)
    return {value: label(value) for value in map(str, values) if label(value) != value}
