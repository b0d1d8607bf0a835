"""Count what the clippings of our own lexicons keep of the words of their full forms.

    python scripts/build_clipping_habits.py            write lexicons/clipping_habits.tsv; then run build_lexicons.py
    python scripts/build_clipping_habits.py --check    change nothing; exit 1 if the table is out of date

A clipping does not say which word a character comes from (the 大 of 工大 ...), so that the counts are expectations: the
words of a pair are kept in all ways that give the clipping, each as probable as the shares so far make it, and the
shares are the means of that, over and over until they stay as they are (the EM algorithm: Dempster, Laird and Rubin
1977, "Maximum likelihood from incomplete data", pages 1-38). Half an occurrence is added to each habit, so that none is
impossible (Jeffreys' prior).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from itertools import product
from pathlib import Path

from glossary.lexicons import read_lexicon
from glossary.linking.clipping_habits import Shares, cut_words, keepings, places_of_words

TABLE = Path(__file__).resolve().parent.parent / "lexicons" / "clipping_habits.tsv"
PLACES = [f"{place}-{length}" for place, length in product(("first", "inner", "last", "owner"), (1, 2))]
PLACES.remove("owner-1")
ROUNDS = 50
JEFFREYS = 0.5


def own_pairs() -> list[tuple[str, str]]:
    """Clippings and full forms from the lexicons that we wrote, where the one stands in the other in order."""
    pairs = {(row["short"], row["full"]) for row in read_lexicon("clipping_pairs")}
    for name in ("organisation_clippings", "policy_abbreviations"):
        pairs |= {
            (row["surface"], row["members"].replace(";", "")) for row in read_lexicon(name) if row["kind"] == "clipping"
        }
    return sorted(pair for pair in pairs if pair[0] != pair[1] and is_subsequence(*pair))


def is_subsequence(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in their order."""
    characters = iter(full)
    return all(character in characters for character in short)


def expected_counts(short: str, full: str, shares: dict[str, Shares]) -> list[tuple[str, str, float]]:
    """How often each habit is expected at the place of each word: the forward-backward algorithm over the words."""
    words = cut_words(full)
    steps = [
        [(place, habit, kept) for habit, kept in keepings(word, place)]
        for word, place in zip(words, places_of_words(words), strict=True)
    ]
    before: list[dict[int, float]] = [{0: 1.0}]
    for options in steps:
        ahead: dict[int, float] = defaultdict(float)
        for start, weight in before[-1].items():
            for place, habit, kept in options:
                if short.startswith(kept, start):
                    ahead[start + len(kept)] += weight * share(shares, place, habit)
        before.append(ahead)
    total = before[-1].get(len(short), 0.0)
    after: dict[int, float] = {len(short): 1.0}
    counts = []
    for number in range(len(steps) - 1, -1, -1):
        behind: dict[int, float] = defaultdict(float)
        for start, weight in before[number].items():
            for place, habit, kept in steps[number]:
                rest = after.get(start + len(kept), 0.0) if short.startswith(kept, start) else 0.0
                if rest:
                    rest *= share(shares, place, habit)
                    behind[start] += rest
                    counts.append((place, habit, weight * rest / total))
        after = behind
    return [count for count in counts if count[0]]


def share(shares: dict[str, Shares], place: str, habit: str) -> float:
    """The share of a habit; words of the grammar are dropped."""
    return shares[place][habit] if place else float(habit == "dropped") or 0.01


def habits_of(place: str) -> tuple[str, ...]:
    """The habits that words at a place may have."""
    return tuple(habit for habit, _ in keepings("字" * int(place[-1]), place))


def estimate() -> tuple[dict[str, Shares], dict[str, float]]:
    """The shares by place, and how many words they rest on."""
    pairs = own_pairs()
    shares = {place: {habit: 1 / len(habits_of(place)) for habit in habits_of(place)} for place in PLACES}
    totals: dict[str, float] = {}
    for _ in range(ROUNDS):
        counts = {place: dict.fromkeys(habits_of(place), JEFFREYS) for place in PLACES}
        for pair in pairs:
            for place, habit, count in expected_counts(*pair, shares):
                counts[place][habit] += count
        totals = {place: sum(counts[place].values()) for place in PLACES}
        shares = {place: {habit: n / totals[place] for habit, n in counts[place].items()} for place in PLACES}
    return shares, totals


def table() -> str:
    """The table as text."""
    shares, totals = estimate()
    lines = ["place\thabit\tshare\twords"]
    for place in PLACES:
        words = round(totals[place] - JEFFREYS * len(shares[place]))
        lines += [f"{place}\t{habit}\t{shares[place][habit]:.3f}\t{words}" for habit in sorted(shares[place])]
    return "\n".join([lines[0], *sorted(lines[1:])]) + "\n"


def main() -> int:
    """Write the table, or compare it."""
    if "--check" in sys.argv[1:]:
        return int(TABLE.read_text(encoding="utf-8") != table())
    TABLE.write_text(table(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
