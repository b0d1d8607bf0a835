"""The language server: findings as diagnostics, concept entries on hover, suggestions as quick fixes.

It speaks on standard input and output only, and checks what the editor sends it; no file is read but the glossary and
`glossary.toml`, and none is written.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from glossary import __version__, pipeline
from glossary.checking.configuration import CheckSettings, find_settings, read_settings
from glossary.checking.matching import TermMatcher, longest_matches
from glossary.checking.places import Places
from glossary.errors import GlossaryError
from glossary.formats import read_glossary
from glossary.messages import _
from glossary.model import ConceptEntry, Document, Finding, Glossary, Severity
from glossary.settings import Settings
from glossary.text.normalising import normalise

__all__ = ["EditorText", "serve"]

_SOURCE = "glossary"
# Seconds without a keystroke before a draft is checked again.
_PAUSE = 0.3
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
_LINE_END = re.compile("\r\n|\n|\r")
_UNITS = {
    types.PositionEncodingKind.Utf8: lambda text: len(text.encode("utf-8", "surrogatepass")),
    types.PositionEncodingKind.Utf16: lambda text: len(text) + sum(character > "\uffff" for character in text),
    types.PositionEncodingKind.Utf32: len,
}


class EditorText:
    """A text as the protocol counts it: lines end at CRLF, LF or CR, columns are units of the agreed encoding."""

    def __init__(self, text: str, encoding: str | None) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]
        self._units = _UNITS[types.PositionEncodingKind(encoding or types.PositionEncodingKind.Utf16)]

    def position(self, offset: int) -> types.Position:
        """The position of the character at an offset in code points."""
        line = bisect_right(self._starts, offset) - 1
        return types.Position(line, self._units(self.text[self._starts[line] : offset]))

    def offset(self, position: types.Position) -> int:
        """The offset in code points of a position; one inside a character is that of the character."""
        if position.line >= len(self._starts):
            return len(self.text)
        offset, units = self._starts[position.line], 0
        while offset < len(self.text) and self.text[offset] not in "\r\n":
            units += self._units(self.text[offset])
            if units > position.character:
                break
            offset += 1
        return offset

    def range(self, start: int, end: int) -> types.Range:
        """The range of a stretch."""
        return types.Range(self.position(start), self.position(end))


@dataclass(slots=True)
class Knowledge:
    """What drafts are held to: the glossary, its entries by normalised Chinese term, and the project's settings."""

    glossary: Glossary | None
    entries: dict[str, list[ConceptEntry]]
    matcher: TermMatcher
    project: CheckSettings
    folder: Path


def _knowledge(folder: Path, glossary_path: Path | None) -> Knowledge:
    file = find_settings(folder)
    project = read_settings(file) if file else CheckSettings()
    folder = file.parent if file else folder
    path = glossary_path or (folder / project.glossary if project.glossary else None)
    glossary = read_glossary(path) if path else None
    entries: dict[str, list[ConceptEntry]] = {}
    for entry in glossary.entries if glossary else ():
        for form in dict.fromkeys(normalise(term.text) for term in entry.terms):
            entries.setdefault(form, []).append(entry)
    return Knowledge(glossary, entries, TermMatcher(entries), project, folder)


class DraftServer(LanguageServer):
    """The server and the state of its one editor."""

    def __init__(self, glossary_path: Path | None) -> None:
        super().__init__("shuyu", __version__)
        self.glossary_path = glossary_path
        self.knowledge: Knowledge | None = None
        self.pending: dict[str, asyncio.Task[None]] = {}

    def known(self) -> Knowledge:
        """The knowledge, read when it is first needed; without it where it cannot be read, and the editor is told."""
        if self.knowledge is None:
            root = self.workspace.root_path
            folder = Path(root) if root else Path.cwd()
            try:
                self.knowledge = _knowledge(folder, self.glossary_path)
            except GlossaryError as error:
                self.window_show_message(types.ShowMessageParams(types.MessageType.Error, str(error)))
                self.knowledge = Knowledge(None, {}, TermMatcher(()), CheckSettings(), folder)
        return self.knowledge

    def text_of(self, uri: str) -> EditorText:
        """The text of an open draft as the editor has it now."""
        return EditorText(self.workspace.get_text_document(uri).source, self.workspace.position_encoding)

    def check(self, uri: str) -> None:
        """Check a draft and publish what was found."""
        known = self.known()
        shown = self.text_of(uri)
        path = _path(uri)
        name = path.relative_to(known.folder).as_posix() if path.is_relative_to(known.folder) else path.name
        digest = hashlib.sha256(shown.text.encode("utf-8", "surrogatepass")).hexdigest()
        document = Document("d1", name, path.stem, shown.text, digest, "utf-8")
        findings = known.project.applied(pipeline.check_drafts([document], known.glossary, Settings()))
        places = Places(shown.text)
        diagnostics = [_diagnostic(finding, shown, places) for finding in findings]
        version = self.workspace.get_text_document(uri).version
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    async def check_soon(self, uri: str) -> None:
        """Check a draft when its author pauses."""
        await asyncio.sleep(_PAUSE)
        self.pending.pop(uri, None)
        self.check(uri)


