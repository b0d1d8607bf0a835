"""Where the terms of a glossary stand in its documents: the ground of every chart that a glossary alone cannot give.

A glossary keeps a few contexts of each term. Growth, dispersion and company need every occurrence, so the documents are
read again; offsets count code points of the normalised texts laid end to end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

from glossary.model import AnalysedDocument, Glossary
from glossary.text.structure import find_blocks, find_sentences

__all__ = ["Occurrences", "find_occurrences"]


class Occurrences:
    """Every occurrence of every term, in documents in the order they were read.

    Attributes:
        places: for each term its offsets, ascending.
        ends: for each document the offset at which it ends.
        sentences: the offsets at which sentences start, ascending.
    """

    def __init__(self, places: dict[str, list[int]], ends: Sequence[int], sentences: Sequence[int]) -> None:
        self.places = places
        self.ends = tuple(ends)
        self.sentences = tuple(sentences)

    @property
    def size(self) -> int:
        """Code points of all documents together."""
        return self.ends[-1] if self.ends else 0

    def bins(self, term: str, count: int) -> list[tuple[int, int]]:
        """In which of `count` equal parts of the corpus a term stands, and how often; parts without it are left out.

        >>> Occurrences({"廊道": [0, 1, 9]}, [10], [0]).bins("廊道", 5)
        [(0, 2), (4, 1)]
        """
        return sorted(Counter(offset * count // self.size for offset in self.places.get(term, ())).items())

    def deviation_of_proportions(self, term: str) -> float | None:
        """How unevenly a term is spread over the documents: 0 as their sizes are, towards 1 in one place only.

        Gries, "Dispersions and adjusted frequencies in corpora", International Journal of Corpus Linguistics 13 (2008),
        403-437: half the sum of the differences between the share of the occurrences and the share of the text.
        None where the term does not occur.

        >>> Occurrences({"廊道": [0, 6]}, [5, 10], [0]).deviation_of_proportions("廊道")
        0.0
        """
        offsets = self.places.get(term)
        if not offsets:
            return None
        held = Counter(bisect_right(self.ends, offset) for offset in offsets)
        starts = (0, *self.ends[:-1])
        shares = [(end - start) / self.size for start, end in zip(starts, self.ends, strict=True)]
        return sum(abs(held[number] / len(offsets) - share) for number, share in enumerate(shares)) / 2

    def growth(self) -> list[tuple[int, int]]:
        """After each document, how many code points and how many different terms have been seen.

        >>> Occurrences({"廊道": [6], "水站": [1, 7]}, [5, 10], [0]).growth()
        [(5, 1), (10, 2)]
        """
        firsts = sorted(offsets[0] for offsets in self.places.values() if offsets)
        return [(end, bisect_right(firsts, end - 1)) for end in self.ends]

    def together(self, terms: Sequence[str], most: int = 40) -> tuple[list[str], list[tuple[int, int, float]]]:
        """Which terms share sentences: those terms, and pairs of their indices with Dice's coefficient, 0 to 1.

        The coefficient is twice the shared sentences over the sentences of both (Dice, "Measures of the amount of
        ecologic association between species", Ecology 26 (1945), 297-302). Where one term is part of the other, what
        they share is the longer one's sentences, which says nothing: such pairs are left out. A pair shares two
        sentences at the least, because one may be chance; the strongest pairs among `most` terms are given.
        """
        sentences = {term: set(map(self._sentence, self.places.get(term, ()))) for term in terms}
        pairs = []
        for one, other in combinations(terms, 2):
            shared = len(sentences[one] & sentences[other])
            if shared > 1 and one not in other and other not in one:
                pairs.append((2 * shared / (len(sentences[one]) + len(sentences[other])), one, other))
        pairs.sort(key=lambda pair: (-pair[0], pair[1:]))
        numbers: dict[str, int] = {}
        strongest = []
        for strength, one, other in pairs:
            if len({*numbers, one, other}) <= most:
                first, second = (numbers.setdefault(term, len(numbers)) for term in (one, other))
                strongest.append((first, second, round(strength, 3)))
        return list(numbers), strongest

    def _sentence(self, offset: int) -> int:
        return bisect_right(self.sentences, offset)


def find_occurrences(glossary: Glossary, documents: Iterable[AnalysedDocument]) -> Occurrences:
    """Find every occurrence of the glossary's terms in prepared documents, terms inside longer terms included."""
    by_start: dict[str, list[str]] = defaultdict(list)
    texts = {term.text for entry in glossary.entries for term in entry.terms if term.language == glossary.language}
    for text in sorted(texts):
        by_start[text[:2]].append(text)
    places: dict[str, list[int]] = {text: [] for text in texts}
    ends: list[int] = []
    sentences: list[int] = []
    start = 0
    for document in documents:
        text = document.text
        sentences += [start + begin for begin, _end in find_sentences(text, find_blocks(text, document.document.title))]
        for offset in range(len(text)):
            for term in (*by_start.get(text[offset : offset + 2], ()), *by_start.get(text[offset], ())):
                if text.startswith(term, offset):
                    places[term].append(start + offset)
        start += len(text)
        ends.append(start)
    return Occurrences(places, ends, sentences)
