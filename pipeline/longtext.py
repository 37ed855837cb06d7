"""Long texts of a run in bounded memory: read, understood and written into a shard report by report.

A text of ten megabytes may hold a hundred thousand facts, which take a gigabyte as records; here those of a report are
written before the next report is read. The shard says the same as one made of the whole (`shards.records_of`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.batch import SHORT_SECONDS
from pipeline.memory import peak_memory
from pipeline.readers.isolation import is_small_text, run_isolated
from pipeline.shards import header_of, passages_of, write_shard
from pipeline.timelimit import limited
from schemas.codebook import Codebook, load_codebook
from schemas.records import Document, Record, Report

LONG: Final = 100_000
"""Bytes from which on a text goes this way: as records it would take its worker some 15 MB more."""
SECONDS: Final = 1020
"""For reading and extraction together in a child, by the clock; 10 MB take half a minute."""
MEMORY: Final = 2 * 2**30


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

    document = read(path)
    try:
        write_shard(records(document, load_codebook(codebook)), place_of(document.sha256))
    except OSError as error:
        return error
    return Written(document.sha256, peak_memory())


def records(document: Document, book: Codebook) -> Iterator[Record]:
    """The records of a text's shard, those of a report before the next is understood.

    No page of a text was recognised or wants a second reader: its findings are those of doubtful readings.
    """
    from extractors.facts import furniture_numbers, pieces_of, without_collection
    from extractors.segments import segment
    from pipeline.doubtful import doubtful
    from schemas.cues import load_cues

    segments = segment(document, hold=False)
    yield header_of(document)
    yield from segments.sections
    yield from passages_of(document, segments.sentences)
    reports: list[Report] = []
    kept_out = deque(furniture_numbers(document))
    with without_collection():
        for piece in pieces_of(document, book, load_cues(), segments):
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
