"""All options in one place, each with its unit and its reason."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from enum import StrEnum

from glossary.errors import SettingsError

__all__ = ["Aligner", "DocumentUnit", "Engine", "Region", "Script", "Settings"]

_SHOWN_VALUES = 10
# Where a run is done.
_PLACES = frozenset({"engine", "memory", "work", "master"})


class Script(StrEnum):
    """Which characters `Term.text` is written in; the other forms are variants."""

    HANS = "hans"
    HANT = "hant"
    AS_WRITTEN = "as-written"


class Region(StrEnum):
    """Whose words become those of the mainland; characters are simplified in any case."""

    KEEP = "keep"
    TAIWAN = "tw"
    HONG_KONG = "hk"


class Engine(StrEnum):
    """Where a corpus is counted; the result is the same."""

    LOCAL = "local"
    SHARDS = "shards"
    SPARK = "spark"


class Aligner(StrEnum):
    """What finds which words of two texts belong together."""

    BUILT_IN = "built-in"
    EFLOMAL = "eflomal"


class DocumentUnit(StrEnum):
    """What counts as one document in a text file."""

    FILE = "file"
    LINE = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a run is to be done. The defaults suit a handful of documents and a large corpus alike.

    Attributes:
        minimum_frequency: occurrences a term needs. 1, because four fifths of a document's terms occur once; the score
            and the cut-off, not the count, decide.
        maximum_length: characters of the longest string that is counted. Longer terms come from structure and
            noun-phrase shape.
        minimum_length: characters of the shortest term. 2, because a single character is a word of the language.
        stop_patterns: terms to leave out, `*` standing for anything: `新型*` by the head, `*情况` by the tail,
            `*相关*` by what is inside, `泵站` as a whole.
        kinds: the kinds of links and types of terms to keep, by their names; empty for all.
        known_terms: the terms of the user's termbase. Those that stand in the documents are kept, whatever their score.
        new_only: leave the known terms out instead.
        reference: paths of texts to hold against the documents: what is common there too says less.
        top: entries at the most; None leaves it to the cut-off.
        maximum_entries: entries a glossary holds at the most, whatever the cut-off says: a table that nobody scrolls.
        maximum_contexts: contexts kept for a term.
        context_length: characters of a context's text at the most.
        segmenters: names of the segmenters, or `NAME=MODEL`. The first one cuts; where the others disagree,
            asked in a sample, counts against a candidate. `dictionary` is quick and needs no model.
        whole_terms: terms that no segmenter cuts; nor does one cut those of the termbase.
        disagreement_sample: characters around candidates that each further segmenter reads, whatever the size of the
            input. 60,000 take the slowest local one, at 0.07 MB/s, about three seconds.
        script: see `Script`.
        document_unit: see `DocumentUnit`.
        regional_words: see `Region`. None by default: which word an author chose is a fact about the text.
        aligner: see `Aligner`. eflomal is a program of its own, to be installed with the extra of its name.
        dictionaries: paths of CC-CEDICT or glossaries, which give terms without a translation one, the first that has
            it.
        sample_size: characters that are read word by word; of larger inputs, a sample of about this size is, and all
            is counted. 300,000 are some 400 pages: words, structure and links cost a hundred times as much as
            counting. With ten times the sample, 65% of the first 200 terms of four million characters stay, and 88%
            of the first 5,000.
        maximum_file_size: bytes of a single input file; larger ones are refused with a message, because they would not
            fit in memory beside their counts.
        maximum_unpacked_size: bytes that a zipped file (docx, epub, zip folder) may unpack to. A parsed tree takes ten
            times as much memory or so; 256 MB of XML are tens of thousands of pages, and a zip bomb has more.
        maximum_pages: pages of a PDF or OFD file. The longest laws and yearbooks have some thousands.
        maximum_archive_files: files that are read from one zip folder, those in folders inside it included.
        maximum_archive_depth: how deep zip folders may lie in one another; people nest them once or twice.
        engine: see `Engine`: in memory, in shards on disk, or on a Spark cluster.
        memory: bytes that a run with shards may take in all, programs and libraries included. A gigabyte is free on any
            machine of today.
        work: the folder in which shards are kept, for going on after a break and for adding documents.
        master: the URL of the Spark cluster; None takes what Spark is set up for, or this machine.
        conversion_seconds: seconds that LibreOffice may take for one file; a long report takes ten.

    Raises:
        SettingsError: a value is out of its range.
    """

    minimum_frequency: int = 1
    maximum_length: int = 12
    minimum_length: int = 2
    stop_patterns: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    known_terms: tuple[str, ...] = ()
    new_only: bool = False
    reference: tuple[str, ...] = ()
    top: int | None = None
    maximum_entries: int = 10_000
    maximum_contexts: int = 5
    context_length: int = 80
    segmenters: tuple[str, ...] = ("dictionary",)
    whole_terms: tuple[str, ...] = ()
    disagreement_sample: int = 60_000
    script: Script = Script.HANS
    document_unit: DocumentUnit = DocumentUnit.FILE
    regional_words: Region = Region.KEEP
    aligner: Aligner = Aligner.BUILT_IN
    dictionaries: tuple[str, ...] = ()
    sample_size: int = 300_000
    engine: Engine = Engine.LOCAL
    memory: int = 1 << 30
    work: str | None = None
    master: str | None = None
    maximum_file_size: int = 1 << 30
    maximum_unpacked_size: int = 1 << 28
    maximum_pages: int = 20_000
    maximum_archive_files: int = 10_000
    maximum_archive_depth: int = 3
    conversion_seconds: int = 120

    def __post_init__(self) -> None:
        for name, least in (
            ("minimum_frequency", 1),
            ("maximum_length", 2),
            ("minimum_length", 1),
            ("maximum_entries", 1),
            ("maximum_contexts", 1),
            ("context_length", 20),
            ("sample_size", 1_000),
            ("disagreement_sample", 1_000),
            ("memory", 1),
            ("maximum_file_size", 1),
            ("maximum_unpacked_size", 1),
            ("maximum_pages", 1),
            ("maximum_archive_files", 1),
            ("maximum_archive_depth", 1),
            ("conversion_seconds", 1),
        ):
            if getattr(self, name) < least:
                raise SettingsError(f"{name} must be at least {least}", hint=f"it is {getattr(self, name)}")
        if self.top is not None and self.top < 1:
            raise SettingsError("top must be at least 1", hint=f"it is {self.top}")

    def changed(self) -> dict[str, str]:
        """The settings that differ from the defaults, as text, for a glossary's provenance.

        Those that say where a run is done, and not what, are left out: its result is the same anywhere.
        """
        default = Settings()
        return {
            entry.name: _shown(getattr(self, entry.name))
            for entry in fields(self)
            if entry.name not in _PLACES and getattr(self, entry.name) != getattr(default, entry.name)
        }


def _shown(value: object) -> str:
    """A value as text; of a long list its length and a digest."""
    if isinstance(value, tuple) and len(value) > _SHOWN_VALUES:
        return f"{len(value)} values, sha256 {hashlib.sha256(repr(value).encode()).hexdigest()}"
    return str(value)
