"""The language server answers a real client over standard input and output."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from glossary.cli.language_server import EditorText

# Two characters beyond the BMP, each two UTF-16 units, and a CRLF before the findings.
DRAFT = "一、概况\r\n𠮷野先生、𠀀先生已到会，，请携带帐户资料。\r\n"
TERMS = (
    "concept_id,language,term,usage_status,definition\n"
    "c1,zh-CN,账户,preferred,记录资金的账目\nc1,zh-CN,帐户,deprecated,\nc1,en,account,,\n"
)


class Editor(LanguageClient):
    """A client that keeps what the server publishes."""

    def __init__(self):
        super().__init__("editor", "1")
        self.published = asyncio.Queue()
        self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda params: self.published.put_nowait(params))


async def session(folder, talk):
    """Start the server, let `talk` use it on an open draft, and say goodbye."""
    editor = Editor()
    await editor.start_io(
        sys.executable, "-m", "glossary", "--lang", "en", "lsp", "--glossary", str(folder / "terms.csv")
    )
    await editor.initialize_async(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=folder.as_uri())
    )
    editor.initialized(types.InitializedParams())
    uri = (folder / "draft.txt").as_uri()
    item = types.TextDocumentItem(uri, "plaintext", 1, DRAFT)
    editor.text_document_did_open(types.DidOpenTextDocumentParams(item))
    result = await talk(editor, uri)
    await editor.shutdown_async(None)
    editor.exit(None)
    await editor.stop()
    return result


def run(tmp_path, talk):
    (tmp_path / "terms.csv").write_text(TERMS, encoding="utf-8")
    return asyncio.run(asyncio.wait_for(session(tmp_path, talk), 120))


def applied(text, edits):
    """The text after edits in UTF-16 positions, as an editor applies them."""
    lines = text.splitlines(keepends=True)
    for edit in edits:
        line = lines[edit.range.start.line].encode("utf-16-le")
        start, end = edit.range.start.character * 2, edit.range.end.character * 2
        lines[edit.range.start.line] = (line[:start] + edit.new_text.encode("utf-16-le") + line[end:]).decode(
            "utf-16-le"
        )
    return "".join(lines)


def test_diagnostics_count_utf16_units_and_fixes_apply(tmp_path):
    """What an editor underlines is what the check marked, and a quick fix writes the preferred term there."""

    async def talk(editor, uri):
        diagnostics = (await editor.published.get()).diagnostics
        context = types.CodeActionContext(diagnostics)
        actions = await editor.text_document_code_action_async(
            types.CodeActionParams(types.TextDocumentIdentifier(uri), diagnostics[0].range, context)
        )
        return diagnostics, actions, uri

    diagnostics, actions, uri = run(tmp_path, talk)

    assert [("repeated-punctuation", 1, 13, 15), ("deprecated-term", 1, 18, 20)] == [
        (one.code, one.range.start.line, one.range.start.character, one.range.end.character) for one in diagnostics
    ]
    assert ["write: ，", "write: 账户"] == [action.title for action in actions]
    edits = [edit for action in reversed(actions) for edit in action.edit.changes[uri]]
    assert DRAFT.replace("，，", "，").replace("帐户", "账户") == applied(DRAFT, edits)


def test_hover_shows_the_entry_and_changes_are_checked_again(tmp_path):
    """The entry of the term under the pointer; what is mended is no longer marked."""

    async def talk(editor, uri):
        await editor.published.get()
        position = types.Position(1, 19)
        hover = await editor.text_document_hover_async(types.HoverParams(types.TextDocumentIdentifier(uri), position))
        nothing = await editor.text_document_hover_async(
            types.HoverParams(types.TextDocumentIdentifier(uri), types.Position(0, 0))
        )
        change = types.TextDocumentContentChangePartial(
            types.Range(types.Position(1, 18), types.Position(1, 20)), "账户"
        )
        editor.text_document_did_change(
            types.DidChangeTextDocumentParams(types.VersionedTextDocumentIdentifier(uri=uri, version=2), [change])
        )
        return hover, nothing, (await editor.published.get()).diagnostics

    hover, nothing, diagnostics = run(tmp_path, talk)

    assert "**账户**" in hover.contents.value
    assert "记录资金的账目" in hover.contents.value
    assert "account" in hover.contents.value
    assert types.Range(types.Position(1, 18), types.Position(1, 20)) == hover.range
    assert nothing is None
    assert ["repeated-punctuation"] == [one.code for one in diagnostics]


@given(st.text(alphabet="术𠮷A\r\n😀é"), st.sampled_from(list(types.PositionEncodingKind)))
def test_positions_lead_back_to_their_offsets(text, encoding):
    """In every encoding of positions, for every offset that is not inside a CRLF."""
    shown = EditorText(text, encoding)
    for offset in range(len(text) + 1):
        if text[max(0, offset - 1) : offset + 1] != "\r\n":
            assert offset == shown.offset(shown.position(offset))


def test_without_the_library_a_line_says_what_to_install():
    """The extra is named, and nothing is printed on standard output, where the protocol would be."""
    script = "import sys\nsys.modules['pygls'] = None\nfrom glossary.cli import main\nmain(['--lang', 'en', 'lsp'])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=False)

    assert (2, "") == (found.returncode, found.stdout)
    assert "glossary: the language server is not installed; run pip install pygls\n" == found.stderr
