"""Which decided entries are one, by whose name each is found, and which terms are theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from glossary.decisions.records import STATUSES, Decision, DecisionKind, Name
from glossary.model import EntryStatus

__all__ = ["Groups"]


class Groups:
    """Decisions by the entry that they concern today.

    A merged entry lives on in the one it went into, however often that was merged in turn. Where two people merged two
    entries into each other, the smaller identifier stays.

    Attributes:
        heads: the name of each entry that a decision speaks of.
        pinned: the entries that stay whether or not a document holds them: all that something was decided about, but
            for those that are rejected.
        split_off: for an entry and a name that was split off it, the entry that has the name now.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.of_entry: defaultdict[str, list[Decision]] = defaultdict(list)
        self.heads: dict[str, Name] = {}
        self._next: dict[str, str] = {}
        for decision in sorted(decisions, key=lambda decision: decision.question):
            self.of_entry[decision.entry].append(decision)
            self.heads[decision.entry] = decision.head
            if decision.other_head is not None:
                self.heads.setdefault(decision.other, decision.other_head)
            if decision.kind is DecisionKind.MERGE:
                self._next[decision.entry] = decision.other
        self.members: defaultdict[str, list[str]] = defaultdict(list)
        for entry in sorted(self.heads):
            root = self.root(entry)
            self.members[root].insert(0 if entry == root else len(self.members[root]), entry)
        self.pinned = tuple(
            root
            for root, members in self.members.items()
            if any(self.of_entry[member] for member in members) and self.status(root) is not EntryStatus.REJECTED
        )
        self.split_off = {
            (self.root(decision.other), decision.head): self.root(decision.entry)
            for made in self.of_entry.values()
            for decision in made
            if decision.kind is DecisionKind.SPLIT
        }
        self._owners: defaultdict[Name, list[str]] = defaultdict(list)
        self._find_owners()

    def _find_owners(self) -> None:
        heads = set(self.heads.values())
        for entry, head in self.heads.items():
            root = self.root(entry)
            if root not in self._owners[head]:
                self._owners[head].append(root)
            for decision in self.of_entry[entry]:
                for name in (*decision.names, *filter(None, [decision.name])):
                    # What somebody split off or decided about by itself belongs to itself.
                    if name.language == head.language and name not in heads and root not in self._owners[name]:
                        self._owners[name].append(root)

    def root(self, entry: str) -> str:
        """The entry that this one lives on in: itself, where it was not merged.

        >>> one, other = Name("zh-CN", "水网"), Name("zh-CN", "水系")
        >>> Groups([Decision("t1", one, DecisionKind.MERGE, other="t2", other_head=other)]).root("t1")
        't2'
        """
        path = [entry]
        while path[-1] in self._next:
            following = self._next[path[-1]]
            if following in path:
                return min(path[path.index(following) :])
            path.append(following)
        return path[-1]

    def owners(self, name: Name) -> list[str]:
        """The decided entries that a term belongs to: none, or one, or several where terms look alike."""
        return self._owners.get(name, [])

    def names(self, root: str) -> tuple[Name, ...]:
        """The names that the entry must have: its own, then those of the entries merged into it."""
        found = {self.heads[root]: None}
        for member in self.members[root]:
            found[self.heads[member]] = None
            for decision in self.of_entry[member]:
                found |= {
                    name: None
                    for name in (*decision.names, *filter(None, [decision.name]))
                    if name.language != self.heads[member].language or root in self.owners(name)
                }
        return tuple(found)

    def decisions(self, root: str) -> list[Decision]:
        """The decisions about the entries merged into this one, then its own, which have the last word.

        Each entry's are in the order of their questions: translations come before the usage of translations.
        """
        return [decision for member in reversed(self.members[root]) for decision in self.of_entry[member]]

    def status(self, root: str) -> EntryStatus | None:
        """What was decided about the entry; else accepted, if an entry merged into it was."""
        decided = {
            decision.entry: STATUSES[decision.kind]
            for member in self.members[root]
            for decision in self.of_entry[member]
            if decision.kind in STATUSES
        }
        accepted = EntryStatus.ACCEPTED if EntryStatus.ACCEPTED in decided.values() else None
        return decided.get(root, accepted)
