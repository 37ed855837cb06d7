"""Long texts of a run in bounded memory: read, understood and written into a shard report by report.

A text of ten megabytes may hold a hundred thousand facts, which take a gigabyte as records; here those of a report are
written before the next report is read. The shard says the same as one made of the whole (`shards.shard_of`).
"""

from __future__ import annotations

import gzip
import io
import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from pipeline.batch import SHORT_SECONDS
from pipeline.memory import peak_memory
from pipeline.readers.isolation import is_small_text, run_isolated
from pipeline.timelimit import limited
from schemas.codebook import Codebook, load_codebook
from schemas.records import Document, Fact, Finding, NumberRow, Record, Report

LONG: Final = 100_000
"""Bytes from which on a text goes this way: as records it would take its worker some 15 MB more."""
SECONDS: Final = 1020
"""For reading and extraction together in a child, by the clock; 10 MB take half a minute."""
MEMORY: Final = 2 * 2**30
_LEVEL: Final = 1


@dataclass(frozen=True, slots=True)
class Written:
    """A document whose shard stands: the hash of its bytes, and the bytes of memory that a child for it held at most."""

    sha256: str
    memory: int


def is_long(path: Path) -> bool:
    """Whether a file goes this way: a long text by its name."""
    try:
        return path.suffix.lower() == ".txt" and path.is_file() and path.stat().st_size >= LONG
    except OSError:
        return False  # reading it says what is wrong with it


def write_long(path: Path, codebook: Path | None, place_of: Callable[[str], Path]) -> Written | OSError:
    """Write the shard of a long text; `place_of` says from the hash of the bytes read where.

    In a child, where the text is not read in this process. What the system has against it (a full disk) is given back,
    as it is no document's fault.

    Raises:
        ReadError, ChildError: as `run_isolated` does. OverdueError: as `limited` does.
    """
    if is_small_text(path):
        with limited(SHORT_SECONDS):
            return _written(path, codebook, place_of)
    wrote: Written | OSError = run_isolated(_written, path, codebook, place_of, timeout=SECONDS, memory=MEMORY)
    return wrote


def _written(path: Path, codebook: Path | None, place_of: Callable[[str], Path]) -> Written | OSError:
    from pipeline.readers import read

    document, book = read(path), load_codebook(codebook)
    place = place_of(document.sha256)
    draft = place.with_name(f"{place.name}.{os.getpid()}")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with draft.open("wb") as file, _zipped(file) as stream:
                write(document, book, stream)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        return error
    return Written(document.sha256, peak_memory())


def write(document: Document, book: Codebook, stream: gzip.GzipFile) -> None:
    """Write the JSON of a text's `Shard`; what is known only when all reports were read follows the facts.

    No page of a text was recognised or wants a second reader: its findings are those of doubtful readings.
    """
    from extractors.facts import furniture_numbers, pieces_of, without_collection
    from extractors.segments import segment
    from pipeline.doubtful import doubtful
    from pipeline.shards import header_of, passages_of
    from schemas.cues import load_cues

    segments = segment(document, hold=False)
    stream.write(_open(header_of(document).model_dump_json()))
    _array(stream, "passages", passages_of(document, segments.sentences))
    stream.write(b',"extraction":' + _open(json.dumps({"doc": document.name, "sha256": document.sha256})))
    _array(stream, "sections", segments.sections)
    _array(stream, "sentences", segments.sentences)
    reports: list[Report] = []
    findings: list[Finding] = []
    numbers = _Numbers(furniture_numbers(document))

    def facts() -> Iterator[Fact]:
        for piece in pieces_of(document, book, load_cues(), segments):
            reports.append(piece.report)
            findings.extend(doubtful(piece.facts, document.name, reports, book))
            numbers.add(piece.numbers)
            yield from piece.facts

    with without_collection():
        _array(stream, "facts", facts())
    numbers.write(stream)
    _array(stream, "reports", reports)
    _array(stream, "findings", findings)
    stream.write(b"}}")


class _Numbers:
    """The rows of all numbers in the source's order, packed until their turn to be written comes."""

    def __init__(self, kept_out: Sequence[NumberRow]) -> None:
        self._kept_out = deque(kept_out)
        self._packed = io.BytesIO()
        self._stream = _zipped(self._packed)
        self._stream.write(b',"numbers":[')
        self._count = 0

    def add(self, rows: Iterable[NumberRow]) -> None:
        """Take the rows of the next report, and before each what the reader kept out of the text there."""
        for row in rows:
            while self._kept_out and (self._kept_out[0].start, self._kept_out[0].end) < (row.start, row.end):
                self._put(self._kept_out.popleft())
            self._put(row)

    def _put(self, row: NumberRow) -> None:
        self._stream.write((b"," if self._count else b"") + _json(row))
        self._count += 1

    def write(self, stream: gzip.GzipFile) -> None:
        """Write them all."""
        while self._kept_out:
            self._put(self._kept_out.popleft())
        self._stream.write(b"]")
        self._stream.close()
        self._packed.seek(0)
        shutil.copyfileobj(gzip.GzipFile(fileobj=self._packed), stream)


def _zipped(file: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile("", "wb", _LEVEL, file, mtime=0)


def _open(text: str) -> bytes:
    """A JSON object without its last brace, for more to follow."""
    return text.removesuffix("}").encode("utf-8", "surrogatepass")


def _json(record: Record) -> bytes:
    return record.model_dump_json().encode("utf-8", "surrogatepass")


def _array(stream: gzip.GzipFile, name: str, records: Iterable[Record]) -> None:
    """One more field of an object that is open: a list of records, each written before the next is made."""
    stream.write(f',"{name}":['.encode())
    for count, record in enumerate(records):
        stream.write((b"," if count else b"") + _json(record))
    stream.write(b"]")
