"""A decision as a line of JSON and back; what is no decision is refused with a reason.

The identifier of the entry comes first, so that sorted lines are sorted by entry; `LC_ALL=C sort -u` gives the same
order. Fields that say nothing are left out.
"""

from __future__ import annotations

import json
from typing import Any

from glossary.decisions.records import STATUSES, USAGES, Decision, DecisionKind, Name
from glossary.errors import FormatError, ModelError
from glossary.messages import _
from glossary.model import ConceptEntry, Term

__all__ = ["decision_from_line", "line_of"]

LANGUAGE = "zh-CN"
"""The language of a term whose line does not say another."""

_TEXTS = {DecisionKind.READING, DecisionKind.NOTE, DecisionKind.DEFINITION, DecisionKind.SUBJECT}
_OTHERS = {DecisionKind.MERGE: "into", DecisionKind.SPLIT: "from"}


def line_of(decision: Decision) -> str:
    """The line, without its end.

    >>> head = Name("zh-CN", "一站两廊")
    >>> line_of(Decision("t1", head, DecisionKind.NOTE, text="见规划"))
    '{"entry": "t1", "term": "一站两廊", "decision": "note", "text": "见规划"}'
    """
    kind = decision.kind
    record: dict[str, Any] = {"entry": decision.entry, **_name(decision.head, "term"), "decision": kind.value}
    if kind in STATUSES and decision.names:
        record["names"] = [_name(name, "text") for name in sorted(decision.names)]
    if decision.name:
        record["of"] = _name(decision.name, "text")
    if kind in _OTHERS and decision.other_head:
        record[_OTHERS[kind]] = {"entry": decision.other, **_name(decision.other_head, "term")}
    if kind is DecisionKind.TRANSLATION:
        record |= {"to": decision.language, "texts": list(decision.texts)}
    if kind in _TEXTS:
        record["text"] = decision.text
    return json.dumps(record, ensure_ascii=False)


def _name(name: Name, key: str) -> dict[str, str]:
    return {key: name.text} | ({} if name.language == LANGUAGE else {"language": name.language})


def decision_from_line(line: str, where: str) -> Decision:
    """The decision on a line.

    Raises:
        FormatError: the line is no decision; the error says what is wrong, at `where`.
    """
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
        raise FormatError(
            _("a merge left its marks here"),
            where=where,
            hint=_("keep the lines that hold and delete the marks, or merge with glossary merge"),
        )
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _refusal(_("not a line of JSON: {reason}", reason=error), where) from error
    try:
        return _decision(_Fields(record, where))
    except ModelError as error:
        raise _refusal(f"{error.what} {error.where}", where) from error


def _refusal(what: str, where: str) -> FormatError:
    return FormatError(what, where=where, hint=_("correct or delete the line"))


def _decision(fields: _Fields) -> Decision:
    entry, head, verb = fields.text("entry"), fields.name("term"), fields.text("decision")
    if verb not in tuple(DecisionKind):
        known = ", ".join(DecisionKind)
        raise _refusal(_("unknown decision {verb!r}, not one of {known}", verb=verb, known=known), fields.where)
    kind = DecisionKind(verb)
    values: dict[str, Any] = {}
    if kind in STATUSES:
        values["names"] = tuple(sorted(part.name("text") for part in fields.parts("names")))
    if kind in USAGES or kind is DecisionKind.READING:
        values["name"] = fields.part("of").name("text")
    if kind in _OTHERS:
        other = fields.part(_OTHERS[kind])
        values |= {"other": other.text("entry"), "other_head": other.name("term")}
    if kind is DecisionKind.TRANSLATION:
        values |= {"language": fields.text("to"), "texts": fields.texts("texts")}
    if kind in _TEXTS:
        values["text"] = fields.text("text", empty=True)
        # What no entry may hold is no decision either.
        ConceptEntry(entry, (), note=values["text"])
    return Decision(entry, head, kind, **values)


class _Fields:
    """The fields of a record, each fetched as what it must be."""

    def __init__(self, record: object, where: str) -> None:
        if not isinstance(record, dict):
            raise _refusal(_("not a record with fields"), where)
        self.record, self.where = record, where

    def text(self, key: str, *, empty: bool = False) -> str:
        value = self.record.get(key)
        if not isinstance(value, str) or not (value.strip() or empty):
            raise _refusal(_("the field {name!r} must be a text", name=key), self.where)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        values = self._list(key)
        if not all(isinstance(value, str) for value in values):
            raise _refusal(_("the field {name!r} must be a list of texts", name=key), self.where)
        return tuple(Term(value).text for value in values)

    def name(self, key: str) -> Name:
        language = self.text("language") if "language" in self.record else LANGUAGE
        return Name(language, Term(self.text(key)).text)

    def part(self, key: str) -> _Fields:
        return _Fields(self.record.get(key), self.where)

    def parts(self, key: str) -> list[_Fields]:
        return [_Fields(value, self.where) for value in self._list(key)] if key in self.record else []

    def _list(self, key: str) -> list[Any]:
        value = self.record.get(key)
        if not isinstance(value, list):
            raise _refusal(_("the field {name!r} must be a list of texts", name=key), self.where)
        return value
