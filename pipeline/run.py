"""The main job: reports in, database and tables out.

1. Find the documents.
2. Read and extract each, in as many processes as asked.
3. Store each in a transaction of its own.
4. Check across documents.
5. Write the tables and the JSON lines.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from pipeline.batch import Failure, Outcome, find_documents, read_all
from pipeline.checking import check_store
from pipeline.compare import Comparison, Selection, compare, covered_indicators
from pipeline.datapackage import write_facts_csv, write_package
from pipeline.findings import finding_rows
from pipeline.load import load_facts, load_numbers
from pipeline.render import csv_header, member_labels
from pipeline.rows import fact_row, number_row, write_lines
from pipeline.store import Stored, begin_run, end_run, open_store, write_document
from pipeline.tables import write_csv, write_xlsx
from schemas.codebook import load_codebook

Progress = Callable[[Iterable[Outcome], int], Iterable[Outcome]]


@dataclass(frozen=True, slots=True)
class Result:
    """What a run did. `same` pairs a file with the path that already holds its content."""

    run: int
    stored: Sequence[Stored]
    failures: Sequence[Failure]
    same: Sequence[tuple[Path, str]]
    counts: dict[str, int]
    files: Sequence[Path]


def run(paths: Iterable[Path], db_path: Path, out: Path, *, codebook: Path | None = None, workers: int = 1,
        version: str = "", progress: Progress = lambda outcomes, _: outcomes) -> Result:
    """Carry the documents through the five stages; the tables describe all that the database then holds."""
    book = load_codebook(codebook)
    db = open_store(db_path, create=True)
    documents = find_documents(paths)
    options = {"paths": [str(path) for path in documents], "workers": workers}
    number = begin_run(db, book, version, options, datetime.now(UTC).isoformat(timespec="seconds"))
    stored: list[Stored] = []
    failures: list[Failure] = []
    same: list[tuple[Path, str]] = []
    for outcome in progress(read_all(documents, codebook, workers), len(documents)):
        if isinstance(outcome, Failure):
            failures.append(outcome)
            continue
        try:
            done = write_document(db, outcome, book, version, number)
        except (sqlite3.IntegrityError, ValueError) as error:
            failures.append(Failure(outcome.path, f"不能入库（{error}）"))
            continue
        if done.same_as:
            same.append((outcome.path, done.same_as))
        else:
            stored.append(done)
    check_store(db, book)
    end_run(db, number, stored, len(failures))
    files = write_outputs(db, out)
    return Result(number, stored, failures, same, count_rows(db), files)


def count_rows(db: Database) -> dict[str, int]:
    """How many rows the main tables hold."""
    return {name: db.table(name).count
            for name in ("documents", "reports", "sentences", "numbers", "facts", "findings")}


def overview(db: Database, limit: int) -> Comparison:
    """The comparison of the indicators that most regions report."""
    return compare(db, Selection(tuple(covered_indicators(db, limit))))


def write_outputs(db: Database, out: Path) -> list[Path]:
    """Write the indicator table (XLSX, CSV), the facts (CSV, described) and all records as JSON lines."""
    out.mkdir(parents=True, exist_ok=True)
    table, labels = overview(db, 1000), member_labels(db)
    files = [out / name for name in (
        "indicators.xlsx", "indicators.csv", "facts.csv", "datapackage.json",
        "facts.jsonl", "numbers.jsonl", "findings.jsonl")]
    write_xlsx(db, table, labels, files[0])
    write_csv(table, labels, files[1])
    write_facts_csv(load_facts(db), files[2])
    write_package(out, csv_header(table))
    rows = (map(fact_row, load_facts(db)), map(number_row, load_numbers(db)), finding_rows(db))
    for path, lines in zip(files[4:], rows, strict=True):
        with path.open("w", encoding="utf-8") as stream:
            write_lines(lines, stream)
    return files