def _diagnostic(finding: Finding, shown: EditorText, places: Places) -> types.Diagnostic:
    start = places.offset(finding.line, finding.column)
    end = places.offset(finding.end_line, finding.end_column)
    return types.Diagnostic(
        range=shown.range(start, end),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=_SOURCE,
        data={"suggestion": finding.suggestion},
    )


def _path(uri: str) -> Path:
    parts = urlsplit(uri)
    name = unquote(parts.path)
    return Path(name if parts.scheme == "file" else name.rpartition("/")[2] or "draft.txt")


def _described(entry: ConceptEntry, glossary: Glossary) -> str:
    """A concept entry in Markdown: its terms with what a person decided, its definition, what short forms stand for."""
    lines = []
    for term in entry.terms:
        status = f" · {term.usage_status.value}" if term.usage_status else ""
        reading = f" · {term.reading}" if term.reading else ""
        lines.append(f"- **{term.text}** ({term.language}){reading}{status}")
    for text in (entry.definition, entry.subject_field, entry.note):
        if text:
            lines.append(f"\n{text}")
    linked = set(entry.links)
    for link in glossary.links:
        if link.identifier in linked:
            lines.append(f"\n{link.surface} = {'、'.join(link.members)}")
    return "\n".join(lines)


def serve(glossary_path: Path | None = None) -> None:
    """Serve one editor on standard input and output until it says goodbye."""
    _server(glossary_path).start_io()


def _server(glossary_path: Path | None) -> DraftServer:
    server = DraftServer(glossary_path)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(ls: DraftServer, params: types.DidOpenTextDocumentParams) -> None:
        ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(ls: DraftServer, params: types.DidChangeTextDocumentParams) -> None:
        uri = params.text_document.uri
        if uri in ls.pending:
            ls.pending[uri].cancel()
        ls.pending[uri] = asyncio.get_running_loop().create_task(ls.check_soon(uri))

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(ls: DraftServer, params: types.DidSaveTextDocumentParams) -> None:
        # The glossary or the settings may have changed, too.
        ls.knowledge = None
        ls.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(ls: DraftServer, params: types.DidCloseTextDocumentParams) -> None:
        pending = ls.pending.pop(params.text_document.uri, None)
        if pending is not None:
            pending.cancel()
        ls.text_document_publish_diagnostics(types.PublishDiagnosticsParams(params.text_document.uri, []))

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(ls: DraftServer, params: types.HoverParams) -> types.Hover | None:
        return _hover(ls, params)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    def actions(_ls: DraftServer, params: types.CodeActionParams) -> list[types.CodeAction]:
        found = (_quick_fix(params.text_document.uri, diagnostic) for diagnostic in params.context.diagnostics)
        return [action for action in found if action is not None]

    return server


def _hover(server: DraftServer, params: types.HoverParams) -> types.Hover | None:
    """The entries of the longest term under the pointer."""
    known = server.known()
    shown = server.text_of(params.text_document.uri)
    offset = shown.offset(params.position)
    line = max(shown.text.rfind("\n", 0, offset), shown.text.rfind("\r", 0, offset)) + 1
    text = _LINE_END.split(shown.text[line:], maxsplit=1)[0]
    # Simplifying keeps the length of a line unless a reading is deleted; then only what stands before it can be found.
    for start, end in longest_matches(known.matcher.find(normalise(text))):
        if line + start <= offset < line + end:
            entries = known.entries[normalise(text)[start:end]]
            described = [_described(entry, known.glossary or Glossary()) for entry in entries]
            content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(described))
            return types.Hover(content, shown.range(line + start, line + end))
    return None


def _quick_fix(uri: str, diagnostic: types.Diagnostic) -> types.CodeAction | None:
    """The suggestion of a finding as an edit; the editor asks its user first."""
    data: Any = diagnostic.data
    suggestion = data.get("suggestion") if isinstance(data, dict) else getattr(data, "suggestion", None)
    if diagnostic.source != _SOURCE or suggestion is None:
        return None
    return types.CodeAction(
        title=_("write: {suggestion}", suggestion=suggestion) if suggestion else _("delete it"),
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        is_preferred=True,
        edit=types.WorkspaceEdit({uri: [types.TextEdit(diagnostic.range, suggestion)]}),
    )
