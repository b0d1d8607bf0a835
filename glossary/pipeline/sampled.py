"""The passages of a sample as the later steps need them: cut into words, and with what is mentioned in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from glossary.extraction.candidates import find_mentions
from glossary.extraction.mentions import Mention
from glossary.extraction.repeated import known_boundaries
from glossary.extraction.sampling import Passage, excerpt
from glossary.messages import _
from glossary.model import AnalysedDocument, Block, Quotation, Token
from glossary.pipeline.analysis import complete

if TYPE_CHECKING:
    from glossary.extraction.sampling import Stretch
    from glossary.keeping import Keeping
    from glossary.pipeline.observing import Observer
    from glossary.settings import Settings

__all__ = ["sampled_passages"]


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was seen in a passage: see `AnalysedDocument` and `find_mentions`."""

    blocks: tuple[Block, ...]
    sentences: tuple[tuple[int, int], ...]
    quotations: tuple[Quotation, ...]
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]


def sampled_passages(
    prepared: Sequence[AnalysedDocument],
    stretches: Sequence[Stretch],
    settings: Settings,
    keeping: Keeping,
    watching: Observer,
    analysed: list[AnalysedDocument],
) -> Iterator[Passage]:
    """Analyse the passages of a sample one by one, as they are asked for, and add them to `analysed`."""
    watching.step(_("counting"), len(stretches))
    for index, start, end in stretches:
        passage = excerpt(prepared[index], start, end)
        seen = _seen(passage, settings, keeping)
        passage = replace(
            passage, blocks=seen.blocks, sentences=seen.sentences, quotations=seen.quotations, tokens=seen.tokens
        )
        analysed.append(passage)
        yield Passage(index, start, passage, seen.mentions)
        watching.advance()


def _seen(passage: AnalysedDocument, settings: Settings, keeping: Keeping) -> _Seen:
    def look(_unknown: Sequence[int]) -> Iterator[_Seen]:
        [boundaries] = known_boundaries([passage.text], settings.segmenters[0])
        whole = complete(passage, settings, boundaries=boundaries)
        yield _Seen(whole.blocks, whole.sentences, whole.quotations, whole.tokens, tuple(find_mentions(whole)))

    [seen] = keeping.results("passages", [_key(passage)], look, _Seen)
    return seen


def _key(passage: AnalysedDocument) -> str:
    """The digest of all that is looked at in a prepared passage: its name and its place among the others are not."""
    document = passage.document
    looked_at = (passage.normalised, passage.barriers, document.title, document.landmarks)
    return hashlib.sha256(repr(looked_at).encode("utf-8", "surrogatepass")).hexdigest()
