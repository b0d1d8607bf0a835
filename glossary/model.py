"""The records that every step takes and gives, in the terminology field's own words.

Reading order: `Document` (what was read), `AnalysedDocument` (what the text steps saw in it), `Link` (what stands for
what), `Term` and `ConceptEntry` (what a glossary holds), `Glossary`. All are frozen; collections in them are tuples.

Offsets count code points, start at 0, and end exclusive. `Document` and `Context` offsets refer to the document's
original text; everything inside `AnalysedDocument` refers to its normalised text unless it says otherwise.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from glossary.errors import ModelError
from glossary.messages import _

__all__ = [
    "AnalysedDocument",
    "Barrier",
    "BarrierKind",
    "Block",
    "BlockKind",
    "ConceptEntry",
    "Context",
    "Document",
    "DocumentRecord",
    "Edit",
    "EntryStatus",
    "Evidence",
    "Finding",
    "Glossary",
    "Landmark",
    "Link",
    "LinkEvidence",
    "LinkKind",
    "NormalisedText",
    "Provenance",
    "Quotation",
    "Relation",
    "SetAside",
    "Severity",
    "Skipped",
    "Slot",
    "Term",
    "TermType",
    "Token",
    "UsageStatus",
]


# ------------------------------------------------------------------ what was read


@dataclass(frozen=True, slots=True)
class Landmark:
    """Where in its file a stretch of text stands, from `start` up to the next landmark: a page, a cell, a slide.

    `label` is what a person would say, e.g. `"page 3"`, `"table 1, row 2, cell 1"`, `"footnote 4"`; `is_cell` tells
    that a cell of a table starts there.
    """

    start: int
    label: str
    is_cell: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read: `text` is the original that every offset in a glossary points into.

    Attributes:
        identifier: `d1`, `d2`, ... in the order of reading.
        path: relative to the input root, with `/`; `-` for standard input.
        title: the document's own title, else the name of its file.
        text: the original text; lines end with LF, CRLF or CR as they did in a text file.
        sha256: hexadecimal digest of the file's bytes (of the line's UTF-8 bytes in a `.jsonl` file).
        encoding: the name Python knows it by, e.g. `utf-8`, `gb18030`.
        landmarks: sorted by `start`; empty for plain text.
        warnings: what the reader noticed and a person should know, one sentence each.
        set_aside: what the reader knows to be no text of the author's, such as page numbers; sorted and apart.
    """

    identifier: str
    path: str
    title: str
    text: str
    sha256: str
    encoding: str
    landmarks: tuple[Landmark, ...] = ()
    warnings: tuple[str, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def location(self, start: int) -> str | None:
        """The label of the landmark that holds the offset, or None where the file has none."""
        index = bisect_right(self.landmarks, start, key=lambda landmark: landmark.start) - 1
        return self.landmarks[index].label if index >= 0 else None


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that could not be read, and why, in one line."""

    path: str
    reason: str


# ------------------------------------------------------------------ what the text steps saw


@dataclass(frozen=True, slots=True)
class Edit:
    """Normalised text from `start` to `end` stands for the original from `original_start` to `original_end`.

    Only stretches whose two lengths differ need an edit; everything between two edits maps one to one.
    """

    start: int
    end: int
    original_start: int
    original_end: int


@dataclass(frozen=True, slots=True)
class NormalisedText:
    """A text as the steps after reading see it, and the way back to the original.

    Attributes:
        text: the normalised text.
        edits: sorted, not overlapping.
    """

    text: str
    edits: tuple[Edit, ...] = ()

    def original_start(self, offset: int) -> int:
        """The original offset of the character at `offset`; after a deletion, the first character that was kept.

        >>> NormalisedText("项目", (Edit(1, 1, 1, 8),)).original_start(1)
        8
        """
        index = bisect_right(self.edits, offset, key=lambda edit: edit.start) - 1
        if index < 0:
            return offset
        edit = self.edits[index]
        if offset < edit.end:
            return edit.original_start
        return edit.original_end + offset - edit.end

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a non-empty span: from its first character to the end of its last one.

        What was deleted at either edge stays outside; what was deleted inside is part of it.

        >>> NormalisedText("项目", (Edit(1, 1, 1, 8),)).original_span(0, 2)
        (0, 9)
        """
        if not self.edits and start < end:
            return start, end
        if end <= start:
            first = self.original_start(start)
            return first, first
        last = end - 1
        index = bisect_right(self.edits, last, key=lambda edit: edit.start) - 1
        if index >= 0 and last < self.edits[index].end:
            return self.original_start(start), self.edits[index].original_end
        return self.original_start(start), self.original_start(last) + 1


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stretch of the original text that is not the author's: kept out of the statistics, never deleted.

    `rule` names the row of `lexicons/boilerplate.tsv`, or the step, that set it aside.
    """

    start: int
    end: int
    rule: str


class BarrierKind(StrEnum):
    """Why no term may cross a stretch of text."""

    MASK = "mask"
    GARBLED = "garbled"


@dataclass(frozen=True, slots=True)
class Barrier:
    """A stretch that no term may touch: a mask (××, **, XX) or a garbled run. It stays in the text."""

    start: int
    end: int
    kind: BarrierKind


class BlockKind(StrEnum):
    """What a line of the text is."""

    TITLE = "title"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    PARAGRAPH = "paragraph"
    CELL = "cell"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, list item, paragraph or cell.

    Attributes:
        start, end: the whole block, its marker included, the line end not.
        content_start: where its text starts after the marker (`一、`, `(二)`, `1.`, `第一章`).
        level: the depth of its numbering, 1 for the outermost; 0 where it has no marker.
        number: the number its marker states (一、 is 1); None where it has none.
    """

    kind: BlockKind
    start: int
    end: int
    content_start: int
    level: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """What stands inside a pair of quotation or book-title marks; the marks themselves lie outside the span.

    `opening` is the opening mark, one of “ ‘ 「 『 《 〈 and the straight quotes.
    """

    start: int
    end: int
    opening: str


@dataclass(frozen=True, slots=True)
class Token:
    """A word as a segmenter cut it. `tag` is its part of speech in the ICTCLAS set that jieba uses, or `x`."""

    start: int
    end: int
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class AnalysedDocument:
    """A document and what the text steps saw in it. Made once, by `pipeline.analyse`.

    Attributes:
        document: the original.
        normalised: its normalised text; a stretch that was set aside is a line break in it.
        set_aside: in offsets of the original.
        barriers, blocks, sentences, quotations, tokens: in offsets of the normalised text, sorted by start. Sentences
            are (start, end) pairs and keep their final mark. Quotations may nest. Gaps between tokens are white space.
    """

    document: Document
    normalised: NormalisedText
    set_aside: tuple[SetAside, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    quotations: tuple[Quotation, ...] = ()
    tokens: tuple[Token, ...] = ()

    @property
    def text(self) -> str:
        """The normalised text."""
        return self.normalised.text


# ------------------------------------------------------------------ what stands for what


class LinkKind(StrEnum):
    """What sort of form a link explains: a short form, or a variant."""

    NUMERAL = "numeral"
    PLUS = "plus"
    ALPHANUMERIC = "alphanumeric"
    LATIN_ACRONYM = "latin_acronym"
    CLIPPING = "clipping"
    DEFINED_SHORT_FORM = "defined_short_form"
    QUOTED_COINAGE = "quoted_coinage"
    VARIANT = "variant"


class Relation(StrEnum):
    """How the members of a link relate to its surface."""

    FULL_FORM = "full_form"
    MEMBERS = "members"
    SLOTS = "slots"
    DEFINITION = "definition"
    VARIANT = "variant"


@dataclass(frozen=True, slots=True)
class Slot:
    """One part of a patterned surface and what fills it: the 5 of 5+4 and five industries."""

    label: str
    members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkEvidence:
    """The sentence a link was found in. `document` is a relative path; line and column start at 1."""

    document: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A surface and what it stands for.

    Attributes:
        members: always the flat list; one full form is one member.
        slots: the same members by slot, or None.
        pattern: the name of the pattern that proposed it.
        confidence: 0 to 1.
        source: `text`, or `lexicon:NAME`, `glossary:NAME` for knowledge from outside the documents.
        document: the relative path of the document in which the link holds; None for outside knowledge.
        evidence: where it was found, maybe in another document; None for outside knowledge.
    """

    surface: str
    kind: LinkKind
    relation: Relation
    members: tuple[str, ...]
    pattern: str
    confidence: float
    source: str = "text"
    document: str | None = None
    evidence: LinkEvidence | None = None
    slots: tuple[Slot, ...] | None = None
    identifier: str = ""


# ------------------------------------------------------------------ what a glossary holds


class TermType(StrEnum):
    """TBX-Basic's picklist."""

    FULL_FORM = "fullForm"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    SHORT_FORM = "shortForm"
    VARIANT = "variant"
    PHRASE = "phrase"


class UsageStatus(StrEnum):
    """What a person decided about the use of a term. The machine leaves it empty."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    SUPERSEDED = "superseded"


class EntryStatus(StrEnum):
    """How far the review of an entry has come."""

    CANDIDATE = "candidate"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measure behind a score: its value and unit, and the weight its value has in the sum."""

    measure: str
    value: float
    unit: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """One occurrence of a term.

    Attributes:
        document: the identifier of a `DocumentRecord`.
        start, end: `document.text[start:end] == surface`.
        line, column: of the start, from 1; lines end at LF, CRLF or CR.
        location: page, paragraph, cell or slide where the file has them.
        surface: the term as the original writes it.
        text: the sentence around it, cut to a readable length.
    """

    document: str
    start: int
    end: int
    line: int
    column: int
    location: str | None
    surface: str
    text: str


# C0 without the tab, DEL, C1, surrogates and noncharacters: what XML 1.0 (section 2.2) forbids or discourages, and line
# breaks, which no term has.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_CONTROL_IN_NOTE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def _refuse_control_characters(what: str, text: str | None, pattern: re.Pattern[str]) -> None:
    # What Unicode calls printable has none of them, and nearly every text is that.
    found = pattern.search(text) if text and not text.isprintable() else None
    if found:
        raise ModelError(
            _("control character U+{code:04X} in a {what}", code=ord(found.group()), what=what),
            where=repr(text),
            hint=_("delete it"),
        )


@dataclass(frozen=True, slots=True)
class Term:
    """One designation of a concept in one language.

    Attributes:
        language: a BCP 47 tag, e.g. `zh-CN`, `en`.
        reading: pinyin with tone marks, syllables separated by spaces.
        frequency: occurrences in the documents.
        document_frequency: documents that hold it.
        evidence: in the order in which the measures were applied.
        source: where a translation or a term from outside comes from.

    Raises:
        ModelError: the text is empty or holds a control character other than the tab.
    """

    text: str
    language: str = "zh-CN"
    term_type: TermType | None = None
    usage_status: UsageStatus | None = None
    reading: str | None = None
    part_of_speech: str | None = None
    frequency: int = 0
    document_frequency: int = 0
    evidence: tuple[Evidence, ...] = ()
    contexts: tuple[Context, ...] = ()
    source: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ModelError(_("empty term"), hint=_("give it a text or delete the row"))
        _refuse_control_characters("term", self.text, _CONTROL)
        for text in (self.note, self.source, self.reading):
            _refuse_control_characters("note", text, _CONTROL_IN_NOTE)


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """One concept and the terms that name it, best first.

    Attributes:
        identifier: an XML name; see `mint_identifier`.
        score: 0 to 1, from the ranking; None for entries that were not extracted.
        links: identifiers of the glossary's links.
    """

    identifier: str
    terms: tuple[Term, ...]
    subject_field: str | None = None
    definition: str | None = None
    note: str | None = None
    score: float | None = None
    status: EntryStatus = EntryStatus.CANDIDATE
    links: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for text in (self.subject_field, self.definition, self.note):
            _refuse_control_characters("note", text, _CONTROL_IN_NOTE)


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """What a glossary keeps of a document: all but its text."""

    identifier: str
    path: str
    title: str
    sha256: str
    encoding: str


@dataclass(frozen=True, slots=True)
class Provenance:
    """How a glossary was made: enough to make it again.

    Attributes:
        version: of this package.
        settings: those that differ from the defaults, as text.
        lexicons: name to sha256.
        input_digest: sha256 over the sorted digests of the documents.
    """

    version: str = ""
    settings: dict[str, str] = field(default_factory=dict)
    lexicons: dict[str, str] = field(default_factory=dict)
    input_digest: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Concept entries, best first, with the links between surfaces and what they stand for."""

    title: str = ""
    language: str = "zh-CN"
    provenance: Provenance = Provenance()
    documents: tuple[DocumentRecord, ...] = ()
    entries: tuple[ConceptEntry, ...] = ()
    links: tuple[Link, ...] = ()


# ------------------------------------------------------------------ what a check found


class Severity(StrEnum):
    """How sure a finding is that something is wrong."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that an editor would mark.

    Attributes:
        code: the name of the check.
        path: of the draft within what was given: `a.txt` of the folder that holds it. The command shows it from the
            current folder.
        line, column, end_line, end_column: from 1, in code points, end exclusive.
        text: what stands there.
        suggestion: what to write instead, or None.
        entry: the identifier of the concept entry concerned, or None.
    """

    code: str
    severity: Severity
    message: str
    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    location: str | None
    text: str
    suggestion: str | None = None
    entry: str | None = None
