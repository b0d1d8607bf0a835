"""Chinese terminology: documents in, a glossary whose every number and link explains itself out.

Read the package in the order in which a document goes through it:

1. `model`: the records that every step takes and gives; `settings`, `errors`, `messages`, `lexicons` beside it.
2. `reading`: files become documents.
3. `text`: what is not the author's is set aside, the rest normalised, with a way back to every original offset.
4. `extraction`: candidate terms and their counts.
5. `linking`: abbreviations and what they stand for.
6. `ranking`: evidence becomes a score.
7. `formats`, `browsing`, `checking`: the three ways out.
8. `engines`: where a corpus is counted that does not fit in memory; only `pipeline` knows them.
9. `pipeline`: the order of these steps, written once; `cli`: one file per subcommand.

    import glossary

    result = glossary.extract(["speeches/"], glossary.Settings(top=200))

Everything public can be imported from here, and is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from glossary.errors import FormatError as FormatError
    from glossary.errors import GlossaryError as GlossaryError
    from glossary.errors import InputError as InputError
    from glossary.errors import MissingExtraError as MissingExtraError
    from glossary.errors import ModelError as ModelError
    from glossary.errors import SegmenterError as SegmenterError
    from glossary.errors import SettingsError as SettingsError
    from glossary.extraction.statistics import Candidates as Candidates
    from glossary.extraction.statistics import count_candidates as count_candidates
    from glossary.formats import LossReport as LossReport
    from glossary.formats import read_glossary as read_glossary
    from glossary.formats import write_glossary as write_glossary
    from glossary.linking.full_forms import FullFormIndex as FullFormIndex
    from glossary.linking.full_forms import rank_full_forms as rank_full_forms
    from glossary.linking.translations import SegmentPair as SegmentPair
    from glossary.linking.translations import Translation as Translation
    from glossary.linking.translations import align as align
    from glossary.model import AnalysedDocument as AnalysedDocument
    from glossary.model import ConceptEntry as ConceptEntry
    from glossary.model import Context as Context
    from glossary.model import Document as Document
    from glossary.model import DocumentRecord as DocumentRecord
    from glossary.model import EntryStatus as EntryStatus
    from glossary.model import Evidence as Evidence
    from glossary.model import Finding as Finding
    from glossary.model import Glossary as Glossary
    from glossary.model import Link as Link
    from glossary.model import LinkEvidence as LinkEvidence
    from glossary.model import LinkKind as LinkKind
    from glossary.model import Provenance as Provenance
    from glossary.model import Relation as Relation
    from glossary.model import Severity as Severity
    from glossary.model import Skipped as Skipped
    from glossary.model import Slot as Slot
    from glossary.model import Term as Term
    from glossary.model import TermType as TermType
    from glossary.model import UsageStatus as UsageStatus
    from glossary.pipeline import Observer as Observer
    from glossary.pipeline import analyse as analyse
    from glossary.pipeline import check as check
    from glossary.pipeline import extract as extract
    from glossary.reading import read_documents as read_documents
    from glossary.settings import DocumentUnit as DocumentUnit
    from glossary.settings import Script as Script
    from glossary.settings import Settings as Settings

__version__ = "0.1.0"

__all__ = [
    "AnalysedDocument",
    "Candidates",
    "ConceptEntry",
    "Context",
    "Document",
    "DocumentRecord",
    "DocumentUnit",
    "EntryStatus",
    "Evidence",
    "Finding",
    "FormatError",
    "FullFormIndex",
    "Glossary",
    "GlossaryError",
    "InputError",
    "Link",
    "LinkEvidence",
    "LinkKind",
    "LossReport",
    "MissingExtraError",
    "ModelError",
    "Observer",
    "Provenance",
    "Relation",
    "Script",
    "SegmentPair",
    "SegmenterError",
    "Settings",
    "SettingsError",
    "Severity",
    "Skipped",
    "Slot",
    "Term",
    "TermType",
    "Translation",
    "UsageStatus",
    "__version__",
    "align",
    "analyse",
    "check",
    "count_candidates",
    "extract",
    "rank_full_forms",
    "read_documents",
    "read_glossary",
    "write_glossary",
]

_HOMES = {
    "glossary.errors": (
        "FormatError",
        "GlossaryError",
        "InputError",
        "MissingExtraError",
        "ModelError",
        "SegmenterError",
        "SettingsError",
    ),
    "glossary.extraction.statistics": ("Candidates", "count_candidates"),
    "glossary.formats": ("LossReport", "read_glossary", "write_glossary"),
    "glossary.linking.full_forms": ("FullFormIndex", "rank_full_forms"),
    "glossary.linking.translations": ("SegmentPair", "Translation", "align"),
    "glossary.model": (
        "AnalysedDocument",
        "ConceptEntry",
        "Context",
        "Document",
        "DocumentRecord",
        "EntryStatus",
        "Evidence",
        "Finding",
        "Glossary",
        "Link",
        "LinkEvidence",
        "LinkKind",
        "Provenance",
        "Relation",
        "Severity",
        "Skipped",
        "Slot",
        "Term",
        "TermType",
        "UsageStatus",
    ),
    "glossary.pipeline": ("Observer", "analyse", "check", "extract"),
    "glossary.reading": ("read_documents",),
    "glossary.settings": ("DocumentUnit", "Script", "Settings"),
}


def __getattr__(name: str) -> Any:
    """Load a public name from the module that defines it (PEP 562)."""
    for module, names in _HOMES.items():
        if name in names:
            value = getattr(import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
