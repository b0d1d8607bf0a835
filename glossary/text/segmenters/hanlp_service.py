"""HanLP's RESTful service, at an address that the user names: the text is sent there."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from glossary.errors import SegmenterError
from glossary.messages import _
from glossary.text.segmenters.contract import Engine, Word
from glossary.text.segmenters.hanlp_answers import words_of
from glossary.text.segmenters.network import require_network

__all__ = ["load"]

# Seconds that an answer may take.
_PATIENCE = 60
# The service takes 15,000 characters at a time: these many pieces of that length stay below.
_LONGEST, _BATCH = 300, 40


def load(url: str) -> Engine:
    """Make sure that there is a server at the address. A key for it is taken from HANLP_AUTH.

    Raises:
        SegmenterError: no connection.
    """
    require_network(url, _("check the address, or take a model on this computer: hanlp=FOLDER"))

    def cut(pieces: Sequence[str]) -> list[list[Word]]:
        words = words_of(_answer(url, {"text": list(pieces), "tasks": ["tok", "pos"], "language": "zh"}))
        if words is None or len(words) != len(pieces):
            raise _failure(url, _("the answer is none of HanLP's"))
        return words

    return Engine("hanlp", cut, longest=_LONGEST, batch=_BATCH)


def _answer(url: str, question: dict[str, Any]) -> Any:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    if key := os.environ.get("HANLP_AUTH"):
        headers["Authorization"] = f"Basic {key}"
    request = Request(f"{url.rstrip('/')}/parse", json.dumps(question).encode(), headers)  # noqa: S310
    try:
        with urlopen(request, timeout=_PATIENCE) as response:  # noqa: S310
            answer = json.load(response)
    except HTTPError as error:
        reasons = {
            401: _("the key in HANLP_AUTH is wrong or missing"),
            429: _("too many requests: wait a minute, or set HANLP_AUTH"),
        }
        raise _failure(url, reasons.get(error.code, f"{error.code} {error.reason}")) from error
    except (OSError, ValueError) as error:
        raise _failure(url, str(error)) from error
    if not isinstance(answer, dict):
        raise _failure(url, _("the answer is none of HanLP's"))
    return answer


def _failure(url: str, what: str) -> SegmenterError:
    return SegmenterError(what, where=url, hint=_("check the address, or take a model on this computer: hanlp=FOLDER"))
