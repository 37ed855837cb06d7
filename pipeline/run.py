"""The main job: reports in, database and tables out.

1. Find the documents, and which of them the database holds already.
2. Read and extract each of the others, in as many processes as asked, into a shard of its own.
3. Store each in a transaction of its own.
4. Check across documents.
5. Write the tables and the JSON lines.

Whatever ends a run, the next one goes on where it stood: what is stored is not read again, and what has a shard
is not extracted again.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlite_utils import Database

from pipeline import failures, worker
from pipeline.batch import Failure, find_documents
from pipeline.checking import check_store
from pipeline.choice import refresh
from pipeline.compare import Comparison, Selection, compare, covered_indicators
from pipeline.datapackage import write_facts_csv, write_package
from pipeline.document_store import remove_document, write_document
from pipeline.engine import Engine
from pipeline.faults import RunError, StoppedError, told
from pipeline.findings import finding_rows
from pipeline.interrupt import stoppable
from pipeline.load import load_facts, load_numbers
from pipeline.memory import peak_memory
from pipeline.render import csv_header, member_labels
from pipeline.reviewed import laid_over
from pipeline.rows import fact_row, number_row, write_lines
from pipeline.runlog import RunLog
from pipeline.shards import Shard, ShardError, code_digest
from pipeline.store import (
    State,
    Stored,
    begin_run,
    close_run,
    count_run,
    document_id,
    held,
    known_documents,
    missing_documents,
    open_store,
)
from pipeline.tables import write_csv, write_xlsx
from schemas.codebook import Codebook, load_codebook

LOCAL = Engine()

Progress = Callable[[Iterable[worker.Outcome], int], Iterable[worker.Outcome]]


@dataclass(slots=True)
class Result:
    """What a run did. `same` pairs a file with the path that already holds its content.

    `missing`: stored documents whose files are no more. `left`: documents not begun, because a stop was asked for.
    """

    run: int
    total: int = 0
    stored: list[Stored] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    same: list[tuple[Path, str]] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What the readers had to note of stored files, in Chinese: pages without text, pages that were recognised."""
    unchanged: int = 0
    missing: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    """Those of the missing that were removed from the database."""
    counts: dict[str, int] = field(default_factory=dict)
    files: Sequence[Path] = ()

    @property
    def left(self) -> int:
        return self.total - len(self.stored) - len(self.failures) - len(self.same) - self.unchanged


def run(paths: Iterable[Path], db_path: Path, out: Path, *, codebook: Path | None = None, workers: int | None = None,
        version: str = "", retry: bool = False, prune: bool = False, progress: Progress = lambda outcomes, _: outcomes,
        stopping: Callable[[], None] = lambda: None, engine: Engine = LOCAL) -> Result:
    """Carry the documents through the five stages; the tables describe all that the database then holds.

    `workers`: None for as many as fit. `engine`: where documents are worked on. `retry`: try given-up documents
    again. `prune`: remove documents whose files were no more when the run began. `stopping` is called when a stop is
    asked for (Ctrl-C); then stages 4 and 5 are left out.

    Raises:
        StoreError: the file is no database of ours.
        RunError: something around the program ended the run: a full disk, a database that another run or program
            holds. `StoppedError`: a second Ctrl-C did, or one during stages 4 and 5.
    """
    book = load_codebook(codebook)
    with held(db_path):
        db = open_store(db_path, create=True)
        try:
            return _run(paths, db, db_path, out, book, codebook, workers, f"{version}+{code_digest()}", retry, prune,
                        progress, stopping, engine)
        except RunError:
            close_run(db, "died")
            raise
        except (sqlite3.Error, OSError) as error:
            close_run(db, "died")
            place = Path(error.filename) if isinstance(error, OSError) and error.filename else db_path
            raise RunError(f"{told(error, place)}。已入库的文件完好；排除后再运行同一命令，即从这里继续") from error
        except KeyboardInterrupt as error:
            close_run(db, "interrupted")
            raise StoppedError("已立即停下。已入库的文件完好；再运行同一命令，即从这里继续") from error
        finally:
            db.conn.close()


def _run(paths: Iterable[Path], db: Database, db_path: Path, out: Path, book: Codebook, codebook: Path | None,
         workers: int | None, version: str, retry: bool, prune: bool, progress: Progress,
         stopping: Callable[[], None], engine: Engine) -> Result:
    failures.forget_missing(db)
    given = list(paths)
    documents = find_documents(given)
    count = engine.workers(workers, documents)
    options = {"paths": [str(path) for path in given], "workers": count, "engine": engine.name}
    result = Result(begin_run(db, book, version, options, datetime.now(UTC).isoformat(timespec="seconds")),
                    len(documents))
    shards = db_path.with_name(f"{db_path.name}.shards")
    tasks = _tasks(db, documents, book, version, retry)
    with RunLog(db_path, result.run) as log:
        log.write("started", version=version, codebook=book.digest, documents=len(documents), workers=count,
                  engine=engine.name)
        with stoppable(stopping) as stop:
            # Closed at once, whatever ends the loop: at the end of the program Python waits for workers that still run.
            with closing(engine.outcomes(shards, codebook, book.digest, code_digest(), tasks, count, stop)) as outcomes:
                for outcome in progress(outcomes, len(tasks)):
                    _settle(db, outcome, result, log, book, version)
            result.missing = missing_documents(db)
            if prune:
                # What was there when the run began may be on a disk that was pulled out since: not this time.
                there = {str(path.resolve()) for path in documents}
                result.pruned = [path for path in result.missing if path not in there]
                for path in result.pruned:
                    remove_document(db, path, result.run)
            refresh(db)
            count_run(db, result.run, result.stored, len(result.failures), unchanged=result.unchanged)
        if not result.left:
            log.write("checking")
            shutil.rmtree(shards, ignore_errors=True)
            check_store(db, book)
            result.files = write_outputs(db, out)
        state: State = "interrupted" if result.left else "finished"
        close_run(db, state)
        log.write("ended", state=state, stored=len(result.stored), unchanged=result.unchanged,
                  failed=len(result.failures), left=result.left, memory=peak_memory())
    result.counts = count_rows(db)
    return result


