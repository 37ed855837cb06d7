"""Shards: what was understood of one document, complete in a file of its own until the database has it.

A shard's name is made from the document's bytes, its name, the program's code and the codebook; it appears under
that name only when it is whole. So work that was done is never done again, whoever was stopped and when.

It is lines, packed: of each record its kind and its JSON, first the header, last `end`. Sections and passages stand before
the facts, a report before its facts, a fact before its number and its findings, so that a long one is written and read
without being held.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final, NamedTuple

from pydantic import ValidationError

from pipeline.batch import Reading
from pipeline.document_rows import digest
from schemas.records import Document, Fact, Finding, Media, NumberRow, Record, Report, Section, Sentence, Span

_PARTS: Final = ("schemas", "extractors", "pipeline/readers", "pipeline/batch.py", "pipeline/confirm.py",
                 "pipeline/document_rows.py", "pipeline/doubtful.py", "pipeline/longtext.py", "pipeline/periods.py",
                 "pipeline/shards.py", "pipeline/units.py")
"""The code and data that decide what is understood of a document."""
_LIBRARIES: Final = ("ahocorasick-rs", "charset-normalizer", "lxml", "pdfplumber", "pydantic", "pypdfium2",
                     "rapidocr-onnxruntime")

_BLOCK: Final = 2**20
_END: Final = b"end\n"


class Header(Record):
    """What is told of a document as a whole; `chars` counts the source, `ocr` what of it was read by OCR."""

    doc: str
    sha256: str
    media: Media
    chars: int
    ocr: int
    notes: tuple[str, ...]


class Passage(Record):
    """A sentence with its text, the place where it stands in the source, and the digest of the source there."""

    span: Span
    report: int
    section: int
    block: int
    text: str
    start: int
    end: int
    sha: str


RECORDS: Final[dict[str, type[Record]]] = {
    "header": Header, "section": Section, "passage": Passage, "report": Report, "fact": Fact, "number": NumberRow,
    "finding": Finding}
"""The kinds of lines."""


class ShardError(Exception):
    """A shard that is not there, or is not whole: the power failed before it reached the disk."""


class Line(NamedTuple):
    """A record as it stands in a shard."""

    kind: str
    json: bytes

    def record(self) -> Any:
        """The record itself, of the class that `RECORDS` gives.

        Raises:
            ShardError: it is none of this kind.
        """
        try:
            return RECORDS[self.kind].model_validate_json(self.json)
        except (KeyError, ValidationError) as error:
            raise ShardError(f"{self.kind}：{error}") from error


    def values(self) -> dict[str, Any]:
        """Its fields, where the record itself is not wanted.

        Raises:
            ShardError: they are none.
        """
        try:
            fields: dict[str, Any] = json.loads(self.json)
        except ValueError as error:
            raise ShardError(f"{self.kind}：{error}") from error
        return fields


class Shard:
    """A shard as the store reads it: line by line, as often as asked, and never held."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def lines(self) -> Iterator[Line]:
        """Its lines in order, the header first.

        Raises:
            ShardError: it is not there, or not whole; told at the end at the latest.
        """
        try:
            with gzip.open(self.path) as packed, io.BufferedReader(packed, _BLOCK) as stream:
                line = b""
                for line in stream:
                    if line != _END:
                        kind, _, fields = line.partition(b" ")
                        yield Line(kind.decode("ascii", "replace"), fields)
                if line != _END:
                    raise ShardError(f"{self.path}")
        except (OSError, EOFError, zlib.error) as error:
            raise ShardError(f"{self.path}") from error

    def header(self) -> Header:
        """What is told of the document as a whole.

        Raises:
            ShardError: as `lines` does.
        """
        for line in self.lines():
            header = line.record()
            if isinstance(header, Header):
                return header
        raise ShardError(f"{self.path}")


def record_line(record: Record) -> bytes:
    """A record as a line of a shard."""
    return f"{_KINDS[type(record)]} {record.model_dump_json()}\n".encode("utf-8", "surrogatepass")


_KINDS: Final = {record: kind for kind, record in RECORDS.items()}


def records_of(reading: Reading) -> Iterator[Record]:
    """The records of a document that was read and understood, in the order of a shard."""
    document, extraction = reading.document, reading.extraction
    yield header_of(document)
    yield from extraction.sections
    yield from passages_of(document, extraction.sentences)
    for records in (extraction.reports, extraction.facts, extraction.numbers, extraction.findings):
        yield from records


def header_of(document: Document) -> Header:
    """What is told of a document as a whole."""
    ocr = sum(stretch.end - stretch.start for stretch in document.recognized)
    return Header(doc=document.name, sha256=document.sha256, media=document.media, chars=len(document.source), ocr=ocr,
                  notes=document.notes)


def passages_of(document: Document, sentences: Iterable[Sentence]) -> Iterator[Passage]:
    """The passage of each sentence."""
    for sentence in sentences:
        at = document.source_span(sentence.span)
        yield Passage(span=sentence.span, report=sentence.report, section=sentence.section, block=sentence.block,
                      text=document.text[slice(*sentence.span)], start=at.start, end=at.end,
                      sha=digest(document.source[slice(*at)]))


def shard_path(folder: Path, sha256: str, name: str, code: str, codebook: str) -> Path:
    """Where the shard of a file with these bytes and this name stands."""
    key = hashlib.sha256("\0".join((sha256, name, code, codebook)).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / key[:2] / f"{key}.json.gz"


def write_shard(records: Iterable[Record], path: Path) -> None:
    """Write a shard, a record at a time; it stands under its name when it is complete, and not before.

    Raises:
        OSError: no space, no permission.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with draft.open("wb") as file, gzip.GzipFile("", "wb", 1, file, mtime=0) as packed, \
                io.BufferedWriter(packed, _BLOCK) as stream:
            for record in records:
                stream.write(record_line(record))
            stream.write(_END)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def stands(path: Path) -> bool:
    """Whether a shard stands whole at `path`; a long one is looked through without being held."""
    try:
        with gzip.open(path) as stream:
            first = last = stream.read(_BLOCK)
            while block := stream.read(_BLOCK):
                last = last[-len(_END):] + block
        return first.startswith(b"header ") and last.endswith(b"\n" + _END)
    except (OSError, EOFError, zlib.error):
        return False


@lru_cache(maxsize=1)
def code_digest() -> str:
    """Twelve hex digits that change with any code, data or library that decides what a document gives."""
    root = Path(__file__).parents[1]
    total = hashlib.sha256()
    for part in _PARTS:
        place = root / part
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in (".py", ".toml", ".csv", ".gz"):
                total.update(file.relative_to(root).as_posix().encode() + b"\0")
                total.update(file.read_bytes())
    for library in _LIBRARIES:
        total.update(f"{library} {_version(library)}\n".encode())
    return total.hexdigest()[:12]


def _version(library: str) -> str:
    """The version that is installed; empty for an extra that is not."""
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
