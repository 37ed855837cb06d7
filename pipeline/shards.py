"""Shards: what was understood of one document, complete in a file of its own until the database has it.

A shard's name is made from the document's bytes, its name, the program's code and the codebook; it appears under
that name only when it is whole. So work that was done is never done again, whoever was stopped and when.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from pipeline.batch import Reading
from pipeline.document_rows import digest
from schemas.records import Document, Extraction, Media, Record, Sentence

_PARTS: Final = ("schemas", "extractors", "pipeline/readers", "pipeline/batch.py", "pipeline/confirm.py",
                 "pipeline/document_rows.py", "pipeline/doubtful.py", "pipeline/longtext.py", "pipeline/periods.py",
                 "pipeline/shards.py", "pipeline/units.py")
"""The code and data that decide what is understood of a document."""
_LIBRARIES: Final = ("ahocorasick-rs", "charset-normalizer", "lxml", "pdfplumber", "pydantic", "pypdfium2",
                     "rapidocr-onnxruntime")

_BLOCK: Final = 2**20


class Passage(Record):
    """A sentence: its text, where it stands in the source, and the digest of the source there."""

    text: str
    start: int
    end: int
    sha: str


class Header(Record):
    """What is told of a document as a whole; `chars` counts the source, `ocr` what of it was read by OCR."""

    media: Media
    chars: int
    ocr: int
    notes: tuple[str, ...]


class Shard(Header):
    """A document as the store takes it; `passages` go with the extraction's sentences."""

    passages: tuple[Passage, ...]
    extraction: Extraction


def shard_of(reading: Reading) -> Shard:
    """What the store keeps of a document that was read and understood."""
    document, extraction = reading.document, reading.extraction
    return Shard(**header_of(document).__dict__, passages=tuple(passages_of(document, extraction.sentences)),
                 extraction=extraction)


def header_of(document: Document) -> Header:
    """What is told of a document as a whole."""
    ocr = sum(stretch.end - stretch.start for stretch in document.recognized)
    return Header(media=document.media, chars=len(document.source), ocr=ocr, notes=document.notes)


def passages_of(document: Document, sentences: Iterable[Sentence]) -> Iterator[Passage]:
    """The passage of each sentence."""
    for sentence in sentences:
        at = document.source_span(sentence.span)
        yield Passage(text=document.text[slice(*sentence.span)], start=at.start, end=at.end,
                      sha=digest(document.source[slice(*at)]))


def shard_path(folder: Path, sha256: str, name: str, code: str, codebook: str) -> Path:
    """Where the shard of a file with these bytes and this name stands."""
    key = hashlib.sha256("\0".join((sha256, name, code, codebook)).encode("utf-8", "surrogateescape")).hexdigest()
    return folder / key[:2] / f"{key}.json.gz"


def write_shard(shard: Shard, path: Path) -> None:
    """Write a shard; it stands under its name when it is complete, and not before.

    Raises:
        OSError: no space, no permission.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        draft.write_bytes(gzip.compress(shard.model_dump_json().encode("utf-8", "surrogatepass"), 1, mtime=0))
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def stands(path: Path) -> bool:
    """Whether a shard stands whole at `path`; a long one is looked through without being held."""
    try:
        with gzip.open(path) as stream:
            first = last = stream.read(_BLOCK)
            while block := stream.read(_BLOCK):
                last = block
        return first.startswith(b'{"media":') and last.endswith(b"}")
    except (OSError, EOFError, zlib.error):
        return False


def load_shard(path: Path) -> Shard | None:
    """The shard at `path`; None where there is none to be read, or the power failed before it reached the disk."""
    try:
        return Shard.model_validate_json(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, zlib.error, ValidationError):
        return None


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
