"""The findings that a project has accepted for now, so that only new ones are reported."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

from glossary.checking.fingerprints import fingerprints
from glossary.errors import FormatError
from glossary.messages import _
from glossary.model import Finding
from glossary.writing import explain_os_error, write_atomically

__all__ = ["FORMAT", "beyond_baseline", "read_baseline", "write_baseline"]

FORMAT = "glossary-baseline/1"


def write_baseline(path: Path, findings: Sequence[Finding], texts: Mapping[str, str]) -> None:
    """Write the findings as the baseline: one line each, sorted, so that two versions compare well.

    Besides the fingerprint that counts, a line has what a person wants to see: path, code and stretch.

    Raises:
        FormatError: the file cannot be written.
    """
    rows = sorted(
        (finding.path, finding.code, finding.text, mark)
        for finding, mark in zip(findings, fingerprints(findings, texts), strict=True)
    )
    names = ("path", "code", "text", "fingerprint")
    lines = ",\n".join("  " + json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in rows)
    body = f'{{"format": "{FORMAT}", "findings": [\n{lines}\n]}}\n'
    with write_atomically(path) as stream:
        stream.write(body.encode("utf-8"))


def read_baseline(path: Path) -> Counter[str]:
    """Read how often each fingerprint was accepted.

    Raises:
        FormatError: there is no such file, or it is no baseline.
    """
    try:
        stated = json.loads(path.read_bytes())
        if stated["format"] != FORMAT:
            raise ValueError(stated["format"])
        return Counter(str(row["fingerprint"]) for row in stated["findings"])
    except OSError as error:
        raise explain_os_error(error, path) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FormatError(
            _("not a baseline"), where=str(path), hint=_("write one with {option}", option="--write-baseline")
        ) from error


def beyond_baseline(
    findings: Sequence[Finding], texts: Mapping[str, str], accepted: Mapping[str, int]
) -> list[Finding]:
    """Those findings that the baseline does not hold; what it holds n times is left out n times."""
    left = Counter(accepted)
    new: list[Finding] = []
    for finding, mark in zip(findings, fingerprints(findings, texts), strict=True):
        if left[mark]:
            left[mark] -= 1
        else:
            new.append(finding)
    return new
