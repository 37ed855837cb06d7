"""The JSON lines of `youju extract` and `youju numbers`: written where a document is understood, only copied where they go.

So the process that writes the output holds none of them, and of a long text nobody holds more than those of a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

from pipeline.batch import Failure, Reading, died, failure_of, read_or_use
from pipeline.longtext import is_long, read_long, understood, use_long
from pipeline.pool import each
from pipeline.rows import fact_row, number_row, write_lines
from schemas.codebook import Codebook
from schemas.records import Document, Fact, NumberRow, Record

Kind = Literal["facts", "numbers"]
_CLASS: Final = {"facts": Fact, "numbers": NumberRow}


@dataclass(frozen=True, slots=True)
class Printed:
    """A document whose lines stand in a file of their own."""

    path: Path
    lines: Path


def printed(paths: Sequence[Path], kind: Kind, codebook: Path | None, workers: int) -> Iterator[Printed | Failure]:
    """The lines of every document, in order, whatever the number of workers; they are gone when the next is asked for.

    Raises:
        OSError: no space for them.
    """
    with TemporaryDirectory(prefix="youju-") as folder:
        for outcome in each(partial(_print, kind=kind, codebook=codebook, folder=Path(folder)), paths, workers, died):
            if isinstance(outcome, OSError):
                raise outcome
            yield outcome
            if isinstance(outcome, Printed):
                outcome.lines.unlink()


def _print(path: Path, kind: Kind, codebook: Path | None, folder: Path) -> Printed | Failure | OSError:
    lines = folder / sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()
    try:
        use = partial(_write_long, kind=kind, lines=lines)
        outcome = read_long(path, codebook, use) if is_long(path) else read_or_use(
            path, codebook, partial(use_long, codebook=codebook, use=use))
        if isinstance(outcome, Failure | OSError):
            return outcome
        if isinstance(outcome, Reading):
            _write(outcome.extraction.facts if kind == "facts" else outcome.extraction.numbers, lines)
    except OSError as error:
        return error
    except Exception as error:  # one document's defect must not end the batch
        return failure_of(path, error, "extract")
    return Printed(path, lines)


def _write_long(document: Document, book: Codebook, kind: Kind, lines: Path) -> None:
    _write((record for record in understood(document, book) if isinstance(record, _CLASS[kind])), lines)


def _write(records: Iterator[Record] | Sequence[Record], lines: Path) -> None:
    with lines.open("w", encoding="utf-8", newline="") as stream:
        write_lines((fact_row(each) if isinstance(each, Fact) else number_row(each)  # type: ignore[arg-type]
                     for each in records), stream)
