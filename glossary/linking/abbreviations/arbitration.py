"""One decision between competing proposals: for each occurrence the surest, for each surface what the document says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from glossary.linking.abbreviations.proposals import Proposal
from glossary.model import LinkKind

__all__ = ["arbitrate"]

# Below this, a reading rests on what the text implies, and gives way to one that the text states.
STATED = 0.86
# Where the document defines a short form, its own words decide, not the full form that stands nearest.
DEFINING = frozenset(
    (
        "abbreviation-list",
        "acronym-in-brackets",
        "clipping-in-brackets",
        "defined-in-brackets",
        "defined-in-passing",
        "expanded-in-brackets",
        "full-name-given",
    )
)


def arbitrate(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Choose among the proposals of one document.

    - One occurrence has one reading: the surest; of equals, the one found first.
    - One surface may stand for different things at different places (两手抓 three times), if each place states its own
      reading. A reading that is only implied is dropped where another is stated, and where another is implied more
      surely.
    - A reading found at several places is given once, at the first of those with the greatest confidence.
    """
    best: dict[tuple[int, str], Proposal] = {}
    for proposal in proposals:
        key = proposal.start, proposal.surface
        if key not in best or proposal.confidence > best[key].confidence:
            best[key] = proposal
    by_surface: dict[str, list[Proposal]] = defaultdict(list)
    for proposal in best.values():
        by_surface[proposal.surface].append(proposal)
    chosen = [proposal for readings in by_surface.values() for proposal in _readings(readings)]
    return sorted(chosen, key=lambda proposal: (proposal.start, proposal.end, proposal.pattern, proposal.members))


def _reaches_too_far(proposal: Proposal, readings: Iterable[Proposal]) -> bool:
    """Whether a full form only has more in front than another: 改进卷积神经网络 beside 卷积神经网络, for CNN."""
    return proposal.kind is LinkKind.LATIN_ACRONYM and any(
        other.relation is proposal.relation
        and len(other.members) == len(proposal.members) == 1
        and other.members != proposal.members
        and proposal.members[0].endswith(other.members[0])
        for other in readings
    )


def _readings(proposals: list[Proposal]) -> list[Proposal]:
    """The different readings of one surface that stand."""
    distinct: dict[tuple[str, ...], Proposal] = {}
    for proposal in sorted(proposals, key=lambda proposal: (-proposal.confidence, proposal.start)):
        distinct.setdefault(tuple(sorted(proposal.members)), proposal)
    readings = list(distinct.values())
    if any(proposal.pattern in DEFINING for proposal in readings):
        readings = [proposal for proposal in readings if proposal.kind is not LinkKind.CLIPPING]
    if len(readings) > 1:
        readings = [proposal for proposal in readings if not _reaches_too_far(proposal, readings)]
    stated = [proposal for proposal in readings if proposal.confidence >= STATED]
    return stated or readings[:1]
