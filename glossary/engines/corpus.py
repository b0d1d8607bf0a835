"""A corpus on disk: every document as it was prepared, and its characters as numbers, shard by shard.

It is written once, in the order in which documents come, and may be gone on with: after a kill from the last whole
shard, and with more documents at its end. Reading it takes the memory of one document.
"""

from __future__ import annotations

import io
import os
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice, zip_longest
from pathlib import Path
from typing import Any, overload

import msgspec
import numpy as np
import polars as pl

from glossary.engines.stored_files import StoredFiles
from glossary.errors import InputError
from glossary.extraction.countable import countable, is_inside
from glossary.extraction.counting import codes, kernels
from glossary.extraction.counting.boundaries import dictionary_boundaries
from glossary.extraction.marked import find_marked
from glossary.extraction.sampling import PASSAGE, SampleChooser, Stretch, passages
from glossary.linking.translations.brackets import Bracket, Stated, Terms, brackets_of, find_stated
from glossary.messages import _
from glossary.model import AnalysedDocument, Document
from glossary.writing import write_atomically

__all__ = ["SHARD", "Corpus", "Prepare", "forget_other_frame", "store_corpus"]

SHARD = 4_000_000
"""Characters of a shard: while one is prepared, it and its documents take some 200 MB."""

Array = np.ndarray[Any, Any]
Prepare = Callable[[Sequence[Document]], Sequence[AnalysedDocument]]

_MANIFEST = "corpus.json"
# Bytes of a sha256.
_DIGEST = 32
_STATED = {
    "document": pl.Int64,
    "chinese": pl.String,
    "latin": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
    "is_whole": pl.Boolean,
}
_MARKED = {
    "text": pl.String,
    "quoted": pl.Int64,
    "titled": pl.Int64,
    "documents": pl.Int64,
    "document": pl.Int64,
    "start": pl.Int64,
}
# Bytes of documents that are kept at hand after they were asked for: contexts and written forms ask again and again.
_NEAR = 16_000_000
# Numbers of characters that leave the boundary bit of 16 bits free.
_NARROW = 1 << 15


class Manifest(msgspec.Struct, frozen=True):
    """What a work folder holds.

    Attributes:
        fingerprint: of the version and the settings that decide what is stored.
        shards: whole ones.
        documents: in these.
        size: bytes of the file of documents.
    """

    fingerprint: str
    shards: int = 0
    documents: int = 0
    size: int = 0


