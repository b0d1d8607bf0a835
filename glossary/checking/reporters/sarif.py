"""Findings as SARIF 2.1.0, the interchange format of code scanning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from json import dumps
from typing import Any
from urllib.parse import quote

from glossary.checking.fingerprints import fingerprints
from glossary.checking.table import CHECKS
from glossary.messages import LANGUAGES, choose_language, current_language
from glossary.model import Finding

__all__ = ["sarif"]

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def sarif(findings: Sequence[Finding], texts: Mapping[str, str] | None = None) -> str:
    """Give the findings as one run of a SARIF log (OASIS, 2.1.0).

    Columns count code points. A rule's help is in the reader's language; `properties` has it in every language. A
    finding with a suggestion has a fix; a fix is a proposal, which `--fix` writes only where it is sure.

    Args:
        findings: their paths become relative URIs.
        texts: path to the original text, which the fingerprints of findings need.
    """
    from glossary import __version__

    codes = [check.code for check in CHECKS]
    marks = fingerprints(findings, texts or {})
    run = {
        "tool": {
            "driver": {
                "name": "shuyu",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": _rules(),
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(finding, codes.index(finding.code), mark) for finding, mark in zip(findings, marks, strict=True)
        ],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules() -> list[dict[str, Any]]:
    """Every check as a rule, with title and explanation in both languages."""
    spoken = current_language()
    rules: list[dict[str, Any]] = [
        {"id": check.code, "defaultConfiguration": {"level": check.severity.value}, "properties": {}}
        for check in CHECKS
    ]
    try:
        for language in LANGUAGES:
            choose_language(language)
            for rule, check in zip(rules, CHECKS, strict=True):
                title, explanation = check.title(), check.explanation()
                rule["properties"][language] = {"title": title, "help": explanation}
                if language == spoken:
                    rule["shortDescription"] = {"text": title}
                    rule["fullDescription"] = {"text": explanation}
    finally:
        choose_language(spoken)
    for rule in rules:
        rule["help"] = {"text": "\n\n".join(rule["properties"][language]["help"] for language in LANGUAGES)}
    return rules


def _result(finding: Finding, rule: int, fingerprint: str) -> dict[str, Any]:
    location = {"artifactLocation": {"uri": quote(finding.path)}}
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    physical: dict[str, Any] = {**location, "region": {**region, "snippet": {"text": finding.text}}}
    place: dict[str, Any] = {"physicalLocation": physical}
    if finding.location:
        place["logicalLocations"] = [{"fullyQualifiedName": finding.location}]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": finding.message},
        "locations": [place],
        "partialFingerprints": {"findingHash/v1": fingerprint},
    }
    if finding.entry:
        result["properties"] = {"entry": finding.entry}
    if finding.suggestion is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": finding.suggestion}}
        change = {**location, "replacements": [replacement]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result
