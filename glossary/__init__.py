"""Chinese terminology: documents in, a glossary whose every number and link explains itself out.

Read the package in the order in which a document goes through it:

1. `model`: the records that every step takes and gives; `settings`, `errors`, `messages`, `lexicons` beside it.
2. `reading`: files become documents.
3. `text`: what is not the author's is set aside, the rest normalised, with a way back to every original offset.
4. `extraction`: candidate terms and their counts.
5. `linking`: abbreviations and what they stand for.
6. `ranking`: evidence becomes a score.
7. `formats`, `browsing`, `checking`: the three ways out.
8. `pipeline`: the order of these steps, written once; `cli`: one file per subcommand.

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
    from glossary.errors import SettingsError as SettingsError
    from glossary.formats import LossReport as LossReport
    from glossary.formats import read_glossary as read_glossary
    from glossary.formats import write_glossary as write_glossary
    from glossary.model import AnalysedDocument as AnalysedDocument
    from glossary.model import ConceptEntry as ConceptEntry
    from glossary.model import Context as Context
    from glossary.model import Document as Document
    from glossary.model import Evidence as Evidence
    from glossary.model import Finding as Finding
    from glossary.model import Glossary as Glossary
    from glossary.model import Link as Link
    from glossary.model import Provenance as Provenance
    from glossary.model import Skipped as Skipped
    from glossary.model import Term as Term
    from glossary.settings import Settings as Settings

__version__ = "0.1.0"

__all__ = [
    "AnalysedDocument",
    "ConceptEntry",
    "Context",
    "Document",
    "Evidence",
    "Finding",
    "FormatError",
    "Glossary",
    "GlossaryError",
    "InputError",
    "Link",
    "LossReport",
    "MissingExtraError",
    "ModelError",
    "Provenance",
    "Settings",
    "SettingsError",
    "Skipped",
    "Term",
    "__version__",
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
        "SettingsError",
    ),
    "glossary.formats": ("LossReport", "read_glossary", "write_glossary"),
    "glossary.model": (
        "AnalysedDocument",
        "ConceptEntry",
        "Context",
        "Document",
        "Evidence",
        "Finding",
        "Glossary",
        "Link",
        "Provenance",
        "Skipped",
        "Term",
    ),
    "glossary.settings": ("Settings",),
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