class Corpus(Sequence[AnalysedDocument]):
    """The documents of a work folder, read one by one as they are asked for.

    Attributes:
        folder: where it is.
        alphabet: the code point of each character's number; that of 0, the barrier, is 0.
        tally: how often each character occurs; barriers are not counted.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = _read_manifest(folder)
        shards = range(self.manifest.shards)
        # For each document the bytes of its record and the code points of its text.
        sizes = [_load(folder, "sizes", shard) for shard in shards]
        self._first = np.cumsum([0, *map(len, sizes)])
        self._sizes = np.concatenate(sizes)
        self._offsets = np.cumsum(self._sizes[:, 0]) - self._sizes[:, 0]
        self.alphabet: Array = np.load(folder / "alphabet.npy")
        self.tally = np.zeros(self.alphabet.size, dtype=np.int64)
        for tally in (_load(folder, "tally", shard) for shard in shards):
            self.tally[: tally.size] += tally
        self._decoder = msgspec.msgpack.Decoder(AnalysedDocument)
        self._file = (folder / "documents.bin").open("rb")
        self._near: dict[int, AnalysedDocument] = {}
        self._near_size = 0

    def close(self) -> None:
        """Let go of the file of documents."""
        self._file.close()

    def __len__(self) -> int:
        return int(self._sizes.shape[0])

    @overload
    def __getitem__(self, index: int) -> AnalysedDocument: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[AnalysedDocument]: ...

    def __getitem__(self, index: int | slice) -> AnalysedDocument | Sequence[AnalysedDocument]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        place = range(len(self))[index]
        if place not in self._near:
            size = int(self._sizes[place, 0])
            if self._near_size + size > _NEAR:
                self._near.clear()
                self._near_size = 0
            self._file.seek(int(self._offsets[place]))
            self._near[place] = self._decoder.decode(self._file.read(size))
            self._near_size += size
        return self._near[place]

    @property
    def characters(self) -> int:
        """Code points of all texts."""
        return int(self._sizes[:, 1].sum())

    def shards(self) -> Iterator[tuple[int, codes.CodedText]]:
        """The number of the first document of each shard, and its characters."""
        yield from map(self.shard, range(self.manifest.shards))

    def shard(self, number: int) -> tuple[int, codes.CodedText]:
        """The number of the first document of a shard, and its characters."""
        coded = codes.CodedText(_load(self.folder, "ids", number), self.alphabet, _load(self.folder, "starts", number))
        return int(self._first[number]), coded

    def marked_rows(self) -> pl.LazyFrame:
        """What stands between quotation marks or title marks, one row for each text and shard.

        Columns: text; how often it is quoted and how often a title; documents that hold it; the first of these, and
        where in it it begins.
        """
        return self._tables("marked")

    def brackets(self, terms: Collection[str]) -> dict[str, list[Bracket]]:
        """See `linking.translations.brackets.find_brackets`; no document is read."""
        wanted = Terms(terms)
        whole, ends = (pl.Series(sorted(texts), dtype=pl.String).implode() for texts in (wanted.known, wanted.ends))
        chinese = pl.col("chinese")
        may_be = pl.when("is_whole").then(chinese.is_in(whole)).otherwise(chinese.str.tail(2).is_in(ends))
        rows = self._tables("stated").filter(may_be).collect().iter_rows()
        return brackets_of(((document, Stated(*rest)) for document, *rest in rows), wanted)

    def _tables(self, name: str) -> pl.LazyFrame:
        return pl.scan_parquet([self.folder / f"{name}-{shard:05}.parquet" for shard in range(self.manifest.shards)])

    def sample(self, limit: int) -> list[Stretch] | None:
        """See `extraction.sampling.choose_sample`; only long documents are read."""
        chooser = SampleChooser(limit)
        for place, (digest, size) in enumerate(zip(self.digests(), self._sizes[:, 1].tolist(), strict=True)):
            chooser.add(place, digest, passages(self[place].text) if size > PASSAGE else [(0, size)] * bool(size))
        return chooser.chosen()

    def sorted_digests(self) -> Iterator[bytes]:
        """The sha256 of each document's file, ascending."""
        digests = np.concatenate([_load(self.folder, "digests", shard) for shard in range(self.manifest.shards)])
        # As strings of bytes they sort; those drop zeros at their ends, which makes no difference to the order.
        ordered = np.sort(digests.view(f"S{_DIGEST}").ravel()).view(np.uint8).reshape(-1, _DIGEST)
        yield from map(bytes, ordered)

    def digests(self) -> Iterator[str]:
        """The sha256 of each document's file, as text."""
        for shard in range(self.manifest.shards):
            yield from (bytes(digest).hex() for digest in _load(self.folder, "digests", shard))