def _tasks(db: Database, documents: Sequence[Path], book: Codebook, version: str,
           retry: bool) -> list[worker.Task]:
    known = known_documents(db, book.digest, version)
    hopeless = {} if retry else failures.given_up(db, book.digest, version)
    return [worker.Task(path, known.get(place, ""), hopeless.get(place))
            for path in documents for place in [str(path.resolve())]]


def _settle(db: Database, outcome: worker.Outcome, result: Result, log: RunLog, book: Codebook,
            version: str) -> None:
    """Store a document, or note why not."""
    match outcome:
        case worker.Halt(cause=cause):
            raise RunError(f"{cause}。已入库的文件完好；排除后再运行同一命令，即从这里继续")
        case worker.Unchanged(path=path):
            result.unchanged += 1
            log.write("unchanged", path)
        case worker.Done():
            _store(db, outcome, result, log, book, version)
        case Failure():
            _fail(db, outcome, result, log, book, version)


def _store(db: Database, done: worker.Done, result: Result, log: RunLog, book: Codebook, version: str) -> None:
    shard = Shard(done.shard)
    try:
        stored, notes = write_document(db, done.path, shard, book, version, result.run), shard.header().notes
    except ShardError as error:
        raise RunError(f"{done.shard}：中间结果不见了；再运行同一命令即可继续") from error
    except (sqlite3.IntegrityError, ValueError) as error:
        failure = Failure(done.path, f"不能入库（{error}）", "store", sha256=done.sha256)
        _fail(db, failure, result, log, book, version)
        return
    done.shard.unlink(missing_ok=True)
    if stored.same_as:
        result.same.append((done.path, stored.same_as))
        log.write("same", done.path, same_as=stored.same_as)
    else:
        result.stored.append(stored)
        # An encoding that is certain is noted in the database only: it would drown what is in doubt.
        result.remarks += [f"{done.path.name}：{note}" for note in notes if not note.startswith("编码：")]
        log.write("stored", done.path, facts=stored.facts, added=stored.added, removed=stored.removed,
                  changed=stored.changed, seconds=round(done.seconds, 3), memory=done.memory)


def _fail(db: Database, failure: Failure, result: Result, log: RunLog, book: Codebook, version: str) -> None:
    result.failures.append(failure)
    failures.remember(db, document_id(failure.path), failure, result.run, book.digest, version)
    log.write("failed", failure.path, stage=failure.stage, cause=failure.cause, attempts=failure.attempts)


def count_rows(db: Database) -> dict[str, int]:
    """How many rows the main tables hold."""
    return {name: db.table(name).count
            for name in ("documents", "reports", "sentences", "numbers", "facts", "findings")}


def overview(db: Database, limit: int) -> Comparison:
    """The comparison of the indicators that most regions report."""
    return compare(db, Selection(tuple(covered_indicators(db, limit))))


def write_outputs(db: Database, out: Path) -> list[Path]:
    """Write the indicator table (XLSX, CSV), the facts (CSV, described) and all records as JSON lines.

    Each file takes the place of the old one when all are whole.
    """
    out.mkdir(parents=True, exist_ok=True)
    for leftover in out.glob(".youju-*"):  # of a run that was killed while writing
        shutil.rmtree(leftover, ignore_errors=True)
    with TemporaryDirectory(prefix=".youju-", dir=out) as draft:
        return [file.replace(out / file.name) for file in _drafts(db, Path(draft))]


def _drafts(db: Database, folder: Path) -> list[Path]:
    labels = member_labels(db)
    files = [folder / name for name in (
        "indicators.xlsx", "indicators.csv", "facts.csv", "datapackage.json",
        "facts.jsonl", "numbers.jsonl", "findings.jsonl")]
    with laid_over(db):
        table = overview(db, 1000)
        write_xlsx(db, table, labels, files[0])
        write_csv(table, labels, files[1])
    write_facts_csv(load_facts(db), files[2])
    write_package(folder, csv_header(table))
    rows = (map(fact_row, load_facts(db)), map(number_row, load_numbers(db)), finding_rows(db))
    for path, lines in zip(files[4:], rows, strict=True):
        with path.open("w", encoding="utf-8") as stream:
            write_lines(lines, stream)
    return files

