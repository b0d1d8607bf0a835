"""What makes a finding the same one after the draft around it has changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from glossary.checking.places import Places
from glossary.model import Finding

__all__ = ["fingerprints"]


def fingerprints(findings: Sequence[Finding], texts: Mapping[str, str]) -> Iterator[str]:
    """A hexadecimal digest for each finding, from its code, the stretch and the line that holds it, not the place.

    Lines may be added or removed elsewhere, and the draft may be renamed. Of several alike, each has its own: the
    second one counts on.

    Args:
        findings: in the order of their places.
        texts: path to the original text of the draft; without it the line is unknown, and left out.
    """
    seen: Counter[tuple[str, str]] = Counter()
    places = {path: Places(text) for path, text in texts.items()}
    for finding in findings:
        line = places[finding.path].line(finding.line).strip() if finding.path in places else ""
        digest = hashlib.sha256("\0".join((finding.code, finding.text, line)).encode("utf-8", "replace")).hexdigest()
        number = seen[finding.path, digest]
        seen[finding.path, digest] += 1
        yield digest if not number else hashlib.sha256(f"{digest} {number}".encode()).hexdigest()
