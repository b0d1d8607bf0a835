"""The file of decisions: one sorted line each, written whole and safe before anybody is told that it is.

It is made for git: a decision that changes changes one line, and lines are sorted by entry, so that the work of two
reviewers lies apart. What git cannot unite by lines, `glossary merge` does.
"""

from __future__ import annotations

import os
from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from glossary.decisions.lines import decision_from_line, line_of
from glossary.decisions.records import Decision
from glossary.errors import FormatError
from glossary.messages import _
from glossary.writing import explain_os_error, write_atomically

__all__ = ["FILE_NAME", "DecisionStore", "parse_decisions", "read_decisions", "write_decisions"]

FILE_NAME = "decisions.jsonl"

Question = tuple[str, ...]


def read_decisions(path: str | os.PathLike[str]) -> tuple[Decision, ...]:
    """The decisions of a file, sorted as it is. Empty lines, and lines that stand there twice, are passed over.

    Raises:
        FormatError: the file cannot be read, a line is no decision, or two lines answer one question differently.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise explain_os_error(error, path) from error
    return parse_decisions(content, os.fspath(path))


def parse_decisions(content: bytes, path: str) -> tuple[Decision, ...]:
    """The decisions in the content of a file that is called `path` in errors; see `read_decisions`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(_("not UTF-8"), where=path, hint=_("save it again as UTF-8")) from error
    found: dict[Question, tuple[int, Decision]] = {}
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if not line.strip():
            continue
        decision = decision_from_line(line, f"{path}:{number}")
        earlier, other = found.setdefault(decision.question, (number, decision))
        if other != decision:
            raise FormatError(
                _("another decision than on line {number}, about the same thing", number=earlier),
                where=f"{path}:{number}",
                hint=_("delete one of the two lines, or merge the two files with glossary merge"),
            )
    return tuple(sorted((decision for _number, decision in found.values()), key=line_of))


def write_decisions(decisions: Iterable[Decision], path: str | os.PathLike[str]) -> None:
    """Write a file of decisions, whole or not at all. When this returns, it is on the disk.

    Raises:
        FormatError: the file cannot be written.
    """
    _write_lines(sorted(map(line_of, decisions)), Path(path))


def _write_lines(lines: Iterable[str], path: Path) -> None:
    with write_atomically(path) as stream:
        stream.writelines(f"{line}\n".encode() for line in lines)
    # The new name of the file lives in its folder. Not every system can write folders to the disk.
    with suppress(OSError):
        folder = os.open(path.resolve().parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class DecisionStore:
    """A file of decisions that is open for changes.

    Every change is on the disk when `change` returns. What somebody else, or git, wrote into the file meanwhile is read
    before it is written again.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        self._seen: tuple[int, ...] = ()
        self._decisions: dict[Question, Decision] = {}
        self._lines: list[str] = []
        self._load()

    def _load(self) -> None:
        decisions = read_decisions(self.path) if self.path.exists() else ()
        self._decisions = {decision.question: decision for decision in decisions}
        self._lines = [line_of(decision) for decision in decisions]
        self._seen = self._state()

    def _state(self) -> tuple[int, ...]:
        """What tells the file from another version of it."""
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise explain_os_error(error, self.path) from error
        return status.st_ino, status.st_size, status.st_mtime_ns

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in no particular order."""
        return tuple(self._decisions.values())

    def answer(self, question: Question) -> Decision | None:
        """The decision that answers a question, if there is one."""
        return self._decisions.get(question)

    def refresh(self) -> bool:
        """Read the file again where it changed since it was last read or written; tells whether it did.

        Raises:
            FormatError: see `read_decisions`.
        """
        if self._state() == self._seen:
            return False
        self._load()
        return True

    def change(self, changes: Mapping[Question, Decision | None]) -> None:
        """Answer questions anew, None for not at all, and write the file.

        Raises:
            FormatError: the file cannot be read or written; nothing is changed then.
        """
        self.refresh()
        lines, decisions = self._lines.copy(), self._decisions.copy()
        for question, decision in changes.items():
            old = decisions.pop(question, None)
            if old is not None:
                del lines[bisect_left(lines, line_of(old))]
            if decision is not None:
                decisions[question] = decision
                insort(lines, line_of(decision))
        _write_lines(lines, self.path)
        self._lines, self._decisions, self._seen = lines, decisions, self._state()
