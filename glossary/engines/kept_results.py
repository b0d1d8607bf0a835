"""Results kept in a work folder, so that the next run, with more documents or after a kill, makes only new ones.

They are one file for each kind, with a digest of its bytes and of the settings before them. What another version or
other settings made, and what is damaged, is passed over as if it were not there, and replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from glossary.writing import write_atomically

__all__ = ["KeptResults"]

# Bytes of a sha256.
_DIGEST = 32

_Result = TypeVar("_Result")
_Records = dict[str, msgspec.Raw]


class KeptResults:
    """The results in a work folder (`keeping.Keeping`). They are data of known types; reading them runs nothing."""

    def __init__(self, folder: Path, fingerprint: str) -> None:
        """Take a work folder, and a fingerprint of the version and the settings that results follow from."""
        self._folder, self._fingerprint = folder, fingerprint
        self._before: dict[str, _Records] = {}
        self._asked: dict[str, _Records] = {}
        self._changed: set[str] = set()

    def results(
        self, kind: str, keys: Sequence[str], make: Callable[[Sequence[int]], Iterable[_Result]], form: Any
    ) -> list[_Result]:
        """See `Keeping`."""
        if kind not in self._before:
            self._before[kind], self._asked[kind] = self._read(kind), {}
        found = list(self._known(kind, keys, form))
        unknown = [index for index, result in enumerate(found) if result is None]
        if not unknown:
            return found
        self._changed.add(kind)
        encoder = msgspec.msgpack.Encoder()
        for index, made in zip(unknown, make(unknown), strict=True):
            found[index] = made
            self._asked[kind][keys[index]] = msgspec.Raw(encoder.encode(made))
        return found

    def _known(self, kind: str, keys: Sequence[str], form: Any) -> Iterator[Any]:
        """What was kept for each key, None where nothing was."""
        before, asked = self._before[kind], self._asked[kind]
        decoder = msgspec.msgpack.Decoder(form)
        for key in keys:
            record = before.get(key)
            try:
                yield None if record is None else decoder.decode(record)
            except msgspec.MsgspecError:
                yield None
            else:
                if record is not None:
                    asked[key] = record

    def save(self) -> None:
        """See `Keeping`."""
        for kind, records in self._asked.items():
            if kind in self._changed or records.keys() != self._before[kind].keys():
                body = msgspec.msgpack.encode(records)
                with write_atomically(self._file(kind)) as stream:
                    stream.write(self._digest(body))
                    stream.write(body)
        for held in (self._before, self._asked, self._changed):
            held.clear()

    def _read(self, kind: str) -> _Records:
        file = self._file(kind)
        content = memoryview(file.read_bytes() if file.exists() else b"")
        body = content[_DIGEST:]
        return msgspec.msgpack.decode(body, type=_Records) if content[:_DIGEST] == self._digest(body) else {}

    def _file(self, kind: str) -> Path:
        return self._folder / f"kept-{kind}.bin"

    def _digest(self, body: bytes | memoryview) -> bytes:
        digest = hashlib.sha256(self._fingerprint.encode())
        digest.update(body)
        return digest.digest()
