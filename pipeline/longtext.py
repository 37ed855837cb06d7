"""Long documents in bounded memory: understood report by report, and what was understood of one is used before the next.

A text of ten megabytes may hold a hundred thousand facts, which take a gigabyte as records. What is made of them, a shard
or lines of JSON, says the same as if it was made of the whole (`shards.records_of`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.batch import SHORT_SECONDS
from pipeline.memory import peak_memory
from pipeline.readers.isolation import is_small_text, run_isolated
from pipeline.timelimit import limited
from schemas.codebook import Codebook, load_codebook
from schemas.records import Document, Record, Report

if TYPE_CHECKING:
    from extractors.segments import Segments

LONG: Final = 100_000
"""Bytes from which on a text goes this way: as records it would take its worker some 15 MB more."""
SECONDS: Final = 1020
"""For reading and extraction together in a child, by the clock; 10 MB take half a minute."""
MEMORY: Final = 2 * 2**30

Use = Callable[[Document, Codebook], None]
"""What is made of a long document, such as `into_shard`; it goes to another process."""


@dataclass(frozen=True, slots=True)
class Written:
    """A document that was used: the hash of its bytes, and the bytes of memory that a child for it held at most."""

    sha256: str
    memory: int = 0


def is_long(path: Path) -> bool:
    """Whether a file goes this way from its reading on: a long text by its name."""
    try:
        return path.suffix.lower() == ".txt" and path.is_file() and path.stat().st_size >= LONG
    except OSError:
        return False  # reading it says what is wrong with it


def read_long(path: Path, codebook: Path | None, use: Use) -> Written | OSError:
    """Read a long text and use it.

    In a child, where the text is not read in this process. What the system has against it (a full disk) is given back,
    as it is no document's fault.

    Raises:
        ReadError, ChildError: as `run_isolated` does. OverdueError: as `limited` does.
    """
    if is_small_text(path):
        with limited(SHORT_SECONDS):
            return _read(path, codebook, use)
    wrote: Written | OSError = run_isolated(_read, path, codebook, use, timeout=SECONDS, memory=MEMORY)
    return wrote


def _read(path: Path, codebook: Path | None, use: Use) -> Written | OSError:
    from pipeline.readers import read

    return use_long(read(path), codebook, use)


def use_long(document: Document, codebook: Path | None, use: Use) -> Written | OSError:
    """Use a long document in the process that read it. What the system has against it is given back."""
    try:
        use(document, load_codebook(codebook))
    except OSError as error:
        return error
    return Written(document.sha256, peak_memory())


def into_shard(document: Document, book: Codebook, place_of: Callable[[str], Path]) -> None:
    """Write the shard of a document; `place_of` says from the hash of the bytes read where.

    Raises:
        OSError: as `write_shard` does.
    """
    from pipeline.shards import write_shard

    write_shard(records(document, book), place_of(document.sha256))


def records(document: Document, book: Codebook) -> Iterator[Record]:
    """The records of a document's shard, those of a report before the next is understood."""
    from extractors.segments import segment
    from pipeline.shards import header_of, passages_of

    segments = segment(document, hold=False)
    yield header_of(document)
    yield from segments.sections
    yield from passages_of(document, segments.sentences)
    yield from understood(document, book, segments)


def understood(document: Document, book: Codebook, segments: Segments | None = None) -> Iterator[Record]:
    """Each report of a document, its facts, its numbers and its findings before the next; numbers in the source's order.

    `segments`: those of the document. No page of such a document was recognised or wants a second reader: its findings are
    those of doubtful readings.
    """
    from extractors.facts import furniture_numbers, pieces_of, without_collection
    from extractors.segments import segment
    from pipeline.doubtful import doubtful
    from schemas.cues import load_cues

    reports: list[Report] = []
    kept_out = deque(furniture_numbers(document))
    with without_collection():
        for piece in pieces_of(document, book, load_cues(), segments or segment(document, hold=False)):
            reports.append(piece.report)
            yield piece.report
            yield from piece.facts
            for number in piece.numbers:
                # What the reader kept out of the text is numbered in the source's order with the rest.
                while kept_out and (kept_out[0].start, kept_out[0].end) < (number.start, number.end):
                    yield kept_out.popleft()
                yield number
            yield from doubtful(piece.facts, document.name, reports, book)
    yield from kept_out