def store_corpus(
    documents: Iterable[Document],
    folder: Path,
    fingerprint: str,
    prepare: Prepare,
    shard: int = SHARD,
    files: StoredFiles | None = None,
) -> Corpus:
    """Write documents into a work folder, from where an earlier run left off.

    Args:
        documents: in the same order as in the earlier run; new ones may follow.
        folder: made where it is missing.
        fingerprint: of the version and settings; another one than that of the folder is refused.
        prepare: cleans and normalises some documents.
        shard: characters of a shard.
        files: knows how many documents are not given because they are stored, and is told when more are.

    Raises:
        InputError: the folder was made with other settings, or the documents are not those it begins with.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = files or StoredFiles(folder)
    writer = _Writer(folder, fingerprint, prepare, files)
    stream = iter(documents)
    # How many are passed over is known once the first one comes after them.
    first = [*islice(stream, 1)]
    stream = chain(first, stream)
    writer.pass_over(islice(stream, writer.manifest.documents - files.passed), files.passed)
    batch: list[Document] = []
    size = 0
    for document in stream:
        batch.append(document)
        size += len(document.text)
        if size >= shard:
            writer.add(batch)
            batch, size = [], 0
    if batch:
        writer.add(batch)
    files.save(writer.manifest.documents)
    if not writer.manifest.documents:
        raise InputError(_("nothing to read"), where=str(folder))
    return Corpus(folder)


def forget_other_frame(folder: Path, fingerprint: str, frame: str) -> None:
    """Let a work folder begin anew, if what documents repeat at their edges has changed since it was written.

    Args:
        folder: perhaps not there.
        fingerprint: of the version and settings.
        frame: of the repeated lines; behind a colon in the fingerprint of the folder.
    """
    if not (folder / _MANIFEST).exists():
        return
    before, _colon, other = _read_manifest(folder).fingerprint.partition(":")
    if before == fingerprint and other != frame:
        (folder / _MANIFEST).unlink()


def _forget_counts(folder: Path, *patterns: str) -> None:
    for pattern in patterns:
        for counts in folder.glob(pattern):
            shutil.rmtree(counts)


class _Writer:
    """Adds shards to a work folder. A shard counts once the manifest names it."""

    def __init__(self, folder: Path, fingerprint: str, prepare: Prepare, files: StoredFiles) -> None:
        self.folder, self._prepare, self._files = folder, prepare, files
        self.manifest = _read_manifest(folder) if (folder / _MANIFEST).exists() else Manifest(fingerprint)
        if self.manifest.fingerprint != fingerprint:
            raise InputError(
                _("made with other settings or another version"),
                where=str(folder),
                hint=_("name another work folder, or delete this one"),
            )
        if not self.manifest.shards:
            files.forget()
            _forget_counts(folder, "counts-*", "spark-*")
        self._number = np.zeros(codes.CODE_POINTS, dtype=np.uint32)
        self._alphabet = np.load(folder / "alphabet.npy") if self.manifest.shards else np.zeros(1, dtype=np.uint32)
        self._number[self._alphabet] = np.arange(self._alphabet.size)

    def pass_over(self, documents: Iterable[Document], first: int) -> None:
        """See that the documents are those of the folder, from the one with the number `first` on."""
        stored = chain.from_iterable(_load(self.folder, "digests", shard) for shard in range(self.manifest.shards))
        for document, digest in zip_longest(documents, islice(stored, first, None)):
            if document is None or bytes(digest) != _digest(document):
                raise InputError(
                    _("the documents are not those it was made of, up to {path}", path=getattr(document, "path", "–")),
                    where=str(self.folder),
                    hint=_("name another work folder, or delete this one"),
                )

    def add(self, documents: Sequence[Document]) -> None:
        """Prepare, number and write a shard. Counts of the shards before can be added to, unless Spark made them."""
        _forget_counts(self.folder, "spark-*")
        prepared = self._prepare(documents)
        texts = [countable(document) for document in prepared]
        coded = self._coded(texts)
        shard = self.manifest.shards
        encoder = msgspec.msgpack.Encoder()
        records = [encoder.encode(document) for document in prepared]
        sizes = [(len(record), len(document.text)) for record, document in zip(records, prepared, strict=True)]
        with (self.folder / "documents.bin").open("ab") as stream:
            stream.truncate(self.manifest.size)
            stream.writelines(records)
            stream.flush()
            os.fsync(stream.fileno())
            size = stream.tell()
        _save(self.folder, f"sizes-{shard:05}", np.array(sizes, dtype=np.int64))
        digests = b"".join(map(_digest, documents))
        _save(self.folder, f"digests-{shard:05}", np.frombuffer(digests, dtype=np.uint8).reshape(-1, _DIGEST))
        _save(self.folder, f"ids-{shard:05}", coded.ids)
        _save(self.folder, f"starts-{shard:05}", coded.starts)
        tally = np.zeros(self._alphabet.size, dtype=np.int64)
        kernels.tally_characters(coded.ids, coded.boundary_bit - 1, tally)
        tally[0] = 0
        _save(self.folder, f"tally-{shard:05}", tally)
        self._save_marked(texts, shard)
        self._save_stated(prepared, shard)
        # Where the run is killed here, the characters of a shard that is not there have numbers; nobody minds.
        _save(self.folder, "alphabet", self._alphabet)
        self.manifest = Manifest(self.manifest.fingerprint, shard + 1, self.manifest.documents + len(documents), size)
        with write_atomically(self.folder / _MANIFEST) as stream:
            stream.write(msgspec.json.encode(self.manifest))
        self._files.save(self.manifest.documents)

    def _save_marked(self, texts: Sequence[str], shard: int) -> None:
        """Write what stands between marks in the documents of a shard."""
        found = find_marked(texts).items()
        rows = [
            (
                text,
                marked.quoted,
                marked.titled,
                marked.documents,
                self.manifest.documents + marked.first[0],
                marked.first[1],
            )
            for text, marked in found
        ]
        self._save_table("marked", shard, pl.DataFrame(rows, schema=_MARKED, orient="row"))

    def _save_stated(self, prepared: Sequence[AnalysedDocument], shard: int) -> None:
        """Write what stands in brackets or before them in the documents of a shard."""
        first = self.manifest.documents
        rows = [
            (first + index, *stated) for index, document in enumerate(prepared) for stated in find_stated(document.text)
        ]
        self._save_table("stated", shard, pl.DataFrame(rows, schema=_STATED, orient="row"))

    def _save_table(self, name: str, shard: int, table: pl.DataFrame) -> None:
        with write_atomically(self.folder / f"{name}-{shard:05}.parquet") as stream:
            table.write_parquet(stream)

    def _coded(self, texts: Sequence[str]) -> codes.CodedText:
        """The texts as numbers; characters that are new get the next ones."""
        starts = codes.lay_out(texts)
        joined = "\n".join(["", *texts, "\n"])
        points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        seen = np.zeros(codes.CODE_POINTS, dtype=np.bool_)
        seen[points] = True
        alphabet, _number = codes.find_alphabet(seen, is_inside)
        new = alphabet[1:][self._number[alphabet[1:]] == 0]
        self._number[new] = np.arange(self._alphabet.size, self._alphabet.size + new.size)
        self._alphabet = np.concatenate([self._alphabet, new])
        ids = self._number[points].astype(np.uint16 if self._alphabet.size <= _NARROW else np.uint32)
        coded = codes.CodedText(ids, self._alphabet, starts)
        codes.mark_boundaries(coded, dictionary_boundaries(texts))
        return coded


def _digest(document: Document) -> bytes:
    return bytes.fromhex(document.sha256)


def _read_manifest(folder: Path) -> Manifest:
    try:
        return msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=Manifest)
    except (OSError, msgspec.MsgspecError) as error:
        raise InputError(
            _("no work folder of this program: {reason}", reason=error),
            where=str(folder),
            hint=_("name another one"),
        ) from error


def _load(folder: Path, name: str, shard: int) -> Array:
    loaded: Array = np.load(folder / f"{name}-{shard:05}.npy")
    return loaded


def _save(folder: Path, name: str, values: Array) -> None:
    content = io.BytesIO()
    np.save(content, values)
    with write_atomically(folder / f"{name}.npy") as stream:
        stream.write(content.getbuffer())
