"""Drafts from a translation service that the user names; nothing here is ever called unasked.

One small interface, `TranslationService`, and one service: a language model behind an address that speaks the chat
protocol which OpenAI published and most local and hosted servers follow (`POST .../chat/completions`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from glossary.errors import InputError, SettingsError
from glossary.messages import _
from glossary.model import ConceptEntry, EntryStatus, Term

__all__ = ["ChatService", "TranslationRequest", "TranslationService", "add_drafts"]

# Terms in one request: enough to be quick, few enough that an answer is complete and a failure costs little.
BATCH = 20
# Characters of a translation; what is longer is an explanation.
LONGEST = 200
_INSTRUCTION = (
    "You translate Chinese terms into {language} for a glossary. You get a JSON array of objects with the keys "
    "term and context. Answer with one JSON object alone, each term a key, its translation the value. Where "
    "you are not sure, the value is null."
)


@dataclass(frozen=True, slots=True)
class TranslationRequest:
    """A term, and a sentence that it stands in; empty where there is none."""

    term: str
    context: str = ""


class TranslationService(Protocol):
    """Whatever translates terms.

    Attributes:
        name: what stands as the source of its drafts.
    """

    @property
    def name(self) -> str:
        """What stands as the source of its drafts."""
        ...

    def translate(self, requests: Sequence[TranslationRequest], language: str) -> dict[str, str]:
        """Translations by term; a term that it does not know is not among them.

        Raises:
            InputError: the service cannot be reached, refuses, or answers with something else.
        """
        ...


@dataclass(frozen=True, slots=True)
class ChatService:
    """A language model behind an OpenAI-compatible address.

    Attributes:
        url: the base, e.g. `http://127.0.0.1:8080/v1`.
        model: its name at the service.
        key: sent as a bearer token; empty for none. It is never printed.
        timeout: seconds that one answer may take.
    """

    url: str
    model: str
    key: str = ""
    timeout: float = 60.0

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise SettingsError(
                _("not the address of a service: {url}", url=self.url),
                where="--url",
                hint=_("write one such as http://127.0.0.1:8080/v1"),
            )

    @property
    def name(self) -> str:
        """The model and the kind of service."""
        return f"model:{self.model}"

    def translate(self, requests: Sequence[TranslationRequest], language: str) -> dict[str, str]:
        """Ask for all of the terms at once.

        Raises:
            InputError: the service cannot be reached, refuses, or answers with something else.
        """
        asked = [{"term": request.term, "context": request.context} for request in requests]
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": _INSTRUCTION.format(language=language)},
                {"role": "user", "content": json.dumps(asked, ensure_ascii=False)},
            ],
        }
        answer = _translations(self._post(body), self.url)
        wanted = {request.term for request in requests}
        return {term: text for term, text in answer.items() if term in wanted}

    def _post(self, body: dict[str, object]) -> bytes:
        from http.client import HTTPException
        from urllib.error import HTTPError, URLError
        from urllib.request import Request, urlopen

        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = Request(f"{self.url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers)  # noqa: S310
        try:
            with urlopen(request, timeout=self.timeout) as response:  # noqa: S310 - the scheme was looked at
                content: bytes = response.read()
                return content
        except HTTPError as error:
            raise InputError(
                _("the service answered {code} {reason}", code=error.code, reason=error.reason),
                where=self.url,
                hint=_("look at the address, the name of the model and the key"),
            ) from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", None) or error
            raise InputError(
                _("no answer from the service: {reason}", reason=reason), where=self.url, hint=_("is it running?")
            ) from error


def _translations(content: bytes, url: str) -> dict[str, str]:
    """The translations in an answer. A model may put a fence around its JSON."""
    try:
        message = json.loads(content)["choices"][0]["message"]["content"]
        answer = json.loads(message[message.index("{") : message.rindex("}") + 1])
        items = answer.items()
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise InputError(
            _("the service did not answer with translations"), where=url, hint=_("try again, or another model")
        ) from error
    texts = {term: " ".join(text.split()) for term, text in items if isinstance(text, str)}
    return {term: text for term, text in texts.items() if _is_term(text)}


def _is_term(text: str) -> bool:
    return bool(text) and len(text) <= LONGEST and text.isprintable()


def add_drafts(
    entries: Sequence[ConceptEntry], service: TranslationService, language: str = "en"
) -> Iterator[ConceptEntry]:
    """The entries, those without a term in the language with the draft of a service where it gives one.

    A draft says that it is one and names the service as its source. Rejected entries are not sent.
    """
    wanted = [entry for entry in entries if _is_untranslated(entry, language)]
    drafts: dict[str, str] = {}
    for start in range(0, len(wanted), BATCH):
        requests = [_request(entry) for entry in wanted[start : start + BATCH]]
        drafts |= service.translate(requests, language)
    for entry in entries:
        text = drafts.get(entry.terms[0].text)
        if text and _is_untranslated(entry, language):
            draft = Term(text, language, source=service.name, note=_("draft: made by a machine, not yet looked at"))
            yield replace(entry, terms=(*entry.terms, draft))
        else:
            yield entry


def _is_untranslated(entry: ConceptEntry, language: str) -> bool:
    known = {term.language.split("-")[0] for term in entry.terms}
    return entry.status is not EntryStatus.REJECTED and language.split("-")[0] not in known


def _request(entry: ConceptEntry) -> TranslationRequest:
    first = entry.terms[0]
    return TranslationRequest(first.text, first.contexts[0].text if first.contexts else "")
