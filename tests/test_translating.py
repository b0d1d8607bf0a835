"""Translations from dictionaries and services: with a source, marked as what they are, and only when asked for."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from glossary.cli import main
from glossary.errors import InputError, SettingsError
from glossary.formats import read_glossary, write_glossary
from glossary.linking.translations.dictionaries import add_from_dictionary, dictionary_of_glossary, parse_cedict
from glossary.linking.translations.services import ChatService, TranslationRequest, add_drafts
from glossary.messages import choose_language
from glossary.model import ConceptEntry, Context, EntryStatus, Glossary, Term, UsageStatus

CEDICT = """# CC-CEDICT
#! version=1
水網 水网 [shui3 wang3] /network of waterways (geography)/water system/
河長 河长 [he2 zhang3] /CL:個|个[ge4]/variant of 河長|河长/
巡河 巡河 [xun2 he2] /to walk a river/
not a line
"""


@pytest.fixture(autouse=True)
def _english():
    choose_language("en")
    yield
    choose_language(None)


class Service(ThreadingHTTPServer):
    """A real server on this machine that answers as the test wants and keeps what it was asked."""

    daemon_threads = True

    def __init__(self, answer, status=200, delay=0.0):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer, self.status, self.delay, self.asked = answer, status, delay, []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), body))
        time.sleep(self.server.delay)
        content = self.server.answer if isinstance(self.server.answer, bytes) else chat(self.server.answer)
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *arguments):
        pass


def chat(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"role": "assistant", "content": content}}]}).encode()


@pytest.fixture
def serve():
    servers = []

    def start(answer, **options) -> Service:
        server = Service(answer, **options)
        servers.append(server)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return server

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


CONTEXT = Context("d1", 0, 2, 1, 1, None, "水网", "水网建成了。")
ENTRIES = (
    ConceptEntry("t1", (Term("水网", contexts=(CONTEXT,)),)),
    ConceptEntry("t2", (Term("河长"), Term("river chief", "en", source="text"))),
    ConceptEntry("t3", (Term("巡河"),)),
    ConceptEntry("t4", (Term("丢弃"),), status=EntryStatus.REJECTED),
)


def test_drafts_are_marked(serve):
    """What a model gives is a draft with the model as its source; only what has no translation is asked for."""
    server = serve('```json\n{"水网": " water\\n network ", "巡河": null, "丢弃": "x", "河长": "y"}\n```')
    entries = list(add_drafts(ENTRIES, ChatService(server.url, "small", key="secret")))
    path, key, body = server.asked[0]
    asked = json.loads(body["messages"][1]["content"])

    assert ("/v1/chat/completions", "Bearer secret", "small") == (path, key, body["model"])
    assert [{"term": "水网", "context": "水网建成了。"}, {"term": "巡河", "context": ""}] == asked
    assert ("water network", "model:small") == (entries[0].terms[1].text, entries[0].terms[1].source)
    assert entries[0].terms[1].note.startswith("draft")
    assert list(ENTRIES[1:]) == entries[1:]


@pytest.mark.parametrize(
    ("answer", "options", "message"),
    [
        ("{}", {"status": 500}, "the service answered 500"),
        ("{}", {"status": 401}, "the service answered 401"),
        (b"<html>", {}, "did not answer with translations"),
        (b'{"choices": []}', {}, "did not answer with translations"),
        ("I cannot do that.", {}, "did not answer with translations"),
        ('{"水网": "water', {}, "did not answer with translations"),
        ('["water"]', {}, "did not answer with translations"),
        ("{}", {"delay": 3}, "no answer from the service: timed out"),
    ],
)
def test_bad_answers_are_one_line(serve, answer, options, message):
    """Whatever goes wrong is an error that names the address; the key is never in it."""
    server = serve(answer, **options)
    with pytest.raises(InputError) as caught:
        ChatService(server.url, "small", key="secret", timeout=0.5).translate([TranslationRequest("水网")], "en")

    assert message in str(caught.value)
    assert server.url in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("text", ["", "a\x07b", "x" * 300, 5, ["a"]])
def test_what_is_no_term_is_no_draft(serve, text):
    """Empty texts, control characters, essays and other kinds of values are passed over."""
    server = serve(json.dumps({"水网": text}))

    assert ENTRIES[:1] == tuple(add_drafts(ENTRIES[:1], ChatService(server.url, "small")))


def test_nobody_there():
    """A service that does not run is said to be so; an address of another kind is refused."""
    with pytest.raises(InputError, match="no answer from the service"):
        ChatService("http://127.0.0.1:9/v1", "small", timeout=2).translate([TranslationRequest("水网")], "en")
    with pytest.raises(SettingsError, match="not the address of a service"):
        ChatService("file:///etc/passwd", "small")


def test_many_terms_are_sent_in_batches(serve):
    """Forty-one terms are three requests."""
    server = serve("{}")
    list(add_drafts([ConceptEntry(f"t{n}", (Term(f"词{n}"),)) for n in range(41)], ChatService(server.url, "small")))

    assert [20, 20, 1] == [len(json.loads(body["messages"][1]["content"])) for _path, _key, body in server.asked]


def test_cedict():
    """Glosses without remarks, in both scripts; explanations and lines of another kind are passed over."""
    expected = ("network of waterways", "water system")

    assert {"水网": expected, "水網": expected, "巡河": ("walk a river",)} == parse_cedict(CEDICT.splitlines())


def test_dictionaries_fill_what_is_empty():
    """A dictionary adds to entries without a translation, says so, and changes no other."""
    entries = add_from_dictionary(ENTRIES, parse_cedict(CEDICT.splitlines()), "dictionary:a.u8")

    assert ["network of waterways", "water system"] == [term.text for term in entries[0].terms[1:]]
    assert {"dictionary:a.u8"} == {term.source for term in entries[0].terms[1:]}
    assert ENTRIES[1] == entries[1]
    assert ENTRIES[3] == entries[3]


def test_glossaries_are_dictionaries():
    """Preferred translations come first, deprecated ones and those of rejected entries not at all."""
    terms = (
        *(Term("水网"), Term("水系"), Term("web", "en", usage_status=UsageStatus.DEPRECATED)),
        *(Term("net", "en"), Term("water network", "en", usage_status=UsageStatus.PREFERRED)),
    )
    rejected = ConceptEntry("t2", (Term("弃"), Term("x", "en")), status=EntryStatus.REJECTED)
    glossary = Glossary(entries=(ConceptEntry("t1", terms), rejected))
    expected = ("water network", "net")

    assert {"水网": expected, "水系": expected} == dictionary_of_glossary(glossary)


def test_the_command_uses_all(serve, tmp_path, capsys, monkeypatch):
    """Dictionaries first, then the service; the key comes from the environment and the counts are told."""
    server = serve('{"巡河": "river patrol"}')
    monkeypatch.setenv("MY_KEY", "secret")
    write_glossary(Glossary(entries=ENTRIES), tmp_path / "glossary.json", "json")
    (tmp_path / "a.u8").write_text(CEDICT.replace("巡河 巡河", "# "), encoding="utf-8")
    arguments = ["translate", str(tmp_path), "--dictionary", str(tmp_path / "a.u8"), "--url", server.url]
    status = main([*arguments, "--model", "small", "--key-variable", "MY_KEY"], standalone_mode=False)
    entries = read_glossary(tmp_path).entries

    assert 0 == status
    assert "1 translated before, 1 from dictionaries, 1 drafts" in capsys.readouterr().out
    assert "Bearer secret" == server.asked[0][1]
    assert "river patrol" == entries[2].terms[1].text


@pytest.mark.parametrize("arguments", [[], ["--url", "http://127.0.0.1:9"], ["--model", "small"]])
def test_off_by_default(tmp_path, capsys, arguments):
    """Without an address and a model nothing is asked."""
    write_glossary(Glossary(entries=ENTRIES), tmp_path / "glossary.json", "json")

    assert 2 == main(["translate", str(tmp_path), *arguments], standalone_mode=False)
    assert "nothing to translate with" in capsys.readouterr().err


def test_extract_takes_dictionaries(tmp_path, monkeypatch):
    """Named on the command line or in the project's file, the first dictionary that has a term translates it."""
    first, second = tmp_path / "a.u8", tmp_path / "clients.csv"
    first.write_text(CEDICT, encoding="utf-8")
    second.write_text("zh,en\n水网,water grid\n巡河员,river patroller\n", encoding="utf-8")
    text = tmp_path / "texts" / "a.txt"
    text.parent.mkdir()
    text.write_text("# 水网\n\n加快建设“水网”。“巡河员”每天上岗，“水网”由“巡河员”管护。\n", encoding="utf-8")
    options = ["--dictionary", str(first), "--dictionary", str(second)]
    (tmp_path / "glossary.toml").write_text('[extract]\ndictionary = ["clients.csv"]\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    found = {}
    for name, given in (("named", options), ("project", [])):
        assert 0 == main(["extract", str(text), "-o", name, "--to", "json", "-q", *given], standalone_mode=False)
        entries = read_glossary(tmp_path / name / "glossary.json").entries
        found[name] = {
            entry.terms[0].text: [(term.text, term.source) for term in entry.terms if term.language == "en"]
            for entry in entries
        }

    assert [("network of waterways", "dictionary:a.u8"), ("water system", "dictionary:a.u8")] == found["named"]["水网"]
    assert [("river patroller", "dictionary:clients.csv")] == found["named"]["巡河员"]
    assert [("water grid", "dictionary:clients.csv")] == found["project"]["水网"]
